//! Money in US dollars: prices as doubles, sums as whole cents.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub};

use serde::Serialize;

use super::grouped;
use super::number;

/// A price or a wage `[$]`, never negative.
///
/// May be a fraction of a cent (an e-mail costs $0.001). Sums over people and
/// weeks belong in [`Cents`], whose addition is exact in any order.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize)]
pub struct Usd(f64);

/// An amount in whole cents `[$0.01]`; negative when saved or owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
pub struct Cents(pub i64);

/// Why a number or a text is no price.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum MoneyError {
    /// Negative, infinite or NaN.
    #[error("a price must be at least $0, not {value}")]
    OutOfRange {
        /// The refused value `[$]`.
        value: f64,
    },
    /// The text is no amount of dollars.
    #[error("expected a price such as \"$12.50\", not {text:?}")]
    Malformed {
        /// The text as given.
        text: String,
    },
}

impl Usd {
    /// Nothing to pay.
    pub const ZERO: Usd = Usd(0.0);

    /// A price of `dollars` `[$]`.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`] unless finite and at least 0.
    pub fn new(dollars: f64) -> Result<Usd, MoneyError> {
        if dollars.is_finite() && dollars >= 0.0 {
            Ok(Usd(dollars + 0.0))
        } else {
            Err(MoneyError::OutOfRange { value: dollars })
        }
    }

    /// Reads `"$1,234.50"`, `"1234.5"` or `"0.03"`: a decimal point, and commas
    /// only between groups of three digits, so `"1,50"` is refused, not read as 150.
    ///
    /// # Errors
    /// [`MoneyError::Malformed`] or [`MoneyError::OutOfRange`].
    pub fn parse(text: &str) -> Result<Usd, MoneyError> {
        let malformed = || MoneyError::Malformed {
            text: text.to_owned(),
        };
        let trimmed = text.trim();
        let amount = trimmed.strip_prefix('$').unwrap_or(trimmed).trim_start();
        let plain = ungroup(amount).ok_or_else(malformed)?;
        Usd::new(number(&plain).ok_or_else(malformed)?)
    }

    /// The price `[$]`.
    pub const fn get(self) -> f64 {
        self.0
    }

    /// The nearest whole amount of cents, halves away from zero.
    pub fn to_cents(self) -> Cents {
        Cents::from_dollars(self.0)
    }
}

impl Cents {
    /// No money.
    pub const ZERO: Cents = Cents(0);

    /// The nearest whole cents to `dollars` `[$]`, halves away from zero; amounts
    /// beyond the range stop at its ends, NaN is 0.
    pub fn from_dollars(dollars: f64) -> Cents {
        Cents((dollars * 100.0).round() as i64)
    }

    /// The amount `[$]`, rounded to a double above some $90 trillion.
    pub fn dollars(self) -> f64 {
        self.0 as f64 / 100.0
    }
}

impl Add for Cents {
    type Output = Cents;

    /// # Panics
    /// Beyond some $92 quadrillion, rather than give a wrong sum.
    fn add(self, other: Cents) -> Cents {
        Cents(
            self.0
                .checked_add(other.0)
                .expect("a sum of money is below 2^63 cents"),
        )
    }
}

impl Sub for Cents {
    type Output = Cents;

    /// # Panics
    /// As addition.
    fn sub(self, other: Cents) -> Cents {
        Cents(
            self.0
                .checked_sub(other.0)
                .expect("a sum of money is below 2^63 cents"),
        )
    }
}

impl Neg for Cents {
    type Output = Cents;

    fn neg(self) -> Cents {
        Cents::ZERO - self
    }
}

impl AddAssign for Cents {
    fn add_assign(&mut self, other: Cents) {
        *self = *self + other;
    }
}

impl Sum for Cents {
    fn sum<I: Iterator<Item = Cents>>(amounts: I) -> Cents {
        amounts.fold(Cents::ZERO, Add::add)
    }
}

impl fmt::Display for Usd {
    /// Two decimals, or as many as a price below the cent needs: `$0.001`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.to_string();
        let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
        write!(f, "${}.{fraction:0<2}", grouped::digits(whole))
    }
}

impl fmt::Display for Cents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let size = self.0.unsigned_abs();
        write!(
            f,
            "{sign}${}.{:02}",
            grouped::digits(&(size / 100).to_string()),
            size % 100
        )
    }
}

/// Takes the commas out of `1,234,567.5`; `None` where they do not group by three.
fn ungroup(amount: &str) -> Option<String> {
    let whole = amount.split('.').next().unwrap_or(amount);
    let well_grouped = whole.split(',').enumerate().all(|(i, group)| {
        if i == 0 {
            (1..=3).contains(&group.len())
        } else {
            group.len() == 3
        }
    });
    let commas = amount.contains(',');
    if commas && (!well_grouped || amount[whole.len()..].contains(',')) {
        return None;
    }
    Some(amount.replace(',', ""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn prices_read_and_print() {
        let cases = [
            ("$1,234.50", 1234.5, "$1,234.50"),
            ("1234.5", 1234.5, "$1,234.50"),
            ("0", 0.0, "$0.00"),
            ("$0.001", 0.001, "$0.001"),
            (" $ 1,234,567 ", 1_234_567.0, "$1,234,567.00"),
        ];
        for (text, value, shown) in cases {
            let price = Usd::parse(text).unwrap();
            assert_eq!(price.get(), value, "{text}");
            assert_eq!(price.to_string(), shown, "{text}");
        }
    }

    #[test]
    fn prices_refused() {
        for text in [
            "", "$", "1,50", ",500", "1234,567", "1.5,000", "12 EUR", "$-3",
        ] {
            assert!(Usd::parse(text).is_err(), "{text:?}");
        }
        assert_eq!(
            Usd::parse("-3").unwrap_err().to_string(),
            "a price must be at least $0, not -3"
        );
        assert!(Usd::new(f64::NAN).is_err());
    }

    #[test]
    fn cents_print_and_add() {
        let shown = |cents: i64| Cents(cents).to_string();
        assert_eq!(shown(123_450), "$1,234.50");
        assert_eq!(shown(-320), "-$3.20");
        assert_eq!(shown(-5), "-$0.05");
        assert_eq!(shown(i64::MIN), "-$92,233,720,368,547,758.08");
        assert_eq!([Cents(5), Cents(-7)].into_iter().sum::<Cents>(), -Cents(2));
        assert_eq!(Usd::parse("0.125").unwrap().to_cents(), Cents(13));
        assert_eq!(Cents(-320).dollars(), -3.2);
    }

    proptest! {
        #[test]
        fn cents_survive_dollars(cents in -1_000_000_000_000i64..1_000_000_000_000) {
            prop_assert_eq!(Cents::from_dollars(Cents(cents).dollars()), Cents(cents));
        }

        #[test]
        fn a_printed_price_reads_back(dollars in 0.0f64..1e12) {
            let price = Usd::new(dollars).unwrap();
            prop_assert_eq!(Usd::parse(&price.to_string()).unwrap(), price);
        }
    }
}
