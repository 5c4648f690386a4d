//! Outputs, as far as a scenario knows them: the grammar, metrics and their units.

use crate::scenario::problem::nearest;
use crate::scenario::table::Table;
use crate::units::Population;

/// Metrics that outputs are made of, and their units: those of the metric registry, which
/// a scenario cannot see; a test holds the two lists equal.
#[rustfmt::skip]
pub const KNOWN_METRICS: &[(&str, &str)] = &[
    ("adoption.enrolled.headcount", "share"),
    ("adoption.enrolled.capable", "share"),
    ("adoption.enrolled.active", "share"),
    ("adoption.used_once.headcount", "share"),
    ("adoption.used_once.capable", "share"),
    ("adoption.used_once.active", "share"),
    ("adoption.used_28d.headcount", "share"),
    ("adoption.used_28d.capable", "share"),
    ("adoption.used_28d.active", "share"),
    ("sign_ins.passkey_share", "share"),
    ("enrolments", "enrolments"),
    ("enrolments.route.self", "enrolments"),
    ("enrolments.route.prompt", "enrolments"),
    ("enrolments.route.moment", "enrolments"),
    ("enrolments.route.deadline", "enrolments"),
    ("enrolments.route.required", "enrolments"),
    ("enrolments.route.forced", "enrolments"),
    ("enrolments.route.initial", "enrolments"),
    ("enrolments.route.drift", "enrolments"),
    ("enrolments.route.recovery", "enrolments"),
    ("tickets.reset", "cases"),
    ("tickets.legacy_registration", "cases"),
    ("tickets.lockout", "cases"),
    ("tickets.how_to", "cases"),
    ("tickets.ceremony", "cases"),
    ("tickets.recovery", "cases"),
    ("tickets.outage", "cases"),
    ("tickets.cross_device", "cases"),
    ("tickets.block", "cases"),
    ("tickets.key", "cases"),
    ("tickets.shared_device", "cases"),
    ("tickets.repeat", "contacts"),
    ("tickets.all", "cases"),
    ("tickets.per_100_enrolments", "cases"),
    ("desk.minutes", "min"),
    ("desk.baseline_minutes", "min"),
    ("desk.backlog", "cases"),
    ("desk.wait_p90", "open min"),
    ("desk.agents_needed", "agents"),
    ("desk.occupancy", "share"),
    ("cost.helpdesk", "$"),
    ("cost.communications", "$"),
    ("cost.keys", "$"),
    ("cost.messages", "$"),
    ("cost.programme", "$"),
    ("cost.net_cash", "$"),
    ("people.minutes", "min"),
    ("people.exceptions", "people"),
    ("people.rejected", "people"),
    ("people.keys", "people"),
    ("exposure.recovery", "impostors"),
    ("trust.mean", "trust"),
    ("trust.spread", "trust"),
    ("readiness", "share"),
    ("tickets.forgot", "contacts"),
    ("tickets.lost_credential", "contacts"),
    ("tickets.sensitive_action", "contacts"),
    ("enrolments.route.settings", "enrolments"),
    ("enrolments.route.offer", "enrolments"),
    ("enrolments.route.automatic", "enrolments"),
    ("enrolments.route.requirement", "enrolments"),
    ("enrolments.route.re_enrolment", "enrolments"),
    ("customers.messages", "messages"),
    ("customers.messages_lost", "messages"),
    ("customers.risky_codes", "codes"),
    ("customers.forgotten", "sign-ins"),
    ("customers.self_recovered", "sign-ins"),
    ("customers.recovered", "sign-ins"),
    ("customers.recoveries_abandoned", "sign-ins"),
    ("customers.sensitive", "sign-ins"),
    ("customers.sensitive_completed", "share"),
    ("customers.sensitive_abandoned", "sign-ins"),
    ("customers.exceptions", "sign-ins"),
    ("customers.sign_ins_lost", "sign-ins"),
    ("customers.abandoned", "sign-ins"),
    ("exposure.login", "takeovers"),
    ("exposure.recovery_per_login", "ratio"),
];

/// What is wrong with an output.
#[derive(Debug, PartialEq, Eq)]
pub enum BadOutput {
    Grammar,
    Metric(String),
}

/// What a scenario knows of an output.
#[derive(Debug, PartialEq, Eq)]
pub struct Known {
    /// The week that it names, if it does.
    pub week: Option<u16>,
    /// Unit of its values.
    pub unit: &'static str,
    /// Whether it is the difference between the arms.
    pub difference: bool,
}

/// Reads an output.
pub fn parse(output: &str) -> Result<Known, BadOutput> {
    let difference = output.ends_with(":difference");
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
    let Some((_, unit)) = KNOWN_METRICS.iter().find(|(id, _)| *id == metric) else {
        return Err(BadOutput::Metric(metric.to_owned()));
    };
    let unit = if plain.ends_with(".week_of_max") {
        "week"
    } else {
        *unit
    };
    Ok(Known {
        week,
        unit,
        difference,
    })
}

/// Reports what is wrong with a target's output.
pub fn refuse(row: &Table<'_>, output: &str, bad: &BadOutput) {
    let mut metrics = KNOWN_METRICS.iter().map(|(id, _)| *id);
    match bad {
        BadOutput::Grammar => {
            let bare = metrics.any(|id| id == output);
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
            let near = nearest(metric, metrics);
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
            assert_eq!(parse(text).map(|known| known.week), Ok(week), "{text}")
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
            assert_eq!(parse(text), Err(BadOutput::Grammar), "{text}");
        }
        let known = |text| parse(text).map(|known| (known.unit, known.difference));
        assert_eq!(known("desk.backlog.week_of_max"), Ok(("week", false)));
        assert_eq!(known("cost.helpdesk.sum@4/IT:difference"), Ok(("$", true)));
        assert_eq!(
            parse("desk.minute@4"),
            Err(BadOutput::Metric("desk.minute".to_owned()))
        );
    }
}
