//! The baseline arm, and a rollout that does nothing.

use super::{agrees, compiled, office, records, same_but, total, with};
use passcast::model::ticket::Category;
use passcast::observation::column;
use passcast::random::WorldKey;
use passcast::simulation::{BURN_IN_WEEKS, Plan, World, simulate};

/// Working days of everybody in the plan weeks.
pub fn working_days(plan: &Plan, seed: u64, replication: u32) -> u32 {
    let mut world = World::new(plan, WorldKey::new(seed, replication));
    let mut days = 0;
    for week in 0..BURN_IN_WEEKS + plan.horizon {
        if week > 0 {
            world.advance(plan);
        }
        if week >= BURN_IN_WEEKS {
            days += world.presence.iter().map(|p| p.count_ones()).sum::<u32>();
        }
    }
    days
}

/// An FAQ and a runbook that holders from before would have been given anyway save nothing.
#[test]
fn a_rollout_to_holders_is_not_credited_with_their_help() {
    let text = "phase = []\nfallback = { quality = \"good\", runbook_week = 3 }\n".to_owned()
        + &office(400, 20)
            .replace("executives = 0.0", "executives = 0.0\ninitial = 0.9")
            .replace("[[phase]]\nkind = \"opt-in\"\nweeks = \"1-\"\n", "");
    let mut helped = 0;
    for record in records(&compiled(&text, &with(&[])), 4) {
        let all = |tally| {
            let of = |category| total(tally, column::CREATED.plus(category));
            (0..Category::ALL.len()).map(of).collect::<Vec<_>>()
        };
        let (rollout, baseline) = (all(&record.rollout), all(&record.baseline));
        assert_eq!(rollout, baseline);
        helped += baseline[Category::CrossDevice as usize];
    }
    assert!(helped > 0, "holders need help");
}

/// Tickets = D_w·resets/260 + D_c·(phone events)·p_legacy/365, D_w being working
/// days of people, leave and holidays off, and D_c civil days of people with a
/// phone.
#[test]
fn tickets_have_their_rates() {
    let text = office(1500, 40).replace(
        "executives = 0.0",
        "executives = 0.0\nholidays = [2027-03-26, 2027-05-06, 2027-06-15]",
    );
    let parameters = with(&[
        ("enrolment.drift", 0.0),
        ("turnover.office", 0.0),
        ("helpdesk.resolve", 1.0),
        ("helpdesk.monday", 1.0),
        ("device.phone_has.office", 1.0),
    ]);
    let plan = compiled(&text, &parameters);
    let (mut resets, mut legacy) = (Vec::new(), Vec::new());
    let (reset_rate, phone_rate) = (1.2 / 260.0, (0.36 + 0.043) * 0.35 / 365.0);
    for replication in 0..16 {
        let tally = simulate(&plan, 1, replication).baseline;
        let days = f64::from(working_days(&plan, 1, replication));
        let share_present = days / (1500.0 * 5.0 * 40.0);
        assert!((0.85..0.92).contains(&share_present), "{share_present}");
        resets.push(total(&tally, column::CREATED) as f64 / days);
        legacy.push(total(&tally, column::CREATED.plus(1)) as f64 / (1500.0 * 280.0));
        for category in 2..11 {
            assert_eq!(total(&tally, column::CREATED.plus(category)), 0);
        }
    }
    agrees("resets a working day", &resets, reset_rate);
    agrees("legacy registrations a civil day", &legacy, phone_rate);
}

/// Mondays' weight moves resets within the week and adds none.
#[test]
fn mondays_add_no_resets() {
    let parameters = with(&[
        ("enrolment.drift", 0.0),
        ("turnover.office", 0.0),
        ("helpdesk.resolve", 1.0),
        ("helpdesk.monday", 1.6),
    ]);
    let plan = compiled(&office(1500, 40), &parameters);
    let found: Vec<f64> = (0..16)
        .map(|replication| {
            let tally = simulate(&plan, 1, replication).baseline;
            let days = f64::from(working_days(&plan, 1, replication));
            total(&tally, column::CREATED) as f64 / days
        })
        .collect();
    agrees("resets a working day, heavy Mondays", &found, 1.2 / 260.0);
}

/// With all masses 0, no requirement, rule that forces, or passkey to begin with,
/// the rollout is the baseline plus money spent.
#[test]
fn a_rollout_without_effect_is_the_baseline() {
    let text = "[organisation]\nheadcount = 600\ncontractors = 0.1\nguests = 0.1\n\
                [platform.prompt]\ncadence = 10\nskips = \"unlimited\"\n\
                [fallback]\nrunbook_week = 99\n[run]\nhorizon = 30\n\
                [[phase]]\nkind = \"pilot\"\nweeks = \"1-6\"\nprompts = 0\n\
                [[phase]]\nkind = \"default\"\nweeks = \"7-\"\nprompts = 0\n";
    let parameters = with(&[
        ("enrolment.self_mass", 0.0),
        ("enrolment.moment_mass", 0.0),
        ("enrolment.drift", 0.0),
    ]);
    let plan = compiled(text, &parameters);
    for record in records(&plan, 4) {
        let different = [column::PHASE, column::COMMUNICATIONS_CENTS];
        same_but(
            "idle rollout",
            &record.rollout,
            &record.baseline,
            &different,
        );
        assert!(total(&record.rollout, column::COMMUNICATIONS_CENTS) > 0);
        assert_eq!(total(&record.baseline, column::COMMUNICATIONS_CENTS), 0);
    }
}

/// Initial passkeys and drift are the baseline's, too: without FAQ and runbook
/// nothing differs either.
#[test]
fn an_idle_rollout_shares_initial_passkeys_and_drift() {
    let text = "[organisation]\nheadcount = 600\ninitial = 0.3\n\
                [platform.prompt]\ncadence = 10\nskips = \"unlimited\"\n\
                [fallback]\nrunbook_week = 99\nself_service = 0.0\n\
                [communications]\nfaq = 0.0\n[run]\nhorizon = 30\n\
                [[phase]]\nkind = \"opt-in\"\nweeks = \"1-\"\nprompts = 0\n";
    let parameters = with(&[("enrolment.self_mass", 0.0), ("enrolment.moment_mass", 0.0)]);
    let plan = compiled(text, &parameters);
    for record in records(&plan, 4) {
        let different = [column::PHASE, column::COMMUNICATIONS_CENTS];
        same_but(
            "idle rollout",
            &record.rollout,
            &record.baseline,
            &different,
        );
        assert!(total(&record.rollout, column::ROUTE.plus(7)) > 0, "drift");
    }
}

/// Enforcement with nobody enrolling blocks people: that is real.
#[test]
fn enforcement_without_adoption_blocks() {
    let text = "[organisation]\nheadcount = 600\n[platform.prompt]\ncadence = 10\n\
                skips = \"unlimited\"\n[run]\nhorizon = 12\n\
                [[phase]]\nkind = \"required\"\nweeks = \"4-\"\nprompts = 0\nfriction = 0\n";
    let parameters = with(&[
        ("enrolment.self_mass", 0.0),
        ("enrolment.moment_mass", 0.0),
        ("enrolment.deadline_mass", 0.0),
        ("enrolment.required_mass", 0.0),
        ("enrolment.drift", 0.0),
    ]);
    let record = records(&compiled(text, &parameters), 1).remove(0);
    assert_eq!(total(&record.rollout, column::ENROLMENTS), 0);
    assert!(total(&record.rollout, column::CREATED.plus(8)) > 0);
}

/// ψ = 0 and no queue: passkeys relieve nobody, so resets are the baseline's,
/// week by week, to the second of agent time.
#[test]
fn without_relief_resets_are_the_baselines() {
    let text = "[organisation]\nheadcount = 800\ninitial = 0.1\n[helpdesk]\nqueue = false\n\
                [platform.prompt]\ncadence = 10\nskips = \"unlimited\"\n[run]\nhorizon = 40\n";
    let parameters = with(&[("helpdesk.reset_relief", 0.0)]);
    let plan = compiled(text, &parameters);
    for record in records(&plan, 4) {
        for week in 0..=40 {
            for column in [
                column::CREATED,
                column::SECONDS,
                column::REPEATS,
                column::REPEAT_SECONDS,
            ] {
                let arms = [&record.rollout, &record.baseline].map(|t| t.get(week, column));
                assert_eq!(arms[0], arms[1], "week {week}");
            }
        }
        assert!(total(&record.rollout, column::PASSKEY_SIGN_INS) > 1000);
    }
}

/// Contacts are repeated until one resolves, and take what they take on average:
/// (1−p)/p repeats a case, ht_reset minutes a contact.
#[test]
fn repeats_and_minutes_have_their_means() {
    let parameters = with(&[
        ("enrolment.drift", 0.0),
        ("turnover.office", 0.0),
        ("helpdesk.resolve", 0.8),
        ("repeat.lockout", 0.0),
        ("vip.minutes", 1.0),
    ]);
    let plan = compiled(&office(1500, 52), &parameters);
    let (mut repeats, mut first, mut later) = (Vec::new(), Vec::new(), Vec::new());
    for replication in 0..16 {
        let tally = simulate(&plan, 1, replication).baseline;
        let [cases, again, seconds, seconds_again] = [
            column::CREATED,
            column::REPEATS,
            column::SECONDS,
            column::REPEAT_SECONDS,
        ]
        .map(|column| total(&tally, column) as f64);
        repeats.push(again / cases);
        first.push(seconds / cases / 60.0);
        later.push(seconds_again / again / 60.0);
    }
    // What the horizon cuts off comes in from burn-in.
    agrees("repeats a reset", &repeats, 0.25);
    agrees("minutes of a reset", &first, 12.0);
    agrees("minutes of a repeat", &later, 12.0);
}

/// ψ = 1 relieves people who sign in with nothing but passkeys of every reset.
#[test]
fn full_relief_leaves_no_resets() {
    let text = office(500, 30).replace("executives = 0.0", "executives = 0.0\ninitial = 1.0");
    let parameters = with(&[
        ("helpdesk.reset_relief", 1.0),
        ("sign_in.p_day", 0.9),
        ("sign_in.legacy_apps", 0.0),
        ("sign_in.away", 0.0),
        ("use.habit_start", 1.0),
        ("use.habit_ceiling", 1.0),
        ("use.habit_spread", 0.0),
        ("use.local_success", 1.0),
        ("device.sync_survival", 1.0),
        ("device.computer_ok", 1.0),
        ("device.computer_replace", 0.0),
        ("device.computer_loss", 0.0),
        ("device.phone_replace", 0.0),
        ("device.phone_loss", 0.0),
        ("turnover.office", 0.0),
        ("absence.leave_days", 0.0),
        ("absence.long", 0.0),
        ("shock.outages", 0.0),
    ]);
    let tally = simulate(&compiled(&text, &parameters), 1, 0).baseline;
    let resets: Vec<i64> = (2..=30).map(|w| tally.get(w, column::CREATED)).collect();
    assert!(resets.iter().all(|n| *n == 0), "{resets:?}");
    assert_eq!(tally.get(30, column::USED_28D), 500);
}
