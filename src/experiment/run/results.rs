//! The finished simulations of one plan.

use crate::experiment::simulation::SimulationId;
use crate::observation::{BLOCK, Column, Output, Record, Records, Segments};
use crate::parameter::{Id, Parameters, Prior, entries, table};
use crate::scenario::{AssumptionValue, Scenario, Uncertainty};
use crate::statistics::mean;
use crate::units::Population;

/// Simulations whose memory is waited for together, see [`Tally::touch`].
///
/// [`Tally::touch`]: crate::observation::Tally::touch
const TOGETHER: usize = 16;

/// One finished simulation.
#[derive(Clone, Debug)]
pub struct Finished {
    /// Which.
    pub simulation: SimulationId,
    /// What it was simulated with.
    pub params: Parameters,
    /// What it left.
    pub records: Records,
}

impl Finished {
    /// What it left of a population.
    ///
    /// # Panics
    /// If the scenario is not about it.
    pub fn of(&self, population: Population) -> &Record {
        let record = self.records.of(population);
        record.expect("asked of the scenario's populations alone")
    }

    /// What it left of the workforce.
    ///
    /// # Panics
    /// If the scenario has none.
    pub fn workforce(&self) -> &Record {
        self.of(Population::Workforce)
    }
}

/// All finished simulations of a plan, in simulation order.
#[derive(Clone, Debug)]
pub struct Results<'a> {
    /// The plan.
    pub scenario: &'a Scenario,
    /// Its simulations: draw by draw, `run.replicates_per_draw` of each; the last draw
    /// may be short.
    pub simulations: &'a [Finished],
    /// The scenario's segments, as tallies number them.
    pub segments: Segments,
    draws: usize,
    drawn: Vec<Id>,
}

impl<'a> Results<'a> {
    /// Results of a plan whose finished simulations are in order.
    pub fn new(scenario: &'a Scenario, simulations: &'a [Finished]) -> Self {
        let mut draws: Vec<u32> = simulations.iter().map(|one| one.simulation.draw).collect();
        draws.dedup();
        Self {
            scenario,
            simulations,
            segments: Segments::new(scenario),
            draws: draws.len(),
            drawn: drawn(scenario),
        }
    }

    /// Plan weeks [weeks].
    pub fn horizon(&self) -> u16 {
        self.scenario.run.horizon
    }

    /// How many parameter draws there are.
    pub fn draws(&self) -> usize {
        self.draws
    }

    /// Parameters that differ between draws, in registry order.
    pub fn drawn(&self) -> &[Id] {
        &self.drawn
    }

    /// Whether chance is all that varies: no parameter is drawn, or only once.
    pub fn chance_only(&self) -> bool {
        self.drawn.is_empty() || self.draws <= 1
    }

    /// Values that share their parameters: the cluster of intervals. Where chance is
    /// all that varies, every simulation is independent.
    pub fn per_draw(&self) -> usize {
        if self.chance_only() {
            1
        } else {
            self.scenario.run.replications_per_draw.max(1) as usize
        }
    }

    /// One number of every simulation.
    pub fn column(&self, value: impl Fn(&Finished) -> Option<f64>) -> Vec<Option<f64>> {
        self.simulations.iter().map(value).collect()
    }

    /// Mean of each draw's `values`, which are one a simulation, with the draw's first simulation; draws
    /// in which none is defined are left out.
    pub fn draw_means(&self, values: &[Option<f64>]) -> Vec<(&Finished, f64)> {
        let per_draw = self.per_draw();
        let draws = self
            .simulations
            .chunks(per_draw)
            .zip(values.chunks(per_draw));
        draws
            .filter_map(|(simulations, values)| {
                let defined: Vec<f64> = values.iter().copied().flatten().collect();
                Some((&simulations[0], mean(&defined)?))
            })
            .collect()
    }

    /// What `make` says of the numbers that all simulations have in a week and arm, week by
    /// week; `read` gives a simulation's, made of `columns`, by arm, in the weeks from one on, at
    /// most [`BLOCK`].
    pub(super) fn by_week<R, const ARMS: usize>(
        &self,
        (whose, columns): (Population, &[Column]),
        read: impl Fn(&Finished, usize, &mut [[Option<f64>; ARMS]]),
        mut make: impl FnMut(u16, usize, &[Option<f64>]) -> R,
    ) -> Vec<R> {
        let simulations = self.simulations.len();
        let weeks: Vec<u16> = (1..=self.horizon()).collect();
        let mut made = Vec::with_capacity(weeks.len() * ARMS);
        // A week's arms after one another, of each all simulations.
        let mut values = vec![None; simulations * ARMS * weeks.len().min(BLOCK)];
        for weeks in weeks.chunks(BLOCK) {
            for (at, one) in self.fetched(whose, columns).enumerate() {
                let mut arms = [[None; ARMS]; BLOCK];
                let arms = &mut arms[..weeks.len()];
                read(one, weeks[0].into(), arms);
                for (series, value) in arms.as_flattened().iter().enumerate() {
                    values[series * simulations + at] = *value;
                }
            }
            for (series, week) in weeks.iter().enumerate() {
                for arm in 0..ARMS {
                    let values = &values[(series * ARMS + arm) * simulations..][..simulations];
                    made.push(make(*week, arm, values));
                }
            }
        }
        made
    }

    /// An output of every simulation.
    pub fn output(&self, output: &Output) -> Vec<Option<f64>> {
        let columns = match &output.segment {
            None => output.metric.columns(output.population),
            Some(segment) => output.metric.segment_columns(segment.index),
        };
        self.fetched(output.population, &columns)
            .map(|one| output.evaluate(&one.records, &one.params))
            .collect()
    }

    /// All simulations, in groups of which these columns are fetched before the first is read.
    pub(super) fn fetched(
        &self,
        whose: Population,
        columns: &[Column],
    ) -> impl Iterator<Item = &Finished> {
        self.simulations.chunks(TOGETHER).flat_map(move |together| {
            for record in together.iter().filter_map(|one| one.records.of(whose)) {
                record.rollout.touch(columns);
                record.baseline.touch(columns);
            }
            together
        })
    }

    /// An output that this crate names.
    pub(super) fn named(&self, text: &str) -> Vec<Option<f64>> {
        let output = Output::parse(text, &self.segments);
        self.output(&output.unwrap_or_else(|error| panic!("{text}: {error}")))
    }

    /// The weeks that answers name: 10, 16, 24 and the horizon.
    pub(super) fn weeks(&self) -> Vec<u16> {
        let horizon = self.horizon();
        let mut weeks: Vec<u16> = [10, 16, 24]
            .into_iter()
            .filter(|week| *week < horizon)
            .collect();
        weeks.push(horizon);
        weeks
    }

    /// Week 24, or the horizon where it is earlier.
    pub(super) fn main_week(&self) -> u16 {
        self.horizon().min(24)
    }

    /// [`Results::main_week`] and the horizon, without repetition.
    pub(super) fn account_weeks(&self) -> Vec<u16> {
        let mut weeks = vec![self.main_week(), self.horizon()];
        weeks.dedup();
        weeks
    }
}

/// Parameters that the scenario leaves or makes uncertain.
fn drawn(scenario: &Scenario) -> Vec<Id> {
    if scenario.run.uncertainty == Uncertainty::Chance {
        return Vec::new();
    }
    let uncertain = |id: &Id| {
        let row = id.entry();
        let set = scenario.assumptions.iter().find(|one| one.id == row.id);
        match set.map(|set| set.value) {
            Some(AssumptionValue::Fixed(_)) => false,
            Some(AssumptionValue::Range { low, high, .. }) => low < high,
            None => row.prior != Prior::Fixed,
        }
    };
    let ids = entries().iter().filter_map(|row| table::position(row.id));
    ids.filter(|id| scenario.uses(id.entry()))
        .filter(uncertain)
        .collect()
}
