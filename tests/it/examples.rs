//! The examples run.

#[path = "../../examples/comparison.rs"]
mod comparison;
#[path = "../../examples/forecast.rs"]
mod forecast;
#[path = "../../examples/own_experiment.rs"]
mod own_experiment;

#[test]
fn a_forecast() {
    forecast::main().unwrap();
}

#[test]
fn a_comparison() {
    comparison::main().unwrap();
}

#[test]
fn an_experiment_of_ones_own() {
    own_experiment::main().unwrap();
}

#[test]
fn examples_are_short_and_all_of_them_run() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let lines = std::fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines < 50, "{} has {lines} lines", path.display());
        names.push(path.file_name().unwrap().to_string_lossy().into_owned());
    }
    names.sort();
    assert_eq!(names, ["comparison.rs", "forecast.rs", "own_experiment.rs"]);
}
