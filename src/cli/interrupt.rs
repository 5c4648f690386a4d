//! Ctrl-C, termination and a closed terminal: the first one stops after the simulations in
//! work, the second at once.

use std::env;
use std::io::{self, Write};
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};

use super::exit;

/// Set when the run should stop.
static CANCEL: AtomicBool = AtomicBool::new(false);

/// The flag that Ctrl-C and termination set, once [`listen`] was called.
pub fn flag() -> &'static AtomicBool {
    &CANCEL
}

/// Listens for Ctrl-C, termination and the end of the terminal; a handler that is to be
/// `quiet` says nothing.
pub fn listen(quiet: bool) {
    // A second listener would be refused, and the first one does.
    let _ = ctrlc::set_handler(move || {
        if CANCEL.swap(true, Ordering::Relaxed) {
            process::exit(exit::INCOMPLETE.into());
        }
        if !quiet {
            let text = "\nFinishing the simulations in work. Ctrl-C again stops at once.";
            // Whoever reads this may have been stopped as well.
            let _ = writeln!(io::stderr().lock(), "{text}");
        }
    });
}

/// The words of the command line. What is not UTF-8 is shown as far as it is.
pub fn words() -> Vec<String> {
    let lossy = |word: std::ffi::OsString| word.to_string_lossy().into_owned();
    env::args_os().map(lossy).collect()
}

/// The command line as typed, for a shell; with a number of simulations in place of a time
/// if there is one.
pub fn command_line(replications: Option<u32>) -> String {
    let mut line = vec!["passcast".to_owned()];
    let words = words().into_iter().skip(1).collect();
    let words = match replications {
        Some(simulations) => counted(words, simulations),
        None => words,
    };
    line.extend(words.iter().map(|word| quoted(word)));
    line.join(" ")
}

/// Puts `--simulations` where `--within` stands.
fn counted(words: Vec<String>, simulations: u32) -> Vec<String> {
    let mut counted = Vec::new();
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        if word == "--within" {
            words.next();
        } else if !word.starts_with("--within=") {
            counted.push(word);
            continue;
        }
        counted.extend(["--simulations".to_owned(), simulations.to_string()]);
    }
    counted
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
    use super::{counted, quoted};

    #[test]
    fn words_survive_a_shell() {
        assert_eq!(quoted("--set"), "--set");
        assert_eq!(quoted("a b"), "'a b'");
        assert_eq!(quoted("it's"), "'it'\\''s'");
        assert_eq!(quoted(""), "''");
    }

    #[test]
    fn a_time_becomes_a_number() {
        let line = |text: &str| {
            let words = text.split(',').map(str::to_owned).collect();
            counted(words, 8).join(",")
        };
        let expected = "run,a.toml,--simulations,8,--quiet";
        assert_eq!(line("run,a.toml,--within,10 min,--quiet"), expected);
        assert_eq!(line("run,a.toml,--within=90s,--quiet"), expected);
        assert_eq!(line("run,a.toml"), "run,a.toml");
    }
}
