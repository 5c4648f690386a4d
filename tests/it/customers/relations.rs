//! Relations between arms and plans.

use super::books::plans;
use super::{differing, enrolled, placed, plan, run, shop, three, tier, total, with};
use passcast::model::customer::{ContactCategory, CustomerRoute};
use passcast::observation::metric_units;
use passcast::observation::{Column, column};
use passcast::parameter::Parameters;
use passcast::scenario::{self, Customers, Placement, Stress, TierKind};
use passcast::simulation::Model;
use passcast::simulation::customer::simulate;
use std::sync::Arc;

#[test]
fn without_tiers_both_arms_are_the_same() {
    for initial in [0.0, 0.5] {
        let mut customers = shop(5000);
        (customers.initial, customers.churn, customers.dormant) = (initial, 0.2, 0.1);
        let record = run(customers, 20, &with(&[]));
        assert_eq!(differing(&record.rollout, &record.baseline), [""; 0]);
        assert!(record.rollout == record.baseline);
    }
}

/// Until the first tier's week a plan is no plan.
#[test]
fn before_the_first_tier_both_arms_are_the_same() {
    let mut customers = shop(5000);
    customers.tiers = vec![tier(TierKind::SignInFaster, 9)];
    let record = run(customers, 12, &with(&[]));
    for week in 0..=8 {
        for at in 0..column::COUNT {
            let column = column::HEADCOUNT.plus(at);
            let (a, b) = (&record.rollout, &record.baseline);
            assert_eq!(a.get(week, column), b.get(week, column), "{week} {at}");
        }
    }
    assert!(record.rollout.get(9, column::ENROLLED) > 0);
}

/// What no plan can move is the same in all plans and both arms.
#[test]
fn plans_share_what_they_cannot_move() {
    const SHARED: [Column; 4] = [
        column::CAPABLE,
        column::ACTIVE,
        column::SIGN_INS,
        column::SENSITIVE,
    ];
    let mut first: Option<Vec<i64>> = None;
    let mut forgotten: Option<Vec<i64>> = None;
    for (name, customers) in plans(2000) {
        let record = run(customers.clone(), 20, &with(&[]));
        for tally in [&record.rollout, &record.baseline] {
            let values: Vec<i64> = SHARED
                .iter()
                .flat_map(|column| (1..=20).map(|week| tally.get(week, *column)))
                .collect();
            let first = first.get_or_insert_with(|| values.clone());
            assert_eq!(*first, values, "{name}");
        }
        if customers.initial == 0.0 {
            let values: Vec<i64> = (1..=20)
                .map(|week| record.baseline.get(week, column::FORGOTTEN))
                .collect();
            let first = forgotten.get_or_insert_with(|| values.clone());
            assert_eq!(*first, values, "{name}");
        }
    }
}

/// Full hardening takes .7 of the exposure and hardly anybody's passkey.
#[test]
fn hardening_moves_exposure_and_not_adoption() {
    let at = |hardening: f64| {
        let mut customers = shop(40_000);
        customers.recovery.hardening = hardening;
        customers.tiers = three();
        run(customers, 26, &with(&[])).rollout
    };
    let (soft, hard) = (at(0.0), at(1.0));
    let moved = (enrolled(&soft, 26) - enrolled(&hard, 26)).abs();
    println!("hardening moves adoption by {:.3} points", 100.0 * moved);
    assert!(moved <= 0.01);
    let exposure = |tally| total(tally, column::EXPOSURE) as f64;
    assert!((exposure(&hard) / exposure(&soft) - 0.3).abs() < 1e-6);
    assert!(total(&hard, column::RECOVERY_ABANDONED) > total(&soft, column::RECOVERY_ABANDONED));
}

#[test]
fn stress_has_its_weeks() {
    let mut customers = shop(2000);
    customers.recovery.stress = Some(Stress {
        first_week: 5,
        weeks: 3,
        attack_rate: 4.0,
        channel_compromise: 2.0,
    });
    let tally = run(customers, 10, &with(&[])).baseline;
    for week in 1..=10 {
        let times = if (5..8).contains(&week) { 8.0 } else { 1.0 };
        let ratio =
            tally.get(week, column::EXPOSURE) as f64 / tally.get(1, column::EXPOSURE) as f64;
        assert!((ratio - times).abs() < 1e-4, "{week}: {ratio}");
    }
}

/// Without passwords nobody forgets one, and nobody can guess it.
#[test]
fn removing_passwords_ends_what_they_cause() {
    let mut customers = shop(10_000);
    customers.initial = 1.0;
    let mut kept = customers.clone();
    kept.tiers = three();
    customers.tiers = three();
    customers.remove_password = Some(1);
    let (kept, gone) = (
        run(kept, 20, &with(&[])).rollout,
        run(customers, 20, &with(&[])).rollout,
    );
    assert!(total(&gone, column::FORGOTTEN) * 5 < total(&kept, column::FORGOTTEN));
    for week in 1..=20 {
        let open = gone.get(week, column::HEADCOUNT) - gone.get(week, column::ENROLLED);
        let share = open as f64 / gone.get(week, column::HEADCOUNT) as f64;
        let ratio = gone.get(week, column::LOGIN_EXPOSURE) as f64
            / kept.get(week, column::LOGIN_EXPOSURE) as f64;
        assert!((ratio - share).abs() < 1e-6, "{week}");
    }
    assert!(total(&gone, column::SIGN_INS_LOST) > total(&kept, column::SIGN_INS_LOST));
    assert!(total(&gone, column::PASSKEY_SIGN_INS) > total(&kept, column::PASSKEY_SIGN_INS));
}

/// The share of sign-ins by passkey over the share of accounts with one, at the
/// defaults (US008 has a third, US010 to US013 a twentieth to .85).
#[test]
fn passkeys_are_used_at_a_share_of_sign_ins() {
    let mut customers = shop(40_000);
    customers.tiers = three();
    let tally = run(customers, 52, &with(&[])).rollout;
    let used = (40..=52)
        .map(|w| tally.get(w, column::PASSKEY_SIGN_INS) as f64)
        .sum::<f64>()
        / (40..=52)
            .map(|w| tally.get(w, column::SIGN_INS) as f64)
            .sum::<f64>();
    let ratio = used / enrolled(&tally, 52);
    println!(
        "enrolled {:.3}, by passkey {used:.3}, ratio {ratio:.3}",
        enrolled(&tally, 52)
    );
    assert!((0.3..0.9).contains(&ratio));
}

/// Each category and route appears where it should.
#[test]
fn categories_and_routes_are_where_they_belong() {
    let used = |customers: Customers, first: Column, count: usize| -> Vec<usize> {
        let tally = run(customers, 30, &with(&[])).rollout;
        (0..count)
            .filter(|at| (0..=30).any(|week| tally.get(week, first.plus(*at)) > 0))
            .collect()
    };
    let mut all = shop(8000);
    all.initial = 0.1;
    all.tiers = three();
    all.tiers[0].auto_create = true;
    let routes = used(
        all.clone(),
        column::CUSTOMER_ROUTE,
        CustomerRoute::ALL.len(),
    );
    let each: Vec<_> = CustomerRoute::ALL.iter().map(|one| *one as usize).collect();
    assert_eq!(routes, each);
    let categories = used(all, column::CONTACTS, ContactCategory::ALL.len());
    let each: Vec<_> = ContactCategory::ALL
        .iter()
        .map(|one| *one as usize)
        .collect();
    assert_eq!(categories, each);
    let mut settings = shop(8000);
    settings.tiers = vec![placed(Placement::Settings, false)];
    let routes = used(settings, column::CUSTOMER_ROUTE, CustomerRoute::ALL.len());
    let expected = [CustomerRoute::Settings, CustomerRoute::ReEnrolment];
    assert!(routes.contains(&1));
    assert!(
        routes
            .iter()
            .all(|at| expected.map(|r| r as usize).contains(at))
    );
}

/// Set-up is paid once, by the rollout alone.
#[test]
fn set_up_is_paid_once() {
    let mut customers = shop(10);
    customers.tiers = three();
    customers.tiers[1].setup_cost = 99.99;
    let record = simulate(&plan(customers, 12, &Parameters::defaults(&[])), 1, 0);
    let paid: Vec<i64> = (1..=12)
        .map(|week| record.rollout.get(week, column::COMMUNICATIONS_CENTS))
        .collect();
    assert_eq!(paid, [0, 0, 0, 0, 9999, 0, 0, 0, 0, 0, 0, 0]);
    assert_eq!(total(&record.baseline, column::COMMUNICATIONS_CENTS), 0);
}

/// A combined scenario leaves what its parts leave alone: nothing couples them.
#[test]
fn combined_equals_the_two_apart() {
    let text = "format = 1\nrun = { horizon = 16 }\norganisation = { headcount = 120 }\n\
                customers = { accounts = 400 }\n";
    let source = scenario::Source {
        name: "combined.toml".to_owned(),
        text: text.to_owned(),
        folder: None,
    };
    let both = scenario::load(&source, &[], &scenario::NoFiles, metric_units())
        .unwrap()
        .scenario;
    let alone = |populations: [bool; 2]| scenario::Scenario {
        workforce: both.workforce.clone().filter(|_| populations[0]),
        customers: both.customers.clone().filter(|_| populations[1]),
        ..both.clone()
    };
    let records = |scenario: scenario::Scenario, draw: u32| {
        let slots = Arc::new(Model::slots(&scenario));
        let parameters = Parameters::drawn(&[], 3, draw);
        Model::new(&Arc::new(scenario), &slots, &parameters).simulate(3, draw)
    };
    for draw in 0..3 {
        let together = records(both.clone(), draw);
        assert!(together.workforce.is_some() && together.customers.is_some());
        let (people, accounts) = (
            records(alone([true, false]), draw),
            records(alone([false, true]), draw),
        );
        assert!(together.workforce == people.workforce, "draw {draw}");
        assert!(together.customers == accounts.customers, "draw {draw}");
        assert!(people.customers.is_none() && accounts.workforce.is_none());
    }
}
