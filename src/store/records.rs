//! Finished simulations on the disk, in batches, in the order of the experiment's list.

use super::StoreError;
use super::codec::{self, FORMAT, Owner, StoredSimulation, Undecodable};
use super::file::{self, Kind, io_error};
use super::id::hex;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// Simulations of a full batch.
pub const BATCH_UNITS: usize = 16;

/// End of a batch's name.
const EXTENSION: &str = ".simulations";

/// What a manifest says of the records of a finished run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Counted {
    /// Simulations.
    pub simulations: u64,
    /// Draws among them.
    pub draws: u32,
    /// As [`RecordWriter::checksum`] has it.
    pub checksum: String,
}

/// Reads batches in order; memory holds one at a time. Each verifies itself, and the last
/// one comes only if all of them together are what the manifest says.
#[derive(Debug)]
pub struct RecordReader {
    folder: PathBuf,
    owner: Owner,
    next: u32,
    batches: u32,
    expected: Option<Counted>,
    sums: Sha256,
    simulations: u64,
    draws: u32,
}

impl RecordReader {
    /// A reader of so many batches, and of no other: of a finished run they are `expected`.
    pub(super) fn new(
        folder: &Path,
        owner: Owner,
        batches: u32,
        expected: Option<Counted>,
    ) -> Self {
        Self {
            folder: folder.to_path_buf(),
            owner,
            next: 0,
            batches,
            expected,
            sums: Sha256::new(),
            simulations: 0,
            draws: 0,
        }
    }

    /// Reads to the end.
    pub(super) fn verify(self) -> Result<(), StoreError> {
        for batch in self {
            batch?;
        }
        Ok(())
    }

    fn read(&mut self) -> Result<Vec<StoredSimulation>, StoreError> {
        let (simulations, sum) = read(&self.folder, self.owner, self.next)?;
        self.next += 1;
        self.sums.update(sum);
        self.simulations += simulations.len() as u64;
        self.draws = self.draws.max(draws(&simulations));
        if self.next < self.batches {
            if simulations.len() < BATCH_UNITS {
                return Err(self.other("a batch before the last is not full"));
            }
        } else if let Some(expected) = self.expected.take() {
            let found = Counted {
                simulations: self.simulations,
                draws: self.draws,
                checksum: hex(&self.sums.clone().finalize()),
            };
            if found != expected || path(&self.folder, self.next).exists() {
                return Err(self.other("its files are not those of the manifest"));
            }
        }
        Ok(simulations)
    }

    fn other(&self, reason: &'static str) -> StoreError {
        StoreError::Damaged {
            file: self.folder.clone(),
            reason,
        }
    }
}

impl Iterator for RecordReader {
    type Item = Result<Vec<StoredSimulation>, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.next >= self.batches {
            // Without a batch there is nothing that could be wrong but a count.
            let claimed = self
                .expected
                .take()
                .is_some_and(|claimed| claimed.simulations > 0);
            return claimed.then(|| Err(self.other("its files are not those of the manifest")));
        }
        let read = self.read();
        if read.is_err() {
            // Nothing after damage is of use.
            (self.next, self.expected) = (self.batches, None);
        }
        Some(read)
    }
}

/// Appends simulations. A full batch is written at once; a part of one by
/// [`RecordWriter::flush`], and then again when it has more.
#[derive(Debug)]
pub(super) struct RecordWriter {
    folder: PathBuf,
    owner: Owner,
    /// Sums of the full batches' files, in order.
    sums: Sha256,
    full: u32,
    part: Vec<StoredSimulation>,
    /// How many of `part` are on the disk.
    flushed: usize,
    draws: u32,
}

impl RecordWriter {
    /// Goes on after the batches that are there, all of which are verified. Those
    /// after a gap are removed: their simulations will be computed again.
    pub fn open(folder: &Path, owner: Owner) -> Result<Self, StoreError> {
        file::refuse_link(folder)?;
        fs::create_dir_all(folder).map_err(io_error("create", folder))?;
        file::sweep(folder)?;
        let mut writer = Self {
            folder: folder.to_path_buf(),
            owner,
            sums: Sha256::new(),
            full: 0,
            part: Vec::new(),
            flushed: 0,
            draws: 0,
        };
        while writer.part.is_empty() && file::kind(&writer.path()).is_some() {
            let (simulations, sum) = read(folder, owner, writer.full)?;
            writer.draws = writer.draws.max(draws(&simulations));
            if simulations.len() == BATCH_UNITS {
                writer.sums.update(sum);
                writer.full += 1;
            } else {
                writer.flushed = simulations.len();
                writer.part = simulations;
            }
        }
        let kept = writer.batches();
        for path in file::entries(folder)? {
            if number(&path).is_some_and(|batch| batch >= kept) {
                file::remove(&path)?;
            }
        }
        Ok(writer)
    }

    /// Simulations so far, in memory or on the disk.
    pub fn simulations(&self) -> u64 {
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

    /// Adds the next simulation.
    pub fn push(&mut self, simulation: StoredSimulation) -> Result<(), StoreError> {
        self.draws = self.draws.max(simulation.simulation.draw.saturating_add(1));
        self.part.push(simulation);
        if self.part.len() == BATCH_UNITS {
            let sum = self.write()?;
            self.sums.update(sum);
            self.full += 1;
            self.part.clear();
            self.flushed = 0;
        }
        Ok(())
    }

    /// Puts a batch that has only a part of its simulations on the disk.
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
            let bytes = codec::encode(self.owner, self.full, &self.part);
            sums.update(hex(&Sha256::digest(&bytes)));
        }
        hex(&sums.finalize())
    }

    fn write(&self) -> Result<String, StoreError> {
        let bytes = codec::encode(self.owner, self.full, &self.part);
        file::replace(&self.path(), |out| out.write_all(&bytes))
    }

    fn path(&self) -> PathBuf {
        path(&self.folder, self.full)
    }
}

/// How many batches there are before the first gap; a part of one is the last.
pub(super) fn batches(folder: &Path, owner: Owner) -> Result<u32, StoreError> {
    let mut count = 0;
    while file::kind(&path(folder, count)).is_some() {
        let (simulations, _) = read(folder, owner, count)?;
        count += 1;
        if simulations.len() < BATCH_UNITS {
            break;
        }
    }
    Ok(count)
}

fn read(
    folder: &Path,
    owner: Owner,
    batch: u32,
) -> Result<(Vec<StoredSimulation>, String), StoreError> {
    file::refuse_link(folder)?;
    let file = path(folder, batch);
    let damaged = |file, reason| StoreError::Damaged { file, reason };
    if file::kind(&file).is_none() {
        return Err(damaged(file, "it is missing"));
    }
    let bytes = file::read(&file)?;
    match codec::decode(owner, batch, &bytes) {
        Ok(simulations) if (1..=BATCH_UNITS).contains(&simulations.len()) => {
            Ok((simulations, hex(&Sha256::digest(&bytes))))
        }
        Ok(_) => Err(damaged(file, "it has no or too many simulations")),
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
fn number(file: &Path) -> Option<u32> {
    let number = file::name(file).strip_suffix(EXTENSION)?.parse().ok()?;
    let folder = file.parent().unwrap_or(Path::new("."));
    (file::kind(file) == Some(Kind::File) && path(folder, number) == file).then_some(number)
}

/// Whether a file among the batches is a batch, by its name.
pub(super) fn is_batch(file: &Path) -> bool {
    number(file).is_some()
}

fn draws(simulations: &[StoredSimulation]) -> u32 {
    let after = simulations
        .iter()
        .map(|simulation| simulation.simulation.draw.saturating_add(1));
    after.max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{damage, stored_simulation};
    use super::*;

    fn owner() -> Owner {
        Owner::new("a run", "")
    }

    fn write(folder: &Path, replications: std::ops::Range<u32>) -> RecordWriter {
        let mut writer = RecordWriter::open(folder, owner()).unwrap();
        for replication in replications {
            writer.push(stored_simulation(replication, 3, 2)).unwrap();
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
        assert_eq!(
            (last.simulations(), last.batches(), last.draws()),
            (37, 3, 19)
        );
        for range in [0..1, 1..8, 8..16, 16..16, 16..37] {
            let writer = write(parts.path(), range.clone());
            assert_eq!(writer.simulations(), u64::from(range.end));
        }
        assert_eq!(bytes(whole.path()), bytes(parts.path()));
        let counted = Counted {
            simulations: 37,
            draws: 19,
            checksum: last.checksum(),
        };
        let read: Vec<u32> = RecordReader::new(parts.path(), owner(), 3, Some(counted.clone()))
            .flat_map(|batch| batch.unwrap())
            .map(|simulation| simulation.simulation.replication)
            .collect();
        assert!(read.into_iter().eq(0..37));
        // Any number of the manifest that is another is found out.
        let refused = |batches: u32, change: &dyn Fn(&mut Counted)| {
            let mut claimed = counted.clone();
            change(&mut claimed);
            let read = RecordReader::new(parts.path(), owner(), batches, Some(claimed)).verify();
            assert_eq!(read.unwrap_err().exit_code(), 16);
        };
        refused(2, &|_| ());
        refused(0, &|_| ());
        refused(4, &|_| ());
        refused(3, &|claimed| claimed.simulations = 36);
        refused(3, &|claimed| claimed.draws = 18);
        refused(3, &|claimed| claimed.checksum.replace_range(0..1, "x"));
    }

    #[test]
    fn what_follows_a_gap_is_computed_again() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), 0..40);
        fs::remove_file(path(folder.path(), 1)).unwrap();
        fs::write(file::temporary(&path(folder.path(), 1)), "half").unwrap();
        let writer = RecordWriter::open(folder.path(), owner()).unwrap();
        assert_eq!((writer.simulations(), bytes(folder.path()).len()), (16, 1));
    }

    #[test]
    fn a_damaged_batch_is_named() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), 0..20);
        damage(&path(folder.path(), 1));
        let error = RecordWriter::open(folder.path(), owner()).unwrap_err();
        assert_eq!(error.exit_code(), 16);
        assert_eq!(error.path(), path(folder.path(), 1));
        let read: Vec<bool> = RecordReader::new(folder.path(), owner(), 2, None)
            .map(|b| b.is_ok())
            .collect();
        assert_eq!(read, [true, false]);
        let other = RecordWriter::open(folder.path(), Owner::new("another", ""));
        assert_eq!(other.unwrap_err().exit_code(), 16);
    }
}
