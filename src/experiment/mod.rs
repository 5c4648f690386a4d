//! Experiments.

pub mod tune;
