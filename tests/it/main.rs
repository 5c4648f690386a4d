//! Integration tests, one binary.

#![expect(
    clippy::print_stdout,
    reason = "tests show what they measured, with --nocapture"
)]

mod bounds;
mod cli;
mod compare;
mod customers;
mod examples;
mod facade;
mod field;
mod fuzz;
mod generated;
mod generator;
mod golden;
mod guide;
mod left_out;
mod limits;
mod loops;
mod patterns;
mod reliability;
mod scenario_limits;
mod scenario_problems;
mod scenario_random;
mod schedule;
mod screens;
mod selection;
mod sensitivity;
mod shards;
mod spend;
mod support;
mod thresholds;
mod tidy;
mod within;
