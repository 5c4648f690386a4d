//! Monday: what is published for the week.

use crate::model::communications::ATTENTION;
use crate::model::exposure;
use crate::model::shock::Revocation;
use crate::observation::{column, metric};
use crate::parameter::table::{enrolment, helpdesk};
use crate::population::bit;
use crate::random::Purpose;
use crate::scenario::GateMetric;
use crate::simulation::arm::people::flag;
use crate::simulation::arm::state::Arm;
use crate::simulation::plan::calendar;
use crate::simulation::plan::compiled::Plan;
use crate::simulation::world::state::World;

impl Arm {
    /// Monday: phases move on, and everything that holds for the week is published.
    pub fn open_week(&mut self, plan: &Plan, world: &World) {
        let week = Plan::plan_week(world.week);
        self.tally.begin(week);
        if self.rollout && week >= 1 {
            let (tally, p, last) = (&self.tally, &plan.parameters, week as usize - 1);
            self.progress
                .monday(&plan.phases, week as u16, |watched: GateMetric| {
                    let metric = metric(watched.id());
                    // A share of nobody is none.
                    metric
                        .and_then(|one| one.at_close(tally, p, last))
                        .unwrap_or(0.0)
                });
        }
        self.publish_desk(plan, week);
        self.publish_attitude(plan, week);
        if self.rollout && week >= 1 {
            self.publish_plan(plan, week as u16);
            self.issue_keys(plan, world, week as u16);
        }
        for revocation in plan.shocks.revocations(week, self.rollout) {
            self.revoke(plan, world, revocation);
        }
    }

    fn publish_desk(&mut self, plan: &Plan, week: i32) {
        let communications = &plan.scenario.workforce().communications;
        let fallback = &plan.scenario.workforce().fallback;
        let exists = |first_week: u16| week >= 1 && week >= i32::from(first_week);
        let readiness = plan
            .recovery
            .readiness(exists(fallback.runbook_week), self.desk.passkey_contacts);
        self.published.readiness = readiness.max(plan.before.runbook);
        let faq = if exists(communications.faq_week) {
            plan.faq
        } else {
            0.0
        };
        self.published.faq = faq.max(plan.before.faq);
        let defect = plan.shocks.defect(week);
        for (class, success) in self.published.success.iter_mut().enumerate() {
            *success =
                plan.ceremony
                    .success(self.class_attempts[class], self.published.faq, defect);
        }
        self.tally.set(
            column::READINESS,
            (self.published.readiness * 1e6).round() as i64,
        );
        let per_person =
            exposure::per_person_week(&plan.parameters, fallback, self.published.readiness);
        self.tally.set(
            column::EXPOSURE,
            (per_person * f64::from(plan.slots.first_guest) * 1e9).round() as i64,
        );
    }

    fn publish_attitude(&mut self, plan: &Plan, week: i32) {
        let (faq, readiness) = (self.published.faq, self.published.readiness);
        let row = self.row(plan);
        let sponsorship = row.map_or(0.0, |row| row.sponsorship)
            * plan.scenario.workforce().communications.sponsorship;
        let shared = plan
            .attitude
            .shared_factor(sponsorship, faq * readiness, self.reputation);
        let self_mass =
            plan.parameters[enrolment::SELF_MASS] * row.map_or(0.0, |row| row.self_enrolment);
        let ungated = row.is_none_or(|row| row.load_gate.is_none());
        self.published.prompts_open |= ungated;
        let messages = self.messages(plan);
        let (effects, understood): (Vec<f64>, Vec<f64>) = if week >= 1 {
            let planned = messages.planned_week(week as u16, self.progress.put_off);
            (
                messages.effects(planned).to_vec(),
                messages.understood(planned).to_vec(),
            )
        } else {
            (vec![0.0; ATTENTION.len()], vec![0.0; ATTENTION.len()])
        };
        let published = &mut self.published;
        published.group_factor = effects
            .iter()
            .map(|e| (plan.attitude.message_factor(*e) * shared) as f32)
            .collect();
        published.self_mass = effects.iter().map(|e| (self_mass * e) as f32).collect();
        published.self_factor = published
            .self_mass
            .iter()
            .zip(&published.group_factor)
            .map(|(mass, factor)| mass * factor)
            .collect();
        self.published.understood = understood;
        if self.published.team_factor.is_empty() {
            self.publish_peers(plan); // nobody has used a passkey yet
        }
    }

    fn publish_plan(&mut self, plan: &Plan, week: u16) {
        self.published.deadline =
            self.progress
                .next_requirement(&plan.phases)
                .map(|(row, start)| {
                    let day = calendar::first_day(plan.phases.thaw(start));
                    (row, day, plan.phases.row(row).deadline_days)
                });
        self.published.legacy_removed = plan
            .legacy_removed_for
            .as_ref()
            .is_some_and(|(from, _)| week >= plan.phases.thaw(*from));
        self.published.prompting =
            self.row(plan).is_some_and(|row| row.prompts > 0.0) && plan.prompt.fires();
        self.published.forcing = plan.prompt.forces();
        self.tally.set(
            column::PHASE,
            self.progress.current.map_or(0, |at| at as i64 + 1),
        );
        let setup = plan.messages.setup_cents[usize::from(week) - 1];
        self.tally.add(column::COMMUNICATIONS_CENTS, setup);
        // A week of the calendar is paid once, when it comes.
        let planned = plan.messages.planned_week(week, self.progress.put_off);
        if planned > self.messages_week {
            let cents = plan.messages.cents[usize::from(planned) - 1];
            self.tally.add(column::COMMUNICATIONS_CENTS, cents);
            self.messages_week = planned;
        }
        // Who is aware stays so. No branch: it would be guessed wrong as often as not.
        let understood: Vec<f32> = self.published.understood.iter().map(single_below).collect();
        let people = self.people.seeking.iter().zip(&mut self.people.flags);
        for (seeking, flags) in people {
            let understands = seeking.aware_at <= understood[usize::from(seeking.group)];
            *flags |= u8::from(understands) * flag::AWARE;
        }
    }

    /// Orders keys for the week's share of those who need one, and hands over the
    /// ones that arrived.
    fn issue_keys(&mut self, plan: &Plan, world: &World, week: u16) {
        let (Some(keys), Some(members)) = (&plan.scenario.workforce().keys, &plan.keys_for) else {
            return;
        };
        let price = keys
            .unit_cost
            .unwrap_or(plan.parameters[helpdesk::KEY_COST]);
        let weeks = keys.last_week - keys.first_week + 1;
        for slot in 0..plan.slots.len() {
            let bits = self.people.bits[slot];
            let able = self.people.flags[slot] & flag::CAPABLE != 0;
            if able || bits & bit::GUEST != 0 || !members.holds(plan.slots.department[slot], bits) {
                continue;
            }
            let ordered = &mut self.people.rare[slot].key_day;
            if *ordered == 0 {
                let u =
                    world
                        .key
                        .uniform(Purpose::Role, slot as u32, self.people.epoch[slot], 0, 5);
                let turn = keys.first_week + (u * f64::from(weeks)) as u16;
                if week >= turn && week <= keys.last_week {
                    *ordered = world.monday() + keys.lead_days.max(1);
                    self.tally.add(
                        column::KEYS_CENTS,
                        (price * (1.0 + keys.spares) * 100.0).round() as i64,
                    );
                }
            } else if *ordered <= world.monday() {
                self.people.flags[slot] |= flag::KEY | flag::CAPABLE;
            }
        }
    }

    /// Takes credentials from those whom a revocation meets.
    fn revoke(&mut self, plan: &Plan, world: &World, revocation: &Revocation) {
        let mut waits = vec![false; plan.slots.len()];
        for &slot in &self.waiting[0] {
            waits[slot as usize] = true;
        }
        for (slot, waits) in waits.into_iter().enumerate() {
            let live = self.people.credentials[slot];
            let u = world.key.uniform(
                Purpose::OutageContact,
                slot as u32,
                self.people.epoch[slot],
                2_000_000 + revocation.number,
                0,
            );
            if live != 0 && u < revocation.share {
                self.people.credentials[slot] = live & revocation.keeps;
                self.after_loss(plan, world, slot, world.monday(), true, false);
                if self.people.open[slot] != 0 && !waits {
                    self.waiting[0].push(slot as u32);
                }
            }
        }
    }

    /// Factors of visible use for the coming week, from Sunday's counts. Who could enrol
    /// is no user, and so out of the numerator already; the owner of an admin account may
    /// be one, and counts.
    pub(super) fn publish_peers(&mut self, plan: &Plan) {
        let slots = &plan.slots;
        let uses = |slot: u32| {
            let (held, used) = (&self.people.credentials, &self.people.used);
            (held[slot as usize] != 0) & (used[slot as usize] != 0)
        };
        let sizes = || slots.team_start.windows(2).map(|pair| pair[1] - pair[0]);
        // Teams of a department differ in few ways: each factor is computed once.
        let side = sizes().max().unwrap_or(0) as usize + 1;
        let mut known = vec![f32::NAN; 2 * side * side];
        let (mut department, mut colleagues, mut head) = (usize::MAX, 0.0, false);
        let teams = slots.team_department.iter().zip(&slots.team_start);
        let teams = teams.zip(sizes()).zip(&self.heads.team_users);
        let factors = teams.map(|(((&of, &leader), size), &users)| {
            if usize::from(of) != department {
                department = of.into();
                known.fill(f32::NAN);
                let all = f64::from(slots.department_size[department].max(1));
                colleagues = f64::from(self.heads.department_users[department]) / all;
                head = uses(slots.department_head[department]);
            }
            let mut factor = |manager: bool| {
                let at = 2 * (size as usize * side + users as usize) + usize::from(manager);
                if known[at].is_nan() {
                    let mates = f64::from(users) / f64::from(size.max(2) - 1);
                    let manager = f64::from(u8::from(manager));
                    known[at] =
                        plan.attitude
                            .peer_factor(mates.min(1.0), colleagues.min(1.0), manager)
                            as f32;
                }
                known[at]
            };
            [factor(uses(leader)), factor(head)]
        });
        self.published.team_factor = factors.collect();
    }
}

/// The largest number of single precision that is not above another: single numbers
/// compare with it as they do with the other.
fn single_below(number: &f64) -> f32 {
    let near = *number as f32;
    if f64::from(near) > *number {
        near.next_down()
    } else {
        near
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_numbers_compare_alike_with_the_largest_below() {
        for number in [0.0, 0.1, 0.3, 1.0, 1.000_000_01, 2.7, 1e9 + 1.0] {
            let below = single_below(&number);
            for single in [below.next_down(), below, below.next_up()] {
                assert_eq!(f64::from(single) <= number, single <= below, "{number}");
            }
        }
    }
}
