//! When phases start.

use super::Surroundings;
use crate::scenario::kind::Given;
use crate::scenario::table::Table;
use crate::scenario::text::Voice;

/// A row's dates as typed.
struct Dates {
    first: u16,
    last: Option<u16>,
    /// The key that says when it starts.
    key: &'static str,
}

/// First week of every row; `None` for rows that cannot start.
pub(super) fn first_weeks(rows: &[Table<'_>], around: &Surroundings<'_>) -> Vec<Option<u16>> {
    let mut previous: Option<Dates> = None;
    let mut weeks = Vec::new();
    for row in rows {
        let dates = dates(row, previous.as_ref(), around);
        let Some(dates) = dates else {
            weeks.push(None);
            continue;
        };
        let mut in_order = true;
        if let Some(previous) = &previous {
            in_order = check_order(row, &dates, previous);
        }
        let within = around
            .horizon
            .admits(row, dates.key, dates.first, "the phase");
        if within && in_order && around.organisation.freeze.contains(&dates.first) {
            note_freeze(row, dates.first, around);
        }
        weeks.push(within.then_some(dates.first));
        previous = Some(dates);
    }
    weeks
}

/// What the row says; an override beats the file, whichever key it uses.
fn dates(row: &Table<'_>, previous: Option<&Dates>, around: &Surroundings<'_>) -> Option<Dates> {
    let keys = ["weeks", "first_week", "start"];
    let typed: Vec<&'static str> = keys
        .into_iter()
        .filter(|key| row.raw(key).is_some())
        .collect();
    let overriding = typed.iter().copied().find(|key| row.is_override(key));
    let span = row
        .week_ranges("weeks")
        .and_then(|spans| spans.first().copied());
    let last = span.and_then(|(_, last)| last);
    let Some(key) = overriding.or(typed.first().copied()) else {
        let next = match previous {
            None => Some(1),
            Some(previous) => previous.last.and_then(|last| last.checked_add(1)),
        };
        if next.is_none() {
            let message = "it is not known when this phase starts";
            let expected = Some("`weeks = \"5-10\"`, `first_week` or `start`".to_owned());
            row.problem("scenario::missing-key", "weeks", message, expected, None);
        }
        return next.map(|first| Dates {
            first,
            last,
            key: "weeks",
        });
    };
    let first = match key {
        "weeks" => span.map(|(first, _)| first),
        "first_week" => row
            .integer("first_week")
            .and_then(|v| u16::try_from(v).ok()),
        _ => week_of_start(row, around),
    }?;
    if overriding.is_none() && typed.len() > 1 {
        let message = format!(
            "`{}` and `{}` both say when the phase starts",
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
    Some(Dates { first, last, key })
}

fn week_of_start(row: &Table<'_>, around: &Surroundings<'_>) -> Option<u16> {
    let Some(Given::Date(date)) = row.given("start") else {
        return None;
    };
    let days = date.days_since(around.start);
    if days < 0 || days % 7 != 0 {
        let expected = format!("a Monday from {} on", around.start);
        let message = format!("a phase cannot start on {date}, a {}", date.weekday());
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

/// Reports rows out of order, overlaps and gaps.
fn check_order(row: &Table<'_>, dates: &Dates, previous: &Dates) -> bool {
    let first = dates.first;
    if first <= previous.first {
        let message = format!(
            "the phase starts in week {first}, the previous one in week {}",
            previous.first
        );
        let expected = Some(format!("a week after {}", previous.first));
        row.problem("scenario::phase-order", dates.key, message, expected, None);
        return false;
    }
    // A start that was set on the command line moves the end of the phase before.
    let moved = row.review().voice(&row.place(dates.key)) == Voice::Override;
    if let Some(last) = previous.last.filter(|_| !moved) {
        let expected = || Some(format!("week {}", last + 1));
        if first <= last {
            let message = format!(
                "the phase starts in week {first}, while the previous one runs to week {last}"
            );
            row.problem(
                "scenario::phase-overlap",
                dates.key,
                message,
                expected(),
                None,
            );
        } else if first > last + 1 {
            let message = format!(
                "no phase is in force from week {} to week {}",
                last + 1,
                first - 1
            );
            row.problem("scenario::phase-gap", dates.key, message, expected(), None);
        }
    }
    true
}

fn note_freeze(row: &Table<'_>, first: u16, around: &Surroundings<'_>) {
    let frozen = |week: &u16| around.organisation.freeze.contains(week);
    let next = (first..=around.horizon.weeks).find(|week| !frozen(week));
    let message = match next {
        Some(week) => format!("week {first} is frozen: the phase starts in week {week}"),
        None => format!("every week from {first} on is frozen: the phase never starts"),
    };
    row.note("note::frozen", "", message);
}
