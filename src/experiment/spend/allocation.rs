//! What the search for a division says.

use super::curve::Column;
use super::measure::{Measured, place};
use super::search::{Division, Score};
use super::spending::{Dividing, JUDGED, Known, Spending};
use crate::answer::{
    Agent, Allocation, CellAnswer, Chance, Difference, DividedPlan, Gap, Marginal, Numbers,
    Objective,
};
use crate::experiment::simulation::SimulationId;
use crate::scenario::{Scenario, channel_list};
use crate::statistics::Support;

/// Level of intervals; each stands alone.
const LEVEL: f64 = 0.95;

impl Spending {
    /// The answer of a finished search.
    pub(super) fn allocation(&self, done: usize, known: &Known) -> Option<Allocation> {
        let division = self.division.as_ref()?;
        let replay = self.replay(done, known)?;
        let found = replay.found.as_ref()?;
        let cells = &division.cells;
        let judged = self.judged(replay.asked.len());
        let per_point = judged.len() / (JUDGED.len() + 1);
        let of = |point: u32| -> Vec<&Measured> {
            let simulations = judged.iter().filter(|simulation| simulation.point == point);
            simulations
                .filter_map(|simulation| known.get(simulation))
                .collect()
        };
        let first = (self.design.scenarios.len() + replay.asked.len()) as u32;
        let points: Vec<Vec<&Measured>> = (first..first + JUDGED.len() as u32)
            .chain([0])
            .map(of)
            .collect();
        if points
            .iter()
            .any(|simulations| simulations.len() != per_point)
        {
            return None;
        }
        let plans = self.found(done, known);
        let plans: Vec<&Scenario> = plans[replay.asked.len()..]
            .iter()
            .chain([&self.design.scenarios[0]])
            .collect();
        let [best, agent] = [&points[0], &points[3]];
        let row = |at: usize, name: &str| {
            self.plan_answer(
                name,
                plans[at],
                &points[at],
                (at > 0).then_some(best),
                division,
            )
        };
        let rows = vec![
            row(0, JUDGED[0]),
            row(1, JUDGED[1]),
            row(2, JUDGED[2]),
            row(4, "plan as it is"),
        ];
        let amounts = [
            cells.amounts(found),
            cells.amounts(&division.problem.base),
            cells.own(&self.design),
        ];
        let spends = cells.spends(&amounts[0]);
        let channels = &plans[0].workforce().communications.channels;
        Some(Allocation {
            budget: cells.budget,
            objective: match self.value {
                None => Objective::Adopters,
                Some(_) => Objective::Worth,
            },
            constraint: division.constraint.as_ref().map(|one| one.text.clone()),
            kept: division.constraint.as_ref().map(|limit| {
                let loads: Column = best
                    .iter()
                    .map(|simulation| simulation.outputs[place::LOAD])
                    .collect();
                Score::limited(limit, &loads, 0.0).feasible
            }),
            blocks: cells.blocks.clone(),
            unspent: cells.budget - amounts[0].iter().sum::<f64>(),
            cells: (0..cells.cells.len())
                .map(|at| {
                    let cell = &cells.cells[at];
                    let block = &cells.blocks[cell.block];
                    CellAnswer {
                        channel: channels[cell.channel].name.clone(),
                        block: cell.block,
                        first_week: block.first_week,
                        last_week: block.last_week,
                        weeks: cell.weeks.len(),
                        found: amounts[0][at],
                        even: amounts[1][at],
                        own: amounts[2][at],
                        spend: spends[at],
                    }
                })
                .collect(),
            plans: rows,
            optimism: self.gap(&replay.asked, found, division, known, [best, &points[1]]),
            agent: self.agent(best, agent),
            evaluated: replay.asked.len(),
            search_draws: Self::search_draws(self.run().draws),
            toml: channel_list(channels),
        })
    }

    fn plan_answer(
        &self,
        name: &str,
        plan: &Scenario,
        simulations: &[&Measured],
        best: Option<&Vec<&Measured>>,
        division: &Dividing,
    ) -> DividedPlan {
        let per_draw = self.per_draw();
        let output = |at: usize| -> Column {
            simulations
                .iter()
                .map(|simulation| simulation.outputs[at])
                .collect()
        };
        let numbers = |at: usize| Numbers::of(&output(at), per_draw, Support::Signed);
        let broken = division.constraint.as_ref().map(|limit| {
            let loads = output(place::LOAD);
            let events: Vec<bool> = loads.iter().map(|load| limit.is_bad(*load)).collect();
            Chance::of_draws(&events, per_draw)
        });
        DividedPlan {
            name: name.to_owned(),
            spend: self.design.spend(plan),
            adopters: Numbers::of(&adopters(simulations), per_draw, Support::Signed),
            adoption: numbers(place::ADOPTION),
            tickets: numbers(place::TICKETS),
            net_cash: numbers(place::NET_CASH),
            backlog: numbers(place::BACKLOG),
            broken,
            found_over: best.and_then(|best| {
                Difference::paired(&adopters(best), &adopters(simulations), per_draw, LEVEL)
            }),
        }
    }

    /// The advantage over the even split on the search's draws and on fresh ones.
    fn gap(
        &self,
        asked: &[Division],
        found: &Division,
        division: &Dividing,
        known: &Known,
        [best, even]: [&Vec<&Measured>; 2],
    ) -> Option<Gap> {
        let objectives = |simulations: &[&Measured]| -> Column {
            simulations
                .iter()
                .map(|simulation| self.objective(simulation))
                .collect()
        };
        let searched = |wanted: &Division| -> Option<Column> {
            let at = asked.iter().position(|one| one == wanted)?;
            let simulations: Vec<SimulationId> = self.searched(at);
            let measured: Vec<&Measured> =
                simulations.iter().filter_map(|u| known.get(u)).collect();
            Some(objectives(&measured))
        };
        let per_draw = self.per_draw();
        let paired = |one: &Column, other: &Column| Difference::paired(one, other, per_draw, LEVEL);
        let even_searched = searched(&division.problem.base)?;
        Some(Gap {
            unit: if self.value.is_some() { "$" } else { "people" }.to_owned(),
            searched: paired(&searched(found)?, &even_searched)?,
            fresh: paired(&objectives(best), &objectives(even))?,
        })
    }

    /// The found division with and without one more agent.
    fn agent(&self, without: &[&Measured], with: &[&Measured]) -> Option<Agent> {
        let weeks = f64::from(self.design.week);
        let per_draw = self.per_draw();
        let scaled = |more: &Column, less: &Column, scale: f64| {
            let paired = Difference::paired(more, less, per_draw, LEVEL)?;
            Some(Marginal {
                mean: paired.mean / scale,
                lo: paired.lo.map(|lo| lo / scale),
                hi: paired.hi.map(|hi| hi / scale),
            })
        };
        let output = |simulations: &[&Measured], at: usize| -> Column {
            simulations
                .iter()
                .map(|simulation| simulation.outputs[at])
                .collect()
        };
        let both = |at: usize, scale: f64| scaled(&output(with, at), &output(without, at), scale);
        Some(Agent {
            weeks: self.design.week,
            adopters: scaled(&adopters(with), &adopters(without), weeks)?,
            net_cash: both(place::NET_CASH, weeks)?,
            backlog: both(place::BACKLOG, 1.0)?,
        })
    }
}

fn adopters(simulations: &[&Measured]) -> Column {
    simulations
        .iter()
        .map(|simulation| Some(simulation.adopters))
        .collect()
}
