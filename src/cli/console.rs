//! Where output goes: results to standard output, all else to standard error.

use std::borrow::Cow;
use std::env;
use std::io::{self, IsTerminal, Write};

use serde::Serialize;

use super::exit;
use super::failure::Failure;
use super::global::{Color, Format, Global};
use crate::report::terminal::Screen;

/// The two streams, and what they can show.
#[derive(Clone, Copy, Debug)]
pub struct Console {
    /// For people or for programs.
    pub format: Format,
    /// Whether results may have colour.
    pub colour: bool,
    /// Whether messages may have colour.
    pub colour_messages: bool,
    /// Whether letters beyond ASCII are shown.
    pub unicode: bool,
    quiet: bool,
}

impl Console {
    /// Looks at the options, the environment and the terminal.
    pub fn new(global: &Global) -> Self {
        Self {
            format: global.format,
            colour: colour(global.color, io::stdout().is_terminal()),
            colour_messages: colour(global.color, io::stderr().is_terminal()),
            unicode: unicode(),
            quiet: global.quiet,
        }
    }

    /// The same, that says nothing on the way.
    pub fn silent(&self) -> Self {
        Self {
            quiet: true,
            ..*self
        }
    }

    /// What results may show.
    pub fn screen(&self) -> Screen {
        Screen {
            colour: self.colour,
            unicode: self.unicode,
        }
    }

    /// Whether the result is for programs.
    pub fn is_json(&self) -> bool {
        self.format == Format::Json
    }

    /// Whether anything is said on the way.
    pub fn talks(&self) -> bool {
        !self.quiet && !self.is_json()
    }

    /// Whether progress can be shown.
    pub fn shows_progress(&self) -> bool {
        self.talks() && io::stderr().is_terminal()
    }

    /// Writes a result; it ends in a line end.
    ///
    /// # Errors
    /// [`Failure::Pipe`] if the reader has gone, or that writing failed.
    pub fn result(&self, text: &str) -> Result<(), Failure> {
        let text = &*harmless(text, self.colour);
        let mut out = io::stdout().lock();
        let end = if text.ends_with('\n') { "" } else { "\n" };
        let written = out
            .write_all(text.as_bytes())
            .and_then(|()| out.write_all(end.as_bytes()))
            .and_then(|()| out.flush());
        written.map_err(|error| match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::Pipe,
            _ => {
                let message = format!("cannot write the result: {error}");
                Failure::plain(exit::FILES, "files::unwritable", message)
            }
        })
    }

    /// Writes a result as JSON.
    ///
    /// # Errors
    /// As [`Console::result`].
    pub fn json(&self, value: &impl Serialize) -> Result<(), Failure> {
        let text = serde_json::to_string_pretty(value).map_err(|error| {
            let message = format!("what was to be shown cannot be written as JSON: {error}");
            Failure::plain(exit::BUG, "cli::bug", message)
        })?;
        self.result(&text)
    }

    /// Tells the user something on the way; nothing when it should be quiet.
    pub fn say(&self, text: &str) {
        if self.talks() {
            self.warn(text);
        }
    }

    /// Writes to standard error, whatever the options.
    pub fn warn(&self, text: &str) {
        let text = harmless(text, self.colour_messages);
        // Nobody is left to be told when this fails.
        let _ = writeln!(io::stderr().lock(), "{text}");
    }
}

/// A text that cannot steer a terminal, wherever its words come from: control characters
/// are written out, but for line ends, tabs and, where there is colour, colours.
fn harmless(text: &str, colour: bool) -> Cow<'_, str> {
    let harmful = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    if !text.contains(harmful) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if harmful(c) && !(colour && is_colour(&text[at..])) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

/// Whether a text begins with the sequence for a colour or for bold letters.
fn is_colour(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("\u{1b}[") else {
        return false;
    };
    let parameters = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
    parameters.starts_with('m')
}

fn colour(choice: Color, terminal: bool) -> bool {
    let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    match choice {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            let dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
            terminal && !set("NO_COLOR") && !dumb
        }
    }
}

/// Whether the locale's letters are UTF-8, as POSIX finds out. Windows consoles
/// have no such variables and take UTF-8.
fn unicode() -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .find_map(|name| env::var(name).ok().filter(|value| !value.is_empty()));
    match locale {
        Some(locale) => {
            let locale = locale.to_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        }
        None => cfg!(windows),
    }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn nothing_that_is_shown_steers_a_terminal() {
        let plain = "a plan\n\tof 80 % \u{b1}2\n";
        assert_eq!(harmless(plain, false), plain);
        let hostile = "S\u{1b}[2J\u{1b}]0;gotcha\u{7}\r\u{9b}1m";
        for colour in [false, true] {
            let shown = harmless(hostile, colour);
            assert!(!shown.contains(char::is_control), "{shown}");
            assert!(shown.starts_with("S\\u{1b}[2J"), "{shown}");
        }
        let bold = "\u{1b}[1;91merror\u{1b}[0m";
        assert_eq!(harmless(bold, true), bold);
        assert!(!harmless(bold, false).contains('\u{1b}'));
    }
}
