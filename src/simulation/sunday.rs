//! Sunday: headcount is counted, slow recursions take their week's step.

use crate::model::trust::WORST;
use crate::observation::column;
use crate::parameter::table::{constant, enrolment};
use crate::simulation::arm::batch::{BLOCK, Met, count_bits, count_later, meet_friction, revert};
use crate::simulation::arm::people::flag;
use crate::simulation::arm::state::Arm;
use crate::simulation::plan::compiled::Plan;
use crate::simulation::world::state::World;

impl Arm {
    /// Ends the week.
    pub fn close_week(&mut self, plan: &Plan, world: &World) {
        let in_plan = Self::in_plan(world.week);
        let sunday = world.monday() + 6;
        self.meet_friction(plan, world);
        self.revert_trust(plan);
        self.tally.set(column::SIGN_INS, world.counted_sign_ins);
        let uses = std::mem::take(&mut self.passkey_uses) as f64;
        let saved = uses * plan.parameters[constant::SECONDS_SAVED];
        self.tally.set(column::PEOPLE_SAVED, saved.round() as i64);
        if self.rollout {
            // Nobody is asked, excepted or given a key in the baseline.
            let people = &self.people;
            let counted = ..plan.counted();
            let exceptions = count_later(&people.exception_until[counted], sunday);
            let rejected = count_bits(&people.flags[counted], flag::REJECTED);
            let keys = count_bits(&people.flags[counted], flag::KEY);
            for (column, value) in [
                (column::REJECTED, rejected),
                (column::EXCEPTIONS, exceptions),
                (column::KEYS_HELD, keys),
            ] {
                self.tally.set(column, value);
            }
        }
        self.count_people(plan, world, in_plan);
        self.step_reputation(plan);
        let wait = self.desk.wait_p90();
        self.tally.set(column::WAIT_P90, wait);
        self.tally
            .set(column::OPEN, i64::from(self.desk.open_cases()));
        self.tally
            .set(column::REPUTATION, (self.reputation * 1e6).round() as i64);
        if self.rollout {
            self.publish_peers(plan);
        }
    }

    /// Trust returns to its reference for a week, and is summed in millionths.
    fn revert_trust(&mut self, plan: &Plan) {
        let (sum, squares) = revert(&plan.trust, &mut self.people.trust, plan.counted());
        self.tally.set(column::TRUST_SUM, sum as i64);
        self.tally
            .set(column::TRUST_SQUARES, (squares / 1_000_000) as i64);
    }

    /// A week of extra step-ups for those without a passkey: time, and a cost to own trust
    /// that is not in reputation.
    fn meet_friction(&mut self, plan: &Plan, world: &World) {
        let Some(row) = self.row(plan).filter(|row| row.friction > 0.0) else {
            return;
        };
        let seconds = 60.0 * plan.parameters[enrolment::FRICTION_MINUTES] * row.friction;
        let severity = (plan.parameters[enrolment::FRICTION_SEVERITY] * f64::from(WORST)) as u32;
        let departments = row.audience.departments();
        let (n, mut days) = (plan.slots.len(), [0; BLOCK]);
        let next = world.monday() + 7;
        let mut steps = 0;
        for first in (0..n).step_by(BLOCK) {
            let slots = first..n.min(first + BLOCK);
            let met = Met {
                departments: &departments,
                roles: row.audience.roles(),
                department: &plan.slots.department[slots.clone()],
                bits: &self.people.bits[slots.clone()],
                held: &self.people.credentials[slots.clone()],
                signs: &world.signs[slots.clone()],
                joined: &world.joined[slots.clone()],
                next,
            };
            let trust = &mut self.people.trust[slots.clone()];
            meet_friction(&met, &plan.trust, severity, trust, &mut days);
            steps += days[..slots.len()]
                .iter()
                .map(|&met| i64::from(met))
                .sum::<i64>();
        }
        let spent = seconds * steps as f64;
        self.tally
            .add(column::PEOPLE_FRICTION, spent.round() as i64);
    }

    fn step_reputation(&mut self, plan: &Plan) {
        let heads = f64::from(plan.slots.first_guest.max(1)) * f64::from(WORST);
        for (weekday, severity) in self.severity.iter_mut().enumerate() {
            if weekday < 5 {
                self.reputation = plan.trust.reputation_after_weekday(self.reputation);
            }
            self.reputation += *severity as f64 / heads;
            *severity = 0;
        }
    }
}
