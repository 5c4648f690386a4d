//! Better in, not worse out: pathwise, under the same keys, week by week.
//!
//! The claim holds where nobody loses a passkey (who enrols early and loses it
//! starts anew while a late one is about to enrol), visible use follows from
//! holding one, the desk teaches nothing, and trust and reputation have no effect.

use super::{adoption, compiled, mean, records, set, variance, with};
use passcast::parameter::Parameters;
use passcast::simulation::simulate;

const ORDERLY: &[(&str, f64)] = &[
    ("attitude.trust", 0.0),
    ("attitude.reputation", 0.0),
    ("recovery.drop", 0.0),
    ("pilot.defects", 0.0),
    ("messages.fatigue", 0.0),
    ("readiness.learning_cap", 0.0),
    ("device.sync_survival", 1.0),
    ("device.key_loss", 0.0),
    ("use.habit_start", 1.0),
    ("use.habit_ceiling", 1.0),
    ("use.habit_spread", 0.0),
    ("use.local_success", 1.0),
    ("sign_in.away", 0.0),
    ("use.cross_device_windows", 1.0),
    ("use.cross_device_mac", 1.0),
];

/// Everybody's passkey is synced and prompts never end.
fn text(dials: &str, phases: &str) -> String {
    format!(
        "[organisation]\nheadcount = 500\n[devices]\nsynced = 1.0\n\
         [platform]\nprovider_syncs = true\n\
         [platform.prompt]\ncadence = 10\nskips = \"unlimited\"\n{dials}\
         [run]\nhorizon = 30\n{phases}"
    )
}

const OFFERS: &str = "[[phase]]\nkind = \"pilot\"\nweeks = \"1-4\"\n\
                      [[phase]]\nkind = \"opt-in\"\nweeks = \"5-12\"\n\
                      [[phase]]\nkind = \"default\"\nweeks = \"13-\"\nfriction = 1\n";
const REQUIRED: &str = "[[phase]]\nkind = \"opt-in\"\nweeks = \"1-12\"\n\
                        [[phase]]\nkind = \"required\"\nweeks = \"13-\"\n\
                        required_departments = [\"sales\"]\n";

/// Adoption never falls from the first plan to the second, and rises somewhere.
fn never_falls(what: &str, worse: (&str, &Parameters), better: (&str, &Parameters)) {
    let plans = [compiled(worse.0, worse.1), compiled(better.0, better.1)];
    let mut gained = 0.0;
    for replication in 0..4 {
        let [low, high] = [0, 1].map(|at| simulate(&plans[at], 12, replication).rollout);
        for week in 1..=30 {
            let change = adoption(&high, week) - adoption(&low, week);
            assert!(
                change >= 0.0,
                "{what}: {change} in week {week} of replication {replication}"
            );
            gained += change;
        }
    }
    assert!(gained > 0.0, "{what} changes nothing");
}

#[test]
fn dials_never_lower_adoption() {
    let dials = |clarity: f64, faq: f64, runbook: f64, reach: f64| {
        text(
            &format!(
                "[communications]\nclarity = {clarity}\nfaq = {faq}\nreach = {reach}\n\
                 [fallback]\nrunbook_quality = {runbook}\n"
            ),
            OFFERS,
        )
    };
    let p = with(ORDERLY);
    let base = dials(0.4, 0.4, 0.5, 0.5);
    for (what, better) in [
        ("clarity", dials(0.8, 0.4, 0.5, 0.5)),
        ("FAQ", dials(0.4, 0.9, 0.5, 0.5)),
        ("runbook", dials(0.4, 0.4, 0.9, 0.5)),
        ("reach", dials(0.4, 0.4, 0.5, 0.9)),
    ] {
        never_falls(what, (&base, &p), (&better, &p));
    }
}

#[test]
fn masses_never_lower_adoption() {
    let base = text("", OFFERS);
    let p = with(ORDERLY);
    for (id, value) in [
        ("enrolment.self_mass", 0.006),
        ("enrolment.prompt_mass", 0.14),
        ("enrolment.moment_mass", 1.2),
        ("ceremony.success", 0.99),
    ] {
        let better = p.clone().with_named(id, value);
        never_falls(id, (&base, &p), (&base, &better));
    }
}

/// With requirements exceptions come in: a first ceremony that fails can save one
/// person a month's exception and cost it later. Where ceremonies succeed the
/// order holds.
#[test]
fn masses_of_requirements_never_lower_adoption() {
    let base = text("", REQUIRED);
    let p = set(
        with(ORDERLY),
        // A small required mass, which a few accesses do not exhaust.
        &[
            ("ceremony.success", 1.0),
            ("ceremony.confusion", 0.0),
            ("enrolment.required_mass", 0.3),
        ],
    );
    for (id, value) in [
        ("enrolment.required_mass", 4.0),
        ("enrolment.deadline_mass", 0.4),
        ("enrolment.prompt_mass", 0.14),
    ] {
        let better = p.clone().with_named(id, value);
        never_falls(id, (&base, &p), (&base, &better));
    }
}

/// With feedback there is no theorem (more adoption is more tickets, more waits,
/// less trust), but the same directions hold in the mean, by more than four
/// standard errors of paired differences over 16 replications.
#[test]
fn dials_help_on_average() {
    let dials = |clarity: f64, faq: f64, runbook: f64| {
        format!(
            "[organisation]\nheadcount = 1000\n[communications]\nclarity = {clarity}\n\
             faq = {faq}\n[fallback]\nrunbook_quality = {runbook}\n[run]\nhorizon = 24\n\
             [platform.prompt]\ncadence = 10\nskips = \"unlimited\"\n"
        )
    };
    let p = with(&[]);
    let shares = |text: String| -> Vec<f64> {
        let records = records(&compiled(&text, &p), 16);
        records.iter().map(|r| adoption(&r.rollout, 24)).collect()
    };
    let base = shares(dials(0.5, 0.5, 0.5));
    for (what, better) in [
        ("clarity", dials(0.8, 0.5, 0.5)),
        ("FAQ", dials(0.5, 0.85, 0.5)),
        ("runbook", dials(0.5, 0.5, 0.9)),
    ] {
        let better = shares(better);
        let gains: Vec<f64> = better.iter().zip(&base).map(|(b, a)| b - a).collect();
        let error = (variance(&gains) / 16.0).sqrt();
        assert!(mean(&gains) > 4.0 * error, "{what}: {gains:?}");
    }
}
