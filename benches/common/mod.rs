//! What the benchmarks share: plans of shipped scenarios, counts, checksums.

#![allow(dead_code, reason = "each benchmark uses a part")]

use passcast::observation::Record;
use passcast::observation::metric_units;
use passcast::parameter::Parameters;
use passcast::population::Slots;
use passcast::scenario::{self, NoFiles, Override, Scenario, Source};
use passcast::simulation::Plan;
use std::path::Path;
use std::sync::Arc;

/// The scenario that most figures are about.
pub const FOUR_PHASES: &str = "workforce-four-phase.toml";

/// The start of [`checksum`].
pub const FNV_BASIS: u64 = 0xcbf2_9ce4_8422_2325;

/// A shipped scenario at a headcount and horizon.
pub fn scenario(name: &str, headcount: u32, weeks: u32) -> Scenario {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let source = Source {
        name: name.into(),
        text: std::fs::read_to_string(folder.join(name)).expect("a shipped scenario"),
        folder: Some(folder),
    };
    let sets = [
        ("organisation.headcount", headcount),
        ("run.horizon", weeks),
    ]
    .map(|(key, value)| Override {
        key: key.into(),
        value: value.to_string(),
    });
    match scenario::load(&source, &sets, &NoFiles, metric_units()) {
        Ok(loaded) => loaded.scenario,
        Err(problems) => panic!("{problems:#?}"),
    }
}

/// A plan of a shipped scenario at the default parameters.
pub fn plan(name: &str, headcount: u32, weeks: u32) -> Plan {
    let scenario = Arc::new(scenario(name, headcount, weeks));
    let slots = Arc::new(Slots::new(&scenario.workforce().organisation));
    Plan::new(scenario, slots, &Parameters::defaults(&[]))
}

/// People times plan weeks, both arms counted.
pub fn agent_weeks(plan: &Plan) -> u64 {
    2 * plan.slots.len() as u64 * u64::from(plan.horizon)
}

/// FNV-1a over the integers of a record.
pub fn checksum(start: u64, record: &Record) -> u64 {
    [&record.rollout, &record.baseline]
        .into_iter()
        .flat_map(|tally| tally.to_integers())
        .flat_map(i64::to_le_bytes)
        .fold(start, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        })
}
