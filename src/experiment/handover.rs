//! What an experiment hands over: texts and tables, one after the other.

use thiserror::Error;

use super::compare;
use super::run::replicates::ReplicateTable;
use super::run::table::Table;
use super::schedule;
use super::sensitivity;
use super::spend;
use super::unit::Unit;
use crate::observation::Segments;

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
    fn table(&mut self, table: Sheet<'_>) -> Result<(), Refused>;
}

/// What was handed over could not be taken. Whoever was to take it knows why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("what was found could not be taken")]
pub struct Refused;

/// A table that is handed over.
pub enum Sheet<'a> {
    /// Names of the points.
    Points(Vec<&'a str>),
    /// Numbers over units, by week, segment and the like.
    Long(Table<'a>),
    /// A row a unit.
    Units(ReplicateTable<'a>, &'a Segments),
    /// Outputs of every plan.
    Comparison(&'a compare::Answer),
    /// Plans and their targets.
    Plans(&'a compare::Answer),
    /// Candidates of a search.
    Schedule(&'a schedule::Answer),
    /// Response to spend.
    Spend(&'a spend::Answer),
    /// How money is divided.
    Allocation(&'a spend::Allocation),
    /// Effects of factors.
    Sensitivity(&'a sensitivity::Answer),
    /// Points of a design on a plan of this name.
    Design(&'a str, &'a sensitivity::Design),
    /// Quantities of a design's units, quantity by quantity.
    Quantities(
        &'a [sensitivity::Quantity],
        &'a [Unit],
        &'a [Vec<Option<f64>>],
    ),
}
