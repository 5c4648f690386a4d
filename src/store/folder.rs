//! Opening a run folder: what is there decides what is left to do.

use super::file::{self, Kind, io_error};
use super::id::{RunId, canonical};
use super::lock::{LOCK, lock};
use super::manifest::{MANIFEST, Manifest, Part, RECORDS};
use super::records;
use super::run::RunFolder;
use super::stored::StoredRun;
use super::swap;
use super::{Difference, StoreError, difference};
use crate::experiment::Identity;
use crate::scenario::Uncertainty;
use std::fs;
use std::path::Path;

/// Differences named in an error.
const NAMED: usize = 4;

/// What is asked of a run folder.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// What decides the run's numbers.
    pub identity: Identity,
    /// The scenario's name.
    pub scenario: String,
    /// What varies between simulations.
    pub uncertainty: Uncertainty,
    /// Replications of chance per draw.
    pub replications_per_draw: u32,
    /// Simulations asked for.
    pub simulations: u64,
    /// The folder.
    pub folder: &'a Path,
    /// Whether a run that is there is replaced, whatever it is.
    pub force: bool,
    /// Which part of the run is wanted; none is all of it.
    pub part: Option<Part>,
    /// Whether an answer that is there is made again from its simulations.
    pub anew: bool,
}

/// A run folder as found.
#[derive(Debug)]
pub enum Opened {
    /// The answer is there, with at least the simulations asked for.
    Complete(StoredRun),
    /// The answer has to be made.
    Resume {
        /// The folder, locked.
        run: Box<RunFolder>,
        /// Simulations that are there already, from the first of the list on; they may
        /// be more than asked for.
        done: u64,
    },
}

/// Opens or creates a run folder.
///
/// With [`Request::force`] the new run is built beside the folder and takes its
/// place when it is finished; until then the old one stays as it is. A forced run
/// that was interrupted is continued by the next forced one of the same id.
///
/// # Errors
/// [`StoreError::Exists`] if another run is there, [`StoreError::Foreign`] if
/// something else is (also with `force`), [`StoreError::InTheWay`] if a replacement has no
/// room beside it, [`StoreError::Busy`] if another process
/// writes there, [`StoreError::Damaged`] or [`StoreError::OtherFormat`] if what is
/// there cannot be continued, [`StoreError::Io`].
pub fn open(request: &Request<'_>) -> Result<Opened, StoreError> {
    let folder = std::path::absolute(request.folder).map_err(io_error("find", request.folder))?;
    swap::recover(&folder)?;
    let found = match Manifest::read(&folder) {
        Err(StoreError::Damaged { .. } | StoreError::OtherFormat { .. })
            if request.force && file::kind(&folder.join(RECORDS)) == Some(Kind::Folder) =>
        {
            return replace(request, &folder);
        }
        other => other?,
    };
    match &found {
        Some(_) if request.force => return replace(request, &folder),
        Some(found) => {
            if let Some(finished) = answer(request, &folder, found)? {
                return Ok(Opened::Complete(finished));
            }
        }
        None => vacant(&folder)?,
    }
    fs::create_dir_all(&folder).map_err(io_error("create", &folder))?;
    let lock = lock(&folder)?;
    // Another process may have written between the first look and the lock.
    let found = Manifest::read(&folder)?;
    if let Some(found) = &found
        && let Some(finished) = answer(request, &folder, found)?
    {
        return Ok(Opened::Complete(finished));
    }
    resume(RunFolder::open(
        asked(request),
        found,
        &folder,
        &folder,
        lock,
    )?)
}

/// What is there of a run that is asked for, without changing it: its simulations so far, and
/// whether its answer is there with as many as are asked for.
///
/// # Errors
/// [`StoreError::Exists`] if another run is there, [`StoreError::Foreign`] if
/// something else is, [`StoreError::Damaged`], [`StoreError::OtherFormat`],
/// [`StoreError::Io`].
pub fn unfinished(request: &Request<'_>) -> Result<Option<(StoredRun, bool)>, StoreError> {
    let Some(mut found) = Manifest::read(request.folder)? else {
        vacant(request.folder)?;
        return Ok(None);
    };
    if let Some(finished) = answer(request, request.folder, &found)? {
        return Ok(Some((finished, true)));
    }
    // The manifest of an interrupted run is that of its last start.
    if !found.complete {
        let folder = request.folder.join(RECORDS);
        found.records.batches = records::batches(&folder, found.owner())?;
    }
    Ok(Some((StoredRun::new(request.folder, found), false)))
}

/// Builds beside the folder, which is locked meanwhile.
fn replace(request: &Request<'_>, folder: &Path) -> Result<Opened, StoreError> {
    // The sibling belongs beside what a link points to.
    let folder = fs::canonicalize(folder).map_err(io_error("find", folder))?;
    let lock = lock(&folder)?;
    let asked = asked(request);
    let fresh = swap::fresh(&folder);
    swap::check_room(&folder)?;
    let kept = Manifest::read(&fresh)
        .ok()
        .flatten()
        .filter(|kept| kept.id == asked.id && kept.part == asked.part);
    if let Some(kept) = kept {
        let again = lock.try_clone().map_err(io_error("lock", &folder))?;
        if let Ok(run) = RunFolder::open(asked.clone(), Some(kept), &folder, &fresh, again) {
            return resume(run);
        }
    }
    swap::make_room(&folder)?;
    fs::create_dir(&fresh).map_err(io_error("create", &fresh))?;
    resume(RunFolder::open(asked, None, &folder, &fresh, lock)?)
}

fn resume(run: RunFolder) -> Result<Opened, StoreError> {
    let done = run.done();
    let run = Box::new(run);
    Ok(Opened::Resume { run, done })
}

/// The stored answer, if it has enough simulations; an error if it is another run's.
fn answer(
    request: &Request<'_>,
    folder: &Path,
    found: &Manifest,
) -> Result<Option<StoredRun>, StoreError> {
    if found.id != RunId::new(&request.identity).as_str() {
        let asked = canonical(&request.identity);
        let mut differences = difference::differences(&found.identity, &asked);
        let more = differences.len().saturating_sub(NAMED);
        differences.truncate(NAMED);
        return Err(StoreError::Exists {
            folder: folder.to_path_buf(),
            differences,
            more,
        });
    }
    let same = match (found.part, request.part) {
        (None, None) => true,
        (Some(found), Some(asked)) => found.is(asked),
        _ => false,
    };
    if !same {
        let shown = |part: Option<Part>| part.map_or("none".to_owned(), |part| part.to_string());
        let difference = Difference {
            key: "shard".to_owned(),
            stored: shown(found.part),
            asked: shown(request.part),
        };
        return Err(StoreError::Exists {
            folder: folder.to_path_buf(),
            differences: vec![difference],
            more: 0,
        });
    }
    if found.complete && found.simulations >= request.simulations && !request.anew {
        return StoredRun::checked(folder, found.clone()).map(Some);
    }
    Ok(None)
}

/// Whether a folder without manifest may be used: it is not there, is empty, or was
/// left by a run that was killed at its start.
fn vacant(folder: &Path) -> Result<(), StoreError> {
    let foreign = || StoreError::Foreign {
        folder: folder.to_path_buf(),
    };
    if folder.exists() && !folder.is_dir() {
        return Err(foreign());
    }
    let ours = [folder.join(LOCK), file::temporary(&folder.join(MANIFEST))];
    // Records without a manifest could be any run's.
    if file::entries(folder)?
        .iter()
        .all(|entry| ours.contains(entry))
    {
        Ok(())
    } else {
        Err(foreign())
    }
}

fn asked(request: &Request<'_>) -> Manifest {
    let uncertainty = match request.uncertainty {
        Uncertainty::Full => "full",
        Uncertainty::Chance => "chance",
    };
    let manifest = Manifest::new(
        &request.identity,
        &request.scenario,
        uncertainty,
        request.replications_per_draw,
    );
    Manifest {
        part: request.part,
        ..manifest
    }
}
