//! Weekly bands for plots.

use super::super::{Finished, Results};
use crate::answer::{Numbers, Series};
use crate::observation::{Arm, metric};
use crate::statistics::Support;

/// Enrolment per headcount and cases opened, in both arms.
pub(super) fn series(results: &Results<'_>) -> Vec<Series> {
    let mut series = Vec::new();
    let ids = ["adoption.enrolled.headcount", "tickets.all"];
    let populations = results.scenario.populations();
    for (population, id) in populations.flat_map(|one| ids.map(|id| (one, id))) {
        let Some(metric) = metric(id) else { continue };
        let columns = metric.columns(population);
        let read = |one: &Finished, first, weeks: &mut [_]| {
            metric.arms_weeks(one.of(population), &one.params, first, weeks);
        };
        let numbers = results.by_week(
            (population, &columns),
            read,
            |_, arm, values| match Arm::ALL[arm] {
                Arm::Difference => Numbers::default(),
                _ => Numbers::of(values, results.per_draw(), Support::Amounts),
            },
        );
        for (at, arm) in [Arm::Rollout, Arm::Baseline].into_iter().enumerate() {
            let weeks: Vec<&Numbers> = numbers.iter().skip(at).step_by(Arm::ALL.len()).collect();
            let take =
                |get: fn(&Numbers) -> Option<f64>| weeks.iter().map(|week| get(week)).collect();
            series.push(Series {
                population,
                metric: metric.id.clone(),
                arm,
                unit: metric.unit.to_owned(),
                of: metric.denominator_of(population).to_owned(),
                p05: take(|week| week.p05),
                p25: take(|week| week.p25),
                p50: take(|week| week.p50),
                p75: take(|week| week.p75),
                p95: take(|week| week.p95),
            });
        }
    }
    series
}
