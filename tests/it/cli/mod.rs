//! The command line, as people type it.

mod check;
mod run;

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// What a command came to.
pub struct Done {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Done {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {}{}", self.out, self.err))
    }

    /// Checks the code and that a stream has every part.
    #[track_caller]
    fn says(&self, code: i32, stream: &str, parts: &[&str]) {
        assert_eq!(self.code, code, "{}\n{}", self.out, self.err);
        for part in parts {
            assert!(stream.contains(part), "no {part:?} in\n{stream}");
        }
    }

    #[track_caller]
    pub fn prints(&self, parts: &[&str]) {
        self.says(0, &self.out, parts);
    }

    #[track_caller]
    pub fn fails(&self, code: i32, parts: &[&str]) {
        self.says(code, &self.err, parts);
        assert_eq!(self.out, "", "nothing but results on standard output");
    }
}

/// Types a command line in a folder.
pub fn passcast(folder: &Path, line: &str) -> Done {
    typed(folder, line, "")
}

fn typed(folder: &Path, line: &str, input: &str) -> Done {
    ran(folder, &line.split_whitespace().collect::<Vec<_>>(), input)
}

/// Types words of which some have spaces.
pub fn words(folder: &Path, words: &[&str]) -> Done {
    ran(folder, words, "")
}

fn ran(folder: &Path, words: &[&str], input: &str) -> Done {
    let output = Command::cargo_bin("passcast")
        .unwrap()
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .env("LC_ALL", "C.UTF-8")
        .args(words)
        .write_stdin(input)
        .output()
        .unwrap();
    Done {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A folder with `plan.toml`.
pub fn folder(text: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("plan.toml"), text).unwrap();
    folder
}

#[test]
fn help_and_version() {
    let here = folder("");
    let top = passcast(here.path(), "--help");
    top.prints(&[
        "Usage: passcast",
        "check",
        "explain",
        "Exit codes",
        "Examples:",
    ]);
    for command in [
        "run",
        "compare",
        "spend",
        "check",
        "init",
        "show",
        "schema",
        "explain",
        "completions",
        "man",
    ] {
        let help = passcast(here.path(), &format!("{command} --help"));
        help.prints(&["Usage: passcast", "Examples:"]);
    }
    passcast(here.path(), "--version").prints(&[env!("CARGO_PKG_VERSION")]);
}

#[test]
fn mistyped_commands_are_usage() {
    let here = folder("");
    passcast(here.path(), "chek plan.toml").fails(2, &["chek", "check"]);
    passcast(here.path(), "check plan.toml --sed 1").fails(2, &["--sed", "--se"]);
    let json = passcast(here.path(), "chek plan.toml --format json");
    assert_eq!((json.code, json.json()["code"].as_i64()), (2, Some(2)));
    assert_eq!(json.json()["problems"][0]["id"], "cli::usage");
}

#[test]
fn explains_names_and_suggests_near_ones() {
    let here = folder("");
    passcast(here.path(), "explain").prints(&["parameter", "metric", "exit code"]);
    passcast(here.path(), "explain helpdesk.price").prints(&["$/min", "HD019"]);
    passcast(here.path(), "explain exit-codes").prints(&["17", "12"]);
    passcast(here.path(), "explain phase.weeks").prints(&["example"]);
    passcast(here.path(), "explain scenario::shares").prints(&["add up to 1"]);
    let typo = passcast(here.path(), "explain helpdesk.prize");
    typo.fails(2, &["helpdesk.prize", "did you mean helpdesk.price"]);
    let json = passcast(here.path(), "explain helpdesk.prize --format json").json();
    assert_eq!(json["problems"][0]["id"], "cli::unknown-name");
}

#[test]
fn completions_and_manuals() {
    let here = folder("");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        passcast(here.path(), &format!("completions {shell}")).prints(&["passcast"]);
    }
    passcast(here.path(), "man").prints(&[".TH passcast"]);
    passcast(here.path(), "man pages").prints(&[]);
    assert!(here.path().join("pages/passcast-check.1").is_file());
}

#[test]
fn colour_only_where_it_is_wanted() {
    let here = folder("[run]\nhorizn = 3\n");
    let escape = '\u{1b}';
    let plain = passcast(here.path(), "check plan.toml");
    assert!(!plain.err.contains(escape), "a pipe is no terminal");
    let always = passcast(here.path(), "check plan.toml --color always");
    assert!(always.err.contains(escape));
    let output = Command::cargo_bin("passcast")
        .unwrap()
        .current_dir(here.path())
        .env("NO_COLOR", "1")
        .args(["check", "plan.toml"])
        .output()
        .unwrap();
    assert!(!output.stderr.contains(&0x1b));
}

#[test]
fn ascii_where_the_locale_has_no_more() {
    let here = folder("[organisation]\nheadcount = 50\n");
    let output = Command::cargo_bin("passcast")
        .unwrap()
        .current_dir(here.path())
        .env("LC_ALL", "C")
        .args(["check", "plan.toml"])
        .output()
        .unwrap();
    assert!(output.status.success() && output.stdout.is_ascii());
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_error() {
    use std::process::{Command as Process, Stdio};
    let here = folder("");
    let mut child = Process::new(env!("CARGO_BIN_EXE_passcast"))
        .args(["explain", "parameters"])
        .current_dir(here.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The reader goes before anything is written, or soon after.
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(
        output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
