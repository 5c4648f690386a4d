//! One row a unit: its outputs and its drawn parameters.

use super::super::Unit;
use super::Results;
use super::table::number;
use crate::observation::{Output, OutputError, break_even_week};

/// `replicates`: what every unit came to.
#[derive(Clone, Debug, PartialEq)]
pub struct ReplicateTable<'a> {
    /// The plan's name.
    pub plan: &'a str,
    /// All columns, in order: `plan,point,draw,replicate`, outputs, parameters.
    pub columns: Vec<String>,
    /// A row a unit, in unit order.
    pub rows: Vec<ReplicateRow>,
}

/// A row of [`ReplicateTable`].
#[derive(Clone, Debug, PartialEq)]
pub struct ReplicateRow {
    /// The unit.
    pub unit: Unit,
    /// Values of the columns after the unit's.
    pub values: Vec<Option<f64>>,
}

/// The table of all units.
///
/// # Errors
/// If a target's output is none.
pub fn replicates<'a>(results: &Results<'a>) -> Result<ReplicateTable<'a>, OutputError> {
    let outputs = standard_outputs(results)?;
    let drawn = results.drawn();
    let mut columns: Vec<String> = ["plan", "point", "draw", "replicate"]
        .map(String::from)
        .to_vec();
    columns.extend(outputs.iter().map(Output::to_string));
    columns.push("break_even_week".to_string());
    columns.extend(drawn.iter().map(|id| id.entry().id.to_string()));
    let row = |one: &super::Finished| {
        let outputs = outputs
            .iter()
            .map(|output| output.evaluate(&one.record, &one.params));
        let break_even = break_even_week(&one.record, &one.params).map(f64::from);
        let parameters = drawn.iter().map(|id| Some(one.params[*id]));
        let values = outputs.chain([break_even]).chain(parameters).collect();
        ReplicateRow {
            unit: one.unit,
            values,
        }
    };
    Ok(ReplicateTable {
        plan: &results.scenario.name,
        columns,
        rows: results.units.iter().map(row).collect(),
    })
}

impl ReplicateTable<'_> {
    /// The cells of a row; text is not escaped.
    pub fn cells(&self, row: &ReplicateRow) -> Vec<String> {
        let Unit {
            point,
            draw,
            replicate,
        } = row.unit;
        let mut cells = vec![self.plan.to_string()];
        cells.extend([point, draw, replicate].map(|number| number.to_string()));
        cells.extend(row.values.iter().map(|value| number(*value)));
        cells
    }
}

/// Outputs that every run tables: adoption, peaks, accounts, and the targets'.
///
/// # Errors
/// If a target's output is none.
pub fn standard_outputs(results: &Results<'_>) -> Result<Vec<Output>, OutputError> {
    let mut texts = Vec::new();
    for week in results.weeks() {
        for metric in [
            "enrolled.headcount",
            "enrolled.capable",
            "used_28d.headcount",
        ] {
            texts.push(format!("adoption.{metric}@{week}"));
        }
        texts.push(format!("sign_ins.passkey_share@{week}"));
    }
    for metric in [
        "tickets.all",
        "desk.backlog",
        "desk.wait_p90",
        "desk.agents_needed",
    ] {
        texts.push(format!("{metric}.max"));
        texts.push(format!("{metric}.week_of_max"));
    }
    for week in results.account_weeks() {
        for output in [
            "tickets.all.sum@:difference",
            "tickets.per_100_enrolments.sum@",
            "desk.minutes.sum@:difference",
            "desk.baseline_minutes.sum@:baseline",
            "cost.helpdesk.sum@:difference",
            "cost.programme.sum@",
            "cost.net_cash.sum@:difference",
            "people.minutes.sum@:difference",
            "exposure.recovery.sum@",
            "exposure.recovery.sum@:baseline",
        ] {
            texts.push(output.replace('@', &format!("@{week}")));
        }
    }
    let targets = results
        .scenario
        .targets
        .iter()
        .map(|target| target.output.clone());
    let mut outputs: Vec<Output> = Vec::new();
    for text in texts.into_iter().chain(targets) {
        let output = Output::parse(&text, &results.segments)?;
        if !outputs.contains(&output) {
            outputs.push(output);
        }
    }
    Ok(outputs)
}
