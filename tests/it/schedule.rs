//! `schedule`, as people type it.

use crate::cli::{self, Done, folder};
use crate::support::{same_folders, without_answer};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// A plan of 120 people for 16 weeks.
const PLAN: &str = "name = \"Small\"\n[organisation]\nheadcount = 120\n\
    [platform]\nid = \"entra\"\nprompt = { cadence = \"10 days\", skips = \"unlimited\" }\n[run]\nhorizon = 16\n\
    [[phase]]\nkind = \"pilot\"\nfirst_week = 1\n[[phase]]\nkind = \"opt-in\"\nfirst_week = 3\n\
    [[phase]]\nkind = \"default\"\nfirst_week = 9\n\
    [[variant]]\nname = \"Poor\"\nset = { communications = \"poor\" }\n";

const POOR: &str = "communications=poor,good";
const NOTHING: &str = "fallback.setup_cost=0,5,7";

/// Types words, some of which have spaces.
fn schedule(here: &Path, words: &[&str]) -> Done {
    cli::words(here, &[&["schedule", "plan.toml"], words].concat())
}

fn answer(here: &Path, words: &[&str]) -> Value {
    let done = schedule(here, &[words, &["--format", "json"]].concat());
    assert_eq!(done.code, 0, "{}{}", done.out, done.err);
    done.json()
}

fn row<'a>(answer: &'a Value, label: &str) -> &'a Value {
    let rows = answer["candidates"].as_array().unwrap();
    let found = rows.iter().find(|row| row["label"] == *label);
    found.unwrap_or_else(|| panic!("no {label} in {rows:#?}"))
}

#[test]
fn a_lever_without_effect_makes_no_difference() {
    let here = folder(PLAN);
    let answer = answer(here.path(), &["--lever", NOTHING, "--simulations", "64"]);
    // One of the three is the plan as written.
    assert_eq!(
        (&answer["combinations"], &answer["repeated"]),
        (&3.into(), &1.into())
    );
    assert_eq!(answer["winner"], "as written");
    assert_eq!(answer["last_look"], 16);
    let like = answer["like_winner"].as_array().unwrap();
    assert_eq!(like.len(), 2);
    for label in like {
        let row = row(&answer, label.as_str().unwrap());
        let difference = &row["difference"];
        assert_eq!(
            [&difference["mean"], &difference["lo"], &difference["hi"]],
            [0.0; 3]
        );
        assert_eq!([&difference["higher"], &difference["lower"]], [0; 2]);
        assert_eq!(
            (&row["status"], &row["told_apart"]),
            (&"kept".into(), &false.into())
        );
    }
    let shown = schedule(here.path(), &["--lever", NOTHING, "--simulations", "64"]);
    shown.prints(&[
        "Winner  as written",
        "Cannot be told apart from it: fallback.setup_cost=5; fallback.setup_cost=7",
        "the same",
        "winner, as written",
    ]);
}

/// Good communications lead by some twenty points: that 16 draws do not show it is less
/// likely than one in a million, and the seed is fixed.
#[test]
fn the_obviously_better_lever_wins() {
    let here = folder(&PLAN.replace(
        "[organisation]",
        "communications = \"poor\"\n[organisation]",
    ));
    let words = [
        "--lever",
        POOR,
        "--lever",
        NOTHING,
        "--simulations",
        "64",
        "--out",
        "made",
    ];
    let first = schedule(here.path(), &words);
    first.prints(&[
        "6 combinations (1 the same as another) of 2 levers, and the plan as written",
        "highest mean of adoption.enrolled.headcount@16",
        "Winner  communications=good, fallback.setup_cost=",
        "Judged again  on 32 draws that the search never saw, n = 64 simulations each",
        "as written",
        "dropped, 16 draws",
    ]);
    let widest = first.out.lines().map(|line| line.chars().count()).max();
    assert!(widest <= Some(100), "{}", first.out);
    assert!(first.out.lines().count() <= 45, "{}", first.out);
    assert!(
        first.err.contains("At most 576 simulations"),
        "{}",
        first.err
    );
    let again = schedule(here.path(), &words);
    assert_eq!(again.out, first.out);
    assert!(again.err.contains("stored answer"), "{}", again.err);
    let read = |file: &str| fs::read_to_string(here.path().join("made").join(file)).unwrap();
    let table = read("schedule.csv");
    let header =
        "point,candidate,communications,fallback.setup_cost,status,draws,simulations,objective,";
    assert!(table.starts_with(header), "{table}");
    assert_eq!(table.lines().count(), 1 + 6);
    assert_eq!(read("points.csv").lines().nth(1), Some("0,as written"));
    // 32 simulations of six candidates, of three of them a second 32, and 64 fresh of three.
    let simulations = |answer: &Value, key: &str| answer[key].as_u64().unwrap();
    let summary: Value = serde_json::from_str(&read("summary.json")).unwrap();
    let all = simulations(&summary["counts"], "n") + simulations(&summary, "fresh_simulations");
    assert_eq!(read("simulations.csv").lines().count() as u64, 1 + all);
    assert!(read("resolved-best.toml").contains("reach"));
    let written = summary["finals"].as_array().unwrap().iter();
    let written = written
        .clone()
        .find(|one| one["role"] == "as written")
        .unwrap();
    assert!(written["lead"]["lo"].as_f64().unwrap() > 0.05, "{written}");
}

#[test]
fn constraints_that_nothing_keeps_name_the_nearest() {
    let here = folder(PLAN);
    let limit = "adoption.enrolled.headcount@16 >= 99%";
    let words = [
        "--lever",
        POOR,
        "--constraint",
        limit,
        "--simulations",
        "32",
    ];
    schedule(here.path(), &words).prints(&[
        "No candidate keeps the constraint  nearest: as written",
        "adoption.enrolled.headcount@16 >= 99%",
        "infeasible",
        "nearest: missed, [1] 0 % (",
    ]);
    // Both constraints decide, and enrolment alone would not.
    let words = [
        "--lever",
        POOR,
        "--objective",
        "cost.net_cash.sum@16:difference",
        "--constraint",
        "P(adoption.enrolled.headcount@16 < 1%) <= 40%",
        "--constraint",
        "tickets.all.max <= 10,000",
        "--simulations",
        "64",
    ];
    let answer = answer(here.path(), &words);
    assert_eq!(answer["goal"], "smallest");
    assert_eq!(answer["nearest"], Value::Null);
    let winner = &answer["candidates"][0];
    assert_eq!(winner["sure"], true);
    assert_eq!(winner["constraints"][1]["probability"], 1.0);
}

#[test]
fn threads_and_interruptions_change_nothing() {
    let here = folder(PLAN);
    let words = |out, threads| {
        [
            "--lever",
            "phase.3.first_week=7,8,10",
            "--simulations",
            "48",
            "--out",
            out,
            "--threads",
            threads,
        ]
    };
    schedule(here.path(), &words("one", "1")).prints(&["Winner"]);
    schedule(here.path(), &words("two", "2")).prints(&["Winner"]);
    same_folders(here.path(), "one", "two");
    // What a run leaves that was killed: some batches, no answer.
    let kept = here.path().join("killed");
    fs::create_dir_all(kept.join("records")).unwrap();
    let from = here.path().join("one");
    fs::copy(from.join("manifest.json"), kept.join("manifest.json")).unwrap();
    without_answer(&kept);
    for batch in [
        "000000.simulations",
        "000001.simulations",
        "000002.simulations",
    ] {
        fs::copy(
            from.join("records").join(batch),
            kept.join("records").join(batch),
        )
        .unwrap();
    }
    let rest = schedule(here.path(), &words("killed", "2"));
    assert!(rest.err.contains("Going on from 48 of"), "{}", rest.err);
    same_folders(here.path(), "one", "killed");
}

#[test]
fn a_misspelt_key_is_shown_with_the_nearest_name() {
    let here = folder(PLAN);
    for more in [&[][..], &["--skip-invalid"]] {
        let words = ["--lever", "fallback.runbok_week=3,15", "--lever", POOR];
        schedule(here.path(), &[&words[..], more].concat()).fails(
            10,
            &[
                "unknown key `runbok_week`",
                "--lever:1:1",
                "did you mean `runbook_week`?",
                "candidate fallback.runbok_week=3, communications=poor, and 1 more",
                "2 problems",
            ],
        );
    }
}

#[test]
fn invalid_combinations_are_reported_or_skipped() {
    let here = folder(PLAN);
    let levers = [
        "--lever",
        "phase.2.first_week=3,9",
        "--lever",
        "phase.3.first_week=7,10",
        "--simulations",
        "8",
    ];
    let all = schedule(here.path(), &levers);
    all.fails(
        10,
        &["candidate phase.2.first_week=9, phase.3.first_week=7"],
    );
    let skipped = schedule(here.path(), &[&levers[..], &["--skip-invalid"]].concat());
    skipped.prints(&["4 combinations (1 no valid plan)"]);
    assert!(
        skipped.err.contains("1 of 4 combinations"),
        "{}",
        skipped.err
    );
}

#[test]
fn what_cannot_be_searched_is_refused() {
    let here = folder(PLAN);
    let refuse = |words: &[&str], code: i32, parts: &[&str]| {
        schedule(here.path(), words).fails(code, parts);
    };
    refuse(&[], 2, &["--lever"]);
    refuse(&["--lever", "run.seed=1,2"], 2, &["no lever"]);
    refuse(
        &["--lever", "fallback.runbook_week=3"],
        2,
        &["two settings or more"],
    );
    let wide: Vec<String> = (0..17).map(|at| format!("0.{at:02}")).collect();
    let wide = |key: &str| format!("communications.{key}={}", wide.join(","));
    refuse(
        &["--lever", &wide("reach"), "--lever", &wide("clarity")],
        2,
        &["289 combinations, more than 256", "fewer values"],
    );
    refuse(
        &["--lever", POOR, "--objective", "tickets.all.week_of_max"],
        2,
        &["neither way", "--minimise"],
    );
    refuse(
        &[
            "--lever",
            POOR,
            "--constraint",
            "P(tickets.al.max > 3) <= 5%",
        ],
        2,
        &["--constraint", "tickets.all"],
    );
    refuse(
        &["--lever", "communications=good,as written"],
        2,
        &["is the plan as written"],
    );
}

#[test]
fn keys_that_move_together_can_change_the_order_of_phases() {
    let here = folder(PLAN);
    let levers = [
        "order: phase.2.kind=default; phase.3.kind=opt-in | as written",
        "platform.prompt.cadence=5 days,as written",
        "phase.1.audience=[\"IT\", \"security\"],everyone",
    ];
    let mut words = vec!["--simulations", "32"];
    words.extend(levers.iter().flat_map(|lever| ["--lever", lever]));
    let shown = schedule(here.path(), &words);
    shown.prints(&[
        "8 combinations of 3 levers",
        "order | platform.prompt.cadence",
    ]);
    let widest = shown.out.lines().map(|line| line.chars().count()).max();
    assert!(widest <= Some(100), "{}", shown.out);
    let answer = answer(here.path(), &words);
    let winner = answer["winner"].as_str().unwrap();
    assert!(winner.contains("cadence=5 days"), "{winner}");
}

/// What levers of the customers' plan move, and nothing else, decides.
#[test]
fn levers_on_customers_are_judged_by_customers() {
    let here = folder(
        "[organisation]\nheadcount = 40\n[customers]\naccounts = 300\n[run]\nhorizon = 12\n\
         [[tier]]\nkind = \"sign-in-faster\"\nfirst_week = 1\nplacement = \"settings\"\n",
    );
    let lever = [
        "--lever",
        "tier.1.placement=settings,optimised",
        "--simulations",
        "16",
    ];
    let answer = answer(here.path(), &lever);
    assert_eq!(
        answer["objective"],
        "adoption.enrolled.headcount@12/customers"
    );
    assert_eq!(answer["of"], "accounts");
    assert_eq!(answer["winner"], "tier.1.placement=optimised");
    let other = [
        &lever[..],
        &["--objective", "adoption.enrolled.headcount@12"],
    ]
    .concat();
    let refused = schedule(here.path(), &other);
    assert_eq!(refused.code, 2);
    for text in ["no lever moves anything", "/customers"] {
        assert!(refused.err.contains(text), "{}", refused.err);
    }
}
