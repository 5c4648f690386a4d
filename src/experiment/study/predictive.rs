//! The good plan at its defaults, its prior predictive, and the widths.

use super::{Size, change, enrolled, minutes, percent, records, share};
use crate::experiment::runner::Runner;
use crate::math;
use crate::observation::{Record, column};
use crate::parameter::{Parameters, table};
use crate::scenario::Scenario;
use crate::statistics::{effective_sample_size, quantile_sorted, sorted, weighted_quantile};
use std::fmt::Write as _;

/// Weeks and centres of the adoption constraint, as in the tuning.
const BANDS: [(usize, f64); 3] = [(10, 0.375), (16, 0.675), (24, 0.84)];

/// The good plan at the fitted defaults: medians against the bands, and the sign
/// of the minutes' change when one evidence range is used up at a time.
pub fn good_plan(runner: &Runner, good: &Scenario, size: Size) -> String {
    let defaults = Parameters::defaults(&[]);
    let found = records(runner, good, size, Some(&defaults), 1);
    let mut text = format!(
        "{} replications, seed {}, parameters at defaults\n",
        size.draws, size.seed
    );
    for (week, band) in [(10, "30 to 45"), (16, "60 to 75"), (24, "80 and more")] {
        let shares: Vec<f64> = found.iter().map(|r| enrolled(&r.rollout, week)).collect();
        let _ = writeln!(
            text,
            "week {week}: enrolled over headcount {} (band {band} %)",
            percent(&shares)
        );
    }
    let changes: Vec<f64> = found.iter().map(|r| change(r, 24)).collect();
    let _ = writeln!(text, "minutes to week 24 against B: {}", percent(&changes));
    let base = changes.iter().sum::<f64>() / changes.len() as f64;
    let _ = writeln!(
        text,
        "one parameter at a time, to the ends of its range (mean change of minutes to week 24, in % of B):"
    );
    for id in [
        "helpdesk.resets_per_head_year",
        "helpdesk.reset_relief",
        "ceremony.success",
        "device.sync_survival",
    ] {
        let Some(row) = table::find(id) else { continue };
        for end in [row.low, row.high] {
            let moved = records(
                runner,
                good,
                size,
                Some(&defaults.clone().with_named(id, end)),
                1,
            );
            line(&mut text, &format!("{id} = {end}"), base, &moved);
        }
    }
    for faq in [0.2, 0.95] {
        let mut scenario = good.clone();
        scenario.workforce_mut().communications.faq = faq;
        let moved = records(runner, &scenario, size, Some(&defaults), 1);
        line(
            &mut text,
            &format!("communications.faq = {faq}"),
            base,
            &moved,
        );
    }
    cross_checks(&mut text, &found);
    text
}

fn line(text: &mut String, what: &str, base: f64, moved: &[Record]) {
    let mean = moved.iter().map(|r| change(r, 24)).sum::<f64>() / moved.len() as f64;
    let flips = if mean * base < 0.0 {
        "  flips the sign"
    } else {
        ""
    };
    let _ = writeln!(
        text,
        "  {what}: {:+.1} (default {:+.1}){flips}",
        100.0 * mean,
        100.0 * base
    );
}

/// Cross-checks against evidence that nothing was fitted to.
fn cross_checks(text: &mut String, found: &[Record]) {
    let mean = |f: &dyn Fn(&Record) -> f64| found.iter().map(f).sum::<f64>() / found.len() as f64;
    let last = found[0].rollout.weeks();
    let sum = |r: &Record, c: crate::observation::Column| {
        (1..=last).map(|w| r.rollout.get(w, c)).sum::<i64>() as f64
    };
    let drift = mean(&|r| enrolled(&r.baseline, last)) * 52.0 / last as f64;
    let _ = writeln!(text, "cross-checks, not fitted:");
    let _ = writeln!(
        text,
        "  baseline adoption a year: {:.1} points (evidence DF010, DF011: 2 to 8)",
        100.0 * drift
    );
    let share = mean(&|r| {
        r.rollout.get(last, column::PASSKEY_SIGN_INS) as f64
            / r.rollout.get(last, column::SIGN_INS) as f64
    });
    let held = mean(&|r| enrolled(&r.rollout, last));
    let _ = writeln!(
        text,
        "  sign-in share over enrolled share in the last week: {:.2} (US008, US015: .33 to .72)",
        share / held
    );
    let by_ordinal: Vec<String> = (0..6)
        .map(|o| {
            format!(
                "{:.3}",
                mean(&|r| sum(r, column::PROMPT_ATTEMPTS.plus(o))
                    / sum(r, column::PROMPTS.plus(o)).max(1.0))
            )
        })
        .collect();
    let _ = writeln!(
        text,
        "  attempts per prompt by ordinal: {} (PR015: falling)",
        by_ordinal.join(" ")
    );
}

/// The prior predictive of the good plan, unconditioned and then weighted by the
/// soft adoption constraint; chance alone beside it.
pub fn predictive(runner: &Runner, good: &Scenario, size: Size) -> String {
    let found = records(runner, good, size, None, 2);
    let chance = records(
        runner,
        good,
        Size { draws: 64, ..size },
        Some(&Parameters::defaults(&[])),
        1,
    );
    let mut text = format!(
        "{} draws of 2 replications, seed {}\n",
        size.draws, size.seed
    );
    let weights: Vec<f64> = found.chunks(2).flat_map(|pair| [weight(pair); 2]).collect();
    let ess = effective_sample_size(&weights).unwrap_or(0.0) / 2.0;
    let _ = writeln!(
        text,
        "effective sample size of the conditioned predictive: {ess:.0} draws"
    );
    for week in [10, 16, 24, 52] {
        let values: Vec<f64> = found.iter().map(|r| enrolled(&r.rollout, week)).collect();
        let at = |p| 100.0 * weighted_quantile(&values, &weights, p).unwrap_or(f64::NAN);
        let _ = writeln!(
            text,
            "week {week}: unconditioned {}; conditioned p05 {:.1} median {:.1} p95 {:.1} %",
            percent(&values),
            at(0.05),
            at(0.5),
            at(0.95)
        );
        if week == 24 {
            let own: Vec<f64> = chance.iter().map(|r| enrolled(&r.rollout, week)).collect();
            let ordered = sorted(&own);
            let half = |lo: Option<f64>, hi: Option<f64>| {
                50.0 * (hi.unwrap_or(f64::NAN) - lo.unwrap_or(f64::NAN))
            };
            let of_chance = half(
                quantile_sorted(&ordered, 0.05),
                quantile_sorted(&ordered, 0.95),
            );
            let conditioned = (at(0.95) - at(0.05)) / 2.0;
            let _ = writeln!(
                text,
                "  90 % half-widths: conditioned {conditioned:.2} points, chance alone {of_chance:.2}, ratio {:.1}",
                conditioned / of_chance
            );
        }
    }
    let (past, fresh) = found.split_at(found.len() / 2);
    for week in [10, 16, 24, 52] {
        let band = sorted(
            &past
                .iter()
                .map(|r| enrolled(&r.rollout, week))
                .collect::<Vec<_>>(),
        );
        let end = |p| quantile_sorted(&band, p).unwrap_or(f64::NAN);
        let seen: Vec<f64> = fresh.iter().map(|r| enrolled(&r.rollout, week)).collect();
        let inside = share(&seen, 2, |v| (end(0.05)..=end(0.95)).contains(&v));
        let _ = writeln!(
            text,
            "week {week}: fresh draws inside the other half's 90 % band: {inside}"
        );
    }
    for week in [24, 52] {
        let values: Vec<f64> = found.iter().map(|r| change(r, week)).collect();
        let _ = writeln!(
            text,
            "minutes to week {week} against B: {}; P(<= 0) = {}",
            percent(&values),
            share(&values, 2, |v| v <= 0.0)
        );
        let _ = writeln!(
            text,
            "  P(|change| <= 5 % of B) = {}",
            share(&values, 2, |v| v.abs() <= 0.05)
        );
    }
    let weekly: f64 = found
        .iter()
        .map(|r| minutes(&r.baseline, 1, 24))
        .sum::<f64>()
        / found.len() as f64
        / 24.0;
    let _ = writeln!(
        text,
        "5 % of the baseline's minutes is {:.0} minutes a week",
        0.05 * weekly
    );
    text
}

/// Density of the adoption constraint at a draw's mean path, up to a constant.
fn weight(replications: &[Record]) -> f64 {
    let (sd, correlation): (f64, f64) = (0.35, 0.85);
    let residuals = BANDS.map(|(week, centre)| {
        let mean = replications
            .iter()
            .map(|r| enrolled(&r.rollout, week))
            .sum::<f64>()
            / replications.len() as f64;
        (math::logit(mean.clamp(0.001, 0.999)) - math::logit(centre)) / sd
    });
    let sum: f64 = residuals.iter().sum();
    let squares: f64 = residuals.iter().map(|r| r * r).sum();
    math::exp(
        -0.5 * (squares - correlation / (1.0 + 2.0 * correlation) * sum * sum)
            / (1.0 - correlation),
    )
}
