//! The desk's line against queueing theory.

use passcast::helpdesk::queue::{BACKGROUND, Contact, Day, Line, Served};
use passcast::helpdesk::{erlang_a, erlang_c};
use passcast::math;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

/// Mean handling time [s]; long against the second that times are rounded to.
const HANDLING: f64 = 2000.0;

/// Poisson arrivals over a period, exponential handling times and patience.
fn calls(
    dice: &mut StdRng,
    (from, to): (u64, u64),
    agents: u32,
    load: f64,
    patience: Option<f64>,
) -> Vec<Contact> {
    let mut exponential = move |mean: f64| -mean * math::ln(1.0 - dice.random::<f64>());
    let between = HANDLING / (f64::from(agents) * load);
    let mut at = from as f64;
    let mut contacts = Vec::new();
    loop {
        at += exponential(between);
        if at >= to as f64 {
            return contacts;
        }
        contacts.push(Contact {
            case: contacts.len() as u32,
            arrival: at as u64,
            seconds: exponential(HANDLING).round().max(1.0) as u32,
            gives_up: patience.map_or(u64::MAX, |mean| at as u64 + exponential(mean) as u64),
            priority: false,
        });
    }
}

/// Everybody on duty all day.
fn on_duty(agents: u32, length: u64) -> Vec<(u32, u32)> {
    vec![(0, length as u32); agents as usize]
}

/// Mean wait within 3 % of Erlang C, by 30 batches after a first one that warms
/// up; the batches' own standard error is at most 1 %, so that a right queue
/// fails at most once in 370 seeds.
#[test]
fn waits_are_erlangs() {
    for (agents, load) in [(1, 0.6), (4, 0.7), (4, 0.85), (20, 0.8)] {
        let mut dice = StdRng::seed_from_u64(3 + u64::from(agents));
        let mut line = Line::default();
        let length = if load > 0.8 { 80_000_000 } else { 60_000_000 };
        let shifts = on_duty(agents, length);
        let mut batches = Vec::new();
        for batch in 0..31 {
            let period = (batch * length, (batch + 1) * length);
            let contacts = calls(&mut dice, period, agents, load, None);
            let mut day = Day::default();
            line.run((period.0, period.1), &shifts, &contacts, &[], &mut day);
            let waits: u64 = day.served.iter().map(|served| served.wait).sum();
            batches.push(waits as f64 / day.served.len() as f64);
        }
        let batches = &batches[1..];
        let found = super::mean(batches);
        let error = (super::variance(batches) / 30.0).sqrt();
        let arrivals = f64::from(agents) * load / HANDLING;
        let expected = erlang_c(arrivals, HANDLING, agents).unwrap().mean_wait;
        assert!(
            error < 0.01 * expected,
            "{agents} at {load}: too few contacts"
        );
        assert!(
            (found / expected - 1.0).abs() < 0.03,
            "{found} against {expected}"
        );
    }
}

/// Waits and abandonment of impatient callers, within 3 % of Erlang A, loads above
/// capacity included; as there, the share that gives up is 1 − cμ/λ only where
/// load and agents are many.
#[test]
fn abandonment_is_erlangs() {
    for (agents, load, patience) in [(4, 0.9, 2000.0), (10, 1.2, 1000.0), (60, 1.25, 4000.0)] {
        let mut dice = StdRng::seed_from_u64(11);
        let length = 4_000_000_000 / u64::from(agents) * 4;
        let length = length.min(4_000_000_000);
        let contacts = calls(&mut dice, (0, length), agents, load, Some(patience));
        let mut day = Day::default();
        let shifts = on_duty(agents, length);
        Line::default().run((0, length), &shifts, &contacts, &[], &mut day);
        let gone = day.gave_up.len() as f64 / contacts.len() as f64;
        let arrivals = f64::from(agents) * load / HANDLING;
        let expected = erlang_a(arrivals, HANDLING, agents, patience).unwrap();
        assert!((gone / expected.p_abandon - 1.0).abs() < 0.03);
        let fluid = 1.0 - 1.0 / load;
        if agents >= 60 {
            assert!((gone - fluid).abs() < 0.01, "{gone} against {fluid}");
        } else {
            assert!(gone > fluid + 0.02, "{gone} against {fluid}");
        }
        // Everybody's wait, callers who gave up included, follows from the rate
        // at which they do: P(gone) = E(wait)/patience.
        let served: u64 = day.served.iter().map(|served| served.wait).sum();
        let left: u64 = day
            .gave_up
            .iter()
            .map(|case| contacts[*case as usize])
            .map(|contact| contact.gives_up - contact.arrival)
            .sum();
        let wait = (served + left) as f64 / contacts.len() as f64;
        assert!((wait / expected.mean_wait - 1.0).abs() < 0.03, "{wait}");
    }
}

/// With an agent for everybody nobody waits, and each is served for as long as
/// they need.
#[test]
fn endless_agents_leave_nobody_waiting() {
    let mut dice = StdRng::seed_from_u64(5);
    let contacts = calls(&mut dice, (0, 200_000), 20, 0.9, None);
    let last = contacts
        .iter()
        .map(|c| c.arrival + u64::from(c.seconds))
        .max();
    let length = last.unwrap() + 1;
    let mut day = Day::default();
    let shifts = on_duty(contacts.len() as u32, length);
    Line::default().run((0, length), &shifts, &contacts, &[], &mut day);
    assert_eq!(day.served.len(), contacts.len());
    assert!(day.served.iter().all(|served| served.wait == 0));
    let work: u64 = contacts.iter().map(|c| u64::from(c.seconds)).sum();
    assert_eq!(day.busy, work);
}

/// Little's law on a window that starts and ends empty, tick by tick: contacts in
/// the system summed over ticks are their sojourns summed over contacts. Shifts
/// of one tick send everybody back into the line, where they can be counted.
#[test]
fn littles_law_holds_in_ticks() {
    let mut dice = StdRng::seed_from_u64(8);
    let mut contacts = calls(&mut dice, (0, 40_000), 3, 0.9, None);
    contacts
        .iter_mut()
        .step_by(7)
        .for_each(|c| c.priority = true);
    let (mut line, mut day) = (Line::default(), Day::default());
    let (mut inside, mut sojourns, mut waits, mut finished, mut busy) = (0, 0, 0, 0, 0);
    let mut next = 0;
    for tick in 0..200_000u64 {
        let arrived = contacts[next..].partition_point(|c| c.arrival == tick);
        day.clear();
        let new = &contacts[next..next + arrived];
        line.run((tick, tick + 1), &on_duty(3, 1), new, &[], &mut day);
        next += arrived;
        inside += line.len() as u64;
        for &Served { case, wait } in &day.served {
            // Who is finished at the tick's end was inside during all of it.
            inside += 1;
            sojourns += tick + 1 - contacts[case as usize].arrival;
            waits += wait;
        }
        finished += day.served.len();
        busy += day.busy;
        let here = (line.len() + day.served.len()) as u64;
        assert_eq!(day.busy, here.min(3), "idle while somebody waits");
    }
    assert!(line.is_empty());
    assert_eq!(finished, contacts.len());
    assert_eq!(inside, sojourns);
    let work: u64 = contacts.iter().map(|c| u64::from(c.seconds)).sum();
    assert_eq!(busy, work);
    assert!(waits <= sojourns - work);
}

/// Contacts are served or gone, each once, and agents work no longer than their
/// shifts, whatever the shifts.
#[test]
fn shifts_bound_the_work() {
    let mut dice = StdRng::seed_from_u64(21);
    for load in [0.3, 0.9, 1.5] {
        let shifts = [(0, 28_800), (3_600, 32_400), (7_200, 36_000)];
        let (mut line, mut busy, mut capacity) = (Line::default(), 0, 0);
        let (mut seen, mut arrived) = (0, 0);
        for today in 0..60u64 {
            let period = (36_000 * today, 36_000 * (today + 1));
            let mut contacts = calls(&mut dice, period, 3, load, Some(900.0));
            for contact in contacts.iter_mut().step_by(3) {
                contact.gives_up = u64::MAX;
            }
            contacts
                .iter_mut()
                .step_by(5)
                .for_each(|c| c.case = BACKGROUND);
            arrived += contacts.iter().filter(|c| c.case != BACKGROUND).count();
            let mut day = Day::default();
            line.run((period.0, period.1), &shifts, &contacts, &[], &mut day);
            assert!(day.busy <= 3 * 28_800);
            busy += day.busy;
            capacity += 3 * 28_800;
            seen += day.served.len() + day.gave_up.len();
        }
        assert!(busy <= capacity);
        assert!(seen <= arrived && arrived <= seen + line.len(), "{load}");
    }
}
