//! Metrics: functions of a finished tally, so that none can change a result.
//!
//! Whatever adds over weeks is an integer until the last division, so sums and
//! differences are exact: a difference of money is a difference of cents.

use super::columns::Column;
use super::formula::{Formula, ratio};
use super::sum::{BLOCK, Sum};
use super::tally::{Record, SegmentColumn, Tally};
use crate::parameter::Parameters;
use crate::units::Population;
pub use crate::units::{Arm, Better};
use serde::Serialize;

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

/// What stands between a metric's denominators for a workforce and for customers.
const OF_CUSTOMERS: &str = "; of customers, ";

impl Metric {
    /// What a share of a population divides by: where both have the metric, it names both
    /// denominators.
    pub fn denominator_of(&self, population: Population) -> &'static str {
        match (self.denominator.split_once(OF_CUSTOMERS), population) {
            (Some((of, _)), Population::Workforce) | (Some((_, of)), Population::Customers) => of,
            (None, _) => self.denominator,
        }
    }

    /// Value in a plan week (from 1), a flow's amount in that week. `None` where
    /// it is undefined (0/0) or beyond the tally.
    pub fn value(&self, view: &View<'_>, week: usize) -> Option<f64> {
        self.over(view, week, week)
    }

    /// Value of an arm of a workforce as a plan week closed, 0 being the last week of the
    /// burn-in; `None` of what has no value at a week's end.
    pub fn at_close(&self, tally: &Tally, params: &Parameters, week: usize) -> Option<f64> {
        let formula = self.workforce.as_ref();
        let formula = formula.filter(|_| self.aggregation == Aggregation::State)?;
        formula.evaluate(tally, params, week, week)
    }

    /// Value over weeks 1 to `week`: a flow's sum, a ratio of sums. `None` for
    /// what does not add over weeks.
    pub fn cumulative(&self, view: &View<'_>, week: usize) -> Option<f64> {
        match self.aggregation {
            Aggregation::Flow | Aggregation::Ratio => self.over(view, 1, week),
            Aggregation::State | Aggregation::Week => None,
        }
    }

    /// Whether the metric has values in segments: shares of headcount and of
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
        let mut arms = [[None; 3]];
        self.segment_weeks(record, segment, week, &mut arms);
        arms[0]
    }

    /// The same in weeks from `first` on.
    pub fn segment_weeks(
        &self,
        record: &Record,
        segment: usize,
        first: usize,
        weeks: &mut [[Option<f64>; 3]],
    ) {
        let Some((part, whole)) = self.segment else {
            return weeks.fill([None; 3]);
        };
        if segment >= record.rollout.segments().min(record.baseline.segments()) {
            return weeks.fill([None; 3]);
        }
        for (first, weeks) in blocks(record, first, weeks) {
            for (arm, tally) in [&record.rollout, &record.baseline].into_iter().enumerate() {
                let read = |column| {
                    let mut counts = [0; BLOCK];
                    tally.segment_weeks(segment, column, first, &mut counts[..weeks.len()]);
                    counts
                };
                let (parts, wholes) = (read(part), read(whole));
                for (arms, (part, whole)) in weeks.iter_mut().zip(parts.into_iter().zip(wholes)) {
                    arms[arm] = ratio(part, whole, 1.0);
                }
            }
            weeks.iter_mut().for_each(subtract);
        }
    }

    /// Values of the three arms in a week, in the order of [`Arm::ALL`].
    pub fn arms(&self, record: &Record, params: &Parameters, week: usize) -> [Option<f64>; 3] {
        let mut arms = [[None; 3]];
        self.arms_weeks(record, params, week, &mut arms);
        arms[0]
    }

    /// The same in weeks from `first` on. Costs two evaluations where three single ones
    /// cost four, and reads each column once for all weeks.
    pub fn arms_weeks(
        &self,
        record: &Record,
        params: &Parameters,
        first: usize,
        weeks: &mut [[Option<f64>; 3]],
    ) {
        let Some(formula) = self.formula(record.population) else {
            return weeks.fill([None; 3]);
        };
        let (rollout, baseline) = (&record.rollout, &record.baseline);
        for (first, weeks) in blocks(record, first, weeks) {
            let known = weeks.len();
            let arms_of = [(rollout, params), (baseline, params.today())];
            let read = |sum: &Sum, (tally, params): (&Tally, &Parameters)| {
                let mut sums = [0; BLOCK];
                sum.weeks(tally, params, first, &mut sums[..known]);
                sums
            };
            match formula {
                Formula::Amount { sum, divisor } => {
                    let [one, other] = arms_of.map(|arm| read(sum, arm));
                    for (arms, (one, other)) in weeks.iter_mut().zip(one.iter().zip(&other)) {
                        let amounts = [*one, *other, one - other];
                        *arms = amounts.map(|amount| Some(amount as f64 / divisor));
                    }
                }
                Formula::Ratio { part, whole, scale } => {
                    for (at, arm) in arms_of.into_iter().enumerate() {
                        let sums = read(part, arm).into_iter().zip(read(whole, arm));
                        for (arms, (part, whole)) in weeks.iter_mut().zip(sums) {
                            arms[at] = ratio(part, whole, *scale);
                        }
                    }
                    weeks.iter_mut().for_each(subtract);
                }
                _ => {
                    for (week, arms) in (first..).zip(weeks) {
                        let of = |(tally, params)| formula.evaluate(tally, params, week, week);
                        let [rollout, baseline] = arms_of.map(of);
                        *arms = [rollout, baseline, None];
                        subtract(arms);
                    }
                }
            }
        }
    }

    /// The columns that it is made of, for [`Tally::touch`].
    pub fn columns(&self, population: Population) -> Vec<Column> {
        self.formula(population)
            .map_or(Vec::new(), Formula::columns)
    }

    /// The columns of its share in a segment.
    pub fn segment_columns(&self, segment: usize) -> Vec<Column> {
        let columns = self
            .segment
            .map(|(part, whole)| [part.of(segment), whole.of(segment)]);
        columns.into_iter().flatten().collect()
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
        let weeks = view
            .record
            .rollout
            .weeks()
            .min(view.record.baseline.weeks());
        if first == 0 || last < first || last > weeks {
            return None;
        }
        let formula = self.formula(view.record.population)?;
        let rollout = (&view.record.rollout, view.params);
        let baseline = (&view.record.baseline, view.params.today());
        let of = |(tally, params)| formula.evaluate(tally, params, first, last);
        match (view.arm, formula) {
            (Arm::Rollout, _) => of(rollout),
            (Arm::Baseline, _) => of(baseline),
            (Arm::Difference, Formula::Amount { sum, divisor }) => {
                let total = |(tally, params)| sum.total(tally, params, first, last);
                Some((total(rollout) - total(baseline)) as f64 / divisor)
            }
            (Arm::Difference, _) => Some(of(rollout)? - of(baseline)?),
        }
    }
}

/// Puts the third arm's value, of the other two's.
fn subtract(arms: &mut [Option<f64>; 3]) {
    arms[2] = arms[0].zip(arms[1]).map(|(one, other)| one - other);
}

/// The weeks from `first` on that a record has, [`BLOCK`] at a time, each with its first;
/// the others become undefined.
fn blocks<'w>(
    record: &Record,
    first: usize,
    weeks: &'w mut [[Option<f64>; 3]],
) -> impl Iterator<Item = (usize, &'w mut [[Option<f64>; 3]])> {
    let last = record.rollout.weeks().min(record.baseline.weeks());
    let known = match first {
        0 => 0,
        _ => weeks.len().min((last + 1).saturating_sub(first)),
    };
    let (weeks, beyond) = weeks.split_at_mut(known);
    beyond.fill([None; 3]);
    (first..).step_by(BLOCK).zip(weeks.chunks_mut(BLOCK))
}

#[cfg(test)]
#[path = "metric_tests.rs"]
mod tests;
