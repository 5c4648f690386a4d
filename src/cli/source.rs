//! Reading a scenario from a file or from standard input.

use std::fs;
use std::io::{self, Read};
use std::path::Path;
use std::sync::OnceLock;

use super::exit;
use super::failure::Failure;
use super::files::{Exports, Found};
use crate::experiment::Given;
use crate::scenario::{Note, Override, Source};

/// Reads and resolves a scenario.
///
/// # Errors
/// If it cannot be read, or all its problems.
pub fn load(file: &str, sets: &[Override]) -> Result<Given, Failure> {
    Ok(resolve(read(file)?, sets)?)
}

/// Resolves a scenario that was read.
///
/// # Errors
/// All its problems.
pub fn resolve(source: Source, sets: &[Override]) -> Result<Given, Found> {
    let exports = Exports::default();
    let given = Given::resolve(source, sets, &exports);
    let mut given = given.map_err(|problems| exports.found(problems))?;
    let notes = exports.notes().into_iter().map(|message| Note {
        id: "note::export",
        path: String::new(),
        message,
    });
    given.loaded.notes.extend(notes);
    given.aggregates = exports.aggregates();
    Ok(given)
}

/// The text of a scenario; `-` is standard input, whose paths start in the
/// current folder.
fn read(file: &str) -> Result<Source, Failure> {
    let (name, bytes, folder) = if file == "-" {
        ("<stdin>", standard_input(), None)
    } else {
        let folder = Path::new(file).parent().map(Path::to_path_buf);
        (file, fs::read(file), folder)
    };
    let bytes = bytes.map_err(|error| {
        let failure = Failure::unreadable(name, &error);
        match error.kind() {
            io::ErrorKind::NotFound => {
                failure.advise("`passcast init workforce` writes a scenario to start from")
            }
            _ => failure,
        }
    })?;
    let text = String::from_utf8(bytes).map_err(|_| {
        let message = format!("{name} is not text in UTF-8");
        Failure::plain(exit::SCENARIO, "scenario::syntax", message).about(name)
    })?;
    Ok(Source {
        name: name.to_owned(),
        text: text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned(),
        folder,
    })
}

/// All of standard input. It can be read once, and what is typed may be resolved again.
fn standard_input() -> io::Result<Vec<u8>> {
    static READ: OnceLock<Vec<u8>> = OnceLock::new();
    if let Some(bytes) = READ.get() {
        return Ok(bytes.clone());
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(READ.get_or_init(|| bytes).clone())
}
