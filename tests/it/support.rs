//! What the tests share: plans from scenario text, and run folders.

use passcast::import;
use passcast::observation::metric_units;
use passcast::parameter::Parameters;
use passcast::population::Slots;
use passcast::scenario::{
    self, DeviceFacts, DeviceFiles, NoFiles, Override, ReadAggregates, RosterFacts, RosterFile,
    Scenario, Source,
};
use passcast::simulation::Plan;
use sha2::{Digest, Sha256};
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// Whether generated documentation and screens are to be rewritten: with
/// `PASSCAST_UPDATE=1`, or as insta is told.
pub fn updates() -> bool {
    let is = |name, values: &[&str]| std::env::var(name).is_ok_and(|v| values.contains(&&*v));
    is("PASSCAST_UPDATE", &["1"]) || is("INSTA_UPDATE", &["always", "force"])
}

/// Resolves a scenario from text, `format = 1` added.
pub fn scenario(text: &str) -> Scenario {
    let source = Source {
        name: "test.toml".into(),
        text: format!("format = 1\n{text}"),
        folder: None,
    };
    match scenario::load(&source, &[], &NoFiles, metric_units()) {
        Ok(loaded) => loaded.scenario,
        Err(problems) => panic!("{problems:#?}"),
    }
}

/// Resolves a shipped scenario, with overrides `key=value`.
pub fn shipped(name: &str, sets: &[&str]) -> Scenario {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let text = fs::read_to_string(folder.join(name)).expect("a shipped scenario");
    let sets: Vec<Override> = sets
        .iter()
        .map(|set| {
            let (key, value) = set.split_once('=').expect("key=value");
            Override {
                key: key.into(),
                value: value.into(),
            }
        })
        .collect();
    match scenario::load(
        &Source {
            name: name.into(),
            text,
            folder: Some(folder),
        },
        &sets,
        &Exports,
        metric_units(),
    ) {
        Ok(loaded) => loaded.scenario,
        Err(problems) => panic!("{problems:#?}"),
    }
}

/// Checks that two run folders have the same files with the same bytes, but for those
/// that say how a run came about.
#[track_caller]
pub fn same_folders(here: &Path, one: &str, other: &str) {
    let (ours, theirs) = (contents(&here.join(one)), contents(&here.join(other)));
    let names = |files: &[(String, Vec<u8>)]| files.iter().map(|(name, _)| name.clone()).collect();
    let (known, found): (Vec<String>, Vec<String>) = (names(&ours), names(&theirs));
    assert_eq!(known, found);
    for ((name, one), (_, other)) in ours.iter().zip(&theirs) {
        assert!(one == other, "{name} differs");
    }
}

/// Every file of a run folder but sessions and lock, in order.
fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for at in [folder.to_owned(), folder.join("records")] {
        let entries = fs::read_dir(&at).unwrap_or_else(|e| panic!("{}: {e}", at.display()));
        for entry in entries.map(Result::unwrap) {
            let name = entry.file_name().into_string().unwrap();
            if entry.path().is_file() && !["session.jsonl", "passcast.lock"].contains(&&*name) {
                all.push((name, fs::read(entry.path()).unwrap()));
            }
        }
    }
    all.sort();
    all
}

/// Types a command line that writes the folder `made`, and stops it as Ctrl-C does once
/// it has kept something. Returns what it said.
#[cfg(unix)]
#[track_caller]
pub fn interrupted(here: &Path, line: &str) -> String {
    use std::process::{Command, Stdio};
    let child = Command::new(env!("CARGO_BIN_EXE_passcast"))
        .args(line.split_whitespace())
        .current_dir(here)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let records = here.join("made/records");
    for _ in 0..3000 {
        if fs::read_dir(&records).is_ok_and(|mut files| files.next().is_some()) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let killed = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(killed.unwrap().success());
    let output = child.wait_with_output().unwrap();
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(12), "{err}");
    err
}

/// A plan at the given parameters.
pub fn plan(scenario: Scenario, parameters: &Parameters) -> Plan {
    let slots = Arc::new(Slots::new(&scenario.workforce().organisation));
    Plan::new(Arc::new(scenario), slots, parameters)
}

/// Reads exports through the crate's readers.
pub struct Exports;

impl ReadAggregates for Exports {
    fn roster(&self, file: &RosterFile) -> Result<RosterFacts, String> {
        let taken = import::roster_facts(file, &opened);
        taken
            .map(|one| one.facts)
            .map_err(|error| error.to_string())
    }

    fn devices(&self, files: &DeviceFiles) -> Result<DeviceFacts, String> {
        let taken = import::device_facts(files, &opened);
        taken
            .map(|one| one.facts)
            .map_err(|error| error.to_string())
    }
}

fn opened(path: &Path) -> io::Result<Box<dyn io::Read>> {
    Ok(Box::new(fs::File::open(path)?))
}

/// Makes a finished run one that was killed before its answer was there: its manifest says
/// so, under the sum that it would have been written with.
pub fn without_answer(folder: &Path) {
    let manifest = folder.join("manifest.json");
    let text = fs::read_to_string(&manifest).unwrap();
    let begun = text.replace("\"complete\": true", "\"complete\": false");
    assert_ne!(begun, text);
    let at = begun.rfind("\"checksum\": \"").unwrap() + "\"checksum\": \"".len();
    let end = at + begun[at..].find('"').unwrap();
    let sum = Sha256::digest(format!("{}{}", &begun[..at], &begun[end..]));
    let sum: String = sum.iter().map(|byte| format!("{byte:02x}")).collect();
    fs::write(&manifest, format!("{}{sum}{}", &begun[..at], &begun[end..])).unwrap();
}
