//! Every parameter at the ends of what it may be: numbers stay numbers, counts stay
//! counts, and the desk's other work stays.

use crate::support::scenario;
use passcast::observation::{Arm, COLUMN_NAMES, Column, Record, View, column, metrics};
use passcast::parameter::{Parameters, entries};
use passcast::population::Slots;
use passcast::scenario::Scenario;
use passcast::simulation::Model;
use passcast::units::Population;
use std::sync::Arc;

/// A small organisation with everything that a plan can have.
const WORKFORCE: &str = r#"
remove_legacy = { week = 8 }
[organisation]
headcount = 60
contractors = 0.1
guests = 0.1
initial = 0.1
admin_accounts = true
executives = 0.1
[[phase]]
kind = "opt-in"
weeks = "1-2"
[[phase]]
kind = "default"
weeks = "3-5"
friction = 1.0
[[phase]]
kind = "required"
weeks = "6-"
exceptions = true
[fallback]
runbook_week = 3
[keys]
weeks = "1-4"
[[shock]]
kind = "outage"
week = 4
[run]
horizon = 8
"#;

/// A shop with all tiers, of which one begins after the other.
const CUSTOMERS: &str = r#"
[customers]
accounts = 60
initial = 0.1
[customers.recovery.stress]
first_week = 5
weeks = 2
[[tier]]
kind = 1
first_week = 1
[[tier]]
kind = 2
first_week = 2
[[tier]]
kind = 3
first_week = 4
[run]
horizon = 8
"#;

/// Columns whose values are no counts: -1 where nobody waited.
const SIGNED: [Column; 1] = [column::WAIT_P90];

/// A file of one population, ready to run at any parameters.
struct Small {
    scenario: Arc<Scenario>,
    slots: Arc<Slots>,
}

impl Small {
    fn new(text: &str) -> Self {
        let scenario = Arc::new(scenario(text));
        Self {
            slots: Arc::new(Model::slots(&scenario)),
            scenario,
        }
    }

    fn run(&self, p: &Parameters) -> Record {
        let records = Model::new(&self.scenario, &self.slots, p).simulate(1, 0);
        let record = records.workforce.or(records.customers);
        record.expect("a population")
    }
}

/// What is wrong with a record.
fn faults(record: &Record, params: &Parameters) -> Vec<String> {
    let mut faults = Vec::new();
    for (arm, tally) in [("rollout", &record.rollout), ("baseline", &record.baseline)] {
        for (at, name) in COLUMN_NAMES.iter().enumerate() {
            let column = column::HEADCOUNT.plus(at);
            let negative = (0..=tally.weeks()).find(|week| tally.get(*week, column) < 0);
            if let Some(week) = negative.filter(|_| !SIGNED.contains(&column)) {
                let value = tally.get(week, column);
                faults.push(format!("{name} is {value} in week {week}, {arm}"));
            }
        }
    }
    for metric in metrics().iter().filter(|m| m.is_of(record.population)) {
        for arm in Arm::ALL {
            let view = View {
                record,
                params,
                arm,
            };
            let weeks = 1..=record.rollout.weeks();
            let values = weeks.flat_map(|week| {
                let (value, sum) = (metric.value(&view, week), metric.cumulative(&view, week));
                [value, sum].into_iter().flatten()
            });
            if let Some(value) = values.into_iter().find(|value| !value.is_finite()) {
                faults.push(format!("{} is {value}, {}", metric.id, arm.name()));
            }
        }
    }
    faults
}

/// Contacts of the first line in the baseline.
fn contacts(record: &Record) -> i64 {
    let tally = &record.baseline;
    let weeks = 1..=tally.weeks();
    weeks
        .map(|week| tally.get(week, column::CONTACTS_FIRST))
        .sum()
}

/// A column that jumps between two records, further than by seconds and cents that are
/// rounded event by event.
fn jump(one: &Record, other: &Record) -> Option<String> {
    let arms = [
        (&one.rollout, &other.rollout),
        (&one.baseline, &other.baseline),
    ];
    arms.into_iter().find_map(|(one, other)| {
        let (one, other) = (one.to_integers(), other.to_integers());
        let far = |(a, b): &(&i64, &i64)| a.abs_diff(**b) as f64 > 2.0 + 1e-4 * a.abs() as f64;
        let at = one.iter().zip(&other).position(|pair| far(&pair))?;
        let name = COLUMN_NAMES.get(at % COLUMN_NAMES.len());
        Some(format!(
            "jumps from {} to {} ({name:?})",
            one[at], other[at]
        ))
    })
}

/// What goes wrong when one parameter has one value and all others their defaults.
/// `near`: a value that the next number would do as well as.
fn faults_at(file: &Small, id: &str, [value, near]: [f64; 2], usual: i64) -> Vec<String> {
    let params = |value| Parameters::defaults(&[]).with_named(id, value);
    let record = file.run(&params(value));
    let mut found = faults(&record, &params(value));
    // What is no number ends as 0 in a tally, unseen but for this.
    found.extend(jump(&record, &file.run(&params(near))));
    let idle = (id, value) == ("helpdesk.background", 0.0);
    if record.population == Population::Workforce && !idle && 2 * contacts(&record) < usual {
        let few = contacts(&record);
        found.push(format!("{few} contacts in place of {usual}"));
    }
    found
}

#[test]
fn parameters_may_be_what_their_bounds_say() {
    let files = [Small::new(WORKFORCE), Small::new(CUSTOMERS)];
    let usual = contacts(&files[0].run(&Parameters::defaults(&[])));
    let mut wrong = Vec::new();
    for row in entries() {
        let (lowest, highest) = row.bounds();
        let hair = 1e-12 * highest.max(-lowest);
        for values in [[lowest, lowest + hair], [highest, highest - hair]] {
            assert!(values[0].is_finite(), "{}", row.id);
            for file in &files {
                let found = faults_at(file, row.id, values, usual);
                if !found.is_empty() {
                    wrong.push(format!("{} = {}: {}", row.id, values[0], found.join("; ")));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
