//! Amounts as people type them beside outputs: `80%`, `$1,500`, `30`.

use std::fmt;

/// An amount.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount {
    /// In the unit of its output; per cents are shares.
    pub value: f64,
    /// The number that was typed.
    pub number: f64,
    /// Whether it was typed as per cents.
    pub percent: bool,
    /// Whether it was typed as dollars.
    pub dollars: bool,
}

/// Reads an amount; `None` if it is no finite number.
pub fn parse(text: &str) -> Option<Amount> {
    let dollars = text.contains('$');
    let digits: String = text.chars().filter(|c| !"$,_".contains(*c)).collect();
    let digits = digits.trim();
    let (digits, percent) = match digits.strip_suffix('%') {
        Some(digits) => (digits.trim(), true),
        None => (digits, false),
    };
    let number: f64 = digits.parse().ok()?;
    let value = if percent { number / 100.0 } else { number };
    value.is_finite().then_some(Amount {
        value,
        number,
        percent,
        dollars,
    })
}

/// Why an amount is no threshold of an output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// What the output is and the amount is not.
    pub what: String,
    /// What would be right.
    pub expected: String,
}

impl Amount {
    /// Why it is no threshold of an output of this unit, if it is none: it would be met
    /// always or never. `difference` is between the arms.
    pub fn misfit(&self, unit: &str, difference: bool) -> Option<Misfit> {
        let lowest = if difference { -1.0 } else { 0.0 };
        let plain = !self.percent && !self.dollars;
        let (fits, kind, expected) = match unit {
            "share" => (
                (lowest..=1.0).contains(&self.value) && !self.dollars,
                "a share".to_owned(),
                match self.number {
                    // The sign was forgotten.
                    number if plain && number.abs() <= 100.0 && (difference || number > 0.0) => {
                        format!("{number}%, or {}", number / 100.0)
                    }
                    _ if difference => "a share from -100% to 100%, such as 5%".to_owned(),
                    _ => "a share from 0 to 1, such as 80% or 0.8".to_owned(),
                },
            ),
            "$" => (
                !self.percent,
                "money".to_owned(),
                "dollars, such as 500 or $500".to_owned(),
            ),
            // Of numbers around one people may think in per cents.
            "ratio" | "trust" => (
                !self.dollars,
                "a number".to_owned(),
                "a plain number, such as 0.8".to_owned(),
            ),
            _ => (
                plain,
                format!("a number [{unit}]"),
                format!("a plain number [{unit}]"),
            ),
        };
        let what = || format!("is {kind}, and {self} is none");
        (!fits).then(|| Misfit {
            what: what(),
            expected,
        })
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.number < 0.0 { "-" } else { "" };
        let dollars = if self.dollars { "$" } else { "" };
        let percent = if self.percent { "%" } else { "" };
        write!(f, "{sign}{dollars}{}{percent}", self.number.abs())
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn amounts_are_numbers_per_cents_or_money() {
        for (text, value) in [
            ("80%", 0.8),
            ("0.8", 0.8),
            ("2.5 %", 0.025),
            ("$1,500", 1500.0),
            ("-3", -3.0),
        ] {
            assert_eq!(parse(text).map(|amount| amount.value), Some(value));
        }
        for text in ["", "%", "many", "NaN", "inf", "3 weeks"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn thresholds_have_the_unit_of_their_output() {
        let misfit = |text, unit, difference| parse(text).unwrap().misfit(unit, difference);
        for (text, unit, difference) in [
            ("80%", "share", false),
            ("1", "share", false),
            ("-5%", "share", true),
            ("-$500", "$", false),
            ("500", "$", true),
            ("2.5", "cases", false),
            ("150%", "ratio", false),
        ] {
            assert_eq!(misfit(text, unit, difference), None, "{text} {unit}");
        }
        for (text, unit, difference, expected) in [
            ("80", "share", false, "80%, or 0.8"),
            ("120%", "share", false, "a share from 0 to 1"),
            ("-5%", "share", false, "a share from 0 to 1"),
            ("$0.5", "share", false, "a share from 0 to 1"),
            ("150%", "share", true, "a share from -100%"),
            ("10%", "$", false, "dollars"),
            ("10%", "cases", false, "a plain number [cases]"),
            ("$10", "cases", false, "a plain number [cases]"),
        ] {
            let found = misfit(text, unit, difference).unwrap();
            assert!(found.what.contains(text), "{found:?}");
            assert!(found.expected.starts_with(expected), "{text}: {found:?}");
        }
    }
}
