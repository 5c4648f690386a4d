//! Folders that came from elsewhere, and what a kill leaves of a replacement.

use super::tests::{Place, answer, fill, refused};
use super::*;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Everything below a folder, by its path from there.
fn below(folder: &Path) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    let mut folders: Vec<PathBuf> = Some(folder.to_path_buf())
        .filter(|top| top.is_dir())
        .into_iter()
        .collect();
    while let Some(next) = folders.pop() {
        for path in file::entries(&next).unwrap() {
            if file::kind(&path) == Some(file::Kind::Folder) {
                folders.push(path.clone());
            }
            found.insert(path.strip_prefix(folder).unwrap().to_path_buf());
        }
    }
    found
}

#[test]
fn force_keeps_all_that_it_did_not_write() {
    let place = Place::new();
    place.finish(2, false);
    let folder = place.folder();
    fs::create_dir(folder.join(".git")).unwrap();
    let mine = [".git/config", ".gitignore", "notes.txt", "records/why.txt"];
    for name in mine {
        fs::write(folder.join(name), name).unwrap();
    }
    place.finish(4, true);
    for name in mine {
        assert_eq!(fs::read_to_string(folder.join(name)).unwrap(), name);
    }
    assert_eq!(
        below(folder.parent().unwrap()).len(),
        1 + below(&folder).len()
    );
}

#[test]
fn what_the_new_run_writes_does_not_replace_what_was_added() {
    let place = Place::new();
    let (mut run, _) = place.resume(2, false);
    fill(&mut run, 2);
    run.finish().unwrap();
    // The first run wrote no such table: this one is the user's.
    fs::write(place.folder().join("simulations.csv"), "mine").unwrap();
    place.finish(2, true);
    let kept = place.folder().join("simulations.csv.kept-1");
    assert_eq!(fs::read_to_string(kept).unwrap(), "mine");
    assert!(StoredRun::open(&place.folder()).is_ok());
}

#[test]
fn a_replacement_without_room_is_refused_before_it_begins() {
    for suffix in [".old", ".new"] {
        let place = Place::new();
        place.finish(2, false);
        let sibling = file::beside(&place.folder(), suffix);
        fs::create_dir(&sibling).unwrap();
        fs::write(sibling.join("thesis.doc"), "mine").unwrap();
        let text = refused(place.ask(4, true), 16);
        assert!(text.contains(suffix), "{text}");
        assert!(sibling.join("thesis.doc").exists());
        // Nobody else is bothered by it.
        assert!(matches!(place.ask(2, false), Ok(Opened::Complete(_))));
    }
}

/// An old run is removed file by file; whatever is left of it, the next command ends it.
#[test]
fn a_removal_can_be_cut_short_anywhere() {
    let files = [
        "records/000000.simulations",
        "records",
        "columns.json",
        "simulations.csv",
        "scenario.toml",
        "summary.json",
        "manifest.json",
        "passcast.lock",
    ];
    for removed in 0..=files.len() {
        let place = Place::new();
        place.finish(2, false);
        let (folder, old) = (place.folder(), file::beside(&place.folder(), ".old"));
        fs::rename(&folder, &old).unwrap();
        place.finish(4, false);
        fs::create_dir(&old).ok();
        for name in &files[..removed] {
            let path = old.join(name);
            if path.is_dir() {
                fs::remove_dir(&path).unwrap();
            } else if path.exists() {
                fs::remove_file(&path).unwrap();
            }
        }
        let content = place.content();
        assert_eq!(place.finish(2, true), 0, "{removed} removed");
        assert!(!old.exists(), "{removed} removed");
        assert_ne!(place.content(), content);
    }
}

#[test]
fn batches_of_another_run_are_refused_wherever_they_are_used() {
    let (ours, mut theirs) = (Place::new(), Place::new());
    theirs.headcount = 6000;
    ours.finish(40, false);
    theirs.finish(40, false);
    let batch = |place: &Place| place.folder().join("records/000001.simulations");
    fs::copy(batch(&theirs), batch(&ours)).unwrap();
    let text = refused(ours.ask(56, false), 16);
    assert!(text.ends_with("it belongs to another run"), "{text}");
    let Ok(Opened::Complete(run)) = ours.ask(40, false) else {
        panic!("the answer itself is as it was");
    };
    let read: Vec<bool> = run.records().map(|batch| batch.is_ok()).collect();
    assert_eq!(read, [true, false]);
}

#[test]
fn records_are_counted_before_more_are_added() {
    let place = Place::new();
    place.finish(40, false);
    fs::remove_file(place.folder().join("records/000002.simulations")).unwrap();
    let text = refused(place.ask(56, false), 16);
    assert!(text.ends_with("it is missing"), "{text}");
    assert!(place.folder().join("records/000001.simulations").exists());
}

#[test]
#[cfg(unix)]
fn no_link_in_a_folder_is_followed() {
    use std::os::unix::fs::symlink;
    let names = [
        "manifest.json",
        "session.jsonl",
        "passcast.lock",
        "records",
        "records/000000.simulations",
        "summary.json",
    ];
    for name in names {
        let place = Place::new();
        place.finish(2, false);
        let path = place.folder().join(name);
        let elsewhere = place.folder().with_file_name("elsewhere");
        if path.exists() {
            fs::rename(&path, &elsewhere).unwrap();
        } else {
            fs::write(&elsewhere, "mine").unwrap();
        }
        symlink(&elsewhere, &path).unwrap();
        let before = below(&elsewhere);
        let bytes = fs::read(&elsewhere).ok();
        let extended = place.ask(4, false).and_then(|opened| match opened {
            Opened::Resume { mut run, .. } => {
                fill(&mut run, 4);
                answer(&mut run);
                let session = Session {
                    host: String::new(),
                    threads: 1,
                    started: String::new(),
                    seconds: 0.0,
                    simulations: 2,
                    command_line: Vec::new(),
                };
                run.append_session(&session)?;
                run.finish().map(|_| ())
            }
            Opened::Complete(_) => Ok(()),
        });
        if name == "summary.json" {
            // It is not read, and replaced.
            extended.unwrap();
        } else {
            assert_eq!(extended.unwrap_err().exit_code(), 16, "{name}");
        }
        assert_eq!(
            (below(&elsewhere), fs::read(&elsewhere).ok()),
            (before, bytes)
        );
    }
}

#[test]
fn a_claim_of_too_few_batches_is_found_out() {
    let place = Place::new();
    place.finish(40, false);
    let manifest = Manifest::read(&place.folder()).unwrap().unwrap();
    let mut fewer = manifest.clone();
    (fewer.records.batches, fewer.simulations, fewer.draws) = (1, 16, 8);
    fewer.write(&place.folder()).unwrap();
    let run = StoredRun::open(&place.folder()).unwrap();
    assert!(run.records().any(|batch| batch.is_err()));
    refused(place.ask(56, false), 16);
}
