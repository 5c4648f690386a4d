//! What keys and problems mean, in words.

use std::fmt::Write;

use super::keys::{self, Key};
use super::kind::Kind;
use super::problem;

/// Explains a key (`phase.weeks`, or `weeks` for all of that name), a table
/// (`phase`), the whole file (`scenario`), or a problem (`scenario::shares`).
pub fn explain(name: &str) -> Option<String> {
    if name.contains("::") {
        return problem::explain(name).map(|text| format!("{name}\n\n{text}\n"));
    }
    let wanted = name
        .replace(|c: char| c.is_ascii_digit(), "")
        .replace("[]", "")
        // As `--set` numbers them.
        .replace("..", ".");
    let wanted = wanted.trim_matches(['[', ']']);
    if wanted == "scenario" {
        return Some(table_text("", "A scenario file, top level"));
    }
    let by_path: Vec<&Key> = keys::all().filter(|key| key.path() == wanted).collect();
    let found = if by_path.is_empty() {
        keys::all().filter(|key| key.name == wanted).collect()
    } else {
        by_path
    };
    if found.is_empty() {
        return problem::explain(wanted).map(|text| format!("{wanted}\n\n{text}\n"));
    }
    Some(
        found
            .into_iter()
            .map(key_text)
            .collect::<Vec<_>>()
            .join("\n"),
    )
}

/// All keys as Markdown: one section a table, one row a key.
pub fn reference() -> String {
    let mut tables: Vec<&str> = Vec::new();
    for key in keys::all() {
        if !tables.contains(&key.table) {
            tables.push(key.table);
        }
    }
    let mut out = String::new();
    for table in tables {
        let title = if table.is_empty() {
            "Top of the file".to_owned()
        } else {
            format!("`{}`", header(table))
        };
        // Writing to a string cannot fail.
        let _ = write!(
            out,
            "### {title}\n\n| key | takes | default | meaning | example |\n|---|---|---|---|---|\n"
        );
        for key in keys::of(table) {
            let unit = if key.unit.is_empty() {
                String::new()
            } else {
                format!(" [{}]", key.unit)
            };
            let _ = writeln!(
                out,
                "| `{}` | {}{unit} | {} | {} | {} |",
                key.name,
                key.kind.describe(),
                default_text(key),
                key.meaning,
                code(key.example)
            );
        }
        out.push('\n');
    }
    out
}

fn key_text(key: &Key) -> String {
    let mut out = format!("{}\n\n{}\n\n", key.path(), key.meaning);
    let mut line = |label: &str, text: &str| {
        if !text.is_empty() {
            let _ = writeln!(out, "{label:<8} {text}");
        }
    };
    line("takes", &key.kind.describe());
    line("unit", key.unit);
    line(
        "default",
        if key.default.is_empty() {
            "none: it must be written"
        } else {
            key.default
        },
    );
    if !key.example.is_empty() {
        line("example", &format!("{} = {}", key.name, key.example));
    }
    if let Kind::Table(table) | Kind::Tables(table) | Kind::QualityTable(table) = key.kind {
        out.push('\n');
        out.push_str(&table_text(table, &header(table)));
    }
    out
}

fn table_text(table: &str, title: &str) -> String {
    let width = keys::of(table).map(|key| key.name.len()).max().unwrap_or(0);
    let mut out = format!("{title}\n\n");
    for key in keys::of(table) {
        let _ = writeln!(out, "  {:<width$}  {}", key.name, key.meaning);
    }
    out
}

/// `[run]` or `[[phase]]`.
fn header(table: &str) -> String {
    let repeated = keys::all().any(|key| key.kind == Kind::Tables(static_name(table)));
    if repeated {
        format!("[[{table}]]")
    } else {
        format!("[{table}]")
    }
}

fn static_name(table: &str) -> &'static str {
    keys::all()
        .map(|key| key.table)
        .find(|known| *known == table)
        .unwrap_or("")
}

fn default_text(key: &Key) -> String {
    match key.default {
        "" => "must be written".to_owned(),
        text if text.starts_with('(') => text.trim_matches(['(', ')']).to_owned(),
        text => code(text),
    }
}

fn code(text: &str) -> String {
    if text.is_empty() {
        String::new()
    } else {
        format!("`{text}`")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn explains_keys_tables_and_problems() {
        let has = |name: &str, part: &str| {
            let text = explain(name).unwrap_or_default();
            assert!(text.contains(part), "{name}: {text}");
        };
        has("phase.weeks", "First and last week");
        has("phase[2].weeks", "example  weeks = \"5-10\"");
        has("phase.2.weeks", "example  weeks = \"5-10\"");
        has("weeks", "keys.weeks");
        has("phase", "self_enrolment");
        has("scenario", "communications");
        has("scenario::shares", "add up to 1");
        has("organisation.headcount", "default  5000");
        assert_eq!(explain("nonsense"), None);
    }

    #[test]
    fn the_reference_has_every_key() {
        let text = reference();
        for key in keys::all() {
            assert!(
                text.contains(&format!("| `{}` |", key.name)),
                "{}",
                key.path()
            );
        }
        assert!(text.contains("### `[[phase]]`"));
    }
}
