//! Integration tests, one binary.

mod generated;
mod generator;
mod loops;
mod scenario_problems;
mod scenario_random;
mod support;
mod tidy;
