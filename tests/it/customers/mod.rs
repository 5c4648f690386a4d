//! Customers: closed forms, books, relations between plans, and the two loops.
//!
//! Statistical tests allow four standard errors: those of a binomial count where
//! accounts are independent and each counts once (a false alarm in 16,000), else
//! those estimated from at least 12 replications (one in 470). Seeds are fixed, so the
//! verdict is, too.

mod books;
mod closed;
mod loops;
mod reference;
mod relations;
mod tiers;

use passcast::observation::{COLUMN_NAMES, Column, Record, Tally, column};
use passcast::parameter::Parameters;
use passcast::platform::prompt_rule::{Exhaust, Grace, Store, Trigger};
use passcast::scenario::{
    CustomerRecovery, Customers, Placement, Platform, PromptRule, Tier, TierKind,
};
use passcast::simulation::customer::{CustomerPlan, simulate};
use std::sync::Arc;

/// Accounts with the mix of a shop: no tiers, nobody leaves or sleeps.
fn shop(accounts: u32) -> Customers {
    Customers {
        accounts,
        churn: 0.0,
        dormant: 0.0,
        initial: 0.0,
        os: [0.35, 0.3, 0.25, 0.1],
        platform: Platform {
            id: "auth0".into(),
            provider_syncs: true,
            prompt: PromptRule {
                trigger: Trigger::AfterPassword,
                cadence_days: 21,
                skips: Some(6),
                on_exhaust: Exhaust::Stop,
                grace: Grace::None,
                store: Store::Server,
                suppress_mobile: false,
                suppressed_by_policy: false,
            },
        },
        recovery: CustomerRecovery {
            sms: 0.6,
            hardening: 0.3,
            stress: None,
        },
        remove_password: None,
        value_per_sign_in: None,
        tiers: Vec::new(),
    }
}

/// A tier from a week on, in plain words at a plain place.
fn tier(kind: TierKind, first_week: u16) -> Tier {
    Tier {
        kind,
        first_week,
        last_week: None,
        placement: Placement::Nudge,
        framing: 1.0,
        auto_create: false,
        setup_cost: 0.0,
    }
}

/// Tier 1 at a place.
fn placed(placement: Placement, auto_create: bool) -> Tier {
    Tier {
        placement,
        auto_create,
        ..tier(TierKind::SignInFaster, 1)
    }
}

/// The three tiers, from weeks 1, 5 and 9.
fn three() -> Vec<Tier> {
    vec![
        tier(TierKind::SignInFaster, 1),
        tier(TierKind::RecoveryAnchor, 5),
        tier(TierKind::Required, 9),
    ]
}

/// Default parameters with settings by name.
fn with(settings: &[(&str, f64)]) -> Parameters {
    settings
        .iter()
        .fold(Parameters::defaults(&[]), |p, (name, value)| {
            p.with_named(name, *value)
        })
}

/// One ready device an account, always signed in at, nothing forgotten or replaced,
/// ceremonies that succeed, no differences in attitude, settings that nobody opens.
const PLAIN: &[(&str, f64)] = &[
    ("customers.devices.two", 0.0),
    ("customers.devices.three", 0.0),
    ("customers.ready.ios", 1.0),
    ("customers.ready.android", 1.0),
    ("customers.ready.windows", 1.0),
    ("customers.ready.macos", 1.0),
    ("customers.known_device", 1.0),
    ("customers.forgot_base", 0.0),
    ("customers.forgot_gap", 0.0),
    ("customers.device_change", 0.0),
    ("customers.ceremony_success", 1.0),
    ("customers.spread", 0.0),
    ("customers.b_trust", 0.0),
    ("customers.settings_rate", 0.0),
];

fn plain(settings: &[(&str, f64)]) -> Parameters {
    settings
        .iter()
        .fold(with(PLAIN), |p, (name, value)| p.with_named(name, *value))
}

fn plan(customers: Customers, weeks: u16, parameters: &Parameters) -> CustomerPlan {
    CustomerPlan::new(Arc::new(customers), weeks, parameters)
}

fn run(customers: Customers, weeks: u16, parameters: &Parameters) -> Record {
    simulate(&plan(customers, weeks, parameters), 1, 0)
}

/// Sum of a column over the plan weeks.
fn total(tally: &Tally, column: Column) -> i64 {
    (1..=tally.weeks())
        .map(|week| tally.get(week, column))
        .sum()
}

/// Enrolled accounts at a week's end over all.
fn enrolled(tally: &Tally, week: usize) -> f64 {
    tally.get(week, column::ENROLLED) as f64 / tally.get(week, column::HEADCOUNT) as f64
}

/// A count of `n` independent accounts lies within four standard errors of `p`.
fn binomial(what: &str, count: i64, n: i64, p: f64) {
    let error = (p * (1.0 - p) / n as f64).sqrt();
    let found = count as f64 / n as f64;
    println!("{what}: {found:.5} against {p:.5}, standard error {error:.5}");
    assert!((found - p).abs() <= 4.0 * error, "{what}: {found} {p}");
}

/// The mean of replications lies within four standard errors of what is expected.
fn agrees(what: &str, values: &[f64], expected: f64) {
    assert!(values.len() >= 12, "{what}: too few replications");
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|x| (x - mean) * (x - mean)).sum();
    let error = (squares / (n - 1.0) / n).sqrt();
    println!("{what}: {mean:.6} against {expected:.6}, standard error {error:.6}");
    assert!(
        (mean - expected).abs() <= 4.0 * error,
        "{what}: {mean} {expected}"
    );
}

/// Columns in which two tallies differ.
fn differing(a: &Tally, b: &Tally) -> Vec<String> {
    let differs = |at: usize| {
        let column = column::HEADCOUNT.plus(at);
        (0..=a.weeks()).any(|week| a.get(week, column) != b.get(week, column))
    };
    (0..COLUMN_NAMES.len())
        .filter(|at| differs(*at))
        .map(|at| COLUMN_NAMES[at].clone())
        .collect()
}
