//! `schedule`: the plan's levers, every combination of their settings on the same
//! draws and in the same worlds, and the best of them judged again on draws that the
//! search never saw.

mod answer;
pub mod candidates;
mod design;
pub mod lever;
mod measure;
mod race;
mod rows;
pub mod search;
#[cfg(test)]
mod tests;

pub use answer::answer;
pub use design::{Candidate, Design, FINALISTS, Grid, MOST};
pub use measure::{Measured, Measures};

use super::sequence;
use super::simulation::SimulationId;
use crate::observation::OutputError;
use crate::scenario::Scenario;

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
