//! Recoveries and outages of one cohort, all hit on one Monday.

use super::{agrees, alone, compiled, office, records, total};
use passcast::observation::{Record, column};

const HEADS: f64 = 1500.0;

/// Everybody holds a passkey on the computer, and a shock comes in week 2.
fn cohort(phase: &str, shock: &str) -> String {
    office(1500, 30)
        .replace("executives = 0.0", "executives = 0.0\ninitial = 1.0")
        .replace(
            "weeks = \"1-\"",
            &format!("weeks = \"1-\"\nprompts = 0\n{phase}"),
        )
        + &format!("[[shock]]\nweek = 2\nkind = {shock}\n")
}

/// A sum over the plan weeks, a head.
fn a_head(records: &[Record], value: impl Fn(&Record) -> i64) -> Vec<f64> {
    records.iter().map(|r| value(r) as f64 / HEADS).collect()
}

/// All passkeys are revoked and needed: contacts go on until one resolves, with
/// s = s_adhoc + (.96 − s_adhoc)·rq, or the person drops the passkey, with
/// .10(1 − rq) after each failure.
#[test]
fn recoveries_end_as_they_should() {
    let (ready, ad_hoc) = (0.4, 0.5);
    let text = cohort(
        "required_departments = [\"all\"]\nexceptions = true",
        "\"domain-change\"",
    ) + &format!(
        "[fallback]\nrunbook_week = 1\nrunbook_quality = {ready}\nself_service = 0.0\n"
    );
    let parameters = alone(&[
        ("recovery.ad_hoc_success", ad_hoc),
        ("readiness.learning_cap", 0.0),
        ("enrolment.required_mass", 0.0),
        ("block.ticket", 0.0),
        ("helpdesk.resolve", 1.0),
        ("sign_in.away", 0.0),
    ]);
    let records = records(&compiled(&text, &parameters), 16);
    let fails = 1.0 - (ad_hoc + (0.96 - ad_hoc) * ready);
    let drops = 0.10 * (1.0 - ready);
    let again = fails * (1.0 - drops);
    for record in &records {
        let tally = &record.rollout;
        assert_eq!(tally.get(2, column::CREATED.plus(5)), 1500);
        assert_eq!(total(tally, column::CREATED.plus(5)), 1500);
        // Who is not done within half a year has had twenty failures.
        assert_eq!(tally.get(30, column::OPEN), 0);
    }
    let sum = |column| a_head(&records, |r| total(&r.rollout, column));
    let repeats = again / (1.0 - again);
    agrees("repeats", &sum(column::REPEATS.plus(5)), repeats);
    agrees("lockouts", &sum(column::CREATED.plus(2)), 0.10 * repeats);
    let dropped = fails * drops / (1.0 - again);
    agrees("drops", &sum(column::ABANDONED), dropped);
    let left = a_head(&records, |r| r.rollout.get(30, column::ENROLLED));
    agrees("passkeys in the end", &left, 1.0 - dropped);
}

/// Self-service comes first: with self_service·rq nobody calls.
#[test]
fn self_service_comes_first() {
    let (ready, alone_share) = (0.8, 0.5);
    let text = cohort(
        "required_departments = [\"all\"]\nexceptions = true",
        "\"domain-change\"",
    ) + &format!(
        "[fallback]\nrunbook_week = 1\nrunbook_quality = {ready}\nself_service = {alone_share}\n"
    );
    let parameters = alone(&[("readiness.learning_cap", 0.0)]);
    let records = records(&compiled(&text, &parameters), 16);
    let cases = a_head(&records, |r| total(&r.rollout, column::CREATED.plus(5)));
    agrees("recovery cases", &cases, 1.0 - alone_share * ready);
    // The baseline requires nothing: p_help of the losers ask how to go on.
    let asks = a_head(&records, |r| total(&r.baseline, column::CREATED.plus(3)));
    agrees("questions", &asks, 0.3);
}

/// Holders of synced passkeys contact the desk with .03(.6 + .4(1 − rq)) on each
/// of an outage's days.
#[test]
fn outages_have_their_contacts() {
    let ready = 0.5;
    let text = cohort("", "\"outage\"\ndays = 2")
        + &format!(
            "[fallback]\nrunbook_week = 1\nrunbook_quality = {ready}\n\
             [platform]\nprovider_syncs = true\n[devices]\nsynced = 1.0\n\
             [today]\nfaq = 0\nrunbook = 0\n"
        );
    let parameters = alone(&[
        ("outage.contact", 0.2),
        ("readiness.learning_cap", 0.0),
        ("helpdesk.resolve", 1.0),
        ("sign_in.away", 0.0),
    ]);
    let records = records(&compiled(&text, &parameters), 16);
    let contacts = |r: &Record, rollout: bool| {
        let tally = if rollout { &r.rollout } else { &r.baseline };
        total(tally, column::CREATED.plus(6))
    };
    let found = a_head(&records, |r| contacts(r, true));
    agrees(
        "contacts of a ready desk",
        &found,
        2.0 * 0.2 * (0.6 + 0.4 * (1.0 - ready)),
    );
    let found = a_head(&records, |r| contacts(r, false));
    agrees("contacts of the baseline", &found, 2.0 * 0.2);
}
