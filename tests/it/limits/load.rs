//! How much people are there, and what the desk hears from them besides.

use super::{agrees, alone, baseline::working_days, compiled, office, total};
use passcast::observation::column;
use passcast::simulation::simulate;

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
    for replicate in 0..16 {
        let tally = simulate(&plan, 3, replicate).baseline;
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
