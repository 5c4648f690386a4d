//! What a run says of the workforce.

use super::super::Results;
use super::{account, adoption, desk};
use crate::answer::{Estimate, WeekDistribution, WorkforceAnswer};
use crate::observation::break_even_week;
use crate::units::Population;

/// The answer, if the scenario is about a workforce.
pub(super) fn workforce(results: &Results<'_>) -> Option<WorkforceAnswer> {
    results.scenario.workforce.as_ref()?;
    let horizon = results.horizon();
    let break_even: Vec<_> = results
        .simulations
        .iter()
        .map(|one| break_even_week(one.workforce(), &one.params))
        .collect();
    let at_horizon = |text: &str| results.named(&text.replace('@', &format!("@{horizon}")));
    Some(WorkforceAnswer {
        thresholds: adoption::thresholds(results),
        phases: adoption::phases(results),
        adoption: adoption::at_weeks(results, Population::Workforce, "adoption."),
        peak: desk::peak(results),
        accounts: account::accounts(results),
        break_even: WeekDistribution::of(&break_even, results),
        tickets_per_100_enrolments: Estimate::of(
            &at_horizon("tickets.per_100_enrolments.sum@"),
            results,
            "cases",
            "100 enrolments",
        ),
        routes: desk::routes(results),
        funnel: desk::funnel(results),
        trust_spread: Estimate::of(
            &at_horizon("trust.spread@"),
            results,
            "trust",
            "employees and contractors",
        ),
        exposure: account::exposure(results),
    })
}
