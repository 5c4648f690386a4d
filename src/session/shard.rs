//! One part of a run's current list of simulations, in a folder of its own.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::error::SessionError;
use super::fill::{fill_part, other_simulations};
use super::host::Host;
use super::order::{Order, agreed, request};
use super::records::finished_simulations;
use super::simulate::{Answered, read_answer};
use crate::experiment::run::Finished;
use crate::experiment::{Experiment, Job, SimulationId};
use crate::store::{Opened, Part, StoredRun, open, unfinished};

/// Which part of how many, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Which.
    pub index: u32,
    /// How many.
    pub of: u32,
}

/// Reads `I/N`, `auto` or `auto/N`; `variable` looks at the environment.
///
/// # Errors
/// What is wrong, in words.
pub fn parse(text: &str, variable: impl Fn(&str) -> Option<String>) -> Result<Shard, String> {
    let (index, of) = match text.split_once('/') {
        Some((index, of)) => (index, Some(of)),
        None => (text, None),
    };
    let number = |text: &str| text.trim().parse::<u32>().ok();
    let of = match of {
        Some(of) => Some(number(of).ok_or("expected I/N, such as 1/3, or auto")?),
        None => None,
    };
    let shard = if index == "auto" {
        automatic(of, variable)?
    } else {
        let both = number(index).zip(of);
        let (index, of) = both.ok_or("expected I/N, such as 1/3, or auto")?;
        Shard { index, of }
    };
    if shard.index == 0 || shard.index > shard.of {
        return Err(format!(
            "part {} of {} is none: they are counted from 1",
            shard.index, shard.of
        ));
    }
    Ok(shard)
}

/// The part that a job scheduler's variables name; `of` where the user gave it.
fn automatic(of: Option<u32>, variable: impl Fn(&str) -> Option<String>) -> Result<Shard, String> {
    let number = |name: &str| variable(name)?.trim().parse::<u32>().ok();
    let slurm = || {
        let id = number("SLURM_ARRAY_TASK_ID")?;
        let first = number("SLURM_ARRAY_TASK_MIN").unwrap_or(0);
        let last = number("SLURM_ARRAY_TASK_MAX");
        let count = number("SLURM_ARRAY_TASK_COUNT");
        let count = count.or_else(|| last?.checked_sub(first)?.checked_add(1));
        // An array such as 0-18:2 counts in steps.
        let steps = count.unwrap_or(1).saturating_sub(1).max(1);
        let step = last.map_or(1, |last| last.saturating_sub(first) / steps);
        Some((id.checked_sub(first)? / step.max(1), count))
    };
    let kubernetes = || Some((number("JOB_COMPLETION_INDEX")?, number("JOB_COMPLETIONS")));
    let mpi = |name: &str| {
        let rank = number(&format!("{name}_RANK"))?;
        Some((rank, number(&format!("{name}_SIZE"))))
    };
    let found = slurm()
        .or_else(kubernetes)
        .or_else(|| mpi("OMPI_COMM_WORLD"))
        .or_else(|| mpi("PMI"));
    let (index, count) = found.ok_or(
        "auto finds no array index of Slurm, Kubernetes or MPI in the environment; \
         expected I/N, such as 1/3",
    )?;
    let of = of.or(count).ok_or(
        "auto finds an index, but not how many there are; expected auto/N, such as auto/20",
    )?;
    Ok(Shard {
        index: index.saturating_add(1),
        of,
    })
}

/// The folder of a part, beside that of the whole run.
fn folder_of(whole: &Path, shard: Shard) -> PathBuf {
    let mut name = whole.file_name().map_or_else(OsString::new, OsString::from);
    name.push(format!(".shard-{}-of-{}", shard.index, shard.of));
    whole.with_file_name(name)
}

/// The list that comes next in a run of which these simulations are finished: how many of
/// them come before it, and what of it is missing.
///
/// # Errors
/// If the simulations are not those that the experiment asks for.
pub(super) fn current(
    experiment: &dyn Experiment,
    finished: &[Finished],
    folder: &Path,
) -> Result<Vec<SimulationId>, SessionError> {
    let mut from = 0;
    loop {
        let mut list = experiment.next(&finished[..from])?;
        let there = (finished.len() - from).min(list.len());
        let known = finished[from..from + there]
            .iter()
            .map(|one| &one.simulation);
        if !known.eq(&list[..there]) {
            return Err(other_simulations(folder));
        }
        if list.is_empty() || there < list.len() {
            return Ok(list.split_off(there));
        }
        from += list.len();
    }
}

/// The part of each simulation of a list, from 0: simulations of one point and draw stay together,
/// because they share a compiled plan, and more simulations at the end change no part before.
pub(super) fn parts(list: &[SimulationId], of: u32) -> impl Iterator<Item = u32> {
    let mut group = 0_u32;
    let mut last: Option<&SimulationId> = None;
    list.iter().map(move |simulation| {
        let same =
            |other: &SimulationId| (other.point, other.draw) == (simulation.point, simulation.draw);
        if last.is_some_and(|last| !same(last)) {
            group = (group + 1) % of;
        }
        last = Some(simulation);
        group
    })
}

/// What became of a part.
#[derive(Clone, Debug)]
pub enum PartEnd {
    /// The whole run is there, with its answer.
    WholeRun(Box<Answered>),
    /// The part is there.
    Part {
        /// Its folder.
        folder: PathBuf,
        /// Its simulations.
        simulations: u64,
        /// Whether it was there already.
        was_there: bool,
    },
}

/// Simulates one part of the current list.
///
/// # Errors
/// What is wrong with the folder or the machine, and that the run was stopped.
pub fn simulate_part(
    order: &Order<'_>,
    shard: Shard,
    host: &Host<'_>,
) -> Result<PartEnd, SessionError> {
    let experiment = order.experiment;
    if !experiment.splits() {
        return Err(SessionError::DecidesOnTheWay);
    }
    let recipe = experiment.recipe().ok_or(SessionError::CannotSplit)?;
    let whole = order.folder();
    let finished = match before(order, &whole)? {
        Before::Complete(run) => {
            return Ok(PartEnd::WholeRun(Box::new(Answered {
                answer: read_answer(&run)?,
                run,
                folder: whole,
                was_there: true,
            })));
        }
        Before::Simulations(finished) => finished,
    };
    let list = current(experiment, &finished, &whole)?;
    if list.is_empty() {
        return Err(SessionError::NothingMissing { folder: whole });
    }
    let mine = list.iter().zip(parts(&list, shard.of));
    let mine = mine.filter(|(_, part)| *part + 1 == shard.index);
    let simulations: Vec<SimulationId> = mine.map(|(simulation, _)| *simulation).collect();
    let folder = folder_of(&whole, shard);
    let mut asked = request(order, &folder, order.force);
    asked.simulations = simulations.len() as u64;
    asked.part = Some(Part {
        index: shard.index,
        of: shard.of,
        after: finished.len() as u64,
        simulations: list.len() as u64,
    });
    let mut was_there = true;
    if let Opened::Resume { run, done } = open(&asked)? {
        let missing = asked.simulations.saturating_sub(done);
        let estimate = agreed(experiment, missing, None, false, host, |_| order.yes)?;
        fill_part(
            experiment,
            &simulations,
            &recipe,
            *run,
            &folder,
            &estimate,
            host,
        )?;
        was_there = false;
    }
    Ok(PartEnd::Part {
        simulations: simulations.len() as u64,
        folder,
        was_there,
    })
}

/// What is there of the whole run.
enum Before {
    Complete(StoredRun),
    Simulations(Vec<Finished>),
}

fn before(order: &Order<'_>, whole: &Path) -> Result<Before, SessionError> {
    match unfinished(&request(order, whole, false))? {
        None => Ok(Before::Simulations(Vec::new())),
        Some((run, true)) => Ok(Before::Complete(run)),
        Some((run, false)) => {
            let job = Job::of(order.experiment);
            let keeps = order.experiment.keeps_records();
            finished_simulations(run.records(), &job, keeps).map(Before::Simulations)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::rounds;

    fn typed(text: &str) -> Result<Shard, String> {
        parse(text, |_| None)
    }

    fn found(of: Option<u32>, variables: &[(&str, &str)]) -> Result<Shard, String> {
        let get = |name: &str| {
            let row = variables.iter().find(|(known, _)| *known == name);
            row.map(|(_, value)| (*value).to_owned())
        };
        automatic(of, get)
    }

    #[test]
    fn parts_are_named_or_found_in_the_environment() {
        let shard = |index, of| Ok(Shard { index, of });
        assert_eq!(typed("2/3"), shard(2, 3));
        for wrong in ["0/3", "4/3", "3", "a/b", "1/", "/3", "-1/3"] {
            assert!(typed(wrong).is_err(), "{wrong}");
        }
        let slurm = [
            ("SLURM_ARRAY_TASK_ID", "14"),
            ("SLURM_ARRAY_TASK_MIN", "10"),
            ("SLURM_ARRAY_TASK_MAX", "18"),
            ("SLURM_ARRAY_TASK_COUNT", "5"),
            ("OMPI_COMM_WORLD_RANK", "1"),
        ];
        assert_eq!(found(None, &slurm), shard(3, 5));
        let kubernetes = [("JOB_COMPLETION_INDEX", "0")];
        assert!(found(None, &kubernetes).is_err());
        assert_eq!(found(Some(4), &kubernetes), shard(1, 4));
        let mpi = [("PMI_RANK", "7"), ("PMI_SIZE", "8")];
        assert_eq!(found(None, &mpi), shard(8, 8));
        assert!(found(None, &[]).is_err());
    }

    #[test]
    fn parts_share_a_list_whose_beginning_stays_theirs() {
        let list = rounds(3, 0..5, 2);
        let whole: Vec<u32> = parts(&list, 4).collect();
        assert_eq!(whole[..8], [0, 0, 1, 1, 2, 2, 3, 3]);
        assert_eq!(whole[8..10], [0, 0]);
        let shorter = rounds(3, 0..4, 2);
        assert!(whole.starts_with(&parts(&shorter, 4).collect::<Vec<_>>()));
        assert!(parts(&list, 1).all(|part| part == 0));
    }
}
