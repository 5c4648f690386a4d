//! Runs and their folders.

use super::{folder, passcast};
#[cfg(unix)]
use crate::support::interrupted;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A small plan that runs in a moment.
const SMALL: &str = "name = \"Small\"\n[organisation]\nheadcount = 60\n[run]\nhorizon = 30\n\
    [[target]]\nname = \"Half\"\noutput = \"adoption.enrolled.headcount@20\"\nmin = \"50%\"\n";

/// The committed example can be shown, and is what this version computes.
#[test]
fn the_example_is_current() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    passcast(root, "show outputs/example").prints(&["A small company", "8 simulations"]);
    let place = TempDir::new().unwrap();
    let made = place.path().join("example");
    let line = format!(
        "run scenarios/small-company.toml --simulations 8 --set run.horizon=6 --quiet --out {}",
        made.display()
    );
    assert_eq!(passcast(root, &line).code, 0);
    for file in [
        "weekly.csv",
        "simulations.csv",
        "summary.json",
        "manifest.json",
    ] {
        let fresh = fs::read(made.join(file)).unwrap();
        let committed = fs::read(root.join("outputs/example").join(file)).unwrap();
        assert!(
            fresh == committed,
            "outputs/example/{file} is not what this version computes"
        );
    }
}

#[test]
fn a_run_answers_and_is_not_repeated() {
    let here = folder(SMALL);
    let first = passcast(here.path(), "run plan.toml --simulations 8 --out made");
    first.prints(&[
        "Small",
        "n = 8 simulations: 4 draws of the parameters x 2 replications",
        "95 % confidence interval",
        "Half",
        "week 24",
        "of headcount",
        "of capable",
        "agents needed",
        "helpdesk in ",
        "Tickets a week",
    ]);
    let widest = first.out.lines().map(|line| line.chars().count()).max();
    assert!(
        widest <= Some(100) && first.out.lines().count() <= 42,
        "{}",
        first.out
    );
    for file in [
        "manifest.json",
        "summary.json",
        "weekly.csv",
        "simulations.csv",
        "columns.json",
    ] {
        assert!(here.path().join("made").join(file).is_file(), "{file}");
    }
    let again = passcast(here.path(), "run plan.toml --simulations 8 --out made");
    assert_eq!(again.out, first.out);
    assert!(again.err.contains("stored answer"), "{}", again.err);
    assert_eq!(passcast(here.path(), "show made").out, first.out);
    let json = passcast(
        here.path(),
        "run plan.toml --simulations 8 --out made --format json",
    );
    assert_eq!(json.json()["counts"]["n"], 8);
    assert_eq!(json.err, "");
    // Notes are of the text that was given now, and not stored.
    let mut answer = json.json();
    let notes = answer.as_object_mut().unwrap().remove("notes");
    assert!(notes.is_some_and(|notes| !notes[0]["message"].is_null()));
    let shown = passcast(here.path(), "show made --format json");
    assert_eq!(shown.json(), answer);
}

#[test]
fn more_replications_extend_a_run() {
    let here = folder(SMALL);
    passcast(here.path(), "run plan.toml --simulations 4 --out made")
        .prints(&["n = 4 simulations"]);
    let more = passcast(
        here.path(),
        "run plan.toml --simulations 8 --out made --threads 1",
    );
    more.prints(&["n = 8 simulations"]);
    assert!(more.err.contains("Going on from 4 of 8"), "{}", more.err);
    let whole = passcast(
        here.path(),
        "run plan.toml --simulations 8 --out whole --threads 2",
    );
    assert_eq!(whole.out, more.out);
    for file in [
        "weekly.csv",
        "simulations.csv",
        "summary.json",
        "manifest.json",
    ] {
        let read = |folder: &str| fs::read(here.path().join(folder).join(file)).unwrap();
        assert!(read("made") == read("whole"), "{file} differs");
    }
}

#[test]
fn another_run_is_left_alone() {
    let here = folder(SMALL);
    passcast(here.path(), "run plan.toml --simulations 2 --out made").prints(&[]);
    let other = "run plan.toml --simulations 2 --out made --seed 9";
    passcast(here.path(), other).fails(11, &["holds another run", "seed", "--force"]);
    passcast(here.path(), &format!("{other} --force")).prints(&["n = 2 replications"]);
    fs::create_dir(here.path().join("photos")).unwrap();
    fs::write(here.path().join("photos/cat.jpg"), "miaow").unwrap();
    passcast(here.path(), "run plan.toml --simulations 2 --out photos").fails(16, &["photos"]);
    passcast(here.path(), "show photos").fails(16, &["photos"]);
    fs::write(here.path().join("made/summary.json"), "{}").unwrap();
    passcast(here.path(), "show made").fails(16, &["damaged"]);
}

#[test]
fn quiet_and_json_say_nothing_beside_the_result() {
    let here = folder(SMALL);
    let quiet = passcast(
        here.path(),
        "run plan.toml --simulations 2 --out made --quiet",
    );
    quiet.prints(&["n = 2 replications"]);
    assert_eq!(quiet.err, "");
    let refused = passcast(
        here.path(),
        "run plan.toml --seed 5 --out made --format json",
    );
    assert_eq!((refused.code, &refused.json()["code"]), (11, &11.into()));
    assert_eq!(refused.json()["problems"][0]["id"], "store::exists");
    assert_eq!(refused.err, "");
}

#[test]
fn chance_alone_is_said_to_be_no_forecast() {
    let here = folder(SMALL);
    let chance = passcast(
        here.path(),
        "run plan.toml --simulations 4 --uncertainty chance",
    );
    chance.prints(&[
        "n = 4 replications",
        "chance alone, which is no forecast uncertainty",
    ]);
    assert!(chance.err.contains("outputs/small-"), "{}", chance.err);
}

#[test]
fn too_large_a_run_is_refused_where_nobody_can_be_asked() {
    let here = folder("[organisation]\nheadcount = 10000000\n");
    let large = passcast(here.path(), "run plan.toml --simulations 1000 --out made");
    large.fails(17, &["run::too-large", "GB", "--yes"]);
    assert!(!here.path().join("made").exists());
}

#[test]
fn outputs_of_unknown_segments_are_found_before_the_run() {
    let text = SMALL.replace("@20", "@20/enginering");
    let here = folder(&text);
    let wrong = passcast(here.path(), "run plan.toml");
    wrong.fails(10, &["plan.toml:8", "enginering", "engineering"]);
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_goes_on() {
    let here = folder(&SMALL.replace("60", "400"));
    let err = interrupted(here.path(), "run plan.toml --simulations 3000 --out made");
    let resume = "passcast run plan.toml --simulations 3000 --out made";
    assert!(
        err.contains(resume) && err.contains("of 3,000 simulations"),
        "{err}"
    );
    passcast(here.path(), "show made").fails(12, &["incomplete"]);
    let fewer = passcast(here.path(), "run plan.toml --simulations 2 --out made");
    fewer.prints(&["simulations"]);
}

/// What cannot be written to the output is said where it can, and the code says so.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_not_silence() {
    let here = folder("[organisation]\nheadcount = 20\n[run]\nhorizon = 2\n");
    let full = || {
        fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap()
    };
    for (line, told) in [
        ("--help", ""),
        (
            "run plan.toml --simulations 2 --format json --quiet",
            "cannot write the result",
        ),
        ("check plan.toml --format json", "cannot write the result"),
        ("explain", "cannot write the result"),
    ] {
        let done = std::process::Command::new(assert_cmd::cargo::cargo_bin!("passcast"))
            .current_dir(here.path())
            .args(line.split(' '))
            .stdout(full())
            .output()
            .unwrap();
        assert_eq!(done.status.code(), Some(15), "{line}");
        let err = String::from_utf8(done.stderr).unwrap();
        assert!(err.contains(told), "{line}: {err}");
    }
}
