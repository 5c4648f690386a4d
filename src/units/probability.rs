//! Probabilities and shares.

use std::fmt;

use serde::Serialize;

use super::number;

/// A probability or a share `[1]`, from 0 to 1 inclusive.
///
/// Reads `"35%"`, `"35 %"` and `"0.35"`; prints `35 %`.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize)]
pub struct Probability(f64);

/// Why a number or a text is no probability.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ProbabilityError {
    /// Below 0, above 1, or not a number at all (NaN).
    #[error("a probability must be from 0 to 1, not {value}{}", per_cent(*.value))]
    OutOfRange {
        /// The refused value `[1]`.
        value: f64,
    },
    /// The text is neither a decimal number nor a percentage.
    #[error("expected a probability such as \"35%\" or \"0.35\", not {text:?}")]
    Malformed {
        /// The text as given.
        text: String,
    },
}

/// What to write for a number that was meant in per cent.
fn per_cent(value: f64) -> String {
    if value > 1.0 && value <= 100.0 {
        format!(" (write {value}% for per cent)")
    } else {
        String::new()
    }
}

impl Probability {
    /// The impossible.
    pub const ZERO: Probability = Probability(0.0);
    /// The certain.
    pub const ONE: Probability = Probability(1.0);

    /// A probability of `value` `[1]`.
    ///
    /// # Errors
    /// [`ProbabilityError::OutOfRange`] unless 0 <= `value` <= 1.
    pub fn new(value: f64) -> Result<Probability, ProbabilityError> {
        // Adding zero turns -0.0 into 0.0, so that equal values have equal bits.
        if (0.0..=1.0).contains(&value) {
            Ok(Probability(value + 0.0))
        } else {
            Err(ProbabilityError::OutOfRange { value })
        }
    }

    /// Reads `"35%"`, `"35 %"` or `"0.35"`.
    ///
    /// # Errors
    /// [`ProbabilityError::Malformed`] when there is no number,
    /// [`ProbabilityError::OutOfRange`] when it is outside 0 to 1 (0 % to 100 %).
    pub fn parse(text: &str) -> Result<Probability, ProbabilityError> {
        let malformed = || ProbabilityError::Malformed {
            text: text.to_owned(),
        };
        let trimmed = text.trim();
        let value = match trimmed.strip_suffix('%') {
            Some(percent) => number(percent.trim_end()).ok_or_else(malformed)? / 100.0,
            None => number(trimmed).ok_or_else(malformed)?,
        };
        Probability::new(value)
    }

    /// The value `[1]`, from 0 to 1.
    pub const fn get(self) -> f64 {
        self.0
    }

    /// The probability of the opposite.
    #[must_use]
    pub fn complement(self) -> Probability {
        Probability(1.0 - self.0)
    }
}

impl fmt::Display for Probability {
    /// In per cent with at most ten decimals, none of them a trailing zero.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = format!("{:.10}", self.0 * 100.0);
        write!(
            f,
            "{} %",
            digits.trim_end_matches('0').trim_end_matches('.')
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_and_prints() {
        let cases = [
            ("35%", 0.35, "35 %"),
            ("35 %", 0.35, "35 %"),
            (" 0.35 ", 0.35, "35 %"),
            ("0.07", 0.07, "7 %"),
            ("100%", 1.0, "100 %"),
            ("0", 0.0, "0 %"),
            ("-0", 0.0, "0 %"),
            ("0.125%", 0.00125, "0.125 %"),
        ];
        for (text, value, shown) in cases {
            let read = Probability::parse(text).unwrap();
            assert_eq!(read.get(), value, "{text}");
            assert_eq!(read.to_string(), shown, "{text}");
        }
    }

    #[test]
    fn refuses_and_says_why() {
        let check = |text: &str, message: &str| {
            assert_eq!(Probability::parse(text).unwrap_err().to_string(), message);
        };
        check(
            "35",
            "a probability must be from 0 to 1, not 35 (write 35% for per cent)",
        );
        check("-0.1", "a probability must be from 0 to 1, not -0.1");
        check(
            "",
            "expected a probability such as \"35%\" or \"0.35\", not \"\"",
        );
        check(
            "nan",
            "expected a probability such as \"35%\" or \"0.35\", not \"nan\"",
        );
        assert!(Probability::new(f64::NAN).is_err());
        assert!(Probability::new(f64::INFINITY).is_err());
    }

    #[test]
    fn complement_and_constants() {
        assert_eq!(Probability::ZERO.complement(), Probability::ONE);
        assert_eq!(
            serde_json::to_string(&Probability::parse("35%").unwrap()).unwrap(),
            "0.35"
        );
    }

    proptest! {
        #[test]
        fn what_is_printed_can_be_read(value in 0.0f64..=1.0) {
            let shown = Probability::new(value).unwrap().to_string();
            let read = Probability::parse(&shown).unwrap().get();
            prop_assert!((read - value).abs() < 1e-12);
        }
    }
}
