//! What a run says of the customers.

use super::super::{Chance, Estimate, Results};
use super::adoption::{AdoptionAt, at_weeks};
use crate::observation::Output;
use crate::units::Population;
use serde::Serialize;

/// The customers' part of the answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Takeovers {
    /// With the rollout.
    pub rollout: Estimate,
    /// Without it.
    pub baseline: Estimate,
}

/// The answer, if the scenario is about customers.
pub(super) fn customers(results: &Results<'_>) -> Option<CustomersAnswer> {
    let plan = results.scenario.customers.as_ref()?;
    let weeks = results.account_weeks().into_iter();
    Some(CustomersAnswer {
        accounts: plan.accounts,
        adoption: at_weeks(results, Population::Customers, "adoption."),
        sign_in_share: at_weeks(results, Population::Customers, "sign_ins.passkey_share"),
        accounts_at: weeks
            .map(|week| account(results, week, plan.value_per_sign_in))
            .collect(),
    })
}

fn account(results: &Results<'_>, week: u16, value: Option<f64>) -> CustomerAccount {
    let sum = |metric: &str, arm: &str| {
        let text = format!("{metric}.sum@{week}:{arm}");
        let output = Output::of(&text, Population::Customers, &results.segments);
        results.output(&output.unwrap_or_else(|| panic!("customers have no {text}")))
    };
    let difference = |metric: &str| sum(metric, "difference");
    let of = |values: &[Option<f64>], unit| Estimate::of(values, results, unit, "");
    let takeovers = |metric: &str| Takeovers {
        rollout: of(&sum(metric, "rollout"), "takeovers"),
        baseline: of(&sum(metric, "baseline"), "takeovers"),
    };
    let net_cash = difference("cost.net_cash");
    let not_above: Vec<bool> = net_cash
        .iter()
        .map(|cash| cash.is_some_and(|cash| cash <= 0.0))
        .collect();
    let saved = value.map(|dollars| {
        let lost = difference("customers.sign_ins_lost");
        let saved: Vec<_> = lost.iter().map(|lost| lost.map(|n| -n * dollars)).collect();
        of(&saved, "$")
    });
    CustomerAccount {
        week,
        contacts_difference: of(&difference("tickets.all"), "contacts"),
        baseline_contacts: of(&sum("tickets.all", "baseline"), "contacts"),
        abandoned_difference: of(&difference("customers.abandoned"), "sign-ins"),
        messages_difference: of(&difference("customers.messages"), "messages"),
        sensitive_completed: Estimate::of(
            &sum("customers.sensitive_completed", "rollout"),
            results,
            "share",
            "sign-ins for a sensitive action",
        ),
        contact_centre_difference: of(&difference("cost.helpdesk"), "$"),
        message_cost_difference: of(&difference("cost.messages"), "$"),
        setup: of(&sum("cost.communications", "rollout"), "$"),
        net_cash: of(&net_cash, "$"),
        net_cash_not_above: Chance::of(&not_above, results),
        value: saved,
        recovery_exposure: takeovers("exposure.recovery"),
        login_exposure: takeovers("exposure.login"),
    }
}
