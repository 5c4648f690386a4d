//! Ctrl-C: the first one stops after the units in work, the second at once.

use std::env;
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::cli::exit;

/// Set when the run should stop.
static CANCEL: AtomicBool = AtomicBool::new(false);

/// Listens for Ctrl-C and termination; returns the flag that they set.
pub fn listen() -> &'static AtomicBool {
    // A second listener would be refused, and the first one does.
    let _ = ctrlc::set_handler(|| {
        if CANCEL.swap(true, Ordering::Relaxed) {
            process::exit(exit::INCOMPLETE.into());
        }
        #[expect(clippy::print_stderr, reason = "in a handler there is no console")]
        {
            eprintln!("\nFinishing the units in work. Ctrl-C again stops at once.");
        }
    });
    &CANCEL
}

/// The command line as typed, for a shell.
pub fn command_line() -> String {
    let words = env::args().skip(1).map(|word| quoted(&word));
    let mut line = vec!["passcast".to_owned()];
    line.extend(words);
    line.join(" ")
}

/// A word as a shell takes it.
pub fn quoted(word: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || "-_./=:,%@+".contains(c);
    if !word.is_empty() && word.chars().all(bare) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn words_survive_a_shell() {
        assert_eq!(quoted("--set"), "--set");
        assert_eq!(quoted("a b"), "'a b'");
        assert_eq!(quoted("it's"), "'it'\\''s'");
        assert_eq!(quoted(""), "''");
    }
}
