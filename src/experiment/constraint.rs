//! What a plan must keep: a probability over simulations, or a median.

use crate::answer::{Limit, Sign};
use crate::units::amount::{self, Amount};

/// A limit to how often something bad may happen.
#[derive(Clone, Debug, PartialEq)]
pub struct Constraint {
    /// As typed, spaces put in order.
    pub text: String,
    /// The output, as typed.
    pub output: String,
    /// Sign of the event.
    pub sign: Sign,
    /// The event's threshold, in the unit of the output.
    pub threshold: f64,
    /// The threshold, as typed.
    pub typed: Amount,
    /// Whether the event is wanted: its probability has a lower limit.
    pub wanted: bool,
    /// Limit of the event's probability [0..1].
    pub probability: f64,
    /// Whether it was typed as a limit of the median over simulations, which is kept where at
    /// least half of the simulations are on its side.
    pub median: bool,
}

const EXPECTED: &str = "expected \"P(OUTPUT > VALUE) <= 5%\", or \"OUTPUT >= VALUE\" for the \
                        median over simulations";

/// Reads `P(OUTPUT > VALUE) <= 5%` or `OUTPUT >= VALUE`.
fn parse(text: &str) -> Result<Constraint, String> {
    let text = text.trim();
    let chance = text.strip_prefix("P(").or_else(|| text.strip_prefix("p("));
    let Some(rest) = chance else {
        let (output, sign, typed) = comparison(text)?;
        if matches!(sign, Sign::Above | Sign::Below) {
            return Err(format!("of a median, say >= or <=; {EXPECTED}"));
        }
        return Ok(Constraint {
            text: text.to_owned(),
            output,
            sign,
            threshold: typed.value,
            typed,
            wanted: true,
            probability: 0.5,
            median: true,
        });
    };
    let close = rest.rfind(')').ok_or(EXPECTED)?;
    let (output, sign, typed) = comparison(&rest[..close])?;
    let limit = rest[close + 1..].trim();
    let (wanted, limit) = match (limit.strip_prefix("<="), limit.strip_prefix(">=")) {
        (Some(limit), _) => (false, limit),
        (_, Some(limit)) => (true, limit),
        _ => return Err(EXPECTED.to_owned()),
    };
    let probability = amount::parse(limit).map(|amount| amount.value);
    let probability = probability
        .filter(|p| (0.0..=1.0).contains(p))
        .ok_or_else(|| format!("{:?} is no probability such as 5% or 0.05", limit.trim()))?;
    Ok(Constraint {
        text: text.to_owned(),
        output,
        sign,
        threshold: typed.value,
        typed,
        wanted,
        probability,
        median: false,
    })
}

/// `OUTPUT > VALUE`.
fn comparison(text: &str) -> Result<(String, Sign, Amount), String> {
    let signs = [
        (">=", Sign::AtLeast),
        ("<=", Sign::AtMost),
        ("≥", Sign::AtLeast),
        ("≤", Sign::AtMost),
        (">", Sign::Above),
        ("<", Sign::Below),
    ];
    let found = signs
        .into_iter()
        .find_map(|(sign, meaning)| Some((text.split_once(sign)?, meaning)));
    let ((output, value), sign) = found.ok_or(EXPECTED)?;
    let amount = amount::parse(value).ok_or(EXPECTED)?;
    let output = output.trim();
    if output.is_empty() {
        return Err(EXPECTED.to_owned());
    }
    Ok((output.to_owned(), sign, amount))
}

impl Constraint {
    /// Reads `P(OUTPUT > VALUE) <= 5%` or `OUTPUT >= VALUE`; whether the output exists is
    /// for the scenario to say.
    ///
    /// # Errors
    /// What is wrong, in words.
    pub fn parse(text: &str) -> Result<Self, String> {
        parse(text)
    }

    /// As answers tell it.
    pub fn answer(&self) -> Limit {
        Limit {
            text: self.text.clone(),
            output: self.output.clone(),
            sign: self.sign,
            threshold: self.threshold,
            wanted: self.wanted,
            probability: self.probability,
            median: self.median,
        }
    }

    /// Whether the event happens in a simulation. What is undefined counts against the plan.
    pub fn happens(&self, value: Option<f64>) -> bool {
        let Some(value) = value else {
            return !self.wanted;
        };
        match self.sign {
            Sign::AtLeast => value >= self.threshold,
            Sign::AtMost => value <= self.threshold,
            Sign::Above => value > self.threshold,
            Sign::Below => value < self.threshold,
        }
    }

    /// Whether a simulation counts against the plan.
    pub fn is_bad(&self, value: Option<f64>) -> bool {
        self.happens(value) != self.wanted
    }

    /// How far a value lies on the side that counts against the plan, from the
    /// threshold [unit of the output]; what is undefined, as far as can be.
    pub fn beyond(&self, value: Option<f64>) -> f64 {
        let up = matches!(self.sign, Sign::AtLeast | Sign::Above);
        let sign = if up != self.wanted { 1.0 } else { -1.0 };
        value.map_or(f64::MAX, |value| sign * (value - self.threshold))
    }

    /// Largest share of simulations that may count against the plan [0..1].
    pub fn most_bad(&self) -> f64 {
        if self.wanted {
            1.0 - self.probability
        } else {
            self.probability
        }
    }

    /// The event's share where this share of simulations counts against the plan.
    pub fn share(&self, bad: f64) -> f64 {
        if self.wanted { 1.0 - bad } else { bad }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chances_and_medians() {
        let rare = parse("P(desk.backlog.max > 200) <= 5%").unwrap();
        assert_eq!(
            (rare.output.as_str(), rare.threshold),
            ("desk.backlog.max", 200.0)
        );
        assert_eq!((rare.most_bad(), rare.share(0.03)), (0.05, 0.03));
        assert_eq!(
            (rare.beyond(Some(203.0)), rare.beyond(None)),
            (3.0, f64::MAX)
        );
        assert!(rare.is_bad(Some(201.0)) && !rare.is_bad(Some(200.0)) && rare.is_bad(None));
        let often = parse("P(cost.net_cash.sum@24 <= $30,000) >= 0.9").unwrap();
        assert!((often.most_bad() - 0.1).abs() < 1e-12 && often.wanted);
        assert_eq!(often.beyond(Some(3.1e4)), 1e3);
        assert!(!often.is_bad(Some(3e4)) && often.is_bad(Some(3.1e4)) && often.is_bad(None));
        let median = parse("adoption.enrolled.headcount@24 >= 70%").unwrap();
        assert!(median.median && median.most_bad() == 0.5);
        assert!(median.is_bad(Some(0.69)) && !median.is_bad(Some(0.7)) && median.is_bad(None));
        assert_eq!(median.share(0.2), 0.8);
    }

    #[test]
    fn mistakes_are_said() {
        for (text, part) in [
            ("desk.backlog.max", "expected"),
            ("desk.backlog.max > 200", "of a median"),
            ("P(desk.backlog.max > 200)", "expected"),
            ("P(desk.backlog.max > 200) < 5%", "expected"),
            ("P(desk.backlog.max > 200) <= 5", "no probability"),
            ("P(desk.backlog.max > many) <= 5%", "expected"),
            ("P(> 3) <= 5%", "expected"),
            ("P(a > 3 <= 5%", "expected"),
        ] {
            let error = parse(text).unwrap_err();
            assert!(error.contains(part), "{text}: {error}");
        }
    }
}
