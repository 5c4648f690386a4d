//! What most people do in most weeks, many at a time: loops over [`LANES`] people that
//! are compiled for the processor's vectors (`vector`). What is left over goes person
//! by person, through the same rules.

use crate::model::credential::Credentials;
use crate::model::trust::{Severity, Trust};
use crate::random::LANES;
use crate::simulation::arm::people::{People, flag};
use crate::simulation::plan::calendar::remember;
use crate::simulation::world::days::ACTIVE;
use crate::simulation::world::days::ones;
use crate::vector::{kernel, mask, pick};
use std::ops::Range;

/// People looked at between two looks at those who are left over, so that what the
/// first has fetched is still at hand for the second.
pub(in crate::simulation) const BLOCK: usize = 512;

/// Slots of one block.
pub(in crate::simulation) struct SlotList {
    slots: [u32; BLOCK],
    many: usize,
}

impl Default for SlotList {
    fn default() -> Self {
        Self {
            slots: [0; BLOCK],
            many: 0,
        }
    }
}

impl SlotList {
    /// Appends a slot, or leaves things as they are, without a branch.
    #[inline(always)]
    pub fn push_if(&mut self, slot: usize, belongs: bool) {
        self.slots[self.many % BLOCK] = slot as u32;
        self.many += usize::from(belongs);
    }

    pub fn clear(&mut self) {
        self.many = 0;
    }

    /// Keeps the slots that belong, in their order, without a branch.
    #[inline(always)]
    pub fn keep(&mut self, mut belongs: impl FnMut(u32) -> bool) {
        let mut kept = 0;
        for at in 0..self.many.min(BLOCK) {
            let slot = self.slots[at];
            self.slots[kept % BLOCK] = slot;
            kept += usize::from(belongs(slot));
        }
        self.many = kept;
    }

    /// Appends another list's.
    pub fn extend(&mut self, other: &Self) {
        for &slot in other.slots() {
            self.push_if(slot as usize, true);
        }
    }

    pub fn slots(&self) -> &[u32] {
        &self.slots[..self.many]
    }
}

kernel! {
/// Bytes that have any of some bits.
pub(in crate::simulation) fn count_bits(bytes: &[u8], bits: u8) -> i64 {
    bytes.iter().map(|byte| u32::from(byte & bits != 0)).sum::<u32>().into()
}
}

kernel! {
/// Days after another day.
pub(in crate::simulation) fn count_later(days: &[u16], day: u16) -> i64 {
    days.iter().map(|one| u32::from(*one > day)).sum::<u32>().into()
}
}

kernel! {
/// Trust after a week, and of the first so many the sum in millionths, and of squares:
/// at most 10^12 a person, whose number the scenario limits.
pub(in crate::simulation) fn revert(rules: &Trust, trust: &mut [f32], counted: usize) -> (u64, u64) {
    for trust in trust.iter_mut() {
        *trust = rules.after_week(*trust);
    }
    let (mut sum, mut squares) = (0u64, 0u64);
    for trust in &trust[..counted] {
        // The nearest whole number ends in the lowest bits of what is at least 2^23.
        let whole = (trust * 1e6 + MILLIONS).to_bits() & 0x7f_ffff;
        sum += u64::from(whole);
        squares += u64::from(whole) * u64::from(whole);
    }
    (sum, squares)
}
}

/// Of a block of people, who may meet friction at sign-ins.
pub(in crate::simulation) struct Met<'a> {
    /// 1 for departments that are addressed.
    pub departments: &'a [u8; 256],
    /// Roles that are.
    pub roles: u32,
    pub department: &'a [u8],
    pub bits: &'a [u32],
    pub held: &'a [Credentials],
    pub signs: &'a [u8],
    /// Whose sign-ins they are: not of who joins on the `next` Monday.
    pub joined: &'a [u16],
    pub next: u16,
}

kernel! {
/// What extra step-ups cost the trust of those without a passkey who are addressed and
/// sign in. `days`: on how many days each of at most [`BLOCK`] people met them.
pub(in crate::simulation) fn meet_friction(
    met: &Met, rules: &Trust, severity: Severity, trust: &mut [f32], days: &mut [u8; BLOCK],
) {
    let n = trust.len();
    let (department, bits) = (&met.department[..n], &met.bits[..n]);
    let (held, signs, days) = (&met.held[..n], &met.signs[..n], &mut days[..n]);
    let joined = &met.joined[..n];
    for (days, &department) in days.iter_mut().zip(department) {
        *days = met.departments[usize::from(department)];
    }
    for i in 0..n {
        let addressed = mask(bits[i] & met.roles != 0) | u32::from(days[i]);
        let there = mask(held[i] == 0) & mask(joined[i] != met.next);
        let meets = mask(addressed != 0) & there;
        days[i] = ones(signs[i]) & meets as u8;
    }
    for i in 0..n {
        let worse = rules.after_bad(trust[i], severity);
        trust[i] = pick(mask(days[i] != 0), worse, trust[i]);
    }
}
}

/// 2^23: from here on the distance between neighbouring numbers is 1.
const MILLIONS: f32 = (1u32 << 23) as f32;

/// Headcount states of a person at a week's end, as bits; three are those of
/// [`flag`] and of [`ACTIVE`].
pub(in crate::simulation) mod state {
    use super::{ACTIVE, flag};
    pub const CAPABLE: usize = flag::CAPABLE as usize;
    pub const ACTIVE_28D: usize = ACTIVE as usize;
    pub const ENROLLED: usize = 4;
    pub const USED_ONCE: usize = flag::USED_ONCE as usize;
    pub const USED_28D: usize = 16;
    pub const COUNT: usize = 32;
}

kernel! {
/// Sunday night: the week's passkey sign-ins move into the history. `seen`: the states
/// of at most [`BLOCK`] people; `changed`: whose is another than before.
pub(in crate::simulation) fn states(
    people: &mut People, active: &[u8], slots: Range<usize>, seen: &mut [u8; BLOCK], changed: &mut SlotList,
) {
    let n = slots.len();
    let (used, uses) = (&mut people.used[slots.clone()], &mut people.uses[slots.clone()]);
    let (flags, held) = (&people.flags[slots.clone()], &people.credentials[slots.clone()]);
    let (active, before) = (&active[slots.clone()], &people.state[slots.clone()]);
    let seen = &mut seen[..n];
    for i in 0..n {
        used[i] = remember(used[i], uses[i]);
        uses[i] = 0;
        let live = u8::from(held[i] != 0);
        let lasting = flags[i] & (flag::CAPABLE | flag::USED_ONCE);
        let enrolled = live * state::ENROLLED as u8;
        let used_28d = live * u8::from(used[i] != 0) * state::USED_28D as u8;
        seen[i] = lasting | active[i] | enrolled | used_28d;
    }
    let (seen, rest) = seen.as_chunks::<LANES>();
    let (before, rest_before) = before.as_chunks::<LANES>();
    for (at, (seen, before)) in seen.iter().zip(before).enumerate() {
        let mut differ = 0;
        for i in 0..LANES {
            differ |= seen[i] ^ before[i];
        }
        if differ != 0 {
            for i in 0..LANES {
                changed.push_if(slots.start + at * LANES + i, seen[i] != before[i]);
            }
        }
    }
    for (i, (seen, before)) in rest.iter().zip(rest_before).enumerate() {
        changed.push_if(slots.end - rest.len() + i, seen != before);
    }
}
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parameter::Parameters;

    /// A joiner has the slot of somebody whose sign-ins these were.
    #[test]
    fn who_joins_next_has_met_no_friction() {
        let met = Met {
            departments: &[1; 256],
            roles: 0,
            department: &[0; 4],
            bits: &[0; 4],
            held: &[0, 0, 1, 0],
            signs: &[0b101, 0b101, 0b101, 0],
            joined: &[0, 14, 0, 0],
            next: 14,
        };
        let rules = Trust::new(&Parameters::defaults(&[]));
        let (mut trust, mut days) = ([0.6; 4], [0; BLOCK]);
        meet_friction(&met, &rules, 500_000, &mut trust, &mut days);
        assert_eq!(days[..4], [2, 0, 0, 0]);
        assert!(trust[0] < 0.6);
        assert_eq!(trust[1..], [0.6; 3]);
    }
}
