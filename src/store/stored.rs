//! A run folder with an answer.

use super::StoreError;
use super::file;
use super::id::hex;
use super::manifest::{Manifest, RECORDS};
use super::records::RecordReader;
use sha2::{Digest, Sha256};
use std::io;
use std::path::{Path, PathBuf};

/// A complete run, to read.
#[derive(Clone, Debug)]
pub struct StoredRun {
    folder: PathBuf,
    manifest: Box<Manifest>,
}

impl StoredRun {
    pub(super) fn new(folder: &Path, manifest: Manifest) -> Self {
        Self {
            folder: folder.to_path_buf(),
            manifest: Box::new(manifest),
        }
    }

    /// Like [`StoredRun::new`], with every file but the records verified.
    pub(super) fn checked(folder: &Path, manifest: Manifest) -> Result<Self, StoreError> {
        let run = Self::new(folder, manifest);
        for name in run.manifest.files.keys() {
            run.read(name)?;
        }
        Ok(run)
    }

    /// Opens a folder whose answer is asked for, whatever run it is.
    ///
    /// # Errors
    /// [`StoreError::NoRun`] without a manifest of passcast's, [`StoreError::Incomplete`],
    /// [`StoreError::Damaged`], [`StoreError::OtherFormat`], [`StoreError::Io`].
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        let named = || folder.to_path_buf();
        match Manifest::read(folder) {
            Ok(None) | Err(StoreError::Foreign { .. }) => {
                Err(StoreError::NoRun { folder: named() })
            }
            Ok(Some(manifest)) if !manifest.complete => {
                Err(StoreError::Incomplete { folder: named() })
            }
            Ok(Some(manifest)) => Self::checked(folder, manifest),
            Err(error) => Err(error),
        }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What it holds.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The verified content of a file of the answer.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] if it is missing or not as written,
    /// [`StoreError::Io`].
    pub fn read(&self, name: &str) -> Result<Vec<u8>, StoreError> {
        let file = self.folder.join(name);
        let damaged = |reason| StoreError::Damaged {
            file: file.clone(),
            reason,
        };
        let bytes = match file::read(&file) {
            Err(StoreError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
                return Err(damaged("it is missing"));
            }
            other => other?,
        };
        match self.manifest.files.get(name) {
            Some(sum) if *sum == hex(&Sha256::digest(&bytes)) => Ok(bytes),
            Some(_) => Err(damaged("its checksum does not match")),
            None => Err(damaged("the manifest does not know it")),
        }
    }

    /// The simulations, batch by batch; all are verified before the last batch comes.
    pub fn records(&self) -> RecordReader {
        let manifest = &self.manifest;
        let (owner, batches) = (manifest.owner(), manifest.records.batches);
        RecordReader::new(
            &self.folder.join(RECORDS),
            owner,
            batches,
            manifest.counted(),
        )
    }

    /// Verifies that the records are those of the manifest.
    ///
    /// # Errors
    /// [`StoreError::Damaged`], [`StoreError::Io`].
    pub fn verify_records(&self) -> Result<(), StoreError> {
        self.records().verify()
    }
}
