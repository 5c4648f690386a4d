//! What publishing peer use once a week costs, in the mean of a large department
//! that follows the engine's own rules; the engine is held to the same recursion in
//! `closed`. No chance: no false alarms.

use super::with;
use passcast::math;
use passcast::model::attitude::Attitude;
use passcast::parameter::Parameters;

/// When the share of users that people see is renewed.
#[derive(Clone, Copy, PartialEq)]
enum Renewed {
    Weekly,
    Daily,
    /// Four times a day, hazard being spent in as many steps.
    Quarterly,
}

/// Everybody watches the department alone.
fn department(settings: &[(&str, f64)]) -> Parameters {
    let watching = with(&[
        ("peers.weights.team", 0.0),
        ("peers.weights.department", 1.0),
        ("peers.weights.manager", 0.0),
    ]);
    super::set(watching, settings)
}

/// Adoption at each week's end where a working day has this hazard at e^η = 1 and
/// personal hazards have log-normal factors of mean 1.
fn adoption(p: &Parameters, daily: f64, spread: f64, weeks: usize, renewed: Renewed) -> Vec<f64> {
    const PEOPLE: i32 = 400;
    let attitude = Attitude::new(p);
    let factors: Vec<f64> = (0..PEOPLE)
        .map(|i| (f64::from(i) + 0.5) / f64::from(PEOPLE))
        .map(|u| math::exp(spread * (math::normal_quantile(u) - 0.5 * spread)))
        .collect();
    let enrolled = |hazard: f64| {
        let stay = factors.iter().map(|factor| math::exp(-factor * hazard));
        1.0 - stay.sum::<f64>() / f64::from(PEOPLE)
    };
    let (mut hazard, mut seen, mut found) = (0.0, 0.0, Vec::new());
    let steps = if renewed == Renewed::Quarterly { 4 } else { 1 };
    for _ in 0..weeks {
        for step in 0..5 * steps {
            if renewed != Renewed::Weekly || step == 0 {
                seen = enrolled(hazard);
            }
            hazard += daily / f64::from(steps) * attitude.peer_factor(0.0, seen, 0.0);
        }
        found.push(enrolled(hazard));
    }
    found
}

/// At the default influence of others a weekly publication is behind a daily one by
/// less than two points of adoption, a day behind a quarter of it by less than half a
/// point, in rollouts that reach .4 to .85 by week 24. Most of it is not the step but
/// what people see late: that visible use is last week's is a statement of the model.
#[test]
fn a_week_late_is_less_than_two_points() {
    let p = department(&[]);
    for daily in [0.004, 0.005, 0.006] {
        let run = |renewed| adoption(&p, daily, 0.8, 24, renewed);
        let [weekly, each_day, fine] =
            [Renewed::Weekly, Renewed::Daily, Renewed::Quarterly].map(run);
        assert!((0.4..0.85).contains(&weekly[23]), "{}", weekly[23]);
        for week in [10, 24] {
            let at = week - 1;
            let late = each_day[at] - weekly[at];
            assert!((0.0..0.02).contains(&late), "{daily}, week {week}: {late}");
            let step = fine[at] - each_day[at];
            let what = format!("{daily}, week {week}: {step}");
            assert!((0.0..0.005).contains(&step), "{what}");
        }
    }
}

/// Without influence the step does not matter at all.
#[test]
fn without_influence_nobody_is_late() {
    let p = department(&[("attitude.peers", 0.0)]);
    let weekly = adoption(&p, 0.01, 0.8, 24, Renewed::Weekly);
    let fine = adoption(&p, 0.01, 0.8, 24, Renewed::Quarterly);
    for (a, b) in weekly.iter().zip(&fine) {
        assert!((a - b).abs() < 1e-12);
    }
}

/// Against y' = r·e^(b·S(y))·(1 − y) the weekly recursion is of first order: at
/// half the rate over twice the weeks its error halves.
#[test]
fn halving_the_rate_halves_the_error() {
    let p = department(&[
        ("attitude.peer_exponent", 1.0),
        ("attitude.peer_threshold", 0.5),
    ]);
    let attitude = Attitude::new(&p);
    let slope = |y: f64| attitude.peer_factor(0.0, y, 0.0) * (1.0 - y);
    // Runge and Kutta's rule in units of hazard, to a total of 1.2 at e^η = 1.
    let (steps, mut exact) = (4000, 0.0);
    let h = 1.2 / f64::from(steps);
    for _ in 0..steps {
        let a = slope(exact);
        let b = slope(exact + 0.5 * h * a);
        let c = slope(exact + 0.5 * h * b);
        let d = slope(exact + h * c);
        exact += h * (a + 2.0 * b + 2.0 * c + d) / 6.0;
    }
    let error = |weeks: usize| {
        let daily = 1.2 / (5.0 * weeks as f64);
        let found = adoption(&p, daily, 0.0, weeks, Renewed::Weekly);
        exact - found[weeks - 1]
    };
    let mut last = error(24);
    assert!(last > 0.001, "{last}");
    for weeks in [48, 96, 192] {
        let next = error(weeks);
        let ratio = last / next;
        assert!((1.8..2.2).contains(&ratio), "{weeks} weeks: {ratio}");
        last = next;
    }
}
