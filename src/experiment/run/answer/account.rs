//! The ticket account: minutes, money, exposure.

use super::super::Results;
use crate::answer::{Account, Chance, Estimate, Exposure};

/// The accounts to week 24 and to the horizon.
pub(super) fn accounts(results: &Results<'_>) -> Vec<Account> {
    results
        .account_weeks()
        .into_iter()
        .map(|week| account(results, week))
        .collect()
}

/// Exposure to the horizon.
pub(super) fn exposure(results: &Results<'_>) -> Exposure {
    let horizon = results.horizon();
    let of = |arm: &str| {
        let values = results.named(&format!("exposure.recovery.sum@{horizon}:{arm}"));
        Estimate::of(&values, results, "impostors", "")
    };
    Exposure {
        rollout: of("rollout"),
        baseline: of("baseline"),
    }
}

fn account(results: &Results<'_>, week: u16) -> Account {
    let sum = |metric: &str, arm: &str| results.named(&format!("{metric}.sum@{week}:{arm}"));
    let minutes = sum("desk.minutes", "difference");
    let load = sum("desk.baseline_minutes", "baseline");
    let helpdesk = sum("cost.helpdesk", "difference");
    let shares: Vec<_> = minutes
        .iter()
        .zip(&load)
        .map(|(minutes, load)| {
            let (minutes, load) = ((*minutes)?, (*load)?);
            (load > 0.0).then(|| minutes / load)
        })
        .collect();
    let five_percent: Vec<_> = load
        .iter()
        .map(|load| load.map(|load| 0.05 * load / f64::from(week)))
        .collect();
    let events = |values: &[Option<f64>], holds: fn(f64) -> bool| {
        let events: Vec<bool> = values
            .iter()
            .map(|value| value.is_some_and(holds))
            .collect();
        Chance::of(&events, results)
    };
    let money = |values: &[Option<f64>]| Estimate::of(values, results, "$", "");
    let time = |values: &[Option<f64>], simulation| Estimate::of(values, results, simulation, "");
    Account {
        week,
        helpdesk_difference: money(&helpdesk),
        programme: money(&sum("cost.programme", "rollout")),
        net_cash: money(&sum("cost.net_cash", "difference")),
        helpdesk_not_above: events(&helpdesk, |difference| difference <= 0.0),
        within_five_percent: events(&shares, |share| share.abs() <= 0.05),
        minutes_share: Estimate::of(&shares, results, "share", "baseline authentication load B"),
        minutes_difference: time(&minutes, "min"),
        baseline_minutes: time(&load, "min"),
        five_percent: time(&five_percent, "min/week"),
    }
}
