//! What is observed: integer tallies, and the metrics that are functions of a
//! finished tally. A metric cannot change a result.

mod column;
mod tally;

pub use column::{Column, NAMES as COLUMN_NAMES, column};
pub use tally::{Dimension, Record, SEGMENT_COLUMNS, Segment, SegmentColumn, Tally, segments};
