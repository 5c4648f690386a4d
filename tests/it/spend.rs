//! `spend`, as people type it.

use crate::cli::{folder, passcast};
use crate::support::{same_folders, scenario, without_answer};
use passcast::model::communications::notice;
use passcast::parameter::Parameters;
use passcast::population::Slots;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A small plan in which messages matter: offers come seldom.
const PLAN: &str = "name = \"Small\"\n[organisation]\nheadcount = 120\n[run]\nhorizon = 12\n\
    [platform]\nid = \"entra\"\nprompt = { cadence = \"14 days\", skips = \"unlimited\" }\n\
    [communications]\nspend_factor = 0.5\n";
/// Few levels of two curves.
const FEW: &str = "--levels 0,0.5,2 --channel-levels 0,1";

fn answered(here: &Path, line: &str) -> Value {
    let done = passcast(here, &format!("spend plan.toml {line} --format json"));
    assert_eq!(done.code, 0, "{}{}", done.out, done.err);
    done.json()
}

/// The rows of a table, by column.
fn table(path: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let header = reader.headers().unwrap().clone();
    let row = |record: csv::StringRecord| {
        let cells = header.iter().zip(record.iter());
        cells
            .map(|(name, cell)| (name.into(), cell.into()))
            .collect()
    };
    reader
        .records()
        .map(|record| row(record.unwrap()))
        .collect()
}

fn number(row: &BTreeMap<String, String>, name: &str) -> f64 {
    row[name]
        .parse()
        .unwrap_or_else(|_| panic!("{name}: {row:?}"))
}

#[test]
fn a_response_fits_one_screen_and_is_stored() {
    let here = folder(PLAN);
    let line = format!("spend plan.toml --simulations 8 {FEW} --out made");
    let first = passcast(here.path(), &line);
    first.prints(&[
        "Small  spend on communications to week 12; n = 8 at every level: 4 draws x 2 replications",
        "5th..95th percentile of outcomes, from parameters and chance",
        "All channels",
        "Each channel alone",
        "Beyond $",
        "nothing was simulated",
        "Without --value-per-adopter no level",
        "training",
    ]);
    assert!(first.out.lines().count() <= 45, "{}", first.out);
    let widest = first.out.lines().map(|line| line.chars().count()).max();
    assert!(widest <= Some(100), "{widest:?}\n{}", first.out);
    let again = passcast(here.path(), &line);
    assert_eq!(again.out, first.out);
    assert!(again.err.contains("stored answer"), "{}", again.err);
    assert_eq!(passcast(here.path(), "show made").out, first.out);
    for file in [
        "points.csv",
        "spend.csv",
        "simulations.csv",
        "resolved.toml",
        "summary.json",
    ] {
        assert!(here.path().join("made").join(file).is_file(), "{file}");
    }
    let rows = table(&here.path().join("made/spend.csv"));
    let all: Vec<_> = rows
        .iter()
        .filter(|row| row["curve"] == "all channels")
        .collect();
    assert_eq!(all.len(), 4, "the plan itself is a level");
}

#[test]
fn no_spend_is_the_plan_at_factor_zero_unit_by_unit() {
    let here = folder(PLAN);
    let made = here.path().join("made");
    answered(here.path(), &format!("--simulations 8 {FEW} --out made"));
    let name = |at: usize| table(&made.join("points.csv"))[at]["plan"].clone();
    assert_eq!([name(0), name(1)], ["Small", "all channels x 0"]);
    let simulations = |point: &str| -> Vec<BTreeMap<String, String>> {
        let rows = table(&made.join("simulations.csv")).into_iter();
        rows.filter(|row| row["point"] == point).collect()
    };
    for (point, set) in [("0", ""), ("1", " --set communications.spend_factor=0")] {
        let out = format!("alone{point}");
        let line = format!("run plan.toml --simulations 8 --out {out}{set}");
        assert_eq!(passcast(here.path(), &line).code, 0);
        let alone = table(&here.path().join(out).join("simulations.csv"));
        let paired = simulations(point);
        assert_eq!((paired.len(), alone.len()), (8, 8));
        for (ours, theirs) in paired.iter().zip(&alone) {
            // Everything but the plan's name that both tables have, parameters too.
            let mut common = 0;
            for (column, value) in ours
                .iter()
                .filter(|(name, _)| !["plan", "point"].contains(&name.as_str()))
            {
                if let Some(other) = theirs.get(column) {
                    assert_eq!(value, other, "{column}");
                    common += 1;
                }
            }
            assert!(common > 20, "{common}");
        }
    }
    // Draws and replications are the same at every level.
    let pairs = |point: &str| -> Vec<(String, String)> {
        let rows = simulations(point).into_iter();
        rows.map(|row| (row["draw"].clone(), row["replication"].clone()))
            .collect()
    };
    assert_eq!(pairs("0"), pairs("3"));
}

#[test]
fn steps_add_up_and_worth_is_what_it_says() {
    let here = folder(PLAN);
    let answer = answered(
        here.path(),
        &format!("--simulations 8 {FEW} --value-per-adopter 0"),
    );
    for curve in answer["curves"].as_array().unwrap() {
        let (levels, steps) = (
            curve["levels"].as_array().unwrap(),
            curve["steps"].as_array().unwrap(),
        );
        let mean = |level: &Value, name: &str| level[name]["mean"].as_f64().unwrap();
        let (first, last) = (&levels[0], &levels[levels.len() - 1]);
        for name in ["adopters", "tickets", "net_cash"] {
            let sum: f64 = steps.iter().map(|step| mean(step, name)).sum();
            let all = mean(last, name) - mean(first, name);
            assert!(
                (sum - all).abs() < 1e-9 * all.abs().max(1.0),
                "{name}: {sum} {all}"
            );
        }
        let optimum = &curve["optimum"];
        assert_eq!(optimum["value_per_adopter"], 0.0);
        // An adopter is worth nothing: the best level is the cheapest in net cash.
        let cheapest = levels
            .iter()
            .min_by(|one, other| mean(one, "net_cash").total_cmp(&mean(other, "net_cash")))
            .unwrap();
        assert_eq!(optimum["level"], cheapest["level"]);
        assert_eq!(optimum["interpolated"], Value::Null);
        let chances = optimum["levels"].as_array().unwrap();
        let sum: f64 = chances
            .iter()
            .map(|one| one["p_best_simulation"].as_f64().unwrap())
            .sum();
        assert!((sum - 1.0).abs() < 1e-9);
    }
    let all = &answer["curves"][0];
    assert_eq!(
        all["optimum"]["level"], 0.0,
        "spend costs, and nothing is worth it"
    );
    let dear = answered(
        here.path(),
        &format!("--simulations 8 {FEW} --value-per-adopter 100000"),
    );
    let dear = &dear["curves"][0]["optimum"];
    assert!(dear["level"].as_f64() > Some(0.0), "{dear}");
    assert_eq!(
        answered(here.path(), &format!("--simulations 8 {FEW}"))["curves"][0]["optimum"],
        Value::Null
    );
}

/// Two channels in two blocks: a small search.
const DIVIDED: &str = "[[communications.channel]]\nname = \"email\"\n[[communications.channel]]\nname = \"posters\"\n\
    spend = 0.05\n[[communications.channel]]\nname = \"executive-video\"\n";

#[test]
fn a_budget_is_divided_whole() {
    let here = folder(&format!("{PLAN}{DIVIDED}"));
    let line = "spend plan.toml --simulations 8 --levels 0,1 --channel-levels 0,1 --budget 300 --blocks 1,7 \
                --out made";
    let first = passcast(here.path(), line);
    first.prints(&[
        "Dividing $300",
        "On fresh draws",
        "own split",
        "agent-week",
        "To paste",
        "channel = [",
    ]);
    let again = passcast(here.path(), line);
    assert_eq!(again.out, first.out);
    assert!(again.err.contains("stored answer"), "{}", again.err);
    let rows = table(&here.path().join("made/allocation.csv"));
    for column in ["found", "even", "own"] {
        let sum: f64 = rows.iter().map(|row| number(row, column)).sum();
        assert!((sum - 300.0).abs() < 1e-9, "{column}: {sum}");
    }
    // Email and posters in both blocks, the video in the week 5 and 11 of its calendar.
    assert_eq!(rows.len(), 6 + 1);
    // What is printed to be pasted is the plan that was judged.
    let summary: Value =
        serde_json::from_slice(&fs::read(here.path().join("made/summary.json")).unwrap()).unwrap();
    let found = &summary["allocation"]["plans"][0];
    let toml = fs::read_to_string(here.path().join("made/allocation.toml")).unwrap();
    let pasted = PLAN.replace("spend_factor = 0.5\n", &toml);
    let plan = scenario(&pasted);
    let slots = Slots::new(&plan.workforce().organisation);
    let heads = passcast::model::communications::addressed(&plan, &slots);
    let channels = plan.workforce().communications.channels.iter().zip(heads);
    let cents: i64 = channels
        .flat_map(|(channel, heads)| {
            let cents = move |week: &u16| {
                passcast::model::communications::week_cents(channel, *week, heads)
            };
            channel.weeks.iter().map(cents)
        })
        .sum();
    assert!((cents as f64 / 100.0 - found["spend"].as_f64().unwrap()).abs() < 1e-9);
}

#[test]
fn threads_and_interruptions_change_nothing() {
    let here = folder(&format!("{PLAN}{DIVIDED}"));
    let line = "spend plan.toml --simulations 8 --levels 0,1 --channel-levels 1 --budget 300 --blocks 1,7 \
                --constraint P(desk.backlog.max>1)<=50%";
    let type_it = |rest: &str| passcast(here.path(), &format!("{line} {rest}"));
    assert_eq!(type_it("--out one --threads 1").code, 0);
    let two = type_it("--out two --threads 2");
    two.prints(&["limit broken"]);
    same_folders(here.path(), "one", "two");
    // A run that was killed: its batches stay, its answer is not there yet.
    let made = here.path().join("two");
    without_answer(&made);
    fs::remove_file(made.join("summary.json")).unwrap();
    let resumed = type_it("--out two");
    assert_eq!(
        (resumed.code, &resumed.out),
        (0, &two.out),
        "{}",
        resumed.err
    );
    same_folders(here.path(), "one", "two");
}

#[test]
fn no_budget_buys_nothing() {
    let here = folder(&format!("{PLAN}{DIVIDED}"));
    let answer = answered(
        here.path(),
        "--simulations 4 --levels 0,1 --channel-levels 1 --budget 0 --blocks 1,7",
    );
    let found = &answer["allocation"];
    assert_eq!(found["toml"], "channel = []\n");
    let plans = found["plans"].as_array().unwrap();
    for plan in &plans[..3] {
        assert_eq!(plan["spend"], 0.0);
        assert_eq!(plan["adopters"], plans[0]["adopters"]);
    }
}

#[test]
fn mistakes_are_named() {
    let here = folder(PLAN);
    let refuse = |line: &str, code: i32, parts: &[&str]| {
        passcast(here.path(), &format!("spend plan.toml {line}")).fails(code, parts);
    };
    refuse("--levls 0,1", 2, &["--levls", "--levels"]);
    refuse("--levels 0,-1", 2, &["0 to 1000"]);
    refuse("--levels 0,x", 2, &["--levels"]);
    refuse("--week 13", 2, &["ends with week 12"]);
    refuse("--value-per-adopter much", 2, &["expected dollars"]);
    refuse("--budget -5", 2, &["at least 0"]);
    refuse("--constraint P(desk.backlog.max>2)<=5%", 2, &["--budget"]);
    refuse(
        "--budget 5 --constraint desk.backlog.max>2",
        2,
        &["P(OUTPUT > VALUE) <= 5%"],
    );
    refuse(
        "--budget 5 --constraint P(desk.backlg.max>2)<=5%",
        2,
        &["--constraint", "desk.backlog"],
    );
    refuse(
        "--budget 5 --blocks 1,20",
        2,
        &["--blocks", "after week 12"],
    );
    refuse(
        "--set communications.spend_factor=0",
        10,
        &["spend::nothing", "spends nothing"],
    );
    refuse(
        "--set communications.channel.emial.spend=1",
        10,
        &["did you mean `email`?"],
    );
    passcast(here.path(), "spend nowhere.toml").fails(15, &["nowhere.toml"]);
}

/// At the default calendar more money on a channel never lessens what people notice of
/// all channels, whatever attention and fatigue the draw has: each of 40 draws, so that
/// chance plays no part.
#[test]
fn messages_rise_with_each_channels_spend() {
    for draw in 0..40 {
        let p = Parameters::drawn(&[], 5, draw);
        let plan = scenario("");
        let slots = Slots::new(&plan.workforce().organisation);
        let count = plan.workforce().communications.channels.len();
        for channel in 0..count {
            let mut before = 0.0;
            for spend in [0.0, 0.02, 0.1, 0.5] {
                let mut plan = plan.clone();
                plan.workforce_mut().communications.channels[channel].spend = spend;
                let found = notice(&plan, &p, &slots, 24);
                assert!(found.understood >= before, "{draw} {channel} {spend}");
                assert!(found.lost.is_none_or(|lost| (0.0..1.0).contains(&lost)));
                before = found.understood;
            }
        }
    }
}
