//! What people see, word for word: screens, help, explanations and messages, in
//! `snapshots/`. A change of wording shows as one difference to review: rewrite with
//! `PASSCAST_UPDATE=1` (or `INSTA_UPDATE=always`, or `cargo insta review`) and read `git diff`.

mod messages;

use crate::cli::{self, Done};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const WORKFORCE: &str = "\
name = \"Sixty\"
communications = \"good\"
fallback = { quality = \"good\", runbook_week = 3 }
[organisation]
headcount = 60
[run]
horizon = 30
[[target]]
name = \"Half by week 24\"
output = \"adoption.enrolled.headcount@24\"
min = \"50%\"
[[variant]]
name = \"Late runbook\"
set = { \"fallback.runbook_week\" = 15 }
";

const CUSTOMERS: &str = "\
name = \"Shop\"
[customers]
accounts = 300
[run]
horizon = 30
";

/// Holds a text to its snapshot.
#[track_caller]
pub fn held(name: &str, text: &str) {
    if std::env::var("PASSCAST_UPDATE").is_ok_and(|value| value == "1") {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/snapshots");
        fs::create_dir_all(&folder).unwrap();
        let text = text.trim_end();
        let snapshot = format!("---\nsource: tests/it/screens.rs\n---\n{text}\n");
        fs::write(folder.join(format!("{name}.snap")), snapshot).unwrap();
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// A folder with a plan for a workforce and one for customers.
fn plans() -> TempDir {
    let here = cli::folder(WORKFORCE);
    fs::write(here.path().join("shop.toml"), CUSTOMERS).unwrap();
    here
}

/// What a command shows: its line, its exit code if it is not 0, and both streams.
fn screen(here: &Path, line: &str, done: &Done) -> String {
    let mut text = format!("$ passcast {line}\n");
    if done.code != 0 {
        text.push_str(&format!("exit code {}\n", done.code));
    }
    for stream in [&done.out, &done.err] {
        if !stream.is_empty() {
            text.push('\n');
        }
        for line in stream.lines() {
            // What a run will take is measured, and differs from time to time.
            let measured = line.contains(" of memory, ") && line.contains(" on the disk");
            text.push_str(if measured { "  (an estimate)" } else { line });
            text.push('\n');
        }
    }
    let folder = fs::canonicalize(here).unwrap();
    let text = text.replace(&*folder.to_string_lossy(), "FOLDER");
    text.replace(&*here.to_string_lossy(), "FOLDER")
}

/// Types a line of words without spaces, and holds what it shows.
#[track_caller]
fn shows(here: &Path, name: &str, line: &str) {
    let done = cli::passcast(here, line);
    assert_eq!(done.code, 0, "{line}\n{}", done.err);
    held(name, &screen(here, line, &done));
}

#[test]
fn answers() {
    let here = plans();
    for (name, line) in [
        ("check", "check plan.toml"),
        ("check-customers", "check shop.toml"),
        ("check-diff", "check plan.toml --diff shop.toml"),
        ("run", "run plan.toml --quiet --simulations 8"),
        ("run-customers", "run shop.toml --quiet --simulations 8"),
        (
            "run-fixed-parameters",
            "run plan.toml --quiet --simulations 8 --uncertainty chance --out fixed",
        ),
        ("compare", "compare plan.toml --quiet --simulations 8"),
        (
            "compare-select",
            "compare plan.toml --quiet --simulations 48 --out chosen \
             --select adoption.enrolled.headcount@24 --indifference 20%",
        ),
        (
            "schedule",
            "schedule plan.toml --quiet --simulations 8 --lever fallback.runbook_week=3,8,15",
        ),
        (
            "spend",
            "spend plan.toml --quiet --simulations 8 --levels 0,1,2 --channel-levels 0,1",
        ),
        (
            "spend-budget",
            "spend plan.toml --quiet --simulations 8 --levels 0,1 --channel-levels 0,1 --budget 500 --out divided",
        ),
        (
            "sensitivity",
            "sensitivity plan.toml --quiet --parameter attitude. --simulations 64",
        ),
        (
            "sensitivity-morris",
            "sensitivity plan.toml --quiet --method morris --parameter attitude. --simulations 64",
        ),
    ] {
        shows(here.path(), name, line);
    }
}

#[test]
fn help() {
    let here = cli::folder("");
    shows(here.path(), "help", "--help");
    for command in [
        "run",
        "compare",
        "schedule",
        "sensitivity",
        "merge",
        "spend",
        "check",
        "init",
        "show",
        "schema",
        "explain",
        "completions",
        "man",
    ] {
        shows(
            here.path(),
            &format!("help-{command}"),
            &format!("{command} --help"),
        );
    }
}

#[test]
fn explanations() {
    let here = cli::folder("");
    for (name, line) in [
        ("explain", "explain"),
        ("explain-words", "explain words"),
        ("explain-word", "explain net cash"),
        ("explain-parameter", "explain helpdesk.price"),
        ("explain-metric", "explain desk.minutes"),
        ("explain-column", "explain p05"),
        ("explain-key", "explain phase.weeks"),
        ("explain-table", "explain tier"),
        ("explain-problem", "explain scenario::shares"),
        ("explain-problems", "explain problems"),
        ("explain-exit-code", "explain 12"),
    ] {
        shows(here.path(), name, line);
    }
}

#[test]
fn first_steps() {
    let here = cli::folder("");
    for kind in ["workforce", "customer", "combined"] {
        shows(
            here.path(),
            &format!("init-{kind}"),
            &format!("init {kind} --force"),
        );
        held(
            &format!("template-{kind}"),
            &fs::read_to_string(here.path().join(format!("{kind}.toml"))).unwrap(),
        );
    }
}
