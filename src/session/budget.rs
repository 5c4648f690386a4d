//! A number of simulations from a time.
//!
//! The time decides nothing but the number, which then counts as if it had been asked for:
//! results follow from it alone, and the same folders and answers serve both.

use std::path::{Path, PathBuf};

use super::error::SessionError;
use super::estimate::{Estimate, threads};
use super::host::Host;
use super::order::Order;
use crate::experiment::Experiment;
use crate::store::{Budget, alike, budgets};

/// The number that a time came to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settled {
    /// The time [s].
    pub seconds: f64,
    /// The number of simulations, as it could have been asked for.
    pub replications: u32,
    /// Threads that it was measured for.
    pub threads: usize,
    /// Time of a simulation [s]; none if the number is that of an earlier start.
    pub each: Option<f64>,
}

impl Settled {
    /// What the folder keeps of it, so that the same time goes on from there.
    pub fn budget(&self) -> Budget {
        Budget {
            within_seconds: self.seconds,
            replications: self.replications,
        }
    }
}

/// The number of simulations that a time is enough for [s].
///
/// # Errors
/// [`SessionError::TooShort`].
pub fn measured(
    experiment: &dyn Experiment,
    time: f64,
    host: &Host<'_>,
) -> Result<Settled, SessionError> {
    let each = Estimate::typical(experiment.scenarios()[0], host.clock);
    let threads = threads(host.threads);
    // Saturates where a simulation takes no time that a clock can see.
    let simulations = (time * threads as f64 / each) as u64;
    let replications = experiment
        .within(simulations)
        .map_err(|least| SessionError::TooShort {
            least,
            seconds: least as f64 * each / threads as f64,
            threads,
        })?;
    Ok(Settled {
        seconds: time,
        replications,
        threads,
        each: Some(each),
    })
}

/// The number that an earlier start with the same time came to [s], if its folder is
/// there. It is another folder for another number where a design is made for the number:
/// `folder_of` says which, and nothing for a number that is too small for what is asked.
pub fn earlier(
    order: &Order<'_>,
    time: f64,
    folder_of: impl Fn(u32) -> Option<PathBuf>,
) -> Option<Settled> {
    let of = |folder: &Path| {
        let budget = budgets(folder)
            .into_iter()
            .rfind(|budget| budget.within_seconds == time)?;
        let same = folder_of(budget.replications).is_some_and(|one| one == folder);
        same.then_some(budget.replications)
    };
    let own = order.folder();
    let others = match order.out {
        Some(_) => Vec::new(),
        None => alike(&own),
    };
    let replications = of(&own).or_else(|| others.iter().find_map(|folder| of(folder)))?;
    Some(Settled {
        seconds: time,
        replications,
        threads: 0,
        each: None,
    })
}
