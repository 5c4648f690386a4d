//! Order in the house: who may use whom, sizes, lists that must be complete.

mod circles;
mod layers;

use crate::support::Exports;
use passcast::observation::metric_units;
use passcast::scenario::{self, Source};
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

/// Longest file of code, tests and benchmarks included [lines].
const LONGEST: usize = 400;

#[test]
fn files_are_short() {
    let folders = ["src", "tests", "benches", "examples"];
    let mut sizes: Vec<(usize, String)> = folders
        .into_iter()
        .flat_map(|folder| texts(folder, &["rs"]))
        .map(|(path, text)| (text.lines().count(), path))
        .collect();
    sizes.sort();
    let median = sizes[sizes.len() / 2].0;
    println!("{} source files, median {median} lines", sizes.len());
    for (lines, path) in &sizes {
        assert!(*lines <= LONGEST, "{path} has {lines} lines");
    }
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
        if let Err(problems) = scenario::load(&source, &[], &Exports, metric_units()) {
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

/// Whatever people read or run.
fn shipped_texts() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for folder in [
        "docs",
        "scenarios",
        "outputs",
        "src",
        "tests",
        "benches",
        "examples",
    ] {
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
    all.retain(|(path, _)| path != "tests/it/tidy/mod.rs");
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

/// What the platform's library computes, to a last bit of its own.
const TRANSCENDENTAL: [&str; 26] = [
    "exp", "exp2", "exp_m1", "ln", "ln_1p", "log", "log2", "log10", "powf", "powi", "sin", "cos",
    "sin_cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "asinh", "acosh",
    "atanh", "cbrt", "hypot",
];

#[test]
fn the_linter_forbids_the_platforms_mathematics_in_both_precisions() {
    let listed = fs::read_to_string(root().join("clippy.toml")).unwrap();
    for function in TRANSCENDENTAL {
        for precision in ["f32", "f64"] {
            let path = format!("\"{precision}::{function}\"");
            assert!(listed.contains(&path), "{path}");
        }
    }
}
