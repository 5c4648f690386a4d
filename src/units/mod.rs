//! Quantities with their units: dates, durations, money.
//!
//! Dates and cents are the types that the whole program computes with.
//! Durations and dollars are read from texts: what is none is refused, and the model
//! computes with the plain number, whose unit stands in the documentation of each field.
//! This module depends on nothing.

pub mod amount;
pub mod calendar;
mod duration;
mod grouped;
mod money;
mod population;
mod word;

pub use calendar::{Date, Weekday};
pub use duration::days;
pub use grouped::grouped;
pub use money::{Cents, MoneyError, Usd};
pub use population::Population;
pub use word::{Arm, Better, Comparison};

/// Reads a plain decimal number: digits, one point, a sign, an exponent.
///
/// Unlike `str::parse`, refuses `inf`, `nan` and whatever overflows to them.
fn number(text: &str) -> Option<f64> {
    let plain = |b: u8| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E');
    if !text.bytes().all(plain) {
        return None;
    }
    text.parse().ok().filter(|value: &f64| value.is_finite())
}

/// Splits `"2 weeks"` or `"90days"` into its leading number and the rest.
fn leading_number(text: &str) -> (&str, &str) {
    let text = text.trim();
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | '+')))
        .unwrap_or(text.len());
    let (head, tail) = text.split_at(end);
    (head, tail.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_finite_decimals() {
        assert_eq!(number("0.35"), Some(0.35));
        assert_eq!(number("-2e-3"), Some(-0.002));
        for bad in ["", "inf", "NaN", "1e999", "1_000", "1,5", "0x1", " 1"] {
            assert_eq!(number(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_number_is_split_from_its_unit() {
        assert_eq!(leading_number(" 2 weeks "), ("2", "weeks"));
        assert_eq!(leading_number("90days"), ("90", "days"));
        assert_eq!(leading_number("x"), ("", "x"));
    }

    #[test]
    fn errors_cross_threads() {
        fn check<E: std::error::Error + Send + Sync + 'static>() {}
        check::<MoneyError>();
    }
}
