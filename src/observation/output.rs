//! Outputs: one grammar for targets, assertions, constraints, sensitivity,
//! plots and tables.
//!
//! `METRIC@24` is the value in week 24, `METRIC.sum@24` the sum over weeks 1 to
//! 24 (of a ratio, the ratio of the sums), `METRIC.max` the largest weekly
//! value up to the horizon, `METRIC.max@24` up to week 24,
//! `METRIC.week_of_max` the first week that reaches it. `/SEGMENT` and `:ARM`
//! follow in this order, such as
//! `adoption.enrolled.headcount@24/engineering:difference`; a name that several
//! dimensions have needs its dimension, `/department=sales`. Without an arm it
//! is the rollout's value, also for `cost.net_cash`, where
//! `cost.net_cash.sum@24:difference` is the net cash of the rollout.
//!
//! Where a scenario has both a workforce and customers, an output is about the
//! workforce, and about the customers after `/customers`, such as
//! `adoption.enrolled.active@24/customers` or `.../customers/ios`; a metric that
//! customers alone have is about them in any case.

use super::metric::{Aggregation, Arm, Metric, View};
use super::registry::{metric, metric_ids};
use super::segment::{Segment, Segments};
use super::tally::Records;
use crate::parameter::Parameters;
use crate::units::Population;
use std::fmt;

/// A number that a unit has.
#[derive(Clone, Debug, PartialEq)]
pub struct Output {
    /// The metric.
    pub metric: &'static Metric,
    /// Which number of its weeks.
    pub statistic: Statistic,
    /// Whom it is about.
    pub population: Population,
    /// Whether that has to be said.
    named: bool,
    /// Of whom; `None` is everybody.
    pub segment: Option<SegmentChoice>,
    /// Whose value.
    pub arm: Arm,
}

/// What is taken of a metric's weeks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Statistic {
    /// Value in a plan week, from 1.
    At(u16),
    /// Sum over the weeks up to this one.
    Sum(u16),
    /// Largest value up to this week, or up to the horizon.
    Max(Option<u16>),
    /// First week with the largest value.
    WeekOfMax,
}

/// A segment, as an output names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SegmentChoice {
    /// Position in [`Segments::of`] its population.
    pub index: usize,
    label: String,
}

/// Why a text is no output.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("at byte {position}: expected {expected}{}", suggested(.nearest.as_deref()))]
pub struct OutputError {
    /// Byte in the text at which it stops to be one.
    pub position: usize,
    /// What would fit there.
    pub expected: String,
    /// The closest name that exists, if one is close.
    pub nearest: Option<String>,
}

impl Output {
    /// Reads an output; `segments` are those of the scenario, as
    /// [`Segments::new`] lists them.
    ///
    /// # Errors
    /// [`OutputError`] says where the text stops to be an output.
    pub fn parse(text: &str, segments: &Segments) -> Result<Self, OutputError> {
        let end = text.find(['@', '/', ':']).unwrap_or(text.len());
        let (metric, kind) = head(&text[..end])?;
        let (week, at) = week(text, end)?;
        let statistic = match (kind, week) {
            (Kind::At, Some(week)) => Statistic::At(week),
            (Kind::Sum, Some(week)) => Statistic::Sum(week),
            (Kind::Max, week) => Statistic::Max(week),
            (Kind::WeekOfMax, None) => Statistic::WeekOfMax,
            (Kind::WeekOfMax, Some(_)) => return Err(error(end, "no week after week_of_max")),
            (_, None) => return Err(error(end, "a plan week, such as @24")),
        };
        let adds = matches!(metric.aggregation, Aggregation::Flow | Aggregation::Ratio);
        if kind == Kind::Sum && !adds {
            let expected = format!("@week or .max: {} does not add over weeks", metric.id);
            return Err(error(metric.id.len(), expected));
        }
        let (rest, arm) = arm(&text[at..]);
        let (named, rest, at) = population(rest, at, segments);
        let population = whose(metric, named, segments).map_err(|text| error(at, text))?;
        let segment = match rest.strip_prefix('/') {
            Some(_) if !metric.has_segments() => {
                return Err(error(at, format!("no segment: {} has none", metric.id)));
            }
            Some(name) => Some(choose(name, at + 1, segments.of(population))?),
            None if rest.is_empty() => None,
            None => return Err(tail_error(rest, at)),
        };
        Ok(Self {
            metric,
            statistic,
            population,
            named: population != segments.first() && metric.is_of(segments.first()),
            segment,
            arm: arm.unwrap_or_default(),
        })
    }

    /// An output without segment, about a population; `None` if it is none, or the
    /// population has no such metric.
    pub fn of(text: &str, population: Population, segments: &Segments) -> Option<Self> {
        let (head, arm) = arm(text);
        let arm = arm
            .map(|arm| format!(":{}", arm.name()))
            .unwrap_or_default();
        Self::parse(&format!("{head}/{population}{arm}"), segments).ok()
    }

    /// The number of one unit; `None` where it is undefined or beyond the
    /// horizon.
    pub fn evaluate(&self, records: &Records, params: &Parameters) -> Option<f64> {
        let record = records.of(self.population)?;
        let view = View {
            record,
            params,
            arm: self.arm,
        };
        let value = |week: usize| match &self.segment {
            None => self.metric.value(&view, week),
            Some(segment) => self.metric.segment_value(&view, segment.index, week),
        };
        let horizon = record.rollout.weeks();
        match self.statistic {
            Statistic::At(week) => value(week.into()),
            Statistic::Sum(week) => self.metric.cumulative(&view, week.into()),
            Statistic::Max(week) => {
                let last = week.map_or(horizon, usize::from);
                (last <= horizon)
                    .then(|| largest(value, last))?
                    .map(|(_, value)| value)
            }
            Statistic::WeekOfMax => largest(value, horizon).map(|(week, _)| week as f64),
        }
    }

    /// Unit of the number.
    pub fn unit(&self) -> &'static str {
        match self.statistic {
            Statistic::WeekOfMax => "week",
            _ => self.metric.unit,
        }
    }

    /// The last plan week that it looks at; `None` is the horizon.
    pub fn week(&self) -> Option<u16> {
        match self.statistic {
            Statistic::At(week) | Statistic::Sum(week) => Some(week),
            Statistic::Max(week) => week,
            Statistic::WeekOfMax => None,
        }
    }
}

/// The end of a message that suggests an output, if there is one to suggest.
fn suggested(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |nearest| format!("; did you mean {nearest}?"))
}

impl fmt::Display for Output {
    /// The canonical form, which reads back as the same output.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.metric.id)?;
        match self.statistic {
            Statistic::At(week) => write!(f, "@{week}")?,
            Statistic::Sum(week) => write!(f, ".sum@{week}")?,
            Statistic::Max(None) => f.write_str(".max")?,
            Statistic::Max(Some(week)) => write!(f, ".max@{week}")?,
            Statistic::WeekOfMax => f.write_str(".week_of_max")?,
        }
        if self.named {
            write!(f, "/{}", self.population)?;
        }
        let label = self.segment.as_ref().map_or("", |segment| &segment.label);
        if self.segment.is_some() {
            write!(f, "/{label}")?;
        }
        // A segment may be called "x:baseline"; then the arm has to be said.
        if self.arm != Arm::Rollout || arm(label).1.is_some() {
            write!(f, ":{}", self.arm.name())?;
        }
        Ok(())
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    At,
    Sum,
    Max,
    WeekOfMax,
}

/// The metric and the statistic, without its week.
fn head(text: &str) -> Result<(&'static Metric, Kind), OutputError> {
    let suffixes = [
        ("", Kind::At),
        (".sum", Kind::Sum),
        (".max", Kind::Max),
        (".week_of_max", Kind::WeekOfMax),
    ];
    for (suffix, kind) in suffixes {
        if let Some(metric) = text.strip_suffix(suffix).and_then(metric) {
            return Ok((metric, kind));
        }
    }
    // A known metric with an unknown ending is an error of the ending.
    let known = metric_ids().into_iter().filter(|id| {
        text.strip_prefix(id)
            .is_some_and(|rest| rest.starts_with('.'))
    });
    if let Some(id) = known.max_by_key(|id| id.len()) {
        let endings = ["sum", "max", "week_of_max"];
        return Err(OutputError {
            position: id.len(),
            expected: ".sum, .max or .week_of_max".into(),
            nearest: nearest(&text[id.len() + 1..], endings).map(|ending| format!("{id}.{ending}")),
        });
    }
    let mut longest_first = suffixes.iter().rev();
    let bare = longest_first.find_map(|(suffix, _)| text.strip_suffix(suffix));
    Err(OutputError {
        position: 0,
        expected: "a metric".into(),
        nearest: nearest(bare.unwrap_or(text), metric_ids()),
    })
}

/// The week after an `@` at `start`, and where it ends.
fn week(text: &str, start: usize) -> Result<(Option<u16>, usize), OutputError> {
    let Some(rest) = text[start..].strip_prefix('@') else {
        return Ok((None, start));
    };
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    match rest[..digits].parse() {
        Ok(week) if week > 0 => Ok((Some(week), start + 1 + digits)),
        _ => Err(error(start + 1, "a plan week from 1")),
    }
}

/// Splits an arm off the end.
fn arm(text: &str) -> (&str, Option<Arm>) {
    for arm in Arm::ALL {
        if let Some(rest) = text
            .strip_suffix(arm.name())
            .and_then(|rest| rest.strip_suffix(':'))
        {
            return (rest, Some(arm));
        }
    }
    (text, None)
}

/// Splits a population off the front of what follows the week.
fn population<'t>(
    rest: &'t str,
    at: usize,
    segments: &Segments,
) -> (Option<Population>, &'t str, usize) {
    let known = Population::ALL.into_iter().filter(|one| segments.has(*one));
    for population in known {
        let tail = rest.strip_prefix('/');
        let tail = tail.and_then(|tail| tail.strip_prefix(population.name()));
        if let Some(tail) = tail.filter(|tail| tail.is_empty() || tail.starts_with('/')) {
            return (Some(population), tail, at + rest.len() - tail.len());
        }
    }
    (None, rest, at)
}

/// The population that a metric's output is about.
fn whose(
    metric: &Metric,
    named: Option<Population>,
    segments: &Segments,
) -> Result<Population, String> {
    let have = |one: &Population| segments.has(*one) && metric.is_of(*one);
    match named {
        Some(population) if have(&population) => Ok(population),
        Some(population) => Err(format!("no {population}: they have no {}", metric.id)),
        None => Population::ALL.into_iter().find(have).ok_or_else(|| {
            let of = metric.populations.first().map_or("", |one| one.name());
            format!("a scenario with {of}: {} is theirs alone", metric.id)
        }),
    }
}

fn choose(name: &str, position: usize, segments: &[Segment]) -> Result<SegmentChoice, OutputError> {
    let chosen = |index: usize| SegmentChoice {
        index,
        label: label(index, segments),
    };
    if let Some(index) = segments.iter().position(|s| qualified(s) == name) {
        return Ok(chosen(index));
    }
    let mut named = segments
        .iter()
        .enumerate()
        .filter(|(_, segment)| segment.name == name);
    match (named.next(), named.next()) {
        (Some((index, _)), None) => Ok(chosen(index)),
        (Some((_, one)), Some((_, other))) => Err(OutputError {
            position,
            expected: format!("{} or {}", qualified(one), qualified(other)),
            nearest: None,
        }),
        _ => Err(OutputError {
            position,
            expected: "a segment: a department, work style, worker type or OS class".into(),
            nearest: nearest(name, segments.iter().map(|segment| segment.name.as_str())),
        }),
    }
}

/// The shortest text that [`choose`] takes for the segment.
fn label(index: usize, segments: &[Segment]) -> String {
    let name = &segments[index].name;
    let alone = segments
        .iter()
        .filter(|segment| segment.name == *name)
        .count()
        == 1;
    let taken = segments.iter().any(|segment| qualified(segment) == *name);
    if alone && !taken {
        name.clone()
    } else {
        qualified(&segments[index])
    }
}

fn qualified(segment: &Segment) -> String {
    format!("{}={}", segment.dimension.name(), segment.name)
}

/// The first week with the largest value, up to `last`.
fn largest(value: impl Fn(usize) -> Option<f64>, last: usize) -> Option<(usize, f64)> {
    let weeks = (1..=last).filter_map(|week| Some((week, value(week)?)));
    weeks.reduce(|best, next| if next.1 > best.1 { next } else { best })
}

fn tail_error(tail: &str, at: usize) -> OutputError {
    let nearest = tail
        .strip_prefix(':')
        .and_then(|name| nearest(name, Arm::ALL.map(Arm::name)));
    OutputError {
        position: at,
        expected: "/segment, :difference, :baseline or the end".into(),
        nearest: nearest.map(|name| format!(":{name}")),
    }
}

fn error(position: usize, expected: impl Into<String>) -> OutputError {
    OutputError {
        position,
        expected: expected.into(),
        nearest: None,
    }
}

/// The closest of some names, if it is close enough to be meant.
fn nearest<'a>(text: &str, names: impl IntoIterator<Item = &'a str>) -> Option<String> {
    if text.len() > 80 {
        return None;
    }
    let distances = names
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(text, name), name));
    let (distance, name) = distances.min_by_key(|(distance, _)| *distance)?;
    (distance * 3 <= name.len().max(3)).then(|| name.to_string())
}

#[cfg(test)]
#[path = "output_tests.rs"]
mod tests;
