//! What to run, and where.

use std::path::{Path, PathBuf};

use super::error::SessionError;
use super::estimate::Estimate;
use super::host::Host;
use crate::experiment::Experiment;
use crate::store::{Request, RunId};

/// Where runs go that are not told otherwise.
pub const OUTPUTS: &str = "outputs";

/// What to run, and where.
#[derive(Clone, Copy)]
pub struct Order<'a> {
    /// What is simulated.
    pub experiment: &'a dyn Experiment,
    /// The folder of the whole run, unless it goes where all runs go.
    pub out: Option<&'a Path>,
    /// Whether a run that is there is replaced.
    pub force: bool,
    /// Whether it may take any time and memory.
    pub yes: bool,
}

impl Order<'_> {
    /// The folder of the whole run.
    pub fn folder(&self) -> PathBuf {
        match self.out {
            Some(out) => out.to_path_buf(),
            None => default_folder(self.experiment),
        }
    }
}

/// The folder of a run that is not told where to go.
pub fn default_folder(experiment: &dyn Experiment) -> PathBuf {
    let id = RunId::new(&experiment.identity());
    id.folder(Path::new(OUTPUTS), &experiment.name())
}

/// What is asked of the folder of the whole run.
pub(super) fn request<'f>(order: &Order<'_>, folder: &'f Path, force: bool) -> Request<'f> {
    let run = &order.experiment.scenarios()[0].run;
    Request {
        identity: order.experiment.identity(),
        scenario: order.experiment.name(),
        uncertainty: run.uncertainty,
        replications_per_draw: run.replications_per_draw,
        simulations: if order.experiment.extends() {
            order.experiment.most()
        } else {
            0
        },
        folder,
        force,
        part: None,
        anew: false,
    }
}

/// What the missing simulations take, if whoever started the session agrees to it; `each` is the
/// time of one where it is known [s].
pub(super) fn agreed(
    experiment: &dyn Experiment,
    missing: u64,
    each: Option<f64>,
    keeps_records: bool,
    host: &Host<'_>,
    yes: impl FnOnce(&Estimate) -> bool,
) -> Result<Estimate, SessionError> {
    let first = experiment.scenarios()[0];
    let mut estimate = match each {
        Some(each) => Estimate::of(first, each, missing, host.threads),
        None => Estimate::measure(first, missing, host.threads, host.clock),
    };
    if !keeps_records {
        estimate.without_records();
    }
    if yes(&estimate) || !estimate.is_large() || host.progress.agrees(&estimate) {
        return Ok(estimate);
    }
    Err(SessionError::TooLarge(Box::new(estimate)))
}
