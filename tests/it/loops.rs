//! The plain daily loop and the fast one leave the same bits.

use crate::support::{plan, scenario, shipped};
use passcast::parameter::Parameters;
use passcast::scenario::Scenario;
use passcast::simulation::{Loop, simulate_with};

fn same_bits(text: &str, replications: u32) {
    same_records(text, &scenario(text), replications);
}

fn same_records(text: &str, resolved: &Scenario, replications: u32) {
    for replication in 0..replications {
        let parameters = Parameters::drawn(&[], 11, replication);
        let plan = plan(resolved.clone(), &parameters);
        let fast = simulate_with(&plan, 3, replication, Loop::Fast);
        let plain = simulate_with(&plan, 3, replication, Loop::Plain);
        for week in 0..=usize::from(plan.horizon) {
            for (at, name) in passcast::observation::COLUMN_NAMES.iter().enumerate() {
                let column = passcast::observation::column::HEADCOUNT.plus(at);
                assert_eq!(
                    fast.rollout.get(week, column),
                    plain.rollout.get(week, column),
                    "{text}: rollout {name} in week {week} of replication {replication}"
                );
                assert_eq!(
                    fast.baseline.get(week, column),
                    plain.baseline.get(week, column),
                    "{text}: baseline {name} in week {week} of replication {replication}"
                );
            }
        }
        assert_eq!(fast, plain, "{text}: segments of replication {replication}");
    }
}

#[test]
fn four_phases() {
    same_bits(
        "[organisation]\nheadcount = 700\n[platform.prompt]\ncadence = 10\nskips = \"unlimited\"",
        3,
    );
}

#[test]
fn factory_settings_force() {
    same_bits("[organisation]\nheadcount = 400\ninitial = 0.1", 2);
}

#[test]
fn admin_accounts_keys_shocks_and_gates() {
    same_bits(
        r#"
[organisation]
headcount = 500
contractors = 0.2
guests = 0.1
admin_accounts = true
freeze = [6]
[platform]
id = "pingone"
[platform.prompt]
cadence = 3
skips = 4
on_exhaust = "stop"
store = "cookie"
[keys]
audience = "everyone"
weeks = "3-8"
[remove_legacy]
week = 26
audience = "everyone"
[[phase]]
kind = "pilot"
weeks = "1-4"
[[phase]]
kind = "opt-in"
weeks = "5-12"
load_gate = { high = 8, low = 4 }
[[phase]]
kind = "required"
weeks = "13-"
gate = { metric = "adoption.enrolled.headcount", min = 0.2 }
[[shock]]
kind = "outage"
week = 9
days = 3
[[shock]]
kind = "domain-change"
week = 20
[[shock]]
kind = "phone-refresh"
week = 10
weeks = 6
size = 4
[run]
horizon = 40
"#,
        4,
    );
}

/// All of them, smaller: what a scenario says of its people stays.
#[test]
fn every_shipped_scenario() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        // What only customers have is held to their own plain loop, in `customers::loops`.
        if name.ends_with(".toml") && shipped(&name, &[]).workforce.is_some() {
            let small = ["organisation.headcount=250", "run.horizon=30"];
            same_records(&name, &shipped(&name, &small), 2);
            seen += 1;
        }
    }
    assert!(seen >= 10);
}
