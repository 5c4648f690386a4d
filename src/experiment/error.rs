//! Why an experiment cannot be made, or cannot go on.

use thiserror::Error;

use super::handover::Refused;
use crate::observation::OutputError;
use crate::scenario::Problem;

/// Why an experiment cannot be made, or cannot go on.
#[derive(Debug, Error)]
pub enum ExperimentError {
    /// What was asked for cannot be had of the plan.
    #[error("{}", .0.message)]
    Mistake(Box<Mistake>),
    /// The plans differ in something that would make a difference between them more than
    /// the plans' doing.
    #[error("{message}")]
    Incompatible {
        /// Which, and in what.
        message: String,
        /// What makes them alike.
        expected: Option<String>,
    },
    /// A plan that an experiment makes has problems, all of which are here.
    #[error("{} problems in plans", .0.len())]
    Problems(Vec<Problem>),
    /// An output that was checked before cannot be read after all: a bug.
    #[error("an output cannot be read: {0}")]
    Output(#[from] OutputError),
    /// Whoever takes what is handed over could not.
    #[error(transparent)]
    Refused(#[from] Refused),
}

/// A mistake in what was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mistake {
    /// What is wrong.
    pub message: String,
    /// What would be right.
    pub expected: Option<String>,
    /// The nearest name that exists.
    pub nearest: Option<String>,
}

impl Mistake {
    /// A mistake, in words.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            ..Self::default()
        }
    }

    /// Adds what would be right.
    #[must_use]
    pub fn expecting(mut self, expected: impl Into<String>) -> Self {
        self.expected = Some(expected.into());
        self
    }

    /// Adds the nearest name that exists.
    #[must_use]
    pub fn near(mut self, nearest: Option<String>) -> Self {
        self.nearest = nearest;
        self
    }
}

impl From<Mistake> for ExperimentError {
    fn from(mistake: Mistake) -> Self {
        Self::Mistake(Box::new(mistake))
    }
}
