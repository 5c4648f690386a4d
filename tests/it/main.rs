//! Integration tests, one binary.

mod generator;
mod limits;
mod loops;
mod scenario_problems;
mod scenario_random;
mod support;
