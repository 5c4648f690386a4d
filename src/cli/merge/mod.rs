//! `merge`: the parts of a run become the run.

mod parts;

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::arguments::{Global, MergeArguments, PlaceArguments};
use super::compare::Several;
use super::compare::plans::Plans;
use super::console::Console;
use super::exit;
use super::failure::Failure;
use super::run::consent::agreed;
use super::run::execute::{Experiment, Order, request, show, stored};
use super::run::shard::{current, parts as parts_of};
use super::run::simulate::Job;
use super::run::{OUTPUTS, Single, answer, folder, identity};
use super::sensitivity::Study;
use super::source::{self, Given};
use crate::experiment::Unit;
use crate::store::{Identity, Opened, RunFolder, StoredUnit, open};
use crate::units::grouped;
use parts::{Parts, foreign};

/// Joins the parts of a run and shows its answer; returns the exit code.
///
/// # Errors
/// Parts that are missing, damaged, or of another run; that the run needs another
/// round of units; and what is wrong with the machine.
pub fn merge(
    arguments: &MergeArguments,
    global: &Global,
    console: &Console,
) -> Result<u8, Failure> {
    let parts = Parts::open(&arguments.folders)?;
    let recipe = &parts.recipe;
    let texts: Vec<String> = read(&recipe["texts"], &parts)?;
    let plans: Vec<String> = read(&recipe["plans"], &parts)?;
    let plans = plans.iter().map(|plan| source::from_text(plan.clone()));
    let mut plans = plans.collect::<Result<Vec<Given>, Failure>>()?;
    let aggregates = parts.manifest().identity["aggregates"].clone();
    for (plan, text) in plans.iter_mut().zip(&texts) {
        plan.source.text.clone_from(text);
    }
    let first = plans.first_mut().ok_or_else(|| unreadable(&parts))?;
    first.aggregates = aggregates.clone();
    match parts.manifest().command.as_str() {
        "run" => {
            let identity = identity(&plans[0]);
            join(
                &Single::new(&plans[0]),
                identity,
                &parts,
                arguments,
                global,
                console,
            )
        }
        "compare" => {
            let outputs: Vec<String> = read(&recipe["outputs"], &parts)?;
            let against: usize = read(&recipe["against"], &parts)?;
            let all = plans.iter().map(|plan| plan.loaded.scenario.clone());
            let plans = Plans {
                plans: all.collect(),
                files: plans.into_iter().take(texts.len()).collect(),
            };
            if against >= plans.plans.len() {
                return Err(unreadable(&parts));
            }
            let several = Several {
                plans: &plans,
                outputs: &outputs,
                against,
                rule: None,
            };
            let mut identity = several.identity();
            identity.aggregates = aggregates;
            join(&several, identity, &parts, arguments, global, console)
        }
        "sensitivity" => {
            let study = Study::again(&plans[0], recipe).ok_or_else(|| unreadable(&parts))?;
            let identity = study.identity();
            join(&study, identity, &parts, arguments, global, console)
        }
        _ => Err(unreadable(&parts)),
    }
}

/// Puts the units of all parts into the folder of the whole run, in the order of its
/// list, and ends the run as it would end in one place.
fn join(
    experiment: &dyn Experiment,
    identity: Identity,
    parts: &Parts,
    arguments: &MergeArguments,
    global: &Global,
    console: &Console,
) -> Result<u8, Failure> {
    if identity.id().as_str() != parts.manifest().id {
        return Err(unreadable(parts));
    }
    let name = parts.manifest().scenario.clone();
    let folder: PathBuf = match (&arguments.out, parts.whole()) {
        (Some(out), _) => out.clone(),
        (None, Some(whole)) => whole,
        (None, None) => identity.id().folder(Path::new(OUTPUTS), &name),
    };
    let place = PlaceArguments {
        out: Some(folder.clone()),
        within: None,
        shard: None,
        yes: true,
    };
    let order = Order {
        experiment,
        identity: &identity,
        name: &name,
        place: &place,
        assertions: &[],
        notes: &[],
    };
    let mut run = match open(&request(&order, &folder, global.force))? {
        Opened::Complete(run) => {
            return stored(&order, answer::read(&run)?, &run, console);
        }
        Opened::Resume { run, .. } => *run,
    };
    append(experiment, parts, &mut run)?;
    let scenarios = experiment.scenarios();
    let job = Job::new(&scenarios);
    let finished = folder::finished_units(run.records()?, &job, experiment.keeps_records())?;
    let next = current(experiment, &finished, &folder)?;
    if !next.is_empty() {
        return Err(next_round(&next, &folder, parts));
    }
    drop(finished);
    let estimate = agreed(experiment, 0, true, None, global, console)?;
    let (summary, finished) = folder::fill(experiment, run, &estimate, global, console)?;
    let code = show(&order, summary, &finished, console)?;
    console.say(&format!("Tables and records are in {}.", folder.display()));
    Ok(code)
}

/// Adds what the folder of the whole run does not have yet.
fn append(experiment: &dyn Experiment, parts: &Parts, run: &mut RunFolder) -> Result<(), Failure> {
    let (after, units) = (parts.part().after, parts.part().units);
    let done = run.done();
    if done < after {
        let message = format!(
            "{} has {} units, and these parts follow after {}",
            run.folder().display(),
            grouped(done),
            grouped(after)
        );
        return Err(Failure::plain(exit::INCOMPLETE, "merge::missing", message)
            .advise("the parts of the rounds before first"));
    }
    let scenarios = experiment.scenarios();
    let job = Job::new(&scenarios);
    let mut finished = folder::finished_units(run.records()?, &job, experiment.keeps_records())?;
    finished.truncate(usize::try_from(after).unwrap_or(usize::MAX));
    let list = current(experiment, &finished, run.folder())?;
    if list.len() as u64 != units {
        return Err(foreign(
            "the parts are of another list of units than the run's",
            &parts.folders[0],
        ));
    }
    let mut readers = parts.units();
    let mut skip = done - after;
    for (unit, part) in list.iter().zip(parts_of(&list, parts.part().of)) {
        let stored = match readers[part as usize].next() {
            Some(stored) => stored?,
            None => return Err(wrong(parts, part)),
        };
        if stored.unit != *unit {
            return Err(wrong(parts, part));
        }
        // An earlier merge may have been stopped.
        match skip {
            0 => push(run, stored)?,
            _ => skip -= 1,
        }
    }
    run.flush()?;
    Ok(())
}

fn push(run: &mut RunFolder, stored: StoredUnit) -> Result<(), Failure> {
    Ok(run.push(stored)?)
}

fn wrong(parts: &Parts, part: u32) -> Failure {
    let folder = &parts.folders[part as usize];
    foreign("its units are not those of its part", folder)
}

fn next_round(next: &[Unit], folder: &Path, parts: &Parts) -> Failure {
    let message = format!(
        "the parts are joined in {}, and the run needs another round of {} units",
        folder.display(),
        grouped(next.len() as u64)
    );
    Failure::plain(exit::INCOMPLETE, "merge::next-round", message)
        .about(&folder.display().to_string())
        .advise(parts.next_commands(folder))
}

fn read<T: serde::de::DeserializeOwned>(value: &Value, parts: &Parts) -> Result<T, Failure> {
    serde_json::from_value(value.clone()).map_err(|_| unreadable(parts))
}

fn unreadable(parts: &Parts) -> Failure {
    let name = parts.folders[0].display().to_string();
    let message = format!("{name} was written by another version of passcast");
    Failure::plain(exit::RUN_FOLDER, "store::other-format", message)
        .about(&name)
        .advise("the version that wrote it")
}
