//! The tables of a comparison, and the list of an experiment's points.

use super::table::{Cell, ColumnDoc, Table};
use crate::experiment::compare::{Answer, OutputAnswer, PlanNumbers};
use crate::observation::Better;

/// Columns of `points.csv`.
const POINTS: [ColumnDoc; 2] = [
    ColumnDoc::new("point", "", "Row of points.csv."),
    ColumnDoc::new("plan", "", "Name of the plan."),
];

/// Columns of `comparison.csv`.
#[rustfmt::skip]
pub(super) const COMPARISON: [ColumnDoc; 20] = [
    ColumnDoc::new("plan", "", "Name of the plan."),
    ColumnDoc::new("output", "", "The output."),
    ColumnDoc::new("unit", "", "Unit of the numbers."),
    ColumnDoc::new("better", "", "Which way is good: higher, lower or neither."),
    ColumnDoc::new("n", "units", "Units of work in which the number is defined."),
    ColumnDoc::new("mean", "as unit", "Mean over units of work."),
    ColumnDoc::new("mean_lo", "as unit", "Lower end of the 95 % interval of the mean."),
    ColumnDoc::new("mean_hi", "as unit", "Upper end of the 95 % interval of the mean."),
    ColumnDoc::new("p05", "as unit", "5 % of the outcomes lie below."),
    ColumnDoc::new("p25", "as unit", "A quarter of the outcomes lies below."),
    ColumnDoc::new("p50", "as unit", "Half of the outcomes lies below."),
    ColumnDoc::new("p75", "as unit", "Three quarters of the outcomes lie below."),
    ColumnDoc::new("p95", "as unit", "95 % of the outcomes lie below."),
    ColumnDoc::new("difference", "as unit", "Mean paired difference from the plan that others are compared with; empty for that plan."),
    ColumnDoc::new("difference_lo", "as unit", "Lower end of the difference's interval; all of a comparison hold together with 95 % (Bonferroni)."),
    ColumnDoc::new("difference_hi", "as unit", "Upper end of the difference's interval."),
    ColumnDoc::new("p_best_unit", "share", "Part of the units in which the plan is best, luck included; equally good plans share. Empty where neither way is good."),
    ColumnDoc::new("p_best_mean", "share", "Part of the draws in which the plan's mean over luck is best; empty under luck only."),
    ColumnDoc::new("regret_mean", "as unit", "Mean distance to the best plan of the same unit."),
    ColumnDoc::new("regret_p90", "as unit", "In 10 % of the units the distance to the best plan is larger."),
];

/// The list of points: `plans` in their order.
pub fn points_table<'a>(
    plans: impl IntoIterator<Item = &'a str>,
) -> Table<impl IntoIterator<Item = Vec<Cell>>> {
    let plans = plans.into_iter().zip(0_u32..);
    Table {
        name: "points.csv".to_owned(),
        columns: POINTS.to_vec(),
        rows: plans
            .map(|(plan, point)| vec![point.into(), plan.into()])
            .collect::<Vec<_>>(),
    }
}

/// Every output of every plan as a file.
pub fn comparison_table(answer: &Answer) -> Table<impl Iterator<Item = Vec<Cell>> + use<'_>> {
    let outputs = answer.outputs.iter();
    Table {
        name: "comparison.csv".to_owned(),
        columns: COMPARISON.to_vec(),
        rows: outputs.flat_map(|output| output.plans.iter().map(move |plan| cells(output, plan))),
    }
}

fn cells(output: &OutputAnswer, plan: &PlanNumbers) -> Vec<Cell> {
    let better = match output.better {
        Better::Higher => "higher",
        Better::Lower => "lower",
        Better::Neither => "neither",
    };
    let of = &plan.numbers;
    let mut cells = vec![
        plan.plan.as_str().into(),
        output.output.as_str().into(),
        output.unit.into(),
        better.into(),
        Cell::Integer(of.n as i64),
    ];
    let difference = plan.difference;
    let numbers = [
        of.mean,
        of.mean_lo,
        of.mean_hi,
        of.p05,
        of.p25,
        of.p50,
        of.p75,
        of.p95,
        difference.map(|difference| difference.mean),
        difference.and_then(|difference| difference.lo),
        difference.and_then(|difference| difference.hi),
        plan.p_best_unit,
        plan.p_best_mean,
        plan.regret_mean,
        plan.regret_p90,
    ];
    cells.extend(numbers.map(Cell::from));
    cells
}
