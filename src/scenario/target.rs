//! `[[target]]`.

use serde::Serialize;

use super::keys::{Key, key};
use super::kind::Kind;
use super::phase::Comparison;
use super::problem::nearest;
use super::run::Horizon;
use super::table::Table;
use super::writer::Writer;
use crate::units::Population;

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
    key("target", "name", Kind::Text, "", "(the output)", "\"Most people by summer\"", "Name shown in results."),
    key("target", "output", Kind::Text, "", "", "\"adoption.enrolled.headcount@24\"", "An output: METRIC@24, METRIC.sum@24, METRIC.max or METRIC.week_of_max, with /segment and :difference if wanted, and with /customers for them in a file about both."),
    key("target", "min", Kind::Number(-1e15, 1e15), "", "", "\"80%\"", "Lowest value that meets the target."),
    key("target", "max", Kind::Number(-1e15, 1e15), "", "", "0", "Highest value that meets the target."),
    key("target", "at_least", Kind::Number(-1e15, 1e15), "", "", "0.8", "The same as min."),
    key("target", "at_most", Kind::Number(-1e15, 1e15), "", "", "\"5%\"", "The same as max."),
    key("target", "judged", Kind::Flag, "", "true", "false", "Whether it is judged. Answers name a target that is not, as they name one past a horizon that the command line shortened."),
];

/// Metrics that outputs are made of: those of the metric registry, which a
/// scenario cannot see; a test holds the two lists equal.
pub const KNOWN_METRICS: &[&str] = &[
    "adoption.enrolled.headcount",
    "adoption.enrolled.capable",
    "adoption.enrolled.active",
    "adoption.used_once.headcount",
    "adoption.used_once.capable",
    "adoption.used_once.active",
    "adoption.used_28d.headcount",
    "adoption.used_28d.capable",
    "adoption.used_28d.active",
    "sign_ins.passkey_share",
    "enrolments",
    "enrolments.route.self",
    "enrolments.route.prompt",
    "enrolments.route.moment",
    "enrolments.route.deadline",
    "enrolments.route.required",
    "enrolments.route.forced",
    "enrolments.route.initial",
    "enrolments.route.drift",
    "enrolments.route.recovery",
    "tickets.reset",
    "tickets.legacy_registration",
    "tickets.lockout",
    "tickets.how_to",
    "tickets.ceremony",
    "tickets.recovery",
    "tickets.outage",
    "tickets.cross_device",
    "tickets.block",
    "tickets.key",
    "tickets.shared_device",
    "tickets.repeat",
    "tickets.all",
    "tickets.per_100_enrolments",
    "desk.minutes",
    "desk.baseline_minutes",
    "desk.backlog",
    "desk.wait_p90",
    "desk.agents_needed",
    "desk.occupancy",
    "cost.helpdesk",
    "cost.communications",
    "cost.keys",
    "cost.messages",
    "cost.programme",
    "cost.net_cash",
    "people.minutes",
    "people.exceptions",
    "people.rejected",
    "people.keys",
    "exposure.recovery",
    "trust.mean",
    "trust.spread",
    "readiness",
    "tickets.forgot",
    "tickets.lost_credential",
    "tickets.sensitive_action",
    "enrolments.route.settings",
    "enrolments.route.offer",
    "enrolments.route.automatic",
    "enrolments.route.requirement",
    "enrolments.route.re_enrolment",
    "customers.messages",
    "customers.messages_lost",
    "customers.risky_codes",
    "customers.forgotten",
    "customers.self_recovered",
    "customers.recovered",
    "customers.recoveries_abandoned",
    "customers.sensitive",
    "customers.sensitive_completed",
    "customers.sensitive_abandoned",
    "customers.exceptions",
    "customers.sign_ins_lost",
    "customers.abandoned",
    "exposure.login",
    "exposure.recovery_per_login",
];

/// What is wrong with an output.
#[derive(Debug, PartialEq, Eq)]
enum BadOutput {
    Grammar,
    Metric(String),
}

impl Target {
    /// Why nobody judges it, if it is one of the unjudged.
    pub fn why_unjudged(&self, horizon: u16) -> String {
        match parse(&self.output, KNOWN_METRICS) {
            Ok(Some(week)) if week > horizon => {
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
    metrics: &[&str],
) -> (Vec<Target>, Vec<Target>) {
    let rows = root.tables("target");
    let read = rows.iter().filter_map(|row| one(row, horizon, metrics));
    let (judged, unjudged): (Vec<_>, Vec<_>) = read.partition(|(_, judged)| *judged);
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
fn one(row: &Table<'_>, horizon: Horizon, metrics: &[&str]) -> Option<(Target, bool)> {
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
    let week = match parse(&output, metrics) {
        Ok(week) => week,
        Err(bad) => {
            refuse(row, &output, &bad, metrics);
            return None;
        }
    };
    let (key, comparison) = typed.first()?;
    let value = row.number(key)?;
    if output.starts_with("cost.") && horizon.weeks < 52 {
        row.note(
            "note::horizon",
            "output",
            "the ticket account needs its tail: simulate 52 weeks or more where cost is asked",
        );
    }
    let within = |week| horizon.admits(row, "output", week, "the target");
    let judged = row.flag_or_default("judged") && week.is_none_or(within);
    let target = Target {
        name: name.unwrap_or_else(|| output.clone()),
        output,
        comparison: *comparison,
        value,
    };
    Some((target, judged))
}

/// The week of an output, if it names one.
fn parse(output: &str, metrics: &[&str]) -> Result<Option<u16>, BadOutput> {
    let arms = [":rollout", ":baseline", ":difference"];
    let plain = arms.iter().find_map(|arm| output.strip_suffix(arm));
    let plain = plain.unwrap_or(output);
    let (plain, segment) = plain.split_once('/').unwrap_or((plain, "all"));
    let of = |population: Population| segment.strip_prefix(population.name());
    let whose = Population::ALL.into_iter().find_map(of);
    let segment = whose
        .and_then(|rest| rest.strip_prefix('/'))
        .unwrap_or(segment);
    if segment.is_empty() || segment.contains('/') || plain.contains(':') {
        return Err(BadOutput::Grammar);
    }
    let (metric, week) = if let Some((metric, week)) = plain.split_once('@') {
        let week: u16 = week.parse().map_err(|_| BadOutput::Grammar)?;
        let bare = metric
            .strip_suffix(".sum")
            .or_else(|| metric.strip_suffix(".max"));
        (bare.unwrap_or(metric), Some(week))
    } else {
        let largest = plain
            .strip_suffix(".max")
            .or_else(|| plain.strip_suffix(".week_of_max"));
        (largest.ok_or(BadOutput::Grammar)?, None)
    };
    if metrics.contains(&metric) {
        Ok(week)
    } else {
        Err(BadOutput::Metric(metric.to_owned()))
    }
}

fn refuse(row: &Table<'_>, output: &str, bad: &BadOutput, metrics: &[&str]) {
    match bad {
        BadOutput::Grammar => {
            let bare = metrics.contains(&output);
            let near = bare.then(|| format!("{output}@24"));
            let expected =
                Some("METRIC@24, METRIC.sum@24, METRIC.max or METRIC.week_of_max".to_owned());
            let message = format!("{output:?} is no output");
            row.problem(
                "scenario::output-grammar",
                "output",
                message,
                expected,
                near,
            );
        }
        BadOutput::Metric(metric) => {
            let near = nearest(metric, metrics.iter().copied());
            let message = format!("no metric is called {metric:?}");
            let expected = Some("a metric; `passcast explain metrics` lists them".to_owned());
            row.problem(
                "scenario::unknown-metric",
                "output",
                message,
                expected,
                near,
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outputs() {
        let ok = |text: &str, week: Option<u16>| {
            assert_eq!(parse(text, KNOWN_METRICS), Ok(week), "{text}")
        };
        ok("adoption.enrolled.headcount@24", Some(24));
        ok("desk.minutes.sum@24:difference", Some(24));
        ok("desk.backlog.max", None);
        ok("desk.minutes.week_of_max/engineering:difference", None);
        ok("desk.backlog.max@12:baseline", Some(12));
        ok("adoption.enrolled.active@26/customers", Some(26));
        ok(
            "adoption.enrolled.active@26/customers/ios:rollout",
            Some(26),
        );
        for text in [
            "desk.backlog",
            "desk.backlog@x",
            "desk.backlog@4/",
            "@4:x",
            "desk.minutes:difference@4",
        ] {
            assert_eq!(
                parse(text, KNOWN_METRICS),
                Err(BadOutput::Grammar),
                "{text}"
            );
        }
        assert_eq!(
            parse("desk.minute@4", KNOWN_METRICS),
            Err(BadOutput::Metric("desk.minute".to_owned()))
        );
    }
}
