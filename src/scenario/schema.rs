//! The JSON schema of scenario files, for editors.

use serde_json::{Map, Value, json};

use super::audience::Role;
use super::keys::{self, Key};
use super::kind::{Kind, LAST_WEEK, Words};

/// The schema (draft 07), as text that ends in a newline.
pub fn schema() -> String {
    let mut root = table("");
    if let Value::Object(map) = &mut root {
        let head = [
            ("$schema", json!("http://json-schema.org/draft-07/schema#")),
            ("title", json!("passcast scenario")),
        ];
        for (i, (key, value)) in head.into_iter().enumerate() {
            map.shift_insert(i, key.to_owned(), value);
        }
    }
    // Values made of texts and numbers can always be written.
    let mut text = serde_json::to_string_pretty(&root).unwrap_or_default();
    text.push('\n');
    text
}

fn table(pattern: &str) -> Value {
    if pattern == "assumptions" {
        let properties: Map<String, Value> = crate::parameter::ids()
            .map(|id| (id.to_owned(), of(Kind::Setting)))
            .collect();
        // Dotted keys nest, so that other names are tables, not mistakes.
        return json!({ "type": "object", "properties": properties, "additionalProperties": { "type": "object" } });
    }
    let properties: Map<String, Value> = keys::of(pattern)
        .map(|key| (key.name.to_owned(), property(key)))
        .collect();
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

fn property(key: &Key) -> Value {
    let mut schema = of(key.kind);
    if let Value::Object(map) = &mut schema {
        let mut text = key.meaning.to_owned();
        if !key.unit.is_empty() {
            text.push_str(&format!(" Unit: {}.", key.unit));
        }
        if !key.default.is_empty() {
            text.push_str(&format!(
                " Default: {}.",
                key.default.trim_matches(['(', ')'])
            ));
        }
        map.insert("description".to_owned(), json!(text));
    }
    schema
}

fn of(kind: Kind) -> Value {
    let percent = || json!({ "type": "string", "pattern": "^ *-?[0-9.]+ *%$" });
    let number = |low: f64, high: f64| json!({ "type": "number", "minimum": low, "maximum": high });
    let share = || json!({ "anyOf": [number(0.0, 1.0), percent()] });
    let texts = || json!({ "type": "array", "items": { "type": "string" } });
    let quality = || json!({ "anyOf": [{ "enum": ["poor", "fair", "good", "excellent"] }, number(0.0, 1.0), percent()] });
    let week = || {
        json!({ "anyOf": [
            { "type": "integer", "minimum": 1, "maximum": LAST_WEEK },
            { "type": "string", "pattern": "^ *[0-9]+ *([-–] *[0-9]* *)?$" },
        ] })
    };
    // Editors see TOML dates as texts.
    let date = || json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" });
    match kind {
        Kind::Share => share(),
        Kind::Number(low, high) => json!({ "anyOf": [number(low, high), percent()] }),
        Kind::Integer(low, high) => json!({ "type": "integer", "minimum": low, "maximum": high }),
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Text => json!({ "type": "string", "minLength": 1 }),
        Kind::Word(words) => json!({ "enum": words }),
        Kind::Words(words) => json!({ "type": "array", "items": { "enum": words } }),
        Kind::WordsOr(all, words) => {
            let single = [&[all], words].concat();
            json!({ "anyOf": [{ "enum": single }, of(Kind::Words(words))] })
        }
        Kind::Names => texts(),
        Kind::Files => json!({ "anyOf": [{ "type": "string", "minLength": 1 }, texts()] }),
        Kind::Quality => quality(),
        Kind::Date => date(),
        Kind::Dates => json!({ "type": "array", "items": date() }),
        Kind::Weeks => json!({ "anyOf": [week(), { "type": "array", "items": week() }] }),
        Kind::Span => week(),
        Kind::Days(most) => {
            json!({ "anyOf": [{ "type": "integer", "minimum": 0, "maximum": most }, { "type": "string" }] })
        }
        Kind::Money => {
            json!({ "anyOf": [{ "type": "number", "minimum": 0 }, { "type": "string" }] })
        }
        Kind::Amount(low, high) => {
            json!({ "anyOf": [number(low, high), { "type": "string" }] })
        }
        Kind::Skips => {
            json!({ "anyOf": [{ "type": "integer", "minimum": 0, "maximum": 255 }, { "const": "unlimited" }] })
        }
        Kind::Grace => json!({ "anyOf": [
            { "const": "none" },
            { "type": "object", "properties": { "week": { "type": "integer" } }, "required": ["week"], "additionalProperties": false },
            { "type": "object", "properties": { "skips": { "type": "integer" } }, "required": ["skips"], "additionalProperties": false },
        ] }),
        Kind::Audience => json!({ "anyOf": [
            { "type": "string" },
            texts(),
            { "type": "object", "properties": {
                "roles": { "type": "array", "items": { "enum": Role::WORDS } },
                "departments": texts(),
            }, "additionalProperties": false },
        ] }),
        Kind::Numbered(words) => json!({ "anyOf": [
            { "enum": words },
            { "type": "integer", "minimum": 1, "maximum": words.len() },
        ] }),
        Kind::Level(levels, low, high) => {
            let words: Vec<&str> = levels.iter().map(|level| level.0).collect();
            json!({ "anyOf": [{ "enum": words }, number(low, high), percent()] })
        }
        Kind::NumberOr(word, low, high) => {
            json!({ "anyOf": [number(low, high), percent(), { "const": word }] })
        }
        Kind::ShareByDepartment => {
            json!({ "anyOf": [number(0.0, 1.0), percent(), { "type": "object", "additionalProperties": share() }] })
        }
        Kind::Setting => json!({ "anyOf": [
            { "type": "number" },
            percent(),
            { "type": "string", "pattern": "^\\$" },
            { "type": "array", "minItems": 3, "maxItems": 3 },
            { "type": "object", "required": ["low", "mode", "high"] },
        ] }),
        Kind::Changes => json!({ "type": "object" }),
        Kind::Table(pattern) => table(pattern),
        Kind::Tables(pattern) => json!({ "type": "array", "items": table(pattern) }),
        Kind::QualityTable(pattern) => json!({ "anyOf": [quality(), table(pattern)] }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_in_the_schema() {
        let root: Value = serde_json::from_str(&schema()).unwrap();
        assert_eq!(root["$schema"], "http://json-schema.org/draft-07/schema#");
        let weeks = &root["properties"]["phase"]["items"]["properties"]["weeks"];
        assert!(
            weeks["description"]
                .as_str()
                .unwrap()
                .starts_with("First and last week.")
        );
        let text = schema();
        for key in keys::all() {
            assert!(
                text.contains(&format!("{:?}: ", key.name)),
                "{}",
                key.path()
            );
        }
    }
}
