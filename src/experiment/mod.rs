//! Experiments: pure functions from finished units to an answer, and the one
//! place that runs units in parallel.

pub mod run;
mod runner;
mod unit;

pub use runner::{Progress, Quiet, Runner};
pub use unit::{Unit, units};
