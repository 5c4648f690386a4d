//! `check`: a scenario's mistakes, or what would run and on which assumptions.

use std::sync::Arc;

use serde_json::json;

use super::arguments::{CheckArguments, Global};
use super::console::Console;
use super::diagnostics::FORMAT;
use super::estimate::Estimate;
use super::failure::Failure;
use super::settings::settings;
use super::source;
use crate::parameter::Parameters;
use crate::report::check::{Checked, differences, differences_text, page, rows};
use crate::simulation::Model;

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
    let source::Given {
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
    let settings = settings(scenario);
    let defaults = Parameters::defaults(&settings);
    let units = u64::from(scenario.run.draws) * u64::from(scenario.run.replicates_per_draw);
    let estimate = Estimate::measure(scenario, &defaults, units, global.threads.into());
    let agents = Model::new(
        &Arc::new(scenario.clone()),
        &Arc::new(Model::slots(scenario)),
        &defaults,
    )
    .agents();
    if console.is_json() {
        return console.json(&json!({
            "format": FORMAT,
            "scenario": loaded.canonical,
            "notes": loaded.notes,
            "assumptions": rows(scenario),
            "agents": agents.map(|(first, second)| json!({ "first_line": first, "second_line": second })),
            "estimate": estimate,
        }));
    }
    let checked = Checked {
        scenario,
        notes: &loaded.notes,
        agents,
        estimate: &estimate.text(),
    };
    console.result(&page(&checked, console.screen()))
}
