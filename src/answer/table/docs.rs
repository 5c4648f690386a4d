//! Every declared column, for explanations.

use super::compare::{ComparisonRow, PlanRow};
use super::long::{FunnelKey, LongRow, SegmentKey, TicketKey};
use super::row::{ColumnDoc, Row};
use super::schedule::CandidateRow;
use super::sensitivity::MeasureRow;
use super::simulations::{BreakEven, SimulationRow};
use super::spend::{AllocationRow, SpendRow};

/// The declared columns of all tables. Of a name that several have, the first stands.
pub fn column_docs() -> Vec<ColumnDoc> {
    let all = [
        LongRow::COLUMNS,
        SegmentKey::COLUMNS,
        TicketKey::COLUMNS,
        FunnelKey::COLUMNS,
        SimulationRow::COLUMNS,
        BreakEven::COLUMNS,
        ComparisonRow::COLUMNS,
        PlanRow::COLUMNS,
        CandidateRow::COLUMNS,
        MeasureRow::COLUMNS,
        SpendRow::COLUMNS,
        AllocationRow::COLUMNS,
    ];
    let mut docs: Vec<ColumnDoc> = Vec::new();
    for column in all.into_iter().flatten() {
        if docs.iter().all(|known| known.name != column.name) {
            docs.push(column.clone());
        }
    }
    docs
}
