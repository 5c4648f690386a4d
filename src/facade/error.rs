//! Why something that was called does not succeed.

use thiserror::Error;

use crate::experiment::{ExperimentError, Mistake, NoThreads};
use crate::scenario::Problem;

/// Why something that was called does not succeed. The messages are the program's.
///
/// ```
/// use passcast::{Error, Plan};
///
/// let error = Plan::from_toml("[organisation]\nheadcont = 800").unwrap_err();
/// let Error::Problems(problems) = error else {
///     panic!("{error}");
/// };
/// assert_eq!(problems[0].line, 2);
/// assert_eq!(problems[0].nearest.as_deref(), Some("headcount"));
/// ```
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// A plan, or a change to it, has problems: all of them, in the order of the text.
    #[error("{}", lines(.0))]
    Problems(Vec<Problem>),
    /// What was asked for cannot be had of the plan.
    #[error("{message}{}{}", near(.nearest.as_deref()), help(.expected.as_deref()))]
    Mistake {
        /// What is wrong.
        message: String,
        /// What would be right.
        expected: Option<String>,
        /// The nearest name that exists.
        nearest: Option<String>,
    },
    /// The plans differ in something that would make a difference between them more than
    /// the plans' doing.
    #[error("{message}{}", help(.expected.as_deref()))]
    Incompatible {
        /// Which, and in what.
        message: String,
        /// What makes them alike.
        expected: Option<String>,
    },
    /// The machine starts no threads.
    #[error("{message}")]
    Threads {
        /// Which, and why.
        message: String,
    },
    /// passcast has a bug.
    #[error("passcast has a bug: {message}")]
    Bug {
        /// What was taken for impossible.
        message: String,
    },
}

impl From<Vec<Problem>> for Error {
    fn from(problems: Vec<Problem>) -> Self {
        Self::Problems(problems)
    }
}

impl From<Mistake> for Error {
    fn from(mistake: Mistake) -> Self {
        Self::Mistake {
            message: mistake.message,
            expected: mistake.expected,
            nearest: mistake.nearest,
        }
    }
}

impl From<NoThreads> for Error {
    fn from(error: NoThreads) -> Self {
        let message = error.to_string();
        Self::Threads { message }
    }
}

impl From<ExperimentError> for Error {
    fn from(error: ExperimentError) -> Self {
        match error {
            ExperimentError::Problems(problems) => problems.into(),
            ExperimentError::Mistake(mistake) => (*mistake).into(),
            ExperimentError::Incompatible { message, expected } => {
                Self::Incompatible { message, expected }
            }
            // Outputs are checked before anything is simulated, and all tables are taken.
            ExperimentError::Output(_) | ExperimentError::Refused(_) => Self::Bug {
                message: error.to_string(),
            },
        }
    }
}

fn lines(problems: &[Problem]) -> String {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

fn near(name: Option<&str>) -> String {
    name.map_or_else(String::new, |name| format!("; did you mean {name}?"))
}

fn help(text: Option<&str>) -> String {
    text.map_or_else(String::new, |text| format!("; help: {text}"))
}
