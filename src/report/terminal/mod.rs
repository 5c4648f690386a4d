//! The answer on one screen of text, from the data of `summary.json`, so that a
//! stored answer looks like a fresh one.
//!
//! Every number says how many units it is of and which kind of interval stands
//! beside it: where outcomes lie, or how well a mean or probability is known.
//! Colour repeats what the words say; without it nothing is lost.

mod comparison;
mod customers;
mod number;
mod page;
mod plot;
mod schedule;
mod sections;
mod sensitivity;
mod spend;
mod view;

use serde_json::Value;

/// What a screen can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Screen {
    /// Colour and bold letters.
    pub colour: bool,
    /// Letters beyond ASCII.
    pub unicode: bool,
}

/// The answer as text of at most 100 columns.
///
/// # Errors
/// If the data are no answer of this version.
pub fn answer(summary: &Value, screen: Screen) -> Result<String, serde_json::Error> {
    let mut page = page::Page::new(screen);
    match summary.get("command").and_then(Value::as_str) {
        Some("compare") => {
            comparison::write(&serde::Deserialize::deserialize(summary)?, &mut page);
            return Ok(page.finish());
        }
        Some("schedule") => {
            schedule::write(&serde::Deserialize::deserialize(summary)?, &mut page);
            return Ok(page.finish());
        }
        Some("sensitivity") => {
            sensitivity::write(&serde::Deserialize::deserialize(summary)?, &mut page);
            return Ok(page.finish());
        }
        Some("spend") => {
            spend::write(&serde::Deserialize::deserialize(summary)?, &mut page);
            return Ok(page.finish());
        }
        _ => {}
    }
    let answer: view::Answer = serde::Deserialize::deserialize(summary)?;
    sections::write(&answer, &mut page);
    plot::write(&answer.series, &mut page);
    Ok(page.finish())
}
