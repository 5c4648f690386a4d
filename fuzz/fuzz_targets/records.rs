#![no_main]
#[allow(dead_code)]
#[path = "../../tests/it/fuzz/entry.rs"]
mod entry;

use std::sync::LazyLock;
use tempfile::TempDir;

static GOOD: &[u8] = include_bytes!("../../outputs/example/records/000000.simulations");

/// A folder with the manifest of a run.
static FOLDER: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = TempDir::new().expect("a folder");
    let manifest = include_bytes!("../../tests/data/fuzz/manifest/good.json");
    std::fs::write(folder.path().join("manifest.json"), manifest).expect("a folder to write to");
    folder
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    entry::records(bytes, GOOD, FOLDER.path());
});
