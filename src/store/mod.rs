//! Run folders: the only writer of results.

mod difference;
mod error;
mod file;
mod id;
mod table;

pub use difference::Difference;
pub use error::StoreError;
pub use id::{Identity, MODEL_VERSION, RunId};
pub use table::{Cell, ColumnDoc, Table};
