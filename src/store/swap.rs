//! A new run takes the place of an old one.

use super::StoreError;
use super::file::{self, io_error};
use super::folder::{LOCK, lock};
use super::manifest::{MANIFEST, Manifest, SESSIONS};
use super::run::RECORDS;
use std::fs;
use std::path::{Path, PathBuf};

/// Where the new run is built.
pub(super) fn fresh(folder: &Path) -> PathBuf {
    file::beside(folder, ".new")
}

/// Whether the store itself writes a file of that name.
pub(super) fn reserved(name: &str) -> bool {
    [MANIFEST, SESSIONS, LOCK, RECORDS].contains(&name)
}

/// Puts a finished run in an old one's place. What the user added to the old folder
/// comes along.
pub(super) fn swap(fresh: &Path, folder: &Path) -> Result<(), StoreError> {
    let old = old(folder);
    fs::rename(folder, &old).map_err(io_error("move", folder))?;
    fs::rename(fresh, folder).map_err(|source| {
        // The old run is better than none; the first error is what counts.
        let _ = fs::rename(&old, folder);
        io_error("move", fresh)(source)
    })?;
    file::sync_folder(folder.parent().unwrap_or(folder))?;
    discard(&old, folder)
}

/// Ends a swap that a kill cut short.
pub(super) fn recover(folder: &Path) -> Result<(), StoreError> {
    let old = old(folder);
    if folder.file_name().is_none() || !old.join(LOCK).exists() {
        return Ok(());
    }
    // Whoever is in the middle of a swap holds this.
    let held = lock(&old)?;
    if cfg!(windows) {
        drop(held);
    }
    if folder.exists() {
        discard(&old, folder)
    } else {
        fs::rename(&old, folder).map_err(io_error("move", &old))
    }
}

fn old(folder: &Path) -> PathBuf {
    file::beside(folder, ".old")
}

/// Removes an old run, after what is not ours has moved over.
fn discard(old: &Path, folder: &Path) -> Result<(), StoreError> {
    let known = Manifest::read(old).ok().flatten();
    for path in file::entries(old)? {
        let name = file::name(&path);
        let ours = reserved(&name)
            || name.starts_with('.')
            || known.as_ref().is_some_and(|m| m.files.contains_key(&name));
        let target = folder.join(&name);
        if !ours && !target.exists() {
            fs::rename(&path, &target).map_err(io_error("move", &path))?;
        }
    }
    fs::remove_dir_all(old).map_err(io_error("remove", old))
}
