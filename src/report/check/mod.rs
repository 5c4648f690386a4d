//! `check` on a screen: what would run and on which assumptions, or in which keys two
//! plans differ.

mod assumptions;
mod customers;
mod diff;
mod need;
mod plan;
mod profile;
mod words;
mod workforce;

pub use assumptions::{Row, rows};
pub use diff::{Difference, differences, text as differences_text};
pub use need::Need;

use crate::report::page::Page;
use crate::report::terminal::Screen;

use crate::scenario::{Note, Scenario};
use crate::session::Estimate;
use crate::units::Population;

/// A plan without mistakes, and what is known of its run.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    /// The plan.
    pub scenario: &'a Scenario,
    /// What its owner should know of it.
    pub notes: &'a [Note],
    /// Agents of the first and second line, if it is about a workforce.
    pub agents: Option<(u16, u16)>,
    /// What the load without a rollout needs of the first line, if there is a workforce.
    pub need: Option<Need>,
    /// What a run takes.
    pub estimate: &'a Estimate,
}

/// The plan as text of at most 100 columns.
pub fn page(checked: &Checked<'_>, screen: Screen) -> String {
    let scenario = checked.scenario;
    let mut page = Page::new(screen);
    plan::write_head(scenario, &mut page);
    let desk = checked.agents.zip(checked.need);
    if let (Some(plan), Some((agents, need))) = (&scenario.workforce, desk) {
        workforce::write(scenario, plan, (agents, need), &mut page);
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
    plan::write_notes(checked.notes, &mut page);
    page.section("Estimate");
    page.text(&checked.estimate.text());
    page.text("This scenario has no mistakes.");
    page.finish()
}
