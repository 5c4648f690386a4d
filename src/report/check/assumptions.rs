//! Every parameter in force: value, range, source.

use serde::Serialize;

use crate::parameter::{self, Parameter, Prior};
use crate::report::page::Page;
use crate::scenario::{AssumptionValue, Scenario, Uncertainty};

/// A parameter in force.
#[derive(Debug, Serialize)]
pub struct Row {
    /// Registry id.
    pub id: &'static str,
    /// Most likely value.
    pub value: f64,
    /// Lowest, and equal to `value` where it is certain.
    pub low: f64,
    /// Highest.
    pub high: f64,
    /// Unit of the three.
    pub unit: &'static str,
    /// `scenario`, `evidence`, `fitted` or `assumption`.
    pub basis: &'static str,
    /// Evidence ids, or what is assumed.
    pub source: String,
}

/// The parameters in force, in registry order.
pub fn rows(scenario: &Scenario) -> Vec<Row> {
    parameter::entries()
        .iter()
        .filter(|p| scenario.uses(p))
        .map(|p| row(p, scenario))
        .collect()
}

/// Writes the section.
pub fn write(scenario: &Scenario, page: &mut Page) {
    let rows = rows(scenario);
    let bare = rows.iter().filter(|row| row.basis == "assumption").count();
    page.section("Assumptions");
    page.text(&format!(
        "{} parameters; * {bare} without evidence; ~ fitted; = set by the scenario",
        rows.len()
    ));
    if scenario.run.uncertainty == Uncertainty::Chance {
        page.text("Only chance varies: every parameter is at its most likely value.");
    }
    let width = rows.iter().map(|row| row.id.len()).max().unwrap_or(0) + 2;
    for row in &rows {
        let mark = match row.basis {
            "assumption" => '*',
            "fitted" => '~',
            "scenario" => '=',
            _ => ' ',
        };
        let range = if row.low == row.high {
            "certain".to_owned()
        } else {
            format!("{}–{}", short(row.low), short(row.high))
        };
        let text = format!(
            "{:<8} {range:<15} {}; {}",
            short(row.value),
            row.unit,
            row.source
        );
        page.table_row(&format!("{mark} {}", row.id), width, &text);
    }
}

fn row(parameter: &'static Parameter, scenario: &Scenario) -> Row {
    let set = scenario.assumptions.iter().find(|a| a.id == parameter.id);
    let certain = parameter.prior == Prior::Fixed;
    let (value, low, high) = match set.map(|a| a.value) {
        Some(AssumptionValue::Fixed(value)) => (value, value, value),
        Some(AssumptionValue::Range { low, mode, high }) => (mode, low, high),
        None if certain => (parameter.default, parameter.default, parameter.default),
        None => (parameter.default, parameter.low, parameter.high),
    };
    let (basis, source) = if set.is_some() {
        ("scenario", "set by the scenario".to_owned())
    } else if parameter.is_fitted() {
        ("fitted", "fitted, see docs/model.md".to_owned())
    } else if parameter.is_assumption() {
        let rest = parameter.source.trim_start_matches('A').trim();
        (
            "assumption",
            format!("assumption {rest}").trim_end().to_owned(),
        )
    } else {
        ("evidence", parameter.source.to_owned())
    };
    Row {
        id: parameter.id,
        value,
        low,
        high,
        unit: parameter.unit,
        basis,
        source,
    }
}

/// Four decimals at most, none of them trailing zeros.
fn short(value: f64) -> String {
    if value != 0.0 && value.abs() < 0.001 {
        return format!("{value:.1e}");
    }
    format!("{}", (value * 10_000.0).round() / 10_000.0)
}
