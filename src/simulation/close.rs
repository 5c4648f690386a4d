//! Sunday: head-count is counted, slow recursions take their week's step.

use super::arm::Arm;
use super::calendar::remember;
use super::people::{Status, flag};
use super::plan::Plan;
use super::world::{ACTIVE, World};
use crate::model::trust::WORST;
use crate::observation::{SegmentColumn, column};
use crate::parameter::table::enrolment;

/// Head-count states of a person at a week's end, as bits; two are those of [`flag`].
mod state {
    use super::flag;
    pub const CAPABLE: usize = flag::CAPABLE as usize;
    pub const ACTIVE: usize = super::ACTIVE as usize;
    pub const ENROLLED: usize = 4;
    pub const USED_ONCE: usize = flag::USED_ONCE as usize;
    pub const USED_28D: usize = 16;
    pub const COUNT: usize = 32;
}

type Counts = [u32; state::COUNT];

impl Arm {
    /// Ends the week.
    pub fn close_week(&mut self, plan: &Plan, world: &World) {
        let in_plan = Self::in_plan(world.week);
        let sunday = world.monday() + 6;
        let friction = self.row(plan).map_or(0.0, |row| row.friction);
        if friction > 0.0 {
            let slots = 0..plan.slots.len();
            slots.for_each(|slot| self.meet_friction(plan, world, slot, friction));
        }
        self.revert_trust(plan);
        let people = &self.people;
        let counted = ..plan.counted();
        let exempt = people.exception_until[counted].iter();
        let exceptions = exempt.filter(|until| **until > sunday).count();
        let standing = people.status[counted].iter();
        let rejected = standing.filter(|s| **s == Status::Rejected).count();
        let keys = if plan.keys_for.is_some() {
            let flags = people.flags[counted].iter();
            flags.filter(|flags| **flags & flag::KEY != 0).count()
        } else {
            0
        };
        for (column, value) in [
            (column::SIGN_INS, world.counted_sign_ins),
            (column::REJECTED, rejected as i64),
            (column::EXCEPTIONS, exceptions as i64),
            (column::KEYS_HELD, keys as i64),
        ] {
            self.tally.set(column, value);
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
        let n = plan.slots.len();
        let trusts = &mut self.people.trust[..n];
        for trust in trusts.iter_mut() {
            *trust = plan.trust.after_week(*trust);
        }
        let (mut sum, mut squares) = (0u64, 0u64);
        for trust in &trusts[..plan.counted()] {
            // Adding 2^52 leaves the nearest integer in the lowest bits, which
            // every processor does to two numbers at once; a cast does not.
            let whole = (f64::from(*trust) * 1e6 + WHOLE).to_bits() & 0xffff_ffff;
            sum += whole;
            squares += whole * whole;
        }
        self.tally.set(column::TRUST_SUM, sum as i64);
        self.tally
            .set(column::TRUST_SQUARES, (squares / 1_000_000) as i64);
    }

    /// Head-count by state, and users by team.
    fn count_people(&mut self, plan: &Plan, world: &World, in_plan: bool) {
        let slots = &plan.slots;
        let departments = slots.department_size.len();
        let mut by_department = vec![[0u32; state::COUNT]; departments];
        let mut by_cell = [[0u32; state::COUNT]; 64];
        let (mut team_users, mut department_users) = std::mem::take(&mut self.peer_counts);
        team_users.clear();
        team_users.resize(slots.teams(), 0);
        department_users.clear();
        department_users.resize(departments, 0);
        for (used, uses) in self.people.used.iter_mut().zip(&mut self.people.uses) {
            *used = remember(*used, std::mem::take(uses));
        }
        // Slices of one length, so that the loop checks few bounds.
        let (n, people) = (slots.len(), &self.people);
        let (used_days, flags) = (&people.used[..n], &people.flags[..n]);
        let (cells, credentials) = (&people.cell[..n], &people.credentials[..n]);
        let (active, teams) = (&world.active[..n], &slots.team[..n]);
        let department_of = &slots.department[..n];
        let state_of = |slot: usize| {
            let live = credentials[slot] != 0;
            let used = live & (used_days[slot] != 0);
            let bits = flags[slot] & (state::CAPABLE | state::USED_ONCE) as u8
                | active[slot]
                | (u8::from(live) * state::ENROLLED as u8)
                | (u8::from(used) * state::USED_28D as u8);
            (usize::from(bits) % state::COUNT, used)
        };
        for slot in 0..plan.counted().min(n) {
            let (bits, used) = state_of(slot);
            team_users[teams[slot] as usize] += u32::from(used);
            by_department[usize::from(department_of[slot])][bits] += 1;
            by_cell[usize::from(cells[slot] & 63)][bits] += 1;
        }
        for slot in plan.counted()..n {
            team_users[teams[slot] as usize] += u32::from(state_of(slot).1);
        }
        for (users, department) in team_users.iter().zip(&slots.team_department) {
            department_users[usize::from(*department)] += users;
        }
        self.count_heads(&by_department, &by_cell, in_plan);
        self.peer_counts = (team_users, department_users);
    }

    /// A week of extra step-ups: time, and a cost to own trust that is not in
    /// reputation.
    fn meet_friction(&mut self, plan: &Plan, world: &World, slot: usize, friction: f64) {
        let people = &mut self.people;
        let sign_ins = world.signs[slot].count_ones();
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

    fn count_heads(&mut self, by_department: &[Counts], by_cell: &[Counts; 64], in_plan: bool) {
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
}

/// 2^52: from here on the distance between neighbouring numbers is 1.
const WHOLE: f64 = (1u64 << 52) as f64;
