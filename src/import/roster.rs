//! A personnel roster, as counts by department and site.

use std::io::Read;

use serde::Serialize;

use super::date::{self, Order};
use super::error::ImportError;
use super::presence::{Columns, Dates, Presence};
use super::private::{Groups, Published, SMALLEST_GROUP, Seen};
use super::roster_columns::ROSTER;
use super::row::Row;
use super::skipped::{SkipReason, Skipped};
use super::table::Table;
use super::worker::{WorkerType, frontline, shift_is_frontline, worker_type};
use crate::units::Date;

/// What a roster says of an organisation, and nothing of a person. Counts are
/// of people. The order of the rows does not matter, unless rows of one person
/// disagree: the first counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RosterAggregate {
    /// Employees and contractors at work on the date of the count.
    pub headcount: u32,
    /// Accounts of other organisations' people, not in the headcount.
    pub guests: u32,
    /// Contractors, in the headcount.
    pub contractors: u32,
    /// By name. Departments of fewer than five people are merged into `Other`.
    pub departments: Vec<DepartmentCount>,
    /// Headcount by site, by name; small sites are merged likewise.
    pub sites: Vec<(String, u32)>,
    /// Employees and contractors who left in the 365 days up to the date of the
    /// count; `None` when the roster names no day of leaving.
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

/// How to read a roster.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RosterReading {
    /// The day on which people are counted.
    pub on: Date,
    /// Whether a date such as 03/04/2026 has its day first; `None` asks the file's dates.
    pub day_first: Option<bool>,
    /// Share of rows that may be unreadable [0..1].
    pub unreadable: f64,
}

/// Reads a roster from CSV. `name` is what errors call the file.
///
/// Counted are the people of the day that is asked for: who left by then, or starts later,
/// is not, nor is who has a status of leaving without a date, a disabled account, or no
/// body. A person in several rows counts once. Without a worker type everybody is an
/// employee; without a frontline column, shifts other than the day's make a frontline
/// worker.
///
/// # Errors
/// [`ImportError`] when the file is no roster, too little of it is readable, or it depends
/// on the order of day and month who is counted.
pub fn read_roster(
    name: &str,
    reader: impl Read,
    reading: &RosterReading,
) -> Result<RosterAggregate, ImportError> {
    let mut table = Table::open(name, reader, &[&ROSTER])?;
    let columns = Columns::of(&mut table);
    let day_first = reading.day_first.or_else(|| order(&mut table, &columns));
    let dates = Dates {
        on: reading.on,
        day_first,
    };
    let mut skipped = Skipped::default();
    let mut count = Count::default();
    while let Some(row) = table.next_row(&mut skipped) {
        if let Err(reason) = count.add(&row, &columns, dates) {
            skipped.add(row.line, reason);
        }
    }
    table.enough(&skipped, reading.unreadable)?;
    if let Some(line) = count.presence.undecided_line {
        return Err(ImportError::AmbiguousDates {
            file: table.file().to_owned(),
            line,
            people: count.presence.undecided,
        });
    }
    Ok(count.publish(&table, &columns, reading.on, skipped))
}

/// The order of day and month that the dates of a table show, if they show one.
fn order(table: &mut Table, columns: &Columns) -> Option<bool> {
    let mut order = Order::default();
    let mut unused = Skipped::default();
    while let Some(row) = table.next_row(&mut unused) {
        for column in columns.dates() {
            order.learn(&row.cell(Some(column)));
        }
    }
    table.rewind();
    order.day_first()
}

/// The counts while reading.
#[derive(Default)]
struct Count {
    seen: Seen,
    presence: Presence,
    departments: Groups<DepartmentCount>,
    sites: Groups<u32>,
    without_department: u32,
    expired_contracts: u32,
    unknown_types: u32,
    unknown_styles: u32,
    unknown_shifts: u32,
}

impl Count {
    fn add(&mut self, row: &Row, columns: &Columns, dates: Dates) -> Result<(), SkipReason> {
        let (kind, known) = kind(row, columns);
        if kind == WorkerType::Nobody {
            return Err(SkipReason::Nobody);
        }
        self.presence
            .at_work(row, columns, dates, kind != WorkerType::Guest)?;
        if !self.seen.first(&row.first(&columns.person)) {
            return Err(SkipReason::Repeated);
        }
        self.unknown_types += u32::from(!known);
        let contract = date::read(&row.first(&columns.contract));
        let ended = dates.certain(contract).is_some_and(|day| day < dates.on);
        let department = row.cell(columns.department);
        let blank = department.is_empty();
        let department = self.departments.entry(&department);
        if kind == WorkerType::Guest {
            department.guests += 1;
            return Ok(());
        }
        self.without_department += u32::from(blank);
        self.expired_contracts += u32::from(ended);
        let style = match (columns.frontline, columns.shift) {
            (None, None) => Some(false),
            (None, shift) => {
                let style = shift_is_frontline(&row.cell(shift));
                self.unknown_shifts += u32::from(style.is_none());
                Some(style == Some(true))
            }
            (style, _) => frontline(&row.cell(style)),
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
        table: &Table,
        columns: &Columns,
        on: Date,
        skipped: Skipped,
    ) -> RosterAggregate {
        let mut notes = self.notes(columns, on);
        notes.extend(table.notes());
        let departments = self
            .departments
            .published(|count| count.heads + count.guests, DepartmentCount::merge);
        let sites = self.sites.published(|count| *count, |sum, n| *sum += n);
        note_merged(&departments, "departments", &mut notes);
        note_merged(&sites, "sites", &mut notes);
        let departments: Vec<DepartmentCount> = departments
            .groups
            .into_iter()
            .map(|(name, count)| DepartmentCount { name, ..count })
            .collect();
        let total = |part: fn(&DepartmentCount) -> u32| departments.iter().map(part).sum();
        RosterAggregate {
            headcount: total(|d| d.heads),
            guests: total(|d| d.guests),
            contractors: total(|d| d.contractors),
            terminated_last_year: self.presence.left_last_year(),
            departments,
            sites: sites.groups,
            rows_read: table.rows_read(),
            rows_skipped: skipped.into_counts(),
            notes,
        }
    }

    fn notes(&self, columns: &Columns, on: Date) -> Vec<String> {
        let mut notes = self.presence.notes(on);
        let mut say = |when: bool, what: String| notes.extend(when.then_some(what));
        let plain = |text: &str| text.to_owned();
        let number = self.expired_contracts;
        say(
            number > 0,
            format!("contracts that ended before {on}, whose people are counted: {number}"),
        );
        let number = self.without_department;
        say(
            number > 0,
            format!(
                "people without a department, counted in `Other`: {number}; if they are mailboxes or service accounts, take their rows out"
            ),
        );
        say(
            columns.kinds.is_empty(),
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
        let unknown = self.unknown_shifts;
        say(
            unknown > 0,
            format!("shifts of unknown names, counted as the day's: {unknown}"),
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
        notes
    }
}

/// Says which groups were merged.
fn note_merged<T>(published: &Published<T>, what: &str, notes: &mut Vec<String>) {
    let Published {
        groups,
        small,
        surplus,
        merged,
    } = published;
    let mut reasons = Vec::new();
    if *small > 0 {
        reasons.push(format!(
            "{what} of fewer than {SMALLEST_GROUP} people: {small}"
        ));
    }
    if *surplus > 0 {
        let most = groups.len();
        reasons.push(format!(
            "the smallest {what}, as a plan has at most {most}: {surplus}"
        ));
    }
    if !reasons.is_empty() {
        let reasons = reasons.join(", and ");
        notes.push(format!(
            "{reasons}; merged into `Other`, {merged} people in all"
        ));
    }
}

/// What a row's types say, and whether they are known: a guest if any says so, or nobody,
/// else what the first known one says.
fn kind(row: &Row, columns: &Columns) -> (WorkerType, bool) {
    let mut stated = None;
    let mut known = true;
    for column in &columns.kinds {
        let cell = row.cell(Some(*column));
        match worker_type(&cell) {
            Some(kind @ (WorkerType::Guest | WorkerType::Nobody)) => return (kind, true),
            Some(kind) if !cell.is_empty() => stated = stated.or(Some(kind)),
            Some(_) => {}
            None => known = false,
        }
    }
    // The address of an account that belongs to another organisation.
    let foreign = columns.person.iter().any(|column| {
        let cell = row.cell(Some(*column));
        cell.contains("#EXT#") || cell.contains("#ext#")
    });
    match stated {
        None if foreign => (WorkerType::Guest, true),
        Some(kind) => (kind, true),
        None => (WorkerType::Employee, known),
    }
}

impl RosterAggregate {
    /// Frontline workers in the headcount.
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

#[cfg(test)]
#[path = "roster_tests.rs"]
mod tests;
