//! Ordinary weeks of people who hold a passkey: sign-ins and nothing else, many people
//! at a time. Who has more before them is put in lists for the pass.

use crate::model::usage::Holder;
use crate::population::bit;
use crate::random::{LANES, Purpose, Weeks, single};
use crate::simulation::arm::batch::{BLOCK, SlotList};
use crate::simulation::arm::people::{People, flag};
use crate::simulation::bulk::scope::Scope;
use crate::simulation::person::passkey_use::{Days, always_away, touches};
use crate::simulation::plan::compiled::Plan;
use crate::simulation::plan::lanes::USES;
use crate::simulation::world::days::ones;
use crate::simulation::world::state::World;
use crate::vector::{Mask, kernel, mask, pick};
use std::ops::Range;

/// Passkey sign-ins of a block.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::simulation) struct Uses {
    /// By people with a place in headcount.
    pub counted: u32,
    /// By everybody.
    pub all: u32,
}

/// Who is left over of a block.
pub(in crate::simulation) struct Leftover {
    /// Holders of whom another device's passkey failed, untouched.
    pub failed: SlotList,
    /// What the days of these would come to.
    pub failing: [Days; BLOCK],
    /// People without a passkey or an event while a phase is in force.
    pub seekers: SlotList,
    /// All others to whom something may happen.
    pub rest: SlotList,
}

impl Default for Leftover {
    fn default() -> Self {
        Self {
            failed: SlotList::default(),
            failing: [Days::default(); BLOCK],
            seekers: SlotList::default(),
            rest: SlotList::default(),
        }
    }
}

impl Leftover {
    pub fn clear(&mut self) {
        for list in [&mut self.failed, &mut self.seekers, &mut self.rest] {
            list.clear();
        }
    }
}

/// [`LANES`] holders in hand.
#[derive(Clone, Debug, Default)]
pub(in crate::simulation) struct Lanes {
    weeks: Weeks,
    habit: [f32; LANES],
    ceiling: [f32; LANES],
    always_away: [Mask; LANES],
    cross_device: [f32; LANES],
    /// Days to take, as bits.
    due: [u32; LANES],
    used: [u32; LANES],
    failed: [u32; LANES],
}

kernel! {
/// Takes holders to whom nothing but sign-ins happens through the scope's days; at
/// most [`BLOCK`] people.
///
/// The hand is the caller's, as an array of this function's own would be taken apart
/// into single numbers.
pub(in crate::simulation) fn enrolled_week(
    plan: &Plan, world: &World, scope: &Scope<'_>, people: &mut People, slots: Range<usize>,
    hand: &mut Lanes, left: &mut Leftover,
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
        if held.iter().fold(0, |all, held| all | held) == 0 {
            // Nobody holds any, as in most of a baseline: less has to be looked at.
            for i in 0..LANES {
                let event = u32::from(events[i] & scope.within != 0);
                let free = u32::from(open[i] == 0);
                hand.used[i] = scope.planned & !event & free;
                hand.failed[i] = event & free;
                any_seek |= hand.used[i];
                any_left |= hand.failed[i];
            }
        } else {
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
                    hand.failed[i] |= came_to.failed & due & 1 << day;
                }
            }
            let counted = plan.counted().saturating_sub(first).min(LANES) as u32;
            let habit = &mut people.habit[at.clone()];
            let (trust, uses) = (&mut people.trust[at.clone()], &mut people.uses[at.clone()]);
            let flags = &mut people.flags[at.clone()];
            let mut any_failed = 0;
            for i in 0..LANES {
                let fine = mask(hand.failed[i] == 0);
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
                    left.failing[left.failed.slots().len() % BLOCK] = Days {
                        used: hand.used[i] as u8,
                        failed: hand.failed[i] as u8,
                        habit: hand.habit[i],
                    };
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
