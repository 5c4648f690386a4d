//! Limits in which the model has a closed form, laws of conservation, and
//! relations between runs.
//!
//! A statistical test compares the mean of at least 12 independent replications
//! with its expectation and allows four standard errors, as estimated from the
//! replications: with Student's t of 11 or more degrees of freedom a right engine
//! fails at most once in 470 seeds. Seeds are fixed, so the verdict is, too.

mod baseline;
mod books;
mod chance;
mod closed;
mod desk;
mod exogenous;
mod fallback;
mod line;
mod load;
mod moments;
mod monotone;
mod pays;
mod random;
mod relabel;
mod routes;
mod step;
mod turnover;
mod usage;

use crate::support::{plan, scenario};
use passcast::observation::{COLUMN_NAMES, Column, Record, Tally, column};
use passcast::parameter::Parameters;
use passcast::simulation::{Plan, simulate};

/// Settings that switch off what a closed form does not have: feedback,
/// differences between people, failures, devices' ends, absence, turnover,
/// drift, and contacts that are not about passkeys.
const ALONE: &[(&str, f64)] = &[
    ("attitude.message", 0.0),
    ("attitude.peers", 0.0),
    ("attitude.sponsorship", 0.0),
    ("attitude.recoverability", 0.0),
    ("attitude.spread", 0.0),
    ("attitude.technical", 0.0),
    ("attitude.trust", 0.0),
    ("attitude.reputation", 0.0),
    ("enrolment.self_mass", 0.0),
    ("enrolment.moment_mass", 0.0),
    ("enrolment.prompt_second", 1.0),
    ("enrolment.prompt_third", 1.0),
    ("enrolment.drift", 0.0),
    ("ceremony.success", 1.0),
    ("ceremony.confusion", 0.0),
    ("pilot.defects", 0.0),
    ("how_to.base", 0.0),
    ("how_to.no_faq", 0.0),
    ("device.phone_replace", 0.0),
    ("device.phone_loss", 0.0),
    ("device.computer_replace", 0.0),
    ("device.computer_loss", 0.0),
    ("device.key_loss", 0.0),
    ("device.key_trouble", 0.0),
    ("device.computer_ok", 1.0),
    ("absence.leave_days", 0.0),
    ("absence.long", 0.0),
    ("turnover.office", 0.0),
    ("turnover.frontline", 0.0),
    ("turnover.contractor", 0.0),
    ("helpdesk.resets_per_head_year", 0.0),
    ("helpdesk.background", 0.0),
    ("shock.outages", 0.0),
];

/// One department, one phase of daily prompts without end, a desk without queue.
fn office(headcount: u32, horizon: u16) -> String {
    format!(
        "[organisation]\nheadcount = {headcount}\nexecutives = 0.0\n\
         [platform.prompt]\ncadence = 1\nskips = \"unlimited\"\nsuppress_mobile = false\n\
         [helpdesk]\nqueue = false\n[run]\nhorizon = {horizon}\n\
         [[department]]\nname = \"all\"\nshare = 1.0\n\
         [[phase]]\nkind = \"opt-in\"\nweeks = \"1-\"\n"
    )
}

/// Default parameters with settings by name.
fn with(settings: &[(&str, f64)]) -> Parameters {
    set(Parameters::defaults(&[]), settings)
}

/// [`ALONE`], with further settings.
fn alone(settings: &[(&str, f64)]) -> Parameters {
    set(with(ALONE), settings)
}

fn set(parameters: Parameters, settings: &[(&str, f64)]) -> Parameters {
    settings
        .iter()
        .fold(parameters, |p, (name, value)| p.with_named(name, *value))
}

fn compiled(text: &str, parameters: &Parameters) -> Plan {
    plan(scenario(text), parameters)
}

/// Records of replications 0, 1 and on.
fn records(plan: &Plan, replications: u32) -> Vec<Record> {
    (0..replications).map(|r| simulate(plan, 1, r)).collect()
}

/// Enrolled over headcount at a week's end.
fn adoption(tally: &Tally, week: usize) -> f64 {
    tally.get(week, column::ENROLLED) as f64 / tally.get(week, column::HEADCOUNT) as f64
}

/// Sum of a column over the plan weeks.
fn total(tally: &Tally, column: Column) -> i64 {
    (1..=tally.weeks())
        .map(|week| tally.get(week, column))
        .sum()
}

/// Sum over a group of columns.
fn group(tally: &Tally, week: usize, first: Column, count: usize) -> i64 {
    (0..count).map(|at| tally.get(week, first.plus(at))).sum()
}

/// Authentication minutes up to a week.
fn minutes(tally: &Tally, last: usize) -> f64 {
    let seconds: i64 = (1..=last)
        .map(|week| {
            group(tally, week, column::SECONDS, 11) + group(tally, week, column::REPEAT_SECONDS, 11)
        })
        .sum();
    seconds as f64 / 60.0
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn variance(values: &[f64]) -> f64 {
    let centre = mean(values);
    let squares: f64 = values.iter().map(|x| (x - centre) * (x - centre)).sum();
    squares / (values.len() as f64 - 1.0)
}

/// The mean lies within four standard errors of what is expected.
fn agrees(what: &str, values: &[f64], expected: f64) {
    assert!(values.len() >= 12, "{what}: too few replications");
    let error = (variance(values) / values.len() as f64).sqrt();
    let found = mean(values);
    assert!(
        (found - expected).abs() <= 4.0 * error,
        "{what}: {found} against {expected}, standard error {error}"
    );
}

/// Columns by position.
fn every_column() -> impl Iterator<Item = (Column, &'static str)> {
    let names = COLUMN_NAMES.iter().enumerate();
    names.map(|(at, name)| (column::HEADCOUNT.plus(at), name.as_str()))
}

/// All columns but some are equal in every week.
fn same_but(what: &str, a: &Tally, b: &Tally, but: &[Column]) {
    for week in 0..=a.weeks() {
        for (column, name) in every_column().filter(|(column, _)| !but.contains(column)) {
            assert_eq!(
                a.get(week, column),
                b.get(week, column),
                "{what}: {name} in week {week}"
            );
        }
    }
}
