//! What a run says of the workforce.

use super::adoption::AdoptionAt;
use super::number::{Chance, Estimate, WeekDistribution};
use serde::{Deserialize, Serialize};

/// The workforce's part of the answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkforceAnswer {
    /// When 50, 60 and 80 % of headcount are enrolled.
    pub thresholds: Vec<Threshold>,
    /// When each phase begins, and adoption when it ends.
    pub phases: Vec<PhaseAnswer>,
    /// Adoption at weeks 10, 16, 24 and the horizon, by every denominator.
    pub adoption: Vec<AdoptionAt>,
    /// Each replication's own busiest week.
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

/// When a share of headcount is enrolled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Threshold {
    /// The share [%].
    pub percent: u8,
    /// What it divides by.
    pub of: String,
    /// The week at whose end it is first reached.
    pub first_week: WeekDistribution,
}

/// A phase of the plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PhaseAnswer {
    /// Its name.
    pub name: String,
    /// The week in which it should begin.
    pub planned: u16,
    /// Whether a gate may hold it back.
    pub gated: bool,
    /// The first week in which it, or a later one, is in force.
    pub begins: WeekDistribution,
    /// Enrolled, by every denominator, in the last week before the next phase,
    /// each replication's own; of the last phase, at the horizon.
    pub adoption_at_end: Vec<AdoptionAt>,
}

/// The busiest week, each replication's own: the peak of the median is lower.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Peak {
    /// Cases opened in the week with most.
    pub tickets: Estimate,
    /// That week.
    pub week: Estimate,
    /// First-line agents needed in that week, background included.
    pub agents_needed: Estimate,
    /// First-line agents that the baseline needs in the same week.
    pub baseline_agents_needed: Estimate,
    /// Most first-line agents needed in any week.
    pub most_agents_needed: Estimate,
    /// Most cases open at a week's close.
    pub backlog: Estimate,
}

/// The account from week 1 to a week.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// Its last week.
    pub week: u16,
    /// Difference of agents' minutes [min].
    pub minutes_difference: Estimate,
    /// Baseline authentication load B: minutes in reset, legacy registration and
    /// lockout with their repeats, without a rollout [min].
    pub baseline_minutes: Estimate,
    /// Minutes difference as a share of B.
    pub minutes_share: Estimate,
    /// Difference of helpdesk cost [$].
    pub helpdesk_difference: Estimate,
    /// Communications, keys and messages [$].
    pub programme: Estimate,
    /// Helpdesk cost difference plus programme cost [$].
    pub net_cash: Estimate,
    /// Probability that the helpdesk costs no more than without a rollout.
    pub helpdesk_not_above: Chance,
    /// Probability that minutes differ by at most 5 % of B, either way. Without a
    /// baseline load nothing is within 5 % of it.
    pub within_five_percent: Chance,
    /// What 5 % of B is [min/week]: it is little.
    pub five_percent: Estimate,
}

/// A route's share of the enrolments.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RouteShare {
    /// The route.
    pub route: String,
    /// Its share [0..1].
    pub share: Estimate,
}

/// What people do at their nth prompt.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FunnelStep {
    /// n; the last collects the rest.
    pub ordinal: String,
    /// Prompts shown.
    pub prompts: Estimate,
    /// Ceremonies started at one.
    pub attempts: Estimate,
    /// Ceremonies started per prompt [0..1].
    pub share: Estimate,
}

/// Expected impostors who pass the recovery path.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Exposure {
    /// With the rollout.
    pub rollout: Estimate,
    /// Without it.
    pub baseline: Estimate,
}
