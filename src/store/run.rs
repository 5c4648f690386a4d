//! A run folder that is being written.

use super::codec::StoredSimulation;
use super::file::{self, Kind};
use super::manifest::{self, Batches, Budget, Manifest, RECORDS, Session};
use super::records::{RecordReader, RecordWriter};
use super::stored::StoredRun;
use super::{StoreError, csv, swap};
use crate::answer::table::{Cell, ColumnDoc, Table};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The file that says what the tables' columns are.
const COLUMNS: &str = "columns.json";

/// A run folder, locked for this process. Dropping it unfinished keeps what was
/// written, and loses simulations after the last [`RunFolder::flush`] and full batch.
#[derive(Debug)]
pub struct RunFolder {
    /// Where the answer will be.
    folder: PathBuf,
    /// Where it is made.
    work: PathBuf,
    lock: Option<File>,
    manifest: Manifest,
    records: RecordWriter,
    /// Files of this answer, and their sums.
    files: BTreeMap<String, String>,
    columns: BTreeMap<String, Vec<ColumnDoc>>,
}

impl RunFolder {
    /// Takes over what `found` describes in `work`.
    pub(super) fn open(
        mut manifest: Manifest,
        found: Option<Manifest>,
        folder: &Path,
        work: &Path,
        lock: File,
    ) -> Result<Self, StoreError> {
        file::sweep(work)?;
        let records = work.join(RECORDS);
        if let Some(found) = found.as_ref().filter(|found| found.complete) {
            // What is built on must be what the manifest says.
            StoredRun::new(work, found.clone()).records().verify()?;
        }
        // Until the end, the old answer's files are the folder's.
        manifest.files = found.map(|found| found.files).unwrap_or_default();
        if file::kind(&records).is_none() {
            manifest.write(work)?;
        }
        let records = RecordWriter::open(&records, manifest.owner())?;
        (manifest.simulations, manifest.draws) = (records.simulations(), records.draws());
        manifest.write(work)?;
        Ok(Self {
            folder: folder.to_path_buf(),
            work: work.to_path_buf(),
            lock: Some(lock),
            manifest,
            records,
            files: BTreeMap::new(),
            columns: BTreeMap::new(),
        })
    }

    /// Where the answer will be.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Simulations so far.
    pub fn done(&self) -> u64 {
        self.records.simulations()
    }

    /// Adds the next unit of the experiment's list.
    ///
    /// # Errors
    /// [`StoreError::Io`].
    pub fn push(&mut self, simulation: StoredSimulation) -> Result<(), StoreError> {
        self.records.push(simulation)
    }

    /// Puts all simulations on the disk. Full batches are there already; call it when
    /// stopping, and every few seconds when simulations are slow.
    ///
    /// # Errors
    /// [`StoreError::Io`].
    pub fn flush(&mut self) -> Result<(), StoreError> {
        self.records.flush()
    }

    /// All simulations so far, batch by batch, after a flush.
    ///
    /// # Errors
    /// [`StoreError::Io`].
    pub fn records(&mut self) -> Result<RecordReader, StoreError> {
        self.records.flush()?;
        let folder = self.work.join(RECORDS);
        let (owner, batches) = (self.manifest.owner(), self.records.batches());
        Ok(RecordReader::new(&folder, owner, batches, None))
    }

    /// Writes a text, such as `scenario.toml`.
    ///
    /// # Errors
    /// [`StoreError::Io`].
    ///
    /// # Panics
    /// If `name` is no plain name of a file.
    pub fn write_text(&mut self, name: &str, text: &str) -> Result<(), StoreError> {
        self.write(name, |out| out.write_all(text.as_bytes()))
    }

    /// Writes indented JSON, such as `summary.json`; NaN becomes `null`.
    ///
    /// # Errors
    /// [`StoreError::Io`].
    ///
    /// # Panics
    /// If `name` is no plain name of a file.
    pub fn write_json(&mut self, name: &str, value: &impl Serialize) -> Result<(), StoreError> {
        self.write(name, |out| manifest::json(out, value))
    }

    /// Writes a table, and its columns into `columns.json` at the end.
    ///
    /// # Errors
    /// [`StoreError::Io`].
    ///
    /// # Panics
    /// If the name is no plain name of a file.
    pub fn write_table<R>(&mut self, table: Table<R>) -> Result<(), StoreError>
    where
        R: IntoIterator<Item = Vec<Cell>>,
    {
        let rows = table.rows.into_iter();
        self.write(&table.name, |out| csv::write(out, &table.columns, rows))?;
        self.columns.insert(table.name, table.columns);
        Ok(())
    }

    /// Notes how this part of the run came about.
    ///
    /// # Errors
    /// [`StoreError::Io`].
    pub fn append_session(&self, session: &Session) -> Result<(), StoreError> {
        manifest::append(&self.work, session)
    }

    /// Notes the number of simulations that a time came to.
    ///
    /// # Errors
    /// [`StoreError::Io`].
    pub fn note_budget(&self, budget: &Budget) -> Result<(), StoreError> {
        manifest::append(&self.work, budget)
    }

    /// Declares the answer complete: writes the manifest last, and puts a forced
    /// run in the old one's place. There may be fewer simulations than were asked for, if
    /// a rule stopped the run.
    ///
    /// # Errors
    /// [`StoreError::Io`].
    pub fn finish(mut self) -> Result<StoredRun, StoreError> {
        self.records.flush()?;
        let columns = std::mem::take(&mut self.columns);
        self.write_json(COLUMNS, &columns)?;
        for stale in self.manifest.files.keys() {
            let path = self.work.join(stale);
            if !self.files.contains_key(stale) && file::kind(&path) == Some(Kind::File) {
                file::remove(&path)?;
            }
        }
        self.manifest.files = self.files;
        (self.manifest.simulations, self.manifest.draws) =
            (self.records.simulations(), self.records.draws());
        self.manifest.records = Batches {
            batches: self.records.batches(),
            checksum: self.records.checksum(),
        };
        self.manifest.complete = true;
        self.manifest.write(&self.work)?;
        if self.work != self.folder {
            if cfg!(windows) {
                // Windows moves no folder with an open file in it.
                self.lock = None;
            }
            swap::swap(&self.work, &self.folder)?;
        }
        Ok(StoredRun::new(&self.folder, self.manifest))
    }

    fn write(
        &mut self,
        name: &str,
        fill: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
    ) -> Result<(), StoreError> {
        assert!(
            file::is_plain_name(name) && !manifest::is_reserved(name),
            "{name:?} is no name for a file of a run"
        );
        if !self.manifest.files.contains_key(name) {
            self.manifest.files.insert(name.to_owned(), String::new());
            self.manifest.write(&self.work)?;
        }
        let sum = file::replace(&self.work.join(name), fill)?;
        self.files.insert(name.to_owned(), sum);
        Ok(())
    }
}
