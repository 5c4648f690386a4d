#![no_main]
#[allow(dead_code)]
#[path = "../../tests/it/fuzz/entry.rs"]
mod entry;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    entry::overrides(bytes);
});
