#![no_main]
#[allow(dead_code)]
#[path = "../../tests/it/fuzz/entry.rs"]
mod entry;

use std::sync::LazyLock;
use tempfile::TempDir;

static FOLDER: LazyLock<TempDir> = LazyLock::new(|| TempDir::new().expect("a folder"));

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    entry::manifest(bytes, FOLDER.path());
});
