//! What is observed: integer tallies, and the metrics that are functions of a
//! finished tally. A metric cannot change a result.

mod break_even;
mod columns;
mod formula;
mod metric;
mod metric_customers;
mod metric_row;
mod metric_table;
mod output;
mod packed;
mod registry;
mod segment;
mod sum;
mod tally;

pub use break_even::break_even_week;
pub use columns::{Column, NAMES as COLUMN_NAMES, column};
pub use metric::{Aggregation, Arm, Better, Metric, View};
pub use output::{Output, OutputError, SegmentChoice, Statistic};
pub use registry::{metric, metric_ids, metric_units, metrics};
pub use segment::{Dimension, Segment, Segments};
pub use sum::BLOCK;
pub use tally::{Record, Records, SEGMENT_COLUMNS, SegmentColumn, Tally};
