//! What all experiments have in common.

use serde_json::Value;

use super::error::ExperimentError;
use super::handover::Handover;
use super::identity::Identity;
use super::run::results::Finished;
use super::runner::Runner;
use super::simulation::{SimulationId, rounds};
use crate::answer::Answer;
use crate::scenario::Scenario;

/// Most that `--simulations` takes.
pub const MOST_REPLICATIONS: u32 = 100_000_000;

/// What is simulated, and what it makes of it.
///
/// It runs in rounds: [`Experiment::next`] turns the simulations that are finished into
/// the next list of simulations. The lists one after the other are the journal of the
/// run's folder. After an interruption the same lists are asked for again, so that
/// `next` may look at nothing but what it is given.
pub trait Experiment {
    /// What decides the numbers.
    fn identity(&self) -> Identity;

    /// What the run is called: the beginning of its folder's name.
    fn name(&self) -> String;

    /// The points: whole plans, which simulations name by their position. Seed and what
    /// varies between simulations are the first one's word.
    fn scenarios(&self) -> Vec<&Scenario>;

    /// Who says what there is without any of the plans, the baseline of all; `None` where
    /// each plan says so itself, because what varies is what nobody knows.
    fn today(&self) -> Option<&Scenario> {
        self.scenarios().first().copied()
    }

    /// The simulations to simulate after those of all lists before, which are `finished`;
    /// none if those are enough. Unless an experiment says otherwise there is one
    /// list: as many draws as the first point says, of all points.
    ///
    /// # Errors
    /// If an output cannot be read.
    fn next(&self, finished: &[Finished]) -> Result<Vec<SimulationId>, ExperimentError> {
        let scenarios = self.scenarios();
        let mut all = all_draws(&scenarios);
        Ok(all.split_off(finished.len().min(all.len())))
    }

    /// The most simulations that all lists have together: what is estimated, agreed to
    /// and shown as the total. A finished run with as many is not asked to go on.
    fn most(&self) -> u64 {
        self.most_at(self.scenarios()[0].run.draws)
    }

    /// [`Experiment::most`] with another number of draws; more with more.
    fn most_at(&self, draws: u32) -> u64 {
        let scenarios = self.scenarios();
        let per_draw = scenarios[0].run.replications_per_draw;
        scenarios.len() as u64 * u64::from(draws) * u64::from(per_draw)
    }

    /// The fewest draws that make an answer: one says nothing of how widely outcomes vary.
    fn fewest_draws(&self) -> u32 {
        2
    }

    /// The largest `--simulations` with which there are at most so many simulations, in whole
    /// draws of all points.
    ///
    /// # Errors
    /// The fewest simulations that make an answer, if these are too few.
    fn within(&self, simulations: u64) -> Result<u32, u64> {
        let per_draw = self.scenarios()[0].run.replications_per_draw.max(1);
        let (mut enough, mut many) = (self.fewest_draws(), MOST_REPLICATIONS / per_draw + 1);
        if self.most_at(enough) > simulations {
            return Err(self.most_at(enough));
        }
        while enough + 1 < many {
            let middle = enough + (many - enough) / 2;
            if self.most_at(middle) > simulations {
                many = middle;
            } else {
                enough = middle;
            }
        }
        Ok(enough * per_draw)
    }

    /// Whether the same run may be asked for more simulations. Where it may not, an answer
    /// that is there is shown however many simulations it took.
    fn extends(&self) -> bool {
        true
    }

    /// Whether the lists can end before [`Experiment::most`], by what was found.
    fn may_end_early(&self) -> bool {
        false
    }

    /// Whether its simulations can be simulated in parts, in several places. Not if it finds
    /// plans on the way ([`Experiment::found`]), or if its lists hang on what it was shown
    /// ([`Experiment::see`]).
    fn splits(&self) -> bool {
        true
    }

    /// Plans that finished simulations have brought about. They follow [`Experiment::scenarios`]
    /// in the list of points, have the first one's people, seed and assumptions, and
    /// those of more simulations begin with those of fewer.
    ///
    /// # Errors
    /// If an output cannot be read.
    fn found(&self, _finished: &[Finished]) -> Result<Vec<Scenario>, ExperimentError> {
        Ok(Vec::new())
    }

    /// Shown every simulation with its whole record, in the journal's order and before
    /// [`Experiment::next`] sees it, whether records are kept or not.
    fn see(&self, _one: &Finished) {}

    /// Whether finished simulations keep their records in memory. A design of many points
    /// says no, gets records of no week, and takes its numbers in [`Experiment::see`].
    fn keeps_records(&self) -> bool {
        true
    }

    /// Whether a stored answer is about what is asked now. Where it is not, the answer
    /// is made anew from the stored simulations, and nothing is simulated.
    fn is_answered_by(&self, _answer: &Answer) -> bool {
        true
    }

    /// What a part of the run keeps, from which `merge` makes the experiment again; none
    /// if it cannot be split.
    fn recipe(&self) -> Option<Value> {
        None
    }

    /// Hands over what was given, and tables, and returns the answer; `runner` has the
    /// threads to do it with. There may be more simulations than the lists have, if fewer are
    /// asked for than are there.
    ///
    /// # Errors
    /// If what is handed over is refused, or an output cannot be read.
    fn answer(
        &self,
        finished: Vec<Finished>,
        into: &mut dyn Handover,
        runner: &Runner,
    ) -> Result<Answer, ExperimentError>;
}

/// As many draws as the first scenario says, of every scenario.
pub fn all_draws(scenarios: &[&Scenario]) -> Vec<SimulationId> {
    let run = &scenarios[0].run;
    rounds(
        scenarios.len() as u32,
        0..run.draws,
        run.replications_per_draw,
    )
}
