//! How much people are there, and what the desk hears from them besides.

use super::{adoption, agrees, alone, baseline::working_days, compiled, office, total};
use passcast::math;
use passcast::observation::{Record, SegmentColumn, Segments, column};
use passcast::simulation::simulate;
use passcast::units::Population;

const HEADS: u32 = 1500;
const WEEKS: u16 = 48;

/// Leave takes its days of 260 a year and long absence its share of the rest,
/// from burn-in on.
#[test]
fn absence_has_its_share() {
    for (leave, long) in [(25.0, 0.0), (0.0, 0.04), (35.0, 0.02)] {
        let parameters = alone(&[("absence.leave_days", leave), ("absence.long", long)]);
        let plan = compiled(&office(HEADS, WEEKS), &parameters);
        let possible = f64::from(HEADS) * 5.0 * f64::from(WEEKS);
        let found: Vec<f64> = (0..12)
            .map(|r| f64::from(working_days(&plan, 3, r)) / possible)
            .collect();
        let expected = (1.0 - leave / 260.0) * (1.0 - long);
        agrees(&format!("presence at {leave}, {long}"), &found, expected);
    }
}

/// Contacts about other things: their rate a head-month, and their minutes.
#[test]
fn background_has_its_rate_and_minutes() {
    let (rate, minutes) = (0.65, 9.0);
    let parameters = alone(&[
        ("helpdesk.background", rate),
        ("helpdesk.background_minutes", minutes),
    ]);
    let plan = compiled(&office(HEADS, WEEKS), &parameters);
    let (mut contacts, mut handling) = (Vec::new(), Vec::new());
    for replication in 0..16 {
        let tally = simulate(&plan, 3, replication).baseline;
        let days = total(&tally, column::OPEN_SECONDS) as f64 / 36_000.0;
        assert_eq!(days, 5.0 * f64::from(WEEKS));
        let arrived = total(&tally, column::CONTACTS_FIRST) as f64;
        let seconds = total(&tally, column::OFFERED_FIRST) as f64;
        contacts.push(arrived / days / f64::from(HEADS));
        handling.push(seconds / arrived / 60.0);
    }
    agrees("contacts a head and day", &contacts, rate * 12.0 / 260.0);
    agrees("minutes a contact", &handling, minutes);
}

/// Who could enrol: with the defaults 1 − .15·(1 − .97·.85) of office people, and
/// of frontline people, .6 of whom share a computer, 1 − (1 − .34)(1 − .9·.6).
#[test]
fn capability_has_its_shares() {
    let text = "[organisation]\nheadcount = 5000\n[run]\nhorizon = 1\n";
    let plan = compiled(text, &super::with(&[]));
    let segments = Segments::new(&plan.scenario);
    let segments = segments.of(Population::Workforce);
    let at = |name: &str| segments.iter().position(|s| s.name == name).unwrap();
    let records = super::records(&plan, 16);
    for (style, expected) in [("office", 0.973_675), ("frontline", 0.696_4)] {
        let share = |r: &Record| {
            let count = |column| f64::from(r.baseline.segment(1, at(style), column));
            count(SegmentColumn::Capable) / count(SegmentColumn::Headcount)
        };
        let found: Vec<f64> = records.iter().map(share).collect();
        // "frontline" is a default department as well, of the same people.
        agrees(&format!("capable {style}"), &found, expected);
    }
}

/// Drift makes passkeys at its yearly rate in both arms, once for each person.
#[test]
fn drift_is_a_clock() {
    let rate = 1.0;
    let parameters = alone(&[("enrolment.drift", rate), ("device.sync_survival", 1.0)]);
    let text = office(HEADS, 30).replace("weeks = \"1-\"", "weeks = \"1-\"\nprompts = 0");
    let records = super::records(&compiled(&text, &parameters), 16);
    for week in [2, 30] {
        let expected = 1.0 - math::powi(1.0 - rate / 365.0, 7 * week as u32);
        let found: Vec<f64> = records
            .iter()
            .map(|r| adoption(&r.baseline, week))
            .collect();
        agrees("adoption by drift", &found, expected);
    }
    for record in &records {
        for week in 0..=30 {
            let [here, there] =
                [&record.rollout, &record.baseline].map(|t| t.get(week, column::ENROLMENTS));
            assert_eq!(here, there);
        }
    }
}
