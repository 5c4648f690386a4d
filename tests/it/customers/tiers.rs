//! The tiers against each other, and the ladder of places.

use super::{enrolled, placed, plan, shop, three, tier, total, with};
use passcast::observation::{Record, column};
use passcast::parameter::Parameters;
use passcast::scenario::{Placement, Tier, TierKind};
use passcast::simulation::customer::simulate;

fn of(tiers: Vec<Tier>, accounts: u32, weeks: u16, p: &Parameters, replication: u32) -> Record {
    let mut customers = shop(accounts);
    customers.tiers = tiers;
    simulate(&plan(customers, weeks, p), 11, replication)
}

/// Further tiers never have fewer enrolled accounts at the end, in every draw of the
/// parameters, paired.
#[test]
fn tiers_add_up_in_every_draw() {
    for draw in 0..64 {
        let p = Parameters::drawn(&[], 21, draw);
        let reached: Vec<i64> = (1..=3)
            .map(|count| {
                let tiers = three()[..count].to_vec();
                let record = of(tiers, 3000, 30, &p, draw);
                record.rollout.get(30, column::ENROLLED)
            })
            .collect();
        assert!(reached.is_sorted(), "draw {draw}: {reached:?}");
    }
}

/// Requiring first reaches at most 8 points more within a year than the order of the
/// tiers, and gives up more actions.
#[test]
fn requiring_first_buys_little_and_costs_actions() {
    use TierKind::{RecoveryAnchor, Required, SignInFaster};
    let order = |kinds: [TierKind; 3]| {
        let tiers = kinds.into_iter().zip([1, 9, 17]);
        let tiers = tiers.map(|(kind, week)| tier(kind, week)).collect();
        of(tiers, 30_000, 52, &with(&[]), 0).rollout
    };
    let ordered = order([SignInFaster, RecoveryAnchor, Required]);
    let first = order([Required, RecoveryAnchor, SignInFaster]);
    let more = enrolled(&first, 52) - enrolled(&ordered, 52);
    let given_up = |tally| {
        total(tally, column::SENSITIVE_ABANDONED) as f64 / total(tally, column::SENSITIVE) as f64
    };
    println!(
        "ordered {:.3}, required first {:.3}; given up {:.4} and {:.4}",
        enrolled(&ordered, 52),
        enrolled(&first, 52),
        given_up(&ordered),
        given_up(&first)
    );
    assert!(more <= 0.08);
    assert!(given_up(&first) > given_up(&ordered));
}

/// The ladder of places (AD033 to AD036: 4, 25, 65 and 80 % of ready users): its order
/// is asserted, its steps are printed and nothing is fitted to them.
#[test]
fn the_ladder_of_places_has_its_order() {
    let places = [
        ("settings", placed(Placement::Settings, false)),
        ("nudge", placed(Placement::Nudge, false)),
        ("optimised", placed(Placement::Optimised, false)),
        ("automatic", placed(Placement::Optimised, true)),
    ];
    let mut last = 0.0;
    for (name, place) in places {
        let tally = of(vec![place], 20_000, 52, &with(&[]), 0).rollout;
        let count = |column| tally.get(52, column) as f64;
        let share = count(column::ENROLLED) / count(column::CAPABLE);
        let active = count(column::ENROLLED_ACTIVE) / count(column::ACTIVE);
        let signed_in: i64 = (49..=52).map(|w| tally.get(w, column::SIGN_INS)).sum();
        let by_passkey: i64 = (49..=52)
            .map(|w| tally.get(w, column::PASSKEY_SIGN_INS))
            .sum();
        println!(
            "{name}: {share:.3} of ready accounts, {active:.3} of active ones, {:.3} of sign-ins",
            by_passkey as f64 / signed_in as f64
        );
        assert!(share > last);
        last = share;
    }
}
