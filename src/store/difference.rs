//! What differs between two runs, key by key.

use serde_json::Value;
use std::fmt;

/// Most characters of a value in a message.
const SHOWN: usize = 40;

/// A key with two values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The key, such as `organisation.headcount`.
    pub key: String,
    /// The value in the folder, as JSON, shortened; `none` without one.
    pub stored: String,
    /// The value that was asked for, likewise.
    pub asked: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { key, stored, asked } = self;
        write!(f, "{key} is {stored} there and {asked} here")
    }
}

/// What differs between two canonical identities; what concerns all first.
pub(super) fn differences(stored: &Value, asked: &Value) -> Vec<Difference> {
    let mut found = Vec::new();
    for key in ["model_version", "command", "design", "seed"] {
        compare(key, stored.get(key), asked.get(key), &mut found);
    }
    let one = |of: &Value| of["scenarios"].as_array().is_some_and(|all| all.len() == 1);
    if one(stored) && one(asked) {
        // Keys of the only scenario are as the user types them.
        let (stored, asked) = (stored["scenarios"].get(0), asked["scenarios"].get(0));
        compare("", stored, asked, &mut found);
    } else {
        let (stored, asked) = (stored.get("scenarios"), asked.get("scenarios"));
        compare("scenario", stored, asked, &mut found);
    }
    let key = "aggregates";
    compare(key, stored.get(key), asked.get(key), &mut found);
    found
}

fn compare(key: &str, stored: Option<&Value>, asked: Option<&Value>, into: &mut Vec<Difference>) {
    match (stored, asked) {
        (Some(Value::Object(a)), Some(Value::Object(b))) => {
            let added = b.keys().filter(|name| !a.contains_key(*name));
            for name in a.keys().chain(added) {
                let dot = if key.is_empty() { "" } else { "." };
                compare(&format!("{key}{dot}{name}"), a.get(name), b.get(name), into);
            }
        }
        (Some(Value::Array(a)), Some(Value::Array(b))) => {
            for at in 0..a.len().max(b.len()) {
                compare(&format!("{key}[{}]", at + 1), a.get(at), b.get(at), into);
            }
        }
        (a, b) if a == b => {}
        (a, b) => into.push(Difference {
            key: key.to_owned(),
            stored: shown(a),
            asked: shown(b),
        }),
    }
}

fn shown(value: Option<&Value>) -> String {
    let Some(value) = value.filter(|value| !value.is_null()) else {
        return "none".to_owned();
    };
    let text = value.to_string();
    if text.chars().count() <= SHOWN {
        return text;
    }
    let start: String = text.chars().take(SHOWN).collect();
    format!("{start}...")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(stored: &Value, asked: &Value, expected: &[&str]) {
        let found = differences(stored, asked);
        let shown: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn keys_are_named_with_both_values() {
        let run = |heads: u32, phases: Value| json!({"model_version": 1, "command": "run", "seed": 1, "scenarios": [{"organisation": {"headcount": heads}, "phases": phases}]});
        let phases = json!([{"first_week": 1}, {"first_week": 5}]);
        check(&run(5, phases.clone()), &run(5, phases.clone()), &[]);
        check(
            &run(5, phases),
            &run(6, json!([{"first_week": 2}])),
            &[
                "organisation.headcount is 5 there and 6 here",
                "phases[1].first_week is 1 there and 2 here",
                r#"phases[2] is {"first_week":5} there and none here"#,
            ],
        );
    }

    #[test]
    fn several_scenarios_are_numbered_and_long_values_cut() {
        let of = |names: &[&str]| json!({"scenarios": names.iter().map(|name| json!({"name": name})).collect::<Vec<_>>()});
        let long = "x".repeat(60);
        check(
            &of(&["a", "b"]),
            &of(&["a", &long]),
            &[&format!(
                "scenario[2].name is \"b\" there and \"{}... here",
                "x".repeat(39)
            )],
        );
    }
}
