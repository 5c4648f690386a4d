//! Who is visited when. Two loops call the same day with the same keys: `plain`
//! visits everybody every day, `fast` visits who is due; their records must be
//! the same bits.
//!
//! People meet only through what Monday publishes and through the desk, so the
//! fast loop takes each person through the whole week at once, and stops where
//! they open a case: from then on they go day by day with the desk until the case
//! is closed. A load gate couples prompts to the desk's backlog daily; with one,
//! everybody goes day by day.

use crate::model::hazard::Hazard;
use crate::model::phase::Row;
use crate::simulation::arm::desk::Shift;
use crate::simulation::arm::people::flag;
use crate::simulation::arm::state::Arm;
use crate::simulation::plan::calendar::{count, span};
use crate::simulation::plan::compiled::Plan;
use crate::simulation::world::state::World;

impl Arm {
    /// One week, visiting everybody every day.
    pub fn plain_week(&mut self, plan: &Plan, world: &World) {
        self.open_week(plan, world);
        for day in world.monday()..world.monday() + 7 {
            self.take_consequences(plan, world, day);
            self.check_load(plan);
            for slot in 0..plan.slots.len() {
                self.day(plan, world, slot, day, &mut None);
            }
            self.work(plan, world, day);
        }
        self.waiting.iter_mut().for_each(Vec::clear);
        self.close_week(plan, world);
    }

    /// One week, visiting who is due.
    pub fn fast_week(&mut self, plan: &Plan, world: &World) {
        self.open_week(plan, world);
        let (monday, end) = (world.monday(), world.monday() + 7);
        let daily = self.rollout && plan.phases.any_load_gate();
        if !daily {
            self.bulk_week(plan, world, monday, end);
        }
        for day in monday..end {
            self.take_consequences(plan, world, day);
            if daily {
                self.check_load(plan);
                // Whose case closed goes with everybody else again.
                let (open, weekday) = (&self.people.open, usize::from(day - monday));
                self.waiting[weekday].retain(|id| open[*id as usize] != 0);
                self.bulk_week(plan, world, day, day + 1);
            }
            let mut waiting = std::mem::take(&mut self.waiting[usize::from(day - monday)]);
            let scope = self.scope(plan, world, day, day + 1);
            self.fetch(plan, world, &waiting);
            for &id in &waiting {
                self.take(plan, world, &scope, id as usize);
            }
            self.work(plan, world, day);
            // Whose case closed this morning goes on to the end.
            let to = if daily { day + 1 } else { end };
            let scope = self.scope(plan, world, day + 1, to);
            for id in waiting.drain(..) {
                let mut resume = day + 1;
                if self.people.open[id as usize] == 0 {
                    resume = self.take(plan, world, &scope, id as usize);
                }
                self.wait(id, monday, resume);
            }
            self.waiting[usize::from(day - monday)] = waiting;
        }
        self.waiting.swap(0, 7);
        self.close_week(plan, world);
    }

    /// A person with an open case goes on on a day of this week, or on the next Monday.
    #[inline]
    pub(super) fn wait(&mut self, id: u32, monday: u16, resume: u16) {
        if self.people.open[id as usize] != 0 {
            self.waiting[usize::from(resume - monday)].push(id);
        }
    }

    /// Takes one person from day `from` to day `to`, or to the day after they
    /// open a case. Returns the next day to take. `row`: the phase in force.
    pub(super) fn advance(
        &mut self,
        plan: &Plan,
        world: &World,
        row: Option<&Row>,
        slot: usize,
        from: u16,
        to: u16,
    ) -> u16 {
        let (mut day, mut week) = (from, None);
        while day < to {
            if row.is_none() && self.people.credentials[slot] == 0 {
                day = self.events_alone(plan, world, slot, day, to);
                if self.people.open[slot] != 0 {
                    break;
                }
                continue;
            }
            let within = span(world.monday(), day, to);
            if self.signs_in_alone(plan, world, slot, day) {
                // Up to the next event, sign-ins are all.
                let events = world.event_days[slot] & within;
                let earlier = events.wrapping_sub(1) & !events;
                let until = within & if events == 0 { 0x7f } else { earlier };
                let open = self.people.open[slot];
                day = self.sign_ins(plan, world, slot, until, &mut week);
                if self.people.open[slot] != open || events == 0 {
                    break;
                }
                day = world.monday() + events.trailing_zeros() as u16;
                self.day(plan, world, slot, day, &mut week);
                day += 1;
                if self.people.open[slot] != 0 {
                    break;
                }
                continue;
            }
            let own = row.map_or(0, |row| self.own_hazard(plan, row, slot));
            let days = self.due(plan, world, row, slot, within, own) & within;
            let next = if days == 0 {
                to
            } else {
                world.monday() + days.trailing_zeros() as u16
            };
            if own > 0 {
                let quiet = world.presence[slot] & span(world.monday(), day, next);
                let more = own.saturating_mul(count(quiet).into());
                self.people.seeking[slot].hazard =
                    self.people.seeking[slot].hazard.saturating_add(more);
            }
            if days == 0 {
                return to;
            }
            self.day(plan, world, slot, next, &mut week);
            day = next + 1;
            if self.people.open[slot] != 0 {
                break;
            }
        }
        day
    }

    /// Takes one person without a passkey or any plan from day `from` on, as [`Arm::advance`]
    /// does, or to the day after they get one: nothing happens between events.
    pub(super) fn events_alone(
        &mut self,
        plan: &Plan,
        world: &World,
        slot: usize,
        from: u16,
        to: u16,
    ) -> u16 {
        let mut days = world.event_days[slot] & span(world.monday(), from, to);
        while days != 0 {
            let day = world.monday() + days.trailing_zeros() as u16;
            days &= days - 1;
            self.day(plan, world, slot, day, &mut None);
            if self.people.open[slot] != 0 || self.people.credentials[slot] != 0 {
                return day + 1;
            }
        }
        to
    }

    /// Days of the week on which the person's day may be more than a working
    /// day's own hazard: all of them, or at least the first one in `within`.
    #[inline]
    fn due(
        &self,
        plan: &Plan,
        world: &World,
        row: Option<&Row>,
        slot: usize,
        within: u8,
        own: Hazard,
    ) -> u8 {
        let monday = world.monday();
        let mut days = world.event_days[slot];
        let present = world.presence[slot];
        let signs = world.signs[slot];
        let people = &self.people;
        if plan.admin_roles != 0 && self.admin_required(plan, slot) {
            days |= world.risky[slot];
        }
        if people.credentials[slot] != 0 {
            days |= if people.usable_from[slot] <= monday {
                signs
            } else {
                signs & span(monday, people.usable_from[slot], monday + 7)
            };
            for outage in &world.outages {
                days |= present & 1 << (outage.0 - monday);
            }
        } else if let Some(row) = row
            && !people.has(slot, flag::RECOVERING)
        {
            days |= self.opportunities(plan, world, row, slot, present, signs);
            if own > 0 {
                let left = people.seeking[slot]
                    .threshold
                    .saturating_sub(people.seeking[slot].hazard);
                let mut quiet = present & within;
                if left <= own.saturating_mul(count(quiet).into()) {
                    for _ in 1..left.div_ceil(own) {
                        quiet &= quiet - 1;
                    }
                    days |= quiet & quiet.wrapping_neg();
                }
            }
        }
        days
    }

    /// Days of the week on which an unenrolled person may meet a prompt, a
    /// deadline or a requirement.
    pub(super) fn opportunities(
        &self,
        plan: &Plan,
        world: &World,
        row: &Row,
        slot: usize,
        present: u8,
        signs: u8,
    ) -> u8 {
        let people = &self.people;
        let monday = world.monday();
        let mut days = 0;
        if row.requires || self.published.legacy_removed {
            let free = span(monday, people.exception_until[slot], monday + 7);
            if self.required(plan, slot) {
                days |= world.risky[slot] & free;
            }
            if self.legacy_gone(plan, slot) {
                days |= signs & free;
            }
        }
        if !people.has(slot, flag::CAPABLE) {
            return days;
        }
        if self.addresses(plan, row, slot) {
            days |= signs & span(monday, self.asked_from(plan, slot), monday + 7);
        }
        if self.deadline_near(monday)
            && let Some((date, window)) = self.deadline(plan, slot)
        {
            days |= present & span(monday, date.saturating_sub(window), date);
        }
        days
    }

    fn work(&mut self, plan: &Plan, world: &World, day: u16) {
        let background = match &mut self.own_background {
            Some(own) => {
                if plan.desk_opens(day) {
                    plan.desk.background(world.key, day, plan.handle.cv, own);
                }
                &**own
            }
            None => &world.background[usize::from(day - world.monday())],
        };
        let mut shift = Shift {
            plan,
            key: world.key,
            day,
            readiness: self.published.readiness,
            background,
            rollout: self.rollout,
            tally: &mut self.tally,
        };
        self.desk.work(&mut shift);
    }

    /// The load gate, from the backlog at the last closing.
    fn check_load(&mut self, plan: &Plan) {
        if let Some((high, low)) = self.row(plan).and_then(|row| row.load_gate) {
            let backlog = f64::from(self.desk.open_cases());
            if backlog > high {
                self.published.prompts_open = false;
            } else if backlog < low {
                self.published.prompts_open = true;
            }
        }
    }
}
