//! The tables of a sensitivity study.

use super::table::{Cell, ColumnDoc, Table};
use crate::experiment::Unit;
use crate::experiment::sensitivity::{Answer, Design, Measure, OutputAnswer, Quantity, Verdict};
use std::borrow::Cow;

/// Columns of `sensitivity.csv`.
#[rustfmt::skip]
pub(super) const SENSITIVITY: [ColumnDoc; 15] = [
    ColumnDoc::new("output", "", "The output."),
    ColumnDoc::new("method", "", "tornado, morris, sobol or rank."),
    ColumnDoc::new("factor", "", "Parameter, dial or group of them; empty where the number is of none."),
    ColumnDoc::new("factor_unit", "", "Unit of the factor's values; empty for groups and for shares of 1."),
    ColumnDoc::new("low", "as factor_unit", "Where a tornado or a walk moves the factor to at its low end."),
    ColumnDoc::new("high", "as factor_unit", "The same at its high end."),
    ColumnDoc::new("range_low", "as factor_unit", "Smallest value of the factor."),
    ColumnDoc::new("range_high", "as factor_unit", "Largest value of the factor."),
    ColumnDoc::new("n", "", "Independent observations behind the number: lucks, walks, base rows or draws."),
    ColumnDoc::new("verdict", "", "influential, not-separable (from noise), no-effect (the same in every unit), too-few (lucks to say) or undefined."),
    ColumnDoc::new("measure", "", "change, at_low, at_high; mu_star, mu, sigma; total, first; or a number of no factor."),
    ColumnDoc::new("unit", "", "Unit of the number."),
    ColumnDoc::new("value", "as unit", "The number."),
    ColumnDoc::new("lo", "as unit", "Lower end of its interval."),
    ColumnDoc::new("hi", "as unit", "Upper end of its interval."),
];

const POINT: ColumnDoc = ColumnDoc::new("point", "", "Row of points.csv.");

/// The points of a design: every factor's value.
pub fn design_table<'a>(
    plan: &'a str,
    design: &'a Design,
) -> Table<impl Iterator<Item = Vec<Cell>> + use<'a>> {
    let factor = |one: &crate::experiment::sensitivity::Factor| ColumnDoc {
        name: Cow::Owned(one.id.clone()),
        unit: Cow::Owned(one.unit.clone()),
        meaning: Cow::Owned(one.meaning.clone()),
    };
    let mut columns = vec![POINT, ColumnDoc::new("plan", "", "Name of the plan.")];
    columns.extend(design.factors.iter().map(factor));
    Table {
        name: "points.csv".to_owned(),
        columns,
        rows: design.values.iter().zip(0_u32..).map(move |(values, at)| {
            let mut cells = vec![at.into(), plan.into()];
            cells.extend(values.iter().map(|value| Cell::Number(*value)));
            cells
        }),
    }
}

/// The outputs of every unit.
pub fn unit_table<'a>(
    quantities: &'a [Quantity],
    units: &'a [Unit],
    values: &'a [Vec<Option<f64>>],
) -> Table<impl Iterator<Item = Vec<Cell>> + use<'a>> {
    let mut columns = vec![
        POINT,
        ColumnDoc::new(
            "replicate",
            "",
            "Index of luck: equal numbers mean the same world.",
        ),
    ];
    columns.extend(quantities.iter().map(|quantity| ColumnDoc {
        name: Cow::Owned(quantity.to_string()),
        unit: Cow::Borrowed(quantity.unit()),
        meaning: Cow::Borrowed("The output of the unit; of a target, 1 where it is met."),
    }));
    Table {
        name: "replicates.csv".to_owned(),
        columns,
        rows: units.iter().enumerate().map(move |(at, unit)| {
            let mut cells = vec![unit.point.into(), unit.replicate.into()];
            cells.extend(values.iter().map(|column| Cell::from(column[at])));
            cells
        }),
    }
}

/// Every number of the answer.
pub fn sensitivity_table(answer: &Answer) -> Table<Vec<Vec<Cell>>> {
    let mut rows = Vec::new();
    for output in &answer.outputs {
        let general = output.general.iter();
        rows.extend(general.map(|measure| cells(answer, output, None, measure)));
        for row in &output.rows {
            let about = Some((row.factor.as_str(), row.n, row.verdict));
            let measures = row.measures.iter();
            rows.extend(measures.map(|measure| cells(answer, output, about, measure)));
        }
    }
    Table {
        name: "sensitivity.csv".to_owned(),
        columns: SENSITIVITY.to_vec(),
        rows,
    }
}

fn cells(
    answer: &Answer,
    output: &OutputAnswer,
    row: Option<(&str, usize, Verdict)>,
    measure: &Measure,
) -> Vec<Cell> {
    let name = row.map(|(name, ..)| name);
    let factor = answer
        .factors
        .iter()
        .find(|one| Some(one.id.as_str()) == name);
    let number =
        |value: fn(&crate::experiment::sensitivity::Factor) -> f64| Cell::from(factor.map(value));
    let verdict = row.map(|(_, _, verdict)| match verdict {
        Verdict::Influential => "influential",
        Verdict::NotSeparable => "not-separable",
        Verdict::NoEffect => "no-effect",
        Verdict::TooFew => "too-few",
        Verdict::Undefined => "undefined",
    });
    vec![
        output.output.as_str().into(),
        answer.method.word().into(),
        name.into(),
        factor.map(|factor| factor.unit.as_str()).into(),
        number(|factor| factor.low),
        number(|factor| factor.high),
        number(|factor| factor.range[0]),
        number(|factor| factor.range[1]),
        Cell::from(row.map(|(_, n, _)| n as i64)),
        verdict.into(),
        measure.name.into(),
        measure.unit.into(),
        measure.value.into(),
        measure.lo.into(),
        measure.hi.into(),
    ]
}
