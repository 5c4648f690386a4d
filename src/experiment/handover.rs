//! What an experiment hands over: texts and tables, one after the other.

use thiserror::Error;

use crate::answer::table::{Rows, Table};

/// Takes what an experiment found. A table's rows are made while it is taken.
pub trait Handover {
    /// Takes a text under a plain name, such as `resolved.toml`.
    ///
    /// # Errors
    /// [`Refused`].
    fn text(&mut self, name: &str, text: &str) -> Result<(), Refused>;

    /// Takes a table.
    ///
    /// # Errors
    /// [`Refused`].
    fn table(&mut self, table: Table<Rows<'_>>) -> Result<(), Refused>;
}

/// What was handed over could not be taken. Whoever was to take it knows why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("what was found could not be taken")]
pub struct Refused;
