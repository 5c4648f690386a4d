//! The command line: arguments, commands, progress, diagnostics, exit codes.
//!
//! Only this module prints, reads the clock and looks at the environment.
//! Results go to standard output, everything else to standard error.

mod answer;
mod command;
mod console;
mod diagnostics;
pub mod exit;
mod explain;
mod failure;
mod files;
mod generate;
mod global;
mod interrupt;
mod machine;
mod options;
mod progress;
mod reasons;
mod simulating;
mod source;
#[cfg(feature = "studies")]
mod study;
mod time;
mod within;

use std::ffi::OsString;
use std::io::{self, Write};
use std::panic;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ColorChoice, CommandFactory, FromArgMatches};

use command::Arguments;
use console::Console;
use failure::Failure;
use global::{Color, Format, Global};

/// Runs the command line and returns the process's exit code.
pub fn main() -> ExitCode {
    panic::set_hook(Box::new(report_panic));
    let typed: Vec<OsString> = std::env::args_os().collect();
    let code = panic::catch_unwind(|| run(&typed)).unwrap_or(exit::BUG);
    ExitCode::from(code)
}

/// Parses, does, and reports.
fn run(typed: &[OsString]) -> u8 {
    let parsed = Arguments::command()
        .color(help_colour(typed))
        .try_get_matches_from(typed)
        .and_then(|matches| Arguments::from_arg_matches(&matches));
    let arguments = match parsed {
        Ok(arguments) => arguments,
        Err(error) => return refuse(&error, typed),
    };
    let console = Console::new(&arguments.global);
    match arguments.execute(&console) {
        Ok(code) => code,
        Err(failure) => diagnostics::report(&failure, &console),
    }
}

/// Help and version, or what is wrong with the command line.
fn refuse(error: &clap::Error, typed: &[OsString]) -> u8 {
    let asked_for = matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    );
    if asked_for || !wants_json(typed) {
        let printed = error.print();
        return match printed {
            // Nobody is left to be told, but whoever looks at the code.
            Err(error) if asked_for && error.kind() != io::ErrorKind::BrokenPipe => exit::FILES,
            _ if asked_for => exit::DONE,
            _ => exit::USAGE,
        };
    }
    let text = error.to_string();
    let first = text.lines().next().unwrap_or_default();
    let message = first.strip_prefix("error: ").unwrap_or(first);
    let mut failure = Failure::plain(exit::USAGE, "cli::usage", message)
        .advise("`passcast help` shows what can be typed");
    if let Failure::Plain(complaint) = &mut failure {
        complaint.nearest = suggestion(error);
    }
    let console = Console::new(&Global {
        format: Format::Json,
        quiet: true,
        threads: 0,
        color: Color::Never,
        force: false,
    });
    diagnostics::report(&failure, &console)
}

fn suggestion(error: &clap::Error) -> Option<String> {
    [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ]
    .iter()
    .find_map(|kind| match error.get(*kind) {
        Some(ContextValue::String(name)) => Some(name.clone()),
        Some(ContextValue::Strings(names)) => names.first().cloned(),
        _ => None,
    })
}

/// Colour of help, which is shown before the options are known.
fn help_colour(typed: &[OsString]) -> ColorChoice {
    let asked = |choice: &str| {
        let one_word = format!("--color={choice}");
        typed.iter().any(|word| *word == *one_word)
            || typed
                .windows(2)
                .any(|pair| pair[0] == "--color" && pair[1] == choice)
    };
    if asked("never") {
        ColorChoice::Never
    } else if asked("always") {
        ColorChoice::Always
    } else {
        ColorChoice::Auto
    }
}

fn wants_json(typed: &[OsString]) -> bool {
    typed.iter().any(|word| word == "--format=json")
        || typed
            .windows(2)
            .any(|pair| pair[0] == "--format" && pair[1] == "json")
}

/// Says that a panic is our bug.
fn report_panic(info: &panic::PanicHookInfo<'_>) {
    let payload = info.payload();
    let message = payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message");
    let place = info
        .location()
        .map(|at| format!(" at {}:{}", at.file(), at.line()))
        .unwrap_or_default();
    // The console may be what failed, and a panic in here would end the process.
    let _ = writeln!(
        io::stderr().lock(),
        "error[cli::bug]: passcast {} has a bug, and this is no mistake of yours\n  \
         {message}{place}\n  help: please report it with the command that you typed",
        env!("CARGO_PKG_VERSION")
    );
}
