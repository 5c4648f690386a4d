//! Failing plans against the good one, paired over draws.

use super::{Size, change, enrolled, records, share};
use crate::experiment::runner::Runner;
use crate::scenario::Scenario;
use crate::statistics::t_mean;
use std::fmt::Write as _;

/// Week-24 adoption lost and minutes added by each plan against the first, draw
/// by draw under the same chance events: the poor-communications plan must lose 10 points
/// in 95 % of draws, the late runbook add 5 points of B in 95 %.
pub fn failing_plans(runner: &Runner, plans: &[(&str, Scenario)], size: Size) -> String {
    let mut text = String::new();
    let Some(((good_name, good), others)) = plans.split_first() else {
        return text;
    };
    let good = records(runner, good, size, None, 1);
    let _ = writeln!(
        text,
        "paired over {} draws, seed {}, against {good_name}",
        size.draws, size.seed
    );
    for (name, scenario) in others {
        let other = records(runner, scenario, size, None, 1);
        let paired = |f: &dyn Fn(&crate::observation::Record) -> f64| -> Vec<f64> {
            other
                .iter()
                .zip(&good)
                .map(|(a, b)| 100.0 * (f(a) - f(b)))
                .collect()
        };
        let adoption = paired(&|r| enrolled(&r.rollout, 24));
        let load = paired(&|r| change(r, 24));
        let _ = writeln!(text, "\n{name}");
        for (what, values) in [
            ("week-24 adoption [points of headcount]", &adoption),
            ("minutes to week 24 [points of B]", &load),
        ] {
            let mean = t_mean(values, 0.95);
            let (lo, hi) = mean.map_or((f64::NAN, f64::NAN), |i| (i.lo, i.hi));
            let _ = writeln!(
                text,
                "  {what}: mean difference 95 % interval {lo:+.2} to {hi:+.2}"
            );
        }
        let _ = writeln!(
            text,
            "  P(adoption lower by 10 points or more) = {}",
            share(&adoption, 1, |d| d <= -10.0)
        );
        let _ = writeln!(
            text,
            "  P(minutes higher by 5 points of B or more) = {}",
            share(&load, 1, |d| d >= 5.0)
        );
        let _ = writeln!(
            text,
            "  P(adoption lower at all) = {}",
            share(&adoption, 1, |d| d < 0.0)
        );
        let _ = writeln!(
            text,
            "  P(minutes higher at all) = {}",
            share(&load, 1, |d| d > 0.0)
        );
    }
    text
}
