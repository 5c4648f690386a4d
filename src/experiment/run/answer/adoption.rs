//! Adoption: when, how much, and at the ends of phases.

use super::super::{Finished, Results};
use crate::answer::{AdoptionAt, Estimate, PhaseAnswer, Threshold, WeekDistribution};
use crate::observation::{Arm, Metric, View, column, metric, metrics};
use crate::units::Population;

/// Shares of headcount whose week is asked [%].
const THRESHOLDS: [u8; 3] = [50, 60, 80];

/// The weeks of 50, 60 and 80 % of headcount.
pub(super) fn thresholds(results: &Results<'_>) -> Vec<Threshold> {
    THRESHOLDS
        .into_iter()
        .map(|percent| {
            let reached = |one: &Finished| {
                (1..=results.horizon()).find(|week| {
                    let get = |column| one.workforce().rollout.get((*week).into(), column);
                    // In integers: 80 % of 5,000 is exactly 4,000.
                    let heads = get(column::HEADCOUNT);
                    heads > 0 && 100 * get(column::ENROLLED) >= i64::from(percent) * heads
                })
            };
            let weeks: Vec<_> = results.simulations.iter().map(reached).collect();
            Threshold {
                percent,
                of: metric("adoption.enrolled.headcount")
                    .map_or("", |metric| metric.denominator_of(Population::Workforce))
                    .to_owned(),
                first_week: WeekDistribution::of(&weeks, results),
            }
        })
        .collect()
}

/// When each phase begins, and adoption when it ends.
pub(super) fn phases(results: &Results<'_>) -> Vec<PhaseAnswer> {
    let phases = &results.scenario.workforce().phases;
    let answer = |at: usize| {
        let begins: Vec<_> = results
            .simulations
            .iter()
            .map(|one| begin(one, at + 1, results))
            .collect();
        let last = at + 1 == phases.len();
        // A phase that never began has no end.
        let end = |one: &Finished| {
            begin(one, at + 1, results)?;
            let next = (!last).then(|| begin(one, at + 2, results)).flatten();
            Some(next.map_or(results.horizon(), |next| next - 1)).filter(|week| *week > 0)
        };
        let enrolled = metrics()
            .iter()
            .filter(|metric| metric.id.starts_with("adoption.enrolled."));
        PhaseAnswer {
            name: phases[at].name.clone(),
            planned: phases[at].first_week,
            gated: phases[at].gate.is_some(),
            begins: WeekDistribution::of(&begins, results),
            adoption_at_end: enrolled
                .map(|metric| adoption(results, Population::Workforce, metric, None, end))
                .collect(),
        }
    };
    (0..phases.len()).map(answer).collect()
}

/// Every adoption metric at weeks 10, 16, 24 and the horizon.
pub(super) fn at_weeks(results: &Results<'_>, population: Population, of: &str) -> Vec<AdoptionAt> {
    let mut rows = Vec::new();
    for week in results.weeks() {
        for metric in metrics().iter().filter(|metric| metric.id.starts_with(of)) {
            let at = |_: &Finished| Some(week);
            rows.push(adoption(results, population, metric, Some(week), at));
        }
    }
    rows
}

fn adoption(
    results: &Results<'_>,
    population: Population,
    metric: &'static Metric,
    label: Option<u16>,
    week: impl Fn(&Finished) -> Option<u16>,
) -> AdoptionAt {
    let values = results.column(|one| {
        let view = View {
            record: one.of(population),
            params: &one.params,
            arm: Arm::Rollout,
        };
        metric.value(&view, week(one)?.into())
    });
    AdoptionAt {
        week: label,
        metric: metric.id.clone(),
        share: Estimate::of(
            &values,
            results,
            metric.unit,
            metric.denominator_of(population),
        ),
    }
}

/// First week in which phase `number` (from 1) or a later one is in force.
fn begin(one: &Finished, number: usize, results: &Results<'_>) -> Option<u16> {
    (1..=results.horizon())
        .find(|week| one.workforce().rollout.get((*week).into(), column::PHASE) >= number as i64)
}
