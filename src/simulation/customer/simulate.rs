//! One simulation: all accounts, in blocks whose books are added.

use super::ahead::{Ahead, LANES, Place};
use super::book::Book;
use super::chance::Chance;
use super::life::Life;
use super::plan::CustomerPlan;
use crate::observation::Record;
use crate::random::WorldKey;
use crate::simulation::Loop;
use std::ops::Range;

/// Accounts in a block.
pub const BLOCK: u32 = 65_536;

/// Simulates both arms of a replication.
pub fn simulate(plan: &CustomerPlan, seed: u64, replication: u32) -> Record {
    simulate_with(plan, seed, replication, Loop::Fast)
}

/// [`simulate`] with a choice of loop; the records are the same bits. The plain one
/// visits every event of every account, the fast one those that can matter.
pub fn simulate_with(plan: &CustomerPlan, seed: u64, replication: u32, visits: Loop) -> Record {
    let mut all = Book::new(plan);
    for accounts in blocks(plan) {
        all.merge(&block(plan, seed, replication, accounts, visits));
    }
    finish(plan, &all)
}

/// The blocks of accounts, in order.
pub fn blocks(plan: &CustomerPlan) -> impl Iterator<Item = Range<u32>> + use<> {
    let accounts = plan.customers.accounts;
    (0..accounts.div_ceil(BLOCK)).map(move |at| {
        let first = at * BLOCK;
        first..accounts.min(first.saturating_add(BLOCK))
    })
}

/// The book of some accounts.
pub fn block(
    plan: &CustomerPlan,
    seed: u64,
    replication: u32,
    accounts: Range<u32>,
    visits: Loop,
) -> Book {
    let (mut book, key) = (Book::new(plan), WorldKey::new(seed, replication));
    let mut ahead = Ahead::new(key);
    for first in accounts.clone().step_by(LANES) {
        let traits = plan.traits.draw_many(key, first);
        let places = ahead.draw(plan.end, first, &traits);
        let several = Chance::many::<LANES>(key, first)
            .into_iter()
            .zip(traits)
            .zip(places);
        for (account, ((mut chance, mut traits), mut place)) in (first..accounts.end).zip(several) {
            let mut start = 0.0;
            loop {
                let life = Life::new(plan, chance, traits, start, visits, &mut book);
                start = life.run(&mut ahead, place);
                if start >= plan.end {
                    break;
                }
                // A closed account is followed by a new one at once.
                let epoch = chance.epoch.wrapping_add(1);
                chance = Chance::new(key, account, epoch);
                (traits, place) = (plan.traits.draw(key, account, epoch), Place::default());
            }
        }
    }
    book
}

/// The record of a book that all blocks were added to.
pub fn finish(plan: &CustomerPlan, book: &Book) -> Record {
    book.close(plan)
}
