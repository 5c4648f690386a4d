//! What is observed: integer tallies, and the metrics that are functions of a
//! finished tally. A metric cannot change a result.

mod columns;
mod tally;

pub use columns::{Column, NAMES as COLUMN_NAMES, column};
pub use tally::{Dimension, Record, SEGMENT_COLUMNS, Segment, SegmentColumn, Tally, segments};
