//! What the desk's work of yesterday does to people today (S8, S11).

use crate::model::ticket::Category;
use crate::observation::column;
use crate::parameter::table::constant;
use crate::random::Purpose;
use crate::simulation::arm::desk::Outcome;
use crate::simulation::arm::people::flag;
use crate::simulation::arm::state::Arm;
use crate::simulation::plan::compiled::Plan;
use crate::simulation::world::state::World;
use crate::vector::prefetch;

impl Arm {
    /// Applies the outcomes of the day before, in the desk's order.
    pub fn take_consequences(&mut self, plan: &Plan, world: &World, day: u16) {
        let outcomes = std::mem::take(&mut self.desk.outcomes);
        self.fetch_trust(&outcomes);
        for outcome in &outcomes {
            self.consequence(plan, world, day, outcome);
        }
        self.desk.outcomes = outcomes;
        self.desk.outcomes.clear();
    }

    /// Asks for what is about to change of everybody concerned, as [`Arm::fetch`] does.
    fn fetch_trust(&self, outcomes: &[Outcome]) {
        for outcome in outcomes {
            let slot = self.desk.case(outcome.case).slot as usize;
            prefetch(&self.people.trust[slot]);
            prefetch(&self.people.rare[slot]);
            prefetch(&self.people.open[slot]);
        }
    }

    fn consequence(&mut self, plan: &Plan, world: &World, day: u16, outcome: &Outcome) {
        let case = self.desk.case(outcome.case);
        let slot = case.slot as usize;
        self.feel(plan, slot, day, case.category, outcome);
        if outcome.lockout {
            self.open(slot, Category::Lockout, false, day);
        }
        let failed_recovery = case.category == Category::Recovery && !outcome.resolved;
        if failed_recovery {
            let seconds = (60.0 * plan.recovery.user_minutes).round() as i64;
            self.tally.add(column::PEOPLE_RECOVERY, seconds);
        }
        let wait = 3600.0 * outcome.wait * plan.parameters[constant::PEOPLE_WAIT_SHARE];
        self.tally.add(column::PEOPLE_WAIT, wait.round() as i64);
        // Lane 8 and on of the first recovery decision: dropping, by contact.
        let dropped = failed_recovery && {
            let nth = u32::from(self.people.rare[slot].recoveries.saturating_sub(1));
            let lane = 8 + u32::from(outcome.contact);
            world
                .key
                .uniform(Purpose::Recovery, case.slot, case.epoch, nth, lane)
                < plan.recovery.drop(self.published.readiness)
        };
        if outcome.resolved {
            self.tally.add(column::RESOLVED, 1);
        } else if outcome.abandoned || dropped {
            self.tally.add(column::ABANDONED, 1);
        } else {
            let days = plan.recovery.repeat_days(outcome.contact);
            self.desk.again(plan, outcome.case, day - 1, days);
            return;
        }
        self.desk.close(outcome.case);
        self.people.open[slot] &= !(1 << case.category as u16);
        let solves =
            matches!(case.category, Category::Recovery | Category::Key) || case.had_passkey;
        if solves {
            let waits = self.people.has(slot, flag::RECOVERING) || case.had_passkey;
            self.people.flags[slot] &= !flag::RECOVERING;
            if outcome.resolved && waits && self.people.credentials[slot] == 0 {
                self.re_enrol(plan, slot, day);
            }
        }
    }

    /// Trust and reputation: severity by category and realised wait, or a good
    /// event when the first contact solved it soon.
    fn feel(&mut self, plan: &Plan, slot: usize, day: u16, category: Category, outcome: &Outcome) {
        let trust = &plan.trust;
        let severity = match category {
            Category::Reset | Category::LegacyRegistration => trust.reset(outcome.wait),
            Category::Recovery => trust.recovery(outcome.wait, outcome.resolved),
            Category::Block => trust.block(outcome.wait),
            Category::Outage => trust.outage,
            _ => 0,
        };
        if severity > 0 {
            self.hurt(plan, slot, severity, day);
        }
        if outcome.resolved && outcome.contact == 0 && trust.is_good(outcome.wait) {
            self.please(plan, slot);
        }
    }
}
