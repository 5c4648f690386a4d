//! Gates: conditions that hold a phase back.

use super::gate_metric::GateMetric;
use super::row::{Comparison, Gate, GateTimeout, Surroundings};
use crate::scenario::kind::Words;
use crate::scenario::problem::nearest;
use crate::scenario::table::Table;
use crate::scenario::writer::{Writer, number, quoted};

/// Reads a gate.
pub(super) fn resolve(row: &Table<'_>, first_week: u16, around: &Surroundings<'_>) -> Option<Gate> {
    let table = row.table("gate");
    if !table.is_given() {
        return None;
    }
    let expected = || Some(format!("one of {}", GateMetric::WORDS.join(", ")));
    let typed = table.text("metric");
    let metric = typed.as_deref().and_then(GateMetric::from_word);
    match &typed {
        Some(typed) if metric.is_none() => table.problem(
            "scenario::unknown-metric",
            "metric",
            format!("a gate cannot watch {typed:?}"),
            expected(),
            nearest(typed, GateMetric::WORDS.iter().copied()),
        ),
        None if table.raw("metric").is_none() => table.problem(
            "scenario::missing-key",
            "metric",
            "the gate watches no metric",
            expected(),
            None,
        ),
        _ => {}
    }
    let (comparison, value, key) = threshold(&table)?;
    let unit = metric.map_or("ratio", GateMetric::unit);
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
        quoted(gate.metric.id()),
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
    let most = gate.metric.most(fallback.runbook_quality);
    let bad = match most {
        Some((most, words)) if least && gate.value > most => Some(words),
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
    let needs_runbook = least && gate.metric.needs_runbook(gate.value);
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
