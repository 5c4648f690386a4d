//! Random scenarios: both loops leave the same bits, and the books balance.

use super::books;
use crate::generator::scenario_toml;
use crate::support::plan;
use passcast::observation::metric_units;
use passcast::parameter::Parameters;
use passcast::scenario::{self, NoFiles, Override, Scenario, Source};
use passcast::simulation::{Loop, simulate, simulate_with};

/// A random scenario with few people and weeks; `None` where something is dated
/// beyond them.
fn small(seed: u64, headcount: u32, horizon: u32) -> Option<Scenario> {
    let source = Source {
        name: format!("random-{seed}.toml"),
        text: scenario_toml(seed),
        folder: None,
    };
    let sets = [
        ("organisation.headcount", headcount),
        ("run.horizon", horizon),
    ]
    .map(|(key, value)| Override {
        key: key.into(),
        value: value.to_string(),
    });
    let loaded = scenario::load(&source, &sets, &NoFiles, metric_units()).ok()?;
    Some(loaded.scenario)
}

/// The first `count` seeds whose scenario still passes `check` when small.
fn scenarios(count: usize) -> Vec<(u64, Scenario)> {
    let found: Vec<_> = (0..600)
        .filter_map(|seed| Some((seed, small(seed, 120 + 10 * (seed as u32 % 9), 30)?)))
        .take(count)
        .collect();
    assert_eq!(found.len(), count, "too few random scenarios are small");
    found
}

#[test]
fn both_loops_leave_the_same_bits() {
    for (seed, scenario) in scenarios(20) {
        let plan = plan(scenario, &Parameters::drawn(&[], 4, seed as u32));
        let fast = simulate_with(&plan, 9, seed as u32, Loop::Fast);
        let plain = simulate_with(&plan, 9, seed as u32, Loop::Plain);
        super::same_but(
            &format!("{seed}: rollout"),
            &fast.rollout,
            &plain.rollout,
            &[],
        );
        super::same_but(
            &format!("{seed}: baseline"),
            &fast.baseline,
            &plain.baseline,
            &[],
        );
        assert!(fast == plain, "{seed}: segments");
    }
}

#[test]
fn the_books_of_random_scenarios_balance() {
    for (seed, scenario) in scenarios(60) {
        let plan = plan(scenario, &Parameters::drawn(&[], 5, seed as u32));
        let record = simulate(&plan, 8, seed as u32);
        books::balance(&format!("seed {seed}"), &plan, &record);
    }
}
