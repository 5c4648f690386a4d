//! The examples run.

#[path = "../../examples/own_experiment.rs"]
mod own_experiment;

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
    assert_eq!(names, ["own_experiment.rs"]);
}
