//! A run that loses its terminal, its reader or its name's letters keeps what it has.

#![cfg(unix)]

use crate::cli::{folder, passcast};
use std::ffi::OsStr;
use std::fs;
use std::io::Read;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::process::{Command, Stdio};

const SMALL: &str = "name = \"Small\"\n[organisation]\nheadcount = 60\n[run]\nhorizon = 8\n";

fn program(folder: &Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("passcast"));
    command.current_dir(folder);
    command
}

/// `2>&1 | tee log` and Ctrl-C, which ends `tee` first; or a terminal that was closed.
#[test]
fn a_stop_that_nobody_hears_of_keeps_what_is_finished() {
    for signal in ["-TERM", "-INT", "-HUP"] {
        let here = folder(SMALL);
        let mut run = program(here.path())
            .args([
                "run",
                "plan.toml",
                "--threads",
                "1",
                "--yes",
                "--out",
                "made",
            ])
            .args([
                "--set",
                "organisation.headcount=400",
                "--simulations",
                "100000",
            ])
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut told = run.stderr.take().unwrap();
        told.read_exact(&mut [0]).unwrap();
        drop(told);
        let batch = here.path().join("made/records/000000.simulations");
        while !batch.exists() {
            std::thread::yield_now();
        }
        let id = run.id().to_string();
        assert!(
            Command::new("kill")
                .args([signal, &id])
                .status()
                .unwrap()
                .success()
        );
        assert_eq!(run.wait().unwrap().code(), Some(12), "{signal}");
        let sessions = fs::read_to_string(here.path().join("made/session.jsonl")).unwrap();
        assert_eq!(sessions.lines().count(), 1);
    }
}

#[test]
fn a_name_that_is_not_utf_8_is_a_name() {
    let here = folder(SMALL);
    let out = OsStr::from_bytes(b"o\xff");
    let mut command = program(here.path());
    command.args(["run", "plan.toml", "--simulations", "4", "--quiet", "--out"]);
    let done = command.arg(out).output().unwrap();
    assert_eq!(
        done.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    assert!(here.path().join(out).join("summary.json").exists());
}

#[test]
fn texts_of_a_plan_do_not_steer_the_terminal() {
    let here = folder(SMALL);
    let line = "run plan.toml --simulations 4 --out made --quiet";
    assert_eq!(passcast(here.path(), line).code, 0);
    let missing = passcast(here.path(), "show no\u{1b}[2Jsuch");
    assert_eq!(missing.code, 16);
    assert!(!missing.err.contains('\u{1b}'), "{}", missing.err);
    assert!(missing.err.contains("\\u{1b}[2J"), "{}", missing.err);
}
