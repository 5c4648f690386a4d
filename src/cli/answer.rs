//! Showing an answer, fresh or stored.

use std::path::Path;

use serde::Serialize;

use super::console::Console;
use super::failure::Failure;
use crate::answer::Answer;
use crate::experiment::assertion::Checked;
use crate::report::terminal;
use crate::scenario::Note;
use crate::session::{Answered, stored_answer};

/// An answer, and what is said beside it; in JSON one object.
#[derive(Serialize)]
pub struct Shown<'a> {
    /// The answer.
    #[serde(flatten)]
    pub answer: &'a Answer,
    /// What the user should know of the plans.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub notes: &'a [Note],
    /// What had to hold, and whether it does.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assertions: Vec<Checked>,
}

impl<'a> Shown<'a> {
    /// The answer alone.
    pub fn alone(answer: &'a Answer) -> Self {
        Self {
            answer,
            notes: &[],
            assertions: Vec::new(),
        }
    }
}

/// Shows the answer of a finished run's folder.
///
/// # Errors
/// If the folder holds no answer.
pub fn show(folder: &Path, console: &Console) -> Result<(), Failure> {
    print(&Shown::alone(&stored_answer(folder)?), console)
}

/// Prints an answer as the console wants it.
///
/// # Errors
/// If writing fails.
pub fn print(shown: &Shown<'_>, console: &Console) -> Result<(), Failure> {
    if console.is_json() {
        return console.json(shown);
    }
    console.result(&terminal::answer(shown.answer, console.screen()))
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
