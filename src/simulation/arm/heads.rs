//! Headcount by state, kept from week to week.

use crate::simulation::arm::batch::state;
use crate::simulation::arm::people::People;
use crate::simulation::plan::compiled::Plan;

/// Heads by state.
pub type Counts = [u32; state::COUNT];

/// Headcount by department and by cell, and users of the last 28 days by team and by
/// department: kept from week to week, as few people's states change in one.
#[derive(Clone, Debug)]
pub struct Heads {
    pub(in crate::simulation) departments: Vec<Counts>,
    pub(in crate::simulation) cells: [Counts; 64],
    /// Users by team.
    pub team_users: Vec<u32>,
    /// Users by department.
    pub department_users: Vec<u32>,
}

impl Heads {
    /// Everybody in state 0.
    pub fn new(plan: &Plan, people: &People) -> Self {
        let slots = &plan.slots;
        let departments = slots.department_size.len();
        let mut heads = Self {
            departments: vec![[0; state::COUNT]; departments],
            cells: [[0; state::COUNT]; 64],
            team_users: vec![0; slots.teams()],
            department_users: vec![0; departments],
        };
        for slot in 0..plan.counted() {
            heads.departments[usize::from(slots.department[slot])][0] += 1;
            heads.cells[usize::from(people.cell[slot] & 63)][0] += 1;
        }
        heads
    }

    /// Moves a person from one state to another.
    pub(in crate::simulation) fn change(
        &mut self,
        plan: &Plan,
        slot: usize,
        cell: u8,
        from: u8,
        to: u8,
    ) {
        let department = usize::from(plan.slots.department[slot]);
        let (from, to) = (usize::from(from), usize::from(to));
        if plan.counts(slot) {
            for counts in [
                &mut self.departments[department],
                &mut self.cells[usize::from(cell & 63)],
            ] {
                counts[from] -= 1;
                counts[to] += 1;
            }
        }
        let users = |count: &mut u32| {
            *count += u32::from(to & state::USED_28D != 0);
            *count -= u32::from(from & state::USED_28D != 0);
        };
        users(&mut self.team_users[plan.slots.team[slot] as usize]);
        users(&mut self.department_users[department]);
    }

    /// A person takes a slot whose holder was in another cell.
    pub fn replace(&mut self, plan: &Plan, slot: usize, cells: (u8, u8), from: u8) {
        self.change(plan, slot, cells.0, from, 0);
        if plan.counts(slot) {
            self.cells[usize::from(cells.0 & 63)][0] -= 1;
            self.cells[usize::from(cells.1 & 63)][0] += 1;
        }
    }
}
