use super::shard::Shard;
use super::*;
use crate::experiment::run::single::Single;
use crate::experiment::{Experiment, Given};
use crate::scenario::{NoFiles, Source};
use crate::store::StoreError;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

/// A clock that goes on by so much whenever it is looked at [s].
struct Steps {
    step: f64,
    now: Cell<f64>,
}

impl Clock for Steps {
    fn seconds(&self) -> f64 {
        self.now.set(self.now.get() + self.step);
        self.now.get()
    }

    fn since_1970(&self) -> u64 {
        0
    }
}

/// Agrees to nothing, counts, and stops after some simulations.
#[derive(Default)]
struct Watcher {
    stop_after: Option<u64>,
    stop: AtomicBool,
    begun: Cell<Option<(u64, u64)>>,
    finished: Cell<u64>,
}

impl Progress for Watcher {
    fn agrees(&self, _estimate: &Estimate) -> bool {
        false
    }

    fn begins(&self, start: &Start<'_>) {
        self.begun.set(Some((start.done, start.most)));
    }

    fn finished(&self, simulations: u64) {
        self.finished.set(simulations);
        if self.stop_after.is_some_and(|most| simulations >= most) {
            self.stop.store(true, Ordering::Relaxed);
        }
    }

    fn ends(&self) {}
}

fn experiment(draws: u32) -> Single {
    let text =
        format!("format = 1\nrun.draws = {draws}\nrun.horizon = 4\norganisation.headcount = 60\n");
    let source = Source {
        name: "plan.toml".to_owned(),
        text,
        folder: None,
    };
    Single::new(Given::resolve(source, &[], &NoFiles).unwrap())
}

fn order<'a>(experiment: &'a dyn Experiment, out: &'a Path) -> Order<'a> {
    Order {
        experiment,
        out: Some(out),
        force: false,
        yes: false,
    }
}

fn with_host<R>(watcher: &Watcher, step: f64, then: impl FnOnce(&Host<'_>) -> R) -> R {
    let clock = Steps {
        step,
        now: Cell::new(0.0),
    };
    then(&Host {
        name: "here",
        command_line: &["passcast".to_owned()],
        threads: 1,
        clock: &clock,
        progress: watcher,
        stop: &watcher.stop,
    })
}

/// Every file of a run but what says how it came about.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    for at in [folder.to_path_buf(), folder.join("records")] {
        for entry in fs::read_dir(at).unwrap().map(Result::unwrap) {
            let name = entry.file_name();
            if entry.path().is_file() && name != "session.jsonl" && name != "passcast.lock" {
                all.insert(name.into(), fs::read(entry.path()).unwrap());
            }
        }
    }
    all
}

#[test]
fn a_run_that_was_stopped_goes_on_to_the_same_bytes() {
    let root = tempfile::tempdir().unwrap();
    let (whole, made) = (root.path().join("whole"), root.path().join("made"));
    let single = experiment(20);
    let quiet = Watcher::default();
    with_host(&quiet, 0.0, |host| {
        let answered = simulate(&order(&single, &whole), None, host).unwrap();
        assert!(!answered.was_there);
    });
    assert_eq!(
        (quiet.begun.get(), quiet.finished.get()),
        (Some((0, 40)), 40)
    );
    let hasty = Watcher {
        stop_after: Some(10),
        ..Watcher::default()
    };
    let error = with_host(&hasty, 0.0, |host| {
        simulate(&order(&single, &made), None, host).unwrap_err()
    });
    let SessionError::Stopped { done, most, .. } = error else {
        panic!("{error}");
    };
    assert!((10..40).contains(&done) && most == 40, "{done} of {most}");
    let again = Watcher::default();
    with_host(&again, 0.0, |host| {
        let answered = simulate(&order(&single, &made), None, host).unwrap();
        let there = simulate(&order(&single, &made), None, host).unwrap();
        assert!(!answered.was_there && there.was_there);
        assert_eq!(answered.answer, there.answer);
    });
    assert_eq!(again.begun.get(), Some((done, 40)));
    assert!(contents(&whole) == contents(&made));
}

#[test]
fn parts_are_joined_to_the_same_bytes() {
    let root = tempfile::tempdir().unwrap();
    let (whole, made) = (root.path().join("whole"), root.path().join("made"));
    let single = experiment(8);
    let quiet = Watcher::default();
    with_host(&quiet, 0.0, |host| {
        simulate(&order(&single, &whole), None, host).unwrap();
        let mut folders = Vec::new();
        for index in [2, 1] {
            let shard = Shard { index, of: 2 };
            let end = simulate_part(&order(&single, &made), shard, host).unwrap();
            let PartEnd::Part {
                folder,
                simulations,
                ..
            } = end
            else {
                panic!("{end:?}");
            };
            assert_eq!(simulations, 8);
            folders.push(folder);
        }
        let missing = merge(&folders[1..], None, false, host).unwrap_err();
        assert!(
            matches!(&missing, SessionError::MissingParts { missing, .. } if missing == &["2/2"]),
            "{missing}"
        );
        let joined = merge(&folders, None, false, host).unwrap();
        assert_eq!(joined.folder, made);
    });
    assert!(contents(&whole) == contents(&made));
}

#[test]
fn what_takes_hours_needs_consent_and_makes_no_folder() {
    let root = tempfile::tempdir().unwrap();
    let out = root.path().join("run");
    let single = experiment(4);
    // Every simulation seems to take a thousand hours.
    let error = with_host(&Watcher::default(), 3.6e6, |host| {
        simulate(&order(&single, &out), None, host).unwrap_err()
    });
    assert!(matches!(error, SessionError::TooLarge(_)), "{error}");
    assert!(!out.exists());
}

#[test]
fn a_time_is_a_number_of_units_and_an_earlier_one_is_kept() {
    let root = tempfile::tempdir().unwrap();
    let out = root.path().join("run");
    with_host(&Watcher::default(), 1.0, |host| {
        let settled = budget::measured(&experiment(4), 20.0, host).unwrap();
        // The clock goes on by one second whenever it is looked at.
        assert_eq!((settled.replications, settled.each), (20, Some(1.0)));
        let short = budget::measured(&experiment(4), 2.0, host).unwrap_err();
        assert!(
            matches!(short, SessionError::TooShort { least: 4, .. }),
            "{short}"
        );
        let single = experiment(10);
        let order = order(&single, &out);
        assert_eq!(budget::earlier(&order, 20.0, |_| Some(out.clone())), None);
        simulate(&order, Some(&settled), host).unwrap();
        let known = budget::earlier(&order, 20.0, |_| Some(out.clone())).unwrap();
        assert_eq!((known.replications, known.each), (20, None));
        assert_eq!(budget::earlier(&order, 21.0, |_| Some(out.clone())), None);
        assert_eq!(budget::earlier(&order, 20.0, |_| None), None);
    });
}

#[test]
fn a_folder_of_another_run_is_left_alone() {
    let root = tempfile::tempdir().unwrap();
    let out = root.path().join("run");
    fs::create_dir(&out).unwrap();
    fs::write(out.join("letter.txt"), "mine").unwrap();
    let single = experiment(4);
    let error = with_host(&Watcher::default(), 0.0, |host| {
        simulate(&order(&single, &out), None, host).unwrap_err()
    });
    assert!(
        matches!(error, SessionError::Store(StoreError::Foreign { .. })),
        "{error}"
    );
}
