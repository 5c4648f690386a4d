//! `check`: a scenario's mistakes, or what would run and on which assumptions.

use std::sync::Arc;

use clap::{Args, ValueHint};
use serde_json::json;

use crate::cli::console::Console;
use crate::cli::diagnostics::FORMAT;
use crate::cli::failure::Failure;
use crate::cli::global::Global;
use crate::cli::machine::Watch;
use crate::cli::options::ScenarioArguments;
use crate::cli::source;
use crate::experiment::{Given, settings};
use crate::parameter::Parameters;
use crate::report::check::{Checked, Need, differences, differences_text, page, rows};
use crate::session::Estimate;
use crate::simulation::Model;

/// Arguments of `check`.
#[derive(Args, Debug)]
pub struct CheckArguments {
    /// The scenario and changes to it.
    #[command(flatten)]
    pub scenario: ScenarioArguments,
    /// List the keys in which another scenario differs; --set and its like
    /// change the first alone.
    #[arg(long, value_name = "OTHER", value_hint = ValueHint::FilePath)]
    pub diff: Option<String>,
}

/// What `--help` shows of it.
pub const CHECK_EXAMPLES: &str = "\
Examples:
  passcast check workforce.toml
  passcast check workforce.toml --set communications=poor
  passcast check workforce.toml --diff other.toml
  passcast check workforce.toml --format json";

/// Checks a scenario and shows what would run, or in which keys another differs.
///
/// # Errors
/// All problems of the scenario.
pub fn check(
    arguments: &CheckArguments,
    global: &Global,
    console: &Console,
) -> Result<(), Failure> {
    let sets = arguments.scenario.overrides();
    let Given {
        source: from,
        loaded,
        ..
    } = source::load(&arguments.scenario.file, &sets)?;
    if let Some(other) = &arguments.diff {
        let other = source::load(other, &[])?;
        let differences = differences(&loaded.scenario, &other.loaded.scenario);
        if console.is_json() {
            return console.json(&json!({ "format": FORMAT, "differences": differences }));
        }
        return console.result(&differences_text(
            &differences,
            &from.name,
            &other.source.name,
        ));
    }
    let scenario = &loaded.scenario;
    let defaults = Parameters::defaults(&settings(scenario));
    let simulations = u64::from(scenario.run.draws) * u64::from(scenario.run.replications_per_draw);
    let estimate = Estimate::measure(scenario, simulations, global.threads.into(), &Watch::new());
    let model = Model::new(
        &Arc::new(scenario.clone()),
        &Arc::new(Model::slots(scenario)),
        &defaults,
    );
    let agents = model.agents();
    let need = model.need();
    if console.is_json() {
        return console.json(&json!({
            "format": FORMAT,
            "scenario": loaded.canonical,
            "notes": loaded.notes,
            "assumptions": rows(scenario),
            "agents": agents.map(|(first, second)| json!({ "first_line": first, "second_line": second })),
            "needed_without_rollout": need.map(|need| json!({ "occupied": need.occupied, "first_line": need.for_load, "to_cover_the_hours": need.covering })),
            "estimate": estimate,
        }));
    }
    let checked = Checked {
        scenario,
        notes: &loaded.notes,
        agents,
        need: need.map(|need| Need {
            occupied: need.occupied,
            for_load: need.for_load,
            covering: need.covering,
        }),
        estimate: &estimate,
    };
    console.result(&page(&checked, console.screen()))
}
