//! Made-up simulations with known numbers, for tests.

use super::{Finished, Results};
use crate::experiment::simulation::{SimulationId, simulations};
use crate::observation::{Column, Record, Segments, Tally};
use crate::parameter::Parameters;
use crate::scenario::{Scenario, written};
use crate::units::Population;

/// A scenario and its made-up simulations.
pub struct Fixture {
    pub scenario: Scenario,
    pub simulations: Vec<Finished>,
}

impl Fixture {
    pub fn results(&self) -> Results<'_> {
        Results::new(&self.scenario, &self.simulations)
    }

    /// Simulations whose tallies `fill` writes, called with each simulation, its drawn
    /// parameters and each week of the horizon.
    pub fn filled(
        draws: u32,
        per_draw: u32,
        horizon: u16,
        fill: impl Fn(SimulationId, &Parameters, i32, &mut Tally, &mut Tally),
    ) -> Self {
        let scenario = scenario(draws, per_draw, horizon);
        let segments = Segments::new(&scenario).of(Population::Workforce).len();
        let finish = |simulation: SimulationId| {
            let tally = Tally::new(horizon, segments);
            let (mut rollout, mut baseline) = (tally.clone(), tally);
            let params = Parameters::drawn(&[], 1, simulation.draw);
            for week in 1..=i32::from(horizon) {
                rollout.begin(week);
                baseline.begin(week);
                fill(simulation, &params, week, &mut rollout, &mut baseline);
            }
            let record = Record {
                population: Population::Workforce,
                rollout,
                baseline,
            };
            Finished {
                simulation,
                params,
                records: record.into(),
            }
        };
        let simulations = simulations(0, 0..draws, per_draw)
            .into_iter()
            .map(finish)
            .collect();
        Self {
            scenario,
            simulations,
        }
    }
}

/// A simulation that has the same numbers in all of 24 weeks, with the rollout and without it.
pub fn steady(
    simulation: SimulationId,
    scenario: &Scenario,
    numbers: &[(Column, i64)],
) -> Finished {
    let segments = Segments::new(scenario).of(Population::Workforce).len();
    let mut tally = Tally::new(24, segments);
    for week in 1..=24 {
        tally.begin(week);
        for (column, number) in numbers {
            tally.set(*column, *number);
        }
    }
    let record = Record {
        population: Population::Workforce,
        rollout: tally.clone(),
        baseline: tally,
    };
    Finished {
        simulation,
        params: Parameters::drawn(&[], 1, simulation.draw),
        records: record.into(),
    }
}

/// Simulations with nothing in them.
pub fn empty(draws: u32, per_draw: u32, horizon: u16) -> Fixture {
    Fixture::filled(draws, per_draw, horizon, |_, _, _, _, _| ())
}

fn scenario(draws: u32, per_draw: u32, horizon: u16) -> Scenario {
    let text = "format = 1\nname = \"Made up\"\nstart = 2027-01-04\n[organisation]\nheadcount = 1000\n[platform]\nid = \"entra\"\n\
        [[phase]]\nkind = \"pilot\"\nweeks = \"1-2\"\n[[phase]]\nkind = \"opt-in\"\nweeks = \"3-4\"\n\
        [fallback]\nrunbook_week = 1\n";
    let mut scenario = written::scenario(text, &[]);
    scenario.run.horizon = horizon;
    scenario.run.draws = draws;
    scenario.run.replications_per_draw = per_draw;
    scenario.targets.clear();
    scenario
}
