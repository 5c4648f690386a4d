//! Why a run folder cannot be used.

use super::Difference;
use std::io;
use std::path::PathBuf;

/// Why a run folder cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder holds another run.
    #[error("{} holds another run: {}", .folder.display(), listed(.differences, *.more))]
    Exists {
        /// The folder.
        folder: PathBuf,
        /// The first of what differs.
        differences: Vec<Difference>,
        /// How many more keys differ.
        more: usize,
    },
    /// Another process writes to the folder.
    #[error("another process is writing to {}", .folder.display())]
    Busy {
        /// The folder.
        folder: PathBuf,
    },
    /// The run was interrupted, and its answer is asked for.
    #[error("the run in {} is incomplete", .folder.display())]
    Incomplete {
        /// The folder.
        folder: PathBuf,
    },
    /// The operating system could not read or write.
    #[error("cannot {action} {}: {source}", .path.display())]
    Io {
        /// What was tried, after "cannot".
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The operating system's reason.
        source: io::Error,
    },
    /// A file is not as it was written.
    #[error("{} is damaged: {reason}", .file.display())]
    Damaged {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A version of passcast with another format wrote the file.
    #[error("{} has format {found}, and this version reads format {known}", .file.display())]
    OtherFormat {
        /// The file.
        file: PathBuf,
        /// The file's format.
        found: u64,
        /// The format that this version reads.
        known: u32,
    },
    /// The folder was not made by passcast, and is to be written to.
    #[error("{} exists and is no run folder of passcast", .folder.display())]
    Foreign {
        /// The folder.
        folder: PathBuf,
    },
    /// A replacement is built, or the old run put aside, where something else stands.
    #[error("{} is not passcast's, and stands where --force needs room", .folder.display())]
    InTheWay {
        /// What stands there.
        folder: PathBuf,
    },
    /// The folder is to be read, and holds no run or does not exist.
    #[error("there is no run in {}", .folder.display())]
    NoRun {
        /// The folder.
        folder: PathBuf,
    },
}

/// The first differences, and how many more there are.
fn listed(differences: &[Difference], more: usize) -> String {
    let mut parts: Vec<String> = differences.iter().map(Difference::to_string).collect();
    if more > 0 {
        parts.push(format!("and {more} more"));
    }
    parts.join("; ")
}

impl StoreError {
    /// A stable name of the problem, for machine-readable output.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Exists { .. } => "store::exists",
            Self::Busy { .. } => "store::busy",
            Self::Incomplete { .. } => "store::incomplete",
            Self::Io { .. } => "store::io",
            Self::Damaged { .. } => "store::damaged",
            Self::OtherFormat { .. } => "store::other-format",
            Self::Foreign { .. } => "store::foreign",
            Self::InTheWay { .. } => "store::in-the-way",
            Self::NoRun { .. } => "store::no-run",
        }
    }

    /// The process's exit code: 11 output exists or is being written, 12 incomplete,
    /// 15 reading or writing failed, 16 damaged, foreign or no run.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Exists { .. } | Self::Busy { .. } => 11,
            Self::Incomplete { .. } => 12,
            Self::Io { .. } => 15,
            Self::Damaged { .. }
            | Self::OtherFormat { .. }
            | Self::Foreign { .. }
            | Self::InTheWay { .. }
            | Self::NoRun { .. } => 16,
        }
    }

    /// The file or folder that is meant.
    pub fn path(&self) -> &std::path::Path {
        match self {
            Self::Exists { folder, .. }
            | Self::Busy { folder }
            | Self::Incomplete { folder }
            | Self::Foreign { folder }
            | Self::InTheWay { folder }
            | Self::NoRun { folder } => folder,
            Self::Io { path, .. } => path,
            Self::Damaged { file, .. } | Self::OtherFormat { file, .. } => file,
        }
    }

    /// What the user can do, as a fragment; `None` where the message says it.
    pub fn expected(&self) -> Option<&'static str> {
        match self {
            Self::Exists { .. } => Some("another --out, or --force to replace it"),
            Self::Busy { .. } => Some("waiting for the other process, or another --out"),
            Self::Incomplete { .. } => Some("the same command again, which goes on from there"),
            Self::Io { .. } => None,
            Self::Damaged { .. } => Some("--force to compute it anew, or a copy of the folder"),
            Self::OtherFormat { .. } => Some("the version of passcast that wrote it, or --force"),
            Self::Foreign { .. } => Some("an empty or new folder"),
            Self::InTheWay { .. } => Some("move it elsewhere, or choose another --out"),
            Self::NoRun { .. } => {
                Some("a folder that `passcast run` or another command that simulates wrote")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_can_cross_threads() {
        fn check<T: Send + Sync + 'static>() {}
        check::<StoreError>();
    }

    #[test]
    fn a_full_disk_is_named_with_its_path() {
        let error = StoreError::Io {
            action: "write",
            path: "outputs/a/weekly.csv".into(),
            source: io::Error::from(io::ErrorKind::StorageFull),
        };
        let expected = "cannot write outputs/a/weekly.csv: no storage space";
        assert_eq!(
            (error.to_string().as_str(), error.exit_code()),
            (expected, 15)
        );
    }
}
