//! How a rollout comes out: `cargo run --release --example forecast`.

#![allow(clippy::print_stdout)]

use passcast::{Error, Options, Plan};

const PLAN: &str = "
communications = 'good'
fallback = { quality = 'good', runbook_week = 3 }

[organisation]
headcount = 150

[run]
horizon = 24
replicates = 32

[[target]]
name = 'Half by week 24'
output = 'adoption.enrolled.headcount@24'
min = '50%'
";

/// Simulates, and prints what comes of it.
pub fn main() -> Result<(), Error> {
    let mut plan = Plan::from_toml(PLAN)?;
    plan.set("organisation.headcount", "120")?;
    let told = |done, most| {
        if done % 8 == 0 {
            println!("{done} of {most} simulations");
        }
    };
    let options = Options {
        progress: &told,
        ..Options::default()
    };
    let outcome = passcast::run(&plan, &options)?;
    for target in &outcome.answer.targets {
        println!("{}: probability {:?}", target.name, target.met.probability);
    }
    for table in &outcome.tables {
        println!("{}: {} rows", table.name, table.rows.len());
    }
    Ok(())
}
