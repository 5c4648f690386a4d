//! Run folders from outside: continued, extended, refused, replaced.

use super::*;
use crate::answer::table::{Cell, ColumnDoc, Table};
use crate::experiment::{Identity, SimulationId};
use crate::observation::{Record, Records, SegmentColumn, Tally, column};
use crate::scenario::Uncertainty;
use crate::units::Population;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A simulation with columns that stand still, grow and jump.
pub(super) fn stored_simulation(replication: u32, weeks: u16, segments: usize) -> StoredSimulation {
    let tally = |arm: i64| {
        let mut tally = Tally::new(weeks, segments);
        for week in 0..=i64::from(weeks) {
            tally.begin(week as i32);
            for at in 0..column::COUNT {
                let value = match at % 4 {
                    0 => 5000,
                    1 => week * (at as i64 + i64::from(replication)) * arm,
                    2 => (week * 7919 + at as i64 * 104_729 + i64::from(replication)) % 1009 - 9,
                    _ => 0,
                };
                tally.set(column::HEADCOUNT.plus(at), value);
            }
            for segment in 0..segments {
                tally.add_segment(segment, SegmentColumn::Enrolled, week as u32 * replication);
            }
        }
        tally
    };
    StoredSimulation {
        simulation: SimulationId {
            point: 0,
            draw: replication / 2,
            replication,
        },
        records: Records::from(Record {
            population: Population::Workforce,
            rollout: tally(1),
            baseline: tally(0),
        }),
    }
}

/// Changes a byte in the middle of a file.
pub(super) fn damage(path: &Path) {
    let mut bytes = fs::read(path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 4;
    fs::write(path, bytes).unwrap();
}

static COLUMNS: [ColumnDoc; 2] = [
    ColumnDoc::declared("replication", "", "Index of chance."),
    ColumnDoc::declared("mean", "people", "Mean over weeks."),
];

/// A place for runs of an organisation of some size.
pub(super) struct Place {
    root: TempDir,
    pub(super) headcount: u32,
}

impl Place {
    pub(super) fn new() -> Self {
        Self {
            root: tempfile::tempdir().unwrap(),
            headcount: 5000,
        }
    }

    pub(super) fn folder(&self) -> PathBuf {
        self.root.path().canonicalize().unwrap().join("run")
    }

    pub(super) fn ask(&self, simulations: u64, force: bool) -> Result<Opened, StoreError> {
        let identity = Identity {
            command: "run".to_owned(),
            design: Value::Null,
            scenarios: vec![json!({"organisation": {"headcount": self.headcount}})],
            aggregates: Value::Null,
            seed: 1,
        };
        open(&Request {
            identity,
            scenario: "plan".to_owned(),
            uncertainty: Uncertainty::Full,
            replications_per_draw: 2,
            simulations,
            folder: &self.folder(),
            force,
            part: None,
            anew: false,
        })
    }

    pub(super) fn resume(&self, simulations: u64, force: bool) -> (RunFolder, u64) {
        match self.ask(simulations, force).unwrap() {
            Opened::Resume { run, done } => (*run, done),
            Opened::Complete(_) => panic!("there is an answer already"),
        }
    }

    /// Runs to the end, as the command does; returns what was there before.
    pub(super) fn finish(&self, simulations: u64, force: bool) -> u64 {
        let (mut run, done) = self.resume(simulations, force);
        fill(&mut run, simulations);
        answer(&mut run);
        run.finish().unwrap();
        done
    }

    /// All that determines the result: the sum of each file's content, by name.
    pub(super) fn content(&self) -> BTreeMap<String, String> {
        let (folder, records) = (self.folder(), self.folder().join("records"));
        let paths = [folder, records].map(|folder| file::entries(&folder).unwrap());
        let files = paths.iter().flatten().filter(|path| path.is_file());
        let sum = |path: &PathBuf| {
            let bytes = fs::read(path).unwrap();
            (file::name(path), id::hex(&Sha256::digest(bytes)))
        };
        files
            .map(sum)
            .filter(|(name, _)| name != lock::LOCK)
            .collect()
    }
}

pub(super) fn fill(run: &mut RunFolder, simulations: u64) {
    for replication in run.done()..simulations {
        run.push(stored_simulation(replication as u32, 3, 2))
            .unwrap();
    }
}

pub(super) fn answer(run: &mut RunFolder) {
    let rows: Vec<Vec<Cell>> = run
        .records()
        .unwrap()
        .flat_map(|batch| batch.unwrap())
        .map(|simulation| vec![simulation.simulation.replication.into(), f64::NAN.into()])
        .collect();
    run.write_text("scenario.toml", "format = 1\n").unwrap();
    run.write_json("summary.json", &json!({"mean": f64::NAN}))
        .unwrap();
    let (name, columns) = ("simulations.csv".to_owned(), COLUMNS.to_vec());
    run.write_table(Table {
        name,
        columns,
        rows,
    })
    .unwrap();
}

pub(super) fn refused(result: Result<Opened, StoreError>, code: u8) -> String {
    let error = result.unwrap_err();
    assert_eq!(error.exit_code(), code, "{error}");
    error.to_string()
}

#[test]
fn a_finished_run_is_shown_again() {
    let place = Place::new();
    assert_eq!(place.finish(8, false), 0);
    let Opened::Complete(run) = place.ask(6, false).unwrap() else {
        panic!("the answer is there");
    };
    let manifest = run.manifest();
    assert_eq!(
        (manifest.simulations, manifest.draws, manifest.complete),
        (8, 4, true)
    );
    assert_eq!(
        run.read("summary.json").unwrap(),
        b"{\n  \"mean\": null\n}\n"
    );
    let columns: Value = serde_json::from_slice(&run.read("columns.json").unwrap()).unwrap();
    assert_eq!(columns["simulations.csv"][1]["unit"], "people");
    run.verify_records().unwrap();
    assert_eq!(
        run.records()
            .map(|batch| batch.unwrap().len())
            .sum::<usize>(),
        8
    );
}

#[test]
fn a_killed_run_ends_as_if_it_had_not_been() {
    let (whole, killed) = (Place::new(), Place::new());
    whole.finish(40, false);
    let (mut run, _) = killed.resume(40, false);
    fill(&mut run, 20);
    run.flush().unwrap();
    fill(&mut run, 23);
    drop(run);
    let records = killed.folder().join("records");
    fs::write(
        file::temporary(&records.join("000001.simulations")),
        "half a batch",
    )
    .unwrap();
    fs::write(file::temporary(&killed.folder().join("weekly.csv")), "half").unwrap();
    assert!(matches!(
        StoredRun::open(&killed.folder()),
        Err(StoreError::Incomplete { .. })
    ));
    assert_eq!(killed.finish(40, false), 20);
    assert_eq!(whole.content(), killed.content());
}

#[test]
fn a_run_can_be_extended() {
    let (whole, longer) = (Place::new(), Place::new());
    whole.finish(16, false);
    longer.finish(8, false);
    fs::write(longer.folder().join("notes.txt"), "mine").unwrap();
    assert_eq!(longer.finish(16, false), 8);
    let mut content = longer.content();
    assert!(content.remove("notes.txt").is_some());
    assert_eq!(whole.content(), content);
}

#[test]
fn a_table_that_is_not_written_again_goes() {
    let place = Place::new();
    let (mut run, _) = place.resume(2, false);
    run.write_text("old.csv", "a\n").unwrap();
    fill(&mut run, 2);
    run.finish().unwrap();
    place.finish(4, false);
    assert!(!place.folder().join("old.csv").exists());
}

#[test]
fn a_second_writer_is_refused() {
    let place = Place::new();
    let (first, _) = place.resume(4, false);
    let text = refused(place.ask(4, false), 11);
    assert!(text.starts_with("another process is writing"), "{text}");
    drop(first);
    assert_eq!(place.resume(4, false).1, 0);
}

#[test]
fn another_run_is_refused_with_what_differs() {
    let mut place = Place::new();
    place.finish(2, false);
    place.headcount = 6000;
    let text = refused(place.ask(2, false), 11);
    let expected = "holds another run: organisation.headcount is 5000 there and 6000 here";
    assert!(text.ends_with(expected), "{text}");
}

#[test]
fn what_passcast_did_not_make_is_refused() {
    for name in ["thesis.doc", "manifest.json", "records"] {
        let place = Place::new();
        fs::create_dir(place.folder()).unwrap();
        fs::write(place.folder().join(name), "{}").unwrap();
        for force in [false, true] {
            refused(place.ask(2, force), 16);
        }
        assert!(place.folder().join(name).exists());
    }
    let place = Place::new();
    fs::write(place.folder(), "a file").unwrap();
    refused(place.ask(2, true), 16);
    let place = Place::new();
    fs::create_dir(place.folder()).unwrap();
    assert_eq!(place.finish(2, false), 0);
}

#[test]
fn damage_is_named_and_force_repairs_it() {
    for name in [
        "simulations.csv",
        "manifest.json",
        "records/000000.simulations",
    ] {
        let place = Place::new();
        place.finish(2, false);
        let good = place.content();
        if name == "manifest.json" {
            fs::write(place.folder().join(name), "{").unwrap();
        } else {
            damage(&place.folder().join(name));
        }
        let text = match place.ask(if name.starts_with("rec") { 4 } else { 2 }, false) {
            Err(error) if error.exit_code() == 16 => error.to_string(),
            other => panic!("{name}: {other:?}"),
        };
        assert!(text.contains(name), "{text}");
        assert_eq!(place.finish(2, true), 0);
        assert_eq!(place.content(), good);
    }
}

#[test]
fn force_keeps_the_old_run_until_the_new_one_is_complete() {
    let mut place = Place::new();
    place.finish(2, false);
    fs::write(place.folder().join("notes.txt"), "mine").unwrap();
    let old = place.content();
    place.headcount = 6000;
    let (mut run, _) = place.resume(20, true);
    fill(&mut run, 17);
    refused(place.ask(20, true), 11);
    drop(run);
    assert_eq!(place.content(), old);
    // What the killed one did is not lost.
    assert_eq!(place.finish(20, true), 16);
    let expected = Place {
        headcount: 6000,
        ..Place::new()
    };
    expected.finish(20, false);
    let mut content = place.content();
    assert!(content.remove("notes.txt").is_some());
    assert_eq!(content, expected.content());
    let parent = place.folder().parent().unwrap().to_path_buf();
    assert_eq!(file::entries(&parent).unwrap(), [place.folder()]);
}

#[test]
fn a_swap_that_was_killed_is_ended() {
    let place = Place::new();
    place.finish(2, false);
    let (content, old) = (place.content(), file::beside(&place.folder(), ".old"));
    fs::rename(place.folder(), &old).unwrap();
    assert!(matches!(place.ask(2, false), Ok(Opened::Complete(_))));
    assert_eq!(place.content(), content);
    fs::create_dir(&old).unwrap();
    fs::write(old.join(lock::LOCK), "").unwrap();
    assert!(matches!(place.ask(2, false), Ok(Opened::Complete(_))));
    assert!(!old.exists());
}

#[test]
fn sessions_are_listed_and_compared_by_nothing() {
    let place = Place::new();
    let (run, _) = place.resume(2, false);
    let session = Session {
        host: "desk".to_owned(),
        threads: 2,
        started: "2027-01-04T09:00:00Z".to_owned(),
        seconds: 1.5,
        simulations: 2,
        command_line: vec!["passcast".to_owned(), "run".to_owned()],
    };
    run.append_session(&session).unwrap();
    run.append_session(&session).unwrap();
    let text = fs::read_to_string(place.folder().join("session.jsonl")).unwrap();
    assert_eq!(text.lines().count(), 2);
    assert!(
        !run.finish()
            .unwrap()
            .manifest()
            .files
            .contains_key("session.jsonl")
    );
}
