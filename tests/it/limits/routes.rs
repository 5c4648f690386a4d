//! Single routes with closed forms: the deadline, requirements, forced starts.

use super::{adoption, agrees, alone, compiled, mean, office, records, total};
use passcast::math;
use passcast::observation::{Record, column};

const HEADS: u32 = 1500;

fn adoptions(records: &[Record], week: usize) -> Vec<f64> {
    records.iter().map(|r| adoption(&r.rollout, week)).collect()
}

/// Cases of a category per head in the plan weeks.
fn tickets(records: &[Record], category: usize) -> Vec<f64> {
    let cases = |r: &Record| total(&r.rollout, column::CREATED.plus(category)) as f64;
    records
        .iter()
        .map(|r| cases(r) / f64::from(HEADS))
        .collect()
}

/// Sum of q^d over the first days.
fn geometric_sum(q: f64, days: u32) -> f64 {
    (1.0 - math::powi(q, days)) / (1.0 - q)
}

/// The day before the required date has the full mass, the one before half, and
/// so on; the weekend before a Monday is void, earlier ones count on Mondays.
#[test]
fn deadlines_have_harmonic_hazards() {
    let m = 0.5;
    let text = office(HEADS, 6).replace("weeks = \"1-\"", "weeks = \"1-4\"\nprompts = 0")
        + "[[phase]]\nkind = \"required\"\nweeks = \"5-\"\nprompts = 0\ndeadline = 14\n\
           required_departments = [\"all\"]\n[communications]\nnotice = 1.0\n";
    let parameters = alone(&[("enrolment.deadline_mass", m)]);
    let records = records(&compiled(&text, &parameters), 16);
    let days = |from: u32, to: u32| (from..=to).map(|d| 1.0 / f64::from(d)).sum::<f64>();
    // A window of 14 days opens on the Monday two weeks before.
    let first = 1.0 - math::exp(-m * days(10, 14));
    let last = 1.0 - math::exp(-m * days(3, 14));
    agrees("first week of the window", &adoptions(&records, 3), first);
    agrees("end of the window", &adoptions(&records, 4), last);
    assert_eq!(mean(&adoptions(&records, 2)), 0.0);
}

/// Risky accesses at a Poisson rate, at most one a day: a required access
/// enrols with 1 − e^(−m); the others are blocked, which opens tickets.
#[test]
fn requirements_are_geometric_in_accesses() {
    let (rate, m, notice) = (0.5, 0.1, 0.6);
    let text = office(HEADS, 12).replace(
        "weeks = \"1-\"",
        "weeks = \"1-\"\nprompts = 0\nrequired_departments = [\"all\"]\nexceptions = true",
    ) + &format!("[communications]\nnotice = {notice}\n");
    let parameters = alone(&[
        ("enrolment.required_mass", m),
        ("sign_in.risky", rate),
        ("block.exception_share", 0.0),
        ("helpdesk.resolve", 1.0),
    ]);
    let records = records(&compiled(&text, &parameters), 16);
    let p = -math::exp_m1(-rate);
    let stays = 1.0 + p * math::exp_m1(-m);
    for week in [2, 12] {
        let expected = 1.0 - math::powi(stays, 5 * week as u32);
        agrees("required adoption", &adoptions(&records, week), expected);
    }
    let blocks = p * math::exp(-m) * geometric_sum(stays, 60);
    let asks = 0.35 * (1.0 - 0.85 * notice);
    agrees("block tickets a head", &tickets(&records, 8), blocks * asks);
}

/// A rule without skips forces at every sign-in; who refuses is locked out, and
/// asks for help with .35.
#[test]
fn forced_starts_are_geometric_in_sign_ins() {
    let (p, starts) = (0.5, 0.3);
    let text = office(HEADS, 4).replace(
        "cadence = 1\nskips = \"unlimited\"",
        "cadence = 1\nskips = 0\non_exhaust = \"force\"",
    );
    let text = format!("{text}[platform]\nid = \"pingone\"\n");
    let parameters = alone(&[
        ("enrolment.forced_start", starts),
        ("sign_in.p_day", p),
        ("helpdesk.resolve", 1.0),
    ]);
    let records = records(&compiled(&text, &parameters), 16);
    let stays = 1.0 - p * starts;
    for week in [1, 4] {
        let expected = 1.0 - math::powi(stays, 5 * week as u32);
        agrees("forced adoption", &adoptions(&records, week), expected);
    }
    let refusals = p * (1.0 - starts) * geometric_sum(stays, 20);
    agrees("lockouts a head", &tickets(&records, 2), 0.35 * refusals);
}

/// Ceremonies that fail leave a person where they were, with a new threshold and
/// fewer chances: prompts at every sign-in succeed with p_cer of the attempts.
#[test]
fn failures_thin_enrolments() {
    let (m, success) = (0.3, 0.6);
    let parameters = alone(&[
        ("enrolment.prompt_mass", m),
        ("sign_in.p_day", 1.0),
        ("ceremony.success", success),
        ("ceremony.reject", 0.0),
        ("ceremony.ticket", 0.5),
        ("helpdesk.resolve", 1.0),
    ]);
    let records = records(&compiled(&office(HEADS, 3), &parameters), 16);
    let attempts = -math::exp_m1(-m);
    let stays = 1.0 - attempts * success;
    for week in [1, 3] {
        let expected = 1.0 - math::powi(stays, 5 * week as u32);
        agrees(
            "adoption with failures",
            &adoptions(&records, week),
            expected,
        );
    }
    let failures = attempts * (1.0 - success) * geometric_sum(stays, 15);
    agrees(
        "ceremony tickets a head",
        &tickets(&records, 4),
        0.5 * failures,
    );
}
