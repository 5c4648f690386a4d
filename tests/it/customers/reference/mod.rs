//! A second account of the same lives, written from the document: everything is drawn
//! at once, each arm is lived week by week, and stocks are counted where they stand.
//! It must leave the fast engine's integers, all but the segments.
//!
//! It knows prompts kept on the server that stop or go on, and one tier of a kind.

mod life;
mod world;

use super::books::plans;
use super::{plan, with};
use life::{Life, Rows};
use passcast::model::customer::devices::PasskeyRule;
use passcast::model::customer::offer::Offers;
use passcast::model::customer::recovery::Codes;
use passcast::model::customer::requirement::Requirement;
use passcast::model::customer::trust::Trust;
use passcast::observation::{Tally, column};
use passcast::parameter::Parameters;
use passcast::population::CustomerTraitPlan;
use passcast::random::WorldKey;
use passcast::scenario::Customers;
use passcast::simulation::customer::simulate;
use world::{Chance, World};

fn rows(
    customers: &Customers,
    weeks: usize,
    p: &Parameters,
    seed: u64,
    replication: u32,
) -> [Rows; 2] {
    let world = World {
        customers,
        p,
        weeks,
        traits: CustomerTraitPlan::new(customers, p),
        rule: PasskeyRule {
            synced: customers.platform.provider_syncs,
        },
        codes: Codes::new(p, &customers.recovery),
        offers: Offers::new(p),
        requirement: Requirement::new(p),
        trust: Trust::new(p),
    };
    let mut both = [true, false].map(|_| vec![vec![0; column::COUNT]; weeks + 1]);
    for number in 0..customers.accounts {
        let (mut start, mut epoch) = (0.0, 0);
        while start < 7.0 * weeks as f64 {
            let chance = Chance(WorldKey::new(seed, replication), number, epoch);
            let account = world.account(chance, start);
            for (rows, rollout) in both.iter_mut().zip([true, false]) {
                Life::new(&world, &account, rows, rollout).run();
            }
            (start, epoch) = (account.end, epoch + 1);
        }
    }
    both
}

fn compare(name: &str, rows: &Rows, tally: &Tally) {
    let not_counted = [
        column::EXPOSURE,
        column::LOGIN_EXPOSURE,
        column::COMMUNICATIONS_CENTS,
    ];
    for (week, row) in rows.iter().enumerate() {
        for (at, count) in row.iter().enumerate() {
            let column = column::HEADCOUNT.plus(at);
            if !not_counted.contains(&column) {
                let label = &passcast::observation::COLUMN_NAMES[at];
                assert_eq!(
                    tally.get(week, column),
                    *count,
                    "{name}: {label}, week {week}"
                );
            }
        }
    }
}

#[test]
fn a_plain_account_of_the_same_lives_has_the_same_integers() {
    for (name, customers) in plans(400) {
        if ["cookie", "forced", "dated"].contains(&name) {
            continue;
        }
        for p in [with(&[]), Parameters::drawn(&[], 17, 3)] {
            let record = simulate(&plan(customers.clone(), 30, &p), 6, 1);
            let [rollout, baseline] = rows(&customers, 30, &p, 6, 1);
            compare(name, &rollout, &record.rollout);
            compare(&format!("{name}, baseline"), &baseline, &record.baseline);
        }
    }
}
