//! What a run says of the customers.

use super::adoption::AdoptionAt;
use super::number::{Chance, Estimate};
use serde::{Deserialize, Serialize};

/// The customers' part of the answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CustomersAnswer {
    /// Accounts.
    pub accounts: u32,
    /// Adoption at weeks 10, 16, 24 and the horizon, by every denominator.
    pub adoption: Vec<AdoptionAt>,
    /// Sign-ins with a passkey, per sign-in of those weeks.
    pub sign_in_share: Vec<AdoptionAt>,
    /// What happened up to week 24 and the horizon.
    pub accounts_at: Vec<CustomerAccount>,
}

/// What happened up to a week.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CustomerAccount {
    /// Weeks 1 to this one.
    pub week: u16,
    /// Contacts of the contact centre, rollout less baseline.
    pub contacts_difference: Estimate,
    /// The same without the rollout.
    pub baseline_contacts: Estimate,
    /// Recoveries and sensitive actions given up, rollout less baseline.
    pub abandoned_difference: Estimate,
    /// Messages with one-time codes, rollout less baseline.
    pub messages_difference: Estimate,
    /// Sensitive actions completed, with the rollout.
    pub sensitive_completed: Estimate,
    /// The contact centre's cost, rollout less baseline [$].
    pub contact_centre_difference: Estimate,
    /// Cost of messages, rollout less baseline [$].
    pub message_cost_difference: Estimate,
    /// Set-up [$].
    pub setup: Estimate,
    /// The three together [$].
    pub net_cash: Estimate,
    /// Probability that net cash is not above zero.
    pub net_cash_not_above: Chance,
    /// Value of sign-ins that came about, rollout less baseline [$]; none where the
    /// scenario gives no value. Joins no cost.
    pub value: Option<Estimate>,
    /// Expected takeovers through recovery.
    pub recovery_exposure: Takeovers,
    /// Expected takeovers through the sign-in by password.
    pub login_exposure: Takeovers,
}

/// Expected takeovers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Takeovers {
    /// With the rollout.
    pub rollout: Estimate,
    /// Without it.
    pub baseline: Estimate,
}
