//! What a plan changes against another: `cargo run --release --example comparison`.

#![allow(clippy::print_stdout)]

use passcast::{Error, Options, Plan};

const PLAN: &str = "
name = 'Poor communications'
communications = 'poor'
fallback = { quality = 'good', runbook_week = 3 }

[organisation]
headcount = 120

[run]
horizon = 24
replicates = 32
";

/// Simulates, and prints what comes of it.
pub fn main() -> Result<(), Error> {
    let poor = Plan::from_toml(PLAN)?;
    let mut good = poor.clone();
    good.set("name", "Good communications")?;
    good.set("communications", "good")?;
    let outputs = [
        "adoption.enrolled.headcount@24",
        "cost.net_cash.sum@24:difference",
    ];
    let outcome = passcast::compare(&[poor, good], &outputs, &Options::default())?;
    for output in &outcome.answer.outputs {
        println!("{} [{}]", output.output, output.unit);
        for one in &output.plans {
            let difference = one.difference.map(|it| (it.lo, it.mean, it.hi));
            println!("  {}: {:?}, {difference:?}", one.plan, one.numbers.p50);
        }
    }
    Ok(())
}
