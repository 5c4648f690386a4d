//! THE list: the order of a person's day.
//!
//! 1. What happens to them: leaving, a new device, a lost one, a key, a reset.
//! 2. Without a live passkey: opportunities add hazard; a spent threshold is an
//!    attempt; else a rule may force a start; else a required access is blocked.
//! 3. With one: what today's sign-in comes to; an outage.
//!
//! Consequences of the desk's work of the day before come first (`consequence`).
//! A day reads the person's own state and what was published, nothing else.

use crate::model::credential::Home;
use crate::observation::column;
use crate::random::Week;
use crate::simulation::arm::people::flag;
use crate::simulation::arm::state::Arm;
use crate::simulation::plan::compiled::Plan;
use crate::simulation::plan::event::EventKind;
use crate::simulation::world::state::World;

/// A moment that puts the passkey in front of a person, on the device at hand.
pub(in crate::simulation) type Moment = Option<Home>;

impl Arm {
    /// One person's day. `week`: the outcomes of the week's sign-ins, once drawn.
    pub fn day(
        &mut self,
        plan: &Plan,
        world: &World,
        slot: usize,
        day: u16,
        week: &mut Option<Week>,
    ) {
        let bit = 1u8 << (day - world.monday());
        let mut moment: Moment = None;
        if world.event_days[slot] & bit != 0 {
            let first = world.first_event[slot] as usize;
            let events = world.events[first..].iter().zip(&world.draws[first..]);
            for (event, drawn) in events {
                if event.slot != slot as u32 || event.day > day {
                    break;
                }
                if event.day < day {
                    continue;
                }
                match event.kind {
                    EventKind::Leave => return self.leave(plan, world, slot, event.epoch),
                    EventKind::Onboard => moment = Some(Home::Computer),
                    EventKind::Drift => self.drift(plan, slot, day),
                    EventKind::Key => self.key_event(plan, slot, day, drawn),
                    EventKind::Reset => {
                        moment = self.reset(plan, world, slot, day, drawn).or(moment);
                    }
                    EventKind::PhoneReplaced
                    | EventKind::PhoneLost
                    | EventKind::ComputerReplaced
                    | EventKind::ComputerLost => {
                        moment = Some(self.device(plan, world, slot, day, (event.kind, drawn)));
                    }
                }
            }
        }
        if world.presence[slot] & bit == 0 {
            return;
        }
        if world.risky[slot] & bit != 0 && self.admin_required(plan, slot) {
            self.elevate(plan, world, slot, day);
        }
        if self.people.credentials[slot] == 0 {
            if !self.people.has(slot, flag::RECOVERING) {
                self.unenrolled(plan, world, slot, day, moment);
            }
        } else if day >= self.people.usable_from[slot] {
            self.enrolled(plan, world, slot, day, week);
        }
    }

    fn leave(&mut self, plan: &Plan, world: &World, slot: usize, epoch: u16) {
        let withdrawn = if self.people.open[slot] != 0 {
            self.desk.withdraw(slot as u32, epoch)
        } else {
            0
        };
        self.tally.add(column::WITHDRAWN, withdrawn);
        if self.people.credentials[slot] != 0 && plan.counts(slot) {
            self.tally.add(column::LEAVERS_ENROLLED, 1);
        }
        let (cell, state) = (self.people.cell[slot], self.people.state[slot]);
        self.people.begin(plan, world, slot, epoch + 1, 0.0);
        let cells = (cell, self.people.cell[slot]);
        self.heads.replace(plan, slot, cells, state);
        // Messages that went out before the joiner came do not count.
        let understood = self
            .published
            .understood
            .get(self.group(slot))
            .copied()
            .unwrap_or(0.0);
        self.people.seeking[slot].aware_at += understood as f32;
    }
}
