//! Order in the house: who may use whom, sizes, lists that must be complete.

use crate::support::Exports;
use passcast::scenario::{self, Source};
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

/// Which modules a module may use. What stands below uses nothing that stands
/// above, save two: `scenario` speaks the vocabulary of `platform` and checks
/// plans against its profiles, and the leaves `observation` and `statistics` use
/// what they count with. The list is what is used today; a line is added on
/// purpose or not at all.
const USES: [(&str, &[&str]); 19] = [
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
    ("import", &["units"]),
    ("report", &[]),
    (
        "cli",
        &[
            "experiment",
            "import",
            "observation",
            "parameter",
            "platform",
            "population",
            "report",
            "scenario",
            "simulation",
            "statistics",
            "store",
            "units",
        ],
    ),
    ("main", &["cli"]),
];

/// Longest source file, tests included [lines].
const LONGEST: usize = 400;

/// Longer ones, and why. Nothing may be longer than [`LONGEST_EXCEPTION`].
const LONGER: [(&str, &str); 2] = [
    (
        "src/simulation/plan.rs",
        "the compiled plan is one constructor",
    ),
    (
        "src/simulation/world.rs",
        "every exogenous clock starts and advances here",
    ),
];
const LONGEST_EXCEPTION: usize = 600;

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
fn files_are_short() {
    let mut sizes: Vec<(usize, String)> = sources()
        .into_iter()
        .map(|(path, text)| (text.lines().count(), path))
        .collect();
    sizes.sort();
    let median = sizes[sizes.len() / 2].0;
    println!("{} source files, median {median} lines", sizes.len());
    for (lines, path) in &sizes {
        let exception = LONGER.iter().any(|row| row.0 == path);
        let most = if exception {
            LONGEST_EXCEPTION
        } else {
            LONGEST
        };
        assert!(*lines <= most, "{path} has {lines} lines; at most {most}");
    }
    for (path, why) in LONGER {
        let known = sizes.iter().any(|size| size.1 == path);
        assert!(known, "{path} is gone; it was long because {why}");
    }
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
        forbid(&["experiment", "cli"], &["rayon", "thread::spawn"]);
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_file_names_a_machine() {
    let marks = ["/home/", "/Users/", "/work/", "/root/", "C:\\\\", "/tmp/"];
    let mut wrong = Vec::new();
    for (path, text) in shipped_texts() {
        for (at, line) in text.lines().enumerate() {
            for mark in marks.iter().filter(|mark| line.contains(**mark)) {
                wrong.push(format!("{path}:{}: {mark}", at + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_list_of_scenarios_is_complete() {
    let list = read("scenarios/README.md");
    // Names in code marks that end in .toml.
    let listed: BTreeSet<&str> = list
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|name| name.ends_with(".toml"))
        .collect();
    let found = scenarios();
    let found: BTreeSet<&str> = found.iter().map(String::as_str).collect();
    assert_eq!(listed, found);
}

#[test]
fn every_scenario_loads() {
    for name in scenarios() {
        let folder = root().join("scenarios");
        let source = Source {
            text: read(&format!("scenarios/{name}")),
            folder: Some(folder),
            name: name.clone(),
        };
        if let Err(problems) = scenario::load(&source, &[], &Exports) {
            panic!("{name}: {problems:#?}");
        }
    }
}

#[test]
fn the_changelog_has_this_version() {
    let heading = format!("## [{}]", env!("CARGO_PKG_VERSION"));
    assert!(read("CHANGELOG.md").contains(&heading), "no {heading}");
}

#[test]
fn the_scenario_knows_every_metric() {
    let known: BTreeSet<_> = scenario::target::KNOWN_METRICS.iter().copied().collect();
    let metrics = passcast::observation::metrics().iter();
    let metrics: BTreeSet<_> = metrics.map(|one| (one.id.as_str(), one.unit)).collect();
    assert_eq!(known, metrics);
}

#[test]
fn the_model_document_has_every_purpose_under_its_number() {
    let document = read("docs/model.md");
    let source = read("src/random/purpose.rs");
    let mut count = 0;
    for line in source.lines() {
        let Some((name, number)) = line.trim().trim_end_matches(',').split_once(" = ") else {
            continue;
        };
        let row = format!("| {number} | `{name}` |");
        assert!(document.contains(&row), "docs/model.md lacks {row}");
        count += 1;
    }
    assert!(count > 40, "found {count} purposes");
}

#[test]
fn documents_point_at_files_that_exist() {
    let mut wrong = Vec::new();
    for (path, text) in shipped_texts() {
        if !path.ends_with(".md") {
            continue;
        }
        let folder = root().join(&path).parent().unwrap().to_path_buf();
        for target in text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            let file = target.split('#').next().unwrap_or_default();
            if !file.is_empty() && !file.contains("://") && !folder.join(file).exists() {
                wrong.push(format!("{path}: {target}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn scenarios() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(root().join("scenarios"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".toml"))
        .collect();
    names.sort();
    names
}

/// Every Rust file of the crate, by its path from the root.
fn sources() -> Vec<(String, String)> {
    texts("src", &["rs"])
}

/// Whatever people read or run, apart from Rust.
fn shipped_texts() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for folder in ["docs", "scenarios", "outputs", "src", "tests", "benches"] {
        all.extend(texts(folder, &["md", "toml", "json", "csv", "rs"]));
    }
    for file in [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "Cargo.toml",
    ] {
        all.push((file.to_owned(), read(file)));
    }
    all.push((".ci/run".to_owned(), read(".ci/run")));
    // This file has to name what it forbids.
    all.retain(|(path, _)| path != "tests/it/tidy.rs");
    all
}

fn texts(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let (mut found, mut folders) = (Vec::new(), vec![root().join(folder)]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let ending = path.extension().unwrap_or_default().to_string_lossy();
            if path.is_dir() {
                folders.push(path);
            } else if endings.contains(&ending.as_ref()) {
                let shown = path.strip_prefix(root()).unwrap();
                let shown = shown.to_string_lossy().replace('\\', "/");
                found.push((shown, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
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
