//! What most people do in most weeks, many at a time: loops over [`LANES`] people that
//! are compiled for the processor's vectors (`vector`). What is left over goes person
//! by person, through the same rules.

use super::calendar::remember;
use super::pass::Scope;
use super::people::{People, flag};
use super::plan::Plan;
use super::sign_in::{always_away, touches};
use super::world::{ACTIVE, World};
use crate::model::trust::Trust;
use crate::model::usage::Holder;
use crate::population::bit;
use crate::random::{LANES, Purpose, Weeks, single};
use crate::vector::{Mask, kernel, mask, pick};
use std::ops::Range;

/// People looked at between two looks at those who are left over, so that what the
/// first has fetched is still at hand for the second.
pub(super) const BLOCK: usize = 512;
/// Pairs of lanes that hold, for the days of a week, the browser and the device of a
/// sign-in, and what a holder's comes to.
pub(super) const BROWSERS: u32 = 4;
pub(super) const DEVICES: u32 = 5;
pub(super) const USES: u32 = 6;

/// Slots of one block.
pub(super) struct SlotList {
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
    fn push_if(&mut self, slot: usize, belongs: bool) {
        self.slots[self.many % BLOCK] = slot as u32;
        self.many += usize::from(belongs);
    }

    pub fn clear(&mut self) {
        self.many = 0;
    }

    pub fn slots(&self) -> &[u32] {
        &self.slots[..self.many]
    }
}

kernel! {
/// Everybody's last working day, as a week ends; a joiner's is before the week that
/// begins on `next`.
pub(super) fn note_last(presence: &[u8], joined: &[u16], next: u16, last: &mut [u16]) {
    for ((last, &present), &joined) in last.iter_mut().zip(presence).zip(joined) {
        let mut day = 0;
        for bit in 1..7 {
            day += u16::from(present >> bit != 0);
        }
        let kept = (present == 0) | (joined == next);
        *last = if kept { *last } else { next - 7 + day };
    }
}
}

kernel! {
/// Days set in all bytes.
pub(super) fn count_days(weeks: &[u8]) -> i64 {
    weeks.iter().map(|byte| u32::from(ones(*byte))).sum::<u32>().into()
}
}

/// Bits of a byte, in operations that vectors have.
#[inline(always)]
fn ones(byte: u8) -> u8 {
    let pairs = byte - (byte >> 1 & 0x55);
    let fours = (pairs & 0x33) + (pairs >> 2 & 0x33);
    (fours + (fours >> 4)) & 0xf
}

kernel! {
/// Bytes that have any of some bits.
pub(super) fn count_bits(bytes: &[u8], bits: u8) -> i64 {
    bytes.iter().map(|byte| u32::from(byte & bits != 0)).sum::<u32>().into()
}
}

kernel! {
/// Days after another day.
pub(super) fn count_later(days: &[u16], day: u16) -> i64 {
    days.iter().map(|one| u32::from(*one > day)).sum::<u32>().into()
}
}

kernel! {
/// Trust after a week, and of the first so many the sum in millionths, and of squares.
pub(super) fn revert(rules: &Trust, trust: &mut [f32], counted: usize) -> (u64, u64) {
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

/// 2^23: from here on the distance between neighbouring numbers is 1.
const MILLIONS: f32 = (1u32 << 23) as f32;

/// Head-count states of a person at a week's end, as bits; three are those of
/// [`flag`] and of [`ACTIVE`].
pub(super) mod state {
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
pub(super) fn states(
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

/// Passkey sign-ins of a block.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Uses {
    /// By people with a place in head-count.
    pub counted: u32,
    /// By everybody.
    pub all: u32,
}

/// Who is left over of a block.
#[derive(Default)]
pub(super) struct Left {
    /// Holders of whom another device's passkey failed, untouched.
    pub failed: SlotList,
    /// People without a passkey or an event while a phase is in force.
    pub seekers: SlotList,
    /// All others to whom something may happen.
    pub rest: SlotList,
}

impl Left {
    pub fn clear(&mut self) {
        for list in [&mut self.failed, &mut self.seekers, &mut self.rest] {
            list.clear();
        }
    }
}

/// [`LANES`] holders in hand.
#[derive(Clone, Debug, Default)]
pub(super) struct Hand {
    weeks: Weeks,
    habit: [f32; LANES],
    ceiling: [f32; LANES],
    always_away: [Mask; LANES],
    cross_device: [f32; LANES],
    due: [u32; LANES],
    used: [u32; LANES],
    failed: [Mask; LANES],
}

kernel! {
/// Takes holders to whom nothing but sign-ins happens through the scope's days; at
/// most [`BLOCK`] people.
///
/// The hand is the caller's, as an array of this function's own would be taken apart
/// into single numbers.
pub(super) fn holders(
    plan: &Plan, world: &World, scope: &Scope<'_>, people: &mut People, slots: Range<usize>,
    hand: &mut Hand, left: &mut Left,
) -> Uses {
    let words = world.key.words(Purpose::SignIn, 0);
    let mut total = Uses::default();
    let mut first = slots.start;
    while first < slots.end {
        let at = first..first + LANES;
        if at.end > slots.end {
            // The last few of all.
            for slot in first..slots.end {
                let matters = matters(world, scope, people, slot);
                left.rest.push_if(slot, people.open[slot] == 0 && matters);
            }
            break;
        }
        let (held, bits) = (&people.credentials[at.clone()], &people.bits[at.clone()]);
        let (usable, open) = (&people.usable_from[at.clone()], &people.open[at.clone()]);
        let (events, signs) = (&world.event_days[at.clone()], &world.signs[at.clone()]);
        let (mut any, mut any_seek, mut any_left) = (0, 0, 0);
        for i in 0..LANES {
            let holds = u32::from(held[i] != 0);
            let event = u32::from(events[i] & scope.within != 0);
            let free = u32::from(open[i] == 0);
            let touched = event
                | touches(scope.down, bits[i], held[i])
                | u32::from(bits[i] & scope.admins != 0);
            let ordinary = holds & free & !touched & u32::from(usable[i] <= scope.from);
            hand.due[i] = ordinary * u32::from(signs[i] & scope.within);
            hand.used[i] = scope.planned & !holds & !event & free;
            hand.failed[i] = (event | holds) & !ordinary & free;
            any |= hand.due[i];
            any_seek |= hand.used[i];
            any_left |= hand.failed[i];
        }
        if any_seek != 0 {
            for i in 0..LANES {
                left.seekers.push_if(first + i, hand.used[i] != 0);
            }
        }
        if any_left != 0 {
            for i in 0..LANES {
                left.rest.push_if(first + i, hand.failed[i] != 0);
            }
        }
        if any != 0 {
            let mut epochs = [0; LANES];
            epochs.copy_from_slice(&people.epoch[at.clone()]);
            hand.weeks = Weeks::draw(words, first as u32, &epochs, world.week, USES);
            hand.habit.copy_from_slice(&people.habit[at.clone()]);
            hand.ceiling.copy_from_slice(&people.ceiling[at.clone()]);
            for i in 0..LANES {
                hand.always_away[i] = always_away(bits[i], held[i]);
                hand.cross_device[i] = plan.usage.cross_device(bits[i] & bit::MAC != 0);
                hand.used[i] = 0;
                hand.failed[i] = 0;
            }
            for day in 0..7 {
                if any >> day & 1 == 0 {
                    continue;
                }
                for i in 0..LANES {
                    let who = Holder {
                        habit: hand.habit[i],
                        ceiling: hand.ceiling[i],
                        always_away: hand.always_away[i],
                        cross_device: hand.cross_device[i],
                    };
                    let came_to = plan.usage.sign_in(single(hand.weeks.bits(day, i)), who);
                    let due = mask(hand.due[i] >> day & 1 != 0);
                    hand.habit[i] = pick(due, came_to.habit, who.habit);
                    hand.used[i] |= came_to.used & due & 1 << day;
                    hand.failed[i] |= came_to.failed & due;
                }
            }
            let counted = plan.counted().saturating_sub(first).min(LANES) as u32;
            let habit = &mut people.habit[at.clone()];
            let (trust, uses) = (&mut people.trust[at.clone()], &mut people.uses[at.clone()]);
            let flags = &mut people.flags[at.clone()];
            let mut any_failed = 0;
            for i in 0..LANES {
                let fine = !hand.failed[i];
                any_failed |= hand.failed[i];
                habit[i] = pick(fine, hand.habit[i], habit[i]);
                let new = (hand.used[i] & fine) as u8;
                let pleased = mask((new != 0) & (uses[i] == 0));
                trust[i] = pick(pleased, plan.trust.after_good(trust[i]), trust[i]);
                uses[i] |= new;
                flags[i] |= if new == 0 { 0 } else { flag::USED_ONCE };
                let many = u32::from(ones(new));
                total.all += many;
                total.counted += many & mask((i as u32) < counted);
            }
            if any_failed != 0 {
                for i in 0..LANES {
                    left.failed.push_if(first + i, hand.failed[i] != 0);
                }
            }
        }
        first += LANES;
    }
    total
}
}

/// Whether anything may happen to a person without an open case.
#[inline(always)]
fn matters(world: &World, scope: &Scope, people: &People, slot: usize) -> bool {
    world.event_days[slot] & scope.within != 0
        || people.credentials[slot] != 0
        || scope.planned != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_of_bytes_are_counted() {
        for byte in 0..=u8::MAX {
            assert_eq!(u32::from(ones(byte)), byte.count_ones());
        }
    }
}
