//! A new run takes the place of an old one. Nothing is removed but what passcast wrote,
//! by its name, and the lock goes last: what a kill leaves is known for what it is.

use super::StoreError;
use super::file::{self, Kind, io_error};
use super::lock::{LOCK, lock};
use super::manifest::{MANIFEST, Manifest, RECORDS, SESSIONS};
use super::records;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Where the new run is built.
pub(super) fn fresh(folder: &Path) -> PathBuf {
    file::beside(folder, ".new")
}

/// Where the old run waits for its end.
fn old(folder: &Path) -> PathBuf {
    file::beside(folder, ".old")
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

/// Ends a swap that was cut short.
pub(super) fn recover(folder: &Path) -> Result<(), StoreError> {
    let old = old(folder);
    if folder.file_name().is_none() || !is_old(&old, folder)? {
        return Ok(());
    }
    // Whoever is in the middle of a swap holds this.
    let held = match file::kind(&old.join(LOCK)) {
        Some(_) => Some(lock(&old)?),
        None => None,
    };
    if cfg!(windows) {
        drop(held);
    }
    if file::kind(folder).is_some() {
        discard(&old, folder)
    } else {
        fs::rename(&old, folder).map_err(io_error("move", &old))
    }
}

/// Refuses a replacement that would have no room beside the folder, before anything is
/// simulated.
///
/// # Errors
/// [`StoreError::InTheWay`] if something stands there that is not ours.
pub(super) fn check_room(folder: &Path) -> Result<(), StoreError> {
    let (fresh, old) = (fresh(folder), old(folder));
    let in_the_way = |folder: PathBuf| Err(StoreError::InTheWay { folder });
    if file::kind(&old).is_some() {
        return in_the_way(old);
    }
    match file::kind(&fresh) {
        None => Ok(()),
        Some(Kind::Folder) if foreign(&fresh, &names(&fresh).unwrap_or_default())?.is_empty() => {
            Ok(())
        }
        Some(_) => in_the_way(fresh),
    }
}

/// Removes what is left of a replacement that cannot be gone on with.
pub(super) fn make_room(folder: &Path) -> Result<(), StoreError> {
    let fresh = fresh(folder);
    match file::kind(&fresh) {
        Some(_) => remove(&fresh, &names(&fresh).unwrap_or_default()),
        None => Ok(()),
    }
}

/// Whether a folder is what a swap left of an old run: it has a lock, or nothing is left
/// but what a run consists of.
fn is_old(old: &Path, folder: &Path) -> Result<bool, StoreError> {
    if file::kind(old) != Some(Kind::Folder) {
        return Ok(false);
    }
    if file::kind(&old.join(LOCK)) == Some(Kind::File) {
        return Ok(true);
    }
    let known = known(old, folder);
    Ok(file::kind(folder) == Some(Kind::Folder) && foreign(old, &known)?.is_empty())
}

/// Removes an old run, after what is not ours has moved over.
fn discard(old: &Path, folder: &Path) -> Result<(), StoreError> {
    let known = known(old, folder);
    for entry in foreign(old, &known)? {
        let inside = entry.parent() != Some(old);
        let into = if inside {
            folder.join(RECORDS)
        } else {
            folder.to_path_buf()
        };
        fs::create_dir_all(&into).map_err(io_error("create", &into))?;
        let target = free(&into, &entry);
        fs::rename(&entry, target).map_err(io_error("move", &entry))?;
    }
    remove(old, &known)
}

/// Files that an old run may have: those of its manifest. Where that is gone already,
/// those of the new one are a guide.
fn known(old: &Path, folder: &Path) -> BTreeSet<String> {
    names(old).or_else(|| names(folder)).unwrap_or_default()
}

/// The files that a folder's manifest lists.
fn names(folder: &Path) -> Option<BTreeSet<String>> {
    let manifest = Manifest::read(folder).ok().flatten()?;
    Some(manifest.files.into_keys().collect())
}

/// What stands in a run's folder, or among its batches, and was not written by us.
fn foreign(folder: &Path, known: &BTreeSet<String>) -> Result<Vec<PathBuf>, StoreError> {
    let mut foreign = Vec::new();
    for path in file::entries(folder)? {
        let (name, kind) = (file::name(&path), file::kind(&path));
        if name == RECORDS && kind == Some(Kind::Folder) {
            let inside = file::entries(&path)?;
            foreign.extend(inside.into_iter().filter(|inner| !is_record(inner)));
        } else if kind != Some(Kind::File) || !(is_top(&name) || known.contains(&name)) {
            foreign.push(path);
        }
    }
    Ok(foreign)
}

/// Removes what we wrote, and the folder. Whatever is left behind when this is cut short
/// is still known for ours.
fn remove(folder: &Path, known: &BTreeSet<String>) -> Result<(), StoreError> {
    let records = folder.join(RECORDS);
    if file::kind(&records) == Some(Kind::Folder) {
        for path in file::entries(&records)? {
            file::remove(&path)?;
        }
        fs::remove_dir(&records).map_err(io_error("remove", &records))?;
    }
    let ours = |path: &PathBuf| known.contains(&file::name(path)) || is_temporary(path);
    for path in file::entries(folder)?.iter().filter(|path| ours(path)) {
        file::remove(path)?;
    }
    for name in [SESSIONS, MANIFEST, LOCK] {
        let path = folder.join(name);
        if file::kind(&path).is_some() {
            file::remove(&path)?;
        }
    }
    fs::remove_dir(folder).map_err(io_error("remove", folder))
}

fn is_top(name: &str) -> bool {
    [MANIFEST, SESSIONS, LOCK].contains(&name) || file::is_temporary(name)
}

fn is_temporary(path: &Path) -> bool {
    file::is_temporary(&file::name(path))
}

fn is_record(path: &Path) -> bool {
    records::is_batch(path) || file::kind(path) == Some(Kind::File) && is_temporary(path)
}

/// A name in a folder for what comes from elsewhere: its own, unless that is taken.
fn free(folder: &Path, entry: &Path) -> PathBuf {
    let name = file::name(entry);
    let mut target = folder.join(entry.file_name().unwrap_or_default());
    let mut number = 1;
    while file::kind(&target).is_some() {
        target = folder.join(format!("{name}.kept-{number}"));
        number += 1;
    }
    target
}
