//! When phases start.

use super::row::Surroundings;
use crate::scenario::first_week::{self, Dates, Typed};
use crate::scenario::table::Table;

/// First week of every row; `None` for rows that cannot start.
pub(super) fn first_weeks(rows: &[Table<'_>], around: &Surroundings<'_>) -> Vec<Option<u16>> {
    let mut previous: Option<Dates> = None;
    let mut moved = 0;
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
        if within && in_order {
            note_freeze(row, dates.first, &mut moved, around);
        }
        weeks.push(within.then_some(dates.first));
        previous = Some(dates);
    }
    weeks
}

/// What the row says; without dates it follows the previous one.
fn dates(row: &Table<'_>, previous: Option<&Dates>, around: &Surroundings<'_>) -> Option<Dates> {
    match first_week::typed(row, around.start, "phase") {
        Typed::Dates(dates) => return Some(dates),
        Typed::Wrong => return None,
        Typed::Nothing => {}
    }
    let next = match previous {
        None => Some(1),
        Some(previous) => previous.last.and_then(|last| last.checked_add(1)),
    };
    if next.is_none() {
        let message = "it is not known when this phase starts";
        let expected = Some("`weeks = \"5-10\"`, `first_week` or `start`".to_owned());
        row.problem("scenario::missing-key", "weeks", message, expected, None);
    }
    next.map(|first| Dates {
        first,
        last: None,
        key: "weeks",
    })
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
    let moved = row.is_override(dates.key);
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

/// The week in which a phase starts, if no gate holds it: a frozen week moves its start
/// and all later ones, by `moved` so far. None after the horizon.
pub(super) fn thawed(planned: u16, moved: &mut u16, freeze: &[u16], horizon: u16) -> Option<u16> {
    while planned + *moved <= horizon && freeze.contains(&(planned + *moved)) {
        *moved += 1;
    }
    let week = planned + *moved;
    (week <= horizon).then_some(week)
}

fn note_freeze(row: &Table<'_>, planned: u16, moved: &mut u16, around: &Surroundings<'_>) {
    let freeze = &around.organisation.freeze;
    let start = thawed(planned, moved, freeze, around.horizon.weeks);
    let message = match start {
        Some(week) if week == planned => return,
        Some(week) => format!("frozen weeks move its start from week {planned} to week {week}"),
        None => {
            format!(
                "frozen weeks move its start from week {planned} past the last week: the phase never starts"
            )
        }
    };
    row.note("note::frozen", "", message);
}
