//! What other programs call says what the program says.

use crate::cli;
use passcast::answer::Answer;
use passcast::{Cell, Error, Options, Plan, Simulator, Table};
use std::cell::RefCell;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

const PLAN: &str = "\
name = \"Sixty\"
communications = \"good\"
fallback = { quality = \"good\", runbook_week = 3 }
[organisation]
headcount = 60
[customers]
accounts = 200
[run]
horizon = 12
replicates = 8
[[target]]
name = \"A third by week 12\"
output = \"adoption.enrolled.headcount@12\"
min = \"33%\"
[[variant]]
name = \"Late runbook\"
set = { \"fallback.runbook_week\" = 8 }
";

fn plan() -> Plan {
    Plan::from_toml(PLAN).unwrap()
}

/// The answer that the program wrote, whose tables have the same header and as many rows.
#[track_caller]
fn written(folder: &Path, tables: &[Table]) -> Answer {
    for table in tables {
        let text = fs::read_to_string(folder.join(&table.name)).unwrap();
        let names: Vec<&str> = table.columns.iter().map(|one| &*one.name).collect();
        assert_eq!(text.lines().next(), Some(&*names.join(",")));
        assert_eq!(text.lines().count(), table.rows.len() + 1, "{}", table.name);
    }
    let files = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let names = files.map(|file| file.file_name().into_string().unwrap());
    let csv = names.filter(|name| name.ends_with(".csv") && name != "columns.csv");
    assert_eq!(csv.count(), tables.len());
    Answer::read(&fs::read(folder.join("summary.json")).unwrap()).unwrap()
}

#[test]
fn a_forecast_is_that_of_the_program() {
    let here = cli::folder(PLAN);
    let line = "run plan.toml --set organisation.headcount=70 --seed 5 --out made";
    let done = cli::passcast(here.path(), line);
    assert_eq!(done.code, 0, "{}", done.err);
    let mut plan = plan();
    plan.set("organisation.headcount", "70").unwrap();
    plan.set("run.seed", "5").unwrap();
    let outcome = passcast::run(&plan, &Options::default()).unwrap();
    let wanted = written(&here.path().join("made"), &outcome.tables);
    assert_eq!(Answer::Run(outcome.answer), wanted);
}

#[test]
fn a_comparison_is_that_of_the_program() {
    let here = cli::folder(PLAN);
    let done = cli::passcast(here.path(), "compare plan.toml --out made");
    assert_eq!(done.code, 0, "{}", done.err);
    let outcome = passcast::compare(&[plan()], &[], &Options::default()).unwrap();
    let wanted = written(&here.path().join("made"), &outcome.tables);
    assert_eq!(Answer::Compare(outcome.answer), wanted);
}

#[test]
fn single_simulations_are_those_of_a_run() {
    let plan = plan();
    let outcome = passcast::run(&plan, &Options::default()).unwrap();
    let table = outcome.table("simulations.csv").unwrap();
    let simulator = Simulator::new(&plan);
    let draws = 0..simulator.draws();
    let all = draws.flat_map(|draw| simulator.replications(draw).map(move |one| (draw, one)));
    let all: Vec<_> = all.collect();
    assert_eq!(all.len(), table.rows.len());
    let (mut outputs, mut parameters) = (0, 0);
    for ((draw, replication), row) in all.into_iter().zip(&table.rows) {
        let simulation = simulator.simulate(draw, replication);
        for (column, cell) in table.columns.iter().zip(row) {
            if let Ok(value) = simulation.output(&column.name) {
                assert_eq!(&Cell::from(value), cell, "{}", column.name);
                outputs += 1;
            } else if let Some(value) = simulation.parameter(&column.name) {
                assert_eq!(&Cell::from(value), cell, "{}", column.name);
                parameters += 1;
            }
        }
    }
    assert!(outputs >= 80 && parameters >= 80, "{outputs} {parameters}");
}

#[test]
fn progress_counts_every_simulation() {
    let counts = RefCell::new(Vec::new());
    let options = Options {
        threads: 2,
        progress: &|done, most| counts.borrow_mut().push((done, most)),
        ..Options::default()
    };
    passcast::run(&plan(), &options).unwrap();
    let wanted: Vec<_> = (1..=8).map(|done| (done, 8)).collect();
    assert_eq!(counts.into_inner(), wanted);
}

#[test]
fn a_run_can_be_stopped() {
    let stop = AtomicBool::new(false);
    let options = Options {
        threads: 1,
        progress: &|_, _| stop.store(true, Ordering::Relaxed),
        stop: &stop,
    };
    let mut plan = plan();
    plan.set("run.replicates", "20").unwrap();
    let error = passcast::run(&plan, &options).unwrap_err();
    let Error::Stopped { done, most: 20 } = error else {
        panic!("{error}");
    };
    assert!((1..20).contains(&done), "{done}");
}

#[test]
fn mistakes_name_what_is_near_and_change_nothing() {
    let mut plan = plan();
    let before = plan.to_toml();
    let error = plan.set("organisation.headcont", "800").unwrap_err();
    let Error::Problems(problems) = &error else {
        panic!("{error}");
    };
    assert_eq!(problems[0].nearest.as_deref(), Some("headcount"));
    let text = error.to_string();
    assert!(text.contains("did you mean `headcount`?"), "{text}");
    assert_eq!(plan.to_toml(), before);
    let simulation = Simulator::new(&plan).simulate(0, 0);
    let error = simulation.output("tickets.al.sum@12").unwrap_err();
    assert!(
        error.to_string().contains("did you mean tickets.all"),
        "{error}"
    );
    let error = simulation.output("tickets.all.sum@13").unwrap_err();
    assert!(error.to_string().contains("ends with week 12"), "{error}");
    assert_eq!(simulation.parameter("device.phone_los"), None);
}

#[test]
fn plans_that_cannot_be_compared_are_refused() {
    let mut larger = plan();
    larger.set("organisation.headcount", "61").unwrap();
    let error = passcast::compare(&[plan(), larger], &[], &Options::default()).unwrap_err();
    assert!(matches!(error, Error::Incompatible { .. }), "{error}");
    let alone = Plan::from_toml("organisation = { headcount = 60 }").unwrap();
    let error = passcast::compare(&[alone], &[], &Options::default()).unwrap_err();
    assert!(matches!(error, Error::Mistake { .. }), "{error}");
    let error = Plan::from_toml("[organisation]\nroster = 'people.csv'").unwrap_err();
    assert!(
        error.to_string().contains("its totals are not given"),
        "{error}"
    );
}
