//! What a run is: everything that decides its numbers, and the hash of it.

use crate::experiment::Identity;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// Version of the model's numbers. It rises when any golden number changes, so that
/// no run is continued with simulations of another model.
pub const MODEL_VERSION: u32 = 5;

/// Digits of the id in a folder's name.
const SHORT: usize = 10;

/// Most characters of a scenario's name in a folder's name.
const SLUG: usize = 40;

/// An identity as canonical JSON: keys sorted, and without the scenarios' keys that say
/// how many simulations run. The seed is named once, at the top.
pub(super) fn canonical(identity: &Identity) -> Value {
    let scenarios = identity.scenarios.iter().cloned();
    let scenarios = scenarios.map(without_counts).collect();
    sorted(json!({
        "model_version": MODEL_VERSION,
        "command": identity.command,
        "design": identity.design,
        "scenarios": Value::Array(scenarios),
        "aggregates": identity.aggregates,
        "seed": identity.seed,
    }))
}

/// SHA-256 of an identity, in hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunId(String);

impl RunId {
    /// The id of an identity.
    pub fn new(identity: &Identity) -> Self {
        Self::of(&canonical(identity))
    }

    /// The id of a canonical identity.
    pub(super) fn of(canonical: &Value) -> Self {
        Self(hex(&Sha256::digest(canonical.to_string().as_bytes())))
    }

    /// All 64 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The digits that name a folder.
    pub fn short(&self) -> &str {
        &self.0[..SHORT]
    }

    /// The folder of the run under `outputs`: the scenario's name and the short id.
    pub fn folder(&self, outputs: &Path, scenario: &str) -> PathBuf {
        outputs.join(format!("{}-{}", slug(scenario), self.short()))
    }
}

/// Folders beside a run's own that are named after the same scenario, in order.
pub fn alike(own: &Path) -> Vec<PathBuf> {
    fn name(path: &Path) -> std::borrow::Cow<'_, str> {
        path.file_name().unwrap_or_default().to_string_lossy()
    }
    let name_of_own = name(own);
    let stem = name_of_own.rsplit_once('-').map_or("", |(stem, _)| stem);
    let entries = own.parent().and_then(|parent| fs::read_dir(parent).ok());
    let mut others: Vec<PathBuf> = entries
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            let same = name(path)
                .rsplit_once('-')
                .is_some_and(|(of, _)| of == stem);
            *path != own && same
        })
        .collect();
    // The file system's order is any.
    others.sort();
    others
}

/// Bytes in hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A name for folders: ASCII letters and digits in lower case, hyphens between.
fn slug(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let slug: String = words.join("-").chars().take(SLUG).collect();
    match slug.trim_end_matches('-') {
        "" => "scenario".to_owned(),
        slug => slug.to_owned(),
    }
}

fn without_counts(mut scenario: Value) -> Value {
    if let Some(run) = scenario.get_mut("run").and_then(Value::as_object_mut) {
        // `replicates_per_draw` stays: it decides which replications a draw has.
        for key in ["draws", "tolerance", "seed"] {
            run.shift_remove(key);
        }
    }
    scenario
}

fn sorted(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let mut entries: Vec<_> = map.into_iter().collect();
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            let entries = entries.into_iter().map(|(key, value)| (key, sorted(value)));
            Value::Object(entries.collect::<Map<_, _>>())
        }
        Value::Array(items) => items.into_iter().map(sorted).collect(),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::written;

    fn identity(sets: &[(&str, &str)]) -> Identity {
        let loaded = written::loaded("format = 1\n", sets);
        Identity {
            command: "run".to_owned(),
            design: Value::Null,
            seed: loaded.scenario.run.seed,
            scenarios: vec![loaded.canonical],
            aggregates: Value::Null,
        }
    }

    #[test]
    fn the_hash_is_of_sorted_compact_json() {
        let identity = Identity {
            command: "run".to_owned(),
            design: json!({"b": 0.1, "a": [1, 2.5e-9]}),
            scenarios: vec![json!({"run": {"draws": 8, "seed": 3, "horizon": 52}})],
            aggregates: Value::Null,
            seed: 3,
        };
        let text = format!(
            r#"{{"aggregates":null,"command":"run","design":{{"a":[1,2.5e-9],"b":0.1}},"model_version":{MODEL_VERSION},"scenarios":[{{"run":{{"horizon":52}}}}],"seed":3}}"#
        );
        assert_eq!(canonical(&identity).to_string(), text);
        assert_eq!(RunId::new(&identity).as_str(), hex(&Sha256::digest(&text)));
        assert_eq!(RunId::new(&identity).short().len(), SHORT);
    }

    #[test]
    fn only_what_decides_numbers_is_in_the_id() {
        let plain = RunId::new(&identity(&[]));
        for same in [("run.draws", "9"), ("run.tolerance", "0.1")] {
            assert_eq!(RunId::new(&identity(&[same])), plain, "{same:?}");
        }
        for other in [
            ("run.seed", "9"),
            ("run.replicates_per_draw", "4"),
            ("run.uncertainty", "chance"),
            ("organisation.headcount", "5001"),
        ] {
            assert_ne!(RunId::new(&identity(&[other])), plain, "{other:?}");
        }
    }

    #[test]
    fn folders_have_plain_names() {
        for (name, expected) in [
            ("Plan A: émigrés", "plan-a-migr-s"),
            ("../../etc", "etc"),
            ("日本", "scenario"),
            (&"x".repeat(99), &"x".repeat(SLUG)),
        ] {
            assert_eq!(slug(name), expected);
        }
    }
}
