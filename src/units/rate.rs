//! Rates of events.

use std::fmt;

use serde::Serialize;

use super::{leading_number, number};

/// A rate of events `[1/yr]`, finite and never negative.
///
/// Reads `"2 per month"`, `"0.5 per year"`, `"1/week"`, `"3 a day"`; prints
/// `24 per year`. A year has 365 civil days, 12 months and 365/7 weeks: the same
/// year that turns a rate into a daily one.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize)]
pub struct PerYear(f64);

/// Why a number or a text is no rate.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum RateError {
    /// Negative, infinite or NaN.
    #[error("a rate must be at least 0 per year, not {value}")]
    OutOfRange {
        /// The refused value `[1/yr]`.
        value: f64,
    },
    /// No number, or no period after it.
    #[error("expected a rate such as \"2 per month\", not {text:?}")]
    Malformed {
        /// The text as given.
        text: String,
    },
    /// The period is not day, week, month, quarter or year.
    #[error("expected per day, week, month, quarter or year, not {period:?}")]
    UnknownPeriod {
        /// The period as given.
        period: String,
    },
}

impl PerYear {
    /// Never.
    pub const ZERO: PerYear = PerYear(0.0);
    /// Civil days `[d]` in a year.
    pub const DAYS: f64 = 365.0;
    /// Working days `[d]` in a person-year, for events that happen at work only.
    pub const WORKING_DAYS: f64 = 260.0;

    /// A rate of `value` events a year `[1/yr]`.
    ///
    /// # Errors
    /// [`RateError::OutOfRange`] unless finite and at least 0.
    pub fn new(value: f64) -> Result<PerYear, RateError> {
        if value.is_finite() && value >= 0.0 {
            Ok(PerYear(value + 0.0))
        } else {
            Err(RateError::OutOfRange { value })
        }
    }

    /// Reads a number, then `per`, `a`, `an`, `each`, `every` or `/`, then a
    /// period: day, week, month, quarter or year. A number alone is refused, for
    /// a rate without its period is a mistake waiting.
    ///
    /// # Errors
    /// Any [`RateError`].
    pub fn parse(text: &str) -> Result<PerYear, RateError> {
        let malformed = || RateError::Malformed {
            text: text.to_owned(),
        };
        let (head, tail) = leading_number(text);
        let value = number(head).ok_or_else(malformed)?;
        let period = match tail.strip_prefix('/') {
            Some(period) => period.trim(),
            None => match tail.split_once(char::is_whitespace).ok_or_else(malformed)? {
                ("per" | "a" | "an" | "each" | "every", period) => period.trim(),
                _ => return Err(malformed()),
            },
        };
        let per_year = match period {
            "day" => PerYear::DAYS,
            "week" => PerYear::DAYS / 7.0,
            "month" => 12.0,
            "quarter" => 4.0,
            "year" => 1.0,
            _ => {
                return Err(RateError::UnknownPeriod {
                    period: period.to_owned(),
                });
            }
        };
        PerYear::new(value * per_year)
    }

    /// The rate `[1/yr]`.
    pub const fn get(self) -> f64 {
        self.0
    }

    /// The rate per civil day `[1/d]`, a 365th.
    pub fn per_day(self) -> f64 {
        self.0 / PerYear::DAYS
    }

    /// The rate per working day `[1/d]`, a 260th.
    pub fn per_working_day(self) -> f64 {
        self.0 / PerYear::WORKING_DAYS
    }
}

impl fmt::Display for PerYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} per year", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_every_period() {
        let cases = [
            ("2 per month", 24.0),
            ("0.5 per year", 0.5),
            ("1 per week", 365.0 / 7.0),
            ("3 per day", 1095.0),
            ("1 per quarter", 4.0),
            ("2/month", 24.0),
            (" 2  a  month ", 24.0),
            ("0 per day", 0.0),
        ];
        for (text, value) in cases {
            assert_eq!(PerYear::parse(text).unwrap().get(), value, "{text}");
        }
    }

    #[test]
    fn refuses_and_says_why() {
        let check = |text: &str, message: &str| {
            assert_eq!(PerYear::parse(text).unwrap_err().to_string(), message);
        };
        check("2", "expected a rate such as \"2 per month\", not \"2\"");
        check(
            "2 months",
            "expected a rate such as \"2 per month\", not \"2 months\"",
        );
        check(
            "often",
            "expected a rate such as \"2 per month\", not \"often\"",
        );
        check(
            "2 per hour",
            "expected per day, week, month, quarter or year, not \"hour\"",
        );
        check("-1 per year", "a rate must be at least 0 per year, not -1");
        assert!(PerYear::new(f64::INFINITY).is_err());
    }

    #[test]
    fn converts_to_days() {
        assert_eq!(PerYear::new(365.0).unwrap().per_day(), 1.0);
        assert_eq!(PerYear::new(2.6).unwrap().per_working_day(), 0.01);
        assert_eq!(
            PerYear::parse("2 per month").unwrap().to_string(),
            "24 per year"
        );
    }

    proptest! {
        #[test]
        fn what_is_printed_can_be_read(value in 0.0f64..1e9) {
            let rate = PerYear::new(value).unwrap();
            prop_assert_eq!(PerYear::parse(&rate.to_string()).unwrap(), rate);
        }
    }
}
