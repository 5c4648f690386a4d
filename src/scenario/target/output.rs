//! Outputs, as far as a scenario knows them: the grammar, metrics and their units.

use crate::scenario::problem::nearest;
use crate::scenario::table::Table;
use crate::units::Population;

/// Metrics that outputs are made of, each with the unit of its values: those of a registry
/// that a scenario cannot see.
pub type Metrics<'a> = &'a [(&'a str, &'a str)];

/// What is wrong with an output.
#[derive(Debug, PartialEq, Eq)]
pub enum BadOutput {
    Grammar,
    Metric(String),
}

/// What a scenario knows of an output.
#[derive(Debug, PartialEq, Eq)]
pub struct Known<'a> {
    /// The week that it names, if it does.
    pub week: Option<u16>,
    /// Unit of its values.
    pub unit: &'a str,
    /// Whether it is the difference between the arms.
    pub difference: bool,
}

/// An output's parts, of a metric that may not exist.
struct Parts<'t> {
    metric: &'t str,
    week: Option<u16>,
    difference: bool,
    week_of_max: bool,
}

/// Reads an output.
pub fn parse<'a>(output: &str, metrics: Metrics<'a>) -> Result<Known<'a>, BadOutput> {
    let parts = parts(output).ok_or(BadOutput::Grammar)?;
    let Some((_, unit)) = metrics.iter().find(|(id, _)| *id == parts.metric) else {
        return Err(BadOutput::Metric(parts.metric.to_owned()));
    };
    Ok(Known {
        week: parts.week,
        unit: if parts.week_of_max { "week" } else { unit },
        difference: parts.difference,
    })
}

/// The week that an output names, if it does.
pub fn week(output: &str) -> Option<u16> {
    parts(output).and_then(|parts| parts.week)
}

fn parts(output: &str) -> Option<Parts<'_>> {
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
        return None;
    }
    let (metric, week) = if let Some((metric, week)) = plain.split_once('@') {
        let bare = metric
            .strip_suffix(".sum")
            .or_else(|| metric.strip_suffix(".max"));
        (bare.unwrap_or(metric), Some(week.parse().ok()?))
    } else {
        let largest = plain
            .strip_suffix(".max")
            .or_else(|| plain.strip_suffix(".week_of_max"));
        (largest?, None)
    };
    Some(Parts {
        metric,
        week,
        difference: output.ends_with(":difference"),
        week_of_max: plain.ends_with(".week_of_max"),
    })
}

/// Reports what is wrong with a target's output.
pub fn refuse(row: &Table<'_>, output: &str, bad: &BadOutput, metrics: Metrics<'_>) {
    let mut metrics = metrics.iter().map(|(id, _)| *id);
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
    use crate::scenario::written::METRICS;

    #[test]
    fn outputs() {
        let ok = |text: &str, week: Option<u16>| {
            assert_eq!(
                parse(text, METRICS).map(|known| known.week),
                Ok(week),
                "{text}"
            )
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
            assert_eq!(parse(text, METRICS), Err(BadOutput::Grammar), "{text}");
        }
        let known = |text| parse(text, METRICS).map(|known| (known.unit, known.difference));
        assert_eq!(known("desk.backlog.week_of_max"), Ok(("week", false)));
        assert_eq!(known("cost.helpdesk.sum@4/IT:difference"), Ok(("$", true)));
        assert_eq!(
            parse("desk.minute@4", METRICS),
            Err(BadOutput::Metric("desk.minute".to_owned()))
        );
    }
}
