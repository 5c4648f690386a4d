//! `[[variant]]`: other plans of the same file, each the first one with some keys
//! changed.

use super::key::{Key, Keys, key};
use super::kind::Kind;
use super::overrides;
use super::review::Review;
use super::table::Table;
use super::text::{Field, Node, Place, Value, attribute};

/// A plan that differs from the file's own in some keys.
#[derive(Clone, Debug)]
pub(super) struct Variant {
    /// Its name.
    pub name: String,
    /// What it changes.
    changes: Vec<Change>,
}

/// One key that a variant sets.
#[derive(Clone, Debug)]
struct Change {
    key: String,
    place: Place,
    value: Node,
}

#[rustfmt::skip]
pub(super) const KEYS: &[Key] = &[
    key("variant", "name", Kind::Text, "", "", "\"Late runbook\"", "Name of the variant's plan, used in results."),
    key("variant", "set", Kind::Changes, "", "", "{ \"fallback.runbook_week\" = 15, communications = \"poor\" }", "Keys that the variant changes, as `--set` names them, and their values. They apply after those of the command line."),
];

/// Reads the variants.
pub(super) fn resolve(root: &Table<'_>) -> Vec<Variant> {
    let base = root.text("name");
    let given = root.tables("variant").len();
    if given > 0 {
        let noun = if given == 1 { "variant" } else { "variants" };
        let message =
            format!("{given} {noun} of this plan; `passcast compare` runs them beside it");
        root.note("note::variants", "variant", message);
    }
    let mut names: Vec<String> = base.into_iter().collect();
    let mut variants = Vec::new();
    for row in root.tables("variant") {
        let missing = |name: &'static str, expected: &str| {
            if row.raw(name).is_none() {
                let message = format!("the variant has no `{name}`");
                let expected = Some(expected.to_owned());
                row.problem("scenario::missing-key", name, message, expected, None);
            }
        };
        missing("name", "a name, such as \"Late runbook\"");
        missing("set", "a table such as { communications = \"poor\" }");
        let (Some(name), Some(set)) = (row.text("name"), row.raw("set")) else {
            continue;
        };
        if names.contains(&name) {
            let message = format!("two plans of the file are called {name:?}");
            let expected = Some("a name of its own for each".to_owned());
            row.problem("scenario::duplicate-name", "name", message, expected, None);
        }
        names.push(name.clone());
        let mut changes = Vec::new();
        let keys = row.review().keys();
        flatten(keys, set.fields().unwrap_or_default(), "", "", &mut changes);
        variants.push(Variant { name, changes });
    }
    variants
}

impl Variant {
    /// The keys that it sets.
    pub fn keys(&self) -> Vec<&str> {
        self.changes
            .iter()
            .map(|change| change.key.as_str())
            .collect()
    }

    /// The variant's own tree: the file's, with the changes.
    pub fn applied(&self, mut root: Node, review: &Review) -> Node {
        if let Value::Table(fields) = &mut root.value {
            fields.retain(|field| field.name != "variant" && field.name != "name");
        }
        for change in &self.changes {
            let Change { key, place, value } = change;
            let place = &Place {
                origin: review.variants(),
                ..place.clone()
            };
            let mut value = value.clone();
            attribute(&mut value, place.origin);
            if ["variant", "name", "format"].contains(&key.as_str()) {
                let message = format!("a variant cannot change `{key}`");
                let expected = Some("a key of the plan, such as communications".to_owned());
                let id = "scenario::bad-override";
                review.problem(id, key, place, message, expected, None);
                continue;
            }
            overrides::put_at(&mut root, key, place, value, review);
        }
        root
    }
}

/// Tables inside the table of changes mean their keys: `fallback.runbook_week = 15`
/// without quotes is such a table.
fn flatten(keys: Keys, fields: &[Field], pattern: &str, path: &str, into: &mut Vec<Change>) {
    for field in fields {
        let key = if path.is_empty() {
            field.name.clone()
        } else {
            format!("{path}.{}", field.name)
        };
        let inner = field.node.fields();
        let kind = keys.find(pattern, &field.name).map(|key| key.kind);
        match (kind, inner) {
            (Some(Kind::Table(pattern) | Kind::QualityTable(pattern)), Some(inner)) => {
                flatten(keys, inner, pattern, &key, into);
            }
            // Ids have dots too; a table with `low` is a range.
            (None, Some(inner)) if pattern == "assumptions" && field.node.get("low").is_none() => {
                flatten(keys, inner, pattern, &key, into);
            }
            _ => into.push(Change {
                key,
                place: field.place.clone(),
                value: field.node.clone(),
            }),
        }
    }
}
