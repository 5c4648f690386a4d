//! Experiments: pure functions from finished units to an answer, and what runs
//! units in parallel.

pub mod amount;
pub mod compare;
pub mod run;
mod runner;
pub mod schedule;
pub mod sensitivity;
pub mod sequence;
pub mod spend;
#[cfg(feature = "studies")]
pub mod study;
pub mod tune;
mod unit;

pub use runner::{Progress, Quiet, Runner};
pub use unit::{Unit, rounds, units};
