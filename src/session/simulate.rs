//! A run in one place: what is missing is simulated, or the answer that is there is read.

use std::path::{Path, PathBuf};

use super::budget::Settled;
use super::error::SessionError;
use super::fill::{SUMMARY, fill};
use super::host::Host;
use super::order::{Order, agreed, request};
use super::records::finished_simulations;
use crate::answer::Answer;
use crate::experiment::assertion::{self, Assertion, Checked};
use crate::experiment::{Experiment, Job};
use crate::store::{Opened, StoredRun, open};

/// A run that has its answer.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The answer.
    pub answer: Answer,
    /// The run.
    pub run: StoredRun,
    /// Its folder, as it was asked for.
    pub folder: PathBuf,
    /// Whether the answer was there already.
    pub was_there: bool,
}

/// Simulates what is missing, or reads the answer that is there already. `settled` says how
/// many simulations a time came to, if the run was asked for by a time.
///
/// # Errors
/// What is wrong with the folder or the machine, and that the run was stopped.
pub fn simulate(
    order: &Order<'_>,
    settled: Option<&Settled>,
    host: &Host<'_>,
) -> Result<Answered, SessionError> {
    let folder = order.folder();
    let mut request = request(order, &folder, order.force);
    // What is there already costs nothing; a new folder is made once the run fits.
    let mut opened = folder.exists().then(|| open(&request)).transpose()?;
    if let Some(Opened::Complete(run)) = &opened {
        let answer = read_answer(run)?;
        if order.experiment.is_answered_by(&answer) {
            return Ok(Answered {
                answer,
                run: run.clone(),
                folder,
                was_there: true,
            });
        }
        request.anew = true;
        opened = Some(open(&request)?);
    }
    let done = match &opened {
        Some(Opened::Resume { done, .. }) => *done,
        _ => 0,
    };
    let experiment = order.experiment;
    let missing = experiment.most().saturating_sub(done);
    let each = settled.and_then(|settled| settled.each);
    let keeps = experiment.keeps_records();
    // Who said how long has agreed to the time.
    let estimate = agreed(experiment, missing, each, keeps, host, |estimate| {
        order.yes || settled.is_some() && !estimate.fills_memory()
    })?;
    let opened = match opened {
        Some(opened) => opened,
        None => open(&request)?,
    };
    let run = match opened {
        Opened::Resume { run, .. } => *run,
        Opened::Complete(run) => {
            return Ok(Answered {
                answer: read_answer(&run)?,
                run,
                folder,
                was_there: true,
            });
        }
    };
    if let Some(settled) = settled.filter(|settled| settled.each.is_some()) {
        run.note_budget(&settled.budget())?;
    }
    let (answer, run) = fill(experiment, run, &folder, &estimate, host)?;
    Ok(Answered {
        answer,
        run,
        folder,
        was_there: false,
    })
}

/// What of the assertions holds of a finished run.
///
/// # Errors
/// If the run cannot be read, or an output is none of its plans.
pub fn check(
    assertions: &[Assertion],
    experiment: &dyn Experiment,
    run: &StoredRun,
) -> Result<Vec<Checked>, SessionError> {
    let scenarios = experiment.scenarios();
    let job = Job::of(experiment);
    let simulations = finished_simulations(run.records(), &job, true)?;
    Ok(assertion::check(assertions, &scenarios, simulations)?)
}

/// The answer of a finished run's folder.
///
/// # Errors
/// If the folder holds no answer.
pub fn stored_answer(folder: &Path) -> Result<Answer, SessionError> {
    let run = StoredRun::open(folder)?;
    if let Some(part) = run.manifest().part {
        return Err(SessionError::OnlyAPart {
            folder: folder.to_path_buf(),
            index: part.index,
            of: part.of,
        });
    }
    read_answer(&run)
}

/// The stored answer of a run.
pub(super) fn read_answer(run: &StoredRun) -> Result<Answer, SessionError> {
    let bytes = run.read(SUMMARY)?;
    Answer::read(&bytes).map_err(|_| SessionError::OtherVersion {
        file: run.folder().to_path_buf(),
        replaceable: true,
    })
}
