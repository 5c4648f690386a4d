//! The parts of a run become the run.

use std::path::{Path, PathBuf};

use super::error::{NextRound, SessionError};
use super::fill::fill;
use super::host::Host;
use super::order::{Order, agreed, default_folder, request};
use super::parts::{Parts, foreign};
use super::records::finished_simulations;
use super::shard::{current, parts as parts_of};
use super::simulate::{Answered, read_answer};
use crate::experiment::{Experiment, Job, again};
use crate::store::{Opened, RunFolder, RunId, command_lines, open};

/// Joins the parts of a run in the order of its list, and ends the run as it would end in
/// one place: in `out`, or where it would be without parts.
///
/// # Errors
/// Parts that are missing, damaged, or of another run; that the run needs another round
/// of simulations; and what is wrong with the machine.
pub fn merge(
    folders: &[PathBuf],
    out: Option<&Path>,
    force: bool,
    host: &Host<'_>,
) -> Result<Answered, SessionError> {
    let parts = Parts::open(folders)?;
    let manifest = parts.manifest();
    let aggregates = &manifest.identity["aggregates"];
    let made = again(&manifest.command, &parts.recipe, aggregates);
    let experiment = made.filter(|one| RunId::new(&one.identity()).as_str() == manifest.id);
    let experiment = experiment.ok_or_else(|| SessionError::OtherVersion {
        file: parts.folders[0].clone(),
        replaceable: false,
    })?;
    let experiment = experiment.as_ref();
    let folder: PathBuf = match (out, parts.whole()) {
        (Some(out), _) => out.to_path_buf(),
        (None, Some(whole)) => whole,
        (None, None) => default_folder(experiment),
    };
    let order = Order {
        experiment,
        out: Some(&folder),
        force,
        yes: true,
    };
    let mut run = match open(&request(&order, &folder, force))? {
        Opened::Complete(run) => {
            return Ok(Answered {
                answer: read_answer(&run)?,
                run,
                folder,
                was_there: true,
            });
        }
        Opened::Resume { run, .. } => *run,
    };
    append(experiment, &parts, &mut run)?;
    let job = Job::of(experiment);
    let keeps = experiment.keeps_records();
    let finished = finished_simulations(run.records()?, &job, keeps)?;
    let next = current(experiment, &finished, &folder)?;
    if !next.is_empty() {
        return Err(SessionError::NextRound(Box::new(NextRound {
            folder,
            simulations: next,
            of: parts.part().of,
            command_line: command_lines(&parts.folders[0]).pop(),
        })));
    }
    drop(finished);
    let estimate = agreed(experiment, 0, None, keeps, host, |_| true)?;
    let (answer, run) = fill(experiment, run, &folder, &estimate, host)?;
    Ok(Answered {
        answer,
        run,
        folder,
        was_there: false,
    })
}

/// Adds what the folder of the whole run does not have yet.
fn append(
    experiment: &dyn Experiment,
    parts: &Parts,
    run: &mut RunFolder,
) -> Result<(), SessionError> {
    let (after, simulations) = (parts.part().after, parts.part().simulations);
    let done = run.done();
    if done < after {
        return Err(SessionError::MissingRound {
            folder: run.folder().to_path_buf(),
            done,
            after,
        });
    }
    let job = Job::of(experiment);
    let mut finished = finished_simulations(run.records()?, &job, experiment.keeps_records())?;
    finished.truncate(usize::try_from(after).unwrap_or(usize::MAX));
    let list = current(experiment, &finished, run.folder())?;
    if list.len() as u64 != simulations {
        return Err(foreign(
            "the parts are of another list of simulations than the run's",
            &parts.folders[0],
        ));
    }
    let mut readers = parts.simulations();
    let mut skip = done - after;
    for (simulation, part) in list.iter().zip(parts_of(&list, parts.part().of)) {
        let stored = match readers[part as usize].next() {
            Some(stored) => stored?,
            None => return Err(wrong(parts, part)),
        };
        if stored.simulation != *simulation {
            return Err(wrong(parts, part));
        }
        // An earlier merge may have been stopped.
        match skip {
            0 => run.push(stored)?,
            _ => skip -= 1,
        }
    }
    run.flush()?;
    Ok(())
}

fn wrong(parts: &Parts, part: u32) -> SessionError {
    let folder = &parts.folders[part as usize];
    foreign("its simulations are not those of its part", folder)
}
