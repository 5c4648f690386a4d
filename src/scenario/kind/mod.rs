//! Kinds of values: how each is written, read and described.

mod read;

use super::audience::{Audience, Role};
pub(crate) use super::words::Words;
use crate::platform::prompt_rule::Grace;
use crate::units::Date;

/// What a key takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// 0 to 1, or per cent.
    Share,
    /// A number in a range, or per cent.
    Number(f64, f64),
    /// A whole number in a range.
    Integer(i64, i64),
    /// `true` or `false`.
    Flag,
    /// Any text but an empty one.
    Text,
    /// One of a few words.
    Word(&'static [&'static str]),
    /// A list of a few words.
    Words(&'static [&'static str]),
    /// A list of a few words, or one word for all of them and more.
    WordsOr(&'static str, &'static [&'static str]),
    /// A list of texts.
    Names,
    /// A path, or a list of paths.
    Files,
    /// `poor`, `fair`, `good`, `excellent`, or 0 to 1.
    Quality,
    /// A date.
    Date,
    /// A list of dates.
    Dates,
    /// Weeks: 5, "5-10", "5-", or a list of these.
    Weeks,
    /// Consecutive weeks: 5, "5-10" or "5-".
    Span,
    /// Days: 10, "10 days" or "2 weeks", up to a number of days.
    Days(u32),
    /// Dollars: 66 or "$66".
    Money,
    /// A number in a range, per cent, or dollars, which may be owed: "-$500".
    Amount(f64, f64),
    /// A whole number up to 255, or "unlimited".
    Skips,
    /// "none", { week = 12 } or { skips = 3 }.
    Grace,
    /// "everyone", a list of departments, or { roles = [...] }.
    Audience,
    /// One of a few words, or its number, from 1.
    Numbered(&'static [&'static str]),
    /// One of a few words that stand for numbers, or a number in a range.
    Level(&'static [(&'static str, f64)], f64, f64),
    /// A number in a range, or one word that means something else.
    NumberOr(&'static str, f64, f64),
    /// A share, or a table of shares by department.
    ShareByDepartment,
    /// A number, a percentage, or { low, mode, high }.
    Setting,
    /// A table with keys of its own; the path of its pattern.
    Table(&'static str),
    /// A list of tables.
    Tables(&'static str),
    /// A table of paths of keys and their values.
    Changes,
    /// A word of quality, or a table that may have `quality` among its keys.
    QualityTable(&'static str),
}

/// A value that was read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Given {
    Flag(bool),
    Number(f64),
    Integer(i64),
    Text(String),
    Texts(Vec<String>),
    Date(Date),
    Dates(Vec<Date>),
    /// First and last week; no last one means up to the horizon.
    Weeks(Vec<(u16, Option<u16>)>),
    Grace(Grace),
    Audience(Audience),
    Range(f64, f64, f64),
    /// The word that stands for no number: "unlimited", "opt-in".
    Without,
    /// Checked elsewhere: tables.
    Nested,
}

/// Why a value was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    WrongType,
    OutOfRange,
    UnknownWord,
}

/// Words of quality and their numbers.
pub(crate) const QUALITIES: [(&str, f64); 4] = [
    ("poor", 0.25),
    ("fair", 0.5),
    ("good", 0.75),
    ("excellent", 1.0),
];

/// Latest week that any key takes.
pub(crate) const LAST_WEEK: u16 = 9_999;

impl Kind {
    /// What is expected, in words.
    pub fn describe(&self) -> String {
        let list = |words: &[&str]| words.join("`, `");
        match self {
            Kind::Share => "a share from 0 to 1, such as 0.35 or \"35%\"".to_owned(),
            Kind::Number(low, high) => format!("a number{}", between(*low, *high)),
            Kind::Integer(low, high) => {
                format!("a whole number{}", between(*low as f64, *high as f64))
            }
            Kind::Flag => "true or false".to_owned(),
            Kind::Text => "a text in quotes, on one line".to_owned(),
            Kind::Word(words) => format!("one of `{}`", list(words)),
            Kind::Words(words) => format!("a list of `{}`", list(words)),
            Kind::WordsOr(all, words) => format!("a list of `{}`, or \"{all}\"", list(words)),
            Kind::Names => "a list of texts, such as [\"engineering\"]".to_owned(),
            Kind::Files => "a path in quotes, or a list of paths".to_owned(),
            Kind::Quality | Kind::QualityTable(_) => {
                "`poor`, `fair`, `good`, `excellent`, or a number from 0 to 1".to_owned()
            }
            Kind::Date => "a date, such as 2027-01-04".to_owned(),
            Kind::Dates => "a list of dates, such as [2027-12-25]".to_owned(),
            Kind::Weeks => "weeks from 1, such as [5, 11], \"5-10\" or \"5-\"".to_owned(),
            Kind::Span => "consecutive weeks from 1, such as \"5-10\" or \"5-\"".to_owned(),
            Kind::Days(most) => format!("days up to {most}, such as 10 or \"2 weeks\""),
            Kind::Money => "dollars from 0 to a trillion, such as 66 or \"$66\"".to_owned(),
            Kind::Amount(low, high) => format!(
                "a number{}, per cent such as \"80%\", or dollars such as \"$1,200\"",
                between(*low, *high)
            ),
            Kind::Skips => "a whole number from 0 to 255, or \"unlimited\"".to_owned(),
            Kind::Grace => "\"none\", { week = 12 } or { skips = 3 }".to_owned(),
            Kind::Audience => {
                "\"everyone\", a list of departments, or { roles = [\"privileged\"] }".to_owned()
            }
            Kind::Numbered(words) => {
                format!("one of `{}`, or 1 to {}", list(words), words.len())
            }
            Kind::Level(levels, low, high) => {
                let words: Vec<&str> = levels.iter().map(|level| level.0).collect();
                format!("`{}`, or a number{}", list(&words), between(*low, *high))
            }
            Kind::NumberOr(word, low, high) => {
                format!("a number{}, or \"{word}\"", between(*low, *high))
            }
            Kind::ShareByDepartment => {
                "a share from 0 to 1, or a table of shares by department".to_owned()
            }
            Kind::Setting => {
                "a number, a percentage, dollars, or { low = .., mode = .., high = .. }, in order of size"
                    .to_owned()
            }
            Kind::Table(_) => "a table".to_owned(),
            Kind::Tables(_) => "a list of tables, written [[..]]".to_owned(),
            Kind::Changes => "a table of keys and their values".to_owned(),
        }
    }

    /// The words that a text could have been meant for.
    pub(crate) fn words(&self) -> Vec<&'static str> {
        match self {
            Kind::Word(words) | Kind::Words(words) | Kind::Numbered(words) => words.to_vec(),
            Kind::WordsOr(all, words) => [&[*all], *words].concat(),
            Kind::Level(levels, ..) => levels.iter().map(|level| level.0).collect(),
            Kind::Quality | Kind::QualityTable(_) => QUALITIES.iter().map(|q| q.0).collect(),
            Kind::Skips => vec!["unlimited"],
            Kind::NumberOr(word, ..) => vec![word],
            Kind::Grace => vec!["none"],
            Kind::Audience => Role::WORDS.to_vec(),
            _ => Vec::new(),
        }
    }
}

fn between(low: f64, high: f64) -> String {
    match (low.abs() < 1e15, high.abs() < 1e15) {
        (true, true) => format!(" from {low} to {high}"),
        (true, false) => format!(", at least {low}"),
        (false, true) => format!(", at most {high}"),
        (false, false) => String::new(),
    }
}
