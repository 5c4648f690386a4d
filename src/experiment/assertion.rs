//! `--assert "OUTPUT >= VALUE"`: what must hold of the median over simulations.

use std::fmt;

use serde::Serialize;

use super::compare::by_point;
use super::error::{ExperimentError, Mistake};
use super::run::results::{Finished, Results};
use crate::observation::{Arm, Output, Segments};
use crate::scenario::{Comparison, Scenario};
use crate::statistics::{quantile_sorted, sorted};
use crate::units::amount::{self, Amount};

/// An output and its threshold.
#[derive(Clone, Debug, PartialEq)]
pub struct Assertion {
    /// The output, as typed.
    pub output: String,
    comparison: Comparison,
    /// The threshold in the output's unit.
    value: Amount,
    /// The threshold, as typed.
    typed: String,
}

/// An assertion about one plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Checked {
    /// The plan.
    pub plan: String,
    /// The output, canonical.
    pub output: String,
    /// At least or at most.
    pub comparison: Comparison,
    /// The threshold, in the output's unit.
    pub value: f64,
    /// The median over simulations; what is undefined counts as missing the threshold.
    pub median: Option<f64>,
    /// Whether it holds.
    pub holds: bool,
    #[serde(skip)]
    typed: String,
}

/// Reads an assertion; the output's name is checked once its scenario is known.
///
/// # Errors
/// What is wrong, in words.
pub fn parse(text: &str) -> Result<Assertion, String> {
    let signs = [
        (">=", Comparison::AtLeast),
        ("<=", Comparison::AtMost),
        ("≥", Comparison::AtLeast),
        ("≤", Comparison::AtMost),
    ];
    let found = signs
        .into_iter()
        .find_map(|(sign, comparison)| Some((text.split_once(sign)?, comparison)));
    let expected = "expected OUTPUT >= VALUE or OUTPUT <= VALUE, such as \
                    \"adoption.enrolled.headcount@24 >= 80%\"";
    let ((output, typed), comparison) = found.ok_or(expected)?;
    let (output, typed) = (output.trim(), typed.trim());
    match amount::parse(typed) {
        Some(amount) if !output.is_empty() => Ok(Assertion {
            output: output.to_owned(),
            comparison,
            value: amount,
            typed: typed.to_owned(),
        }),
        _ => Err(expected.to_owned()),
    }
}

/// Checks every assertion for every plan; `simulations` are those of all plans.
///
/// # Errors
/// If an output is none; callers have asked [`Assertion::suits`] before.
pub fn check(
    assertions: &[Assertion],
    scenarios: &[&Scenario],
    simulations: Vec<Finished>,
) -> Result<Vec<Checked>, ExperimentError> {
    let mut checked = Vec::new();
    let per_draw = scenarios[0].run.replications_per_draw;
    let plans = by_point(simulations, scenarios.len(), per_draw);
    for (scenario, simulations) in scenarios.iter().zip(&plans) {
        let results = Results::new(scenario, simulations);
        for assertion in assertions {
            let output = readable("--assert", &assertion.output, scenario)?;
            let worst = match assertion.comparison {
                Comparison::AtLeast => f64::NEG_INFINITY,
                Comparison::AtMost => f64::INFINITY,
            };
            let values = results.output(&output).into_iter();
            let values: Vec<f64> = values.map(|value| value.unwrap_or(worst)).collect();
            let median = quantile_sorted(&sorted(&values), 0.5).filter(|m| m.is_finite());
            checked.push(Checked {
                plan: scenario.name.clone(),
                output: output.to_string(),
                comparison: assertion.comparison,
                value: assertion.value.value,
                median,
                holds: median.is_some_and(|median| match assertion.comparison {
                    Comparison::AtLeast => median >= assertion.value.value,
                    Comparison::AtMost => median <= assertion.value.value,
                }),
                typed: assertion.typed.clone(),
            });
        }
    }
    Ok(checked)
}

/// An output that an option names and an amount that it is compared with, if the scenario
/// has the one and the other can be told from it.
///
/// # Errors
/// A mistake of usage.
pub fn comparable(
    option: &str,
    text: &str,
    amount: &Amount,
    scenario: &Scenario,
) -> Result<Output, Mistake> {
    let output = readable(option, text, scenario)?;
    let difference = output.arm == Arm::Difference;
    match amount.misfit(output.unit(), difference) {
        None => Ok(output),
        Some(misfit) => {
            let message = format!("{option}: {output} {}", misfit.what);
            Err(Mistake::new(message).expecting(misfit.expected))
        }
    }
}

/// An output that an option names, if the scenario has it within its horizon.
///
/// # Errors
/// A mistake of usage.
pub fn readable(option: &str, text: &str, scenario: &Scenario) -> Result<Output, Mistake> {
    let segments = Segments::new(scenario);
    let output = Output::parse(text, &segments).map_err(|error| {
        let message = format!("{option}: {text:?} is no output of {:?}", scenario.name);
        Mistake::new(message)
            .expecting(format!("expected {}", error.expected))
            .near(error.nearest)
    })?;
    let horizon = scenario.run.horizon;
    match output.week() {
        Some(week) if week > horizon => Err(Mistake::new(format!(
            "{option}: {text} is of week {week}, and {:?} ends with week {horizon}",
            scenario.name
        ))
        .expecting("an earlier week, or a longer run.horizon")),
        _ => Ok(output),
    }
}

impl Assertion {
    /// Whether a scenario has its output, and its threshold can be one.
    ///
    /// # Errors
    /// A mistake of usage.
    pub fn suits(&self, scenario: &Scenario) -> Result<(), Mistake> {
        comparable("--assert", &self.output, &self.value, scenario).map(|_| ())
    }
}

impl Checked {
    /// In words.
    pub fn text(&self) -> String {
        format!("{}: {self}", self.plan)
    }
}

impl fmt::Display for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = match self.comparison {
            Comparison::AtLeast => ">=",
            Comparison::AtMost => "<=",
        };
        let percent = self.typed.ends_with('%');
        let median = match self.median {
            Some(median) if percent => format!("{:.1}%", 100.0 * median),
            Some(median) => format!("{}", (median * 1000.0).round() / 1000.0),
            None => "undefined".to_owned(),
        };
        let verdict = if self.holds { "holds" } else { "does not hold" };
        write!(
            f,
            "{} {sign} {} {verdict}, the median over simulations is {median}",
            self.output, self.typed
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_are_numbers_per_cents_or_money() {
        for (text, value) in [
            ("a@1 >= 80%", 0.8),
            ("a@1>=0.8", 0.8),
            ("a@1 <= $1,500", 1500.0),
            ("a@1 ≤ -3", -3.0),
        ] {
            let assertion = parse(text).unwrap();
            assert_eq!(assertion.output, "a@1");
            assert_eq!(assertion.value.value, value);
        }
        for text in ["a@1", "a@1 > 3", ">= 3", "a@1 >= many", "a@1 >= NaN"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
