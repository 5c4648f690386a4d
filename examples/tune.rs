//! scratch
use passcast::scenario::*;
fn main() {
    let text = std::fs::read_to_string("scenarios/workforce-four-phase.toml").unwrap();
    let s = load(
        &Source {
            name: "x".into(),
            text,
            folder: None,
        },
        &[
            Override {
                key: "organisation.headcount".into(),
                value: "2000".into(),
            },
            Override {
                key: "run.horizon".into(),
                value: "24".into(),
            },
        ],
        &NoFiles,
    )
    .unwrap_or_else(|p| panic!("{p:#?}"))
    .scenario;
    let t = passcast::experiment::tune::tune(
        &s,
        passcast::experiment::tune::Effort {
            seed: 1,
            draws: std::env::args().nth(1).unwrap().parse().unwrap(),
            steps: std::env::args().nth(2).unwrap().parse().unwrap(),
        },
    );
    println!("{t:#?}");
}
