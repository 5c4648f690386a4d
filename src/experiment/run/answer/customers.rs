//! What a run says of the customers.

use super::super::Results;
use super::adoption::at_weeks;
use crate::answer::{Chance, CustomerAccount, CustomersAnswer, Estimate, Takeovers};
use crate::observation::Output;
use crate::units::Population;

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
    let of = |values: &[Option<f64>], simulation| Estimate::of(values, results, simulation, "");
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
