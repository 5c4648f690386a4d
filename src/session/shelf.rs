//! A run folder takes what an experiment hands over.

use crate::answer::table::{Rows, Table};
use crate::experiment::{Handover, Refused};
use crate::store::{RunFolder, StoreError};

/// A run folder, and why it could not take something.
pub struct Shelf<'a> {
    run: &'a mut RunFolder,
    error: Option<StoreError>,
}

impl<'a> Shelf<'a> {
    /// Puts what is handed over into a folder.
    pub fn new(run: &'a mut RunFolder) -> Self {
        Self { run, error: None }
    }

    /// Why the folder refused something, if it did.
    pub fn error(self) -> Option<StoreError> {
        self.error
    }

    fn taken(&mut self, result: Result<(), StoreError>) -> Result<(), Refused> {
        result.map_err(|error| {
            self.error = Some(error);
            Refused
        })
    }
}

impl Handover for Shelf<'_> {
    fn text(&mut self, name: &str, text: &str) -> Result<(), Refused> {
        let written = self.run.write_text(name, text);
        self.taken(written)
    }

    fn table(&mut self, table: Table<Rows<'_>>) -> Result<(), Refused> {
        let written = self.run.write_table(table);
        self.taken(written)
    }
}
