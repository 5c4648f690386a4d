//! Metrics: functions of a finished tally, so that none can change a result.
//!
//! Whatever adds over weeks is an integer until the last division, so sums and
//! differences are exact: a difference of money is a difference of cents.

use super::columns::{Column, column};
use super::metric_table;
use super::tally::{Record, SegmentColumn, Tally};
use crate::helpdesk::agents_needed;
use crate::math::ceil;
use crate::parameter::Parameters;
use crate::parameter::table::customers::{certain, uncertain};
use crate::parameter::table::{constant, helpdesk};
use crate::units::{Cents, Population};
use serde::Serialize;
use std::sync::LazyLock;

/// One row of the metric registry.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Metric {
    /// Name in outputs, targets, tables and reports.
    pub id: String,
    /// Unit of its values.
    pub unit: &'static str,
    /// What a share or ratio divides by; empty where it divides by nothing.
    pub denominator: &'static str,
    /// Which way is good.
    pub better: Better,
    /// How weeks combine.
    pub aggregation: Aggregation,
    /// What it is, in words.
    pub meaning: String,
    /// The populations that have it.
    pub populations: Vec<Population>,
    #[serde(skip)]
    pub(super) workforce: Option<Formula>,
    #[serde(skip)]
    pub(super) customers: Option<Formula>,
    #[serde(skip)]
    pub(super) segment: Option<(SegmentColumn, SegmentColumn)>,
}

/// Which way is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Better {
    /// More.
    Higher,
    /// Less.
    Lower,
    /// It depends.
    Neither,
}

/// How a metric's weeks combine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Aggregation {
    /// A value at the week's end; does not add.
    State,
    /// An amount of the week; weeks add.
    Flow,
    /// A ratio of two amounts of the week; over weeks, the ratio of their sums.
    Ratio,
    /// A statistic of the week that does not combine with other weeks'.
    Week,
}

/// Which arm a value belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Arm {
    /// With the rollout.
    #[default]
    Rollout,
    /// The same organisation and luck without it.
    Baseline,
    /// Rollout less baseline, of the same unit and week.
    Difference,
}

impl Arm {
    /// All, in table order.
    pub const ALL: [Self; 3] = [Self::Rollout, Self::Baseline, Self::Difference];

    /// Name in outputs and tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rollout => "rollout",
            Self::Baseline => "baseline",
            Self::Difference => "difference",
        }
    }
}

/// What values are read from.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// Both arms' tallies of a population.
    pub record: &'a Record,
    /// The parameters they were simulated with: money and agents need them.
    pub params: &'a Parameters,
    /// Whose value.
    pub arm: Arm,
}

/// All metrics, in table order.
pub fn metrics() -> &'static [Metric] {
    static METRICS: LazyLock<Vec<Metric>> = LazyLock::new(metric_table::rows);
    &METRICS
}

/// The metric with this id.
pub fn metric(id: &str) -> Option<&'static Metric> {
    metrics().iter().find(|metric| metric.id == id)
}

/// The ids of all metrics, in table order.
pub fn metric_ids() -> Vec<&'static str> {
    metrics().iter().map(|metric| metric.id.as_str()).collect()
}

impl Metric {
    /// Value in a plan week (from 1), a flow's amount in that week. `None` where
    /// it is undefined (0/0) or beyond the tally.
    pub fn value(&self, view: &View<'_>, week: usize) -> Option<f64> {
        self.over(view, week, week)
    }

    /// Value over weeks 1 to `week`: a flow's sum, a ratio of sums. `None` for
    /// what does not add over weeks.
    pub fn cumulative(&self, view: &View<'_>, week: usize) -> Option<f64> {
        match self.aggregation {
            Aggregation::Flow | Aggregation::Ratio => self.over(view, 1, week),
            Aggregation::State | Aggregation::Week => None,
        }
    }

    /// Whether the metric has values in segments: shares of head-count and of
    /// the capable.
    pub fn has_segments(&self) -> bool {
        self.segment.is_some()
    }

    /// Value in a segment, by its position in [`super::segments`].
    pub fn segment_value(&self, view: &View<'_>, segment: usize, week: usize) -> Option<f64> {
        let at = Arm::ALL.iter().position(|arm| *arm == view.arm)?;
        self.segment_arms(view.record, segment, week)[at]
    }

    /// Values of the three arms in a segment and week, in the order of [`Arm::ALL`].
    pub fn segment_arms(&self, record: &Record, segment: usize, week: usize) -> [Option<f64>; 3] {
        let of = |tally: &Tally| {
            let (part, whole) = self.segment?;
            if week == 0 || week > tally.weeks() || segment >= tally.segments() {
                return None;
            }
            let whole = tally.segment(week, segment, whole);
            (whole > 0).then(|| f64::from(tally.segment(week, segment, part)) / f64::from(whole))
        };
        let (one, other) = (of(&record.rollout), of(&record.baseline));
        [one, other, one.zip(other).map(|(one, other)| one - other)]
    }

    /// Values of the three arms in a week, in the order of [`Arm::ALL`]; costs
    /// two evaluations where three single ones cost four.
    pub fn arms(&self, record: &Record, params: &Parameters, week: usize) -> [Option<f64>; 3] {
        let (rollout, baseline) = (&record.rollout, &record.baseline);
        if week == 0 || week > rollout.weeks().min(baseline.weeks()) {
            return [None; 3];
        }
        let Some(formula) = self.formula(record.population) else {
            return [None; 3];
        };
        if let Formula::Amount { sum, divisor } = formula {
            let (one, other) = (
                sum.read(rollout, params, week),
                sum.read(baseline, params, week),
            );
            return [one, other, one - other].map(|amount| Some(amount as f64 / divisor));
        }
        let one = formula.evaluate(rollout, params, week, week);
        let other = formula.evaluate(baseline, params, week, week);
        [one, other, one.zip(other).map(|(one, other)| one - other)]
    }

    /// Whether a population has it.
    pub fn is_of(&self, population: Population) -> bool {
        self.populations.contains(&population)
    }

    fn formula(&self, population: Population) -> Option<&Formula> {
        match population {
            Population::Workforce => self.workforce.as_ref(),
            Population::Customers => self.customers.as_ref(),
        }
    }

    fn over(&self, view: &View<'_>, first: usize, last: usize) -> Option<f64> {
        let (rollout, baseline) = (&view.record.rollout, &view.record.baseline);
        if first == 0 || last < first || last > rollout.weeks().min(baseline.weeks()) {
            return None;
        }
        let formula = self.formula(view.record.population)?;
        let of = |tally| formula.evaluate(tally, view.params, first, last);
        match (view.arm, formula) {
            (Arm::Rollout, _) => of(rollout),
            (Arm::Baseline, _) => of(baseline),
            (Arm::Difference, Formula::Amount { sum, divisor }) => {
                let total = |tally| sum.total(tally, view.params, first, last);
                Some((total(rollout) - total(baseline)) as f64 / divisor)
            }
            (Arm::Difference, _) => Some(of(rollout)? - of(baseline)?),
        }
    }
}

/// A sum of columns, some with a minus, and what some of them are charged at.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sum {
    pub plus: Vec<Column>,
    pub minus: Vec<Column>,
    /// Added, each rounded to cents a week.
    pub prices: Vec<Price>,
}

/// What is charged at a parameter's price.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Price {
    /// Agents' minutes of authentication contacts.
    Agents,
    /// Contacts of the contact centre.
    Contacts,
    /// Text messages and e-mails.
    Messages,
}

impl Price {
    fn cents(self, tally: &Tally, params: &Parameters, week: usize) -> i64 {
        let of = |column: Column| tally.get(week, column) as f64;
        let dollars = match self {
            Self::Agents => {
                let seconds = metric_table::agent_seconds().iter();
                let seconds: i64 = seconds.map(|column| tally.get(week, *column)).sum();
                seconds as f64 / 60.0 * params[helpdesk::PRICE]
            }
            Self::Contacts => contacts(tally, week) as f64 * params[uncertain::SUPPORT_PRICE],
            Self::Messages => {
                of(column::MESSAGES) * params[uncertain::SMS_COST]
                    + of(column::MESSAGES.plus(1)) * params[certain::EMAIL_COST]
            }
        };
        Cents::from_dollars(dollars).0
    }
}

impl Sum {
    fn read(&self, tally: &Tally, params: &Parameters, week: usize) -> i64 {
        let of = |columns: &[Column]| -> i64 {
            columns.iter().map(|column| tally.get(week, *column)).sum()
        };
        let prices = self.prices.iter();
        let charged: i64 = prices.map(|price| price.cents(tally, params, week)).sum();
        of(&self.plus) - of(&self.minus) + charged
    }

    fn total(&self, tally: &Tally, params: &Parameters, first: usize, last: usize) -> i64 {
        (first..=last)
            .map(|week| self.read(tally, params, week))
            .sum()
    }
}

/// How a value comes from a tally.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Formula {
    /// A sum in the unit that `divisor` of its integers make.
    Amount { sum: Sum, divisor: f64 },
    /// `scale` times one sum over another; undefined over nothing.
    Ratio { part: Sum, whole: Sum, scale: f64 },
    /// Standard deviation of trust between people.
    TrustSpread,
    /// 90th percentile of first contacts' waits.
    WaitP90,
    /// First-line agents that the week's contacts need.
    Agents,
    /// Minutes of the contact centre's contacts.
    ContactMinutes,
}

impl Formula {
    /// Over weeks `first..=last`; what does not combine is read in the last.
    fn evaluate(
        &self,
        tally: &Tally,
        params: &Parameters,
        first: usize,
        last: usize,
    ) -> Option<f64> {
        match self {
            Self::Amount { sum, divisor } => {
                Some(sum.total(tally, params, first, last) as f64 / divisor)
            }
            Self::Ratio { part, whole, scale } => {
                let whole = whole.total(tally, params, first, last);
                let part = part.total(tally, params, first, last);
                (whole != 0).then(|| part as f64 / whole as f64 * scale)
            }
            Self::TrustSpread => {
                let get = |column| tally.get(last, column) as f64;
                let heads = get(column::HEADCOUNT);
                let mean = get(column::TRUST_SUM) / 1e6 / heads;
                let square = get(column::TRUST_SQUARES) / 1e6 / heads;
                (heads > 0.0).then(|| (square - mean * mean).max(0.0).sqrt())
            }
            Self::WaitP90 => {
                let seconds = tally.get(last, column::WAIT_P90);
                (seconds >= 0).then(|| seconds as f64 / 60.0)
            }
            Self::Agents => agents(tally, params, last),
            Self::ContactMinutes => {
                let weeks = (first..=last).map(|week| contacts(tally, week));
                Some(weeks.sum::<i64>() as f64 * params[certain::CONTACT_MINUTES])
            }
        }
    }
}

/// Contacts of the contact centre in a week.
fn contacts(tally: &Tally, week: usize) -> i64 {
    (0..4)
        .map(|at| tally.get(week, column::CONTACTS.plus(at)))
        .sum()
}

/// Agents that a week's first-line contacts need, background included: enough to
/// answer in time, and for the offered minutes to fill no more than the goal.
/// The queue alone would count callers who give up as time saved.
fn agents(tally: &Tally, params: &Parameters, week: usize) -> Option<f64> {
    let get = |column| tally.get(week, column) as f64;
    let (contacts, open) = (get(column::CONTACTS_FIRST), get(column::OPEN_SECONDS));
    if open <= 0.0 {
        return None;
    }
    if contacts == 0.0 {
        return Some(0.0);
    }
    let offered = get(column::OFFERED_FIRST);
    let answering = agents_needed(
        contacts / (open / 3600.0),
        offered / 60.0 / contacts,
        params[helpdesk::PATIENCE],
        params[constant::OCCUPANCY_GOAL],
        params[constant::ANSWER_GOAL],
        params[constant::ANSWER_MINUTES],
    )?;
    let working = ceil(offered / open / params[constant::OCCUPANCY_GOAL]);
    Some(f64::from(answering).max(working))
}

#[cfg(test)]
#[path = "metric_tests.rs"]
mod tests;
