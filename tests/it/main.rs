//! Integration tests, one binary.

mod generator;
mod scenario_problems;
mod scenario_random;
