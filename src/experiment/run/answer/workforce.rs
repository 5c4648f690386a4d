//! What a run says of the workforce.

use super::super::{Estimate, Results, WeekDistribution};
use super::account::{self, Account, Exposure};
use super::adoption::{self, AdoptionAt, PhaseAnswer, Threshold};
use super::desk::{self, FunnelStep, Peak, RouteShare};
use crate::observation::break_even_week;
use crate::units::Population;
use serde::Serialize;

/// The workforce's part of the answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WorkforceAnswer {
    /// When 50, 60 and 80 % of head-count are enrolled.
    pub thresholds: Vec<Threshold>,
    /// When each phase begins, and adoption when it ends.
    pub phases: Vec<PhaseAnswer>,
    /// Adoption at weeks 10, 16, 24 and the horizon, by every denominator.
    pub adoption: Vec<AdoptionAt>,
    /// Each replicate's own busiest week.
    pub peak: Peak,
    /// Helpdesk, programme and net cash to week 24 and the horizon.
    pub accounts: Vec<Account>,
    /// When the helpdesk has paid back what the rollout cost it.
    pub break_even: WeekDistribution,
    /// Cases that exist only with passkeys, to the horizon.
    pub tickets_per_100_enrolments: Estimate,
    /// How enrolments came about, to the horizon.
    pub routes: Vec<RouteShare>,
    /// Prompts by their ordinal for the person, to the horizon.
    pub funnel: Vec<FunnelStep>,
    /// Standard deviation of trust between people at the horizon.
    pub trust_spread: Estimate,
    /// Expected impostors on the recovery path, to the horizon.
    pub exposure: Exposure,
}

/// The answer, if the scenario is about a workforce.
pub(super) fn workforce(results: &Results<'_>) -> Option<WorkforceAnswer> {
    results.scenario.workforce.as_ref()?;
    let horizon = results.horizon();
    let break_even: Vec<_> = results
        .units
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
