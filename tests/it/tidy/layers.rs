//! Who may use whom, and what.

use super::texts;
use std::collections::BTreeSet;

/// Which modules a module may use. What stands below uses nothing that stands
/// above, save two: `scenario` speaks the vocabulary of `platform` and checks
/// plans against its profiles, and the leaves `observation` and `statistics` use
/// what they count with. The list is what is used today; a line is added on
/// purpose or not at all.
const USES: [(&str, &[&str]); 21] = [
    ("units", &[]),
    ("vector", &[]),
    ("math", &[]),
    ("random", &["math", "vector"]),
    ("parameter", &["math", "random"]),
    ("platform", &["units"]),
    ("scenario", &["parameter", "platform", "units"]),
    (
        "population",
        &["math", "parameter", "platform", "random", "scenario"],
    ),
    (
        "model",
        &[
            "math",
            "parameter",
            "platform",
            "population",
            "random",
            "scenario",
            "vector",
        ],
    ),
    ("helpdesk", &["math", "vector"]),
    (
        "observation",
        &[
            "helpdesk",
            "math",
            "model",
            "parameter",
            "scenario",
            "units",
        ],
    ),
    ("statistics", &["math", "random"]),
    (
        "simulation",
        &[
            "helpdesk",
            "math",
            "model",
            "observation",
            "parameter",
            "platform",
            "population",
            "random",
            "scenario",
            "units",
            "vector",
        ],
    ),
    (
        "experiment",
        &[
            "math",
            "model",
            "observation",
            "parameter",
            "population",
            "random",
            "scenario",
            "simulation",
            "statistics",
            "units",
        ],
    ),
    (
        "store",
        &[
            "experiment",
            "observation",
            "parameter",
            "population",
            "scenario",
            "simulation",
            "units",
        ],
    ),
    (
        "facade",
        &["experiment", "observation", "parameter", "scenario"],
    ),
    ("import", &["scenario", "units"]),
    (
        "session",
        &[
            "experiment",
            "observation",
            "parameter",
            "scenario",
            "simulation",
            "store",
            "units",
        ],
    ),
    (
        "report",
        &["parameter", "platform", "scenario", "session", "units"],
    ),
    (
        "cli",
        &[
            "experiment",
            "import",
            "observation",
            "parameter",
            "report",
            "scenario",
            "session",
            "simulation",
            "statistics",
            "store",
            "units",
        ],
    ),
    ("main", &["cli"]),
];

#[test]
fn modules_use_only_what_they_may() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let owner = module(&path);
        let Some((_, allowed)) = USES.iter().find(|row| row.0 == owner) else {
            wrong.push(format!("{path}: no line in the table for {owner}"));
            continue;
        };
        for used in uses(&text) {
            if used != owner && !allowed.contains(&used.as_str()) {
                wrong.push(format!("{path}: {owner} uses {used}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_table_of_modules_has_no_circle() {
    // In the table's order everything used stands above its user.
    for (at, (name, uses)) in USES.iter().enumerate() {
        for used in *uses {
            let place = USES.iter().position(|row| row.0 == *used);
            assert!(place.is_some_and(|place| place < at), "{name} uses {used}");
        }
    }
}

#[test]
fn uses_are_found() {
    let text = "use crate::math;\n// crate::store\nlet x = crate::units::Week(1);\n\
                use crate::{random::Purpose, model};\npub use passcast::cli::main;\n";
    let found = uses(text);
    assert_eq!(found, ["cli", "math", "model", "random", "units"]);
}

#[test]
fn only_the_command_line_prints_and_only_its_edges_touch_files() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let owner = module(&path);
        let body = text.split("#[cfg(test)]").next().unwrap_or_default();
        let body: String = code(body);
        let mut forbid = |owners: &[&str], words: &[&str]| {
            for word in words.iter().filter(|word| body.contains(**word)) {
                if !owners.contains(&owner) {
                    wrong.push(format!("{path}: {word}"));
                }
            }
        };
        forbid(
            &["cli"],
            &[
                "println!",
                "eprintln!",
                "print!(",
                "stdout()",
                "stderr()",
                "std::env",
            ],
        );
        forbid(&["cli"], &["SystemTime", "Instant::"]);
        // Tests in files of their own read and write as they need.
        if !path.ends_with("tests.rs") {
            forbid(
                &["cli", "store"],
                &["std::fs", "fs::write", "File::", "OpenOptions"],
            );
        }
        forbid(&["experiment"], &["rayon", "thread::spawn"]);
        forbid(&["cli"], &["ctrlc", "enable_steady_tick"]);
        // What the user asks for by name: a template, manual pages.
        let asked_for = ["src/cli/command/init.rs", "src/cli/generate.rs"];
        if owner == "cli" && !asked_for.contains(&path.as_str()) {
            forbid(
                &[],
                &["fs::write", "create_dir", "File::create", "OpenOptions"],
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Every Rust file of the crate, by its path from the root.
fn sources() -> Vec<(String, String)> {
    texts("src", &["rs"])
}

/// The top module of a source file; `lib.rs` only declares them.
fn module(path: &str) -> &str {
    let rest = path.strip_prefix("src/").unwrap_or(path);
    match rest.split(['/', '.']).next() {
        Some("lib") | None => "main",
        Some(name) => name,
    }
}

/// Lines that are no comments.
fn code(text: &str) -> String {
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// The top modules that a text names, through `crate::` or `passcast::`.
fn uses(text: &str) -> Vec<String> {
    let text = code(text);
    let mut found = BTreeSet::new();
    for root in ["crate::", "passcast::"] {
        for rest in text.split(root).skip(1) {
            match rest.strip_prefix('{') {
                Some(group) => found.extend(group_heads(group)),
                None => found.extend(head(rest)),
            }
        }
    }
    found.into_iter().collect()
}

fn head(text: &str) -> Option<String> {
    let end = text
        .find(|c: char| !(c.is_ascii_lowercase() || c == '_'))
        .unwrap_or(text.len());
    (end > 0).then(|| text[..end].to_owned())
}

/// First words of a use group's members: `{a::B, c}`.
fn group_heads(group: &str) -> Vec<String> {
    let (mut depth, mut heads, mut start) = (1, Vec::new(), 0);
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 || depth == 1 && letter == ',' {
            heads.extend(head(group[start..at].trim_start()));
            start = at + 1;
        }
        if depth == 0 {
            break;
        }
    }
    heads
}
