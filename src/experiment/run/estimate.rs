//! The distribution of one number over simulations.

use super::Results;
use crate::answer::{ChanceShare, Estimate, Numbers};
use crate::observation::{Arm, Output};
use crate::statistics::{Summary, Support, nested_anova};

/// Units of what is counted one by one.
const COUNTED: [&str; 11] = [
    "agents",
    "cases",
    "ceremonies",
    "codes",
    "contacts",
    "enrolments",
    "messages",
    "people",
    "prompts",
    "sign-ins",
    "tickets",
];

/// What a number of one arm can be: money can be earned, and everything else is counted or
/// measured from 0.
pub(super) fn support(unit: &str) -> Support {
    match unit {
        "$" => Support::Signed,
        _ if COUNTED.contains(&unit) => Support::Counts,
        _ => Support::Amounts,
    }
}

/// What an output can be: a difference between the arms can have either sign.
pub(in crate::experiment) fn support_of(output: &Output) -> Support {
    match output.arm {
        Arm::Difference => Support::Signed,
        Arm::Rollout | Arm::Baseline => support(output.unit()),
    }
}

impl Numbers {
    /// Of values in simulation order, `per_draw` of each draw, which can be as `support` says.
    pub fn of(values: &[Option<f64>], per_draw: usize, support: Support) -> Self {
        let Some(summary) = Summary::of_draws(values, per_draw, support) else {
            return Self::default();
        };
        let anova = nested_anova(&complete(values, per_draw), per_draw, 0.0);
        Self {
            n: summary.n,
            mean: Some(summary.mean),
            mean_lo: summary.mean_lo,
            mean_hi: summary.mean_hi,
            p05: Some(summary.p05),
            p25: Some(summary.p25),
            p50: Some(summary.p50),
            p75: Some(summary.p75),
            p95: Some(summary.p95),
            chance_share: anova.and_then(|anova| anova.chance_share),
        }
    }
}

impl Estimate {
    /// Of an output of a plan.
    pub(super) fn of_output(output: &Output, results: &Results<'_>) -> Self {
        let values = results.output(output);
        Self {
            unit: output.unit().to_owned(),
            of: output.metric.denominator_of(output.population).to_owned(),
            numbers: Numbers::of(&values, results.per_draw(), support_of(output)),
        }
    }

    /// Of values in simulation order.
    pub fn of(
        values: &[Option<f64>],
        results: &Results<'_>,
        unit: impl Into<String>,
        of: impl Into<String>,
    ) -> Self {
        let unit = unit.into();
        let numbers = Numbers::of(values, results.per_draw(), support(&unit));
        Self {
            unit,
            of: of.into(),
            numbers,
        }
    }
}

impl ChanceShare {
    /// `None` where chance is all that varies, or nothing does.
    pub fn of(values: &[Option<f64>], results: &Results<'_>, output: String) -> Option<Self> {
        let per_draw = results.per_draw();
        let anova = nested_anova(&complete(values, per_draw), per_draw, 0.95)?;
        Some(Self {
            output,
            of: "variance over simulations".to_owned(),
            share: anova.chance_share?,
            lo: anova.chance_share_interval.map(|interval| interval.lo),
            hi: anova.chance_share_interval.map(|interval| interval.hi),
        })
    }
}

/// The draws whose values are all defined; none where nothing varies, as the
/// rounding of a mean would pass for a variance of the parameters.
fn complete(values: &[Option<f64>], per_draw: usize) -> Vec<f64> {
    if per_draw < 2 {
        return Vec::new();
    }
    let draws = values.chunks_exact(per_draw);
    let whole = draws.filter(|draw| draw.iter().all(Option::is_some));
    let values: Vec<f64> = whole.flatten().copied().flatten().collect();
    if values.iter().all(|value| *value == values[0]) {
        return Vec::new();
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_take_the_draw_as_their_unit() {
        let values = [1.0, 3.0, 5.0, 7.0, 9.0, 11.0].map(Some);
        let nested = Numbers::of(&values, 2, Support::Signed);
        // Draw means 2, 6, 10: standard deviation 4, t(2) = 4.302653.
        let half = 4.302_652_73 * 4.0 / 3.0_f64.sqrt();
        assert!((nested.mean_hi.unwrap() - 6.0 - half).abs() < 1e-6);
        // MSB = 32, MSW = 2: (32 - 2) / 2 = 15 of 17 is the parameters'.
        assert!((nested.chance_share.unwrap() - 2.0 / 17.0).abs() < 1e-12);
        assert_eq!((nested.n, nested.p50), (6, Some(6.0)));
        assert_eq!(Numbers::of(&values, 1, Support::Signed).chance_share, None);
    }

    #[test]
    fn undefined_values_count_for_nothing() {
        let values = [Some(1.0), Some(3.0), None, Some(7.0), Some(9.0), Some(11.0)];
        let nested = Numbers::of(&values, 2, Support::Signed);
        assert_eq!((nested.n, nested.mean), (5, Some(6.2)));
        // Draw means 2 and 10 remain: MSB = 64, MSW = 2.
        assert!((nested.chance_share.unwrap() - 2.0 / 33.0).abs() < 1e-12);
        assert_eq!(
            Numbers::of(&[None, None], 2, Support::Signed),
            Numbers::default()
        );
        assert_eq!(Numbers::of(&[], 2, Support::Signed), Numbers::default());
        // The mean of seven times 0.1 is not 0.1.
        assert_eq!(
            Numbers::of(&[Some(0.1); 14], 2, Support::Signed).chance_share,
            None
        );
    }
}
