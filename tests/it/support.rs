//! What the tests share: plans from scenario text.

use passcast::parameter::Parameters;
use passcast::population::Slots;
use passcast::scenario::{self, NoFiles, Override, Scenario, Source};
use passcast::simulation::Plan;
use std::sync::Arc;

/// Resolves a scenario from text, `format = 1` added.
pub fn scenario(text: &str) -> Scenario {
    let source = Source {
        name: "test.toml".into(),
        text: format!("format = 1\n{text}"),
        folder: None,
    };
    match scenario::load(&source, &[], &NoFiles) {
        Ok(loaded) => loaded.scenario,
        Err(problems) => panic!("{problems:#?}"),
    }
}

/// Resolves a shipped scenario, with overrides `key=value`.
pub fn shipped(name: &str, sets: &[&str]) -> Scenario {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let text = std::fs::read_to_string(folder.join(name)).expect("a shipped scenario");
    let sets: Vec<Override> = sets
        .iter()
        .map(|set| {
            let (key, value) = set.split_once('=').expect("key=value");
            Override {
                key: key.into(),
                value: value.into(),
            }
        })
        .collect();
    match scenario::load(
        &Source {
            name: name.into(),
            text,
            folder: Some(folder),
        },
        &sets,
        &NoFiles,
    ) {
        Ok(loaded) => loaded.scenario,
        Err(problems) => panic!("{problems:#?}"),
    }
}

/// A plan at the given parameters.
pub fn plan(scenario: Scenario, parameters: &Parameters) -> Plan {
    let slots = Arc::new(Slots::new(&scenario.organisation));
    Plan::new(Arc::new(scenario), slots, parameters)
}
