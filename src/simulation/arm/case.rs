//! A person's case at the desk, from its first contact to its last.

use crate::model::ticket::Category;
use crate::random::{WorldKey, blocks, uniform_pair};

/// An authentication case.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    /// Whose.
    pub slot: u32,
    /// Which holder of the slot.
    pub epoch: u16,
    /// Category.
    pub category: Category,
    /// Ordinal of the person's cases of the category.
    pub occasion: u16,
    /// Contact under way or next, from 0.
    pub contact: u16,
    /// Whether a passkey is re-enrolled in a legacy registration.
    pub had_passkey: bool,
    pub(in crate::simulation) second_line: bool,
    pub(in crate::simulation) vip: bool,
    pub(in crate::simulation) open: bool,
    /// Agent time of the present contact [s].
    pub(in crate::simulation) seconds: u32,
}

impl Case {
    /// A new case, before its first contact.
    pub fn new(
        slot: u32,
        epoch: u16,
        category: Category,
        occasion: u16,
        had_passkey: bool,
    ) -> Self {
        Self {
            slot,
            epoch,
            category,
            occasion,
            contact: 0,
            had_passkey,
            second_line: false,
            vip: false,
            open: true,
            seconds: 0,
        }
    }
}

/// Contacts that are drawn at once.
pub(in crate::simulation) const BATCH: usize = 8;

/// Pairs of uniforms of a contact.
const PAIRS: usize = 4;

/// The uniforms of a contact: the first seven of its eight lanes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::simulation) struct ContactChance {
    pub clock: f64,
    pub channel: f64,
    pub minutes: f64,
    pub patience: f64,
    pub resolved: f64,
    pub redial: f64,
    pub lockout: f64,
}

/// The chance events of the present contacts of up to [`BATCH`] cases.
pub(in crate::simulation) fn chances(
    key: WorldKey,
    cases: impl Iterator<Item = Case>,
) -> [ContactChance; BATCH] {
    let mut counters = [[0; PAIRS * BATCH]; 4];
    for (at, case) in cases.enumerate() {
        let named = key.words(case.category.purpose(), case.epoch).1;
        for pair in 0..PAIRS {
            let lane = pair * BATCH + at;
            counters[0][lane] = case.slot;
            counters[1][lane] = named;
            counters[2][lane] = u32::from(case.occasion);
            counters[3][lane] = (PAIRS * usize::from(case.contact) + pair) as u32;
        }
    }
    let words = blocks(&counters, key.words(Category::Reset.purpose(), 0).0);
    std::array::from_fn(|at| {
        let pair = |pair: usize| {
            let lane = pair * BATCH + at;
            uniform_pair([
                words[0][lane],
                words[1][lane],
                words[2][lane],
                words[3][lane],
            ])
        };
        let [(clock, channel), (minutes, patience)] = [pair(0), pair(1)];
        let [(resolved, redial), (lockout, _)] = [pair(2), pair(3)];
        ContactChance {
            clock,
            channel,
            minutes,
            patience,
            resolved,
            redial,
            lockout,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chances_at_once_are_the_pairs_one_by_one() {
        let key = WorldKey::new(6, 2);
        let mut cases = [
            Case::new(70, 0, Category::Recovery, 3, true),
            Case::new(9, 2, Category::Reset, 0, false),
            Case::new(70, 1, Category::Key, 1, false),
        ];
        cases[1].contact = 5;
        let drawn = chances(key, cases.into_iter());
        for (case, chance) in cases.into_iter().zip(drawn) {
            let pair = |nth: u32| {
                let (purpose, lane) = (case.category.purpose(), 4 * u32::from(case.contact) + nth);
                key.pair(purpose, case.slot, case.epoch, case.occasion.into(), lane)
            };
            assert_eq!((chance.clock, chance.channel), pair(0));
            assert_eq!((chance.minutes, chance.patience), pair(1));
            assert_eq!((chance.resolved, chance.redial), pair(2));
            assert_eq!(chance.lockout, pair(3).0);
        }
    }
}
