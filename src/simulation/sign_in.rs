//! Sign-ins of people with a live passkey (S6), and outages.

use super::arm::Arm;
use super::calendar::{NEVER, count, span};
use super::people::flag;
use super::plan::Plan;
use super::world::World;
use crate::model::credential;
use crate::model::ticket::Category;
use crate::model::usage::Use;
use crate::observation::column;
use crate::parameter::table::constant;
use crate::population::bit;
use crate::random::{LANES, Purpose, Week};

/// Pair of lanes that hold the outcomes of a week's sign-ins.
const USES: u32 = 6;

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
    fn sign_in(&mut self, plan: &Plan, world: &World, slot: usize, day: u16) {
        let (id, epoch) = (slot as u32, self.people.epoch[slot]);
        let week = world.key.week(Purpose::SignIn, id, epoch, world.week, USES);
        let u = week.day(day - world.monday());
        self.sign_in_with(plan, world, slot, day, u);
    }

    /// Sign-ins of up to [`LANES`] enrolled people in [from, to) to whom nothing
    /// else can happen, drawn at once.
    pub(super) fn sign_ins(&mut self, plan: &Plan, world: &World, who: &[u32], from: u16, to: u16) {
        let (mut ids, mut epochs) = ([0; LANES], [0; LANES]);
        for (lane, &id) in who.iter().enumerate() {
            (ids[lane], epochs[lane]) = (id, self.people.epoch[id as usize]);
        }
        let weeks = world
            .key
            .weeks(Purpose::SignIn, &(ids, epochs), world.week, USES);
        let within = span(world.monday(), from, to);
        for (lane, &id) in who.iter().enumerate() {
            let (slot, week) = (id as usize, weeks.of(lane));
            let days = world.sign_ins[slot] as u8 & within;
            let mut days = self.ordinary_sign_ins(plan, world, slot, days, &week);
            while days != 0 {
                let weekday = days.trailing_zeros() as u16;
                days &= days - 1;
                let day = world.monday() + weekday;
                self.sign_in_with(plan, world, slot, day, week.day(weekday));
                if self.people.open[slot] != 0 {
                    self.waiting.push((id, day + 1));
                    break;
                }
            }
        }
    }

    /// Sign-ins up to the first that is more than a use or none; returns the days
    /// from that on.
    #[inline]
    fn ordinary_sign_ins(
        &mut self,
        plan: &Plan,
        world: &World,
        slot: usize,
        mut days: u8,
        week: &Week,
    ) -> u8 {
        let people = &mut self.people;
        let bits = people.bits[slot];
        if bits & bit::OWN_COMPUTER == 0 && people.credentials[slot] & credential::KEY == 0 {
            return days; // always away
        }
        let (mut habit, ceiling) = (people.habit[slot], f64::from(people.ceiling[slot]));
        let mac = bits & bit::MAC != 0;
        let mut used_days = 0u8;
        while days != 0 {
            let weekday = days.trailing_zeros() as u16;
            let u = week.day(weekday);
            let came_to = plan.usage.ordinary(u, f64::from(habit), ceiling, mac);
            let Some((used, after)) = came_to else { break };
            habit = after as f32;
            used_days |= u8::from(used) << weekday;
            days &= days - 1;
        }
        people.habit[slot] = habit;
        if used_days != 0 {
            self.used(plan, world, slot, used_days);
        }
        days
    }

    /// A sign-in, given its uniform.
    #[inline]
    fn sign_in_with(&mut self, plan: &Plan, world: &World, slot: usize, day: u16, u: f64) {
        let bits = self.people.bits[slot];
        let always_away =
            bits & bit::OWN_COMPUTER == 0 && self.people.credentials[slot] & credential::KEY == 0;
        let habit = f64::from(self.people.habit[slot]);
        let came_to = plan
            .usage
            .sign_in(u, habit, always_away, bits & bit::MAC != 0);
        match came_to {
            Use::LegacyApp => return,
            Use::AwayFailed => self.away_failed(plan, world, slot, day),
            Use::AwayUsed | Use::Used => self.used(plan, world, slot, 1 << (day - world.monday())),
            Use::NotUsed => {}
        }
        let away = matches!(came_to, Use::AwayUsed | Use::AwayFailed);
        if always_away || !away {
            let used = matches!(came_to, Use::AwayUsed | Use::Used);
            let ceiling = f64::from(self.people.ceiling[slot]);
            self.people.habit[slot] = plan.usage.habit_after(habit, ceiling, used) as f32;
        }
    }

    /// A passkey of another device did not work: another factor does, and a ticket
    /// may follow.
    #[cold]
    fn away_failed(&mut self, plan: &Plan, world: &World, slot: usize, day: u16) {
        let u_ticket = world.key.uniform(
            Purpose::SignIn,
            slot as u32,
            self.people.epoch[slot],
            u32::from(day),
            2,
        );
        let ticket = u_ticket
            < plan
                .usage
                .cross_device_ticket(self.published.faq, self.published.readiness);
        if ticket {
            self.open(slot, Category::CrossDevice, false, day);
        }
        let severity = plan.trust.cross_device[usize::from(ticket)];
        self.hurt(plan, slot, severity, day);
    }

    /// Passkey sign-ins that worked, on days of the week after the last such; the
    /// first of a week is a good event.
    fn used(&mut self, plan: &Plan, world: &World, slot: usize, days: u8) {
        let people = &mut self.people;
        let last = people.used_day[slot];
        if last < world.monday() || last == NEVER {
            people.set_trust(slot, plan.trust.after_good(people.trust[slot]));
        }
        let weekday = 7 - days.leading_zeros();
        let day = world.monday() + weekday as u16;
        let since = if last == NEVER {
            32
        } else {
            u32::from(day - last)
        };
        // The days in reverse, as bit k is k days before the last one.
        let new = u32::from(days.reverse_bits() >> (7 - weekday));
        people.used[slot] = people.used[slot].checked_shl(since).unwrap_or(0) | new;
        people.used_day[slot] = day;
        people.flags[slot] |= flag::USED_ONCE;
        let uses = i64::from(count(days));
        if plan.counts(slot) {
            self.tally.add(column::PASSKEY_SIGN_INS, uses);
        }
        let seconds = plan.parameters[constant::SECONDS_SAVED] as i64;
        self.tally.add(column::PEOPLE_SAVED, uses * seconds);
    }
}
