//! Finished simulations of a folder, as an experiment takes them.

use super::error::SessionError;
use crate::experiment::Job;
use crate::experiment::run::Finished;
use crate::store::{RecordReader, StoredSimulation};

/// Simulations that are there already, with their records if those are kept.
///
/// # Errors
/// If reading failed.
pub fn finished_simulations(
    records: RecordReader,
    job: &Job<'_>,
    keeps: bool,
) -> Result<Vec<Finished>, SessionError> {
    simulations_as(records, job, |stored| {
        job.finished(stored.simulation, &stored.records, keeps)
    })
}

/// Simulations that are there already, each as `kept` makes it.
pub(super) fn simulations_as(
    records: RecordReader,
    job: &Job<'_>,
    kept: impl Fn(&StoredSimulation) -> Finished,
) -> Result<Vec<Finished>, SessionError> {
    let mut finished = Vec::new();
    for batch in records {
        for stored in &batch? {
            if !job.has(&stored.simulation) {
                return Err(SessionError::NoSuchPoint);
            }
            finished.push(kept(stored));
        }
    }
    Ok(finished)
}
