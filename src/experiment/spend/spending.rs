//! A budget, and what is simulated to divide it.

use super::cells::Cells;
use super::design::Design;
use super::measure::{Measured, Measures, place};
use super::search::{Division, Problem, Progress, Score};
use crate::experiment::constraint::Constraint;
use crate::experiment::run::Results;
use crate::experiment::simulation::{SimulationId, rounds, simulations};
use crate::scenario::{ExtraAgents, Run, Scenario};
use std::collections::BTreeMap;

/// Numbers of the simulations that are finished.
pub type Known = BTreeMap<SimulationId, Measured>;

/// Of how many draws the search takes one, and its fewest and most draws.
const SEARCH_PART: u32 = 4;
const SEARCH_DRAWS: (u32, u32) = (4, 32);

/// All that decides what is simulated.
#[derive(Clone, Debug)]
pub struct Spending {
    /// The points of the response.
    pub design: Design,
    /// What is taken of every simulation.
    pub measures: Measures,
    /// What an adopter is worth [$].
    pub value: Option<f64>,
    /// What is divided, if anything.
    pub division: Option<Dividing>,
}

/// A budget to divide.
#[derive(Clone, Debug)]
pub struct Dividing {
    /// Where money can go.
    pub cells: Cells,
    /// What must be kept.
    pub constraint: Option<Constraint>,
    pub(super) problem: Problem,
}

/// Plans that are judged after the search.
pub(super) const JUDGED: [&str; 4] = ["found", "even split", "own split", "found, one more agent"];

/// How far a search has come.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Replay {
    /// All divisions that were asked, in their order; without a result the last ones
    /// are not known yet.
    pub(super) asked: Vec<Division>,
    /// The result.
    pub(super) found: Option<Division>,
}

impl Dividing {
    /// Divides the budget of `cells`.
    pub fn new(design: &Design, cells: Cells, constraint: Option<Constraint>) -> Self {
        let problem = cells.problem(design, constraint.is_some());
        Self {
            cells,
            constraint,
            problem,
        }
    }
}

impl Spending {
    /// Draws of each division in the search.
    pub(super) fn search_draws(draws: u32) -> u32 {
        let (least, most) = SEARCH_DRAWS;
        (draws / SEARCH_PART).clamp(least, most).min(draws)
    }

    /// Values that share their parameters; one under chance only.
    pub(super) fn per_draw(&self) -> usize {
        let run = self.run();
        let drawn = drawn(&self.design.scenarios[0]);
        if drawn && run.draws > 1 {
            run.replications_per_draw.max(1) as usize
        } else {
            1
        }
    }

    pub(super) fn run(&self) -> &Run {
        &self.design.scenarios[0].run
    }

    pub(super) fn response(&self) -> Vec<SimulationId> {
        let run = self.run();
        let points = self.design.scenarios.len() as u32;
        rounds(points, 0..run.draws, run.replications_per_draw)
    }

    /// Simulations of a division in the search.
    pub(super) fn searched(&self, position: usize) -> Vec<SimulationId> {
        let point = self.design.scenarios.len() + position;
        let per_draw = self.run().replications_per_draw;
        simulations(
            point as u32,
            0..Self::search_draws(self.run().draws),
            per_draw,
        )
    }

    /// Simulations of the plans that are judged, on draws that nothing else sees: each of
    /// [`JUDGED`], and the plan itself.
    pub(super) fn judged(&self, searched: usize) -> Vec<SimulationId> {
        let run = self.run();
        let first = self.design.scenarios.len() + searched;
        let points = (first..first + JUDGED.len()).chain([0]);
        let points: Vec<u32> = points.map(|point| point as u32).collect();
        let draws = run.draws..2 * run.draws;
        let of = |draw: u32| {
            let of =
                move |point: &u32| simulations(*point, draw..draw + 1, run.replications_per_draw);
            points.iter().flat_map(of).collect::<Vec<_>>()
        };
        draws.flat_map(of).collect()
    }

    /// The most simulations that all lists have together, with so many draws.
    pub fn most_at(&self, draws: u32) -> u64 {
        let per_draw = u64::from(self.run().replications_per_draw);
        let response = self.design.scenarios.len() as u64 * u64::from(draws);
        let Some(division) = &self.division else {
            return response * per_draw;
        };
        let searched = division.problem.most_asked() as u64 * u64::from(Self::search_draws(draws));
        // The plan itself is judged too.
        let judged = (JUDGED.len() as u64 + 1) * u64::from(draws);
        (response + searched + judged) * per_draw
    }

    /// The simulations after the first `done`, which are those of whole lists; none if they
    /// are enough.
    pub fn next(&self, done: usize, known: &Known) -> Vec<SimulationId> {
        let response = self.response();
        if done < response.len() {
            return response;
        }
        let Some(replay) = self.replay(done, known) else {
            return Vec::new();
        };
        let searched = done - response.len();
        let per_division = self.searched(0).len();
        if replay.found.is_none() {
            let pending = searched / per_division..replay.asked.len();
            return pending.flat_map(|at| self.searched(at)).collect();
        }
        if searched > replay.asked.len() * per_division {
            return Vec::new();
        }
        self.judged(replay.asked.len())
    }

    /// Plans that the first `done` simulations have brought about.
    pub fn found(&self, done: usize, known: &Known) -> Vec<Scenario> {
        let (Some(division), Some(replay)) = (&self.division, self.replay(done, known)) else {
            return Vec::new();
        };
        let plan = &self.design.scenarios[0];
        let cells = &division.cells;
        let searched = replay.asked.iter().zip(1..);
        let mut plans: Vec<Scenario> = searched
            .map(|(asked, number)| {
                cells.plan(plan, &cells.amounts(asked), &format!("division {number}"))
            })
            .collect();
        if let Some(found) = &replay.found {
            let amounts = [
                cells.amounts(found),
                cells.amounts(&division.problem.base),
                cells.own(&self.design),
                cells.amounts(found),
            ];
            for (amounts, name) in amounts.iter().zip(JUDGED) {
                plans.push(cells.plan(plan, amounts, name));
            }
            if let Some(last) = plans.last_mut() {
                let one_more = one_more(self.design.week);
                last.workforce_mut().helpdesk.extra.push(one_more);
            }
        }
        plans
    }

    /// Goes through the search again, as far as the first `done` simulations carry it.
    pub(super) fn replay(&self, done: usize, known: &Known) -> Option<Replay> {
        let division = self.division.as_ref()?;
        let per_division = self.searched(0).len();
        let there = done.checked_sub(self.response().len())? / per_division;
        let mut scores: BTreeMap<Division, Score> = BTreeMap::new();
        let mut asked: Vec<Division> = Vec::new();
        loop {
            match division.problem.search(&|one| scores.get(one).copied()) {
                Progress::Found(found) => {
                    let found = Some(found);
                    return Some(Replay { asked, found });
                }
                Progress::Ask(list) => {
                    let start = asked.len();
                    asked.extend(list);
                    if there < asked.len() {
                        let found = None;
                        return Some(Replay { asked, found });
                    }
                    for (at, one) in asked.iter().enumerate().skip(start) {
                        scores.insert(one.clone(), self.score(division, at, known));
                    }
                }
            }
        }
    }

    /// The score of a division in the search.
    fn score(&self, division: &Dividing, position: usize, known: &Known) -> Score {
        let simulations = self.searched(position);
        let measured: Vec<&Measured> = simulations
            .iter()
            .filter_map(|simulation| known.get(simulation))
            .collect();
        let n = measured.len().max(1) as f64;
        let objective = |one: &&Measured| self.objective(one).unwrap_or(f64::MIN);
        let objective = measured.iter().map(objective).sum::<f64>() / n;
        match &division.constraint {
            None => Score {
                objective,
                load: 0.0,
                feasible: true,
            },
            Some(constraint) => {
                let load = |one: &&Measured| one.outputs[place::LOAD];
                let loads: Vec<Option<f64>> = measured.iter().map(load).collect();
                Score::limited(constraint, &loads, objective)
            }
        }
    }

    /// What a division is to have much of: adopters, or what they are worth less net
    /// cash where it is said what one is worth [$].
    pub(super) fn objective(&self, one: &Measured) -> Option<f64> {
        match self.value {
            None => Some(one.adopters),
            Some(value) => one.worth(value),
        }
    }
}

/// One more agent in every week to `week`.
pub(super) fn one_more(week: u16) -> ExtraAgents {
    ExtraAgents {
        first_week: 1,
        last_week: week,
        agents: 1,
    }
}

/// Whether any parameter is drawn.
pub(super) fn drawn(plan: &Scenario) -> bool {
    !Results::new(plan, &[]).drawn().is_empty()
}
