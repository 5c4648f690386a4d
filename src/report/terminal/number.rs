//! Numbers as people write them.

use crate::answer::{Chance, Estimate, RunAnswer, WeekDistribution};

/// A value with its unit: shares in per cent, money in dollars.
pub fn value(value: f64, unit: &str) -> String {
    match unit {
        "share" => percent(value),
        "$" => money(value),
        "week" | "agents" | "cases" => plain(value.round()),
        _ => plain(value),
    }
}

/// A number as it was written, with its unit: the fewest digits that give it back.
pub fn exact(value: f64, unit: &str) -> String {
    let sign = if value < 0.0 { "-" } else { "" };
    let digits = value.abs().to_string();
    match unit {
        "share" => format!("{sign}{} %", hundredfold(&digits)),
        "$" => {
            let (whole, cents) = digits.split_once('.').unwrap_or((&digits, ""));
            let point = if cents.is_empty() { "" } else { "." };
            format!("{sign}${}{point}{cents}", commas(whole))
        }
        _ => format!("{sign}{digits} {unit}"),
    }
}

/// A hundred times a decimal number, digit for digit: a product would round.
fn hundredfold(digits: &str) -> String {
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let padded = format!("{part:0<2}");
    let (moved, rest) = padded.split_at(2);
    let whole = format!("{whole}{moved}");
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    if rest.is_empty() {
        whole.to_owned()
    } else {
        format!("{whole}.{rest}")
    }
}

/// A share [0..1] in per cent; one decimal below ten.
pub fn percent(share: f64) -> String {
    let percent = share * 100.0;
    if percent != 0.0 && percent.abs() < 9.95 {
        format!("{percent:.1} %")
    } else {
        format!("{percent:.0} %")
    }
}

/// Whole dollars; from ten thousand on three digits.
pub fn money(dollars: f64) -> String {
    let sign = if dollars <= -0.5 { "-" } else { "" };
    format!("{sign}${}", amount(dollars.abs()))
}

fn amount(size: f64) -> String {
    let three = |size: f64| {
        if size >= 99.95 {
            grouped(size)
        } else if size >= 9.995 {
            format!("{size:.1}")
        } else {
            format!("{size:.2}")
        }
    };
    if size >= 999_500.0 {
        format!("{}M", three(size / 1e6))
    } else if size >= 9_999.5 {
        format!("{}k", three(size / 1e3))
    } else {
        grouped(size)
    }
}

/// Three digits or whole numbers with commas.
pub fn plain(value: f64) -> String {
    let size = value.abs();
    if size >= 100.0 {
        let sign = if value < 0.0 { "-" } else { "" };
        format!("{sign}{}", grouped(size))
    } else if size >= 10.0 || value == value.round() {
        format!("{value:.0}")
    } else if size >= 1.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.2}")
    }
}

/// What a heading says of the numbers below it: their unit, and of a share what it is of.
pub fn heading_unit(unit: &str, of: &str) -> String {
    match (unit, of) {
        ("share", "") => "%".to_owned(),
        ("share", of) => format!("% of {of}"),
        _ => unit.to_owned(),
    }
}

/// A number without what its heading says: shares in per cent without the sign.
pub fn cell(number: f64, unit: &str) -> String {
    match unit {
        "share" => percentage(number),
        "$" => value(number, unit),
        _ => plain(number),
    }
}

fn percentage(share: f64) -> String {
    let percent = share * 100.0;
    let shown = if percent.abs() < 9.95 {
        format!("{percent:.1}")
    } else {
        format!("{percent:.0}")
    };
    // No minus before a zero.
    if shown == "-0.0" {
        "0.0".to_owned()
    } else {
        shown
    }
}

/// Median and where 90 % of the outcomes lie; one number if they are equal.
pub fn spread(quantity: &Estimate) -> String {
    let shown = |number: Option<f64>| number.map(|number| value(number, &quantity.unit));
    match (
        shown(quantity.numbers.p50),
        shown(quantity.numbers.p05),
        shown(quantity.numbers.p95),
    ) {
        (Some(median), Some(low), Some(high)) if low == high => median,
        (Some(median), Some(low), Some(high)) => {
            let bare = |end: &str| end.trim_end_matches(" %").replace('$', "");
            format!("{median} [{}..{}]", bare(&low), bare(&high))
        }
        _ => "undefined".to_owned(),
    }
}

/// The spread, and its own number of simulations where that is smaller.
pub fn with_n(quantity: &Estimate, answer: &RunAnswer) -> String {
    if quantity.numbers.n == answer.counts.n {
        spread(quantity)
    } else {
        format!("{} (n = {})", spread(quantity), quantity.numbers.n)
    }
}

/// A mean and half of its 95 % confidence interval, which is symmetric.
pub fn mean(quantity: &Estimate) -> String {
    let unit = &quantity.unit;
    match (
        quantity.numbers.mean,
        quantity.numbers.mean_lo,
        quantity.numbers.mean_hi,
    ) {
        (Some(mean), Some(low), Some(high)) => {
            let half = value((high - low) / 2.0, unit).replace('$', "");
            format!("{} ±{half}", value(mean, unit))
        }
        (Some(mean), ..) => value(mean, unit),
        _ => "undefined".to_owned(),
    }
}

/// A probability with its 95 % confidence interval.
pub fn chance(chance: &Chance) -> String {
    match (chance.probability, chance.lo, chance.hi) {
        (Some(p), Some(low), Some(high)) => {
            format!(
                "{} ({} to {})",
                percent(p),
                percent(low).trim_end_matches(" %"),
                percent(high)
            )
        }
        (Some(p), ..) => percent(p),
        _ => "undefined".to_owned(),
    }
}

/// A week: median, 10th to 90th percentile, and how often never.
pub fn weeks(weeks: &WeekDistribution, horizon: u16) -> String {
    let end = |week: Option<u16>| {
        week.map_or_else(|| format!("after {horizon}"), |week| week.to_string())
    };
    let median = match weeks.p50 {
        Some(week) => format!("week {week}"),
        None => format!("after week {horizon}"),
    };
    let never = match weeks.never.probability {
        Some(p) if p > 0.0 => format!("; not by {horizon} in {}", chance(&weeks.never)),
        _ => String::new(),
    };
    if weeks.p10 == weeks.p90 {
        return format!("{median}{never}");
    }
    format!("{median} <{}..{}>{never}", end(weeks.p10), end(weeks.p90))
}

fn grouped(size: f64) -> String {
    commas(&format!("{size:.0}"))
}

/// Commas between groups of three digits.
fn commas(digits: &str) -> String {
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        assert_eq!(percent(0.034), "3.4 %");
        assert_eq!(
            (percent(0.0), percent(1.0)),
            ("0 %".to_owned(), "100 %".to_owned())
        );
        assert_eq!(money(-1234.6), "-$1,235");
        assert_eq!(money(-0.2), "$0");
        assert_eq!(money(2_345_678.0), "$2.35M");
        assert_eq!(
            (money(-10_000.0), money(123_456.0)),
            ("-$10.0k".to_owned(), "$123k".to_owned())
        );
        for (number, unit, shown) in [
            (0.516, "share", "51.6 %"),
            (0.07, "share", "7 %"),
            (0.001, "share", "0.1 %"),
            (-0.5, "share", "-50 %"),
            (1.0, "share", "100 %"),
            (0.0, "share", "0 %"),
            (0.4, "$", "$0.4"),
            (-1_234_567.0, "$", "-$1,234,567"),
            (2.5, "cases", "2.5 cases"),
            (0.2, "cases", "0.2 cases"),
            (1500.0, "min", "1500 min"),
        ] {
            assert_eq!(exact(number, unit), shown);
        }
        assert_eq!(
            (plain(3.0), plain(3.26), plain(1500.0)),
            ("3".to_owned(), "3.3".to_owned(), "1,500".to_owned())
        );
    }
}
