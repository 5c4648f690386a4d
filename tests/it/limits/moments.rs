//! Offers at moments, and prompts by cadence and ordinal.

use super::{adoption, agrees, alone, compiled, office, records};
use passcast::math;
use passcast::observation::{Record, column};

const REPLICATIONS: u32 = 16;

fn adoptions(records: &[Record], week: usize) -> Vec<f64> {
    records.iter().map(|r| adoption(&r.rollout, week)).collect()
}

/// Phase rows of moments alone.
fn moments(horizon: u16) -> String {
    office(1500, horizon).replace(
        "kind = \"opt-in\"\nweeks = \"1-\"",
        "kind = \"default\"\nweeks = \"1-\"\nprompts = 0",
    )
}

/// Joiners meet one offer, on their first day: of those who are there 1 − e^(−m)
/// of the newcomers have enrolled, everybody being one sooner or later.
#[test]
fn joiners_meet_one_offer() {
    let (m, leaving) = (0.7, 4.0);
    let parameters = alone(&[("enrolment.moment_mass", m), ("turnover.office", leaving)]);
    let records = records(&compiled(&moments(60), &parameters), REPLICATIONS);
    let stays = math::powi(1.0 - leaving / 365.0, 7);
    let (mut enrolled, joiners) = (0.0, 1.0 - stays);
    for week in 1..=60usize {
        enrolled = stays * (enrolled - joiners * math::exp_m1(-m));
        if week == 4 || week == 60 {
            agrees("enrolled joiners", &adoptions(&records, week), enrolled);
        }
    }
}

/// New phones: 1 − e^(−m) of the days with one, a weekend's events on Monday.
#[test]
fn new_phones_are_moments() {
    let (m, rate) = (0.7, 2.0);
    let parameters = alone(&[
        ("enrolment.moment_mass", m),
        ("device.phone_replace", rate),
        ("device.phone_has.office", 1.0),
        ("device.sync_survival", 1.0),
    ]);
    // Passkeys made on a phone outlive it, so that only first events matter.
    let text = moments(20) + "[platform]\nprovider_syncs = true\n[devices]\nsynced = 1.0\n";
    let records = records(&compiled(&text, &parameters), REPLICATIONS);
    let (stays, accepts) = (1.0 - rate / 365.0, -math::exp_m1(-m));
    let refuses = |days: u32| 1.0 - accepts * (1.0 - math::powi(stays, days));
    let week_without = refuses(3) * math::powi(refuses(1), 4);
    for week in [3, 10, 20] {
        let expected = 1.0 - math::powi(week_without, week as u32);
        agrees(
            "adoption by new phones",
            &adoptions(&records, week),
            expected,
        );
    }
}

/// Resets: all of factors and some of passwords come with an offer.
#[test]
fn resets_are_moments() {
    let (m, rate, factors, offers) = (0.7, 8.0, 0.33, 0.3);
    let parameters = alone(&[
        ("enrolment.moment_mass", m),
        ("helpdesk.resets_per_head_year", rate),
        ("helpdesk.factor_share", factors),
        ("enrolment.reset_offer", offers),
        ("helpdesk.monday", 1.0),
    ]);
    let records = records(&compiled(&moments(20), &parameters), REPLICATIONS);
    let offered = factors + (1.0 - factors) * offers;
    let daily = math::exp_m1(-rate / 260.0) * offered * math::exp_m1(-m);
    for week in [3, 20] {
        let expected = 1.0 - math::powi(1.0 - daily, 5 * week as u32);
        agrees("adoption by resets", &adoptions(&records, week), expected);
    }
}

/// Who signs in every working day is prompted on the first one `cadence` days
/// after the last prompt; prompts have masses m·[d_1, d_2, d_3, d_3, ...].
#[test]
fn prompts_keep_their_cadence_and_fade() {
    let m = 0.2;
    let decay = [1.0, 0.6, 0.4];
    for cadence in [1, 3, 10] {
        let text = office(1500, 8).replace("cadence = 1", &format!("cadence = {cadence}"));
        let parameters = alone(&[
            ("enrolment.prompt_mass", m),
            ("enrolment.prompt_second", decay[1]),
            ("enrolment.prompt_third", decay[2]),
            ("sign_in.p_day", 1.0),
        ]);
        let records = records(&compiled(&text, &parameters), REPLICATIONS);
        let (mut next, mut shown, mut hazard) = (0u32, 0usize, 0.0);
        for day in 0..56u32 {
            if day % 7 < 5 && day >= next {
                hazard += m * decay[shown.min(2)];
                shown += 1;
                next = day + cadence;
            }
            if day == 20 || day == 55 {
                let week = 1 + day as usize / 7;
                let expected = -math::exp_m1(-hazard);
                let what = format!("prompts every {cadence} days, week {week}");
                agrees(&what, &adoptions(&records, week), expected);
            }
        }
        // Everybody meets the first prompt on the first Monday.
        let first = &records[0].rollout;
        assert_eq!(first.get(1, column::PROMPTS), 1500);
    }
}
