//! Adoption where it has a closed form.

use super::{adoption, agrees, alone, compiled, office, records};
use passcast::math;
use passcast::model::hazard;

const REPLICATIONS: u32 = 16;

/// One route and no differences: A(d) = 1 − [1 − p(1 − e^(−m))]^d.
#[test]
fn one_route_is_geometric() {
    let (p, m) = (0.5, 0.05);
    let parameters = alone(&[("enrolment.prompt_mass", m), ("sign_in.p_day", p)]);
    let plan = compiled(&office(1500, 12), &parameters);
    let records = records(&plan, REPLICATIONS);
    for week in [1, 4, 12] {
        let found: Vec<f64> = records.iter().map(|r| adoption(&r.rollout, week)).collect();
        let stays = 1.0 + p * math::exp_m1(-m);
        let expected = 1.0 - math::powi(stays, 5 * week as u32);
        agrees(
            &format!("geometric adoption in week {week}"),
            &found,
            expected,
        );
    }
}

/// Log-normal frailty with mean 1: S(H) = E exp(−H e^ε), by quadrature.
#[test]
fn frailty_slows_the_crowd() {
    let (m, spread) = (0.02, 1.2);
    let parameters = alone(&[
        ("enrolment.prompt_mass", m),
        ("sign_in.p_day", 1.0),
        ("attitude.spread", spread),
    ]);
    let plan = compiled(&office(1500, 26), &parameters);
    let records = records(&plan, REPLICATIONS);
    for week in [2, 10, 26] {
        let hazard = 5.0 * week as f64 * m;
        let found: Vec<f64> = records.iter().map(|r| adoption(&r.rollout, week)).collect();
        agrees(
            &format!("frailty in week {week}"),
            &found,
            1.0 - survival(hazard, spread),
        );
    }
}

/// E exp(−H e^ε) for ε ~ N(−σ²/2, σ²): the trapezoidal rule, whose error is far
/// below 1e-12 for such an integrand.
fn survival(hazard: f64, spread: f64) -> f64 {
    let step = 0.02;
    let (mut sum, mut weight) = (0.0, 0.0);
    for at in -450..=450 {
        let z = step * f64::from(at);
        let density = math::exp(-0.5 * z * z);
        let epsilon = spread * (z - 0.5 * spread);
        sum += density * math::exp(-hazard * math::exp(epsilon));
        weight += density;
    }
    sum / weight
}

/// Gamma frailty of mean 1 and variance v under the engine's thresholds in fixed
/// point: the share whose threshold a hazard z·H does not reach is (1 + vH)^(−1/v).
/// By quantiles of both, so without chance: 200 x 2,000 midpoints miss by less than
/// a thousandth.
#[test]
fn gamma_frailty_has_its_closed_form() {
    let middles = |n: u32| (0..n).map(move |i| (f64::from(i) + 0.5) / f64::from(n));
    let thresholds: Vec<hazard::Hazard> = middles(2000).map(hazard::threshold).collect();
    for v in [0.3, 1.0, 2.0] {
        let frailties: Vec<f64> = middles(200)
            .map(|u| v * math::gamma_quantile(u, 1.0 / v))
            .collect();
        for h in [0.1, 0.5, 2.0] {
            let left: usize = frailties
                .iter()
                .map(|z| hazard::fixed((z * h) as f32))
                .map(|spent| thresholds.iter().filter(|t| **t > spent).count())
                .sum();
            let found = left as f64 / (2000.0 * 200.0);
            let expected = math::pow(1.0 + v * h, -1.0 / v);
            assert!(
                (found - expected).abs() < 1e-3,
                "{v} {h}: {found} {expected}"
            );
        }
    }
}

/// One department whose members watch nobody but the department, and use the
/// passkey from the day after enrolment on: the mean follows the recursion with
/// the share that was published last Sunday.
#[test]
fn peers_follow_the_weekly_recursion() {
    let (m, influence, threshold) = (0.01, 2.0, 0.5);
    let parameters = alone(&[
        ("enrolment.prompt_mass", m),
        ("sign_in.p_day", 1.0),
        ("attitude.peers", influence),
        ("attitude.peer_exponent", 1.0),
        ("attitude.peer_threshold", threshold),
        ("peers.weights.team", 0.0),
        ("peers.weights.department", 1.0),
        ("peers.weights.manager", 0.0),
        ("sign_in.away", 0.0),
        ("sign_in.legacy_apps", 0.0),
        ("use.habit_start", 1.0),
        ("use.habit_ceiling", 1.0),
        ("use.habit_spread", 0.0),
        ("use.local_success", 1.0),
    ]);
    let plan = compiled(&office(6000, 24), &parameters);
    let records = records(&plan, REPLICATIONS);
    let (mut enrolled, mut users) = (0.0, 0.0);
    for week in 1..=24usize {
        let visible = users / (users + threshold);
        let hazard = m * math::exp(influence * visible);
        // Who enrols on a Friday signs in with it on Monday.
        users = 1.0 - (1.0 - enrolled) * math::exp(-4.0 * hazard);
        enrolled = 1.0 - (1.0 - enrolled) * math::exp(-5.0 * hazard);
        if week % 8 == 0 {
            let found: Vec<f64> = records.iter().map(|r| adoption(&r.rollout, week)).collect();
            agrees(&format!("recursion in week {week}"), &found, enrolled);
        }
    }
}
