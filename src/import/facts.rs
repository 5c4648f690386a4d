//! What a plan takes from an export, what was assumed in reading it, and the totals that
//! belong to a run's identity.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::Value;

use super::devices::read_devices;
use super::error::ImportError;
use super::roster::{DepartmentCount, RosterReading, read_roster};
use super::skipped::SkipReason;
use crate::scenario::{DepartmentFacts, DeviceFacts, DeviceFiles, RosterFacts, RosterFile};

/// An export as a plan takes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken<F> {
    /// What the plan takes from it.
    pub facts: F,
    /// What was assumed or left out, in sentences that name the file.
    pub notes: Vec<String>,
    /// All totals, without what depends on the number or the order of the rows.
    pub totals: Value,
}

/// Opens a file that a plan names.
pub type Open<'a> = &'a dyn Fn(&Path) -> io::Result<Box<dyn Read>>;

/// Reads a roster.
///
/// # Errors
/// If it cannot be used.
pub fn roster_facts(file: &RosterFile, open: Open<'_>) -> Result<Taken<RosterFacts>, ImportError> {
    let name = file.path.display().to_string();
    let reading = RosterReading {
        on: file.on,
        day_first: file.day_first,
        unreadable: file.unreadable,
    };
    let roster = read_roster(&name, opened(&file.path, open)?, &reading)?;
    let totals = totals(&roster);
    let notes = notes(&name, &roster.notes, roster.rows_read, &roster.rows_skipped);
    let department = |d: DepartmentCount| DepartmentFacts {
        name: d.name,
        heads: d.heads,
        frontline: d.frontline,
        contractors: d.contractors,
    };
    Ok(Taken {
        facts: RosterFacts {
            headcount: roster.headcount,
            contractors: roster.contractors,
            guests: roster.guests,
            departments: roster.departments.into_iter().map(department).collect(),
            sites: roster.sites,
        },
        notes,
        totals,
    })
}

/// Reads device lists.
///
/// # Errors
/// If one cannot be used.
pub fn device_facts(
    files: &DeviceFiles,
    open: Open<'_>,
) -> Result<Taken<DeviceFacts>, ImportError> {
    let list = |path: &PathBuf| Ok((path.display().to_string(), opened(path, open)?));
    let lists: Result<Vec<_>, ImportError> = files.paths.iter().map(list).collect();
    let devices = read_devices(lists?, files.unreadable)?;
    let facts = DeviceFacts {
        windows: devices.computers.windows,
        macos: devices.computers.macos,
        chromeos: devices.computers.chromeos,
        other_computers: devices.computers.other,
        ios: devices.phones.ios,
        android: devices.phones.android,
        shared_computers: devices.shared_computers,
    };
    let names: Vec<String> = files
        .paths
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    let notes = notes(
        &names.join(" and "),
        &devices.notes,
        devices.rows_read,
        &devices.rows_skipped,
    );
    Ok(Taken {
        facts,
        notes,
        totals: totals(&devices),
    })
}

fn opened(path: &Path, open: Open<'_>) -> Result<Box<dyn Read>, ImportError> {
    open(path).map_err(|error| ImportError::Unreadable {
        file: path.display().to_string(),
        kind: error.kind(),
    })
}

fn totals(aggregate: &impl Serialize) -> Value {
    let mut value = serde_json::to_value(aggregate).expect("texts and whole numbers");
    if let Some(map) = value.as_object_mut() {
        map.retain(|key, _| !["rows_read", "rows_skipped", "notes"].contains(&key.as_str()));
    }
    value
}

fn notes(file: &str, said: &[String], rows: u32, skipped: &[(SkipReason, u32)]) -> Vec<String> {
    let mut notes: Vec<String> = said.iter().map(|note| format!("{file}: {note}")).collect();
    let skipped = || {
        let all = skipped.iter();
        all.filter(|(reason, _)| *reason != SkipReason::Blank)
    };
    let left_out: u32 = skipped().map(|(_, count)| count).sum();
    if left_out > 0 {
        let reasons: Vec<String> = skipped()
            .map(|(reason, count)| format!("{count} {reason}"))
            .collect();
        notes.push(format!(
            "{file}: {left_out} of {rows} rows left out ({})",
            reasons.join(", ")
        ));
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Date;

    #[test]
    fn rows_that_are_left_out_are_noted_and_no_part_of_the_totals() {
        let file = RosterFile {
            path: "staff.csv".into(),
            on: Date::from_days(20_000),
            day_first: None,
            unreadable: 0.5,
        };
        let open = |_: &Path| -> io::Result<Box<dyn Read>> {
            let text = "department,employee id\nIT,1\nIT,2\nIT,3\nIT,4\nIT,5\nIT,5\n";
            Ok(Box::new(text.as_bytes()))
        };
        let taken = roster_facts(&file, &open).unwrap();
        assert_eq!(taken.facts.headcount, 5);
        let left_out = "staff.csv: 1 of 6 rows left out (1 ";
        let noted = taken.notes.iter().any(|note| note.starts_with(left_out));
        assert!(noted, "{:?}", taken.notes);
        assert_eq!(taken.totals["headcount"], 5);
        assert!(taken.totals.get("rows_read").is_none());
    }

    #[test]
    fn a_file_that_cannot_be_opened_is_named() {
        let files = DeviceFiles {
            paths: vec!["fleet.csv".into()],
            unreadable: 0.5,
        };
        let missing = |_: &Path| Err(io::ErrorKind::NotFound.into());
        let error = device_facts(&files, &missing).unwrap_err();
        assert_eq!(
            (error.id(), error.file()),
            ("import.unreadable", "fleet.csv")
        );
    }
}
