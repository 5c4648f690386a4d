//! StoredRun units on the disk, in batches, in the order of the experiment's list.

use super::StoreError;
use super::codec::{self, FORMAT, StoredUnit, Undecodable};
use super::file::{self, io_error};
use super::id::hex;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// Units of a full batch.
pub const BATCH_UNITS: usize = 16;

/// End of a batch's name.
const EXTENSION: &str = ".units";

/// Reads batches in order; memory holds one at a time.
#[derive(Debug)]
pub struct RecordReader {
    folder: PathBuf,
    next: u32,
    batches: u32,
}

impl RecordReader {
    pub(super) fn new(folder: &Path, batches: u32) -> Self {
        Self {
            folder: folder.to_path_buf(),
            next: 0,
            batches,
        }
    }
}

impl Iterator for RecordReader {
    type Item = Result<Vec<StoredUnit>, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.next == self.batches {
            return None;
        }
        let units = read(&self.folder, self.next).map(|(units, _)| units);
        self.next += 1;
        Some(units)
    }
}

/// Appends units. A full batch is written at once; a part of one by
/// [`RecordWriter::flush`], and then again when it has more.
#[derive(Debug)]
pub(super) struct RecordWriter {
    folder: PathBuf,
    /// Sums of the full batches' files, in order.
    sums: Sha256,
    full: u32,
    part: Vec<StoredUnit>,
    /// How many of `part` are on the disk.
    flushed: usize,
    draws: u32,
}

impl RecordWriter {
    /// Goes on after the batches that are there, all of which are verified. Those
    /// after a gap are removed: their units will be computed again.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        fs::create_dir_all(folder).map_err(io_error("create", folder))?;
        file::sweep(folder)?;
        let mut writer = Self {
            folder: folder.to_path_buf(),
            sums: Sha256::new(),
            full: 0,
            part: Vec::new(),
            flushed: 0,
            draws: 0,
        };
        while writer.part.is_empty() && writer.path().exists() {
            let (units, sum) = read(folder, writer.full)?;
            writer.draws = writer.draws.max(draws(&units));
            if units.len() == BATCH_UNITS {
                writer.sums.update(sum);
                writer.full += 1;
            } else {
                writer.flushed = units.len();
                writer.part = units;
            }
        }
        let kept = writer.batches();
        for path in file::entries(folder)? {
            if number(&path).is_some_and(|batch| batch >= kept) {
                fs::remove_file(&path).map_err(io_error("remove", &path))?;
            }
        }
        Ok(writer)
    }

    /// Units so far, in memory or on the disk.
    pub fn units(&self) -> u64 {
        u64::from(self.full) * BATCH_UNITS as u64 + self.part.len() as u64
    }

    /// Draws so far.
    pub fn draws(&self) -> u32 {
        self.draws
    }

    /// Batches so far, the last perhaps in part.
    pub fn batches(&self) -> u32 {
        self.full + u32::from(!self.part.is_empty())
    }

    /// Adds the next unit.
    pub fn push(&mut self, unit: StoredUnit) -> Result<(), StoreError> {
        self.draws = self.draws.max(unit.unit.draw.saturating_add(1));
        self.part.push(unit);
        if self.part.len() == BATCH_UNITS {
            let sum = self.write()?;
            self.sums.update(sum);
            self.full += 1;
            self.part.clear();
            self.flushed = 0;
        }
        Ok(())
    }

    /// Puts a batch that has only a part of its units on the disk.
    pub fn flush(&mut self) -> Result<(), StoreError> {
        if self.flushed < self.part.len() {
            self.write()?;
            self.flushed = self.part.len();
        }
        Ok(())
    }

    /// Sum over the sums of all batches.
    pub fn checksum(&self) -> String {
        let mut sums = self.sums.clone();
        if !self.part.is_empty() {
            let bytes = codec::encode(self.full, &self.part);
            sums.update(hex(&Sha256::digest(&bytes)));
        }
        hex(&sums.finalize())
    }

    fn write(&self) -> Result<String, StoreError> {
        let bytes = codec::encode(self.full, &self.part);
        file::replace(&self.path(), |out| out.write_all(&bytes))
    }

    fn path(&self) -> PathBuf {
        path(&self.folder, self.full)
    }
}

/// The sum of [`RecordWriter::checksum`] over the files of a finished run.
pub(super) fn checksum(folder: &Path, batches: u32) -> Result<String, StoreError> {
    let mut sums = Sha256::new();
    for batch in 0..batches {
        sums.update(hex(&Sha256::digest(file::read(&path(folder, batch))?)));
    }
    Ok(hex(&sums.finalize()))
}

/// How many batches there are before the first gap; a part of one is the last.
pub(super) fn batches(folder: &Path) -> Result<u32, StoreError> {
    let mut count = 0;
    while path(folder, count).exists() {
        let (units, _) = read(folder, count)?;
        count += 1;
        if units.len() < BATCH_UNITS {
            break;
        }
    }
    Ok(count)
}

fn read(folder: &Path, batch: u32) -> Result<(Vec<StoredUnit>, String), StoreError> {
    let file = path(folder, batch);
    let bytes = file::read(&file)?;
    let damaged = |file, reason| StoreError::Damaged { file, reason };
    match codec::decode(batch, &bytes) {
        Ok(units) if (1..=BATCH_UNITS).contains(&units.len()) => {
            Ok((units, hex(&Sha256::digest(&bytes))))
        }
        Ok(_) => Err(damaged(file, "it has no or too many units")),
        Err(Undecodable::Damaged(reason)) => Err(damaged(file, reason)),
        Err(Undecodable::Format(found)) => Err(StoreError::OtherFormat {
            file,
            found: u64::from(found),
            known: FORMAT,
        }),
    }
}

fn path(folder: &Path, batch: u32) -> PathBuf {
    folder.join(format!("{batch:06}{EXTENSION}"))
}

/// The number of a batch's file.
fn number(path: &Path) -> Option<u32> {
    file::name(path).strip_suffix(EXTENSION)?.parse().ok()
}

fn draws(units: &[StoredUnit]) -> u32 {
    let after = units.iter().map(|unit| unit.unit.draw.saturating_add(1));
    after.max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{damage, stored_unit};
    use super::*;

    fn write(folder: &Path, replicates: std::ops::Range<u32>) -> RecordWriter {
        let mut writer = RecordWriter::open(folder).unwrap();
        for replicate in replicates {
            writer.push(stored_unit(replicate, 3, 2)).unwrap();
        }
        writer.flush().unwrap();
        writer
    }

    fn bytes(folder: &Path) -> Vec<(String, Vec<u8>)> {
        let paths = file::entries(folder).unwrap();
        let content = |path: &PathBuf| (file::name(path), fs::read(path).unwrap());
        paths.iter().map(content).collect()
    }

    #[test]
    fn parts_become_the_same_files_as_one_writing() {
        let (whole, parts) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let last = write(whole.path(), 0..37);
        assert_eq!((last.units(), last.batches(), last.draws()), (37, 3, 19));
        for range in [0..1, 1..8, 8..16, 16..16, 16..37] {
            let writer = write(parts.path(), range.clone());
            assert_eq!(writer.units(), u64::from(range.end));
        }
        assert_eq!(bytes(whole.path()), bytes(parts.path()));
        assert_eq!(last.checksum(), checksum(parts.path(), 3).unwrap());
        let read: Vec<u32> = RecordReader::new(parts.path(), 3)
            .flat_map(|batch| batch.unwrap())
            .map(|unit| unit.unit.replicate)
            .collect();
        assert!(read.into_iter().eq(0..37));
    }

    #[test]
    fn what_follows_a_gap_is_computed_again() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), 0..40);
        fs::remove_file(path(folder.path(), 1)).unwrap();
        fs::write(file::temporary(&path(folder.path(), 1)), "half").unwrap();
        let writer = RecordWriter::open(folder.path()).unwrap();
        assert_eq!((writer.units(), bytes(folder.path()).len()), (16, 1));
    }

    #[test]
    fn a_damaged_batch_is_named() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), 0..20);
        damage(&path(folder.path(), 1));
        let error = RecordWriter::open(folder.path()).unwrap_err();
        assert_eq!(error.exit_code(), 16);
        assert_eq!(error.path(), path(folder.path(), 1));
        let read: Vec<bool> = RecordReader::new(folder.path(), 2)
            .map(|b| b.is_ok())
            .collect();
        assert_eq!(read, [true, false]);
    }
}
