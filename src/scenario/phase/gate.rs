//! Gates: conditions that hold a phase back.

use super::row::{Comparison, Gate, GateTimeout, Surroundings};
use crate::scenario::kind::Words;
use crate::scenario::problem::nearest;
use crate::scenario::table::Table;
use crate::scenario::writer::{Writer, number, quoted};

/// Metrics that a gate can watch.
const METRICS: [&str; 4] = [
    "adoption.enrolled.headcount",
    "adoption.enrolled.capable",
    "desk.backlog",
    "readiness",
];

/// Readiness that a desk learns by itself, without a runbook.
const LEARNT: f64 = 0.5;

/// Reads a gate.
pub(super) fn resolve(row: &Table<'_>, first_week: u16, around: &Surroundings<'_>) -> Option<Gate> {
    let table = row.table("gate");
    if !table.is_given() {
        return None;
    }
    let expected = || Some(format!("one of {}", METRICS.join(", ")));
    let metric = table.text("metric");
    match &metric {
        Some(metric) if !METRICS.contains(&metric.as_str()) => {
            let message = format!("a gate cannot watch {metric:?}");
            table.problem(
                "scenario::unknown-metric",
                "metric",
                message,
                expected(),
                nearest(metric, METRICS),
            );
        }
        None if table.raw("metric").is_none() => {
            table.problem(
                "scenario::missing-key",
                "metric",
                "the gate watches no metric",
                expected(),
                None,
            );
        }
        _ => {}
    }
    let (comparison, value, key) = threshold(&table)?;
    let unit = match metric.as_deref() {
        Some("desk.backlog") => "cases",
        // A share above 1 is refused with what would be in reach.
        _ => "ratio",
    };
    if let Some(misfit) = table
        .amount(key)
        .and_then(|typed| typed.misfit(unit, false))
    {
        let message = format!("the gate's metric {}", misfit.what);
        let expected = Some(misfit.expected);
        table.problem("scenario::gate-unsatisfiable", key, message, expected, None);
    }
    let gate = Gate {
        metric: metric?,
        comparison,
        value,
        max_hold: table.integer_or_default("max_hold") as u16,
        on_timeout: GateTimeout::from_word(&table.text_or_default("on_timeout"))
            .unwrap_or(GateTimeout::Proceed),
    };
    check(&table, key, &gate, first_week, around);
    Some(gate)
}

/// Reads a load gate: high and low mark.
pub(super) fn load(row: &Table<'_>) -> Option<(f64, f64)> {
    let table = row.table("load_gate");
    if !table.is_given() {
        return None;
    }
    let marks = ["high", "low"].map(|name| {
        if table.raw(name).is_none() {
            let message = format!("a load gate needs its {name} mark");
            table.problem("scenario::missing-key", name, message, None, None);
        }
        table.number(name)
    });
    let (high, low) = (marks[0]?, marks[1]?);
    if low > high {
        let message = format!("prompts would stop above {high} and resume below {low}");
        table.problem(
            "scenario::out-of-range",
            "low",
            message,
            Some(format!("at most {high}")),
            None,
        );
    }
    Some((high, low))
}

/// Writes a gate as an inline table.
pub(super) fn write(gate: &Gate, out: &mut Writer) {
    let bound = match gate.comparison {
        Comparison::AtLeast => "min",
        Comparison::AtMost => "max",
    };
    let value = format!(
        "{{ metric = {}, {bound} = {}, max_hold = {}, on_timeout = {} }}",
        quoted(&gate.metric),
        number(gate.value),
        gate.max_hold,
        quoted(gate.on_timeout.word())
    );
    out.raw("gate", value);
}

fn threshold(table: &Table<'_>) -> Option<(Comparison, f64, &'static str)> {
    let bounds = [("min", Comparison::AtLeast), ("max", Comparison::AtMost)];
    let typed: Vec<_> = bounds
        .into_iter()
        .filter(|(name, _)| table.raw(name).is_some())
        .collect();
    match typed.as_slice() {
        [(name, comparison)] => table.number(name).map(|value| (*comparison, value, *name)),
        [] => {
            let expected = Some("`min` or `max`".to_owned());
            table.problem(
                "scenario::missing-key",
                "min",
                "the gate has no threshold",
                expected,
                None,
            );
            None
        }
        _ => {
            let expected = Some("`min` or `max`".to_owned());
            let message = "a gate has one threshold, not both";
            table.problem("scenario::conflicting-keys", "max", message, expected, None);
            None
        }
    }
}

/// Refuses a gate that no week of the plan can open.
fn check(
    table: &Table<'_>,
    key: &'static str,
    gate: &Gate,
    first_week: u16,
    around: &Surroundings<'_>,
) {
    let least = gate.comparison == Comparison::AtLeast;
    let fallback = around.fallback;
    let reachable = fallback.runbook_quality.max(LEARNT);
    let bad = match gate.metric.as_str() {
        "readiness" if least && gate.value > reachable => Some(format!(
            "at most {reachable}, the better of fallback.runbook_quality and what the desk learns by itself"
        )),
        metric if metric.starts_with("adoption.") && least && gate.value > 1.0 => {
            Some("at most 1 (100%)".to_owned())
        }
        _ if !least && gate.value < 0.0 => Some("at least 0".to_owned()),
        _ => None,
    };
    if let Some(expected) = bad {
        let message = format!(
            "nothing in this plan brings `{}` to {}",
            gate.metric, gate.value
        );
        table.problem(
            "scenario::gate-unsatisfiable",
            key,
            message,
            Some(expected),
            None,
        );
        return;
    }
    let last_chance = first_week.saturating_add(gate.max_hold);
    let needs_runbook = gate.metric == "readiness" && least && gate.value > LEARNT;
    if needs_runbook && fallback.runbook_week > last_chance {
        let message = format!(
            "the gate needs the runbook of week {}, but holds no longer than to week {last_chance}",
            fallback.runbook_week
        );
        match gate.on_timeout {
            GateTimeout::Stop => {
                let expected = Some(format!("fallback.runbook_week at most {last_chance}"));
                table.problem("scenario::gate-unsatisfiable", key, message, expected, None);
            }
            GateTimeout::Proceed => table.note(
                "note::gate",
                key,
                format!("{message}; the phase then starts anyway"),
            ),
        }
    }
}
