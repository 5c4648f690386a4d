//! The outputs that plans are compared in.

use crate::observation::{Output, Segments};
use crate::scenario::Scenario;
use crate::units::Population;

/// What is compared unless something else is asked, of every population that all plans have.
pub fn default_outputs(scenarios: &[&Scenario]) -> Vec<String> {
    let [adoption, peak, net_cash] = weighed(scenarios);
    let week = main_week(scenarios);
    let texts = [
        adoption,
        format!("desk.minutes.sum@{week}:difference"),
        peak,
        format!("cost.helpdesk.sum@{week}:difference"),
        net_cash,
    ];
    let of = |population| of_population(scenarios, population, &texts);
    common(scenarios).into_iter().flat_map(of).collect()
}

/// The horizon that all plans have [weeks].
pub fn shortest(scenarios: &[&Scenario]) -> u16 {
    let horizons = scenarios.iter().map(|plan| plan.run.horizon);
    horizons.min().unwrap_or(0)
}

fn main_week(scenarios: &[&Scenario]) -> u16 {
    shortest(scenarios).min(24)
}

/// Adoption, peak tickets and net cash of every population that all plans have.
pub fn pareto_outputs(scenarios: &[&Scenario]) -> Vec<String> {
    let of = |population| of_population(scenarios, population, &weighed(scenarios));
    common(scenarios).into_iter().flat_map(of).collect()
}

/// The populations that all plans have.
fn common(scenarios: &[&Scenario]) -> Vec<Population> {
    let all = |one: &Population| {
        scenarios
            .iter()
            .all(|plan| plan.populations().any(|has| has == *one))
    };
    Population::ALL.into_iter().filter(all).collect()
}

/// Outputs about a population, canonical.
fn of_population(scenarios: &[&Scenario], population: Population, texts: &[String]) -> Vec<String> {
    let segments = scenarios.first().map(|plan| Segments::new(plan));
    let read = |text: &String| Output::of(text, population, segments.as_ref()?);
    texts
        .iter()
        .filter_map(read)
        .map(|output| output.to_string())
        .collect()
}

/// What a front weighs.
fn weighed(scenarios: &[&Scenario]) -> [String; 3] {
    let week = main_week(scenarios);
    let shortest = shortest(scenarios);
    let same = scenarios.iter().all(|plan| plan.run.horizon == shortest);
    let peak = if same {
        "tickets.all.max".to_owned()
    } else {
        format!("tickets.all.max@{shortest}")
    };
    [
        format!("adoption.enrolled.headcount@{week}"),
        peak,
        format!("cost.net_cash.sum@{week}:difference"),
    ]
}
