//! Use and loss of passkeys that everybody has from the start, in the baseline.

use super::{agrees, compiled, group, office, total, with};
use passcast::observation::{Tally, column};
use passcast::simulation::simulate;

const HEADS: u32 = 1500;

/// Everybody holds a passkey on the computer at week 0.
fn tallies(horizon: u16, settings: &[(&str, f64)]) -> Vec<Tally> {
    let text = office(HEADS, horizon)
        .replace("executives = 0.0", "executives = 0.0\ninitial = 1.0")
        + "[devices]\nsynced = 0.0\n[today]\nfaq = 0\nrunbook = 0\n";
    let parameters = with(&[
        ("device.computer_ok", 1.0),
        ("device.phone_replace", 0.0),
        ("device.phone_loss", 0.0),
        ("device.computer_replace", 0.0),
        ("device.computer_loss", 0.0),
        ("enrolment.drift", 0.0),
        ("turnover.office", 0.0),
        ("shock.outages", 0.0),
        ("readiness.learning_cap", 0.0),
        ("helpdesk.resolve", 1.0),
    ]);
    let plan = compiled(&text, &super::set(parameters, settings));
    (0..16).map(|r| simulate(&plan, 2, r).baseline).collect()
}

/// Share of sign-ins by passkey at a fixed habit, and tickets of the ones on
/// other devices: (1−legacy)[away·p_cda + (1−away)·h·p_local].
#[test]
fn sign_ins_have_their_shares() {
    let (legacy, away, completed, habit, works) = (0.1, 0.2, 0.69, 0.5, 0.97);
    let tallies = tallies(
        20,
        &[
            ("sign_in.legacy_apps", legacy),
            ("sign_in.away", away),
            ("use.cross_device_windows", completed),
            ("use.cross_device_mac", completed),
            ("use.habit_start", habit),
            ("use.habit_rate", 0.0),
            ("use.local_success", works),
        ],
    );
    let ratio = |column, whole| -> Vec<f64> {
        let part = |t: &Tally| total(t, column) as f64 / total(t, whole) as f64;
        tallies.iter().map(part).collect()
    };
    let share = (1.0 - legacy) * (away * completed + (1.0 - away) * habit * works);
    let found = ratio(column::PASSKEY_SIGN_INS, column::SIGN_INS);
    agrees("passkeys' share of sign-ins", &found, share);
    // Nothing is written and no desk ready: .10 + .35 + .25 of failures call. A
    // second call of a person on the same day would be the same case; there is
    // one sign-in a day.
    let calls = (1.0 - legacy) * away * (1.0 - completed) * 0.7;
    let found = ratio(column::CREATED.plus(7), column::SIGN_INS);
    agrees("cross-device tickets a sign-in", &found, calls);
}

/// Passkeys end with their computers; who has another factor asks with p_help.
#[test]
fn bound_passkeys_end_with_their_devices() {
    let rate = 1.5;
    let tallies = tallies(
        30,
        &[
            ("device.computer_replace", rate),
            ("absence.leave_days", 0.0),
            ("absence.long", 0.0),
        ],
    );
    // Burn-in and plan, but for the last weekend, whose events act on Monday.
    let days = 7 * 34 - 2;
    let left = passcast::math::powi(1.0 - rate / 365.0, days);
    let found: Vec<f64> = tallies
        .iter()
        .map(|t| t.get(30, column::ENROLLED) as f64 / f64::from(HEADS))
        .collect();
    agrees("passkeys left", &found, left);
    let asks: Vec<f64> = tallies
        .iter()
        .map(|t| {
            let lost: i64 = (0..=30).map(|week| t.get(week, column::LOSSES)).sum();
            let asked: i64 = (0..=30).map(|w| t.get(w, column::CREATED.plus(3))).sum();
            asked as f64 / lost as f64
        })
        .collect();
    agrees("questions a loss", &asks, 0.3);
    for tally in &tallies {
        let recoveries: i64 = (0..=30)
            .map(|w| group(tally, w, column::CREATED.plus(5), 1))
            .sum();
        assert_eq!(recoveries, 0, "nothing requires a passkey");
    }
}

/// Seconds are rounded once a week, not at each sign-in.
#[test]
fn seconds_saved_are_those_of_all_sign_ins() {
    for tally in tallies(4, &[("people.seconds_saved", 4.4)]) {
        for week in 1..=4 {
            let uses = tally.get(week, column::PASSKEY_SIGN_INS) as f64;
            assert!(uses > 100.0);
            assert_eq!(
                tally.get(week, column::PEOPLE_SAVED),
                (uses * 4.4).round() as i64
            );
        }
    }
}
