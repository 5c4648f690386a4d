//! Why a command did not succeed.

use std::io;
use std::path::Path;

use serde::Serialize;

use super::exit;
use crate::import::because;
use crate::scenario::Problem;

/// Why a command did not succeed.
#[derive(Debug)]
pub enum Failure {
    /// The scenario, or a file that it names, has problems.
    Problems {
        /// Exit code.
        code: u8,
        /// All of them.
        problems: Vec<Problem>,
    },
    /// Anything else.
    Plain(Box<Complaint>),
    /// Whoever read our output has gone; nothing is wrong.
    Pipe,
}

/// What is wrong, apart from a scenario's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Complaint {
    /// Exit code.
    #[serde(skip)]
    pub code: u8,
    /// Which kind, such as `files::unreadable`.
    pub id: &'static str,
    /// The key or argument, where there is one.
    pub path: Option<String>,
    /// The file, where there is one.
    pub file: Option<String>,
    /// Its line, from 1.
    pub line: Option<u64>,
    /// The line's column, from 1.
    pub column: Option<u64>,
    /// What is wrong.
    pub message: String,
    /// What to do, or what would be right.
    pub expected: Option<String>,
    /// The nearest name that exists.
    pub nearest: Option<String>,
}

/// Kinds of complaint, their exit codes and what they mean, for `explain`.
#[rustfmt::skip]
pub const KINDS: &[(&str, u8, &str)] = &[
    ("cli::bug", exit::BUG, "passcast met something that its authors took for impossible. Please report it."),
    ("cli::usage", exit::USAGE, "The command line cannot be understood. `passcast help COMMAND` shows what a command takes."),
    ("cli::unknown-name", exit::USAGE, "Nothing has this name: no parameter, metric, table column, scenario key, problem or exit code."),
    ("files::unreadable", exit::FILES, "A file cannot be read: it does not exist, is no file, or may not be read."),
    ("files::unwritable", exit::FILES, "A file or folder cannot be written: no such folder, no permission, a full disk."),
    ("files::exists", exit::OUTPUT_EXISTS, "The file is there already, and might hold your work. Choose another name, or give --force to replace it."),
    ("compare::incompatible", exit::SCENARIO, "The plans differ in something that would make a difference between them more than the plans' doing: headcount, the first week's date, or a horizon that an output reaches."),
    ("merge::part", exit::INCOMPLETE, "The folder holds one part of a run. Its answer needs all parts, which `passcast merge` joins."),
    ("merge::missing", exit::INCOMPLETE, "Parts of the run are missing. Those that are there are kept."),
    ("merge::next-round", exit::INCOMPLETE, "The parts were joined, and the run needs another round of simulations before it has an answer."),
    ("merge::foreign", exit::RUN_FOLDER, "The folders are not parts of one run: they differ in id, number of parts or list of simulations, or one is no part at all."),
    ("sensitivity::no-run", exit::FILES, "--method rank reads the simulations of a stored run, and this scenario has not been run yet."),
    ("spend::nothing", exit::SCENARIO, "The plan has no spend on communications that could be scaled: it is not about a workforce, has no channels, or spends nothing on them by the week that was asked for."),
    ("run::not-met", exit::TARGET_NOT_MET, "The median over simulations does not meet what --assert asks. The results are complete."),
    ("run::incomplete", exit::INCOMPLETE, "The run was stopped before all simulations were simulated. Those that were are kept."),
    ("run::too-large", exit::WOULD_NOT_FIT, "The run would take more than 8 GB of memory or an hour, measured on a small part of it."),
    ("store::exists", exit::OUTPUT_EXISTS, "The folder holds another run, which was left as it is."),
    ("store::busy", exit::OUTPUT_EXISTS, "Another process is writing to the folder."),
    ("store::incomplete", exit::INCOMPLETE, "The run was interrupted, so that it has no answer yet. The command that began it goes on from there."),
    ("store::io", exit::FILES, "A file of the run cannot be read or written: no permission, a full disk."),
    ("store::damaged", exit::RUN_FOLDER, "A file of the run is not as it was written."),
    ("store::other-format", exit::RUN_FOLDER, "Another version of passcast wrote the folder, in a form that this one does not read."),
    ("store::foreign", exit::RUN_FOLDER, "The folder was not made by passcast, which therefore leaves it alone."),
    ("store::in-the-way", exit::RUN_FOLDER, "--force builds the new run in a folder beside the old one, and something that is not passcast's has that name. It is left alone."),
    ("store::no-run", exit::RUN_FOLDER, "There is no run in the folder that was asked for, or no such folder."),
    ("import.unreadable", exit::FILES, "An export that the scenario names cannot be read. Paths in a scenario start at the scenario's own folder."),
    ("import.workbook", exit::UNUSABLE_EXPORT, "The export is a workbook or an archive. Save it as CSV."),
    ("import.no_header", exit::UNUSABLE_EXPORT, "No line of the export looks like a header of the kind that is expected."),
    ("import.other_kind", exit::UNUSABLE_EXPORT, "The export is of another kind, such as a device list where a roster is expected."),
    ("import.missing_column", exit::UNUSABLE_EXPORT, "A column is missing without which nothing can be counted."),
    ("import.too_few_rows", exit::UNUSABLE_EXPORT, "A larger share of the export's rows than `unreadable` allows could not be read, or there are no rows."),
    ("import.too_large", exit::UNUSABLE_EXPORT, "The export is larger than 256 MB. Keep the columns that say who, where and what."),
    ("import.open_quote", exit::UNUSABLE_EXPORT, "A quote opens in a row of the export and is not closed in it, so that the rows below would be read as part of one cell, and lost."),
    ("import.ambiguous_dates", exit::UNUSABLE_EXPORT, "Dates such as 03/04/2026 can be read in two ways, it depends on the way who is counted, and no date of the export shows which is meant. `roster_dates` in [organisation] says it."),
    ("import.nothing_counted", exit::UNUSABLE_EXPORT, "All rows of the export could be read, and none counts."),
];

impl Failure {
    /// A complaint with a message alone.
    pub fn plain(code: u8, id: &'static str, message: impl Into<String>) -> Self {
        Self::Plain(Box::new(Complaint {
            code,
            id,
            path: None,
            file: None,
            line: None,
            column: None,
            message: message.into(),
            expected: None,
            nearest: None,
        }))
    }

    /// A command line that cannot be followed.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::plain(exit::USAGE, "cli::usage", message)
    }

    /// A file that could not be read.
    pub fn unreadable(file: &str, error: &io::Error) -> Self {
        let message = format!("cannot read {file}: {}", reason(error));
        Self::plain(exit::FILES, "files::unreadable", message).about(file)
    }

    /// A file or folder that could not be written.
    pub fn unwritable(file: &Path, error: &io::Error) -> Self {
        let file = file.display().to_string();
        let message = format!("cannot write {file}: {}", reason(error));
        Self::plain(exit::FILES, "files::unwritable", message).about(&file)
    }

    /// Adds the file that it is about.
    #[must_use]
    pub fn about(mut self, file: &str) -> Self {
        if let Self::Plain(complaint) = &mut self {
            complaint.file = Some(file.to_owned());
        }
        self
    }

    /// Adds the file or folder that it is about.
    #[must_use]
    pub fn of(self, path: &Path) -> Self {
        self.about(&path.display().to_string())
    }

    /// Adds the nearest name that exists, if one is near.
    #[must_use]
    pub fn near(mut self, nearest: Option<String>) -> Self {
        if let Self::Plain(complaint) = &mut self {
            complaint.nearest = nearest;
        }
        self
    }

    /// Adds what to do.
    #[must_use]
    pub fn advise(mut self, expected: impl Into<String>) -> Self {
        if let Self::Plain(complaint) = &mut self {
            complaint.expected = Some(expected.into());
        }
        self
    }

    /// The process's exit code.
    pub fn code(&self) -> u8 {
        match self {
            Self::Problems { code, .. } => *code,
            Self::Plain(complaint) => complaint.code,
            Self::Pipe => exit::DONE,
        }
    }
}

/// What the operating system says, without its number.
fn reason(error: &io::Error) -> String {
    because(error.kind()).map_or_else(
        || {
            let text = error.to_string();
            let end = text.find(" (os error").unwrap_or(text.len());
            text[..end].to_lowercase()
        },
        str::to_owned,
    )
}
