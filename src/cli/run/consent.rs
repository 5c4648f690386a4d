//! What a run takes, and whether the user agrees to it.

use std::io::{self, BufRead, IsTerminal};

use super::execute::Experiment;
use super::within::Settled;
use crate::cli::arguments::Global;
use crate::cli::console::Console;
use crate::cli::estimate::Estimate;
use crate::cli::exit;
use crate::cli::failure::Failure;
use crate::cli::settings::settings;
use crate::parameter::Parameters;

/// What the missing units take, if the user has agreed to it.
pub fn agreed(
    experiment: &dyn Experiment,
    missing: u64,
    yes: bool,
    settled: Option<&Settled>,
    global: &Global,
    console: &Console,
) -> Result<Estimate, Failure> {
    let first = experiment.scenarios()[0];
    let defaults = Parameters::defaults(&settings(first));
    let mut estimate = match settled.and_then(|settled| settled.each) {
        Some(each) => Estimate::of(first, each, missing, global.threads.into()),
        None => Estimate::measure(first, &defaults, missing, global.threads.into()),
    };
    if !experiment.keeps_records() {
        estimate.without_records();
    }
    // Who said how long has agreed to the time.
    agree(
        &estimate,
        yes || settled.is_some() && !estimate.fills_memory(),
        console,
    )?;
    Ok(estimate)
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
