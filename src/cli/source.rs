//! Reading a scenario from a file or from standard input.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use super::exit;
use super::failure::Failure;
use super::files::Exports;
use crate::scenario::{self, Loaded, Note, Override, Source};

/// Reads and resolves a scenario; what was assumed in reading exports joins its
/// notes.
///
/// # Errors
/// If it cannot be read, or all its problems.
pub fn load(file: &str, sets: &[Override]) -> Result<(Source, Loaded), Failure> {
    let source = read(file)?;
    let exports = Exports::default();
    match scenario::load(&source, sets, &exports) {
        Ok(mut loaded) => {
            let notes = exports.notes().into_iter().map(|message| Note {
                id: "note::export",
                path: String::new(),
                message,
            });
            loaded.notes.extend(notes);
            Ok((source, loaded))
        }
        Err(problems) => Err(exports.failure(problems)),
    }
}

/// The text of a scenario; `-` is standard input, whose paths start in the
/// current folder.
fn read(file: &str) -> Result<Source, Failure> {
    let (name, bytes, folder) = if file == "-" {
        let mut bytes = Vec::new();
        let read = io::stdin().lock().read_to_end(&mut bytes);
        ("<stdin>", read.map(|_| bytes), None)
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
