//! Every declared column, for explanations.

use super::compare::{ComparisonRow, PlanRow};
use super::long::{FunnelKey, LongRow, SegmentKey, TicketKey};
use super::points::PointRow;
use super::row::{ColumnDoc, Row};
use super::schedule::CandidateRow;
use super::sensitivity::MeasureRow;
use super::simulations::{BreakEven, PointSimulationRow, SimulationRow};
use super::spend::{AllocationRow, SpendRow};

/// The declared columns of every row.
pub(super) const DECLARED: &[&[ColumnDoc]] = &[
    LongRow::COLUMNS,
    SegmentKey::COLUMNS,
    TicketKey::COLUMNS,
    FunnelKey::COLUMNS,
    SimulationRow::COLUMNS,
    PointSimulationRow::COLUMNS,
    PointRow::COLUMNS,
    BreakEven::COLUMNS,
    ComparisonRow::COLUMNS,
    PlanRow::COLUMNS,
    CandidateRow::COLUMNS,
    MeasureRow::COLUMNS,
    SpendRow::COLUMNS,
    AllocationRow::COLUMNS,
];

/// The declared columns of all tables. Of a name that several have, the first stands.
pub fn column_docs() -> Vec<ColumnDoc> {
    let mut docs: Vec<ColumnDoc> = Vec::new();
    for column in DECLARED.iter().copied().flatten() {
        if docs.iter().all(|known| known.name != column.name) {
            docs.push(column.clone());
        }
    }
    docs
}
