//! What happens whatever the plan.

use super::{alone, compiled, office, with};
use passcast::parameter::Parameters;
use passcast::random::WorldKey;
use passcast::simulation::{BURN_IN_WEEKS, Event, EventKind, Plan, World};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

/// Worlds of a replication, week by week.
fn worlds(plan: &Plan) -> impl Iterator<Item = World> + '_ {
    let mut world = World::new(plan, WorldKey::new(5, 2));
    (0..BURN_IN_WEEKS + plan.horizon).map(move |week| {
        if week > 0 {
            world.advance(plan);
        }
        world.clone()
    })
}

fn same_world(a: &World, b: &World) {
    assert_eq!(a.events, b.events);
    assert_eq!(a.event_days, b.event_days);
    assert_eq!(a.presence, b.presence);
    assert_eq!(a.signs, b.signs);
    assert_eq!(a.risky, b.risky);
    assert_eq!(a.outages, b.outages);
    assert_eq!(a.epoch, b.epoch);
}

/// Plans of one organisation meet the same events, in the same order; one without
/// security keys is spared what happens to keys.
#[test]
fn plans_share_their_world() {
    let organisation = "[organisation]\nheadcount = 300\ncontractors = 0.1\nguests = 0.1\n\
                        [run]\nhorizon = 30\n";
    let p = with(&[]);
    let keyless = compiled(organisation, &p);
    let plain = compiled(&format!("{organisation}[keys]\nweeks = \"20-\"\n"), &p);
    let other = compiled(
        &format!(
            "communications = \"poor\"\n{organisation}\n[fallback]\nquality = \"poor\"\n\
             runbook_week = 15\n[platform]\nid = \"okta\"\n[helpdesk]\nagents = 1\n\
             [keys]\nweeks = \"1-\"\n[remove_legacy]\nweek = 20\n\
             [[phase]]\nkind = \"required\"\nweeks = \"2-\"\n"
        ),
        &p,
    );
    for ((a, b), keyless) in worlds(&plain).zip(worlds(&other)).zip(worlds(&keyless)) {
        same_world(&a, &b);
        let spared = |event: &&Event| event.kind != EventKind::Key;
        let events: Vec<Event> = a.events.iter().filter(spared).copied().collect();
        assert_eq!(keyless.events, events);
        assert_eq!(keyless.signs, a.signs);
    }
}

/// Rules that decide nothing outside leave the world alone.
#[test]
fn rules_leave_the_world_alone() {
    let text = "[organisation]\nheadcount = 300\n[run]\nhorizon = 30\n";
    let changed = with(&[
        ("attitude.peers", 0.0),
        ("enrolment.prompt_mass", 0.3),
        ("use.habit_rate", 0.3),
        ("helpdesk.reset_relief", 0.9),
        ("recovery.legacy_lost", 0.0),
        ("device.sync_survival", 0.9),
        ("trust.loss", 0.1),
        ("helpdesk.resolve", 0.7),
    ]);
    let (plain, other) = (compiled(text, &with(&[])), compiled(text, &changed));
    for (a, b) in worlds(&plain).zip(worlds(&other)) {
        same_world(&a, &b);
    }
}

/// A clock that is off takes its own events away and moves none.
#[test]
fn a_clock_that_is_off_moves_no_other() {
    let text = "[organisation]\nheadcount = 400\n[keys]\nweeks = \"1-\"\n[run]\nhorizon = 40\n";
    let plain = compiled(text, &with(&[]));
    let cases: [(&[(&str, f64)], EventKind); 7] = [
        (&[("enrolment.drift", 0.0)], EventKind::Drift),
        (&[("device.phone_replace", 0.0)], EventKind::PhoneReplaced),
        (&[("device.phone_loss", 0.0)], EventKind::PhoneLost),
        (
            &[("device.computer_replace", 0.0)],
            EventKind::ComputerReplaced,
        ),
        (&[("device.computer_loss", 0.0)], EventKind::ComputerLost),
        (
            &[("device.key_loss", 0.0), ("device.key_trouble", 0.0)],
            EventKind::Key,
        ),
        (&[("helpdesk.resets_per_head_year", 0.0)], EventKind::Reset),
    ];
    for (off, kind) in cases {
        let other = compiled(text, &with(off));
        let mut seen = 0;
        for (a, b) in worlds(&plain).zip(worlds(&other)) {
            let left: Vec<Event> = a
                .events
                .iter()
                .filter(|e| e.kind != kind)
                .copied()
                .collect();
            seen += a.events.len() - left.len();
            assert_eq!(left, b.events, "{kind:?}");
            assert_eq!(a.signs, b.signs, "{kind:?}");
            assert_eq!(a.presence, b.presence, "{kind:?}");
            assert_eq!(a.risky, b.risky, "{kind:?}");
            assert_eq!(a.outages, b.outages, "{kind:?}");
        }
        assert!(seen > 0, "{kind:?} never happens");
    }
}

/// Of everybody, how many gaps: few enough never to be cut off by the window.
const GAPS: usize = 10;

/// Working days without a counted sign-in before each of a person's first ones;
/// five days a week, nobody absent.
fn gaps(parameters: &Parameters) -> Vec<u32> {
    let plan = compiled(&office(1500, 30), parameters);
    let mut people = vec![(0u32, Vec::new()); 1500];
    for world in worlds(&plan) {
        for (slot, (since, gaps)) in people.iter_mut().enumerate() {
            for day in 0..5 {
                if world.signs[slot] >> day & 1 == 0 {
                    *since += 1;
                } else if gaps.len() < GAPS {
                    gaps.push(std::mem::take(since));
                }
            }
        }
    }
    people.into_iter().flat_map(|(_, gaps)| gaps).collect()
}

/// Sign-ins of a week's block and of a coin a working day have one law: gaps have
/// mean (1−p)/p, variance (1−p)/p² (days between are one more), and a two-sample
/// Kolmogorov-Smirnov distance below the limit of a false alarm in 10,000 (2.23
/// for continuous laws, rarer for discrete ones). The mean may miss by four
/// standard errors, a false alarm in 15,000; the variance by 8 %, about as rare.
#[test]
fn week_blocks_and_daily_coin_agree() {
    for p in [0.2, 0.5, 0.88] {
        let drawn = gaps(&alone(&[("sign_in.p_day", p)]));
        assert_eq!(drawn.len(), 1500 * GAPS);
        let n = drawn.len() as f64;
        let q: f64 = 1.0 - p;
        let centre = drawn.iter().map(|g| f64::from(*g)).sum::<f64>() / n;
        let error = (q / (p * p) / n).sqrt();
        assert!((centre - q / p).abs() < 4.0 * error, "{p}: {centre}");
        let squares = drawn
            .iter()
            .map(|g| (f64::from(*g) - centre) * (f64::from(*g) - centre));
        let spread = squares.sum::<f64>() / n * p * p / q;
        assert!((spread - 1.0).abs() < 0.08, "{p}: {spread}");
        let mut dice = StdRng::seed_from_u64(7);
        let coin: Vec<u32> = (0..1500 * GAPS)
            .map(|_| {
                let mut days = 0;
                while !dice.random_bool(p) {
                    days += 1;
                }
                days
            })
            .collect();
        let below = |of: &[u32], gap| of.iter().filter(|g| **g <= gap).count() as f64 / n;
        let distance = (0..150)
            .map(|gap| (below(&drawn, gap) - below(&coin, gap)).abs())
            .fold(0.0, f64::max);
        assert!(distance < 2.23 * (2.0 / n).sqrt(), "{p}: {distance}");
    }
}
