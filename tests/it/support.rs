//! What the tests share: plans from scenario text.

use passcast::import;
use passcast::parameter::Parameters;
use passcast::population::Slots;
use passcast::scenario::{
    self, DepartmentFacts, DeviceFacts, NoFiles, Override, ReadAggregates, RosterFacts, Scenario,
    Source,
};
use passcast::simulation::Plan;
use std::fs;
use std::path::Path;
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
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let text = fs::read_to_string(folder.join(name)).expect("a shipped scenario");
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
        &Exports,
    ) {
        Ok(loaded) => loaded.scenario,
        Err(problems) => panic!("{problems:#?}"),
    }
}

/// A plan at the given parameters.
pub fn plan(scenario: Scenario, parameters: &Parameters) -> Plan {
    let slots = Arc::new(Slots::new(&scenario.workforce().organisation));
    Plan::new(Arc::new(scenario), slots, parameters)
}

/// Reads exports through the crate's readers.
pub struct Exports;

impl ReadAggregates for Exports {
    fn roster(&self, path: &Path) -> Result<RosterFacts, String> {
        let file = fs::File::open(path).map_err(|error| error.to_string())?;
        let roster = import::read_roster(&path.display().to_string(), file, None)
            .map_err(|error| error.to_string())?;
        let department = |d: import::DepartmentCount| DepartmentFacts {
            name: d.name,
            heads: d.heads,
            frontline: d.frontline,
            contractors: d.contractors,
        };
        Ok(RosterFacts {
            headcount: roster.headcount,
            contractors: roster.contractors,
            guests: roster.guests,
            departments: roster.departments.into_iter().map(department).collect(),
            sites: roster.sites,
        })
    }

    fn devices(&self, path: &Path) -> Result<DeviceFacts, String> {
        let file = fs::File::open(path).map_err(|error| error.to_string())?;
        let devices = import::read_devices(&path.display().to_string(), file)
            .map_err(|error| error.to_string())?;
        Ok(DeviceFacts {
            windows: devices.computers.windows,
            macos: devices.computers.macos,
            chromeos: devices.computers.chromeos,
            ios: devices.phones.ios,
            android: devices.phones.android,
            shared_computers: devices.shared_computers,
        })
    }
}
