//! Sign-ins of people with a live passkey (S6), and outages.

use super::arm::Arm;
use super::people::flag;
use super::plan::Plan;
use super::world::World;
use crate::model::credential;
use crate::model::ticket::Category;
use crate::model::usage::Use;
use crate::observation::column;
use crate::parameter::table::constant;
use crate::population::bit;
use crate::random::Purpose;

impl Arm {
    /// Step 3 of the day.
    pub(super) fn enrolled(&mut self, plan: &Plan, world: &World, slot: usize, day: u16) {
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
        if world.sign_ins[slot] >> (day - world.monday()) & 1 == 1
            && !(down && synced == self.people.credentials[slot])
        {
            self.sign_in(plan, world, slot, day);
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

    /// A counted sign-in of an enrolled person (S6).
    pub(super) fn sign_in(&mut self, plan: &Plan, world: &World, slot: usize, day: u16) {
        let nth = occasion(world, slot, day);
        let draws = self.sign_in_draws(world, slot, nth);
        self.sign_in_with(plan, world, slot, day, nth, draws);
    }

    /// Uniforms of a sign-in: use and success.
    #[inline]
    pub(super) fn sign_in_draws(&self, world: &World, slot: usize, nth: u32) -> (f64, f64) {
        world.key.pair(
            Purpose::SignIn,
            slot as u32,
            self.people.epoch[slot],
            nth,
            0,
        )
    }

    /// [`Arm::sign_in`] with its uniforms drawn.
    #[inline]
    pub(super) fn sign_in_with(
        &mut self,
        plan: &Plan,
        world: &World,
        slot: usize,
        day: u16,
        nth: u32,
        (u_use, u_success): (f64, f64),
    ) {
        let bits = self.people.bits[slot];
        let always_away =
            bits & bit::OWN_COMPUTER == 0 && self.people.credentials[slot] & credential::KEY == 0;
        let habit = f64::from(self.people.habit[slot]);
        let used = match plan.usage.sign_in(u_use, habit, always_away) {
            Use::LegacyApp => return,
            Use::NotChosen => false,
            Use::Chosen => u_success < plan.usage.local_success,
            Use::Away => {
                let used = self.away(plan, world, slot, day, nth, u_success);
                if !always_away {
                    return if used {
                        self.used(plan, world, slot, day)
                    };
                }
                used
            }
        };
        self.people.habit[slot] =
            plan.usage
                .habit_after(habit, f64::from(self.people.ceiling[slot]), used) as f32;
        if used {
            self.used(plan, world, slot, day);
        }
    }

    /// A passkey of another device is tried; whether it works. If not, another
    /// factor does, and a ticket may follow.
    fn away(
        &mut self,
        plan: &Plan,
        world: &World,
        slot: usize,
        day: u16,
        nth: u32,
        u_success: f64,
    ) -> bool {
        if u_success
            < plan
                .usage
                .cross_device_success(self.people.bits[slot] & bit::MAC != 0)
        {
            return true;
        }
        let u_ticket = world.key.uniform(
            Purpose::SignIn,
            slot as u32,
            self.people.epoch[slot],
            nth,
            2,
        );
        let ticket = u_ticket
            < plan
                .usage
                .cross_device_ticket(self.published.faq, self.published.readiness);
        if ticket {
            self.open(slot, Category::CrossDevice, false, day);
        }
        self.hurt(
            plan,
            slot,
            plan.trust.cross_device[usize::from(ticket)],
            day,
        );
        false
    }

    /// A passkey sign-in that worked; the first of a week is a good event.
    fn used(&mut self, plan: &Plan, world: &World, slot: usize, day: u16) {
        let people = &mut self.people;
        let last = people.used_day[slot];
        if last < world.monday() || last == 0 {
            people.trust[slot] = plan.trust.after_good(people.trust[slot]);
        }
        let since = if last == 0 { 32 } else { u32::from(day - last) };
        people.used[slot] = if since >= 32 {
            1
        } else {
            people.used[slot] << since | 1
        };
        people.used_day[slot] = day;
        people.flags[slot] |= flag::USED_ONCE;
        let counted = people.flags[slot] & flag::COUNTED != 0;
        self.tally.add(column::PASSKEY_SIGN_INS, i64::from(counted));
        self.tally.add(
            column::PEOPLE_SAVED,
            plan.parameters[constant::SECONDS_SAVED] as i64,
        );
    }
}

/// Ordinal of today's sign-in.
#[inline]
pub(super) fn occasion(world: &World, slot: usize, day: u16) -> u32 {
    let before = world.sign_ins[slot] & ((1 << (day - world.monday())) - 1);
    u32::from(world.sign_in_base[slot]) + (before & 0x7f).count_ones()
}
