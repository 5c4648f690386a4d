//! `run`: what the finished units of one plan say, as tables and as one answer.

pub mod answer;
mod chance;
mod estimate;
#[cfg(test)]
pub(super) mod fixture;
mod replicates;
mod results;
mod single;
mod stopping;
mod table;
mod tables;

pub use answer::{Answer, answer};
pub use chance::{Chance, WeekDistribution};
pub use estimate::{Estimate, LuckShare, Numbers};
pub use replicates::{ReplicateRow, ReplicateTable, replicates, replicates_of, standard_outputs};
pub use results::{Finished, Results};
pub use single::Single;
pub use stopping::{Stop, Watched, decide};
pub use table::{COLUMNS, Row, Table};
pub use tables::{funnel, peaks, segments, tables, tables_of, tickets, weekly};
