//! Scenarios that tests write.

use super::{Loaded, NoFiles, Override, Scenario, Source, load};

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
    load(&source, &sets, &NoFiles).unwrap_or_else(|problems| panic!("{problems:#?}\n{text}"))
}

/// What [`loaded`] says the scenario is.
pub(crate) fn scenario(text: &str, sets: &[(&str, &str)]) -> Scenario {
    loaded(text, sets).scenario
}
