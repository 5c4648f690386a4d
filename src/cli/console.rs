//! Where output goes: results to standard output, all else to standard error.

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

    /// Whether progress can be shown.
    pub fn shows_progress(&self) -> bool {
        !self.quiet && !self.is_json() && io::stderr().is_terminal()
    }

    /// Writes a result; it ends in a line end.
    ///
    /// # Errors
    /// [`Failure::Pipe`] if the reader has gone, or that writing failed.
    pub fn result(&self, text: &str) -> Result<(), Failure> {
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
        // What is shown are texts and finite numbers, which can always be written.
        self.result(&serde_json::to_string_pretty(value).unwrap_or_default())
    }

    /// Tells the user something on the way; nothing when it should be quiet.
    pub fn say(&self, text: &str) {
        if !self.quiet && !self.is_json() {
            self.warn(text);
        }
    }

    /// Writes to standard error, whatever the options.
    pub fn warn(&self, text: &str) {
        // Nobody is left to be told when this fails.
        let _ = writeln!(io::stderr().lock(), "{text}");
    }
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
