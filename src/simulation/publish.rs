//! The week's edges: what Monday publishes, and what Sunday counts.

use super::arm::Arm;
use super::people::{Status, flag, recent};
use super::plan::Plan;
use super::world::World;
use crate::model::communications::ATTENTION;
use crate::model::credential;
use crate::model::exposure;
use crate::model::phase::GateView;
use crate::model::trust::WORST;
use crate::observation::{SegmentColumn, column};
use crate::parameter::table::{enrolment, helpdesk};
use crate::population::bit;
use crate::random::Purpose;
use crate::scenario::{Shock, ShockKind};

/// Head-count states of a person at a week's end, as bits.
mod state {
    pub const CAPABLE: usize = 1;
    pub const ACTIVE: usize = 2;
    pub const ENROLLED: usize = 4;
    pub const USED_ONCE: usize = 8;
    pub const USED_28D: usize = 16;
    pub const COUNT: usize = 32;
}

impl Arm {
    /// Monday: phases move on, and everything that holds for the week is published.
    pub fn open_week(&mut self, plan: &Plan, world: &World) {
        let week = Plan::plan_week(world.week);
        self.tally.begin(week);
        if self.rollout && week >= 1 {
            let view = GateView {
                enrolled_headcount: self.enrolled_share.0,
                enrolled_capable: self.enrolled_share.1,
                backlog: f64::from(self.desk.open_cases()),
                readiness: self.published.readiness,
            };
            self.progress.monday(&plan.phases, week as u16, view);
        }
        self.publish_desk(plan, week);
        self.publish_attitude(plan, week);
        if self.rollout && week >= 1 {
            self.publish_plan(plan, week as u16);
            self.issue_keys(plan, world, week as u16);
        }
        for at in 0..plan.scenario.workforce().shocks.len() {
            let shock = &plan.scenario.workforce().shocks[at];
            if i32::from(shock.week) == week {
                self.revoke(plan, world, at as u32, shock);
            }
        }
    }

    fn publish_desk(&mut self, plan: &Plan, week: i32) {
        let communications = &plan.scenario.workforce().communications;
        let has_runbook =
            self.rollout && week >= i32::from(plan.scenario.workforce().fallback.runbook_week);
        let has_faq = self.rollout && week >= i32::from(communications.faq_week);
        self.published.readiness = plan
            .recovery
            .readiness(has_runbook, self.desk.passkey_contacts);
        self.published.faq = if has_faq { plan.faq } else { 0.0 };
        let defect: f64 = plan
            .scenario
            .workforce()
            .shocks
            .iter()
            .filter(|s| {
                s.kind == ShockKind::CeremonyDefect
                    && (0..i32::from(s.weeks)).contains(&(week - i32::from(s.week)))
            })
            .map(|s| s.size)
            .fold(0.0, f64::max);
        for (class, success) in self.published.success.iter_mut().enumerate() {
            *success =
                plan.ceremony
                    .success(self.class_attempts[class], self.published.faq, defect);
        }
        self.tally.set(
            column::READINESS,
            (self.published.readiness * 1e6).round() as i64,
        );
        let per_person = exposure::per_person_week(
            &plan.parameters,
            &plan.scenario.workforce().fallback,
            self.published.readiness,
        );
        self.tally.set(
            column::EXPOSURE,
            (per_person * f64::from(plan.slots.first_guest) * 1e9).round() as i64,
        );
    }

    fn publish_attitude(&mut self, plan: &Plan, week: i32) {
        let (faq, readiness) = (self.published.faq, self.published.readiness);
        let sponsorship = self.row(plan).map_or(0.0, |row| row.sponsorship)
            * plan.scenario.workforce().communications.sponsorship;
        self.published.shared_factor =
            plan.attitude
                .shared_factor(sponsorship, faq * readiness, self.reputation);
        self.published.prompts_open |= self.row(plan).is_none_or(|row| row.load_gate.is_none());
        let messages = self.messages(plan);
        let (effects, understood): (Vec<f64>, Vec<f64>) = if week >= 1 {
            (
                messages.effects(week as u16).to_vec(),
                messages.understood(week as u16).to_vec(),
            )
        } else {
            (vec![0.0; ATTENTION.len()], vec![0.0; ATTENTION.len()])
        };
        let self_mass = plan.parameters[enrolment::SELF_MASS];
        self.published.message_factor = effects
            .iter()
            .map(|e| plan.attitude.message_factor(*e))
            .collect();
        self.published.self_mass = effects.iter().map(|e| self_mass * e).collect();
        self.published.understood = understood;
        if self.published.team_factor.is_empty() {
            self.publish_peers(plan, 0); // nobody has used a passkey yet
        }
    }

    fn publish_plan(&mut self, plan: &Plan, week: u16) {
        self.published.deadline =
            self.progress
                .next_requirement(&plan.phases)
                .map(|(row, start)| {
                    let day = Plan::first_day(plan.phases.thaw(start));
                    (row, day, plan.phases.row(row).deadline_days)
                });
        self.published.legacy_removed = plan
            .legacy_removed_for
            .as_ref()
            .is_some_and(|(from, _)| week >= plan.phases.thaw(*from));
        self.published.prompting =
            self.row(plan).is_some_and(|row| row.prompts > 0.0) && plan.triggers_unenrolled();
        self.published.forcing = plan.forced_after().is_some() || plan.forced_from().is_some();
        self.tally.set(
            column::PHASE,
            self.progress.current.map_or(0, |at| at as i64 + 1),
        );
        self.tally.add(
            column::COMMUNICATIONS_CENTS,
            plan.messages.cents[usize::from(week) - 1],
        );
        for slot in 0..plan.slots.len() {
            let people = &mut self.people;
            if people.flags[slot] & flag::AWARE == 0
                && f64::from(people.aware_at[slot])
                    <= self.published.understood[usize::from(people.group[slot])]
            {
                people.flags[slot] |= flag::AWARE;
            }
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

    /// Credentials that a shock revokes on its Monday, where the platform does.
    fn revoke(&mut self, plan: &Plan, world: &World, number: u32, shock: &Shock) {
        let share = match shock.kind {
            ShockKind::DomainChange if plan.domain_change_revokes => 1.0,
            ShockKind::AllowList if self.rollout && plan.list_change_revokes => shock.size,
            _ => return,
        };
        for slot in 0..plan.slots.len() {
            let live = self.people.credentials[slot];
            let u = world.key.uniform(
                Purpose::OutageContact,
                slot as u32,
                self.people.epoch[slot],
                2_000_000 + number,
                0,
            );
            if live != 0 && u < share {
                let kept = if shock.kind == ShockKind::AllowList {
                    live & credential::KEY
                } else {
                    0
                };
                self.people.credentials[slot] = kept;
                self.after_loss(plan, world, slot, world.monday(), true, false);
                if self.people.rare[slot].open != 0
                    && !self.waiting.iter().any(|(id, _)| *id as usize == slot)
                {
                    self.waiting.push((slot as u32, world.monday()));
                }
            }
        }
    }

    /// Sunday: head-count is counted, slow recursions take their week's step.
    pub fn close_week(&mut self, plan: &Plan, world: &World) {
        let in_plan = Self::in_plan(world.week);
        let sunday = world.monday() + 6;
        let departments = plan.slots.department_size.len();
        let mut by_department = vec![[0u32; state::COUNT]; departments];
        let mut by_cell = [[0u32; state::COUNT]; 54];
        let (mut sign_ins, mut rejected, mut exceptions, mut keys) = (0i64, 0i64, 0i64, 0i64);
        let (mut trust_sum, mut trust_squares) = (0i64, 0i64);
        let friction = self.row(plan).map_or(0.0, |row| row.friction);
        let mut team_users = vec![0u32; plan.slots.teams()];
        let mut department_users = vec![0u32; departments];
        let n = plan.slots.len();
        if friction > 0.0 {
            (0..n).for_each(|slot| self.meet_friction(plan, world, slot, friction));
        }
        let unmoved = millionths(plan.trust.reference);
        // Slices of one length, so that the loop checks no bounds.
        let people = &mut self.people;
        let (trusts, used_days) = (&mut people.trust[..n], &people.used_day[..n]);
        let (flags, cells, states) = (&people.flags[..n], &people.cell[..n], &people.status[..n]);
        let (credentials, exempt) = (&people.credentials[..n], &people.exception_until[..n]);
        let (joined, histories) = (&world.joined[..n], &world.sign_ins[..n]);
        let department_of = &plan.slots.department[..n];
        for slot in 0..n {
            let (mut trust, mut squared) = unmoved;
            if trusts[slot] != plan.trust.reference {
                trusts[slot] = plan.trust.after_week(trusts[slot]);
                (trust, squared) = millionths(trusts[slot]);
            }
            let live = credentials[slot] != 0;
            let used = live && recent(used_days[slot], sunday);
            let department = usize::from(department_of[slot]);
            if used {
                team_users[plan.slots.team[slot] as usize] += 1;
                department_users[department] += 1;
            }
            let flags = flags[slot];
            if flags & flag::COUNTED == 0 {
                continue;
            }
            let history = if joined[slot] > sunday {
                0
            } else {
                histories[slot]
            };
            sign_ins += i64::from(super::calendar::count(histories[slot] as u8)); // leavers' too
            let bits = (usize::from(flags & flag::CAPABLE != 0) * state::CAPABLE)
                | (usize::from(history & 0x0fff_ffff != 0) * state::ACTIVE)
                | (usize::from(live) * state::ENROLLED)
                | (usize::from(flags & flag::USED_ONCE != 0) * state::USED_ONCE)
                | (usize::from(used) * state::USED_28D);
            by_department[department][bits] += 1;
            by_cell[usize::from(cells[slot])][bits] += 1;
            rejected += i64::from(states[slot] == Status::Rejected);
            exceptions += i64::from(exempt[slot] > sunday);
            keys += i64::from(flags & flag::KEY != 0);
            trust_sum += trust;
            trust_squares += squared;
        }
        for (column, value) in [
            (column::SIGN_INS, sign_ins),
            (column::REJECTED, rejected),
            (column::EXCEPTIONS, exceptions),
            (column::KEYS_HELD, keys),
            (column::TRUST_SUM, trust_sum),
            (column::TRUST_SQUARES, trust_squares),
        ] {
            self.tally.set(column, value);
        }
        self.count_heads(&by_department, &by_cell, in_plan);
        self.step_reputation(plan);
        let wait = self.desk.wait_p90();
        self.tally.set(column::WAIT_P90, wait);
        self.tally
            .set(column::OPEN, i64::from(self.desk.open_cases()));
        self.tally
            .set(column::REPUTATION, (self.reputation * 1e6).round() as i64);
        self.peer_counts = (team_users, department_users);
        if self.rollout {
            self.publish_peers(plan, sunday);
        }
    }

    /// A week of extra step-ups: time, and a cost to own trust that is not in
    /// reputation.
    fn meet_friction(&mut self, plan: &Plan, world: &World, slot: usize, friction: f64) {
        let people = &mut self.people;
        let sign_ins = (world.sign_ins[slot] & 0x7f).count_ones();
        let Some(row) = self.progress.current.map(|at| plan.phases.row(at)) else {
            return;
        };
        if people.credentials[slot] != 0
            || sign_ins == 0
            || !row
                .audience
                .holds(plan.slots.department[slot], people.bits[slot])
        {
            return;
        }
        let seconds = 60.0 * plan.parameters[enrolment::FRICTION_MINUTES] * friction;
        let severity = (plan.parameters[enrolment::FRICTION_SEVERITY] * f64::from(WORST)) as u32;
        people.trust[slot] = plan.trust.after_bad(people.trust[slot], severity);
        self.tally.add(
            column::PEOPLE_FRICTION,
            (seconds * f64::from(sign_ins)) as i64,
        );
    }

    fn count_heads(
        &mut self,
        by_department: &[[u32; state::COUNT]],
        by_cell: &[[u32; state::COUNT]; 54],
        in_plan: bool,
    ) {
        const PARTS: [(SegmentColumn, usize); 6] = [
            (SegmentColumn::Headcount, 0),
            (SegmentColumn::Capable, state::CAPABLE),
            (SegmentColumn::Active, state::ACTIVE),
            (SegmentColumn::Enrolled, state::ENROLLED),
            (SegmentColumn::UsedOnce, state::USED_ONCE),
            (SegmentColumn::Used28d, state::USED_28D),
        ];
        let with = |counts: &[u32; state::COUNT], bits: usize| -> u32 {
            counts
                .iter()
                .enumerate()
                .filter(|(at, _)| at & bits == bits)
                .map(|(_, n)| n)
                .sum()
        };
        let total = |bits: usize| -> i64 {
            by_department
                .iter()
                .map(|counts| i64::from(with(counts, bits)))
                .sum()
        };
        for (column, bits) in [
            (column::HEADCOUNT, 0),
            (column::CAPABLE, state::CAPABLE),
            (column::ACTIVE, state::ACTIVE),
            (column::ENROLLED, state::ENROLLED),
            (column::USED_ONCE, state::USED_ONCE),
            (column::USED_28D, state::USED_28D),
            (column::ENROLLED_ACTIVE, state::ENROLLED | state::ACTIVE),
            (column::USED_ONCE_ACTIVE, state::USED_ONCE | state::ACTIVE),
            (column::USED_28D_ACTIVE, state::USED_28D | state::ACTIVE),
        ] {
            self.tally.set(column, total(bits));
        }
        let enrolled = total(state::ENROLLED) as f64;
        self.enrolled_share = (
            enrolled / total(0).max(1) as f64,
            enrolled / total(state::CAPABLE).max(1) as f64,
        );
        if !in_plan {
            return;
        }
        let departments = by_department.len();
        for (at, counts) in by_department.iter().enumerate() {
            for (column, bits) in PARTS {
                self.tally.add_segment(at, column, with(counts, bits));
            }
        }
        for (cell, counts) in by_cell.iter().enumerate() {
            if counts.iter().all(|n| *n == 0) {
                continue; // most combinations have nobody
            }
            for (column, bits) in PARTS {
                let n = with(counts, bits);
                let (style, worker, class) = (cell / 18, cell / 6 % 3, cell % 6);
                self.tally.add_segment(departments + style, column, n);
                self.tally.add_segment(departments + 3 + worker, column, n);
                self.tally.add_segment(departments + 6 + class, column, n);
            }
        }
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

    /// Factors of visible use for the coming week, from Sunday's counts. Nobody
    /// who reads them is a user, so the person is out of the numerator already.
    pub(super) fn publish_peers(&mut self, plan: &Plan, sunday: u16) {
        let slots = &plan.slots;
        let (team_users, department_users) = &self.peer_counts;
        let uses = |slot: u32| {
            self.people.credentials[slot as usize] != 0
                && self.people.used_recently(slot as usize, sunday)
        };
        // Teams of a department differ in few ways: each factor is computed once.
        let largest = slots
            .team_start
            .windows(2)
            .map(|pair| pair[1] - pair[0])
            .max()
            .unwrap_or(0) as usize;
        let side = largest + 1;
        let mut known = vec![f64::NAN; 2 * side * side];
        let mut current = usize::MAX;
        let factors = (0..slots.teams()).map(|team| {
            let size = slots.team_start[team + 1] - slots.team_start[team];
            let department = usize::from(slots.team_department[team]);
            if department != current {
                current = department;
                known.fill(f64::NAN);
            }
            let users = *team_users.get(team).unwrap_or(&0);
            let colleagues = f64::from(*department_users.get(department).unwrap_or(&0))
                / f64::from(slots.department_size[department].max(1));
            let mut factor = |manager: bool| {
                let at = 2 * (size as usize * side + users as usize) + usize::from(manager);
                if known[at].is_nan() {
                    let mates = f64::from(users) / f64::from(size.max(2) - 1);
                    let manager = f64::from(u8::from(manager));
                    known[at] =
                        plan.attitude
                            .peer_factor(mates.min(1.0), colleagues.min(1.0), manager);
                }
                known[at]
            };
            [
                factor(uses(slots.team_start[team])),
                factor(uses(slots.department_head[department])),
            ]
        });
        self.published.team_factor = factors.collect();
    }
}

/// A trust in millionths, and its square in millionths.
#[inline]
fn millionths(trust: f64) -> (i64, i64) {
    let whole = (trust * 1e6) as i64;
    (whole, whole * whole / 1_000_000)
}
