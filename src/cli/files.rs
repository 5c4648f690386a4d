//! Rosters and device lists that a scenario names.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use serde_json::{Map, Value};

use super::exit;
use super::failure::{Failure, KINDS};
use crate::import::{self, ImportError, Taken};
use crate::scenario::{DeviceFacts, DeviceFiles, Problem, ReadAggregates, RosterFacts, RosterFile};

/// Reads exports with [`import`], and remembers what went wrong and what was
/// assumed.
#[derive(Debug, Default)]
pub struct Exports {
    errors: RefCell<Vec<ImportError>>,
    notes: RefCell<Vec<String>>,
    aggregates: RefCell<Map<String, Value>>,
}

/// Problems of a scenario.
#[derive(Debug)]
pub struct Found {
    /// Exit code.
    pub code: u8,
    /// All of them.
    pub problems: Vec<Problem>,
}

impl From<Found> for Failure {
    fn from(found: Found) -> Self {
        Self::Problems {
            code: found.code,
            problems: found.problems,
        }
    }
}

impl ReadAggregates for Exports {
    fn roster(&self, file: &RosterFile) -> Result<RosterFacts, String> {
        self.take("roster", import::roster_facts(file, &opened))
    }

    fn devices(&self, files: &DeviceFiles) -> Result<DeviceFacts, String> {
        self.take("devices", import::device_facts(files, &opened))
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

    /// The problems of a scenario. When all are of exports, the exit code says so, and
    /// the problems carry the importers' own names.
    pub fn found(&self, mut problems: Vec<Problem>) -> Found {
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
        Found {
            code: code.unwrap_or(exit::SCENARIO),
            problems,
        }
    }

    /// Keeps what is said of an export.
    fn take<F>(&self, kind: &str, taken: Result<Taken<F>, ImportError>) -> Result<F, String> {
        let taken = taken.map_err(|error| self.refuse(error))?;
        self.notes.borrow_mut().extend(taken.notes);
        let mut aggregates = self.aggregates.borrow_mut();
        aggregates.insert(kind.to_owned(), taken.totals);
        Ok(taken.facts)
    }

    fn refuse(&self, error: ImportError) -> String {
        let message = error.to_string();
        self.errors.borrow_mut().push(error);
        message
    }
}

fn opened(path: &Path) -> io::Result<Box<dyn Read>> {
    Ok(Box::new(File::open(path)?))
}
