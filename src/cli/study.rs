//! Long studies of the shipped scenarios, compiled with the feature `studies`.

use super::console::Console;
use super::exit;
use super::failure::Failure;
use super::source;
use crate::experiment::study::{self, Size};
use crate::experiment::{Runner, tune};
use crate::scenario::{Override, Scenario};
use clap::ValueEnum;
use std::path::Path;

/// What to study.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Study {
    /// Fit the eight centres; prints the table of `src/parameter/table/fitted.csv`.
    Tune,
    /// The good plan at its defaults, one range at a time, and cross-checks.
    GoodPlan,
    /// The good plan's prior predictive, unconditioned and conditioned.
    Predictive,
    /// Failing plans against the good one, paired over draws.
    FailingPlans,
    /// Minutes against the runbook week.
    RunbookWeek,
    /// How often an input without effect is called influential; --draws repetitions.
    Dummy,
    /// How often intervals hold the known answer; --draws repetitions.
    Coverage,
    /// How often Kim and Nelson's procedure selects the best; --draws repetitions.
    Selection,
}

/// Runs a study of the scenarios in `folder`; the result goes to standard output.
///
/// # Errors
/// If a scenario cannot be used or the threads cannot be started.
pub fn study(
    what: Study,
    folder: &Path,
    size: Size,
    threads: usize,
    console: &Console,
) -> Result<(), Failure> {
    let runner = Runner::new(threads)
        .map_err(|error| Failure::plain(exit::BUG, "cli::threads", error.to_string()))?;
    let load = |name: &str, sets: &[(&str, &str)]| -> Result<Scenario, Failure> {
        let sets: Vec<Override> = sets
            .iter()
            .map(|(key, value)| Override {
                key: (*key).into(),
                value: (*value).into(),
            })
            .collect();
        let file = folder.join(format!("{name}.toml"));
        Ok(source::load(&file.to_string_lossy(), &sets)?
            .loaded
            .scenario)
    };
    let short = [("run.horizon", "24")];
    let text = match what {
        Study::Tune => {
            let sets = [("run.horizon", "24"), ("organisation.headcount", "2000")];
            let effort = tune::Effort {
                seed: size.seed,
                draws: size.draws,
                steps: 6,
            };
            let tuned = tune::tune(&runner, &load("workforce-four-phase", &sets)?, effort);
            console.say(&tuned.report());
            tuned.csv()
        }
        Study::GoodPlan => study::good_plan(&runner, &load("workforce-four-phase", &[])?, size),
        Study::Predictive => study::predictive(&runner, &load("workforce-four-phase", &[])?, size),
        Study::RunbookWeek => {
            study::runbook_week(&runner, &load("workforce-four-phase", &short)?, size)
        }
        Study::Dummy => study::dummy(&runner, &load("workforce-four-phase", &[])?, size),
        Study::Coverage => study::coverage(&runner, size),
        Study::Selection => study::selection(&runner, size),
        Study::FailingPlans => {
            let names = [
                "workforce-four-phase",
                "workforce-poor-communications",
                "workforce-late-runbook",
                "workforce-weak-fallback",
                "workforce-poor-both",
            ];
            let plans = names.map(|name| Ok((name, load(name, &short)?)));
            let plans: Vec<(&str, Scenario)> = plans.into_iter().collect::<Result<_, Failure>>()?;
            study::failing_plans(&runner, &plans, size)
        }
    };
    console.result(&text)
}
