//! Why an export cannot be used.

use std::io;

/// Why an export cannot be used. Quotes headers, never the content of a row.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// The operating system could not read the file.
    #[error("cannot read {file}: {}", reason(*.kind))]
    Unreadable {
        /// The file, as the caller calls it.
        file: String,
        /// What went wrong.
        kind: io::ErrorKind,
    },
    /// The file is an Excel workbook or another archive.
    #[error("{file} is a workbook or an archive; save it as CSV")]
    Workbook {
        /// The file, as the caller calls it.
        file: String,
    },
    /// No line looks like the header of this kind of export.
    #[error("{file} has no line that looks like the header of {expected}")]
    NoHeader {
        /// The file, as the caller calls it.
        file: String,
        /// The kind of export that was expected.
        expected: &'static str,
    },
    /// The header is that of another kind of export.
    #[error("{file}:{line}: expected the header of {expected}, found that of {found}")]
    OtherKind {
        /// The file, as the caller calls it.
        file: String,
        /// The header's line, from 1.
        line: u64,
        /// The kind of export that was expected.
        expected: &'static str,
        /// The kind that the header is of.
        found: &'static str,
    },
    /// A column is missing without which nothing can be counted.
    #[error("{file}:{line}: no column \"{expected}\"{}", suggested(.nearest.as_deref()))]
    MissingColumn {
        /// The file, as the caller calls it.
        file: String,
        /// The header's line, from 1.
        line: u64,
        /// The missing column, in the export's own words.
        expected: &'static str,
        /// The header's most similar unused column, if any is similar.
        nearest: Option<String>,
    },
    /// The file is larger than is read.
    #[error("{file} has more than {} MB", most >> 20)]
    TooLarge {
        /// The file, as the caller calls it.
        file: String,
        /// The most that is read \[bytes\].
        most: u64,
    },
    /// A quote swallows rows: it is not closed, or only many lines below.
    #[error("{file}:{line}: a quote that opens in line {line} is {}", lost_to(*closes))]
    OpenQuote {
        /// The file, as the caller calls it.
        file: String,
        /// The line where it opens, from 1.
        line: u64,
        /// The line where it is closed; `None` if it never is.
        closes: Option<u64>,
    },
    /// It depends on the order of day and month who is counted, and no date shows it.
    #[error(
        "{file}:{line}: dates can be read day first or month first, and it depends on the order who is counted (rows: {people})"
    )]
    AmbiguousDates {
        /// The file, as the caller calls it.
        file: String,
        /// The line of the first such date, from 1.
        line: u64,
        /// People who count in one order and not in the other.
        people: u32,
    },
    /// No row could be counted, though all could be read.
    #[error("{file}: none of {rows_read} rows counts: {reason}")]
    NothingCounted {
        /// The file, as the caller calls it.
        file: String,
        /// Rows in the file.
        rows_read: u32,
        /// Why the first of them does not count.
        reason: &'static str,
    },
    /// Too many of the rows could not be read, or there are none.
    #[error("{file}:{line}: {reason} ({unreadable} of {rows_read} rows could not be read)")]
    TooFewRows {
        /// The file, as the caller calls it.
        file: String,
        /// The line of the first row that could not be read, from 1; the
        /// header's, when there are no rows.
        line: u64,
        /// Rows in the file.
        rows_read: u32,
        /// Rows that could not be read.
        unreadable: u32,
        /// What was wrong with the first of them, or with the file.
        reason: &'static str,
    },
}

impl ImportError {
    /// A stable name of the problem, for machine-readable output.
    pub fn id(&self) -> &'static str {
        match self {
            ImportError::Unreadable { .. } => "import.unreadable",
            ImportError::Workbook { .. } => "import.workbook",
            ImportError::NoHeader { .. } => "import.no_header",
            ImportError::OtherKind { .. } => "import.other_kind",
            ImportError::MissingColumn { .. } => "import.missing_column",
            ImportError::TooFewRows { .. } => "import.too_few_rows",
            ImportError::TooLarge { .. } => "import.too_large",
            ImportError::OpenQuote { .. } => "import.open_quote",
            ImportError::AmbiguousDates { .. } => "import.ambiguous_dates",
            ImportError::NothingCounted { .. } => "import.nothing_counted",
        }
    }

    /// The file, as the caller calls it.
    pub fn file(&self) -> &str {
        match self {
            ImportError::Unreadable { file, .. }
            | ImportError::Workbook { file }
            | ImportError::NoHeader { file, .. }
            | ImportError::OtherKind { file, .. }
            | ImportError::MissingColumn { file, .. }
            | ImportError::TooLarge { file, .. }
            | ImportError::OpenQuote { file, .. }
            | ImportError::AmbiguousDates { file, .. }
            | ImportError::NothingCounted { file, .. }
            | ImportError::TooFewRows { file, .. } => file,
        }
    }

    /// The line, from 1, where one is to blame.
    pub fn line(&self) -> Option<u64> {
        match self {
            ImportError::OtherKind { line, .. }
            | ImportError::MissingColumn { line, .. }
            | ImportError::OpenQuote { line, .. }
            | ImportError::AmbiguousDates { line, .. }
            | ImportError::TooFewRows { line, .. } => Some(*line),
            _ => None,
        }
    }

    /// What was expected, or what to do.
    pub fn expected(&self) -> Option<&'static str> {
        match self {
            ImportError::OtherKind { expected, .. } => Some(expected),
            ImportError::NoHeader { .. } => Some(
                "a line of column names above the rows, in a file of comma-, semicolon- or tab-separated values",
            ),
            ImportError::MissingColumn { .. } => {
                Some("this column: if yours has another name, change it in the header of the file")
            }
            ImportError::Unreadable { .. } => {
                Some("a file that can be read; its path starts at the scenario's own folder")
            }
            ImportError::Workbook { .. } => {
                Some("the sheet saved as CSV, in UTF-8 if the program asks")
            }
            ImportError::TooLarge { .. } => Some(
                "a smaller file: keep the columns that say who, where and what, and drop the others",
            ),
            ImportError::OpenQuote { .. } => Some(
                "the quote closed in its own row, doubled if it belongs to the text, or removed",
            ),
            ImportError::AmbiguousDates { .. } => Some(
                "roster_dates = \"day first\" or \"month first\" in [organisation]; or dates such as 2026-03-31",
            ),
            ImportError::TooFewRows { .. } => Some(
                "rows as the header has them; `unreadable` beside the file's name sets the share that may be otherwise",
            ),
            ImportError::NothingCounted { .. } => None,
        }
    }

    /// The most similar column of the header, where one is missing.
    pub fn nearest(&self) -> Option<&str> {
        match self {
            ImportError::MissingColumn { nearest, .. } => nearest.as_deref(),
            _ => None,
        }
    }
}

/// The reason that the operating system gives, in words where there are some.
fn reason(kind: io::ErrorKind) -> String {
    because(kind).map_or_else(|| kind.to_string(), str::to_owned)
}

/// The end of a message that suggests a column, if there is one to suggest.
fn suggested(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |column| {
        format!(" (the nearest is {column:?})")
    })
}

/// How a quote swallows rows.
fn lost_to(closes: Option<u64>) -> String {
    match closes {
        Some(last) => {
            format!("not closed until line {last}, and the rows between would be lost")
        }
        None => "never closed, and the rows after it would be lost".to_owned(),
    }
}

/// Why a file cannot be read or written, where a user can tell from it what to do.
pub fn because(kind: io::ErrorKind) -> Option<&'static str> {
    match kind {
        io::ErrorKind::NotFound => Some("there is no such file or folder"),
        io::ErrorKind::PermissionDenied => Some("permission denied"),
        io::ErrorKind::IsADirectory => Some("it is a folder"),
        io::ErrorKind::NotADirectory => Some("part of the path is no folder"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_where_and_what() {
        fn check<E: std::error::Error + Send + Sync + 'static>(_: &E) {}
        let error = ImportError::MissingColumn {
            file: "staff.csv".to_owned(),
            line: 3,
            expected: "department",
            nearest: Some("Departement".to_owned()),
        };
        check(&error);
        assert_eq!(
            error.to_string(),
            "staff.csv:3: no column \"department\" (the nearest is \"Departement\")"
        );
        assert_eq!((error.file(), error.line()), ("staff.csv", Some(3)));
        assert_eq!(
            (error.expected(), error.nearest()),
            (
                Some("this column: if yours has another name, change it in the header of the file"),
                Some("Departement")
            )
        );
        assert_eq!(error.id(), "import.missing_column");
    }
}
