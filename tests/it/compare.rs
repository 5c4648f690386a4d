//! `compare` and `--assert`, as people type them.

use crate::cli::{Done, folder, passcast, words};
#[cfg(unix)]
use crate::support::interrupted;
use crate::support::same_folders;
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A small plan with two variants.
const PLANS: &str = "name = \"Small\"\n[organisation]\nheadcount = 60\n[run]\nhorizon = 30\n\
    [[target]]\nname = \"Half\"\noutput = \"adoption.enrolled.headcount@20\"\nmin = \"50%\"\n\
    [[variant]]\nname = \"Poor\"\nset = { communications = \"poor\" }\n\
    [[variant]]\nname = \"Late\"\nset = { \"fallback.runbook_week\" = 15 }\n";

/// A folder with the plans in files of their own.
fn files() -> TempDir {
    let base = PLANS.split("[[variant]]").next().unwrap();
    let here = folder(base);
    let with = |name: &str, text: &str| {
        fs::write(here.path().join(name), text).unwrap();
    };
    let poor = base.replace("\"Small\"", "\"Poor\"\ncommunications = \"poor\"");
    with("poor.toml", &poor);
    let late = base.replace("\"Small\"", "\"Late\"\nfallback.runbook_week = 15");
    with("late.toml", &late);
    here
}

/// The row of a plan in an output of a comparison.
fn row<'a>(answer: &'a Value, output: &str, plan: &str) -> &'a Value {
    let find = |list: &'a Value, key: &str, name: &str| {
        let found = list
            .as_array()
            .unwrap()
            .iter()
            .find(|one| one[key] == *name);
        found.unwrap_or_else(|| panic!("no {name} in {list}"))
    };
    find(
        &find(&answer["outputs"], "output", output)["plans"],
        "plan",
        plan,
    )
}

fn compared(here: &Path, line: &str) -> (Done, Value) {
    let done = passcast(here, &format!("compare {line} --format json"));
    let answer = done.json();
    assert_eq!(done.code, 0, "{answer}");
    (done, answer)
}

#[test]
fn two_files_are_compared_on_one_screen() {
    let here = files();
    let line = "compare plan.toml poor.toml --simulations 16 --out made";
    let first = passcast(here.path(), line);
    first.prints(&[
        "2 plans; n = 16 simulations each: 8 draws x 2 replications, the same for all",
        "Differences are against Small",
        "over 5, 99.00 % each",
        "Poor is worse in every draw on",
        "met in",
        "[% of employees and contractors] higher is better",
        "best in the mean: Small",
        "Not beaten on all of",
        "share of draws",
    ]);
    let widest = first.out.lines().map(|line| line.chars().count()).max();
    assert!(widest <= Some(100), "{}", first.out);
    assert!(first.out.lines().count() <= 45, "{}", first.out);
    for file in [
        "scenario-1.toml",
        "scenario-2.toml",
        "resolved-2.toml",
        "simulations.csv",
        "columns.json",
        "summary.json",
    ] {
        assert!(here.path().join("made").join(file).is_file(), "{file}");
    }
    let read = |file: &str| fs::read_to_string(here.path().join("made").join(file)).unwrap();
    assert_eq!(read("points.csv"), "point,plan\n0,Small\n1,Poor\n");
    assert_eq!(read("simulations.csv").lines().count(), 1 + 2 * 16);
    let comparison = read("comparison.csv");
    assert!(comparison.starts_with("plan,output,unit,better,n,mean,"));
    assert_eq!(comparison.lines().count(), 1 + 2 * 5);
    let again = passcast(here.path(), line);
    assert_eq!(again.out, first.out);
    assert!(again.err.contains("stored answer"), "{}", again.err);
    assert_eq!(passcast(here.path(), "show made").out, first.out);
}

#[test]
fn variants_are_the_plans_that_files_of_their_own_are() {
    let here = files();
    fs::write(here.path().join("all.toml"), PLANS).unwrap();
    let (_, one) = compared(here.path(), "all.toml --simulations 8");
    let (_, many) = compared(here.path(), "plan.toml poor.toml late.toml --simulations 8");
    assert_eq!(one, many);
    let base = passcast(here.path(), "run all.toml --simulations 4");
    base.prints(&["Small"]);
    assert!(base.err.contains("2 variants") && base.err.contains("`passcast compare` runs them"));
    let plain = passcast(here.path(), "run plan.toml --simulations 4");
    assert_eq!(plain.out, base.out);
}

#[test]
fn a_plan_against_itself_and_baselines_differ_by_nothing() {
    let here = files();
    let baseline = "desk.minutes.sum@24:baseline";
    let line = format!(
        "plan.toml plan.toml poor.toml --simulations 8 --output adoption.enrolled.headcount@24 \
         --output desk.minutes.sum@30:difference --output {baseline}"
    );
    let (_, answer) = compared(here.path(), &line);
    let nothing = |row: &Value| {
        let difference = &row["difference"];
        assert_eq!(
            [&difference["mean"], &difference["lo"], &difference["hi"]],
            [0.0; 3],
            "{row}"
        );
        assert_eq!(
            [&difference["higher"], &difference["lower"]],
            [0; 2],
            "{row}"
        );
    };
    for output in answer["outputs"].as_array().unwrap() {
        nothing(row(
            &answer,
            output["output"].as_str().unwrap(),
            "Small (2)",
        ));
    }
    nothing(row(&answer, baseline, "Poor"));
    assert_eq!(
        row(&answer, baseline, "Poor")["p_best_simulation"],
        Value::Null
    );
    let minutes = row(&answer, "desk.minutes.sum@30:difference", "Poor");
    assert_ne!(minutes["difference"]["mean"], 0.0);
}

#[test]
fn the_order_of_plans_does_not_matter() {
    let here = files();
    let (_, one) = compared(here.path(), "plan.toml poor.toml late.toml --simulations 8");
    let line = "late.toml poor.toml plan.toml --simulations 8 --against Small";
    let (_, other) = compared(here.path(), line);
    for output in one["outputs"].as_array().unwrap() {
        for plan in ["Small", "Poor", "Late"] {
            let output = output["output"].as_str().unwrap();
            assert_eq!(row(&one, output, plan), row(&other, output, plan));
        }
    }
}

#[test]
fn more_replications_extend_and_threads_change_nothing() {
    let here = files();
    let line = "compare plan.toml late.toml --output tickets.all.max";
    let type_it = |rest: &str| passcast(here.path(), &format!("{line} {rest}"));
    type_it("--simulations 4 --out made --threads 1").prints(&["n = 4 simulations"]);
    let more = type_it("--simulations 12 --out made --threads 2");
    more.prints(&["n = 12 simulations"]);
    assert!(more.err.contains("Going on from 8 of 24"), "{}", more.err);
    let whole = type_it("--simulations 12 --out whole --threads 1");
    assert_eq!(whole.out, more.out);
    same_folders(here.path(), "made", "whole");
    let other = "compare plan.toml late.toml --output desk.backlog.max --out made";
    passcast(here.path(), other).fails(11, &["holds another run", "design.outputs"]);
}

#[cfg(unix)]
#[test]
fn an_interrupted_comparison_goes_on() {
    let here = files();
    let line = "compare plan.toml poor.toml --simulations 300 --set organisation.headcount=300 \
                --output adoption.enrolled.headcount@24";
    let typed = |rest: &str| format!("{line} {rest}");
    let err = interrupted(here.path(), &typed("--out made"));
    assert!(err.contains("of 600 simulations"), "{err}");
    // Fewer than what is there, which may end in the middle of a draw.
    passcast(here.path(), "show made").fails(12, &["incomplete"]);
    let rest = passcast(here.path(), &typed("--out made"));
    rest.prints(&["n = 300 simulations"]);
    assert!(rest.err.contains("Going on from"), "{}", rest.err);
    let whole = passcast(here.path(), &typed("--out whole"));
    assert_eq!(whole.out, rest.out);
    same_folders(here.path(), "made", "whole");
}

#[test]
fn assertions_decide_the_exit_code() {
    let here = files();
    let run = |rest: &[&str]| {
        let line = ["run", "plan.toml", "--simulations", "4", "--out", "made"];
        words(here.path(), &[&line, rest].concat())
    };
    let holds = run(&["--assert", "adoption.enrolled.headcount@24 >= 1%"]);
    assert_eq!(holds.code, 0, "{}", holds.err);
    assert!(
        holds.err.contains("holds, the median over simulations is"),
        "{}",
        holds.err
    );
    let misses = [
        "--assert",
        "adoption.enrolled.headcount@1 >= 99%",
        "--assert",
        "tickets.all.max <= 10000",
    ];
    let missed = run(&misses);
    assert_eq!(missed.code, 13);
    assert!(missed.out.contains("Small"), "the answer is shown");
    let complaint =
        "error[run::not-met]: Small: adoption.enrolled.headcount@1 >= 99% does not hold";
    assert!(missed.err.contains(complaint), "{}", missed.err);
    let json = run(&[&misses[..], &["--format", "json"]].concat());
    let asserted = json.json()["assertions"].clone();
    assert_eq!((json.code, asserted.as_array().unwrap().len()), (13, 2));
    assert_eq!(
        [&asserted[0]["holds"], &asserted[1]["holds"]],
        [false, true]
    );
    let compare = [
        "compare",
        "plan.toml",
        "poor.toml",
        "--simulations",
        "4",
        "--assert",
    ];
    let both = words(
        here.path(),
        &[&compare[..], &["tickets.all.max <= 0"]].concat(),
    );
    assert_eq!(both.code, 13);
    for plan in ["Small", "Poor"] {
        assert!(
            both.err
                .contains(&format!("{plan}: tickets.all.max <= 0 does not"))
        );
    }
    run(&["--assert", "tickets.al.max <= 3"]).fails(2, &["--assert", "tickets.all"]);
    run(&["--assert", "tickets.all@40 <= 3"]).fails(2, &["week 40", "week 30"]);
    run(&["--assert", "tickets.all.max"]).fails(2, &["OUTPUT >= VALUE"]);
}

#[test]
fn a_mistake_in_a_variant_is_shown_where_it_stands() {
    let here = folder(&PLANS.replace("runbook_week", "runbok_week"));
    for command in ["compare", "run", "check"] {
        passcast(here.path(), &format!("{command} plan.toml")).fails(
            10,
            &[
                "plan.toml:15:9",
                "runbok_week",
                "did you mean `runbook_week`?",
                "1 problem",
            ],
        );
    }
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let here = files();
    let refuse = |line: &str, code: i32, parts: &[&str]| {
        passcast(here.path(), &format!("compare {line}")).fails(code, parts);
    };
    refuse("plan.toml", 2, &["2 to 16 plans", "[[variant]]"]);
    refuse(&"plan.toml ".repeat(17), 2, &["here are 17"]);
    refuse(
        "plan.toml poor.toml --against Smal",
        2,
        &["did you mean Small?"],
    );
    refuse(
        "plan.toml poor.toml --output desk.backlg.max",
        2,
        &["desk.backlog"],
    );
    let text = fs::read_to_string(here.path().join("poor.toml")).unwrap();
    fs::write(here.path().join("big.toml"), text.replace("60", "70")).unwrap();
    let differ = [
        "compare::incompatible",
        "headcount is 60",
        "70 in the other",
    ];
    refuse("plan.toml big.toml", 10, &differ);
    fs::write(
        here.path().join("later.toml"),
        format!("start = 2027-03-01\n{text}"),
    )
    .unwrap();
    refuse("plan.toml later.toml", 10, &["start is 2027-01-04"]);
    fs::write(here.path().join("short.toml"), text.replace("30", "26")).unwrap();
    refuse(
        "plan.toml short.toml --output tickets.all.max",
        10,
        &["different length", "26"],
    );
    let weeks = "compare plan.toml short.toml --simulations 2";
    passcast(here.path(), weeks).prints(&["tickets.all.max@26"]);
    let customers = "name = \"Shop\"\n[customers]\naccounts = 60\n[[tier]]\nkind = \"sign-in-faster\"\nfirst_week = 1\n";
    fs::write(here.path().join("shop.toml"), customers).unwrap();
    let others = [
        "compare::incompatible",
        "about customers",
        "help: plans about the same people",
    ];
    refuse("plan.toml shop.toml", 10, &others);
}

/// Two plans that differ in what they do for customers are not the same.
#[test]
fn all_populations_are_compared() {
    let plans = "[organisation]\nheadcount = 40\n[customers]\naccounts = 300\n[run]\nhorizon = 12\n\
                 [[variant]]\nname = \"No tiers\"\nset = { tier = [] }\n";
    let here = folder(plans);
    let (_, answer) = compared(here.path(), "plan.toml --simulations 8");
    let outputs = answer["outputs"].as_array().unwrap();
    let about = |of: &str| {
        let text = |output: &&Value| output["output"].as_str().unwrap().contains("/customers");
        let (customers, workforce): (Vec<_>, Vec<_>) = outputs.iter().partition(text);
        if of == "customers" {
            customers
        } else {
            workforce
        }
    };
    assert_eq!((about("workforce").len(), about("customers").len()), (5, 5));
    let output = "adoption.enrolled.headcount@12/customers";
    let difference = &row(&answer, output, "No tiers")["difference"];
    assert!(difference["mean"].as_f64().unwrap() < -0.1, "{difference}");
    assert_eq!(answer["pareto"]["outputs"].as_array().unwrap().len(), 6);
    let adoption = outputs.iter().find(|one| one["output"] == *output).unwrap();
    assert_eq!(adoption["of"], "accounts");
    let same = row(&answer, "adoption.enrolled.headcount@12", "No tiers");
    assert_eq!(same["difference"]["mean"], 0.0);
}
