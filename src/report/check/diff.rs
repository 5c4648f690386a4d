//! In which keys two resolved scenarios differ.

use std::collections::BTreeMap;

use serde::Serialize;
use toml::{Table, Value};

use crate::scenario::{self, Scenario};

/// A key with both values, in the file's own syntax; `None` where it is not.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Path of the key, as `--set` takes it.
    pub path: String,
    /// The first scenario's value.
    pub first: Option<String>,
    /// The other's.
    pub other: Option<String>,
}

/// All differences, by path. Items of lists go by their names where they have
/// some.
pub fn differences(first: &Scenario, other: &Scenario) -> Vec<Difference> {
    let (mut one, mut two) = (BTreeMap::new(), BTreeMap::new());
    for (scenario, into) in [(first, &mut one), (other, &mut two)] {
        // What the writer writes can be read; a test says so.
        let table: Table = toml::from_str(&scenario::to_toml(scenario)).unwrap_or_default();
        flatten("", &Value::Table(table), into);
    }
    let mut paths: Vec<&String> = one.keys().chain(two.keys()).collect();
    paths.sort();
    paths.dedup();
    paths
        .into_iter()
        .filter(|path| one.get(*path) != two.get(*path))
        .map(|path| Difference {
            path: path.clone(),
            first: one.get(path).cloned(),
            other: two.get(path).cloned(),
        })
        .collect()
}

/// The differences as a table.
pub fn text(differences: &[Difference], first: &str, other: &str) -> String {
    if differences.is_empty() {
        return format!("{first} and {other} mean the same\n");
    }
    let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
    let mut rows = vec![("key".to_owned(), first.to_owned(), other.to_owned())];
    rows.extend(
        differences
            .iter()
            .map(|d| (d.path.clone(), shown(&d.first), shown(&d.other))),
    );
    let width = |cell: fn(&(String, String, String)) -> &String| {
        rows.iter()
            .map(|row| cell(row).chars().count())
            .max()
            .unwrap_or(0)
    };
    let (keys, firsts) = (width(|row| &row.0), width(|row| &row.1).min(40));
    let mut out = String::new();
    for (key, one, two) in &rows {
        out.push_str(&format!("{key:<keys$}  {one:<firsts$}  {two}\n"));
    }
    let noun = if differences.len() == 1 {
        "key differs"
    } else {
        "keys differ"
    };
    out.push_str(&format!("{} {noun}\n", differences.len()));
    out
}

fn flatten(path: &str, value: &Value, into: &mut BTreeMap<String, String>) {
    match value {
        Value::Table(table) => {
            for (key, value) in table {
                flatten(&join(path, key), value, into);
            }
        }
        Value::Array(items) if items.iter().any(Value::is_table) => {
            for (at, item) in items.iter().enumerate() {
                let name = item.get("name").or_else(|| only_of_its_kind(item, items));
                let name = name.and_then(Value::as_str);
                let step = name.map_or_else(|| (at + 1).to_string(), str::to_owned);
                flatten(&join(path, &step), item, into);
            }
        }
        plain => {
            into.insert(path.to_owned(), plain.to_string());
        }
    }
}

/// The kind of an item, where no other has it: tiers and bad days have no names.
fn only_of_its_kind<'v>(item: &'v Value, items: &[Value]) -> Option<&'v Value> {
    let kind = item.get("kind")?;
    let same = items.iter().filter(|other| other.get("kind") == Some(kind));
    (same.count() == 1).then_some(kind)
}

fn join(path: &str, step: &str) -> String {
    let bare = step
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    let step = if bare && !step.is_empty() {
        step.to_owned()
    } else {
        format!("{step:?}")
    };
    if path.is_empty() {
        step
    } else {
        format!("{path}.{step}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::written;

    /// The order of the rows in the file is not that of their weeks.
    #[test]
    fn tiers_go_by_their_kinds() {
        let text = "[customers]\n[[tier]]\nkind = 3\n[[tier]]\nkind = 1\n";
        let plan = |sets: &[(&str, &str)]| written::scenario(text, sets);
        let later = plan(&[("tier.1.first_week", "20")]);
        let changed = differences(&plan(&[]), &later);
        assert_eq!(changed.len(), 1);
        assert_eq!(changed[0].path, "tier.required.first_week");
        assert_eq!(plan(&[(&changed[0].path, "20")]), later);
    }

    #[test]
    fn paths_can_be_set() {
        let plan = |sets: &[(&str, &str)]| written::scenario("format = 1\n", sets);
        let base = plan(&[]);
        assert_eq!(differences(&base, &base), []);
        let sets = [
            ("organisation.headcount", "8000"),
            ("phase.2.friction", "0.5"),
        ];
        let changed = differences(&base, &plan(&sets));
        let paths: Vec<&str> = changed.iter().map(|d| d.path.as_str()).collect();
        assert_eq!(paths, ["organisation.headcount", "phase.opt-in.friction"]);
        assert_eq!(changed[0].other.as_deref(), Some("8000"));
        let back: Vec<(&str, &str)> = changed
            .iter()
            .filter_map(|d| Some((d.path.as_str(), d.other.as_deref()?)))
            .collect();
        assert_eq!(plan(&back), plan(&sets));
        assert!(text(&changed, "a", "b").ends_with("2 keys differ\n"));
    }
}
