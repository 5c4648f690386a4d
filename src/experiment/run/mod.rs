//! `run`: what the finished simulations of one plan say, as tables and as one answer.

pub mod answer;
mod chance;
pub(super) mod estimate;
#[cfg(test)]
pub(super) mod fixture;
pub(super) mod results;
pub(super) mod simulations;
pub mod single;
mod stopping;
pub(super) mod table;
pub(super) mod tables;

pub use answer::answer;
pub use results::{Finished, Results};
pub use simulations::{
    SimulationTable, SimulationValues, all_simulations, simulations_of, standard_outputs,
};
pub use stopping::{Stop, Watched, decide};
pub use table::{Row, Table};
pub use tables::{funnel, peaks, segments, tables, tables_of, tickets, weekly};
