//! Both arms of one replication.

use crate::model::phase::Progress;
use crate::observation::{Record, Tally};
use crate::random::WorldKey;
use crate::simulation::arm::state::Arm;
use crate::simulation::plan::calendar::BURN_IN_WEEKS;
use crate::simulation::plan::compiled::Plan;
use crate::simulation::world::state::World;
use crate::units::Population;

/// Which loop visits people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loop {
    /// Who is due.
    Fast,
    /// Everybody, every day; for tests.
    Plain,
}

/// Simulates both arms of a replication.
pub fn simulate(plan: &Plan, seed: u64, replication: u32) -> Record {
    simulate_with(plan, seed, replication, Loop::Fast)
}

/// [`simulate`] with a choice of loop; the records are the same bits.
pub fn simulate_with(plan: &Plan, seed: u64, replication: u32, visits: Loop) -> Record {
    let today = plan.scenario.today().workforce.map_or_else(
        || plan.clone(),
        |today| plan.today(&today, &plan.parameters),
    );
    let mut records = simulate_together(&today, &[plan], (seed, replication), visits);
    records.remove(0)
}

/// Simulates the rollouts of several plans against one baseline: the same people and bad
/// days, in one world, which costs the world and the baseline once.
pub fn simulate_together(
    today: &Plan,
    plans: &[&Plan],
    (seed, replication): (u64, u32),
    visits: Loop,
) -> Vec<Record> {
    let key = WorldKey::new(seed, replication);
    let mut world = World::of_several(today, plans, key);
    let mut baseline = burn_in(today, &mut world, visits);
    let mut rollouts: Vec<Arm> = plans
        .iter()
        .map(|plan| {
            let mut rollout = baseline.clone();
            rollout.carry_out(plan, today);
            rollout
        })
        .collect();
    for _ in 0..today.horizon {
        world.advance(today);
        baseline.week(today, &world, visits);
        for (plan, rollout) in plans.iter().zip(&mut rollouts) {
            rollout.week(plan, &world, visits);
        }
    }
    let record = |rollout: Arm| Record {
        population: Population::Workforce,
        rollout: rollout.tally,
        baseline: baseline.tally.clone(),
    };
    rollouts.into_iter().map(record).collect()
}

/// Simulates one arm alone: the rollout, or the baseline.
pub fn simulate_arm(plan: &Plan, seed: u64, replication: u32, rollout: bool) -> Tally {
    let mut world = World::new(plan, WorldKey::new(seed, replication));
    let mut arm = burn_in(plan, &mut world, Loop::Fast);
    if rollout {
        arm.carry_out(plan, plan);
    }
    for _ in 0..plan.horizon {
        world.advance(plan);
        arm.week(plan, &world, Loop::Fast);
    }
    arm.tally
}

/// Four weeks that all arms share.
fn burn_in(today: &Plan, world: &mut World, visits: Loop) -> Arm {
    let mut arm = Arm::new(today, world);
    arm.week(today, world, visits);
    for _ in 1..BURN_IN_WEEKS {
        world.advance(today);
        arm.week(today, world, visits);
    }
    arm
}

impl Arm {
    /// From here on the plan is carried out; people with a passkey from before are
    /// visible to the others from the start.
    fn carry_out(&mut self, plan: &Plan, today: &Plan) {
        self.rollout = true;
        self.progress = Progress::new(&plan.phases);
        if !plan.messages.groups_as(&today.messages) {
            self.people.regroup(plan);
        }
        self.own_background = (!plan.desk.has_hours_of(&today.desk)).then(Box::default);
        self.publish_peers(plan);
    }

    fn week(&mut self, plan: &Plan, world: &World, visits: Loop) {
        match visits {
            Loop::Fast => self.fast_week(plan, world),
            Loop::Plain => self.plain_week(plan, world),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ticket::Category;
    use crate::simulation::arm::people::People;

    /// Whatever vectors the processor has, records are the same bits.
    #[test]
    #[cfg(target_arch = "x86_64")]
    fn vectors_of_any_width_leave_the_same_bits() {
        let text = "format = 1\n[organisation]\nheadcount = 1003\ninitial = 0.2\n\
                    [keys]\nweeks = \"1-\"\n[run]\nhorizon = 30\n";
        let plan = Plan::of_text(text, &[]);
        let records = crate::vector::narrow::each(|| simulate(&plan, 5, 1));
        assert!(records.iter().all(|record| *record == records[0]));
        assert!(records[0].rollout != records[0].baseline);
    }

    /// Batches leave everybody as drawn alone, joiners of later weeks too.
    #[test]
    fn people_who_begin_together_are_as_if_alone() {
        let text = "format = 1\n[organisation]\nheadcount = 333\ninitial = 0.2\nguests = 0.1\n";
        let plan = Plan::of_text(text, &[]);
        let mut world = World::new(&plan, WorldKey::new(4, 2));
        let together = People::new(&plan, &world);
        let mut alone = together.clone();
        for slot in 0..plan.slots.len() {
            alone.begin(&plan, &world, slot, 0, 0.0);
        }
        let seeking = |people: &People| format!("{:?}", people.seeking);
        assert_eq!(seeking(&together), seeking(&alone));
        assert_eq!(together.ceiling, alone.ceiling);
        assert_eq!((together.cell, together.flags), (alone.cell, alone.flags));
        let mut joiners = 0;
        for _ in 0..plan.horizon {
            world.advance(&plan);
        }
        for slot in 0..plan.slots.len() {
            let (id, epoch) = (slot as u32, world.epoch[slot]);
            joiners += u32::from(epoch > 0);
            let bits = plan.traits.draw_bits(world.key, &plan.slots, id, epoch);
            assert_eq!(world.bits[slot], bits, "{slot} {epoch}");
        }
        assert!(joiners > 10, "{joiners}");
    }

    /// A person with more cases than a byte can count has new chance events for each.
    #[test]
    fn cases_of_a_person_are_told_apart() {
        let plan = Plan::of_text("format = 1\n[organisation]\nheadcount = 20\n", &[]);
        let world = World::new(&plan, WorldKey::new(1, 0));
        let mut arm = Arm::new(&plan, &world);
        let occasions = (0..600).map(|number| {
            arm.people.open[0] = 0;
            arm.open(0, Category::Reset, false, 0);
            arm.desk.case(number).occasion
        });
        assert!(occasions.eq(0..600));
    }

    /// A person of one arm, with half of the world that both share and of what all
    /// replications share: a million fit into 160 MB.
    #[test]
    fn an_agent_takes_160_bytes() {
        let plan = Plan::of_text(
            "format = 1\n[organisation]\nheadcount = 1000\n[run]\nhorizon = 52\n",
            &[],
        );
        let (slots, n) = (&plan.slots, plan.slots.len());
        let world = World::new(&plan, WorldKey::new(1, 0));
        let arm = Arm::new(&plan, &world);
        let shared = [&slots.department, &slots.site, &slots.style]
            .map(|bytes| bytes.len())
            .iter()
            .sum::<usize>()
            + 4 * slots.team.len();
        let agent = (arm.people.bytes() + (world.bytes() + shared) / 2) as f64 / n as f64;
        assert!(agent <= 160.0, "{agent} bytes");
    }
}
