//! Tables, and rows that say what their columns are.
//!
//! A row is declared once, by the macro `row!` of this module: it looks like a plain
//! struct whose fields have their unit in front, and a field's comment is the
//! documentation of its column, so that name, unit, meaning and value stand on three
//! lines side by side. A macro by example keeps the places of the names that it is
//! given: an editor jumps from a use of a field to its declaration, as with a plain
//! struct. Plain structs with a trait would need the list of columns once more.

mod compare;
mod docs;
mod long;
mod points;
mod row;
mod schedule;
mod sensitivity;
mod simulations;
mod spend;
#[cfg(test)]
mod tests;

pub use compare::{ComparisonRow, PlanRow, comparison_table, plans_table};
pub use docs::column_docs;
pub use long::{FunnelKey, LongRow, SegmentKey, TicketKey};
pub use points::{PointRow, points_table};
pub use row::{Cell, ColumnDoc, Row, Rows, Table, table_of};
pub use schedule::{CandidateRow, schedule_table};
pub use sensitivity::{MeasureRow, sensitivity_table};
pub use simulations::{BreakEven, PointSimulationRow, SimulationRow};
pub use spend::{AllocationRow, SpendRow, allocation_table, spend_table};
