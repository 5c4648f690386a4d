//! Civil dates: the proleptic Gregorian calendar, no time of day, no time zone.

use std::fmt;

use serde::{Serialize, Serializer};

/// A civil date, held as days `[d]` since 1970-01-01.
///
/// The calendar is proleptic Gregorian. Text is ISO 8601 (`2027-01-04`), also
/// when serialised; only years 0000 to 9999 can be written as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(i32);

/// A day of the week; the discriminant is its index, Monday = 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Weekday {
    /// The first day of every plan week.
    Monday,
    /// Index 1.
    Tuesday,
    /// Index 2.
    Wednesday,
    /// Index 3.
    Thursday,
    /// Index 4.
    Friday,
    /// Index 5.
    Saturday,
    /// Index 6.
    Sunday,
}

impl Date {
    /// The date `days` `[d]` after 1970-01-01 (before it, when negative).
    pub const fn from_days(days: i32) -> Date {
        Date(days)
    }

    /// Days `[d]` since 1970-01-01.
    pub const fn days(self) -> i32 {
        self.0
    }

    /// The date of a year (0 to 9999), month (1 to 12) and day of the month;
    /// `None` when there is no such day.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Date> {
        let exists = (0..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in_month(year, month)).contains(&day);
        exists.then(|| Date(days_from_civil(year, month, day)))
    }

    /// Reads exactly `YYYY-MM-DD`; `None` for any other form and for days that
    /// do not exist.
    pub fn parse(text: &str) -> Option<Date> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let field = |from: usize, to: usize| {
            bytes[from..to].iter().try_fold(0u32, |sum, b| {
                b.is_ascii_digit().then(|| sum * 10 + u32::from(b - b'0'))
            })
        };
        let year = i32::try_from(field(0, 4)?).ok()?;
        Date::from_ymd(year, field(5, 7)?, field(8, 10)?)
    }

    /// Year, month (1 to 12) and day of the month (1 to 31).
    pub fn ymd(self) -> (i32, u32, u32) {
        civil_from_days(self.0)
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        // 1970-01-01 was a Thursday, index 3; widened so the sum cannot overflow.
        Weekday::ALL[(i64::from(self.0) + 3).rem_euclid(7) as usize]
    }

    /// The date `days` `[d]` later (earlier, when negative); stops at the ends of
    /// the representable range, some 5.8 million years away.
    #[must_use]
    pub const fn plus_days(self, days: i32) -> Date {
        Date(self.0.saturating_add(days))
    }

    /// Days `[d]` from `earlier` to this date; negative when it is the later one.
    pub const fn days_since(self, earlier: Date) -> i32 {
        self.0.saturating_sub(earlier.0)
    }

    /// The Monday on or before this date.
    #[must_use]
    pub fn monday(self) -> Date {
        self.plus_days(-(self.weekday().index() as i32))
    }
}

impl Weekday {
    /// All seven, in order of index.
    pub const ALL: [Weekday; 7] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];

    /// Index in the week, Monday = 0 to Sunday = 6.
    pub const fn index(self) -> usize {
        self as usize
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Display for Weekday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

fn days_in_month(year: i32, month: u32) -> u32 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 31,
    }
}

/// Years begin in March here, so that the leap day comes last (Hinnant, "chrono-
/// compatible low-level date algorithms", `days_from_civil`).
fn days_from_civil(year: i32, month: u32, day: u32) -> i32 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month as i32 + 9) % 12) + 2) / 5 + day as i32 - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// The inverse (Hinnant, `civil_from_days`), in 64 bits for the range's ends.
fn civil_from_days(days: i32) -> (i32, u32, u32) {
    let shifted = i64::from(days) + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 {
        month_from_march + 3
    } else {
        month_from_march - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year as i32, month as u32, day as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn known_dates() {
        let cases = [
            ("1970-01-01", 0, Weekday::Thursday),
            ("1969-12-31", -1, Weekday::Wednesday),
            ("2000-02-29", 11_016, Weekday::Tuesday),
            ("2027-01-04", 20_822, Weekday::Monday),
            ("0000-01-01", -719_528, Weekday::Saturday),
            ("9999-12-31", 2_932_896, Weekday::Friday),
        ];
        for (text, days, weekday) in cases {
            assert_eq!(date(text).days(), days, "{text}");
            assert_eq!(date(text).weekday(), weekday, "{text}");
            assert_eq!(date(text).to_string(), text);
        }
    }

    #[test]
    fn refuses_what_is_no_date() {
        for text in [
            "",
            "2027-1-4",
            "2027-01-04 ",
            "2027/01/04",
            "2027-13-01",
            "2027-00-10",
            "2027-02-29",
            "2100-02-29",
            "2027-04-31",
            "2027-01-00",
            "+027-01-01",
            "20270-1-01",
            "２027-01-",
        ] {
            assert_eq!(Date::parse(text), None, "{text:?}");
        }
        assert_eq!(Date::from_ymd(10_000, 1, 1), None);
        assert_eq!(Date::from_ymd(-1, 1, 1), None);
    }

    #[test]
    fn arithmetic() {
        assert_eq!(date("2027-12-31").plus_days(60).to_string(), "2028-02-29");
        assert_eq!(date("2028-03-01").days_since(date("2028-02-28")), 2);
        assert_eq!(date("2027-01-10").monday(), date("2027-01-04"));
        assert_eq!(date("2027-01-04").monday(), date("2027-01-04"));
        assert_eq!(Weekday::Sunday.index(), 6);
        assert_eq!(Weekday::Monday.to_string(), "Monday");
        assert_eq!(
            serde_json::to_string(&date("2027-01-04")).unwrap(),
            "\"2027-01-04\""
        );
    }

    proptest! {
        #[test]
        fn text_survives_a_round_trip(days in -719_528i32..=2_932_896) {
            let day = Date::from_days(days);
            prop_assert_eq!(Date::parse(&day.to_string()), Some(day));
            prop_assert_eq!(day.plus_days(1).weekday().index(), (day.weekday().index() + 1) % 7);
        }

        #[test]
        fn every_day_count_is_a_date(days: i32, more: i32) {
            let day = Date::from_days(days);
            let (_, month, of_month) = day.ymd();
            prop_assert!((1..=12).contains(&month) && (1..=31).contains(&of_month));
            let _ = (day.weekday(), day.monday(), day.plus_days(more), day.days_since(Date(more)));
        }
    }
}
