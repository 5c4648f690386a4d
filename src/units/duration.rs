//! Durations in whole civil days.

use super::leading_number;

/// A duration in whole civil days `[d]`: `"90 days"`, `"2 weeks"`, `"3 months"`,
/// `"1 year"`, singular or plural, and a plain `"90"`, which means days. As a duration has
/// no start, a month is 30 days and a year 365; where a calendar month matters, write days.
pub fn days(text: &str) -> Option<u32> {
    let (head, unit) = leading_number(text);
    if !head.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let length = match unit {
        "" | "d" | "day" | "days" => 1,
        "w" | "week" | "weeks" => 7,
        "month" | "months" => 30,
        "year" | "years" => 365,
        _ => return None,
    };
    head.parse()
        .ok()
        .and_then(|count: u32| count.checked_mul(length))
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
        for (text, expected) in cases {
            assert_eq!(days(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_whole_number_of_days() {
        for text in [
            "",
            "days",
            "1.5 weeks",
            "-3",
            "3 hours",
            "99999999999",
            "4294967295 weeks",
        ] {
            assert_eq!(days(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_number_of_days_is_read(many: u32) {
            prop_assert_eq!(days(&format!("{many} days")), Some(many));
        }
    }
}
