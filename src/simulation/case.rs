//! A person's case at the desk, from its first contact to its last.

use crate::model::ticket::Category;
use crate::random::WorldKey;

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
    pub(super) second_line: bool,
    pub(super) vip: bool,
    pub(super) open: bool,
    /// Agent time of the present contact [s].
    pub(super) seconds: u32,
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

    /// The first two pairs of the present contact, drawn at once.
    pub(super) fn pairs(&self, key: WorldKey) -> [(f64, f64); 2] {
        let (purpose, occasion) = (self.category.purpose(), u32::from(self.occasion));
        let first = 4 * u32::from(self.contact);
        key.pairs_from(purpose, (self.slot, self.epoch), occasion, first)
    }

    /// Pair `pair` (0 to 3) of the eight lanes of the present contact: clock and
    /// channel, minutes and patience, resolved and redial, lockout.
    pub(super) fn pair(&self, key: WorldKey, pair: u32) -> (f64, f64) {
        key.pair(
            self.category.purpose(),
            self.slot,
            self.epoch,
            u32::from(self.occasion),
            4 * u32::from(self.contact) + pair,
        )
    }
}
