//! `[[target]]`.

mod output;

pub use output::Metrics;

use serde::Serialize;

use super::key::{Key, key};
use super::kind::Kind;
use super::phase::Comparison;
use super::run::Horizon;
use super::table::Table;
use super::writer::Writer;
use output::{parse, refuse, week};

/// What the owner wants by a week.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Target {
    /// Name shown in results.
    pub name: String,
    /// An output, such as `adoption.enrolled.headcount@24` or `desk.backlog.max`.
    pub output: String,
    /// At least or at most.
    pub comparison: Comparison,
    /// Threshold in the output's unit (shares as 0..1).
    pub value: f64,
}

#[rustfmt::skip]
pub(super) const KEYS: &[Key] = &[
    key("target", "name", Kind::Text, "", "(the output)", "\"Most people by summer\"", "Name shown in results, unique."),
    key("target", "output", Kind::Text, "", "", "\"adoption.enrolled.headcount@24\"", "An output: METRIC@24, METRIC.sum@24, METRIC.max or METRIC.week_of_max, with /segment and :difference if wanted, and with /customers for them in a file about both."),
    key("target", "min", Kind::Amount(-1e15, 1e15), "", "", "\"80%\"", "Lowest value that meets the target."),
    key("target", "max", Kind::Amount(-1e15, 1e15), "", "", "\"$30,000\"", "Highest value that meets the target."),
    key("target", "at_least", Kind::Amount(-1e15, 1e15), "", "", "0.8", "The same as min."),
    key("target", "at_most", Kind::Amount(-1e15, 1e15), "", "", "\"5%\"", "The same as max."),
    key("target", "judged", Kind::Flag, "", "true", "false", "Whether it is judged. Answers name a target that is not, as they name one past a horizon that the command line shortened."),
];

impl Target {
    /// Why nobody judges it, if it is one of the unjudged.
    pub fn why_unjudged(&self, horizon: u16) -> String {
        match week(&self.output) {
            Some(week) if week > horizon => {
                format!("week {week} is past the horizon of {horizon} weeks")
            }
            _ => "the scenario says so".to_owned(),
        }
    }
}

/// Reads the targets: those that are judged, and those that are not.
pub(super) fn resolve(
    root: &Table<'_>,
    horizon: Horizon,
    metrics: Metrics<'_>,
) -> (Vec<Target>, Vec<Target>) {
    let rows = root.tables("target");
    let mut read: Vec<(Target, bool)> = Vec::new();
    for row in &rows {
        let Some((mut target, judged)) = one(row, horizon, metrics) else {
            continue;
        };
        // `P(all)` is the probability of all together.
        let known = |name: &str| read.iter().any(|(other, _)| other.name == name);
        let taken = |name: &str| name == "all" || known(name);
        if row.raw("name").is_none() {
            // Two bounds of one output have its name.
            let base = target.name.clone();
            let mut count = 1;
            while taken(&target.name) {
                count += 1;
                target.name = format!("{base} {count}");
            }
        } else if taken(&target.name) {
            let message = match target.name.as_str() {
                "all" => "\"all\" stands for all targets together".to_owned(),
                name => format!("two targets are called {name:?}"),
            };
            let expected = Some("a name of its own for each".to_owned());
            row.problem("scenario::duplicate-name", "name", message, expected, None);
        }
        read.push((target, judged));
    }
    let (judged, unjudged): (Vec<_>, Vec<_>) = read.into_iter().partition(|(_, judged)| *judged);
    let bare = |targets: Vec<(Target, bool)>| targets.into_iter().map(|(target, _)| target);
    (bare(judged).collect(), bare(unjudged).collect())
}

/// Writes the tables.
pub(super) fn write(judged: &[Target], unjudged: &[Target], out: &mut Writer) {
    for (at, target) in judged.iter().chain(unjudged).enumerate() {
        out.header("[[target]]");
        out.text("name", &target.name);
        out.text("output", &target.output);
        match target.comparison {
            Comparison::AtLeast => out.number("min", target.value),
            Comparison::AtMost => out.number("max", target.value),
        }
        if at >= judged.len() {
            out.plain("judged", false);
        }
    }
}

/// A target, and whether it is judged.
fn one(row: &Table<'_>, horizon: Horizon, metrics: Metrics<'_>) -> Option<(Target, bool)> {
    let bounds = [
        ("min", Comparison::AtLeast),
        ("max", Comparison::AtMost),
        ("at_least", Comparison::AtLeast),
        ("at_most", Comparison::AtMost),
    ];
    let name = row.text("name");
    let typed: Vec<_> = bounds
        .into_iter()
        .filter(|(key, _)| row.raw(key).is_some())
        .collect();
    let expected = || Some("one of `min`, `max`, `at_least`, `at_most`".to_owned());
    match typed.as_slice() {
        [] => row.problem(
            "scenario::missing-key",
            "min",
            "the target has no threshold",
            expected(),
            None,
        ),
        [_] => {}
        [.., (key, _)] => {
            row.problem(
                "scenario::conflicting-keys",
                key,
                "a target has one threshold",
                expected(),
                None,
            );
        }
    }
    if row.raw("output").is_none() {
        let expected = Some("an output, such as \"adoption.enrolled.headcount@24\"".to_owned());
        row.problem(
            "scenario::missing-key",
            "output",
            "the target has no output",
            expected,
            None,
        );
    }
    let output = row.text("output")?;
    let known = match parse(&output, metrics) {
        Ok(known) => known,
        Err(bad) => {
            refuse(row, &output, &bad, metrics);
            return None;
        }
    };
    let (key, comparison) = typed.first()?;
    let typed = row.amount(key)?;
    if let Some(misfit) = typed.misfit(known.unit, known.difference) {
        let message = format!("{output} {}", misfit.what);
        let expected = Some(misfit.expected);
        row.problem("scenario::target-unit", key, message, expected, None);
    }
    if output.starts_with("cost.") && horizon.weeks < 52 {
        row.note(
            "note::horizon",
            "output",
            "the ticket account needs its tail: simulate 52 weeks or more where cost is asked",
        );
    }
    let within = |week| horizon.admits(row, "output", week, "the target");
    let judged = row.flag_or_default("judged") && known.week.is_none_or(within);
    let target = Target {
        name: name.unwrap_or_else(|| output.clone()),
        output,
        comparison: *comparison,
        value: typed.value,
    };
    Some((target, judged))
}
