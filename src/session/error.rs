//! Why a session does not end with an answer.

use std::path::PathBuf;

use thiserror::Error;

use super::estimate::Estimate;
use super::words::{duration, thread_count};
use crate::experiment::{ExperimentError, NoThreads, SimulationId};
use crate::store::StoreError;
use crate::units::grouped;

/// Why a session does not end with an answer.
#[derive(Debug, Error)]
pub enum SessionError {
    /// A run folder cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The experiment cannot go on.
    #[error(transparent)]
    Experiment(#[from] ExperimentError),
    /// The machine starts no threads.
    #[error(transparent)]
    Threads(#[from] NoThreads),
    /// Nobody agreed to what the run takes.
    #[error("this run would take more than 8 GB or an hour: {}", .0.text())]
    TooLarge(Box<Estimate>),
    /// It was stopped; what is finished is kept.
    #[error(
        "stopped after {} of {} simulations, which are kept in {}",
        grouped(*.done), grouped(*.most), .folder.display()
    )]
    Stopped {
        /// Simulations that are there.
        done: u64,
        /// Simulations that there would be.
        most: u64,
        /// The folder.
        folder: PathBuf,
    },
    /// The simulations that are there are not those that the experiment asks for.
    #[error("{} is damaged: its simulations are not those of this run", .folder.display())]
    OtherUnits {
        /// The folder.
        folder: PathBuf,
    },
    /// A simulation is of a point that the experiment does not have.
    #[error("a unit of the records is of a point that this run has not")]
    NoSuchPoint,
    /// A file cannot be read back: another version wrote it.
    #[error("{} was written by another version of passcast", .file.display())]
    OtherVersion {
        /// The file or folder.
        file: PathBuf,
        /// Whether the run can be computed anew in its place.
        replaceable: bool,
    },
    /// The folder holds a part of a run, which has no answer.
    #[error(
        "{} is part {index} of {of} of a run, and has no answer of its own",
        .folder.display()
    )]
    OnlyAPart {
        /// The folder.
        folder: PathBuf,
        /// Which part, from 1.
        index: u32,
        /// How many there are.
        of: u32,
    },
    /// The experiment decides on the way what it simulates, so that it has no parts.
    #[error("--shard: this command decides on the way what it simulates, in one place")]
    DecidesOnTheWay,
    /// The experiment cannot be made again from a part.
    #[error("--shard: this command cannot be split")]
    CannotSplit,
    /// Nothing is missing of which a part could be simulated.
    #[error("{} has all simulations that the run needs", .folder.display())]
    NothingMissing {
        /// The folder of the whole run.
        folder: PathBuf,
    },
    /// The time is too short for the fewest simulations that make an answer.
    #[error(
        "the least that makes an answer is {} simulations, about {} on {}",
        grouped(*.least), duration(*.seconds), thread_count(*.threads)
    )]
    TooShort {
        /// Those simulations.
        least: u64,
        /// The time that they take [s].
        seconds: f64,
        /// Threads that it was measured for.
        threads: usize,
    },
    /// No parts were named.
    #[error("no folders")]
    NoParts,
    /// A folder is no part of the run that the others are parts of.
    #[error("{} cannot be joined: {reason}", .folder.display())]
    ForeignPart {
        /// The folder.
        folder: PathBuf,
        /// In what it differs.
        reason: &'static str,
    },
    /// Some parts are not there.
    #[error("of {of} parts {} are missing: {}", .missing.len(), .missing.join(", "))]
    MissingParts {
        /// The first part that is there.
        folder: PathBuf,
        /// How many parts there are.
        of: u32,
        /// Which are missing, as `--shard` takes them.
        missing: Vec<String>,
    },
    /// The parts of an earlier round are not joined yet.
    #[error(
        "{} has {} simulations, and these parts follow after {}",
        .folder.display(), grouped(*.done), grouped(*.after)
    )]
    MissingRound {
        /// The folder of the whole run.
        folder: PathBuf,
        /// Simulations that it has.
        done: u64,
        /// Simulations that the parts follow after.
        after: u64,
    },
    /// The parts are joined, and the run needs another round.
    #[error(
        "the parts are joined in {}, and the run needs another round of {} simulations",
        .0.folder.display(), grouped(.0.simulations.len() as u64)
    )]
    NextRound(Box<NextRound>),
}

/// What a run needs after its parts were joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextRound {
    /// The folder of the whole run.
    pub folder: PathBuf,
    /// The simulations of the round.
    pub simulations: Vec<SimulationId>,
    /// How many parts there were.
    pub of: u32,
    /// The command line that computed one of them, if it is known.
    pub command_line: Option<Vec<String>>,
}
