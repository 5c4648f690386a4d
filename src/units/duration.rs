//! Durations in whole civil days.

use std::fmt;

use serde::Serialize;

use super::leading_number;

/// A duration in whole civil days `[d]`.
///
/// Reads `"90 days"`, `"2 weeks"`, `"3 months"`, `"1 year"` and a plain `"90"`,
/// which means days; prints `90 days`. As a duration has no start, a month is 30
/// days and a year 365; where a calendar month matters, write days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
pub struct Days(pub u32);

/// Why a text is no duration.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DurationError {
    /// No whole number in front.
    #[error("expected a whole number of days such as \"90 days\", not {text:?}")]
    Malformed {
        /// The text as given.
        text: String,
    },
    /// The unit is not days, weeks, months or years.
    #[error("expected days, weeks, months or years, not {unit:?}")]
    UnknownUnit {
        /// The unit as given.
        unit: String,
    },
    /// More days than fit, some 11 million years.
    #[error("{text:?} is too long")]
    TooLong {
        /// The text as given.
        text: String,
    },
}

impl Days {
    /// No time at all.
    pub const ZERO: Days = Days(0);

    /// Reads a whole number and a unit, singular or plural; no unit means days.
    ///
    /// # Errors
    /// Any [`DurationError`].
    pub fn parse(text: &str) -> Result<Days, DurationError> {
        let (head, unit) = leading_number(text);
        if head.is_empty() || !head.bytes().all(|b| b.is_ascii_digit()) {
            return Err(DurationError::Malformed {
                text: text.to_owned(),
            });
        }
        let length = match unit {
            "" | "d" | "day" | "days" => 1,
            "w" | "week" | "weeks" => 7,
            "month" | "months" => 30,
            "year" | "years" => 365,
            _ => {
                return Err(DurationError::UnknownUnit {
                    unit: unit.to_owned(),
                });
            }
        };
        // Only digits are left, so the number can fail by its size alone.
        head.parse()
            .ok()
            .and_then(|count: u32| count.checked_mul(length))
            .map(Days)
            .ok_or_else(|| DurationError::TooLong {
                text: text.to_owned(),
            })
    }

    /// The duration `[d]`.
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.0, if self.0 == 1 { "day" } else { "days" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_every_unit() {
        let cases = [
            ("90 days", 90),
            ("1 day", 1),
            ("2 weeks", 14),
            ("3 months", 90),
            ("1 year", 365),
            (" 90 ", 90),
            ("0", 0),
            ("14d", 14),
        ];
        for (text, days) in cases {
            assert_eq!(Days::parse(text), Ok(Days(days)), "{text}");
        }
    }

    #[test]
    fn refuses_and_says_why() {
        let check = |text: &str, message: &str| {
            assert_eq!(Days::parse(text).unwrap_err().to_string(), message);
        };
        let expected = "expected a whole number of days such as \"90 days\", not ";
        check("", &format!("{expected}\"\""));
        check("1.5 weeks", &format!("{expected}\"1.5 weeks\""));
        check("-3", &format!("{expected}\"-3\""));
        check(
            "3 hours",
            "expected days, weeks, months or years, not \"hours\"",
        );
        check("99999999999", "\"99999999999\" is too long");
        check("4294967295 weeks", "\"4294967295 weeks\" is too long");
    }

    proptest! {
        #[test]
        fn what_is_printed_can_be_read(days: u32) {
            prop_assert_eq!(Days::parse(&Days(days).to_string()), Ok(Days(days)));
        }
    }
}
