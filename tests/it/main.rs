//! Integration tests, one binary.

mod cli;
mod generator;
mod loops;
mod scenario_problems;
mod scenario_random;
mod support;
