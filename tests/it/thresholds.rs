//! Thresholds as people type them: taken for what they say, or refused.

use crate::cli::{folder, words};

const PLAN: &str =
    "format = 1\n[organisation]\nheadcount = 60\n[run]\nhorizon = 12\nreplicates = 4\n";

#[test]
fn thresholds_that_no_value_can_miss_are_refused() {
    let here = folder(PLAN);
    for (wanted, parts) in [
        (
            "adoption.enrolled.headcount@12 <= 80",
            [
                "adoption.enrolled.headcount@12 is a share, and 80 is none",
                "80%, or 0.8",
            ],
        ),
        (
            "sign_ins.passkey_share@12 >= 120%",
            ["is a share, and 120% is none", "a share from 0 to 1"],
        ),
        (
            "desk.backlog.max <= 10%",
            [
                "desk.backlog.max is a number [cases], and 10% is none",
                "a plain number [cases]",
            ],
        ),
        (
            "cost.helpdesk.sum@12 <= 10%",
            ["is money, and 10% is none", "$500"],
        ),
        (
            "desk.backlog.week_of_max <= $3",
            [
                "is a number [week], and $3 is none",
                "a plain number [week]",
            ],
        ),
    ] {
        words(here.path(), &["run", "plan.toml", "--assert", wanted]).fails(2, &parts);
        let both = ["compare", "plan.toml", "plan.toml", "--assert", wanted];
        words(here.path(), &both).fails(2, &parts);
        let limit = format!("P({wanted}) <= 5%");
        let spend = [
            "spend",
            "plan.toml",
            "--budget",
            "$100",
            "--constraint",
            &limit,
        ];
        words(here.path(), &spend).fails(2, &["--constraint", parts[0]]);
        let lever = ["--lever", "phase.2.first_week=5,6", "--constraint", &limit];
        let schedule = [&["schedule", "plan.toml"], &lever[..]].concat();
        words(here.path(), &schedule).fails(2, &["--constraint", parts[0]]);
    }
    for wanted in [
        "adoption.enrolled.headcount@12 <= 100%",
        "adoption.enrolled.headcount@12:difference >= -0.5",
        "cost.helpdesk.sum@12:difference <= $1,000,000",
        "desk.backlog.max <= 1e6",
    ] {
        let line = ["run", "plan.toml", "--out", "made", "--assert", wanted];
        words(here.path(), &line).prints(&[]);
    }
}

#[test]
fn targets_that_no_value_can_meet_are_refused_where_they_stand() {
    let target = "[[target]]\noutput = \"adoption.enrolled.headcount@12\"\nmin = 80\n";
    let here = folder(&format!("{PLAN}{target}"));
    let parts = [
        "scenario::target-unit",
        "plan.toml:9:7",
        "adoption.enrolled.headcount@12 is a share, and 80 is none",
        "expected 80%, or 0.8",
    ];
    words(here.path(), &["run", "plan.toml"]).fails(10, &parts);
    let right = ["check", "plan.toml", "--set", "target.1.min=\"80%\""];
    words(here.path(), &right).prints(&["≥ 0.8"]);
}

#[test]
fn thresholds_are_shown_as_they_were_written() {
    let target =
        |output: &str, bound: &str| format!("[[target]]\noutput = \"{output}\"\n{bound}\n");
    let here = folder(
        &[
            PLAN.to_owned(),
            target("desk.backlog.max", "max = 2.5"),
            target("desk.backlog@4", "max = 0.2"),
            target("cost.helpdesk.sum@12", "max = 0.4"),
            target("cost.helpdesk.sum@11", "min = 1234567"),
            target("adoption.enrolled.headcount@12", "min = 0.516"),
            target("adoption.enrolled.headcount@11", "min = 0.07"),
        ]
        .concat(),
    );
    words(here.path(), &["run", "plan.toml"]).prints(&[
        "wanted ≤ 2.5 cases\n",
        "wanted ≤ 0.2 cases\n",
        "wanted ≤ $0.4\n",
        "wanted ≥ $1,234,567\n",
        "wanted ≥ 51.6 %\n",
        "wanted ≥ 7 %\n",
    ]);
}

#[test]
fn targets_take_money_and_per_cents_as_texts() {
    let target =
        |output: &str, bound: &str| format!("[[target]]\noutput = \"{output}\"\n{bound}\n");
    let net = "cost.net_cash.sum@12:difference";
    let here = folder(
        &[
            PLAN.to_owned(),
            target(net, "max = \"$1,200.50\""),
            // A second bound of the same output has another name.
            target(net, "min = \"-$500\""),
            target("adoption.enrolled.headcount@12", "at_least = \"80%\""),
        ]
        .concat(),
    );
    words(here.path(), &["run", "plan.toml"]).prints(&[
        "wanted ≤ $1,200.5\n",
        &format!("{net} 2"),
        "wanted ≥ -$500\n",
        "wanted ≥ 80 %\n",
    ]);
    let two = ["sensitivity", "plan.toml", "--simulations", "2", "--output"];
    let line = [&two[..], &["P(cost.net_cash.sum@12:difference 2)"]].concat();
    words(here.path(), &line).fails(2, &["this design needs"]);
}
