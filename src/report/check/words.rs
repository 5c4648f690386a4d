//! Numbers as sentences have them.

/// A share in per cent.
pub fn percent(share: f64) -> String {
    format!("{} %", (share * 1000.0).round() / 10.0)
}

/// At most three decimals.
pub fn number(value: f64) -> String {
    format!("{}", (value * 1000.0).round() / 1000.0)
}
