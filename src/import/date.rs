//! Dates as personnel systems, directories and spreadsheets write them.

use super::text::plain;
use crate::units::Date;

/// What a cell says of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// Nothing, or that there is no such day.
    Blank,
    /// This day.
    Day(Date),
    /// One of two days: day and month can be told apart by the order alone.
    Either {
        /// The day, if the day of the month comes first.
        day_first: Date,
        /// The day, if the month comes first.
        month_first: Date,
    },
    /// Something else.
    Unreadable,
}

/// What the dates of a file show of the order of day and month.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Order {
    day_first: bool,
    month_first: bool,
}

impl Order {
    /// Learns from a date of which one number can be no month.
    pub(super) fn learn(&mut self, text: &str) {
        if let [
            Part::Number(first, _),
            Part::Number(second, _),
            Part::Number(..),
            ..,
        ] = parts(text).as_slice()
            && !text.contains('.')
        {
            self.day_first |= *first > 12 && *first <= 31 && *second <= 12;
            self.month_first |= *second > 12 && *second <= 31 && *first <= 12;
        }
    }

    /// Whether the day comes first, where the dates show one order alone.
    pub(super) fn day_first(self) -> Option<bool> {
        (self.day_first != self.month_first).then_some(self.day_first)
    }
}

/// A piece of a date: a number with its digits, or the number of a named month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Number(u32, usize),
    Month(u32),
}

/// Words that say that there is no such day.
const NO_DAY: [&str; 26] = [
    "na",
    "none",
    "null",
    "nil",
    "never",
    "open",
    "openended",
    "offen",
    "unbefristet",
    "current",
    "present",
    "active",
    "aktiv",
    "actif",
    "activo",
    "stillemployed",
    "nastillemployed",
    "no",
    "nein",
    "non",
    "tbd",
    "unk",
    "unknown",
    "notapplicable",
    "keine",
    "permanent",
];

/// Years up to this one stand for "no day" in systems that cannot leave one out.
const LAST_NO_YEAR: i32 = 1901;

/// Reads a cell.
pub(super) fn read(text: &str) -> Reading {
    let word = plain(text);
    if word.trim_matches('0').is_empty() || NO_DAY.contains(&word.as_str()) {
        return Reading::Blank;
    }
    let parts = parts(text);
    let found = match parts.as_slice() {
        [Part::Number(packed, 8), ..] => day(*packed / 10_000, *packed / 100 % 100, *packed % 100),
        // Days since 1899-12-30, as spreadsheets keep them.
        [Part::Number(serial @ 15_000..=80_000, 5)] => Some(Reading::Day(serial_day(*serial))),
        [Part::Number(serial @ 15_000..=80_000, 5), Part::Number(..)] if text.contains('.') => {
            Some(Reading::Day(serial_day(*serial)))
        }
        [Part::Number(year, 4), month, Part::Number(date, _), ..] => {
            day(*year, month.number(), *date)
        }
        [
            Part::Month(month),
            Part::Number(date, 1 | 2),
            Part::Number(year, digits),
            ..,
        ]
        | [
            Part::Number(date, 1 | 2),
            Part::Month(month),
            Part::Number(year, digits),
            ..,
        ] => day(full(*year, *digits), *month, *date),
        [
            Part::Number(first, 1 | 2),
            Part::Number(second, 1 | 2),
            Part::Number(year, digits @ (2 | 4)),
            ..,
        ] => {
            let year = full(*year, *digits);
            let month_first = day(year, *first, *second).filter(|_| !text.contains('.'));
            either(day(year, *second, *first), month_first)
        }
        _ => None,
    };
    found.unwrap_or(Reading::Unreadable)
}

impl Part {
    fn number(self) -> u32 {
        match self {
            Part::Number(number, _) | Part::Month(number) => number,
        }
    }
}

fn either(day_first: Option<Reading>, month_first: Option<Reading>) -> Option<Reading> {
    match (day_first, month_first) {
        (Some(Reading::Day(day)), Some(Reading::Day(other))) if day != other => {
            Some(Reading::Either {
                day_first: day,
                month_first: other,
            })
        }
        (day, other) => day.or(other),
    }
}

fn day(year: u32, month: u32, day: u32) -> Option<Reading> {
    let year = i32::try_from(year).ok()?;
    let date = Date::from_ymd(year, month, day)?;
    Some(if year <= LAST_NO_YEAR {
        Reading::Blank
    } else {
        Reading::Day(date)
    })
}

fn serial_day(serial: u32) -> Date {
    // 25,569 days after its first day the spreadsheets' calendar is at 1970-01-01.
    Date::from_days(serial as i32 - 25_569)
}

/// The year that two digits mean: one of the last thirty of the century, or of this.
fn full(year: u32, digits: usize) -> u32 {
    match (digits, year) {
        (2, 0..=69) => 2000 + year,
        (2, _) => 1900 + year,
        _ => year,
    }
}

/// Numbers and named months in their order; weekdays and what follows are left out.
fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut word = String::new();
    let mut end = |word: &mut String| {
        let first = word.chars().next();
        if first.is_some_and(|c| c.is_ascii_digit()) {
            let digits = word.len();
            parts.extend(word.parse().ok().map(|n| Part::Number(n, digits)));
        } else {
            parts.extend(month(word).map(Part::Month));
        }
        word.clear();
    };
    for c in text.chars().chain([' ']) {
        let last = word.chars().last();
        let other = last.is_some_and(|l| l.is_ascii_digit() != c.is_ascii_digit());
        if !c.is_alphanumeric() || other {
            end(&mut word);
        }
        if c.is_alphanumeric() {
            word.push(c);
        }
    }
    parts
}

/// The month that a word names, in the languages of Western Europe.
fn month(word: &str) -> Option<u32> {
    let word = plain(word);
    let starts = |names: &[&str]| names.iter().any(|name| word.starts_with(name));
    const MONTHS: [&[&str]; 12] = [
        &["jan", "ene", "gen"],
        &["feb", "fev"],
        &["mar", "maa", "mrt", "maerz"],
        &["apr", "avr", "abr"],
        &["mai", "may", "maj", "mei", "mag"],
        &["jun", "juin", "giu"],
        &["jul", "juil", "lug"],
        &["aug", "aou", "ago"],
        &["sep", "set"],
        &["oct", "okt", "ott", "out"],
        &["nov"],
        &["dec", "dez", "dic", "des"],
    ];
    let at = MONTHS.iter().position(|names| starts(names))?;
    Some(at as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(text: &str) -> Reading {
        Reading::Day(Date::parse(text).unwrap())
    }

    #[test]
    fn days_in_many_forms() {
        for text in [
            "2026-03-15",
            "2026-03-15T08:00:00Z",
            "2026-03-15 00:00:00",
            "2026/03/15",
            "20260315",
            "15.03.2026",
            "15.3.26",
            "15.03.2026 08:00:00",
            "3/15/2026",
            "15/03/2026",
            "03/15/26 12:00 AM",
            "15-Mar-2026",
            "15-Mar-26",
            "Mar 15, 2026",
            "Sun, 15 March 2026",
            "15. März 2026",
            "15 mars 2026",
            "46096",
            "46096.5",
            "3/15/2026 at 8:00 AM",
        ] {
            assert_eq!(read(text), on("2026-03-15"), "{text}");
        }
        assert_eq!(read("31 août 2026"), on("2026-08-31"));
        assert_eq!(read("1/1/19"), on("2019-01-01"), "the same in both orders");
    }

    #[test]
    fn no_day_and_no_date() {
        for text in [
            "",
            "-",
            "N/A",
            "N/A-StillEmployed",
            "0000-00-00",
            "1/1/1900",
            "unbefristet",
        ] {
            assert_eq!(read(text), Reading::Blank, "{text}");
        }
        for text in ["soon", "2026", "13/13/2026", "2026-02-30", "user1", "12"] {
            assert_eq!(read(text), Reading::Unreadable, "{text}");
        }
        assert_eq!(read("9999-12-31"), on("9999-12-31"));
    }

    #[test]
    fn the_order_shows_in_other_dates() {
        let both = Reading::Either {
            day_first: Date::parse("2026-04-03").unwrap(),
            month_first: Date::parse("2026-03-04").unwrap(),
        };
        assert_eq!(read("03/04/2026"), both);
        let order = |dates: &[&str]| {
            let mut order = Order::default();
            dates.iter().for_each(|date| order.learn(date));
            order.day_first()
        };
        assert_eq!(order(&["03/04/2026", "1/25/2026"]), Some(false));
        assert_eq!(order(&["03-04-2026", "25-01-2026"]), Some(true));
        assert_eq!(order(&["03/04/2026", "25.01.2026", "2026-01-25"]), None);
        assert_eq!(order(&["1/25/2026", "25/1/2026"]), None);
    }
}
