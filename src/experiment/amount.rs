//! Amounts as people type them beside outputs: `80%`, `$1,500`, `30`.

/// An amount.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount {
    /// In the unit of its output; per cents are shares.
    pub value: f64,
    /// Whether it was typed as per cents.
    pub percent: bool,
}

/// Reads an amount; `None` if it is no finite number.
pub fn parse(text: &str) -> Option<Amount> {
    let digits: String = text.chars().filter(|c| !"$,_".contains(*c)).collect();
    let digits = digits.trim();
    let (digits, percent) = match digits.strip_suffix('%') {
        Some(digits) => (digits.trim(), true),
        None => (digits, false),
    };
    let number: f64 = digits.parse().ok()?;
    let value = if percent { number / 100.0 } else { number };
    value.is_finite().then_some(Amount { value, percent })
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
}
