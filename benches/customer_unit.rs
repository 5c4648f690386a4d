//! Customers at the defaults under three tiers, timed.
//!
//! `customer_simulation [ACCOUNTS] [WEEKS] [ROUNDS] [DORMANT %]`, by default 1000000 24 3 0.
//! Prints account-weeks a second, both arms counted, and a checksum of the records, so
//! that a change that should leave them alone can be held to it; and the sums of all
//! columns over weeks and rounds, in the rollout and without one, so that a change that
//! draws anew can be held to those within chance.

#![allow(clippy::print_stdout, clippy::disallowed_methods)]

mod common;

use passcast::observation::{COLUMN_NAMES, column};
use passcast::parameter::Parameters;
use passcast::platform::prompt_rule::{Exhaust, Grace, Store, Trigger};
use passcast::scenario::{
    CustomerRecovery, Customers, Placement, Platform, PromptRule, Tier, TierKind,
};
use passcast::simulation::customer::{CustomerPlan, simulate};
use std::sync::Arc;
use std::time::Instant;

fn main() {
    let number = |at: usize, default: u32| -> u32 {
        let given = std::env::args().nth(at);
        given.map_or(default, |text| text.parse().expect("a whole number"))
    };
    let (accounts, weeks, rounds) = (number(1, 1_000_000), number(2, 24), number(3, 3));
    let plan = CustomerPlan::new(
        Arc::new(customers(accounts, f64::from(number(4, 0)) / 100.0)),
        weeks as u16,
        &Parameters::defaults(&[]),
    );
    let mut checksum = common::FNV_BASIS;
    let mut sums = vec![[0; 2]; COLUMN_NAMES.len()];
    for round in 0..rounds {
        let start = Instant::now();
        let record = simulate(&plan, 1, round);
        let seconds = start.elapsed().as_secs_f64();
        checksum = common::checksum(checksum, &record);
        for (at, sums) in sums.iter_mut().enumerate() {
            for (sum, tally) in sums.iter_mut().zip([&record.rollout, &record.baseline]) {
                let of = |week| tally.get(week, column::HEADCOUNT.plus(at));
                *sum += (0..=tally.weeks()).map(of).sum::<i64>();
            }
        }
        let rate = 2.0 * f64::from(accounts) * f64::from(weeks) / seconds;
        println!(
            "round={round} million_account_weeks_per_s={:.1}",
            rate / 1e6
        );
    }
    println!("checksum={checksum:016x}");
    for (name, [rollout, baseline]) in COLUMN_NAMES.iter().zip(sums) {
        if (rollout, baseline) != (0, 0) {
            println!("{name} {rollout} {baseline}");
        }
    }
}

fn customers(accounts: u32, dormant: f64) -> Customers {
    let tier = |kind, first_week| Tier {
        kind,
        first_week,
        last_week: None,
        placement: Placement::Nudge,
        framing: 1.0,
        auto_create: false,
        setup_cost: 0.0,
    };
    Customers {
        accounts,
        churn: 0.1,
        dormant,
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
        tiers: vec![
            tier(TierKind::SignInFaster, 1),
            tier(TierKind::RecoveryAnchor, 5),
            tier(TierKind::Required, 9),
        ],
    }
}
