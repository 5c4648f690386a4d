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
pub(super) const COMPARISON: [ColumnDoc; 21] = [
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
    ColumnDoc::new("variance_ratio", "", "Variance of the difference of independently simulated plans over that of the paired one: so many times the units would be needed without common draws and lucks."),
    ColumnDoc::new("p_best_unit", "share", "Part of the units in which the plan is best, luck included; equally good plans share. Empty where neither way is good."),
    ColumnDoc::new("p_best_mean", "share", "Part of the draws in which the plan's mean over luck is best; empty under luck only."),
    ColumnDoc::new("regret_mean", "as unit", "Mean distance to the best plan of the same unit."),
    ColumnDoc::new("regret_p90", "as unit", "In 10 % of the units the distance to the best plan is larger."),
];

/// Columns of `plans.csv`.
#[rustfmt::skip]
pub(super) const PLANS: [ColumnDoc; 9] = [
    ColumnDoc::new("plan", "", "Name of the plan."),
    ColumnDoc::new("targets_met", "share", "Part of the units that meet all targets of the plan; empty without targets."),
    ColumnDoc::new("feasible", "", "Whether at least half of the units do, as they do where there are none."),
    ColumnDoc::new("on_front", "", "Whether no other plan is better in adoption, peak tickets and net cash, by means."),
    ColumnDoc::new("p_front", "share", "Part of the bootstrap resamples of the draws in which that is so; empty for a plan that was left out."),
    ColumnDoc::new("selected", "", "Whether the plan was selected; empty without a selection."),
    ColumnDoc::new("draws_looked_at", "draws", "Draws that the selection looked at; empty without a selection."),
    ColumnDoc::new("units_simulated", "units", "Units that the selection simulated; empty without a selection."),
    ColumnDoc::new("mean_selected_by", "as the selection's output", "Mean over the draws that were looked at; empty without a selection."),
];

/// What is said of every plan as a whole.
pub fn plans_table(answer: &Answer) -> Table<impl Iterator<Item = Vec<Cell>> + use<'_>> {
    let yes = |is: bool| if is { "yes" } else { "no" };
    let rows = answer.plans.iter().map(move |plan| {
        let chances = answer.pareto.chances.iter();
        let front = chances.filter(|one| one.plan == plan.name);
        let met = plan.all_targets.as_ref().and_then(|met| met.probability);
        let selection = answer.selection.as_ref();
        let row = selection.and_then(|s| s.plans.iter().find(|row| row.plan == plan.name));
        vec![
            plan.name.as_str().into(),
            met.into(),
            yes(plan.feasible).into(),
            yes(answer.pareto.plans.contains(&plan.name)).into(),
            front.filter_map(|one| one.probability).next().into(),
            selection
                .map(|s| yes(s.selected.as_ref() == Some(&plan.name)))
                .into(),
            row.map(|row| row.draws as i64).into(),
            row.map(|row| row.units as i64).into(),
            row.and_then(|row| row.mean).into(),
        ]
    });
    Table {
        name: "plans.csv".to_owned(),
        columns: PLANS.to_vec(),
        rows,
    }
}

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
        difference.and_then(|difference| difference.variance_ratio),
        plan.p_best_unit,
        plan.p_best_mean,
        plan.regret_mean,
        plan.regret_p90,
    ];
    cells.extend(numbers.map(Cell::from));
    cells
}
