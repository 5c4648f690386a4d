//! Experiments: pure functions from finished units to an answer, and what runs
//! units in parallel.

pub mod compare;
mod constraint;
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

pub use constraint::{Constraint, Sign};
pub use runner::{Progress, Quiet, Runner};
pub use unit::{Unit, rounds, units};
