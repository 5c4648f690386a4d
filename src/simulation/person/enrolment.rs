//! The ceremony and what it leaves (S4): a holder of new credentials, or a failure.

use crate::model::credential::{self, Home};
use crate::model::hazard::{self, Route};
use crate::model::ticket::Category;
use crate::observation::column;
use crate::parameter::table::constant;
use crate::random::Purpose;
use crate::simulation::arm::people::flag;
use crate::simulation::arm::state::Arm;
use crate::simulation::person::day::Moment;
use crate::simulation::plan::compiled::Plan;
use crate::simulation::world::state::World;

impl Arm {
    pub(in crate::simulation) fn drift(&mut self, plan: &Plan, slot: usize, day: u16) {
        let able = self.people.has(slot, flag::CAPABLE) && !self.people.has(slot, flag::RECOVERING);
        if Self::in_plan(day / 7) && self.people.credentials[slot] == 0 && able {
            let made = credential::made(Home::Computer, self.people.bits[slot]);
            self.enrol(plan, slot, day, made, &route_alone(Route::Drift));
        }
    }

    pub(in crate::simulation) fn attempt(
        &mut self,
        plan: &Plan,
        world: &World,
        slot: usize,
        day: u16,
        moment: Moment,
        shares: &[i64; 5],
    ) {
        let mut routes = [0; Route::ALL.len()];
        routes[..5].copy_from_slice(shares);
        self.attempt_by(plan, world, slot, day, moment, &routes);
    }

    /// The ceremony (S4).
    pub(in crate::simulation) fn attempt_by(
        &mut self,
        plan: &Plan,
        world: &World,
        slot: usize,
        day: u16,
        moment: Moment,
        routes: &[i64; 9],
    ) {
        let (id, nth) = (slot as u32, self.people.seeking[slot].attempts);
        let [
            (_, u_device),
            (u_outcome, u_how_to),
            (u_ticket, _),
            (u_second, u_reject),
        ] = world
            .key
            .pairs(Purpose::Attempt, id, self.people.epoch[slot], nth.into());
        let class = self.people.class(slot);
        self.class_attempts[class] += 1;
        self.tally.add(column::ATTEMPTS, 1);
        if u_how_to < plan.ceremony.how_to(self.published.faq) {
            self.open(slot, Category::HowTo, false, day);
        }
        self.next_attempt(world, slot);
        if u_outcome < self.published.success[class] {
            let (bits, has_key) = (self.people.bits[slot], self.people.has(slot, flag::KEY));
            let prefer_computer = moment.map_or(u_device < plan.ceremony.on_computer, |home| {
                home == Home::Computer
            });
            let Some(home) = credential::home(bits, has_key, prefer_computer) else {
                return;
            };
            let mut made = credential::made(home, bits);
            if u_second < plan.scenario.workforce().fallback.backup {
                made |= credential::second_home(bits, has_key, home)
                    .map_or(0, |second| credential::made(second, bits));
            }
            self.tally.add(
                column::PEOPLE_ENROL,
                (60.0 * plan.parameters[constant::PEOPLE_ENROL]).round() as i64,
            );
            self.enrol(plan, slot, day, made, routes);
            return;
        }
        self.tally.add(column::FAILURES, 1);
        self.tally.add(
            column::PEOPLE_FAILED,
            (60.0 * plan.parameters[constant::PEOPLE_FAILED]).round() as i64,
        );
        self.hurt(plan, slot, plan.trust.ceremony, day);
        if u_ticket < plan.ceremony.ticket {
            self.open(slot, Category::Ceremony, false, day);
        }
        let failures = self.people.rare[slot].failures.saturating_add(1);
        self.people.rare[slot].failures = failures;
        if failures >= plan.ceremony.max_failures && u_reject < plan.ceremony.reject {
            self.people.flags[slot] |= flag::REJECTED;
        }
    }

    /// A person becomes the holder of new credentials, usable from tomorrow.
    fn enrol(
        &mut self,
        plan: &Plan,
        slot: usize,
        day: u16,
        made: credential::Credentials,
        routes: &[i64; 9],
    ) {
        self.people.credentials[slot] = made;
        self.people.usable_from[slot] = day + 1;
        self.people.habit[slot] = plan.usage.habit_start;
        self.people.rare[slot].failures = 0;
        self.people.flags[slot] &= !(flag::RECOVERING | flag::REJECTED);
        if plan.counts(slot) {
            self.tally.add(column::ENROLMENTS, 1);
            for (at, share) in routes.iter().enumerate() {
                self.tally.add(column::ROUTE.plus(at), *share);
            }
        }
    }

    /// A passkey is re-enrolled in a recovery; habit is kept.
    pub(in crate::simulation) fn re_enrol(&mut self, plan: &Plan, slot: usize, day: u16) {
        let has_key = self.people.has(slot, flag::KEY);
        if let Some(home) = credential::home(self.people.bits[slot], has_key, true) {
            let habit = self.people.habit[slot];
            let made = credential::made(home, self.people.bits[slot]);
            self.enrol(plan, slot, day, made, &route_alone(Route::Recovery));
            self.people.habit[slot] = habit;
        }
    }
}

pub(in crate::simulation) fn route_alone(route: Route) -> [i64; 9] {
    let mut routes = [0; 9];
    routes[route as usize] = hazard::WHOLE;
    routes
}
