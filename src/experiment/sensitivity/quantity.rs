//! What a sensitivity study looks at: an output, one of its quantiles, or the
//! probability of a target.

use crate::observation::{Better, Output, Records, Segments, Statistic};
use crate::parameter::Parameters;
use crate::scenario::{Comparison, Scenario};
use std::fmt;

/// A number that each simulation has, and what is made of those of a point.
#[derive(Clone, Debug, PartialEq)]
pub enum Quantity {
    /// The mean of an output: `OUTPUT`.
    Mean(Output),
    /// A quantile of an output over replications: `P90(OUTPUT)`.
    Quantile(u8, Output),
    /// The probability that a target is met, or all together: `P(NAME)`, `P(all)`.
    Chance(String, Vec<Wanted>),
}

/// A target of the scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    output: Output,
    comparison: Comparison,
    value: f64,
}

/// Why a text is no quantity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoQuantity {
    /// What would be right.
    pub expected: String,
    /// The closest name that exists, if one is close.
    pub nearest: Option<String>,
}

impl Quantity {
    /// Reads a quantity of a scenario.
    ///
    /// # Errors
    /// What would be right in its place.
    pub fn parse(text: &str, scenario: &Scenario) -> Result<Self, NoQuantity> {
        let segments = Segments::new(scenario);
        let inner = text.strip_prefix('P').and_then(|rest| {
            let (digits, rest) = rest.split_once('(')?;
            Some((digits, rest.strip_suffix(')')?.trim()))
        });
        match inner {
            None => Ok(Self::Mean(output(text, &segments)?)),
            Some(("", name)) => chance(name, scenario, &segments),
            Some((digits, inner)) => match digits.parse() {
                Ok(percent @ 1..=99) => Ok(Self::Quantile(percent, output(inner, &segments)?)),
                _ => Err(NoQuantity {
                    expected: "a percentile from P1(OUTPUT) to P99(OUTPUT)".to_owned(),
                    nearest: None,
                }),
            },
        }
    }

    /// The number of one simulation: the output, or 1 where the target is met and 0 where
    /// it is not, which it is not where its output is undefined.
    pub fn evaluate(&self, records: &Records, params: &Parameters) -> Option<f64> {
        match self {
            Self::Mean(output) | Self::Quantile(_, output) => output.evaluate(records, params),
            Self::Chance(_, wanted) => {
                let met = wanted.iter().all(|one| {
                    let value = one.output.evaluate(records, params);
                    value.is_some_and(|value| match one.comparison {
                        Comparison::AtLeast => value >= one.value,
                        Comparison::AtMost => value <= one.value,
                    })
                });
                Some(f64::from(u8::from(met)))
            }
        }
    }

    /// Unit of the number.
    pub fn unit(&self) -> &'static str {
        match self {
            Self::Mean(output) | Self::Quantile(_, output) => output.unit(),
            Self::Chance(..) => "share",
        }
    }

    /// What a share divides by; empty where it divides by nothing.
    pub fn denominator(&self) -> &str {
        match self {
            Self::Mean(output) | Self::Quantile(_, output) => {
                output.metric.denominator_of(output.population)
            }
            Self::Chance(..) => "replications",
        }
    }

    /// Which way is good.
    pub fn better(&self) -> Better {
        match self {
            Self::Mean(output) | Self::Quantile(_, output) => {
                if output.statistic == Statistic::WeekOfMax {
                    Better::Neither
                } else {
                    crate::experiment::compare::better(output)
                }
            }
            Self::Chance(..) => Better::Higher,
        }
    }

    /// The last plan week that it looks at; none is the horizon.
    pub fn week(&self) -> Option<u16> {
        match self {
            Self::Mean(output) | Self::Quantile(_, output) => output.week(),
            Self::Chance(_, wanted) => {
                let weeks = wanted.iter().map(|one| one.output.week());
                weeks.collect::<Option<Vec<_>>>()?.into_iter().max()
            }
        }
    }
}

impl fmt::Display for Quantity {
    /// The canonical form, which reads back as the same quantity.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Mean(output) => output.fmt(f),
            Self::Quantile(percent, output) => write!(f, "P{percent}({output})"),
            Self::Chance(name, _) => write!(f, "P({name})"),
        }
    }
}

fn output(text: &str, segments: &Segments) -> Result<Output, NoQuantity> {
    Output::parse(text, segments).map_err(|error| NoQuantity {
        expected: format!("{}, or P(TARGET), or P90(OUTPUT)", error.expected),
        nearest: error.nearest,
    })
}

fn chance(name: &str, scenario: &Scenario, segments: &Segments) -> Result<Quantity, NoQuantity> {
    let targets = &scenario.targets;
    let named = targets.iter().filter(|target| target.name == name);
    let chosen: Vec<_> = match name {
        "all" => targets.iter().collect(),
        _ => named.collect(),
    };
    if chosen.is_empty() {
        let names: Vec<&str> = targets.iter().map(|target| target.name.as_str()).collect();
        let near = crate::scenario::problem::nearest(name, names.iter().copied().chain(["all"]));
        return Err(NoQuantity {
            expected: if names.is_empty() {
                "a scenario with [[target]] tables".to_owned()
            } else {
                format!("the name of a target: {} or all", names.join(", "))
            },
            nearest: near.map(|name| format!("P({name})")),
        });
    }
    let wanted = |target: &&crate::scenario::Target| {
        Ok(Wanted {
            output: output(&target.output, segments)?,
            comparison: target.comparison,
            value: target.value,
        })
    };
    let wanted = chosen.iter().map(wanted).collect::<Result<_, _>>()?;
    Ok(Quantity::Chance(name.to_owned(), wanted))
}
