//! The fast loop's pass: everybody without an open case, a week or a day at once.
//!
//! Most weeks of most people are ordinary: sign-ins of those who hold a passkey, a
//! working day's own hazard of those who do not. The pass takes these in bulk and
//! hands the others to `week`. What it takes must come to the same bits as the
//! days one by one.

use crate::model::hazard::{Hazard, Masses};
use crate::simulation::arm::batch::BLOCK;
use crate::simulation::arm::people::flag;
use crate::simulation::arm::state::Arm;
use crate::simulation::bulk::enrolled_week::{Lanes, Leftover, Uses, enrolled_week};
use crate::simulation::bulk::scope::Scope;
use crate::simulation::bulk::unenrolled_week::Unenrolled;
use crate::simulation::person::opportunity::{Ask, Opportunity, present_before};
use crate::simulation::person::passkey_use::touches;
use crate::simulation::plan::calendar::{count, span};
use crate::simulation::plan::compiled::Plan;
use crate::simulation::world::state::World;
use crate::vector::prefetch;

impl Arm {
    /// Takes everybody without an open case from `from` to `to`.
    pub(in crate::simulation) fn bulk_week(
        &mut self,
        plan: &Plan,
        world: &World,
        from: u16,
        to: u16,
    ) {
        let scope = self.scope(plan, world, from, to);
        let n = plan.slots.len();
        let (mut uses, mut hand) = (Uses::default(), Lanes::default());
        let (mut left, mut seekers) = (Leftover::default(), Unenrolled::default());
        let rule = scope.row.and_then(|row| self.week_rule(plan, world, row));
        for first in (0..n).step_by(BLOCK) {
            left.clear();
            let slots = first..n.min(first + BLOCK);
            let people = &mut self.people;
            let made = enrolled_week(plan, world, &scope, people, slots, &mut hand, &mut left);
            uses.counted += made.counted;
            uses.all += made.all;
            for (&slot, days) in left.failed.slots().iter().zip(&left.failing) {
                if !self.shrugs(plan, world, slot as usize, days) {
                    let within = scope.within;
                    let resume = self.sign_ins(plan, world, slot as usize, within, &mut None);
                    self.wait(slot, world.monday(), resume);
                }
            }
            match &rule {
                Some(rule) => {
                    self.unenrolled_week(plan, world, &scope, rule, &mut seekers, &mut left)
                }
                None => left.rest.extend(&left.seekers),
            }
            self.fetch(plan, world, left.rest.slots());
            for &slot in left.rest.slots() {
                self.take_or_wait(plan, world, &scope, slot);
            }
        }
        self.count_uses(i64::from(uses.counted), i64::from(uses.all));
    }

    /// Asks for what visits are about to read, all of it at once: in a large organisation
    /// each visit would wait for memory by itself.
    pub(in crate::simulation) fn fetch(&self, plan: &Plan, world: &World, slots: &[u32]) {
        let people = &self.people;
        for &id in slots {
            let slot = id as usize;
            prefetch(&people.rare[slot]);
            prefetch(&people.trust[slot]);
            prefetch(&people.epoch[slot]);
            prefetch(&world.presence[slot]);
            prefetch(&world.first_event[slot]);
            if self.rollout {
                prefetch(&people.seeking[slot]);
                prefetch(&people.used[slot]);
                prefetch(&people.flags[slot]);
                prefetch(&world.signed[slot]);
                prefetch(&plan.slots.team[slot]);
            }
        }
    }

    fn take_or_wait(&mut self, plan: &Plan, world: &World, scope: &Scope, id: u32) {
        let resume = self.take(plan, world, scope, id as usize);
        self.wait(id, world.monday(), resume);
    }

    /// Whether more than sign-ins or opportunities may happen to a person.
    #[inline]
    fn eventful(&self, plan: &Plan, world: &World, scope: &Scope, slot: usize) -> bool {
        world.event_days[slot] & scope.within != 0
            || touches(
                scope.down,
                self.people.bits[slot],
                self.people.credentials[slot],
            ) != 0
            || scope.admins != 0 && self.admin_required(plan, slot)
    }

    /// Takes one person through the scope's days, or to the day after they open a
    /// case. Returns the next day to take.
    pub(in crate::simulation) fn take(
        &mut self,
        plan: &Plan,
        world: &World,
        scope: &Scope,
        slot: usize,
    ) -> u16 {
        let mut resume = scope.from;
        if scope.row.is_none() && self.people.credentials[slot] == 0 {
            resume = self.events_alone(plan, world, slot, scope.from, scope.to);
        } else if !self.eventful(plan, world, scope, slot) {
            let signs = world.signs[slot] & scope.within;
            if self.people.credentials[slot] == 0 {
                resume = self.without(plan, world, scope, slot);
            } else if signs == 0 {
                resume = scope.to;
            }
        }
        // Who opened a case on the way waits; who had one already has a day to take.
        let free = resume == scope.from || self.people.open[slot] == 0;
        if resume < scope.to && free {
            resume = self.advance(plan, world, scope.row, slot, resume, scope.to);
        }
        resume
    }

    /// Takes a person without a passkey or an event up to the first day on which more
    /// happens than hazard short of the threshold, and returns that day; or past the day
    /// of an attempt at a prompt or before a deadline; or to the end.
    fn without(&mut self, plan: &Plan, world: &World, scope: &Scope, slot: usize) -> u16 {
        let (Some(row), people) = (scope.row, &self.people) else {
            return scope.to;
        };
        let flags = people.flags[slot];
        if flags & flag::RECOVERING != 0 {
            return scope.to;
        }
        let (monday, present) = (world.monday(), world.presence[slot]);
        let signs = world.signs[slot];
        if scope.watch {
            let free = span(monday, people.exception_until[slot], monday + 7);
            let mut days = 0;
            if self.required(plan, slot) {
                days |= world.risky[slot] & free;
            }
            if self.legacy_gone(plan, slot) {
                days |= signs;
            }
            if days & scope.within != 0 {
                return scope.from;
            }
        }
        if flags & flag::CAPABLE == 0 {
            return scope.to;
        }
        let mut days = 0;
        let addressed = self.addresses(plan, row, slot);
        if addressed {
            days = signs & span(monday, self.asked_from(plan, slot), scope.to);
        }
        let deadline = if scope.deadline {
            self.deadline(plan, slot)
        } else {
            None
        };
        if let Some((date, window)) = deadline {
            days |= present & span(monday, date.saturating_sub(window), date);
        }
        let mut from = scope.from;
        days &= scope.within;
        let aware = addressed && flags & (flag::AWARE | flag::REJECTED) == flag::AWARE;
        if !aware && days == 0 {
            return scope.to;
        }
        let (person, group) = (self.person_factor(plan, slot), self.group(slot));
        let own = if aware { self.unasked(slot, person) } else { 0 };
        while days != 0 {
            let day = monday + days.trailing_zeros() as u16;
            days &= days - 1;
            let mut masses = Masses::default();
            let mut ask = Ask::Nothing;
            if signs >> (day - monday) & 1 == 1 {
                ask = self.ask(plan, world, slot, day, row, false);
                match ask {
                    Ask::Nothing => {}
                    Ask::Prompt { ordinal, .. } => {
                        masses.0[1] = plan.prompt_mass.mass(ordinal, row.prompts, row.friction);
                    }
                    // Skips of this week may have been the last.
                    Ask::Force => {
                        let short = self.accrue(world, slot, own, from, day);
                        return if short { day } else { from };
                    }
                }
            }
            if let Some((date, window)) = deadline {
                let since = present_before(world, slot, day);
                masses.0[3] = plan.prompt_mass.deadline(since, day, date, window);
            }
            if masses.others() == 0.0 && ask == Ask::Nothing {
                continue; // not asked after all
            }
            if !self.accrue(world, slot, own, from, day) {
                return from;
            }
            let met = Opportunity {
                masses,
                own,
                factor: person * self.published.group_factor[group],
                ask,
                moment: None,
            };
            if self.meet(plan, world, slot, day, met) {
                return day + 1;
            }
            from = day + 1;
        }
        if self.accrue(world, slot, own, from, scope.to) {
            scope.to
        } else {
            from
        }
    }

    /// Adds own hazard of the working days in [from, to), unless it reaches the
    /// threshold.
    #[inline]
    fn accrue(&mut self, world: &World, slot: usize, own: Hazard, from: u16, to: u16) -> bool {
        let days = world.presence[slot] & span(world.monday(), from, to);
        let more = own.saturating_mul(count(days).into());
        let after = self.people.seeking[slot].hazard.saturating_add(more);
        let short = own == 0 || after < self.people.seeking[slot].threshold;
        if short {
            self.people.seeking[slot].hazard = after;
        }
        short
    }
}
