//! Filling a run folder: the missing units, then the answer.

use std::env;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::SystemTime;

use serde_json::Value;

use super::execute::Experiment;
use super::interrupt;
use super::progress::Bar;
use super::simulate::Job;
use crate::cli::arguments::Global;
use crate::cli::console::Console;
use crate::cli::estimate::Estimate;
use crate::cli::exit;
use crate::cli::failure::Failure;
use crate::experiment::run::Finished;
use crate::experiment::{Runner, Unit};
use crate::observation::Records;
use crate::store::{RecordReader, RunFolder, Session, StoredRun, StoredUnit};
use crate::units::Date;
use crate::units::grouped;

/// Seconds after which finished units are put on the disk.
const FLUSH_SECONDS: f64 = 5.0;

/// Simulates what is missing, writes the answer and returns it with the finished
/// run.
///
/// # Errors
/// That the run was interrupted, or that reading or writing failed.
pub fn fill(
    experiment: &dyn Experiment,
    mut run: RunFolder,
    estimate: &Estimate,
    global: &Global,
    console: &Console,
) -> Result<(Value, StoredRun), Failure> {
    let scenarios = experiment.scenarios();
    let started = now();
    let mut work = Work {
        experiment,
        job: Job::new(&scenarios),
    };
    if !experiment.splits() {
        work.job.grows();
    }
    let kept = |stored: &StoredUnit| work.kept(stored);
    let mut finished = units_as(run.records()?, &work.job, kept)?;
    let before = finished.len();
    let bar = Bar::new(
        estimate.units + before as u64,
        before as u64,
        estimate.seconds > 2.0,
        console,
    );
    let runner = Runner::new(global.threads.into()).map_err(|error| {
        let message = format!("cannot start {} threads: {error}", global.threads);
        Failure::plain(exit::USAGE, "cli::usage", message)
    })?;
    let cancel = interrupt::listen();
    let all = work.complete(&mut run, &mut finished, &runner, cancel, &bar)?;
    bar.clear();
    run.flush()?;
    run.append_session(&Session {
        host: host(),
        threads: estimate.threads,
        started,
        seconds: bar.seconds(),
        units: finished.len().saturating_sub(before) as u64,
        command_line: env::args().collect(),
    })?;
    if !all {
        return Err(stopped(finished.len() as u64, experiment.most(), &run));
    }
    let answer = experiment.write(finished, &mut run, &runner)?;
    Ok((answer, run.finish()?))
}

/// What is simulated in one folder.
struct Work<'a> {
    experiment: &'a dyn Experiment,
    job: Job<'a>,
}

impl Work<'_> {
    /// A finished unit as it is kept: shown to the experiment, and without its records
    /// if those are not kept.
    fn kept(&self, stored: &StoredUnit) -> Finished {
        let mut one = self.job.finished(stored, true);
        self.experiment.see(&one);
        if !self.experiment.keeps_records() {
            one.records = Records::default();
        }
        one
    }

    /// Simulates round by round until there are enough units; `false` if it was
    /// interrupted. Rounds that are in the folder already are gone through again, as
    /// each decides the next.
    fn complete(
        &mut self,
        run: &mut RunFolder,
        finished: &mut Vec<Finished>,
        runner: &Runner,
        cancel: &AtomicBool,
        bar: &Bar,
    ) -> Result<bool, Failure> {
        let mut from = 0;
        loop {
            self.job.extend(self.experiment.found(&finished[..from])?);
            let list = self.experiment.next(&finished[..from])?;
            if list.is_empty() {
                return Ok(true);
            }
            let there = (finished.len() - from).min(list.len());
            if !finished[from..from + there]
                .iter()
                .map(|one| &one.unit)
                .eq(&list[..there])
            {
                return Err(another_list(run.folder()));
            }
            let todo = &list[there..];
            if self.simulate(todo, run, finished, runner, cancel, bar)? < todo.len() {
                return Ok(false);
            }
            from += list.len();
        }
    }

    /// Simulates some units; returns how many were finished.
    fn simulate(
        &self,
        todo: &[Unit],
        run: &mut RunFolder,
        finished: &mut Vec<Finished>,
        runner: &Runner,
        cancel: &AtomicBool,
        bar: &Bar,
    ) -> Result<usize, Failure> {
        let job = &self.job;
        bar.starts_at(finished.len() as u64);
        let mut flushed = bar.seconds();
        let deliver = |unit: &Unit, records: Records| -> Result<(), Failure> {
            let stored = StoredUnit {
                unit: *unit,
                records,
            };
            finished.push(self.kept(&stored));
            run.push(stored)?;
            if bar.seconds() - flushed > FLUSH_SECONDS {
                run.flush()?;
                flushed = bar.seconds();
            }
            Ok(())
        };
        let simulate = |unit: &Unit| job.simulate(unit);
        runner.run(todo, simulate, cancel, bar, deliver)
    }
}

/// Units that are there already, with their records if those are kept.
///
/// # Errors
/// If reading failed.
pub fn finished_units(
    records: RecordReader,
    job: &Job<'_>,
    keeps: bool,
) -> Result<Vec<Finished>, Failure> {
    units_as(records, job, |stored| job.finished(stored, keeps))
}

/// Units that are there already, each as `kept` makes it.
fn units_as(
    records: RecordReader,
    job: &Job<'_>,
    kept: impl Fn(&StoredUnit) -> Finished,
) -> Result<Vec<Finished>, Failure> {
    let mut finished = Vec::new();
    for batch in records {
        for stored in &batch? {
            if !job.has(&stored.unit) {
                let message = "a unit of the records is of a point that this run has not";
                return Err(Failure::plain(exit::RUN_FOLDER, "store::damaged", message));
            }
            finished.push(kept(stored));
        }
    }
    Ok(finished)
}

/// The units that are there are not those that the experiment asks for.
pub fn another_list(folder: &Path) -> Failure {
    let folder = folder.display().to_string();
    let message = format!("{folder} is damaged: its units are not those of this run");
    Failure::plain(exit::RUN_FOLDER, "store::damaged", message)
        .about(&folder)
        .advise("--force to compute it anew, or a copy of the folder")
}

fn stopped(done: u64, all: u64, run: &RunFolder) -> Failure {
    let folder = run.folder().display().to_string();
    let message = format!(
        "stopped after {} of {} units, which are kept in {folder}",
        grouped(done),
        grouped(all)
    );
    Failure::plain(exit::INCOMPLETE, "run::incomplete", message)
        .about(&folder)
        .advise(format!(
            "`{}` goes on from there",
            interrupt::command_line(None)
        ))
}

/// This computer's name.
fn host() -> String {
    let from_kernel = std::fs::read_to_string("/proc/sys/kernel/hostname");
    let name = from_kernel
        .or_else(|_| env::var("HOSTNAME"))
        .or_else(|_| env::var("COMPUTERNAME"));
    name.map_or_else(|_| "unknown".to_owned(), |name| name.trim().to_owned())
}

/// The time in UTC, such as 2027-01-04T12:00:00Z.
fn now() -> String {
    #[expect(clippy::disallowed_methods, reason = "sessions say when they were")]
    let time = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let seconds = time.map_or(0, |time| time.as_secs());
    let date = Date::from_days(i32::try_from(seconds / 86_400).unwrap_or(0));
    let rest = seconds % 86_400;
    format!(
        "{date}T{:02}:{:02}:{:02}Z",
        rest / 3600,
        rest / 60 % 60,
        rest % 60
    )
}
