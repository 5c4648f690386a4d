//! The folders of all parts of one run.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::error::SessionError;
use super::fill::RECIPE;
use crate::store::{Manifest, Part, StoreError, StoredRun, StoredSimulation};

/// All parts of one round of a run, in order.
pub struct Parts {
    /// Their folders.
    pub folders: Vec<PathBuf>,
    runs: Vec<StoredRun>,
    part: Part,
    /// What they keep to make the experiment again.
    pub recipe: Value,
}

/// Simulations of a part, read batch by batch.
pub type Simulations = Box<dyn Iterator<Item = Result<StoredSimulation, StoreError>>>;

impl Parts {
    /// Opens and verifies the parts.
    ///
    /// # Errors
    /// If one is no part, incomplete, damaged or of another run, or if some are
    /// missing.
    pub fn open(folders: &[PathBuf]) -> Result<Self, SessionError> {
        let mut found: Vec<(Part, StoredRun, Vec<u8>)> = Vec::new();
        for folder in folders {
            let run = StoredRun::open(folder)?;
            let Some(part) = run.manifest().part else {
                return Err(foreign("it is no part of a run, but all of one", folder));
            };
            run.verify_records()?;
            let recipe = run.read(RECIPE)?;
            if let Some((first, other, known)) = found.first() {
                let manifest = other.manifest();
                let reason = if manifest.id != run.manifest().id {
                    Some("it is of another run than the first")
                } else if (first.of, first.after) != (part.of, part.after) {
                    Some("it is of another number of parts, or another round, than the first")
                } else if first.simulations != part.simulations || *known != recipe {
                    Some("it is of another list of simulations than the first")
                } else {
                    None
                };
                if let Some(reason) = reason {
                    return Err(foreign(reason, folder));
                }
            }
            // The same folder twice is one folder.
            if !found.iter().any(|(known, ..)| known.index == part.index) {
                found.push((part, run, recipe));
            }
        }
        found.sort_by_key(|(part, ..)| part.index);
        let Some((part, run, recipe)) = found.first() else {
            return Err(SessionError::NoParts);
        };
        let (part, whole) = (*part, recipe.clone());
        let there = |index: &u32| found.iter().any(|(part, ..)| part.index == *index);
        let missing: Vec<String> = (1..=part.of)
            .filter(|index| !there(index))
            .map(|index| format!("{index}/{}", part.of))
            .collect();
        if !missing.is_empty() {
            return Err(SessionError::MissingParts {
                folder: run.folder().to_path_buf(),
                of: part.of,
                missing,
            });
        }
        let damaged = || foreign("its recipe cannot be read", run.folder());
        let recipe = serde_json::from_slice(&whole).map_err(|_| damaged())?;
        let runs: Vec<StoredRun> = found.into_iter().map(|(_, run, _)| run).collect();
        Ok(Self {
            folders: runs.iter().map(|run| run.folder().to_path_buf()).collect(),
            runs,
            part,
            recipe,
        })
    }

    /// The manifest of the first part; all have the same id, command and plan.
    pub fn manifest(&self) -> &Manifest {
        self.runs[0].manifest()
    }

    /// The first part.
    pub fn part(&self) -> Part {
        self.part
    }

    /// The folder that the parts are named after, if they are.
    pub fn whole(&self) -> Option<PathBuf> {
        let folder = &self.folders[0];
        let end = format!(".shard-{}-of-{}", self.part.index, self.part.of);
        let name = folder.file_name()?.to_str()?.strip_suffix(&end)?;
        Some(folder.with_file_name(name))
    }

    /// The simulations of every part, in their order.
    pub fn simulations(&self) -> Vec<Simulations> {
        let of = |run: &StoredRun| -> Simulations {
            Box::new(run.records().flat_map(|batch| {
                let (simulations, error) = match batch {
                    Ok(simulations) => (simulations, None),
                    Err(error) => (Vec::new(), Some(error)),
                };
                simulations.into_iter().map(Ok).chain(error.map(Err))
            }))
        };
        self.runs.iter().map(of).collect()
    }
}

/// A folder that does not belong to the others.
pub(super) fn foreign(reason: &'static str, folder: &Path) -> SessionError {
    SessionError::ForeignPart {
        folder: folder.to_path_buf(),
        reason,
    }
}
