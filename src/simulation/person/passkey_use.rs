//! Sign-ins of people with a live passkey (S6), and outages.

use crate::model::credential::{self, Credentials};
use crate::model::ticket::Category;
use crate::model::usage::Holder;
use crate::observation::column;
use crate::parameter::table::constant;
use crate::population::bit;
use crate::random::{Purpose, Week};
use crate::simulation::arm::people::flag;
use crate::simulation::arm::state::Arm;
use crate::simulation::plan::calendar::count;
use crate::simulation::plan::compiled::Plan;
use crate::simulation::plan::lanes::USES;
use crate::simulation::world::state::World;
use crate::vector::{Mask, mask};

/// What a holder's sign-ins would come to if nobody called the desk about those that fail.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::simulation) struct Days {
    /// Days on which a passkey is used.
    pub used: u8,
    /// Days on which another device's fails.
    pub failed: u8,
    /// Habit after them.
    pub habit: f32,
}

impl Arm {
    /// Step 3 of the day.
    pub(in crate::simulation) fn enrolled(
        &mut self,
        plan: &Plan,
        world: &World,
        slot: usize,
        day: u16,
        week: &mut Option<Week>,
    ) {
        let apple = self.people.bits[slot] & bit::APPLE != 0;
        let outage = world
            .outages
            .iter()
            .find(|(at, of_apple, _)| *at == day && *of_apple == apple);
        let synced = self.people.credentials[slot] & credential::SYNCED;
        let down = outage.is_some() && synced != 0;
        if let (Some(&(_, _, occasion)), true) = (outage, down) {
            self.outage(plan, world, slot, day, occasion);
        }
        if world.signs[slot] >> (day - world.monday()) & 1 == 1
            && !(down && synced == self.people.credentials[slot])
        {
            let (id, epoch) = (slot as u32, self.people.epoch[slot]);
            let draw = || world.key.week(Purpose::SignIn, id, epoch, world.week, USES);
            let u = week.get_or_insert_with(draw).day(day - world.monday());
            self.sign_in_with(plan, world, slot, day, u);
        }
    }

    fn outage(&mut self, plan: &Plan, world: &World, slot: usize, day: u16, occasion: u32) {
        let p = &plan.parameters;
        let floor = p[constant::OUTAGE_FLOOR];
        let second = if self.people.credentials[slot].count_ones() > 1 {
            p[constant::OUTAGE_SECOND]
        } else {
            1.0
        };
        let contact = p[constant::OUTAGE_CONTACT]
            * (floor + (1.0 - floor) * (1.0 - self.published.readiness))
            * second;
        if world.key.uniform(
            Purpose::OutageContact,
            slot as u32,
            self.people.epoch[slot],
            occasion,
            0,
        ) < contact
        {
            self.open(slot, Category::Outage, false, day);
        }
    }

    /// Whether a person holds a usable passkey, and sign-ins are all that happens between
    /// events.
    pub(in crate::simulation) fn signs_in_alone(
        &self,
        plan: &Plan,
        world: &World,
        slot: usize,
        day: u16,
    ) -> bool {
        let held = self.people.credentials[slot];
        held != 0
            && self.people.usable_from[slot] <= day
            && touches(world.down, self.people.bits[slot], held) == 0
            && (plan.admin_roles == 0 || !self.admin_required(plan, slot))
    }

    /// Sign-ins of a holder on some days of the week to whom nothing else happens on
    /// them, one after the other. Returns the day after the last, or after the one on
    /// which a case was opened.
    pub(in crate::simulation) fn sign_ins(
        &mut self,
        plan: &Plan,
        world: &World,
        slot: usize,
        within: u8,
        week: &mut Option<Week>,
    ) -> u16 {
        let (id, epoch) = (slot as u32, self.people.epoch[slot]);
        let mut days = world.signs[slot] & within;
        while days != 0 {
            let weekday = days.trailing_zeros() as u16;
            days &= days - 1;
            let draw = || world.key.week(Purpose::SignIn, id, epoch, world.week, USES);
            let u = week.get_or_insert_with(draw).day(weekday);
            let day = world.monday() + weekday;
            self.sign_in_with(plan, world, slot, day, u);
            if self.people.open[slot] != 0 {
                return day + 1;
            }
        }
        world.monday() + 8 - within.leading_zeros() as u16
    }

    /// A sign-in, given its uniform.
    #[inline]
    fn sign_in_with(&mut self, plan: &Plan, world: &World, slot: usize, day: u16, u: f32) {
        let (bits, held) = (self.people.bits[slot], self.people.credentials[slot]);
        let who = Holder {
            habit: self.people.habit[slot],
            ceiling: self.people.ceiling[slot],
            always_away: always_away(bits, held),
            cross_device: plan.usage.cross_device(bits & bit::MAC != 0),
        };
        let outcome = plan.usage.sign_in(u, who);
        self.people.habit[slot] = outcome.habit;
        if outcome.failed != 0 {
            self.away_failed(plan, world, slot, day);
        }
        if outcome.used != 0 {
            self.used(plan, slot, 1 << (day - world.monday()));
        }
    }

    /// A passkey of another device did not work: another factor does, and a ticket
    /// may follow.
    #[cold]
    fn away_failed(&mut self, plan: &Plan, world: &World, slot: usize, day: u16) {
        let ticket = self.asks_about(plan, world, slot, day);
        if ticket {
            self.open(slot, Category::CrossDevice, false, day);
        }
        let severity = plan.trust.cross_device[usize::from(ticket)];
        self.hurt(plan, slot, severity, day);
    }

    /// Whether a person calls the desk about a passkey of another device that failed.
    fn asks_about(&self, plan: &Plan, world: &World, slot: usize, day: u16) -> bool {
        let (id, epoch) = (slot as u32, self.people.epoch[slot]);
        let u_ticket = world
            .key
            .uniform(Purpose::SignIn, id, epoch, u32::from(day), 2);
        let published = &self.published;
        u_ticket
            < plan
                .usage
                .cross_device_ticket(published.faq, published.readiness)
    }

    /// A holder's days on some of which another device's passkey fails, if they never call
    /// the desk about it; else `false`, and nothing is done.
    pub(in crate::simulation) fn shrugs(
        &mut self,
        plan: &Plan,
        world: &World,
        slot: usize,
        days: &Days,
    ) -> bool {
        let (monday, all) = (world.monday(), days.used | days.failed);
        let on = |weekday: u32, days: u8| days >> weekday & 1 == 1;
        let asks = |weekday: u32| {
            on(weekday, days.failed) && self.asks_about(plan, world, slot, monday + weekday as u16)
        };
        if days.failed != 0 && (0..7).any(asks) {
            return false;
        }
        // Good and bad events move trust in their order.
        let mut good = self.people.uses[slot] == 0;
        let mut rest = all;
        while rest != 0 {
            let weekday = rest.trailing_zeros();
            rest &= rest - 1;
            if on(weekday, days.failed) {
                let severity = plan.trust.cross_device[0];
                self.hurt(plan, slot, severity, monday + weekday as u16);
            } else if good {
                good = false;
                self.please(plan, slot);
            }
        }
        let people = &mut self.people;
        people.habit[slot] = days.habit;
        people.uses[slot] |= days.used;
        people.flags[slot] |= u8::from(days.used != 0) * flag::USED_ONCE;
        let many = i64::from(count(days.used));
        self.count_uses(i64::from(plan.counts(slot)) * many, many);
        true
    }

    /// A passkey sign-in that worked; the first of a week is a good event.
    fn used(&mut self, plan: &Plan, slot: usize, day: u8) {
        let people = &mut self.people;
        if people.uses[slot] == 0 {
            people.trust[slot] = plan.trust.after_good(people.trust[slot]);
        }
        people.uses[slot] |= day;
        people.flags[slot] |= flag::USED_ONCE;
        self.count_uses(i64::from(plan.counts(slot)), 1);
    }

    /// Passkey sign-ins of people with a place in headcount, and of everybody.
    pub(in crate::simulation) fn count_uses(&mut self, counted: i64, all: i64) {
        self.tally.add(column::PASSKEY_SIGN_INS, counted);
        self.passkey_uses += all;
    }
}

/// Whether a holder's passkey is never on the device at hand: no computer of their own,
/// and no key to carry.
#[inline(always)]
pub(in crate::simulation) fn always_away(bits: u32, held: Credentials) -> Mask {
    mask((bits & bit::OWN_COMPUTER == 0) & (held & credential::KEY == 0))
}

/// 1 where an outage of the week touches a holder; `down` is [`World::down`].
#[inline(always)]
pub(in crate::simulation) fn touches(down: u32, bits: u32, held: Credentials) -> u32 {
    let provider = u32::from(bits & bit::APPLE != 0);
    u32::from(held & credential::SYNCED != 0) & down >> provider & 1
}
