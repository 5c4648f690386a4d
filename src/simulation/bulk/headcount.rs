//! Headcount by state at a week's end, counted from those whose state has changed.

use crate::observation::{SegmentColumn, column};
use crate::simulation::arm::batch::{BLOCK, SlotList, state, states};
use crate::simulation::arm::heads::Counts;
use crate::simulation::arm::state::Arm;
use crate::simulation::plan::compiled::Plan;
use crate::simulation::world::state::World;

impl Arm {
    /// Headcount by state, and users by team.
    pub(in crate::simulation) fn count_people(
        &mut self,
        plan: &Plan,
        world: &World,
        in_plan: bool,
    ) {
        let n = plan.slots.len();
        let (mut seen, mut changed) = ([0; BLOCK], SlotList::default());
        for first in (0..n).step_by(BLOCK) {
            let slots = first..n.min(first + BLOCK);
            changed.clear();
            let people = &mut self.people;
            states(people, &world.active, slots, &mut seen, &mut changed);
            for &id in changed.slots() {
                let slot = id as usize;
                let (from, to) = (people.state[slot], seen[slot - first]);
                let cell = people.cell[slot];
                self.heads.change(plan, slot, cell, from, to);
                people.state[slot] = to;
            }
        }
        self.count_heads(in_plan);
    }

    fn count_heads(&mut self, in_plan: bool) {
        let (by_department, by_cell) = (&self.heads.departments, &self.heads.cells);
        const PARTS: [(SegmentColumn, usize); 6] = [
            (SegmentColumn::Headcount, 0),
            (SegmentColumn::Capable, state::CAPABLE),
            (SegmentColumn::Active, state::ACTIVE_28D),
            (SegmentColumn::Enrolled, state::ENROLLED),
            (SegmentColumn::UsedOnce, state::USED_ONCE),
            (SegmentColumn::Used28d, state::USED_28D),
        ];
        let mut all = [0; state::COUNT];
        by_department
            .iter()
            .for_each(|counts| add(&mut all, counts));
        let all = at_least(all);
        let total = |bits: usize| i64::from(all[bits]);
        for (column, bits) in [
            (column::HEADCOUNT, 0),
            (column::CAPABLE, state::CAPABLE),
            (column::ACTIVE, state::ACTIVE_28D),
            (column::ENROLLED, state::ENROLLED),
            (column::USED_ONCE, state::USED_ONCE),
            (column::USED_28D, state::USED_28D),
            (column::ENROLLED_ACTIVE, state::ENROLLED | state::ACTIVE_28D),
            (
                column::USED_ONCE_ACTIVE,
                state::USED_ONCE | state::ACTIVE_28D,
            ),
            (column::USED_28D_ACTIVE, state::USED_28D | state::ACTIVE_28D),
        ] {
            self.tally.set(column, total(bits));
        }
        if !in_plan {
            return;
        }
        let mut groups = [[0; state::COUNT]; GROUPS];
        for (cell, counts) in by_cell.iter().enumerate() {
            for group in [cell / 18, 3 + cell / 6 % 3, 6 + cell % 6] {
                add(&mut groups[group], counts);
            }
        }
        for (at, counts) in by_department.iter().chain(&groups).enumerate() {
            let heads = at_least(*counts);
            for (column, bits) in PARTS {
                self.tally.add_segment(at, column, heads[bits]);
            }
        }
    }
}

/// Work styles, kinds of worker and classes of OS and browser: segments after the
/// departments.
const GROUPS: usize = 3 + 3 + 6;

fn add(sums: &mut Counts, counts: &Counts) {
    for (sum, count) in sums.iter_mut().zip(counts) {
        *sum += count;
    }
}

/// Heads that have at least the bits of a state, from heads by state.
fn at_least(mut heads: Counts) -> Counts {
    for bit in (0..state::COUNT.ilog2()).map(|nth| 1 << nth) {
        for state in 0..state::COUNT {
            if state & bit == 0 {
                heads[state] += heads[state | bit];
            }
        }
    }
    heads
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_with_some_bits_are_those_of_all_states_that_have_them() {
        let heads: Counts = std::array::from_fn(|at| (at * at) as u32 + 1);
        for (bits, with) in at_least(heads).into_iter().enumerate() {
            let states = (0..state::COUNT).filter(|at| at & bits == bits);
            assert_eq!(with, states.map(|at| heads[at]).sum::<u32>());
        }
    }
}
