//! Scenarios that tests write.

use super::{Loaded, Metrics, NoFiles, Override, Scenario, Source, load};

/// Metrics that tests of scenarios name.
pub(crate) const METRICS: Metrics<'_> = &[
    ("adoption.enrolled.headcount", "share"),
    ("adoption.enrolled.active", "share"),
    ("tickets.all", "cases"),
    ("desk.minutes", "min"),
    ("desk.backlog", "cases"),
    ("cost.helpdesk", "$"),
];

/// Resolves a file of this text, with keys set as on the command line.
pub(crate) fn loaded(text: &str, sets: &[(&str, &str)]) -> Loaded {
    let source = Source {
        name: "plan.toml".to_owned(),
        text: text.to_owned(),
        folder: None,
    };
    let set = |(key, value): &(&str, &str)| Override {
        key: (*key).to_owned(),
        value: (*value).to_owned(),
    };
    let sets: Vec<Override> = sets.iter().map(set).collect();
    load(&source, &sets, &NoFiles, METRICS)
        .unwrap_or_else(|problems| panic!("{problems:#?}\n{text}"))
}

/// What [`loaded`] says the scenario is.
pub(crate) fn scenario(text: &str, sets: &[(&str, &str)]) -> Scenario {
    loaded(text, sets).scenario
}
