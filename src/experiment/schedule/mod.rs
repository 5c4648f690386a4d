//! `schedule`: the plan's levers, every combination of their settings on the same
//! draws and in the same worlds, and the best of them judged again on draws that the
//! search never saw.

mod answer;
pub mod candidates;
pub mod lever;
mod measure;
mod race;
mod rows;
pub mod search;
#[cfg(test)]
mod tests;

pub use answer::answer;
pub use measure::{Measured, Measures};

use super::constraint::Constraint;
use super::sequence;
use super::simulation::SimulationId;
use crate::observation::OutputError;
use crate::scenario::Scenario;
use crate::statistics::Goal;

/// Most candidates of one search, the plan as written not counted.
pub const MOST: usize = 256;

/// Plans that are judged again, at most: winner, runner-up, the plan as written.
pub const FINALISTS: u64 = 3;

/// What is searched for.
#[derive(Clone, Debug, PartialEq)]
pub struct Design {
    /// The output whose mean decides, canonical.
    pub objective: String,
    /// Which way it should go.
    pub goal: Goal,
    /// What a plan must keep.
    pub constraints: Vec<Constraint>,
}

/// A plan that is searched, the first one being the plan as written.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Its levers' settings in words.
    pub label: String,
    /// The setting of each lever, in words.
    pub settings: Vec<String>,
    /// The plan.
    pub scenario: Scenario,
}

/// What the levers came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// Names of the levers.
    pub levers: Vec<String>,
    /// Combinations of their settings.
    pub combinations: usize,
    /// Combinations that are no valid plan and were skipped.
    pub skipped: usize,
    /// Combinations that are the same plan as another one.
    pub repeated: usize,
}

/// Simulations that are missing before the search and the last judgement are done.
///
/// # Errors
/// If an output is none of every plan.
pub fn next(
    design: &Design,
    plans: &[&Scenario],
    finished: &[Measured],
) -> Result<Vec<SimulationId>, OutputError> {
    let race = race::Race::new(design, plans, finished)?;
    Ok(sequence::missing(finished.len(), |n| race.stage(n)))
}

/// Most simulations that a search of so many plans can take.
pub fn most_simulations(plans: usize, draws: u32, per_draw: u32) -> u64 {
    let per_plan = u64::from(draws) * u64::from(per_draw);
    (plans as u64 + FINALISTS.min(plans as u64)) * per_plan
}
