//! Every command's answer is read back as it was written.

use crate::cli::{Done, folder, passcast};
use passcast::answer::{Answer, FORMAT, ReadError};
use passcast::report::terminal::{self, Screen};
use std::fs;
use std::path::Path;

/// A small plan with a target.
const PLAN: &str = "name = \"Small\"\n[organisation]\nheadcount = 60\n[run]\nhorizon = 8\n\
    [[target]]\nname = \"Half\"\noutput = \"adoption.enrolled.headcount@6\"\nmin = \"50%\"\n";

/// What is typed, and the command that its answer names.
const LINES: [(&str, &str); 10] = [
    ("run plan.toml --simulations 8", "run"),
    ("run plan.toml --simulations 4 --uncertainty chance", "run"),
    ("run CUSTOMERS --simulations 4 --set run.horizon=8", "run"),
    ("compare plan.toml other.toml --simulations 8", "compare"),
    (
        "compare plan.toml other.toml --simulations 60 --select adoption.enrolled.headcount@6 \
         --indifference 0.01",
        "compare",
    ),
    (
        "schedule plan.toml --simulations 32 --lever communications.reach=0.2,0.8 \
         --objective adoption.enrolled.headcount@6 --constraint P(desk.backlog.max>900)<=5%",
        "schedule",
    ),
    (
        "spend plan.toml --simulations 16 --levels 0,1,2 --channel-levels 0,1 --budget 2000 \
         --value-per-adopter 200",
        "spend",
    ),
    (
        "sensitivity plan.toml --parameter helpdesk. --simulations 64",
        "sensitivity",
    ),
    (
        "sensitivity plan.toml --parameter helpdesk. --method morris --simulations 100",
        "sensitivity",
    ),
    (
        "sensitivity plan.toml --parameter helpdesk. --groups --method sobol --simulations 256",
        "sensitivity",
    ),
];

fn read(json: &[u8]) -> Answer {
    Answer::read(json).unwrap_or_else(|error| panic!("{error}"))
}

/// Typed and back there are the same numbers and names in the same order.
#[track_caller]
fn is_whole(json: &[u8]) -> Answer {
    let answer = read(json);
    let mut again = serde_json::to_vec_pretty(&answer).unwrap();
    again.push(b'\n');
    assert_eq!(
        String::from_utf8_lossy(&again),
        String::from_utf8_lossy(json)
    );
    answer
}

#[test]
fn answers_are_read_as_they_were_written_and_shown_alike() {
    let here = folder(PLAN);
    let other = PLAN
        .replace("Small", "Other")
        .replace("[run]", "[communications]\nreach = 0.2\n[run]");
    fs::write(here.path().join("other.toml"), other).unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let customers = root.join("scenarios/customers-tier-1.toml");
    for (at, (line, command)) in LINES.into_iter().enumerate() {
        let line = line.replace("CUSTOMERS", &customers.display().to_string());
        let out = format!("made-{at}");
        let Done {
            code,
            out: shown,
            err,
        } = passcast(here.path(), &format!("{line} --out {out} --color never"));
        assert_eq!(code, 0, "{line}: {shown}{err}");
        let json = fs::read(here.path().join(&out).join("summary.json")).unwrap();
        let answer = is_whole(&json);
        let value: serde_json::Value = serde_json::from_slice(&json).unwrap();
        assert_eq!(
            (&value["command"], &value["format"]),
            (&command.into(), &FORMAT.into())
        );
        let screen = Screen {
            colour: false,
            unicode: !shown.is_ascii(),
        };
        assert_eq!(terminal::answer(&answer, screen), shown, "{line}");
    }
    let rank = "sensitivity plan.toml --method rank --out made-0 --format json";
    is_whole(passcast(here.path(), rank).out.as_bytes());
}

#[test]
fn the_stored_example_is_read_typed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let json = fs::read(root.join("outputs/example/summary.json")).unwrap();
    let Answer::Run(run) = is_whole(&json) else {
        panic!("another command's");
    };
    assert_eq!((run.plan.as_str(), run.counts.n), ("A small company", 8));
    let workforce = run.workforce.unwrap();
    assert!(
        workforce
            .adoption
            .iter()
            .all(|row| row.share.numbers.n == 8)
    );
    // Another version's answer, and one of which a part is missing.
    let text = String::from_utf8(json).unwrap();
    let old = text.replacen("\"format\": 2", "\"format\": 1", 1);
    let error = Answer::read(old.as_bytes()).unwrap_err();
    assert!(matches!(error, ReadError::OtherFormat(Some(1))), "{error}");
    let less = text.replacen("\"thresholds\"", "\"threshold\"", 1);
    assert!(matches!(
        Answer::read(less.as_bytes()),
        Err(ReadError::Malformed(_))
    ));
    assert!(matches!(
        Answer::read(b"{}"),
        Err(ReadError::OtherFormat(None))
    ));
}
