//! scratch
use passcast::experiment::{Runner, study, tune};
use passcast::scenario::*;
fn load1(name: &str, sets: &[(&str, &str)]) -> Scenario {
    let text = std::fs::read_to_string(format!("scenarios/{name}.toml")).unwrap();
    let sets: Vec<_> = sets
        .iter()
        .map(|(k, v)| Override {
            key: (*k).into(),
            value: (*v).into(),
        })
        .collect();
    load(
        &Source {
            name: "x".into(),
            text,
            folder: None,
        },
        &sets,
        &NoFiles,
    )
    .unwrap_or_else(|p| panic!("{p:#?}"))
    .scenario
}
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let n: u32 = a[2].parse().unwrap();
    let r = Runner::new(2).unwrap();
    let size = study::Size { seed: 1, draws: n };
    let w24 = [("run.horizon", "24")];
    match a[1].as_str() {
        "tune" => println!(
            "{:#?}",
            tune::tune(
                &r,
                &load1(
                    "workforce-four-phase",
                    &[("run.horizon", "24"), ("organisation.headcount", "2000")]
                ),
                tune::Effort {
                    seed: 1,
                    draws: n,
                    steps: a[3].parse().unwrap()
                }
            )
        ),
        "good" => print!(
            "{}",
            study::good_plan(&r, &load1("workforce-four-phase", &[]), size)
        ),
        "pred" => print!(
            "{}",
            study::predictive(&r, &load1("workforce-four-phase", &[]), size)
        ),
        "runbook" => print!(
            "{}",
            study::runbook_week(&r, &load1("workforce-four-phase", &w24), size)
        ),
        _ => print!(
            "{}",
            study::failing_plans(
                &r,
                &[
                    "workforce-four-phase",
                    "workforce-poor-communications",
                    "workforce-late-runbook",
                    "workforce-weak-fallback",
                    "workforce-poor-both"
                ]
                .map(|n| (n, load1(n, &w24))),
                size
            )
        ),
    }
}
