//! `run`: simulate a scenario, keep what was simulated, say how it comes out.

mod answer;
mod folder;
mod interrupt;
mod progress;
mod simulate;
mod tables;

use std::io::{self, BufRead, IsTerminal};
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::arguments::{Global, RunArguments};
use super::console::Console;
use super::estimate::{self, Estimate};
use super::exit;
use super::failure::Failure;
use super::settings::settings;
use super::source;
use crate::parameter::Parameters;
use crate::store::{Identity, Opened, Request, StoreError, StoredRun, open};

pub use answer::show;

/// Where runs go that are not told otherwise.
const OUTPUTS: &str = "outputs";

/// Runs a scenario, or shows the answer that is there already.
///
/// # Errors
/// What is wrong with the scenario, the folder or the machine, and that the run
/// was interrupted.
pub fn run(arguments: &RunArguments, global: &Global, console: &Console) -> Result<(), Failure> {
    let given = source::load(&arguments.scenario.file, &arguments.scenario.overrides())?;
    let scenario = &given.loaded.scenario;
    let identity = Identity {
        command: "run".to_owned(),
        design: Value::Null,
        scenarios: vec![given.loaded.canonical.clone()],
        aggregates: given.aggregates.clone(),
        seed: scenario.run.seed,
    };
    let folder: PathBuf = arguments.out.clone().unwrap_or_else(|| {
        let id = identity.id();
        id.folder(Path::new(OUTPUTS), &scenario.name)
    });
    let per_draw = scenario.run.replicates_per_draw;
    let request = Request {
        identity: &identity,
        scenario: &scenario.name,
        uncertainty: scenario.run.uncertainty,
        replicates_per_draw: per_draw,
        units: u64::from(scenario.run.draws) * u64::from(per_draw),
        folder: &folder,
        force: global.force,
    };
    // What is there already costs nothing; a new folder is made once the run fits.
    let mut opened = folder.exists().then(|| open(&request)).transpose()?;
    if let Some(Opened::Complete(finished)) = &opened {
        return stored(finished, console);
    }
    let done = match &opened {
        Some(Opened::Resume { done, .. }) => *done,
        _ => 0,
    };
    let defaults = Parameters::defaults(&settings(scenario));
    let missing = request.units.saturating_sub(done);
    let estimate = Estimate::measure(scenario, &defaults, missing, global.threads);
    agree(&estimate, arguments.yes, console)?;
    if opened.is_none() {
        opened = Some(open(&request)?);
    }
    let run = match opened {
        Some(Opened::Resume { run, .. }) => run,
        Some(Opened::Complete(finished)) => return stored(&finished, console),
        None => return Ok(()),
    };
    if done > 0 && missing > 0 {
        console.say(&format!(
            "Going on from {} of {} units in {}.",
            estimate::grouped(done),
            estimate::grouped(request.units),
            folder.display()
        ));
    }
    if missing > 0 {
        console.say(&estimate.text());
    }
    let summary = folder::fill(&given, *run, &estimate, global, console)?;
    answer::print(&summary, console)?;
    console.say(&format!("Tables and records are in {}.", folder.display()));
    Ok(())
}

/// Shows the answer of a finished run.
fn stored(finished: &StoredRun, console: &Console) -> Result<(), Failure> {
    console.say(&format!(
        "This run is complete in {}; here is its stored answer.",
        finished.folder().display()
    ));
    answer::print(&answer::read(finished)?, console)
}

/// Asks before a run that takes much; refuses it where nobody can be asked.
fn agree(estimate: &Estimate, yes: bool, console: &Console) -> Result<(), Failure> {
    if yes || !estimate.is_large() {
        return Ok(());
    }
    let can_ask = io::stdin().is_terminal() && io::stderr().is_terminal() && !console.is_json();
    if can_ask {
        console.warn(&format!("{}. Run it nevertheless? [y/N]", estimate.text()));
        let mut line = String::new();
        let read = io::stdin().lock().read_line(&mut line);
        if read.is_ok() && matches!(line.trim().to_lowercase().as_str(), "y" | "yes") {
            return Ok(());
        }
    }
    let message = format!(
        "this run would take more than 8 GB or an hour: {}",
        estimate.text()
    );
    Err(
        Failure::plain(exit::WOULD_NOT_FIT, "run::too-large", message)
            .advise("fewer --replicates, fewer people, or --yes to run it nevertheless"),
    )
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let failure = Self::plain(error.exit_code(), error.id(), error.to_string())
            .about(&error.path().display().to_string());
        match error.expected() {
            Some(expected) => failure.advise(expected),
            None => failure,
        }
    }
}
