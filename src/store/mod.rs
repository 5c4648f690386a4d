//! Run folders: the only writer of results.
//!
//! A folder's id is the hash of all that decides its numbers ([`crate::experiment::Identity`]). [`open`]
//! says what is there: an answer ([`StoredRun`]), or a [`RunFolder`] that takes simulations
//! and tables until [`RunFolder::finish`]. Every file appears whole or not at all,
//! and the manifest last, so that a kill at any time loses at most the simulations that
//! were not yet on the disk.

mod codec;
mod csv;
mod difference;
mod error;
mod file;
mod folder;
#[cfg(test)]
mod hostile_tests;
mod id;
mod lock;
mod manifest;
mod records;
mod run;
mod stored;
mod swap;
#[cfg(test)]
mod tests;

pub use codec::StoredSimulation;
pub use difference::Difference;
pub use error::StoreError;
pub use folder::{Opened, Request, open, unfinished};
pub use id::{MODEL_VERSION, RunId, alike};
pub use manifest::{
    Batches, Budget, FOLDER_FORMAT, Manifest, Part, Session, budgets, command_lines,
};
pub use records::{BATCH_UNITS, RecordReader};
pub use run::RunFolder;
pub use stored::StoredRun;
