//! Chance: how it shrinks with headcount and cancels between paired runs.

use super::{adoption, compiled, mean, minutes, records, variance, with};
use passcast::math;

fn text(headcount: u32, dials: &str) -> String {
    format!(
        "[organisation]\nheadcount = {headcount}\n\
         [platform.prompt]\ncadence = 10\nskips = \"unlimited\"\n{dials}[run]\nhorizon = 24\n"
    )
}

/// With feedback off, adoption's mean does not depend on headcount (within .4
/// point) and its chance goes with N^(−1/2). Logarithms of the standard deviations
/// have errors of 1/√(2(n−1)); four of the combined error are allowed, a false
/// alarm in 15,000.
#[test]
fn without_feedback_size_is_only_chance() {
    let parameters = with(&[
        ("attitude.peers", 0.0),
        ("attitude.trust", 0.0),
        ("attitude.reputation", 0.0),
        ("pilot.defects", 0.0),
        ("readiness.learning_cap", 0.0),
    ]);
    let found = |headcount, replications: u32| {
        let plan = compiled(&text(headcount, "[helpdesk]\nqueue = false\n"), &parameters);
        let records = records(&plan, replications);
        let shares: Vec<f64> = records.iter().map(|r| adoption(&r.rollout, 24)).collect();
        (mean(&shares), variance(&shares).sqrt())
    };
    let ((small, small_chance), (large, large_chance)) = (found(1000, 120), found(8000, 30));
    assert!((small - large).abs() < 0.004, "{small} against {large}");
    let error = (1.0f64 / (2.0 * 119.0) + 1.0 / (2.0 * 29.0)).sqrt();
    let ratio = math::ln(small_chance / large_chance) - 0.5 * math::ln(8.0);
    assert!(ratio.abs() < 4.0 * error, "{ratio}, error {error}");
}

/// Independent over paired variance of a difference.
fn reduction(a: &[f64], b: &[f64]) -> f64 {
    let paired: Vec<f64> = a.iter().zip(b).map(|(a, b)| a - b).collect();
    (variance(a) + variance(b)) / variance(&paired)
}

/// Common chance makes the difference of minutes to the baseline at least 4 times
/// and the effect of a small change of clarity at least 8 times as precise. The
/// ratios' own relative errors are about .2 at 60 replications.
#[test]
fn common_chance_makes_differences_precise() {
    let p = with(&[]);
    let dials = |clarity: f64| text(1000, &format!("[communications]\nclarity = {clarity}\n"));
    let base = records(&compiled(&dials(0.8), &p), 60);
    let less = records(&compiled(&dials(0.7), &p), 60);
    let rollout: Vec<f64> = base.iter().map(|r| minutes(&r.rollout, 24)).collect();
    let baseline: Vec<f64> = base.iter().map(|r| minutes(&r.baseline, 24)).collect();
    let on_minutes = reduction(&rollout, &baseline);
    let [high, low] = [&base, &less]
        .map(|records| -> Vec<f64> { records.iter().map(|r| adoption(&r.rollout, 24)).collect() });
    let on_adoption = reduction(&high, &low);
    assert!(on_minutes >= 4.0, "{on_minutes}");
    assert!(on_adoption >= 8.0, "{on_adoption}");
}
