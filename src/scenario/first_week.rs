//! When a phase or a tier starts: `weeks`, `first_week` or `start`.

use super::kind::Given;
use super::table::Table;
use crate::units::Date;

/// A row's dates as typed.
pub(super) struct Dates {
    /// First plan week.
    pub first: u16,
    /// Last one, where `weeks` names it.
    pub last: Option<u16>,
    /// The key that says when it starts.
    pub key: &'static str,
}

/// What a row says.
pub(super) enum Typed {
    /// Nothing.
    Nothing,
    /// Something that is wrong, and reported.
    Wrong,
    /// When it starts.
    Dates(Dates),
}

/// Reads a row; an override beats the file, whichever key it uses. `noun` is what
/// starts.
pub(super) fn typed(row: &Table<'_>, monday: Date, noun: &str) -> Typed {
    let keys = ["weeks", "first_week", "start"];
    let typed: Vec<&'static str> = keys
        .into_iter()
        .filter(|key| row.raw(key).is_some())
        .collect();
    let overriding = typed.iter().copied().find(|key| row.is_override(key));
    let Some(key) = overriding.or(typed.first().copied()) else {
        return Typed::Nothing;
    };
    let span = row
        .week_ranges("weeks")
        .and_then(|spans| spans.first().copied());
    let first = match key {
        "weeks" => span.map(|(first, _)| first),
        "first_week" => row
            .integer("first_week")
            .and_then(|week| u16::try_from(week).ok()),
        _ => week_of_start(row, monday, noun),
    };
    let Some(first) = first else {
        return Typed::Wrong;
    };
    if overriding.is_none() && typed.len() > 1 {
        let message = format!(
            "`{}` and `{}` both say when the {noun} starts",
            typed[0], typed[1]
        );
        row.problem(
            "scenario::conflicting-keys",
            typed[1],
            message,
            Some("one of them".to_owned()),
            None,
        );
    }
    let last = span.and_then(|(_, last)| last);
    Typed::Dates(Dates { first, last, key })
}

fn week_of_start(row: &Table<'_>, monday: Date, noun: &str) -> Option<u16> {
    let Some(Given::Date(date)) = row.given("start") else {
        return None;
    };
    let days = date.days_since(monday);
    if days < 0 || days % 7 != 0 {
        let expected = format!("a Monday from {monday} on");
        let message = format!("a {noun} cannot start on {date}, a {}", date.weekday());
        row.problem(
            "scenario::start-not-monday",
            "start",
            message,
            Some(expected),
            None,
        );
        return None;
    }
    u16::try_from(days / 7 + 1).ok()
}
