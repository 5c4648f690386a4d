//! Desks without waiting, and fallbacks without recoveries.

use super::{compiled, records, same_but, set, total, with};
use passcast::observation::column;
use passcast::parameter::Parameters;

/// Handle times of a second, so that no contact is cut short by the evening.
fn instant() -> Parameters {
    let ids = [
        "helpdesk.reset_minutes",
        "helpdesk.background_minutes",
        "recovery.verify_minutes.standard",
        "recovery.reenrol_minutes",
        "recovery.legacy_minutes",
        "minutes.how_to",
        "minutes.ceremony",
        "minutes.outage",
        "minutes.cross_device",
        "minutes.block",
        "minutes.lockout",
        "minutes.key",
        "minutes.shared_device",
    ];
    ids.iter().fold(with(&[]), |p, id| p.with_named(id, 0.0))
}

/// Enough agents wait for callers; nobody waits, and all that people do is what
/// they do at a desk without a queue.
#[test]
fn enough_agents_are_no_queue() {
    let text = |desk: &str| {
        format!(
            "[organisation]\nheadcount = 500\ninitial = 0.2\n\
             [platform.prompt]\ncadence = 10\nskips = \"unlimited\"\n\
             [helpdesk]\nopens = 9\ncloses = 17\n{desk}\n[run]\nhorizon = 30\n"
        )
    };
    let p = instant();
    let queue = compiled(&text("agents = 60\nsecond_line = 60"), &p);
    let none = compiled(&text("queue = false\nagents = 60\nsecond_line = 60"), &p);
    for (a, b) in records(&queue, 3).iter().zip(&records(&none, 3)) {
        for (a, b) in [(&a.rollout, &b.rollout), (&a.baseline, &b.baseline)] {
            assert!((0..=30).all(|week| a.get(week, column::WAIT_P90) <= 0));
            assert_eq!(total(a, column::PEOPLE_WAIT), 0);
            same_but("enough agents", a, b, &[]);
        }
    }
}

/// Agents with time for everybody leave nobody waiting, however long contacts
/// take.
#[test]
fn wide_desks_have_no_waits() {
    let text = "[organisation]\nheadcount = 300\n[run]\nhorizon = 20\n\
                [helpdesk]\nopens = 9\ncloses = 17\nagents = 200\nsecond_line = 200\n";
    let plan = compiled(text, &with(&[]));
    for record in records(&plan, 2) {
        for tally in [&record.rollout, &record.baseline] {
            assert_eq!(total(tally, column::PEOPLE_WAIT), 0);
            // Nobody hangs up: what was given up are passkeys dropped after failed
            // recoveries.
            let recoveries = total(tally, column::CREATED.plus(5));
            assert!(total(tally, column::ABANDONED) <= recoveries);
        }
        assert_eq!(total(&record.baseline, column::ABANDONED), 0);
    }
}

/// Passkeys that nothing ends need no recovery.
#[test]
fn passkeys_that_survive_need_no_recovery() {
    let text = "[organisation]\nheadcount = 600\ninitial = 0.3\n[devices]\nsynced = 1.0\n\
                [platform]\nprovider_syncs = true\n\
                [fallback]\nbackup = 1.0\nrunbook_week = 20\n\
                [keys]\nweeks = \"1-\"\n[remove_legacy]\nweek = 18\n[run]\nhorizon = 40\n";
    let p = with(&[
        ("device.sync_survival", 1.0),
        ("device.key_loss", 0.0),
        ("sign_in.away", 0.0),
        ("shock.outages", 0.0),
    ]);
    for record in records(&compiled(text, &p), 3) {
        for tally in [&record.rollout, &record.baseline] {
            assert_eq!(total(tally, column::CREATED.plus(5)), 0, "recovery");
            assert_eq!(total(tally, column::CREATED.plus(6)), 0, "outage");
            assert_eq!(total(tally, column::LOSSES), 0);
        }
        assert!(total(&record.rollout, column::ENROLMENTS) > 300);
    }
}

/// A desk that is ready from the start and lets everybody help themselves never
/// sees a recovery either, whatever is lost.
#[test]
fn perfect_self_service_leaves_no_recovery() {
    let text = "[organisation]\nheadcount = 600\n\
                [fallback]\nbackup = 0.0\nrunbook_week = 1\nrunbook_quality = 1.0\n\
                self_service = 1.0\n[remove_legacy]\nweek = 18\n[run]\nhorizon = 40\n";
    let lossy = [
        ("device.phone_loss", 0.5),
        ("device.computer_loss", 0.5),
        ("device.sync_survival", 0.0),
    ];
    for record in records(&compiled(text, &set(with(&[]), &lossy)), 3) {
        assert_eq!(total(&record.rollout, column::CREATED.plus(5)), 0);
        assert!(total(&record.rollout, column::LOSSES) > 50);
        let route = total(&record.rollout, column::ROUTE.plus(8));
        assert!(route > 0, "people re-enrol alone");
    }
}
