//! One row a simulation: its outputs and its drawn parameters.

use super::Results;
use crate::answer::table::{BreakEven, Cell, ColumnDoc, Row, SimulationRow, Table};
use crate::experiment::simulation::SimulationId;
use crate::observation::{Output, OutputError, Segments, break_even_week};
use crate::parameter::{self, Id};

/// `simulations.csv`: the outputs of every simulation.
pub struct SimulationTable<'a> {
    /// The plans' names, by point.
    pub plans: Vec<&'a str>,
    /// The columns after those that tell which simulation it is: outputs, parameters.
    pub columns: Vec<String>,
    /// A row a simulation, in simulation order, each made when it is written.
    pub rows: Box<dyn Iterator<Item = SimulationValues> + 'a>,
}

/// A row of [`SimulationTable`].
#[derive(Clone, Debug, PartialEq)]
pub struct SimulationValues {
    /// The simulation.
    pub simulation: SimulationId,
    /// Values of the columns after the simulation's.
    pub values: Vec<Option<f64>>,
}

/// The table of all simulations.
///
/// # Errors
/// If a target's output is none.
pub fn all_simulations<'a>(results: &'a Results<'_>) -> Result<SimulationTable<'a>, OutputError> {
    let outputs = standard_outputs(results)?;
    let texts: Vec<String> = outputs.iter().map(Output::to_string).collect();
    simulations_of(std::slice::from_ref(results), &texts)
}

/// The table of all simulations of several plans, plan by plan, with these outputs and
/// the parameters that any of them draws.
///
/// # Errors
/// If a text is no output of every plan.
pub fn simulations_of<'a>(
    plans: &'a [Results<'_>],
    outputs: &[String],
) -> Result<SimulationTable<'a>, OutputError> {
    let mut drawn: Vec<Id> = plans.iter().flat_map(Results::drawn).copied().collect();
    drawn.sort_unstable();
    drawn.dedup();
    let mut columns = outputs.to_vec();
    columns.extend(BreakEven::COLUMNS.iter().map(|one| one.name.to_string()));
    columns.extend(drawn.iter().map(|id| id.entry().id.to_string()));
    let row = move |one: &super::Finished, outputs: &[Output]| {
        let outputs = outputs
            .iter()
            .map(|output| output.evaluate(&one.records, &one.params));
        let first = one.records.iter().next();
        let break_even = first.and_then(|record| break_even_week(record, &one.params));
        let break_even = break_even.map(f64::from);
        let parameters = drawn.iter().map(|id| Some(one.params[*id]));
        let values = outputs.chain([break_even]).chain(parameters).collect();
        SimulationValues {
            simulation: one.simulation,
            values,
        }
    };
    // Plans number their segments each for itself.
    let of = |plan: &Results<'_>| {
        let parse = |text: &String| Output::parse(text, &plan.segments);
        outputs.iter().map(parse).collect::<Result<Vec<_>, _>>()
    };
    let outputs = plans.iter().map(of).collect::<Result<Vec<_>, _>>()?;
    let rows = plans.iter().zip(outputs).flat_map(move |(plan, outputs)| {
        let row = row.clone();
        plan.simulations.iter().map(move |one| row(one, &outputs))
    });
    Ok(SimulationTable {
        plans: plans
            .iter()
            .map(|plan| plan.scenario.name.as_str())
            .collect(),
        columns,
        rows: Box::new(rows),
    })
}

impl<'a> SimulationTable<'a> {
    /// The table as a file; `segments` are those of the scenario.
    pub fn file(self, segments: &Segments) -> Table<impl Iterator<Item = Vec<Cell>> + use<'a>> {
        let own = self.columns.iter().map(|name| documented(name, segments));
        let columns = SimulationRow::COLUMNS.iter().cloned().chain(own).collect();
        let plans = self.plans;
        let rows = self.rows.map(move |row| {
            let simulation = SimulationRow {
                plan: plans[row.simulation.point as usize],
                point: row.simulation.point,
                draw: row.simulation.draw,
                replication: row.simulation.replication,
            };
            let mut cells = simulation.cells();
            cells.extend(row.values.iter().map(|value| Cell::from(*value)));
            cells
        });
        Table {
            name: "simulations.csv".to_owned(),
            columns,
            rows,
        }
    }
}

/// What an output or a parameter is.
fn documented(name: &str, segments: &Segments) -> ColumnDoc {
    if let Some(parameter) = parameter::find(name) {
        ColumnDoc::of(name, parameter.unit, parameter.meaning)
    } else if let Ok(output) = Output::parse(name, segments) {
        ColumnDoc::of(name, output.unit(), &output.metric.meaning)
    } else {
        let mut known = BreakEven::COLUMNS.iter();
        let found = known.find(|column| column.name == name);
        found
            .cloned()
            .unwrap_or_else(|| ColumnDoc::of(name, "", ""))
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
            "exposure.login.sum@:difference",
            "customers.abandoned.sum@:difference",
            "customers.messages.sum@:difference",
            "customers.sensitive_completed.sum@",
        ] {
            texts.push(output.replace('@', &format!("@{week}")));
        }
    }
    let mut outputs: Vec<Output> = Vec::new();
    for population in results.scenario.populations() {
        let of = texts
            .iter()
            .filter_map(|text| Output::of(text, population, &results.segments));
        outputs.extend(of);
    }
    for target in &results.scenario.targets {
        let output = Output::parse(&target.output, &results.segments)?;
        if !outputs.contains(&output) {
            outputs.push(output);
        }
    }
    Ok(outputs)
}
