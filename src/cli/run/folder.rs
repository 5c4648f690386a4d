//! Filling a run folder: the missing units, then the answer.

use std::env;
use std::sync::atomic::AtomicBool;
use std::time::SystemTime;

use serde_json::Value;

use super::answer::SUMMARY;
use super::interrupt;
use super::progress::Bar;
use super::simulate::Job;
use super::tables;
use crate::cli::arguments::Global;
use crate::cli::console::Console;
use crate::cli::estimate::{Estimate, grouped};
use crate::cli::exit;
use crate::cli::failure::Failure;
use crate::cli::source::Given;
use crate::experiment::run::{Finished, Results, answer, decide};
use crate::experiment::{Runner, Unit, units};
use crate::observation::OutputError;
use crate::scenario::{Scenario, to_toml};
use crate::statistics::Decision;
use crate::store::{RunFolder, Session, StoredUnit};
use crate::units::Date;

/// Seconds after which finished units are put on the disk.
const FLUSH_SECONDS: f64 = 5.0;

/// Simulates what is missing, writes the answer and returns it.
///
/// # Errors
/// That the run was interrupted, or that reading or writing failed.
pub fn fill(
    given: &Given,
    mut run: RunFolder,
    estimate: &Estimate,
    global: &Global,
    console: &Console,
) -> Result<Value, Failure> {
    let scenario = &given.loaded.scenario;
    let started = now();
    let job = Job::new(scenario);
    let mut finished = read(&mut run, &job)?;
    let before = finished.len();
    let bar = Bar::new(
        estimate.units + before as u64,
        before as u64,
        estimate.seconds > 2.0,
        console,
    );
    let runner = Runner::new(global.threads).map_err(|error| {
        let message = format!("cannot start {} threads: {error}", global.threads);
        Failure::plain(exit::USAGE, "cli::usage", message)
    })?;
    let cancel = interrupt::listen();
    let all = complete(
        scenario,
        &job,
        &mut run,
        &mut finished,
        &runner,
        cancel,
        &bar,
    )?;
    bar.clear();
    run.flush()?;
    run.append_session(&Session {
        host: host(),
        threads: estimate.threads,
        started,
        seconds: bar.seconds(),
        units: (finished.len() - before) as u64,
        command_line: env::args().collect(),
    })?;
    if !all {
        return Err(stopped(finished.len(), scenario, &run));
    }
    write(given, run, &finished)
}

/// Simulates until there are enough units; `false` if it was interrupted.
fn complete(
    scenario: &Scenario,
    job: &Job,
    run: &mut RunFolder,
    finished: &mut Vec<Finished>,
    runner: &Runner,
    cancel: &AtomicBool,
    bar: &Bar,
) -> Result<bool, Failure> {
    let per_draw = scenario.run.replicates_per_draw;
    let all = units(0, 0..scenario.run.draws, per_draw);
    loop {
        let draws = |draws: usize| (draws * per_draw as usize).min(all.len());
        let until = match decide(&Results::new(scenario, finished)).map_err(undefined)? {
            None => all.len(),
            Some(stop) => match stop.decision {
                Decision::Continue { next_n } => draws(next_n),
                Decision::Stop { n, .. } => {
                    finished.truncate(draws(n));
                    return Ok(true);
                }
            },
        };
        let Some(todo) = all
            .get(finished.len()..until)
            .filter(|todo| !todo.is_empty())
        else {
            return Ok(true);
        };
        bar.starts_at(finished.len() as u64);
        let mut flushed = bar.seconds();
        let deliver = |unit: &Unit, record: crate::observation::Record| -> Result<(), Failure> {
            run.push(StoredUnit {
                unit: *unit,
                record: record.clone(),
            })?;
            if bar.seconds() - flushed > FLUSH_SECONDS {
                run.flush()?;
                flushed = bar.seconds();
            }
            finished.push(Finished {
                unit: *unit,
                params: job.parameters(unit.draw),
                record,
            });
            Ok(())
        };
        if runner.run(todo, |unit| job.simulate(unit), cancel, bar, deliver)? < todo.len() {
            return Ok(false);
        }
    }
}

/// Units that are there already.
fn read(run: &mut RunFolder, job: &Job) -> Result<Vec<Finished>, Failure> {
    let mut finished = Vec::new();
    for batch in run.records()? {
        finished.extend(batch?.into_iter().map(|stored| Finished {
            unit: stored.unit,
            params: job.parameters(stored.unit.draw),
            record: stored.record,
        }));
    }
    Ok(finished)
}

/// Writes scenario, tables and answer, and declares the run complete.
fn write(given: &Given, mut run: RunFolder, finished: &[Finished]) -> Result<Value, Failure> {
    let scenario = &given.loaded.scenario;
    let results = Results::new(scenario, finished);
    let answer = answer(&results).map_err(undefined)?;
    run.write_text("scenario.toml", &given.source.text)?;
    run.write_text("resolved.toml", &to_toml(scenario))?;
    tables::write(&results, &mut run)?;
    run.write_json(SUMMARY, &answer)?;
    run.finish()?;
    // Texts and finite numbers can always be written.
    Ok(serde_json::to_value(&answer).unwrap_or_default())
}

fn stopped(done: usize, scenario: &Scenario, run: &RunFolder) -> Failure {
    let all = u64::from(scenario.run.draws) * u64::from(scenario.run.replicates_per_draw);
    let folder = run.folder().display().to_string();
    let message = format!(
        "stopped after {} of {} units, which are kept in {folder}",
        grouped(done as u64),
        grouped(all)
    );
    Failure::plain(exit::INCOMPLETE, "run::incomplete", message)
        .about(&folder)
        .advise(format!(
            "`{}` goes on from there",
            interrupt::command_line()
        ))
}

/// Outputs are checked when a scenario is read, so that this is our bug.
fn undefined(error: OutputError) -> Failure {
    Failure::plain(
        exit::BUG,
        "cli::bug",
        format!("an output cannot be read: {error}"),
    )
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
