//! Showing an answer, fresh or stored.

use std::path::Path;

use serde_json::Value;

use super::console::Console;
use super::failure::Failure;
use crate::report::terminal;
use crate::session::{Answered, SUMMARY, SessionError, stored_answer};

/// Shows the answer of a finished run's folder.
///
/// # Errors
/// If the folder holds no answer.
pub fn show(folder: &Path, console: &Console) -> Result<(), Failure> {
    print(&stored_answer(folder)?, console)
}

/// Prints an answer as the console wants it.
///
/// # Errors
/// If writing fails, or a stored answer is another version's.
pub fn print(summary: &Value, console: &Console) -> Result<(), Failure> {
    if console.is_json() {
        return console.json(summary);
    }
    let text = terminal::answer(summary, console.screen());
    let text = text.map_err(|_| SessionError::OtherVersion {
        file: SUMMARY.into(),
        replaceable: true,
    });
    console.result(&text?)
}

/// Says that an answer was there already, if it was.
pub fn say_if_stored(answered: &Answered, console: &Console) {
    if answered.was_there {
        console.say(&format!(
            "This run is complete in {}; here is its stored answer.",
            answered.run.folder().display()
        ));
    }
}

/// Says where a run that was not there before is.
pub fn say_if_new(answered: &Answered, console: &Console) {
    if !answered.was_there {
        console.say(&format!(
            "Tables and records are in {}.",
            answered.folder.display()
        ));
    }
}
