//! Who is at work on a day: what a row's dates, statuses and flags say together.

use super::date::{self, Reading};
use super::row::Row;
use super::skipped::SkipReason;
use super::status::{Standing, disabled_by_flags, is_reason, standing, yes};
use super::table::Table;
use crate::units::Date;

/// Where the roster's columns are, the best of a field first.
pub(super) struct Columns {
    pub(super) person: Vec<usize>,
    pub(super) department: Option<usize>,
    pub(super) site: Option<usize>,
    pub(super) kinds: Vec<usize>,
    pub(super) hired: Vec<usize>,
    pub(super) left: Vec<usize>,
    pub(super) contract: Vec<usize>,
    pub(super) frontline: Option<usize>,
    pub(super) shift: Option<usize>,
    status: Vec<usize>,
    gone: Vec<usize>,
    disabled: Vec<usize>,
    active: Vec<usize>,
    enabled: Vec<usize>,
    control: Vec<usize>,
    reason: Vec<usize>,
}

/// The day of the count, and how dates are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dates {
    pub(super) on: Date,
    /// Whether the day comes first, where it is known.
    pub(super) day_first: Option<bool>,
}

/// Counts of who is at work and who is not.
#[derive(Default)]
pub(super) struct Presence {
    /// People who count in one order of day and month and not in the other.
    pub(super) undecided: u32,
    /// The line of the first of them.
    pub(super) undecided_line: Option<u64>,
    dated_leavers: u32,
    last_year: u32,
    left: u32,
    leave_later: u32,
    start_later: u32,
    gone_by_status: u32,
    gone_though_active: u32,
    here_though_gone: u32,
    unreadable_hires: u32,
    unknown_statuses: u32,
}

impl Columns {
    pub(super) fn of(table: &mut Table) -> Columns {
        let person = [table.columns("person"), table.columns("email")].concat();
        let site = table.columns("site");
        let mut columns = Columns {
            person,
            department: None,
            site: None,
            kinds: table.columns("type"),
            hired: table.columns("hired"),
            left: table.columns("left"),
            contract: table.columns("contract"),
            frontline: table.columns("frontline").first().copied(),
            shift: table.columns("shift").first().copied(),
            status: table.columns("status"),
            gone: table.columns("gone"),
            disabled: table.columns("disabled"),
            active: table.columns("active"),
            enabled: table.columns("enabled"),
            control: table.columns("control"),
            reason: table.columns("reason"),
        };
        columns.department = first_filled(table, &table.columns("department"));
        columns.site = first_filled(table, &site);
        columns
    }

    /// All columns of dates.
    pub(super) fn dates(&self) -> impl Iterator<Item = usize> {
        let dates = [&self.hired, &self.left, &self.contract];
        dates.into_iter().flatten().copied()
    }
}

/// The first of some columns in which any cell is filled; the first of all if none is.
fn first_filled(table: &mut Table, columns: &[usize]) -> Option<usize> {
    if columns.len() < 2 {
        return columns.first().copied();
    }
    let mut filled = vec![false; columns.len()];
    let mut unused = super::skipped::Skipped::default();
    while let Some(row) = table.next_row(&mut unused) {
        for (filled, column) in filled.iter_mut().zip(columns) {
            *filled |= !row.cell(Some(*column)).is_empty();
        }
        if filled[0] {
            break;
        }
    }
    table.rewind();
    let at = filled.iter().position(|filled| *filled).unwrap_or(0);
    columns.get(at).copied()
}

impl Dates {
    /// The day that a cell means, where that is certain.
    pub(super) fn certain(self, reading: Reading) -> Option<Date> {
        match (reading, self.day_first) {
            (Reading::Day(day), _) => Some(day),
            (Reading::Either { day_first, .. }, Some(true)) => Some(day_first),
            (Reading::Either { month_first, .. }, Some(false)) => Some(month_first),
            _ => None,
        }
    }

    /// Whether a day has come, and a day that it may be; `None` for the first where that
    /// depends on the order of day and month.
    fn come(self, reading: Reading) -> Option<(Option<bool>, Date)> {
        let come = |day: Date| day <= self.on;
        match (self.certain(reading), reading) {
            (Some(day), _) => Some((Some(come(day)), day)),
            (
                None,
                Reading::Either {
                    day_first,
                    month_first,
                },
            ) => {
                let same = come(day_first) == come(month_first);
                Some((same.then(|| come(day_first)), day_first))
            }
            _ => None,
        }
    }
}

impl Presence {
    /// Whether a row's person is at work on the day, and if not, why. `member` are those
    /// who count in the organisation's turnover.
    pub(super) fn at_work(
        &mut self,
        row: &Row,
        columns: &Columns,
        dates: Dates,
        member: bool,
    ) -> Result<(), SkipReason> {
        let standing = self.standing(row, columns);
        let mut left = date::read(&row.first(&columns.left));
        // "Terminated: 2026-03-31", where others have yes and no.
        for column in &columns.gone {
            let cell = row.cell(Some(*column));
            if left == Reading::Blank && yes(&cell).is_none() {
                left = date::read(&cell);
            }
        }
        let hired = date::read(&row.first(&columns.hired));
        if standing == Some(Standing::Disabled) {
            return Err(SkipReason::Disabled);
        }
        let (left_come, left_day) = match dates.come(left) {
            Some((come, day)) => (come, Some(day)),
            None => (Some(false), None),
        };
        let hired_come = dates.come(hired).map(|(come, _)| come);
        if left_come.is_none() || hired_come == Some(None) {
            self.undecided += 1;
            self.undecided_line.get_or_insert(row.line);
        }
        // Somebody who came back after an earlier employment.
        let again = matches!((left_day, dates.certain(hired)), (Some(left), Some(hired)) if hired > left)
            && standing != Some(Standing::Gone);
        match (left, standing) {
            (Reading::Unreadable, Some(Standing::Gone)) => return self.leave(),
            (Reading::Unreadable, _) => return Err(SkipReason::BadDate),
            _ if left_day.is_some() && !again => {
                self.dated_leavers += 1;
                if left_come == Some(true) {
                    self.left += 1;
                    self.gone_though_active += u32::from(standing == Some(Standing::Here));
                    let recent = left_day.is_some_and(|left| dates.on.days_since(left) < 365);
                    self.last_year += u32::from(recent && member);
                    return Err(SkipReason::Left);
                }
                self.leave_later += 1;
                self.here_though_gone += u32::from(standing == Some(Standing::Gone));
            }
            (_, Some(Standing::Gone)) => return self.leave(),
            _ => {}
        }
        let not_yet = standing == Some(Standing::NotYet) && hired_come != Some(Some(true));
        if hired_come == Some(Some(false)) || not_yet {
            self.start_later += 1;
            return Err(SkipReason::NotStarted);
        }
        self.unreadable_hires += u32::from(hired == Reading::Unreadable);
        Ok(())
    }

    fn leave(&mut self) -> Result<(), SkipReason> {
        self.gone_by_status += 1;
        Err(SkipReason::Left)
    }

    /// What the columns of standing say together: the worst. `None` if they say nothing.
    fn standing(&mut self, row: &Row, columns: &Columns) -> Option<Standing> {
        let mut found: Option<Standing> = None;
        let mut note = |standing: Standing| {
            let weight = |standing: Standing| match standing {
                Standing::Here => 0,
                Standing::NotYet => 1,
                Standing::Gone => 2,
                Standing::Disabled => 3,
            };
            if found.is_none_or(|found| weight(standing) > weight(found)) {
                found = Some(standing);
            }
        };
        for column in &columns.status {
            let cell = row.cell(Some(*column));
            match standing(&cell) {
                Some(standing) if !cell.is_empty() => note(standing),
                Some(_) => {}
                None => self.unknown_statuses += 1,
            }
        }
        let flags: [(&[usize], bool, Standing); 4] = [
            (&columns.gone, true, Standing::Gone),
            (&columns.disabled, true, Standing::Disabled),
            (&columns.active, false, Standing::Gone),
            (&columns.enabled, false, Standing::Disabled),
        ];
        for (columns, leaving, standing) in flags {
            for column in columns {
                match yes(&row.cell(Some(*column))) {
                    Some(yes) if yes == leaving => note(standing),
                    Some(_) => note(Standing::Here),
                    None => {}
                }
            }
        }
        let cell = |column: &usize| row.cell(Some(*column));
        if columns
            .control
            .iter()
            .any(|column| disabled_by_flags(&cell(column)))
        {
            note(Standing::Disabled);
        }
        let only_reason =
            columns.left.is_empty() && columns.status.is_empty() && columns.gone.is_empty();
        if only_reason && columns.reason.iter().any(|column| is_reason(&cell(column))) {
            note(Standing::Gone);
        }
        found
    }

    /// Members who left in the 365 days up to the day of the count, if any day is given.
    pub(super) fn left_last_year(&self) -> Option<u32> {
        (self.dated_leavers > 0).then_some(self.last_year)
    }

    /// What was assumed, in sentences.
    pub(super) fn notes(&self, on: Date) -> Vec<String> {
        let mut notes = Vec::new();
        let mut say = |when: bool, what: String| notes.extend(when.then_some(what));
        let Self {
            left,
            leave_later,
            start_later,
            ..
        } = *self;
        say(
            left + leave_later + start_later > 0,
            format!(
                "people are counted as of {on} (roster_date, else the scenario's start): {left} had left, {start_later} start later and do not count, {leave_later} leave later and count"
            ),
        );
        let number = self.gone_by_status;
        say(
            number > 0,
            format!("people who left by their status, without a date: {number}"),
        );
        let number = self.gone_though_active;
        say(
            number > 0,
            format!(
                "people of a present status whose day of leaving is past, counted as gone: {number}"
            ),
        );
        let number = self.here_though_gone;
        say(
            number > 0,
            format!(
                "people of a status of leaving whose day of leaving is still to come, counted: {number}"
            ),
        );
        let number = self.unknown_statuses;
        say(
            number > 0,
            format!("statuses that are not understood, counted as people at work: {number}"),
        );
        let number = self.unreadable_hires;
        say(
            number > 0,
            format!("unreadable hire dates, counted as started: {number}"),
        );
        notes
    }
}
