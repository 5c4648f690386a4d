//! Golden runs: the integers of small runs, held to the bit. A change that moves
//! them raises `MODEL_VERSION` and rewrites the file with `PASSCAST_UPDATE=1`.

use crate::support::{plan, shipped};
use passcast::observation::{Tally, column};
use passcast::parameter::Parameters;
use passcast::simulation::simulate;
use std::fmt::Write as _;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/golden.txt");

/// FNV-1a over all integers, and a few that people can read.
fn line(name: &str, tally: &Tally, replication: u32, arm: &str) -> String {
    let hash = tally
        .to_integers()
        .iter()
        .flat_map(|integer| integer.to_le_bytes())
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    let last = tally.weeks();
    let sum = |column: passcast::observation::Column| {
        (1..=last).map(|w| tally.get(w, column)).sum::<i64>()
    };
    let cases: i64 = (0..11).map(|c| sum(column::CREATED.plus(c))).sum();
    format!(
        "{name} {replication} {arm}: enrolled {} sign-ins {} passkey {} cases {cases} hash {hash:016x}",
        tally.get(last, column::ENROLLED),
        sum(column::SIGN_INS),
        sum(column::PASSKEY_SIGN_INS),
    )
}

#[test]
fn small_runs_are_held_to_the_bit() {
    let mut found = format!("model {}\n", passcast::store::MODEL_VERSION);
    for name in [
        "workforce-four-phase",
        "workforce-poor-both",
        "workforce-entra-factory",
        "workforce-late-runbook-gated",
    ] {
        let scenario = shipped(
            &format!("{name}.toml"),
            &["organisation.headcount=300", "run.horizon=40"],
        );
        for replication in 0..2 {
            let plan = plan(scenario.clone(), &Parameters::drawn(&[], 1, replication));
            let record = simulate(&plan, 1, replication);
            let _ = writeln!(
                found,
                "{}",
                line(name, &record.rollout, replication, "rollout")
            );
            let _ = writeln!(
                found,
                "{}",
                line(name, &record.baseline, replication, "baseline")
            );
        }
    }
    if std::env::var_os("PASSCAST_UPDATE").is_some() {
        std::fs::write(FILE, &found).expect("the golden file can be written");
    }
    let golden = std::fs::read_to_string(FILE).expect("the golden file is committed");
    assert_eq!(
        found, golden,
        "numbers moved: raise MODEL_VERSION and say so in the changelog"
    );
}
