//! `P(OUTPUT > VALUE) <= SHARE`: how often something may happen.

use super::search::Score;
use crate::statistics::{quantile_sorted, sorted};

/// A limit on the probability of an event in one unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Constraint {
    /// As it was typed.
    pub text: String,
    /// The output that it is about, as typed.
    pub output: String,
    /// Whether large values are bad.
    pub above: bool,
    /// Whether the threshold itself is bad.
    pub inclusive: bool,
    /// The threshold, in the output's unit.
    pub threshold: f64,
    /// Most probability of the bad event [0..1].
    pub at_most: f64,
}

/// What is expected.
const EXPECTED: &str = "expected P(OUTPUT > VALUE) <= SHARE or P(OUTPUT < VALUE) >= SHARE and the \
                        like, such as \"P(desk.backlog.max > 200) <= 5%\"";

impl Constraint {
    /// Reads a constraint; whether the output exists is for the scenario to say.
    ///
    /// # Errors
    /// What is expected, in words.
    pub fn parse(text: &str) -> Result<Self, String> {
        Self::read(text).ok_or_else(|| EXPECTED.to_owned())
    }

    fn read(text: &str) -> Option<Self> {
        let inside = text.trim().strip_prefix(['P', 'p'])?.trim_start();
        let (event, bound) = inside.strip_prefix('(')?.rsplit_once(')')?;
        let (output, sign, threshold) = compared(event)?;
        let (nothing, bound_sign, share) = compared(bound)?;
        let share_is_right = nothing.is_empty() && (0.0..=1.0).contains(&share);
        if output.is_empty() || !share_is_right {
            return None;
        }
        let (above, inclusive) = (sign.starts_with(['>', '≥']), sign != ">" && sign != "<");
        // A probability that must be large is one of the opposite that must be small.
        let turned = bound_sign.starts_with(['>', '≥']);
        Some(Self {
            text: text.trim().to_owned(),
            output: output.to_owned(),
            above: above != turned,
            inclusive: inclusive != turned,
            threshold,
            at_most: if turned { 1.0 - share } else { share },
        })
    }

    /// Whether the bad event happens; what is undefined counts as bad.
    pub fn broken(&self, value: Option<f64>) -> bool {
        let Some(value) = value else { return true };
        match (self.above, self.inclusive) {
            (true, false) => value > self.threshold,
            (true, true) => value >= self.threshold,
            (false, false) => value < self.threshold,
            (false, true) => value <= self.threshold,
        }
    }

    /// Whether it is kept by the share of these units, and how far the quantile that
    /// it is about lies beyond the threshold.
    pub fn score(&self, values: &[Option<f64>], objective: f64) -> Score {
        let broken = values.iter().filter(|value| self.broken(**value)).count();
        let sign = if self.above { 1.0 } else { -1.0 };
        let beyond =
            |value: &Option<f64>| value.map_or(f64::MAX, |value| sign * (value - self.threshold));
        let beyond: Vec<f64> = values.iter().map(beyond).collect();
        let load = quantile_sorted(&sorted(&beyond), 1.0 - self.at_most);
        Score {
            objective,
            load: load.unwrap_or(0.0),
            // A share that is a bound itself is kept, whatever the last bit says.
            feasible: broken as f64 <= self.at_most * values.len() as f64 * (1.0 + 1e-12),
        }
    }
}

/// Splits at the first comparison: what stands before, the sign, the number after.
fn compared(text: &str) -> Option<(&str, &str, f64)> {
    let start = text.find(['<', '>', '≤', '≥'])?;
    let rest = &text[start..];
    let sign = ["<=", ">=", "≤", "≥", "<", ">"]
        .into_iter()
        .find(|sign| rest.starts_with(sign))?;
    let number = rest[sign.len()..].trim();
    let digits: String = number.chars().filter(|c| !"$,_".contains(*c)).collect();
    let (digits, scale) = match digits.strip_suffix('%') {
        Some(digits) => (digits.trim(), 100.0),
        None => (digits.as_str(), 1.0),
    };
    let value: f64 = digits.parse().ok()?;
    value
        .is_finite()
        .then_some((text[..start].trim(), sign, value / scale))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_have_a_side_and_a_bound() {
        let one = Constraint::parse("P(desk.backlog.max > 200) <= 5%").unwrap();
        assert_eq!(
            (one.output.as_str(), one.threshold),
            ("desk.backlog.max", 200.0)
        );
        assert_eq!((one.above, one.inclusive, one.at_most), (true, false, 0.05));
        let broken = [199.0, 200.0, 201.0].map(|value| one.broken(Some(value)));
        assert_eq!(broken, [false, false, true]);
        assert!(one.broken(None));
        // The same, said of the opposite.
        let other = Constraint::parse("p( desk.backlog.max <= 200 ) >= 95%").unwrap();
        assert_eq!((other.above, other.inclusive), (true, false));
        assert!((other.at_most - 0.05).abs() < 1e-12);
        let low = Constraint::parse("P(adoption.enrolled.headcount@24 < 60%) ≤ 0.2").unwrap();
        assert_eq!((low.above, low.threshold, low.at_most), (false, 0.6, 0.2));
        for wrong in [
            "desk.backlog.max > 200",
            "P(desk.backlog.max) <= 5%",
            "P(desk.backlog.max > 200)",
            "P(> 200) <= 5%",
            "P(desk.backlog.max > many) <= 5%",
            "P(desk.backlog.max > 200) <= 105%",
            "P(desk.backlog.max > 200 <= 5%",
            "",
        ] {
            assert!(Constraint::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn scores_count_units_and_measure_the_distance() {
        let limit = Constraint::parse("P(desk.backlog.max > 10) <= 25%").unwrap();
        let score = |values: [f64; 4]| limit.score(&values.map(Some), 7.0);
        let kept = score([1.0, 2.0, 3.0, 40.0]);
        assert_eq!((kept.feasible, kept.objective), (true, 7.0));
        let broken = score([1.0, 12.0, 14.0, 40.0]);
        assert!(!broken.feasible && broken.load > kept.load && broken.load > 0.0);
    }
}
