//! One writer at a time.

use super::StoreError;
use super::file::{self, io_error};
use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

/// Name of the file that the writer holds locked. It stays, because removing it
/// could let two writers in.
pub(super) const LOCK: &str = "passcast.lock";

/// Locks a folder for writing.
pub(super) fn lock(folder: &Path) -> Result<File, StoreError> {
    let path = folder.join(LOCK);
    file::refuse_link(&path)?;
    let mut options = OpenOptions::new();
    let file = options.create(true).append(true).open(&path);
    let file = file.map_err(io_error("write", &path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::Busy {
            folder: folder.to_path_buf(),
        }),
        // Some network file systems have no locks.
        Err(TryLockError::Error(e)) if e.kind() == io::ErrorKind::Unsupported => Ok(file),
        Err(TryLockError::Error(e)) => Err(io_error("lock", &path)(e)),
    }
}
