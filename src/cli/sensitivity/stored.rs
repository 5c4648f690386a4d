//! Sensitivity from the units of a stored run, without simulating.

use std::path::{Path, PathBuf};

use super::{chosen, quantities, usage};
use crate::cli::arguments::SensitivityArguments;
use crate::cli::console::Console;
use crate::cli::exit;
use crate::cli::failure::Failure;
use crate::cli::run::simulate::Job;
use crate::cli::run::{OUTPUTS, folder, identity, print};
use crate::cli::source::{self, Given};
use crate::experiment::run::Results;
use crate::experiment::sensitivity::{Method, Over, rank as indices};
use crate::store::StoredRun;

/// Prints rank-based indices of a stored run: that of a folder, or of a scenario that
/// was run already.
///
/// # Errors
/// What is wrong with the arguments, the folder or the scenario.
pub fn rank(arguments: &SensitivityArguments, console: &Console) -> Result<u8, Failure> {
    if arguments.over.over() == Over::Dials {
        let message = "--method rank: a run turns no dials, so that it says nothing of them";
        return Err(usage(message.to_owned(), None).advise("--method tornado"));
    }
    if arguments.groups || arguments.replicates.is_some() || arguments.place.within.is_some() {
        let message = "--method rank simulates nothing: no --groups, --replicates or --within";
        let advice = "--method sobol --groups, or a run with more --replicates";
        return Err(usage(message.to_owned(), None).advise(advice));
    }
    let (run, given) = find(arguments)?;
    let scenario = &given.loaded.scenario;
    let quantities = quantities(&arguments.outputs, scenario, Method::Rank)?;
    let chosen = chosen(scenario, Over::Unknowns, &arguments.parameters)?;
    let plans = [scenario];
    let job = Job::new(&plans);
    run.verify_records()?;
    let units = folder::finished_units(run.records(), &job, true)?;
    let results = Results::new(scenario, &units);
    if results.luck_only() {
        let message = format!(
            "{} varies luck alone, which says nothing of parameters",
            run.folder().display()
        );
        return Err(usage(message, None).advise("a run with --uncertainty full"));
    }
    let answer = indices(&results, &quantities, &chosen);
    // Texts and finite numbers can always be written.
    print(&serde_json::to_value(&answer).unwrap_or_default(), console)?;
    Ok(exit::DONE)
}

/// The stored run and its plan.
fn find(arguments: &SensitivityArguments) -> Result<(StoredRun, Given), Failure> {
    let path = Path::new(&arguments.file);
    if path.is_dir() {
        return open(path);
    }
    let given = source::load(&arguments.file, &arguments.overrides())?;
    let folder: PathBuf = arguments.place.out.clone().unwrap_or_else(|| {
        let id = identity(&given).id();
        id.folder(Path::new(OUTPUTS), &given.loaded.scenario.name)
    });
    if !folder.exists() {
        let message = format!(
            "{} has no stored run in {}",
            arguments.file,
            folder.display()
        );
        let advice = format!("`passcast run {}` first, or its folder", arguments.file);
        return Err(Failure::plain(exit::FILES, "sensitivity::no-run", message).advise(advice));
    }
    open(&folder)
}

/// A folder of `run`, with the plan that it keeps.
fn open(folder: &Path) -> Result<(StoredRun, Given), Failure> {
    let run = StoredRun::open(folder)?;
    let name = folder.display();
    let foreign = |message: String| {
        Failure::plain(exit::RUN_FOLDER, "store::other-format", message)
            .about(&name.to_string())
            .advise("a folder that `passcast run` of this version wrote")
    };
    if run.manifest().command != "run" {
        return Err(foreign(format!(
            "{name} is a folder of `{}`, and --method rank reads those of `run`",
            run.manifest().command
        )));
    }
    let mut given = source::load(&folder.join("resolved.toml").to_string_lossy(), &[])?;
    given.aggregates = run.manifest().identity["aggregates"].clone();
    if identity(&given).id().as_str() != run.manifest().id {
        return Err(foreign(format!(
            "{name} was written by another version of passcast"
        )));
    }
    Ok((run, given))
}
