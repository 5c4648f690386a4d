//! A personnel roster, as counts by department and site.

use std::io::Read;

use serde::Serialize;

use super::error::ImportError;
use super::layout::ROSTER;
use super::private::{Groups, SMALLEST_GROUP, Seen};
use super::skipped::{SkipReason, Skipped};
use super::table::{Row, Table};
use super::worker::{WorkerType, frontline, shift_is_frontline, worker_type};
use crate::units::Date;

/// What a roster says of an organisation, and nothing of a person. Counts are
/// of people. The order of the rows does not matter, unless rows of one person
/// disagree: the first counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RosterAggregate {
    /// Employees and contractors at work on the date of the count.
    pub headcount: u32,
    /// Accounts of other organisations' people, not in the head-count.
    pub guests: u32,
    /// Contractors, in the head-count.
    pub contractors: u32,
    /// By name. Departments of fewer than five people are merged into `Other`.
    pub departments: Vec<DepartmentCount>,
    /// Head-count by site, by name; small sites are merged likewise.
    pub sites: Vec<(String, u32)>,
    /// Employees and contractors who left in the 365 days up to the date of the
    /// count; `None` without such a date, or when the roster names no leavers.
    pub terminated_last_year: Option<u32>,
    /// Rows below the header.
    pub rows_read: u32,
    /// Rows not counted, by reason.
    pub rows_skipped: Vec<(SkipReason, u32)>,
    /// What was assumed, in sentences for the user.
    pub notes: Vec<String>,
}

/// A department's people.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct DepartmentCount {
    /// The department's name, or `Other`.
    pub name: String,
    /// Employees and contractors.
    pub heads: u32,
    /// Frontline workers, in `heads`.
    pub frontline: u32,
    /// Contractors, in `heads`.
    pub contractors: u32,
    /// Guests, not in `heads`.
    pub guests: u32,
}

/// Reads a roster from CSV. `name` is what errors call the file.
///
/// Counted are people without a termination date, or, given `as_of`, with a
/// later one; with `as_of` nobody who is hired later. A person in several rows
/// counts once. Without a worker type everybody is an employee; without a
/// frontline column, shifts other than the day's make a frontline worker.
///
/// # Errors
/// [`ImportError`] when the file is no roster or too little of it is readable.
pub fn read_roster(
    name: &str,
    reader: impl Read,
    as_of: Option<Date>,
) -> Result<RosterAggregate, ImportError> {
    let mut table = Table::open(name, reader, &[&ROSTER])?;
    let columns = Columns::of(&table);
    let mut skipped = Skipped::default();
    let mut count = Count::default();
    while let Some(row) = table.next_row(&mut skipped) {
        if let Err(reason) = count.add(&row, &columns, as_of) {
            skipped.add(row.line, reason);
        }
    }
    table.enough(&skipped)?;
    Ok(count.publish(&columns, as_of, table.rows_read(), skipped))
}

/// Where the roster's columns are.
struct Columns {
    person: Option<usize>,
    department: Option<usize>,
    site: Option<usize>,
    worker_type: Option<usize>,
    hired: Option<usize>,
    left: Option<usize>,
    frontline: Option<usize>,
    shift: Option<usize>,
}

/// The counts while reading.
#[derive(Default)]
struct Count {
    seen: Seen,
    departments: Groups<DepartmentCount>,
    sites: Groups<u32>,
    left_last_year: u32,
    dated_leavers: u32,
    unknown_types: u32,
    unknown_styles: u32,
    unreadable_hires: u32,
}

impl Columns {
    fn of(table: &Table) -> Columns {
        Columns {
            person: table.column("person").or(table.column("email")),
            department: table.column("department"),
            site: table.column("site"),
            worker_type: table.column("type"),
            hired: table.column("hired"),
            left: table.column("left"),
            frontline: table.column("frontline"),
            shift: table.column("shift"),
        }
    }
}

impl Count {
    fn add(&mut self, row: &Row, columns: &Columns, as_of: Option<Date>) -> Result<(), SkipReason> {
        let left = row.cell(columns.left);
        let left = match date(&left) {
            None if !left.is_empty() => return Err(SkipReason::BadDate),
            date => date,
        };
        let stated_type = worker_type(&row.cell(columns.worker_type));
        let kind = stated_type.unwrap_or(WorkerType::Employee);
        if let Some(left) = left {
            self.dated_leavers += 1;
            if as_of.is_none_or(|day| left <= day) {
                let recent = as_of.is_some_and(|day| day.days_since(left) < 365);
                self.left_last_year += u32::from(recent && kind != WorkerType::Guest);
                return Err(SkipReason::Left);
            }
        }
        let hired = row.cell(columns.hired);
        let unreadable_hire = date(&hired).is_none() && !hired.is_empty();
        if date(&hired)
            .zip(as_of)
            .is_some_and(|(hired, day)| hired > day)
        {
            return Err(SkipReason::NotStarted);
        }
        if !self.seen.first(&row.cell(columns.person)) {
            return Err(SkipReason::Repeated);
        }
        self.unreadable_hires += u32::from(unreadable_hire);
        self.unknown_types += u32::from(stated_type.is_none());
        let department = self.departments.entry(&row.cell(columns.department));
        if kind == WorkerType::Guest {
            department.guests += 1;
            return Ok(());
        }
        let style = match columns.frontline {
            Some(_) => frontline(&row.cell(columns.frontline)),
            None => Some(shift_is_frontline(&row.cell(columns.shift))),
        };
        self.unknown_styles += u32::from(style.is_none());
        department.heads += 1;
        department.frontline += u32::from(style == Some(true));
        department.contractors += u32::from(kind == WorkerType::Contractor);
        if columns.site.is_some() {
            *self.sites.entry(&row.cell(columns.site)) += 1;
        }
        Ok(())
    }

    fn publish(
        self,
        columns: &Columns,
        as_of: Option<Date>,
        rows_read: u32,
        skipped: Skipped,
    ) -> RosterAggregate {
        let mut notes = self.notes(columns, as_of);
        let (departments, hidden) = self
            .departments
            .published(|count| count.heads + count.guests, DepartmentCount::merge);
        let (sites, hidden_sites) = self.sites.published(|count| *count, |sum, n| *sum += n);
        let mut note_hidden = |number, what: &str| {
            if number > 0 {
                notes.push(format!(
                    "{what} of fewer than {SMALLEST_GROUP} people merged: {number}"
                ));
            }
        };
        note_hidden(hidden, "departments");
        note_hidden(hidden_sites, "sites");
        let departments: Vec<DepartmentCount> = departments
            .into_iter()
            .map(|(name, count)| DepartmentCount { name, ..count })
            .collect();
        let total = |part: fn(&DepartmentCount) -> u32| departments.iter().map(part).sum();
        RosterAggregate {
            headcount: total(|d| d.heads),
            guests: total(|d| d.guests),
            contractors: total(|d| d.contractors),
            terminated_last_year: as_of
                .filter(|_| self.dated_leavers > 0)
                .map(|_| self.left_last_year),
            departments,
            sites,
            rows_read,
            rows_skipped: skipped.into_counts(),
            notes,
        }
    }

    fn notes(&self, columns: &Columns, as_of: Option<Date>) -> Vec<String> {
        let mut notes = Vec::new();
        let mut say = |when: bool, what: String| notes.extend(when.then_some(what));
        let plain = |text: &str| text.to_owned();
        say(
            columns.worker_type.is_none(),
            plain("no worker type column: everybody counted as an employee"),
        );
        let unknown = self.unknown_types;
        say(
            unknown > 0,
            format!("unknown worker types, counted as employees: {unknown}"),
        );
        say(
            columns.frontline.is_none() && columns.shift.is_some(),
            plain("no frontline column: shifts other than the day's counted as frontline"),
        );
        say(
            columns.frontline.is_none() && columns.shift.is_none(),
            plain("no frontline column and no shift column: nobody counted as frontline"),
        );
        let unknown = self.unknown_styles;
        say(
            unknown > 0,
            format!("unreadable frontline cells, counted as no: {unknown}"),
        );
        let unread = self.unreadable_hires;
        say(
            unread > 0,
            format!("unreadable hire dates, counted as started: {unread}"),
        );
        say(
            as_of.is_none() && self.dated_leavers > 0,
            plain("no date given: everybody with a termination date counted as gone"),
        );
        notes
    }
}

impl RosterAggregate {
    /// Frontline workers in the head-count.
    pub fn frontline(&self) -> u32 {
        self.departments
            .iter()
            .map(|department| department.frontline)
            .sum()
    }
}

impl DepartmentCount {
    fn merge(&mut self, other: DepartmentCount) {
        self.heads += other.heads;
        self.frontline += other.frontline;
        self.contractors += other.contractors;
        self.guests += other.guests;
    }
}

/// An ISO date, alone or at the start of an ISO time.
fn date(text: &str) -> Option<Date> {
    let rest = text.get(10..)?;
    (rest.is_empty() || rest.starts_with(['T', ' '])).then(|| Date::parse(&text[..10]))?
}

#[cfg(test)]
#[path = "roster_tests.rs"]
mod tests;
