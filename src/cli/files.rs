//! Rosters and device lists that a scenario names.

use std::cell::RefCell;
use std::fs::File;
use std::path::Path;

use serde::Serialize;
use serde_json::{Map, Value};

use super::exit;
use super::failure::{Failure, KINDS};
use crate::import::{self, ImportError, SkipReason};
use crate::scenario::{
    DepartmentFacts, DeviceFacts, DeviceFiles, Problem, ReadAggregates, RosterFacts, RosterFile,
};

/// Reads exports with [`import`], and remembers what went wrong and what was
/// assumed.
#[derive(Debug, Default)]
pub struct Exports {
    errors: RefCell<Vec<ImportError>>,
    notes: RefCell<Vec<String>>,
    aggregates: RefCell<Map<String, Value>>,
}

impl ReadAggregates for Exports {
    fn roster(&self, file: &RosterFile) -> Result<RosterFacts, String> {
        let path = file.path.as_path();
        let read =
            open(path).and_then(|bytes| import::read_roster(&shown(path), bytes, Some(file.on)));
        let roster = read.map_err(|error| self.refuse(error))?;
        self.note(path, &roster.notes, roster.rows_read, &roster.rows_skipped);
        self.keep("roster", &roster);
        let department = |d: import::DepartmentCount| DepartmentFacts {
            name: d.name,
            heads: d.heads,
            frontline: d.frontline,
            contractors: d.contractors,
        };
        Ok(RosterFacts {
            headcount: roster.headcount,
            contractors: roster.contractors,
            guests: roster.guests,
            departments: roster.departments.into_iter().map(department).collect(),
            sites: roster.sites,
        })
    }

    fn devices(&self, files: &DeviceFiles) -> Result<DeviceFacts, String> {
        let path = files.paths[0].as_path();
        let read = open(path).and_then(|file| import::read_devices(&shown(path), file));
        let devices = read.map_err(|error| self.refuse(error))?;
        self.note(
            path,
            &devices.notes,
            devices.rows_read,
            &devices.rows_skipped,
        );
        self.keep("devices", &devices);
        Ok(DeviceFacts {
            windows: devices.computers.windows,
            macos: devices.computers.macos,
            chromeos: devices.computers.chromeos,
            other_computers: devices.computers.other,
            ios: devices.phones.ios,
            android: devices.phones.android,
            shared_computers: devices.shared_computers,
        })
    }
}

impl Exports {
    /// What was assumed or left out, in sentences.
    pub fn notes(&self) -> Vec<String> {
        self.notes.borrow().clone()
    }

    /// Totals of what was read, without what depends on the rows' number or
    /// order; `Null` if nothing was.
    pub fn aggregates(&self) -> Value {
        let aggregates = self.aggregates.borrow();
        if aggregates.is_empty() {
            Value::Null
        } else {
            Value::Object(aggregates.clone())
        }
    }

    /// The failure of a scenario with these problems. When all are of exports,
    /// the exit code says so, and the problems carry the importers' own names.
    pub fn failure(&self, mut problems: Vec<Problem>) -> Failure {
        let of_exports = problems.iter().all(|p| p.id == "scenario::file");
        let errors = self.errors.borrow();
        for problem in problems.iter_mut().filter(|p| p.id == "scenario::file") {
            let cause = errors
                .iter()
                .find(|error| problem.message.contains(&error.to_string()));
            if let Some(cause) = cause {
                problem.id = cause.id();
                problem.expected = cause.expected().map(str::to_owned);
                problem.nearest = cause.nearest().map(str::to_owned);
            }
        }
        let code_of = |id: &str| {
            let kind = KINDS.iter().find(|(known, ..)| *known == id);
            kind.map_or(exit::UNUSABLE_EXPORT, |(_, code, _)| *code)
        };
        let code = if of_exports {
            // Unreadable files come first: nothing is known of their content.
            problems.iter().map(|p| code_of(p.id)).max()
        } else {
            None
        };
        Failure::Problems {
            code: code.unwrap_or(exit::SCENARIO),
            problems,
        }
    }

    fn keep(&self, kind: &str, aggregate: &impl Serialize) {
        // Texts and whole numbers can always be written.
        let mut value = serde_json::to_value(aggregate).unwrap_or_default();
        if let Some(map) = value.as_object_mut() {
            map.retain(|key, _| !["rows_read", "rows_skipped", "notes"].contains(&key.as_str()));
        }
        self.aggregates.borrow_mut().insert(kind.to_owned(), value);
    }

    fn refuse(&self, error: ImportError) -> String {
        let message = error.to_string();
        self.errors.borrow_mut().push(error);
        message
    }

    fn note(&self, path: &Path, said: &[String], rows: u32, skipped: &[(SkipReason, u32)]) {
        let file = shown(path);
        let mut notes = self.notes.borrow_mut();
        notes.extend(said.iter().map(|note| format!("{file}: {note}")));
        let skipped = || {
            skipped
                .iter()
                .filter(|(reason, _)| *reason != SkipReason::Blank)
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
    }
}

fn open(path: &Path) -> Result<File, ImportError> {
    File::open(path).map_err(|error| ImportError::Unreadable {
        file: shown(path),
        kind: error.kind(),
    })
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
