//! Where there is no choice (S1): forced starts, blocked accesses, exceptions,
//! admin accounts.

use crate::model::hazard::{self, Route};
use crate::model::ticket::Category;
use crate::parameter::table::{constant, enrolment};
use crate::population::bit;
use crate::random::Purpose;
use crate::simulation::arm::people::flag;
use crate::simulation::arm::state::Arm;
use crate::simulation::person::day::Moment;
use crate::simulation::person::enrolment::route_alone;
use crate::simulation::plan::compiled::Plan;
use crate::simulation::world::state::World;

impl Arm {
    /// A forced start: the ceremony, or the sign-in is abandoned.
    pub(in crate::simulation) fn force(
        &mut self,
        plan: &Plan,
        world: &World,
        slot: usize,
        day: u16,
        moment: Moment,
    ) {
        let nth = self.people.rare[slot].forced;
        self.people.rare[slot].forced += 1;
        let (u_start, u_ticket) = world.key.pair(
            Purpose::Forced,
            slot as u32,
            self.people.epoch[slot],
            u32::from(nth),
            0,
        );
        if u_start < plan.parameters[enrolment::FORCED_START] {
            self.attempt_by(plan, world, slot, day, moment, &route_alone(Route::Forced));
        } else if u_ticket < plan.parameters[constant::FORCED_TICKET] {
            self.open(slot, Category::Lockout, false, day);
        }
    }

    /// A required access that ends without an attempt.
    pub(in crate::simulation) fn block(
        &mut self,
        plan: &Plan,
        world: &World,
        slot: usize,
        day: u16,
    ) {
        if self.blocked(plan, world, (slot as u32, slot), day) {
            self.people.exception_until[slot] = excepted_until(plan, day);
        }
    }

    /// A block, of a person or an admin account (`id`): a case perhaps; whether an
    /// exception follows.
    fn blocked(&mut self, plan: &Plan, world: &World, (id, slot): (u32, usize), day: u16) -> bool {
        let p = &plan.parameters;
        let epoch = self.people.epoch[slot];
        let (_, u_ticket) = risky_pair(world, (id, epoch), day, 0);
        let (u_exception, _) = risky_pair(world, (id, epoch), day, 1);
        let told = f64::from(u8::from(self.people.bits[slot] & bit::TOLD != 0));
        if u_ticket < p[enrolment::BLOCK_TICKET] * (1.0 - p[constant::TOLD_RELIEF] * told) {
            self.open(slot, Category::Block, false, day);
        }
        u_exception < p[enrolment::BLOCK_EXCEPTION]
    }

    /// A requirement meets somebody who has nothing to enrol on.
    pub(in crate::simulation) fn cannot_comply(
        &mut self,
        plan: &Plan,
        world: &World,
        slot: usize,
        day: u16,
        excepted: bool,
    ) {
        if self.people.bits[slot] & bit::SHARED != 0 {
            let who = (slot as u32, self.people.epoch[slot]);
            let (_, u_ticket) = risky_pair(world, who, day, 0);
            if u_ticket < plan.parameters[constant::SHARED_TICKET] {
                self.open(slot, Category::SharedDevice, false, day);
            }
        }
        if excepted {
            self.people.exception_until[slot] = excepted_until(plan, day);
        }
    }

    /// A risky access by an admin account without a passkey: the required mass
    /// alone, else a block, as for people.
    pub(in crate::simulation) fn elevate(
        &mut self,
        plan: &Plan,
        world: &World,
        slot: usize,
        day: u16,
    ) {
        if day < self.people.admin[slot].exception_until || !self.people.has(slot, flag::CAPABLE) {
            return;
        }
        let (id, epoch) = (ADMIN | slot as u32, self.people.epoch[slot]);
        let mass = plan.parameters[enrolment::REQUIRED_MASS] as f32;
        let hazard = hazard::fixed(mass * self.hazard_factor(plan, slot));
        let admin = &mut self.people.admin[slot];
        admin.hazard = admin.hazard.saturating_add(hazard);
        let attempt = u32::from(admin.attempts);
        if admin.hazard
            >= hazard::threshold(world.key.uniform(Purpose::Attempt, id, epoch, attempt, 0))
        {
            admin.attempts += 1;
            admin.hazard = 0;
            let success = self.published.success[self.people.class(slot)];
            self.people.admin[slot].enrolled =
                world.key.pair(Purpose::Attempt, id, epoch, attempt, 1).0 < success;
            return;
        }
        if self.blocked(plan, world, (id, slot), day) {
            self.people.admin[slot].exception_until = excepted_until(plan, day);
        }
    }
}

/// Until when an exception of today holds.
fn excepted_until(plan: &Plan, day: u16) -> u16 {
    day.saturating_add(plan.parameters[constant::EXCEPTION_DAYS] as u16)
}

fn risky_pair(world: &World, (id, epoch): (u32, u16), day: u16, pair: u32) -> (f64, f64) {
    world
        .key
        .pair(Purpose::Risky, id, epoch, u32::from(day), pair)
}

/// Marks the entity of an admin account beside its owner's.
const ADMIN: u32 = 1 << 31;
