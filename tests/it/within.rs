//! `--within`, as people type it.

use super::cli::{Done, folder, passcast, words};
use assert_cmd::Command;
use std::fs;

const PLAN: &str = "format = 1\n[run]\nhorizon = 4\n[organisation]\nheadcount = 60\n";
const COMMANDS: [&str; 5] = [
    "run plan.toml",
    "compare plan.toml late.toml",
    "schedule plan.toml --lever fallback.runbook_week=2,3",
    "spend plan.toml --levels 0,1 --channel-levels 1",
    "sensitivity plan.toml --parameter attitude.",
];

/// The number that a time came to.
#[track_caller]
fn replications(done: &Done) -> u32 {
    assert_eq!(done.code, 0, "{}{}", done.out, done.err);
    let said = done.err.split("--simulations ").nth(1).unwrap_or_default();
    let digits = said.split(' ').next().unwrap_or_default();
    digits.parse().unwrap_or_else(|_| panic!("{}", done.err))
}

fn plans() -> tempfile::TempDir {
    let here = folder(PLAN);
    let late = format!("{PLAN}[fallback]\nrunbook_week = 4\n");
    fs::write(here.path().join("late.toml"), late).unwrap();
    here
}

#[test]
fn a_time_is_read_or_refused_with_an_example() {
    let here = plans();
    for command in COMMANDS {
        let line = format!("{command} --within soon");
        passcast(here.path(), &line).fails(2, &["soon", "90s", "\"10 min\""]);
        let line = format!("{command} --within 90s --simulations 4");
        passcast(here.path(), &line).fails(2, &["--within", "--simulations"]);
        let line = format!("{command} --within 90s --shard 1/2");
        passcast(here.path(), &line).fails(2, &["--within", "--shard"]);
        let help = format!("{} --help", command.split(' ').next().unwrap());
        passcast(here.path(), &help).prints(&["--within <TIME>", "--within"]);
    }
    let rank = "sensitivity plan.toml --method rank --within 1s";
    passcast(here.path(), rank).fails(2, &["simulates nothing"]);
    assert!(!here.path().join("outputs").exists());
}

#[test]
fn too_little_time_says_how_much_it_takes() {
    let here = plans();
    for command in COMMANDS {
        let line = format!("{command} --within 0.000001s");
        let said = [
            "too short",
            "the least",
            "simulations",
            "--within 1s or more",
        ];
        passcast(here.path(), &line).fails(2, &said);
    }
    assert!(!here.path().join("outputs").exists());
}

#[test]
fn a_time_is_a_number_of_whole_draws() {
    let here = plans();
    let timed = words(
        here.path(),
        &["run", "plan.toml", "--within", "0.2 s", "--threads", "2"],
    );
    let n = replications(&timed);
    assert!(n >= 4 && n.is_multiple_of(2), "{n}");
    assert!(timed.err.contains("0.2 seconds are about"), "{}", timed.err);
    assert!(
        timed.err.contains("simulations on 2 threads"),
        "{}",
        timed.err
    );
    assert_eq!(timed.out.matches("n = ").count(), 1, "{}", timed.out);

    let typed = passcast(here.path(), &format!("run plan.toml --simulations {n}"));
    typed.prints(&["n = "]);
    assert!(typed.err.contains("stored answer"), "{}", typed.err);
    assert_eq!(timed.out, typed.out);

    // The same command does not measure anew.
    let again = passcast(here.path(), "run plan.toml --within=0.2s --threads 2");
    assert_eq!(replications(&again), n);
    assert!(again.err.contains("stored answer"), "{}", again.err);

    // What was typed elsewhere makes the same files.
    passcast(
        here.path(),
        &format!("run plan.toml --simulations {n} --out other"),
    )
    .prints(&[]);
    let made = fs::read_dir(here.path().join("outputs")).unwrap().next();
    let made = made.unwrap().unwrap().path();
    for file in [
        "manifest.json",
        "summary.json",
        "resolved.toml",
        "simulations.csv",
    ] {
        let other = fs::read(here.path().join("other").join(file)).unwrap();
        assert!(fs::read(made.join(file)).unwrap() == other, "{file}");
    }
}

#[test]
fn every_command_finds_its_number_again() {
    let here = plans();
    for command in &COMMANDS[1..] {
        let line = format!("{command} --within 1s");
        let timed = passcast(here.path(), &line);
        let n = replications(&timed);
        assert!(timed.err.contains("1 second is about"), "{}", timed.err);
        let again = passcast(here.path(), &line);
        assert_eq!(replications(&again), n, "{command}");
        assert!(again.err.contains("stored answer"), "{}", again.err);
        let typed = passcast(here.path(), &format!("{command} --simulations {n}"));
        assert!(typed.err.contains("stored answer"), "{}", typed.err);
        assert_eq!((&typed.out, &again.out), (&timed.out, &timed.out));
    }
}

#[test]
fn a_longer_run_that_is_there_is_shown() {
    let here = plans();
    passcast(here.path(), "run plan.toml --simulations 3000 --quiet").prints(&[]);
    let timed = passcast(here.path(), "run plan.toml --within 0.05s --threads 1");
    assert!(replications(&timed) < 3000);
    assert!(timed.err.contains("stored answer"), "{}", timed.err);
}

#[test]
fn a_plan_from_standard_input_is_read_once() {
    let here = plans();
    let output = Command::cargo_bin("passcast")
        .unwrap()
        .current_dir(here.path())
        .args(["run", "-", "--within", "0.1s"])
        .write_stdin(PLAN)
        .output()
        .unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{err}");
}
