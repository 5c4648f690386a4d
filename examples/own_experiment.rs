//! A question that no command answers: in which share of the futures does a week's delay of
//! the runbook cost the helpdesk time? `cargo run --release --example own_experiment`.

#![allow(clippy::print_stdout)]

use passcast::{Error, Plan, Simulator};

const PLAN: &str = "
communications = 'good'
fallback = { quality = 'good', runbook_week = 3 }

[organisation]
headcount = 120

[run]
horizon = 16
draws = 8
";

/// Simulates, and prints what comes of it.
pub fn main() -> Result<(), Error> {
    let plan = Plan::from_toml(PLAN)?;
    let planned = Simulator::new(&plan);
    for week in [5, 9, 13] {
        let mut late = plan.clone();
        late.set("fallback.runbook_week", &week.to_string())?;
        let delayed = Simulator::new(&late);
        let (mut dearer, mut all) = (0, 0);
        for draw in 0..planned.draws() {
            for replication in planned.replications(draw) {
                // Both have the same parameters and the same chance events.
                let minutes = |simulator: &Simulator<'_>| {
                    let simulation = simulator.simulate(draw, replication);
                    simulation.output("desk.minutes.sum@16")
                };
                dearer += u32::from(minutes(&delayed)? > minutes(&planned)?);
                all += 1;
            }
        }
        println!("runbook in week {week}: more desk time in {dearer} of {all} simulations");
    }
    Ok(())
}
