//! Filling a run folder: the missing simulations, then the answer.

use std::path::Path;

use serde_json::Value;

use super::error::SessionError;
use super::estimate::Estimate;
use super::host::{Host, Progress, Start};
use super::records::simulations_as;
use super::shelf::Shelf;
use crate::answer::Answer;
use crate::experiment::run::Finished;
use crate::experiment::{self, Experiment, ExperimentError, Job, Runner, SimulationId};
use crate::observation::Records;
use crate::store::{RunFolder, Session, StoredRun, StoredSimulation};
use crate::units::Date;

/// Seconds after which finished simulations are put on the disk.
const FLUSH_SECONDS: f64 = 5.0;

/// The file of the answer.
pub const SUMMARY: &str = "summary.json";

/// What a part keeps beside its records.
pub(super) const RECIPE: &str = "recipe.json";

/// Simulates what is missing, writes the answer and returns it with the finished run;
/// `folder` is what the user calls the folder.
///
/// # Errors
/// That the run was stopped, or that reading or writing failed.
pub fn fill(
    experiment: &dyn Experiment,
    mut run: RunFolder,
    folder: &Path,
    estimate: &Estimate,
    host: &Host<'_>,
) -> Result<(Answer, StoredRun), SessionError> {
    let (finished, runner) = complete(experiment, None, &mut run, folder, estimate, host)?;
    let mut shelf = Shelf::new(&mut run);
    let answer = match experiment.answer(finished, &mut shelf, &runner) {
        Ok(answer) => answer,
        Err(error @ ExperimentError::Refused(_)) => {
            return Err(match shelf.error() {
                Some(cause) => cause.into(),
                None => error.into(),
            });
        }
        Err(error) => return Err(error.into()),
    };
    run.write_json(SUMMARY, &answer)?;
    Ok((answer, run.finish()?))
}

/// Simulates what is missing of a part of an experiment's current list, and keeps what
/// the experiment can be made again from.
///
/// # Errors
/// That the run was stopped, or that reading or writing failed.
pub(super) fn fill_part(
    experiment: &dyn Experiment,
    part: &[SimulationId],
    recipe: &Value,
    mut run: RunFolder,
    folder: &Path,
    estimate: &Estimate,
    host: &Host<'_>,
) -> Result<StoredRun, SessionError> {
    complete(experiment, Some(part), &mut run, folder, estimate, host)?;
    run.write_json(RECIPE, recipe)?;
    Ok(run.finish()?)
}

/// Simulates what is missing of an experiment, or of a part of it, and notes when and
/// where.
fn complete(
    experiment: &dyn Experiment,
    part: Option<&[SimulationId]>,
    run: &mut RunFolder,
    folder: &Path,
    estimate: &Estimate,
    host: &Host<'_>,
) -> Result<(Vec<Finished>, Runner), SessionError> {
    let started = time(host.clock.since_1970());
    let mut work = Work {
        experiment,
        part,
        job: Job::of(experiment),
        host,
    };
    if !experiment.splits() {
        work.job.grows();
    }
    let kept = |stored: &StoredSimulation| work.kept(stored);
    let mut finished = simulations_as(run.records()?, &work.job, kept)?;
    let before = finished.len() as u64;
    let most = part.map_or_else(|| experiment.most(), |part| part.len() as u64);
    host.progress.begins(&Start {
        folder,
        done: before,
        most,
        estimate,
        may_end_early: experiment.may_end_early(),
        part: part.is_some(),
    });
    let begun = host.clock.seconds();
    let runner = Runner::new(host.threads)?;
    let all = work.complete(run, &mut finished, &runner);
    host.progress.ends();
    let all = all?;
    run.flush()?;
    run.append_session(&Session {
        host: host.name.to_owned(),
        threads: estimate.threads,
        started,
        seconds: host.clock.seconds() - begun,
        simulations: (finished.len() as u64).saturating_sub(before),
        command_line: host.command_line.to_vec(),
    })?;
    if !all {
        return Err(SessionError::Stopped {
            done: finished.len() as u64,
            most,
            folder: run.folder().to_path_buf(),
        });
    }
    Ok((finished, runner))
}

/// What is simulated in one folder.
struct Work<'a> {
    experiment: &'a dyn Experiment,
    /// The simulations, if they are a part of the experiment's current list.
    part: Option<&'a [SimulationId]>,
    job: Job<'a>,
    host: &'a Host<'a>,
}

impl Work<'_> {
    /// A finished simulation as it is kept: shown to the experiment, and without its records
    /// if those are not kept.
    fn kept(&self, stored: &StoredSimulation) -> Finished {
        let mut one = self.job.finished(stored.simulation, &stored.records, true);
        if self.part.is_none() {
            self.experiment.see(&one);
        }
        if self.part.is_some() || !self.experiment.keeps_records() {
            one.records = Records::default();
        }
        one
    }

    /// The list after some finished simulations.
    fn next(&self, finished: &[Finished]) -> Result<Vec<SimulationId>, ExperimentError> {
        match self.part {
            Some(part) => Ok(part.get(finished.len()..).unwrap_or_default().to_vec()),
            None => self.experiment.next(finished),
        }
    }

    /// Simulates round by round until there are enough simulations; `false` if it was
    /// stopped. Rounds that are in the folder already are gone through again, as each
    /// decides the next.
    fn complete(
        &mut self,
        run: &mut RunFolder,
        finished: &mut Vec<Finished>,
        runner: &Runner,
    ) -> Result<bool, SessionError> {
        let mut from = 0;
        loop {
            self.job.extend(self.experiment.found(&finished[..from])?);
            let list = self.next(&finished[..from])?;
            if list.is_empty() {
                return Ok(true);
            }
            let there = (finished.len() - from).min(list.len());
            let known = finished[from..from + there]
                .iter()
                .map(|one| &one.simulation);
            if !known.eq(&list[..there]) {
                return Err(other_simulations(run.folder()));
            }
            let todo = &list[there..];
            if self.simulate(todo, run, finished, runner)? < todo.len() {
                return Ok(false);
            }
            from += list.len();
        }
    }

    /// Simulates some simulations; returns how many were finished.
    fn simulate(
        &self,
        todo: &[SimulationId],
        run: &mut RunFolder,
        finished: &mut Vec<Finished>,
        runner: &Runner,
    ) -> Result<usize, SessionError> {
        let (job, clock) = (&self.job, self.host.clock);
        let counted = Counted {
            before: finished.len() as u64,
            progress: self.host.progress,
        };
        let mut flushed = clock.seconds();
        let deliver = |simulation: &SimulationId, records: Records| -> Result<(), SessionError> {
            let stored = StoredSimulation {
                simulation: *simulation,
                records,
            };
            finished.push(self.kept(&stored));
            run.push(stored)?;
            if clock.seconds() - flushed > FLUSH_SECONDS {
                run.flush()?;
                flushed = clock.seconds();
            }
            Ok(())
        };
        job.run(todo, runner, self.host.stop, &counted, deliver)
    }
}

/// Counts the simulations of a list after those before it.
struct Counted<'a> {
    before: u64,
    progress: &'a dyn Progress,
}

impl experiment::Progress for Counted<'_> {
    fn finished(&self, simulations: usize) {
        self.progress.finished(self.before + simulations as u64);
    }
}

/// The simulations that are there are not those that the experiment asks for.
pub(super) fn other_simulations(folder: &Path) -> SessionError {
    SessionError::OtherUnits {
        folder: folder.to_path_buf(),
    }
}

/// A time in UTC, such as 2027-01-04T12:00:00Z.
fn time(since_1970: u64) -> String {
    let date = Date::from_days(i32::try_from(since_1970 / 86_400).unwrap_or(0));
    let rest = since_1970 % 86_400;
    format!(
        "{date}T{:02}:{:02}:{:02}Z",
        rest / 3600,
        rest / 60 % 60,
        rest % 60
    )
}

#[cfg(test)]
mod tests {
    use super::time;

    #[test]
    fn times_are_of_utc() {
        assert_eq!(time(1_799_064_000), "2027-01-04T12:00:00Z");
    }
}
