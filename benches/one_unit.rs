//! One simulation of a shipped scenario and nothing else, for instruction counts.
//!
//! `one_simulation [HEADCOUNT] [WEEKS] [SCENARIO] [REPLICATIONS]`, by default 4000 24
//! workforce-four-phase.toml 1. Prints the agent-weeks simulated and a checksum
//! of the records, so that a change that should leave them alone can be held to
//! it.

#![allow(clippy::print_stdout)]

mod common;

use passcast::simulation::simulate;

fn main() {
    let argument = |at: usize, default: &str| {
        std::env::args()
            .nth(at)
            .unwrap_or_else(|| default.to_string())
    };
    let number = |at: usize, default: &str| -> u32 {
        argument(at, default).parse().expect("a whole number")
    };
    let (headcount, weeks) = (number(1, "4000"), number(2, "24"));
    let plan = common::plan(&argument(3, common::FOUR_PHASES), headcount, weeks);
    let replications = number(4, "1");
    let checksum = (0..replications).fold(common::FNV_BASIS, |sum, replication| {
        common::checksum(sum, &simulate(&plan, 1, replication))
    });
    println!(
        "agent_weeks={} checksum={checksum:016x}",
        u64::from(replications) * common::agent_weeks(&plan)
    );
}
