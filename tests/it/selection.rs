//! `compare --select`, as people type it, and the tables of several plans.

use crate::cli::{Done, folder, passcast};
use serde_json::Value;
use std::fs;
use std::path::Path;

const OUTPUT: &str = "adoption.enrolled.headcount@16";

/// A plan of 120 people for 16 weeks, with a poor and a slightly other one.
const PLANS: &str = "name = \"Good\"\n[organisation]\nheadcount = 120\n\
    [platform]\nid = \"entra\"\nprompt = { cadence = \"10 days\", skips = \"unlimited\" }\n[run]\nhorizon = 16\n\
    [[phase]]\nkind = \"pilot\"\nweeks = \"1-2\"\n[[phase]]\nkind = \"opt-in\"\nweeks = \"3-6\"\n\
    [[phase]]\nkind = \"default\"\nweeks = \"7-\"\n\
    [[variant]]\nname = \"Poor\"\nset = { communications = \"poor\" }\n";

fn selected(here: &Path, line: &str) -> (Done, Value) {
    let done = passcast(
        here,
        &format!("compare plan.toml --select {OUTPUT} {line} --format json"),
    );
    let answer = done.json();
    assert_eq!(done.code, 0, "{answer}");
    (done, answer["selection"].clone())
}

/// The good plan leads by some twenty points: that 20 draws do not show it is less
/// likely than one in a million, and the seed is fixed.
#[test]
fn a_clear_winner_stops_the_run_early() {
    let here = folder(PLANS);
    let line = format!(
        "compare plan.toml --select {OUTPUT} --indifference 2% --simulations 200 --out made"
    );
    let first = passcast(here.path(), &line);
    first.prints(&[
        "Selection  highest mean of adoption.enrolled.headcount@16",
        "Selected: Good.",
        "leads every other by 2 points or more",
        "with probability 95 % or more",
        "It took 80 of the budget's 400 simulations. Good: 40 (20 draws); Poor: 40 (dropped after 20",
        "n = 40 simulations each: 20 draws",
    ]);
    let again = passcast(here.path(), &line);
    assert_eq!(again.out, first.out);
    assert!(again.err.contains("stored answer"), "{}", again.err);
    assert_eq!(passcast(here.path(), "show made").out, first.out);
    let read = |file: &str| fs::read_to_string(here.path().join("made").join(file)).unwrap();
    assert_eq!(read("simulations.csv").lines().count(), 1 + 80);
    let plans = read("plans.csv");
    assert!(plans.contains("Good,,yes,yes,1,yes,20,40,"), "{plans}");
    assert!(plans.contains(",no,20,40,"), "{plans}");
}

#[test]
fn equal_plans_are_undecided() {
    // What the runbook's author is paid changes nobody's enrolment.
    let text = PLANS.replace("communications = \"poor\"", "\"fallback.setup_cost\" = 7");
    let here = folder(&text);
    let (_, equal) = selected(here.path(), "--indifference 2% --simulations 48");
    assert_eq!(equal["outcome"], "equal");
    assert_eq!(equal["remaining"], serde_json::json!(["Good", "Poor"]));
    let line = format!("compare plan.toml --select {OUTPUT} --indifference 2% --simulations 48");
    passcast(here.path(), &line).prints(&["Undecided: Good, Poor came to the same in every draw"]);
}

#[test]
fn a_budget_that_ends_first_leaves_it_undecided_and_can_grow() {
    let here = folder(&PLANS.replace(
        "communications = \"poor\"",
        "\"communications.reach\" = 0.8",
    ));
    let line = "--indifference 0.01% --out made --threads";
    let (_, short) = selected(here.path(), &format!("{line} 2 --simulations 48"));
    assert_eq!(short["outcome"], "undecided");
    assert_eq!(
        (&short["budget"], &short["simulations"]),
        (&24.into(), &96.into())
    );
    let (more, answer) = selected(here.path(), &format!("{line} 1 --simulations 64"));
    assert_eq!(answer["outcome"], "undecided");
    assert_eq!(
        (&answer["budget"], &answer["simulations"]),
        (&32.into(), &128.into())
    );
    let whole = "--indifference 0.01% --out whole --threads 2 --simulations 64";
    assert_eq!(selected(here.path(), whole).0.out, more.out);
    let line = format!("compare plan.toml --select {OUTPUT} --indifference 0.01% --simulations 48");
    passcast(here.path(), &line)
        .prints(&["Undecided: the budget of 24 draws a plan ended with Good, Poor"]);
}

#[test]
fn what_cannot_be_selected_by_is_refused() {
    let here = folder(PLANS);
    let refuse = |rest: &str, parts: &[&str]| {
        passcast(here.path(), &format!("compare plan.toml {rest}")).fails(2, parts);
    };
    refuse(&format!("--select {OUTPUT}"), &["--indifference"]);
    refuse("--indifference 2%", &["--select"]);
    refuse(
        &format!("--select {OUTPUT} --indifference 2"),
        &["no lead can be 2", "2%, or 0.02"],
    );
    refuse(
        &format!("--select {OUTPUT} --indifference many"),
        &["2%, $500 or 30"],
    );
    refuse(
        &format!("--select {OUTPUT} --indifference 2% --simulations 38"),
        &["20 draws of every plan", "--simulations 40 or more"],
    );
    refuse(
        "--select tickets.all.week_of_max --indifference 2",
        &["neither way"],
    );
    refuse(
        "--select adoption.enroled@3 --indifference 2",
        &["--select", "adoption.enrolled"],
    );
}

#[test]
fn tables_have_every_plan() {
    let here = folder(PLANS);
    passcast(here.path(), "compare plan.toml --simulations 8 --out made")
        .prints(&["In resamples of the draws"]);
    passcast(here.path(), "run plan.toml --simulations 8 --out single").prints(&["Good"]);
    for table in ["weekly", "segments", "tickets", "funnel", "peaks"] {
        let read = |folder: &str| {
            let file = here.path().join(folder).join(format!("{table}.csv"));
            fs::read_to_string(file).unwrap()
        };
        let (both, one) = (read("made"), read("single"));
        let of = |plan: &str| both.lines().filter(|line| line.starts_with(plan)).count();
        assert_eq!(of("Good,"), of("Poor,"), "{table}");
        // The rows of the first plan are those that it has when it runs alone.
        assert!(both.starts_with(&one), "{table}");
    }
}
