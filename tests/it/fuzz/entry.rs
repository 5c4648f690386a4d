//! What is fuzzed: one function a parser, each of which takes any bytes, panics on a bug,
//! and says whether the bytes were taken. `fuzz/` calls them with a fuzzer; `fuzz.rs` beside
//! this file calls them on stable Rust, so that they cannot rot.

use passcast::import;
use passcast::observation::metric_units;
use passcast::scenario::{self, NoFiles, Override, Source};
use passcast::store::StoredRun;
use passcast::units::Date;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

fn source(text: &str) -> Source {
    Source {
        name: "fuzz.toml".into(),
        text: text.to_owned(),
        folder: None,
    }
}

/// Loads text as a scenario. One that loads, written out, loads back to the same.
fn loads(text: &str, sets: &[Override]) -> bool {
    let Ok(loaded) = scenario::load(&source(text), sets, &NoFiles, metric_units()) else {
        return false;
    };
    let written = scenario::to_toml(&loaded.scenario);
    match scenario::load(&source(&written), &[], &NoFiles, metric_units()) {
        Ok(again) => assert!(
            again.canonical == loaded.canonical,
            "{written}\nwas {}\nis  {}",
            loaded.canonical,
            again.canonical
        ),
        Err(problems) => panic!("{written}\n{problems:#?}"),
    }
    true
}

/// The text of a scenario.
pub fn scenario(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| loads(text, &[]))
}

/// `--set KEY=VALUE`, one a line, on a plan for a workforce and customers.
pub fn overrides(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return false;
    };
    let sets: Vec<Override> = text
        .lines()
        .filter_map(|line| line.split_once('='))
        .map(|(key, value)| Override {
            key: key.trim().to_owned(),
            value: value.trim().to_owned(),
        })
        .collect();
    loads("[organisation]\n[customers]\n", &sets)
}

/// A roster. What is published adds up.
pub fn roster(bytes: &[u8]) -> bool {
    let reading = import::RosterReading {
        on: Date::from_days(20_820),
        day_first: None,
        unreadable: 0.1,
    };
    let Ok(roster) = import::read_roster("fuzz.csv", bytes, &reading) else {
        return false;
    };
    let heads: u32 = roster.departments.iter().map(|d| d.heads).sum();
    assert_eq!(heads, roster.headcount, "{roster:#?}");
    true
}

/// A device manager's list.
pub fn devices(bytes: &[u8]) -> bool {
    let Ok(devices) = import::read_devices([("fuzz.csv".to_owned(), bytes)], 0.1) else {
        return false;
    };
    let _ = (devices.computers.total(), devices.phones.total());
    true
}

/// A run folder's manifest, in `folder`. Its files need not be there.
pub fn manifest(bytes: &[u8], folder: &Path) -> bool {
    fs::write(folder.join("manifest.json"), bytes).expect("a folder to write to");
    match StoredRun::open(folder) {
        Ok(_) => true,
        Err(error) => {
            let _ = (error.to_string(), error.exit_code());
            false
        }
    }
}

/// A run folder's first batch of records, in a `folder` with the manifest of a run. The
/// head of the file and the checksum at its end are put right, so that what is behind them is reached.
pub fn records(bytes: &[u8], good: &[u8], folder: &Path) -> bool {
    const HEAD: usize = 20;
    const SUM: usize = 32;
    let body = bytes.get(HEAD..).unwrap_or_default();
    let body = &body[..body.len().saturating_sub(SUM)];
    let mut file = [&good[..HEAD], body].concat();
    file.extend(Sha256::digest(&file));
    let records = folder.join("records");
    fs::create_dir_all(&records).expect("a folder to write to");
    fs::write(records.join("000000.simulations"), &file).expect("a folder to write to");
    let run = StoredRun::open(folder).expect("the run of the manifest");
    run.records().all(|batch| batch.is_ok())
}
