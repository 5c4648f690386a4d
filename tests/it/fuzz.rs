//! What the fuzzer calls, on stable Rust: over the seeds that it starts from, over seeds
//! with a few bytes changed, and over random bytes. A crash that a fuzzer finds is added
//! to the seeds in `tests/data/fuzz`.

mod entry;

use proptest::prelude::*;
use std::fs;
use std::path::PathBuf;

/// A parser, and the folder of its seeds.
type Target = (&'static str, fn(&[u8]) -> bool);

const TARGETS: [Target; 6] = [
    ("scenario", entry::scenario),
    ("overrides", entry::overrides),
    ("roster", entry::roster),
    ("devices", entry::devices),
    ("manifest", manifest),
    ("records", records),
];

fn manifest(bytes: &[u8]) -> bool {
    entry::manifest(bytes, tempfile::tempdir().unwrap().path())
}

fn records(bytes: &[u8]) -> bool {
    let folder = tempfile::tempdir().unwrap();
    // A manifest whose files are not there would be refused: this one names none.
    let seed = root().join("tests/data/fuzz/manifest/good.json");
    fs::copy(seed, folder.path().join("manifest.json")).unwrap();
    entry::records(bytes, &example(), folder.path())
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Records of the run that is kept under version control.
fn example() -> Vec<u8> {
    fs::read(root().join("outputs/example/records/000000.simulations")).unwrap()
}

/// The seeds of a target; those that must be taken are called `good`.
fn seeds(target: &str) -> Vec<(String, Vec<u8>)> {
    if target == "records" {
        return vec![("good".to_owned(), example())];
    }
    let folder = root().join("tests/data/fuzz").join(target);
    let mut seeds: Vec<_> = fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read(&path).unwrap())
        })
        .collect();
    seeds.sort();
    seeds
}

#[test]
fn every_seed_is_taken_or_refused_as_its_name_says() {
    for (target, entry) in TARGETS {
        let seeds = seeds(target);
        assert!(!seeds.is_empty(), "{target} has no seeds");
        for (name, bytes) in seeds {
            assert_eq!(entry(&bytes), name.starts_with("good"), "{target}/{name}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn seeds_with_changed_bytes_panic_nowhere(
        pick in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in any::<prop::sample::Index>(),
    ) {
        for (target, entry) in TARGETS {
            let seeds = seeds(target);
            let mut bytes = seeds[pick.index(seeds.len())].1.clone();
            for (at, byte) in &changes {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            entry(&bytes);
            bytes.truncate(cut.index(bytes.len()));
            entry(&bytes);
        }
    }

    #[test]
    fn random_bytes_panic_nowhere(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for (_, entry) in TARGETS {
            entry(&bytes);
        }
    }
}
