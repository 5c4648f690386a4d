//! A scenario as what identifies a run.

use super::Scenario;
use serde_json::Value;

/// The scenario as JSON with sorted keys, for the id of a run.
///
/// # Panics
/// Never: a scenario has no maps whose keys are no texts.
pub fn canonical(scenario: &Scenario) -> Value {
    sorted(serde_json::to_value(scenario).expect("its keys are texts"))
}

/// JSON with the keys of every object sorted.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let mut entries: Vec<_> = map.into_iter().collect();
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            let entries = entries.into_iter();
            entries.map(|(key, value)| (key, sorted(value))).collect()
        }
        Value::Array(items) => items.into_iter().map(sorted).collect(),
        other => other,
    }
}
