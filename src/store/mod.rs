//! Run folders: the only writer of results.
//!
//! A folder's id is the hash of all that decides its numbers ([`crate::experiment::Identity`]). [`open`]
//! says what is there: an answer ([`StoredRun`]), or a [`RunFolder`] that takes units
//! and tables until [`RunFolder::finish`]. Every file appears whole or not at all,
//! and the manifest last, so that a kill at any time loses at most the units that
//! were not yet on the disk.

mod codec;
mod comparison;
mod difference;
mod error;
mod file;
mod folder;
#[cfg(test)]
mod hostile_tests;
mod id;
mod lock;
mod long;
mod manifest;
mod records;
mod run;
mod schedule;
mod sensitivity;
mod spend;
mod stored;
mod swap;
mod table;
#[cfg(test)]
mod tests;

pub use codec::StoredUnit;
pub use comparison::{comparison_table, plans_table, points_table};
pub use difference::Difference;
pub use error::StoreError;
pub use folder::{Opened, Request, open, unfinished};
pub use id::{MODEL_VERSION, RunId, alike};
pub use long::{column_docs, long_table, replicate_table};
pub use manifest::{
    Batches, Budget, FOLDER_FORMAT, Manifest, Part, Session, budgets, command_lines,
};
pub use records::{BATCH_UNITS, RecordReader};
pub use run::RunFolder;
pub use schedule::schedule_table;
pub use sensitivity::{design_table, sensitivity_table, unit_table};
pub use spend::{allocation_table, spend_table};
pub use stored::StoredRun;
pub use table::{Cell, ColumnDoc, Table};
