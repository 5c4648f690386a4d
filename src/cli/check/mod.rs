//! `check`: a scenario's mistakes, or what would run and on which assumptions.

mod assumptions;
mod customers;
mod diff;
mod page;
mod plan;
mod profile;
mod workforce;

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
use crate::simulation::Model;
use crate::units::Population;

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
        let differences = diff::differences(&loaded.scenario, &other.loaded.scenario);
        if console.is_json() {
            return console.json(&json!({ "format": FORMAT, "differences": differences }));
        }
        return console.result(&diff::text(&differences, &from.name, &other.source.name));
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
            "assumptions": assumptions::rows(scenario),
            "agents": agents.map(|(first, second)| json!({ "first_line": first, "second_line": second })),
            "estimate": estimate,
        }));
    }
    let mut page = page::Page::new(console);
    plan::write_head(scenario, &mut page);
    if let (Some(plan), Some(agents)) = (&scenario.workforce, agents) {
        workforce::write(scenario, plan, agents, &mut page);
    }
    if let Some(plan) = &scenario.customers {
        customers::write(scenario, plan, &mut page);
    }
    plan::write_targets(scenario, &mut page);
    let platforms = [
        scenario.workforce.as_ref().map(|plan| &plan.platform),
        scenario.customers.as_ref().map(|plan| &plan.platform),
    ];
    for (platform, population) in platforms.into_iter().zip(Population::ALL) {
        if let Some(platform) = platform {
            profile::write(platform, population, &scenario.assumptions, &mut page);
        }
    }
    assumptions::write(scenario, &mut page);
    plan::write_notes(&loaded.notes, &mut page);
    page.heading("Estimate");
    page.line(&estimate.text());
    page.line("This scenario has no mistakes.");
    console.result(&page.finish())
}
