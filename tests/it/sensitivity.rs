//! `sensitivity`, as people type it.

use crate::cli::{Done, folder, passcast};
#[cfg(unix)]
use crate::support::interrupted;
use crate::support::same_folders;
use serde_json::Value;
use std::fs;
use std::path::Path;

const PLAN: &str = "name = \"Small\"\n[organisation]\nheadcount = 150\n[run]\nhorizon = 24\n\
    [[target]]\nname = \"Half\"\noutput = \"adoption.enrolled.headcount@20\"\nmin = \"50%\"\n";

fn studied(here: &Path, line: &str) -> (Done, Value) {
    let done = passcast(here, &format!("sensitivity {line} --format json"));
    assert_eq!(done.code, 0, "{}{}", done.out, done.err);
    let answer = done.json();
    (done, answer)
}

fn row<'a>(answer: &'a Value, output: usize, factor: &str) -> &'a Value {
    let rows = answer["outputs"][output]["rows"].as_array().unwrap();
    let found = rows.iter().find(|row| row["factor"] == *factor);
    found.unwrap_or_else(|| panic!("no {factor} in {answer}"))
}

fn measure<'a>(row: &'a Value, name: &str) -> &'a Value {
    let all = row["measures"].as_array().unwrap();
    let found = all.iter().find(|measure| measure["name"] == *name);
    found.unwrap_or_else(|| panic!("no {name} in {row}"))
}

#[test]
fn a_tornado_fits_a_screen_and_is_kept() {
    let here = folder(PLAN);
    let line = "sensitivity plan.toml --parameter device. --parameter key.unit_cost --out made";
    let first = passcast(here.path(), line);
    first.prints(&[
        "tornado over",
        "points x 16 replications",
        "from the 10 % to the 90 % point of its prior",
        "hold together with 95 %",
        "adoption.enrolled.headcount@24",
        "desk.minutes.sum@24:difference",
        "no effect in any unit: ",
        "device.computer_ok",
        "..",
    ]);
    let widest = first.out.lines().map(|line| line.chars().count()).max();
    assert!(widest <= Some(100), "{}", first.out);
    assert!(first.out.lines().count() <= 46, "{}", first.out);
    let again = passcast(here.path(), line);
    assert_eq!(again.out, first.out);
    assert!(again.err.contains("stored answer"), "{}", again.err);
    let shown = passcast(here.path(), "show made");
    assert_eq!(shown.out, first.out);
    let table = fs::read_to_string(here.path().join("made/sensitivity.csv")).unwrap();
    assert!(
        table.starts_with("output,method,factor,factor_unit,low,high,"),
        "{table}"
    );
    let points = fs::read_to_string(here.path().join("made/points.csv")).unwrap();
    assert!(points.starts_with("point,plan,"), "{points}");
}

#[test]
fn what_is_off_or_unused_does_exactly_nothing() {
    let here = folder(PLAN);
    // No security keys are planned, and no wording was tested.
    let line = "plan.toml --parameter key.unit_cost --parameter messages.framing \
                --parameter device.computer_ok --output adoption.enrolled.headcount@24 \
                --output cost.net_cash.sum@24:difference";
    let (_, tornado) = studied(here.path(), line);
    let (_, morris) = studied(here.path(), &format!("{line} --method morris"));
    for output in 0..2 {
        for factor in ["key.unit_cost", "messages.framing"] {
            let change = row(&tornado, output, factor);
            assert_eq!(change["verdict"], "no-effect");
            assert_eq!(measure(change, "change")["value"], 0.0);
            let effect = row(&morris, output, factor);
            assert_eq!(effect["verdict"], "no-effect");
            assert_eq!(measure(effect, "mu_star")["value"], 0.0);
        }
    }
    let computers = row(&tornado, 0, "device.computer_ok");
    assert_eq!(computers["verdict"], "influential");
    assert!(measure(computers, "change")["lo"].as_f64() > Some(0.0));
    // Chance drawn afresh in every simulation must not make the unused one influential.
    let (_, sobol) = studied(
        here.path(),
        &format!("{line} --method sobol --simulations 320"),
    );
    assert_eq!(sobol["counts"]["rows"], 32);
    for factor in ["key.unit_cost", "messages.framing"] {
        assert_eq!(row(&sobol, 0, factor)["verdict"], "not-separable");
    }
}

#[test]
fn threads_and_extensions_change_nothing() {
    let here = folder(PLAN);
    let line = "sensitivity plan.toml --over dials --parameter communications.";
    let type_it = |rest: &str| passcast(here.path(), &format!("{line} {rest}"));
    let one = type_it("--simulations 68 --threads 1 --out whole");
    one.prints(&[
        "n = 68 simulations: 17 points x 4 replications",
        "communications.faq",
        "0.20..0.85",
    ]);
    type_it("--simulations 34 --threads 2 --out made").prints(&[
        "17 points x 2 replications",
        "in the same worlds. ?: ",
        "2 replications a point are too few for intervals; --simulations 136 gives 8.",
    ]);
    let few = type_it("--simulations 34 --out made --format json");
    let rows = few.json()["outputs"][0]["rows"].clone();
    for row in rows.as_array().unwrap() {
        assert!(["too-few", "no-effect"].contains(&row["verdict"].as_str().unwrap()));
        assert!(measure(row, "change")["lo"].is_null(), "{row}");
    }
    let more = type_it("--simulations 68 --threads 2 --out made");
    assert!(more.err.contains("Going on from 34 of 68"), "{}", more.err);
    assert_eq!(more.out, one.out);
    same_folders(here.path(), "whole", "made");
    // Another output needs no simulation more.
    let other = type_it("--simulations 68 --out made --output desk.backlog.max");
    other.prints(&["desk.backlog.max", "n = 68 simulations"]);
    let fresh = type_it("--simulations 68 --out fresh --output desk.backlog.max");
    assert_eq!(other.out, fresh.out);
    same_folders(here.path(), "fresh", "made");
    let lines = fs::read_to_string(here.path().join("made/session.jsonl")).unwrap();
    assert!(
        lines.lines().last().unwrap().contains("\"simulations\":0"),
        "{lines}"
    );
}

#[cfg(unix)]
#[test]
fn an_interrupted_study_goes_on() {
    let here = folder(PLAN);
    let typed = |out: &str| {
        format!(
            "sensitivity plan.toml --method morris --parameter device. --simulations 600 \
             --set organisation.headcount=400 --out {out}"
        )
    };
    interrupted(here.path(), &typed("made"));
    let rest = passcast(here.path(), &typed("made"));
    rest.prints(&["morris over"]);
    assert!(rest.err.contains("Going on from"), "{}", rest.err);
    let whole = passcast(here.path(), &typed("whole"));
    assert_eq!(whole.out, rest.out);
    same_folders(here.path(), "whole", "made");
}

#[test]
fn ranks_come_from_a_stored_run() {
    let here = folder(PLAN);
    let ask = "sensitivity plan.toml --method rank";
    passcast(here.path(), ask).fails(15, &["sensitivity::no-run", "passcast run plan.toml"]);
    passcast(here.path(), "run plan.toml --simulations 80").prints(&["n = 80 simulations"]);
    let of_file = passcast(here.path(), ask);
    of_file.prints(&[
        "rank over",
        "40 draws x 2 replications",
        "noise floor",
        "all drawn together",
    ]);
    let outputs = fs::read_dir(here.path().join("outputs")).unwrap();
    let made = outputs.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let made: Vec<String> = made.collect();
    let [made] = made.as_slice() else {
        panic!("{made:?}")
    };
    let of_folder = passcast(
        here.path(),
        &format!("sensitivity outputs/{made} --method rank"),
    );
    assert_eq!(of_folder.out, of_file.out);
    let unused = "--parameter key.unit_cost --parameter messages.framing";
    let (_, answer) = studied(here.path(), &format!("plan.toml --method rank {unused}"));
    assert_eq!(row(&answer, 0, "key.unit_cost")["verdict"], "not-separable");
    passcast(here.path(), &format!("{ask} --over dials")).fails(2, &["turns no dials"]);
    passcast(
        here.path(),
        "sensitivity plan.toml --parameter key. --simulations 20 --out made",
    );
    let foreign = passcast(here.path(), "sensitivity made --method rank");
    foreign.fails(16, &["`sensitivity`", "reads those of `run`"]);
}

#[test]
fn probabilities_and_quantiles_have_intervals() {
    let here = folder(PLAN);
    let line = "plan.toml --parameter enrolment. --output P(Half) --output P90(desk.backlog.max) \
                --simulations 120";
    let (_, answer) = studied(here.path(), line);
    assert_eq!(answer["outputs"][0]["output"], "P(Half)");
    let defaults = &answer["outputs"][0]["general"][0];
    assert!(
        defaults["lo"].as_f64() < defaults["hi"].as_f64(),
        "{defaults}"
    );
    for row in answer["outputs"][0]["rows"].as_array().unwrap() {
        // The same in all replications so far is no certainty.
        let change = measure(row, "change");
        assert!(
            change["lo"].as_f64() < Some(0.0) && change["hi"].as_f64() > Some(0.0),
            "{row}"
        );
    }
}

#[test]
fn mistakes_are_named_with_what_was_meant() {
    let here = folder(PLAN);
    let fails = |rest: &str, code: i32, parts: &[&str]| {
        passcast(here.path(), &format!("sensitivity plan.toml {rest}")).fails(code, parts);
        assert!(!here.path().join("outputs").exists(), "nothing was made");
    };
    fails("--method tornadoo", 2, &["tornadoo", "tornado"]);
    fails("--over dial", 2, &["dials"]);
    fails(
        "--output desk.backlgo.max",
        2,
        &["desk.backlgo.max", "desk.backlog"],
    );
    fails("--output P(Hlaf)", 2, &["P(Hlaf)", "P(Half)"]);
    fails(
        "--output desk.backlog@99",
        2,
        &["week 99", "ends with week 24"],
    );
    fails(
        "--method morris --output P90(desk.backlog.max)",
        2,
        &["many replications", "tornado"],
    );
    fails(
        "--parameter helpdesk.pricee",
        2,
        &["helpdesk.pricee", "helpdesk.price"],
    );
    fails(
        "--parameter recovery.verify_minutes.weak",
        2,
        &["is certain"],
    );
    fails(
        "--over dials --parameter communications.faqq",
        2,
        &["communications.faq"],
    );
    fails("--groups", 2, &["one factor at a time", "morris or sobol"]);
    fails("--simulations 5", 2, &["needs", "simulations or more"]);
    fails("--set organisation.headcont=5", 10, &["headcount"]);
}

/// A plan has more unknowns than the sequence has dimensions of its own.
#[test]
fn sobol_takes_all_unknowns_in_groups() {
    let here = folder(PLAN);
    let line = "plan.toml --method sobol --groups --set run.horizon=3 \
                --set organisation.headcount=60 --simulations 704";
    let (_, answer) = studied(here.path(), line);
    let rows = answer["outputs"][0]["rows"].as_array().unwrap();
    assert!(rows.len() > 10, "{answer}");
    assert!(
        rows.iter().any(|row| row["factor"] == "device.*"),
        "{answer}"
    );
    // So few rows tell nothing of interaction: a sum that noise alone lowers says none.
    let notes = answer["outputs"][0]["notes"].to_string();
    assert!(!notes.contains("of factors together"), "{notes}");
}
