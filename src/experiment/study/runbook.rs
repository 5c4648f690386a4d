//! Minutes against the runbook week.

use super::{Size, minutes, records};
use crate::experiment::runner::Runner;
use crate::parameter::Parameters;
use crate::scenario::Scenario;
use crate::statistics::t_mean;
use std::fmt::Write as _;

/// Mean slope of cumulative minutes over runbook weeks 10-16 against weeks 1-4,
/// at the defaults, paired by replication; the ratio's interval by the delta method
/// on replications.
pub fn runbook_week(runner: &Runner, good: &Scenario, size: Size) -> String {
    let defaults = Parameters::defaults(&[]);
    let at = |week: u16| -> Vec<f64> {
        let mut scenario = good.clone();
        scenario.workforce_mut().fallback.runbook_week = week;
        records(runner, &scenario, size, Some(&defaults), 1)
            .iter()
            .map(|r| minutes(&r.rollout, 1, 24) - minutes(&r.baseline, 1, 24))
            .collect()
    };
    let weeks = [1, 2, 4, 7, 10, 13, 16];
    let values: Vec<Vec<f64>> = weeks.iter().map(|week| at(*week)).collect();
    let mut text = format!(
        "{} replications, seed {}, parameters at defaults\n",
        size.draws, size.seed
    );
    for (week, minutes) in weeks.iter().zip(&values) {
        let mean = minutes.iter().sum::<f64>() / minutes.len() as f64;
        let _ = writeln!(
            text,
            "runbook week {week:2}: {mean:+8.0} minutes to week 24 against the baseline"
        );
    }
    let slopes = |from: usize, to: usize| -> Vec<f64> {
        let span = f64::from(weeks[to] - weeks[from]);
        values[to]
            .iter()
            .zip(&values[from])
            .map(|(b, a)| (b - a) / span)
            .collect()
    };
    let (early, late) = (slopes(0, 2), slopes(4, 6));
    let mean = |v: &[f64]| v.iter().sum::<f64>() / v.len() as f64;
    let ratio = mean(&late) / mean(&early);
    // Fieller's residuals: late − ratio·early has mean zero at the true ratio.
    let residuals: Vec<f64> = late
        .iter()
        .zip(&early)
        .map(|(l, e)| l - ratio * e)
        .collect();
    let half =
        t_mean(&residuals, 0.95).map_or(f64::NAN, |i| (i.hi - i.lo) / 2.0 / mean(&early).abs());
    let _ = writeln!(
        text,
        "slope weeks 1-4: {:+.1} min a week; weeks 10-16: {:+.1}; ratio {ratio:.2} (95 % {:.2} to {:.2})",
        mean(&early),
        mean(&late),
        ratio - half,
        ratio + half
    );
    text
}
