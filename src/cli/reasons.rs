//! What is wrong below the command line, with an id, an exit code and what to do.

use super::exit;
use super::failure::Failure;
use super::interrupt::{self, quoted};
use crate::experiment::{ExperimentError, Mistake};
use crate::observation::OutputError;
use crate::session::{NextRound, SessionError};
use crate::store::StoreError;

/// Most commands that are named one by one.
const NAMED: u32 = 4;

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let failure = Self::plain(error.exit_code(), error.id(), error.to_string())
            .about(&error.path().display().to_string());
        match error.expected() {
            Some(expected) => failure.advise(expected),
            None => failure,
        }
    }
}

impl From<Mistake> for Failure {
    fn from(mistake: Mistake) -> Self {
        let failure = Self::usage(mistake.message).near(mistake.nearest);
        match mistake.expected {
            Some(expected) => failure.advise(expected),
            None => failure,
        }
    }
}

impl From<OutputError> for Failure {
    /// Outputs are checked before anything is simulated, so that this is our bug.
    fn from(error: OutputError) -> Self {
        ExperimentError::from(error).into()
    }
}

impl From<ExperimentError> for Failure {
    fn from(error: ExperimentError) -> Self {
        let message = error.to_string();
        match error {
            ExperimentError::Mistake(mistake) => Self::from(*mistake),
            ExperimentError::Incompatible { expected, .. } => {
                let failure = Self::plain(exit::SCENARIO, "compare::incompatible", message);
                match expected {
                    Some(expected) => failure.advise(expected),
                    None => failure,
                }
            }
            ExperimentError::Problems(problems) => Self::Problems {
                code: exit::SCENARIO,
                problems,
            },
            ExperimentError::Output(_) | ExperimentError::Refused(_) => {
                Self::plain(exit::BUG, "cli::bug", message)
            }
        }
    }
}

impl From<SessionError> for Failure {
    fn from(error: SessionError) -> Self {
        let message = error.to_string();
        let plain = |code, id| Self::plain(code, id, message.clone());
        match error {
            SessionError::Store(error) => error.into(),
            SessionError::Experiment(error) => error.into(),
            SessionError::TooLarge(_) => plain(exit::WOULD_NOT_FIT, "run::too-large")
                .advise("fewer --simulations, fewer people, or --yes to run it nevertheless"),
            SessionError::Stopped { folder, .. } => plain(exit::INCOMPLETE, "run::incomplete")
                .of(&folder)
                .advise(format!(
                    "`{}` goes on from there",
                    interrupt::command_line(None)
                )),
            SessionError::OtherUnits { folder } => plain(exit::RUN_FOLDER, "store::damaged")
                .of(&folder)
                .advise("--force to compute it anew, or a copy of the folder"),
            SessionError::NoSuchPoint => plain(exit::RUN_FOLDER, "store::damaged"),
            SessionError::OtherVersion { file, replaceable } => {
                let failure = plain(exit::RUN_FOLDER, "store::other-format").of(&file);
                failure.advise(if replaceable {
                    "the version that wrote it, or --force to compute it anew"
                } else {
                    "the version that wrote it"
                })
            }
            SessionError::OnlyAPart { folder, .. } => plain(exit::INCOMPLETE, "merge::part")
                .of(&folder)
                .advise("`passcast merge` with the folders of all parts"),
            SessionError::DecidesOnTheWay => Self::usage(message)
                .advise("the same command without --shard; --threads uses all processors"),
            SessionError::NothingMissing { .. } => {
                Self::usage(message).advise("the command without --shard")
            }
            SessionError::Threads(_)
            | SessionError::CannotSplit
            | SessionError::TooShort { .. }
            | SessionError::NoParts => Self::usage(message),
            SessionError::ForeignPart { folder, .. } => plain(exit::RUN_FOLDER, "merge::foreign")
                .of(&folder)
                .advise("the folders of all parts of one command, and no other"),
            SessionError::MissingParts { folder, .. } => plain(exit::INCOMPLETE, "merge::missing")
                .of(&folder)
                .advise("the same command with --shard for each of them"),
            SessionError::MissingRound { .. } => plain(exit::INCOMPLETE, "merge::missing")
                .advise("the parts of the rounds before first"),
            SessionError::NextRound(next) => plain(exit::INCOMPLETE, "merge::next-round")
                .of(&next.folder)
                .advise(commands(&next)),
        }
    }
}

/// The commands that compute the parts of the next round.
fn commands(next: &NextRound) -> String {
    let Some(words) = &next.command_line else {
        return "the same commands once more, then `passcast merge` again".to_owned();
    };
    let words = without_shard(words);
    let quoted_words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
    let mut line = quoted_words.join(" ");
    if !words.iter().any(|word| word.starts_with("--out")) {
        let folder = quoted(&next.folder.display().to_string());
        line = format!("{line} --out {folder}");
    }
    let of = next.of;
    let shards: Vec<String> = if of <= NAMED {
        let one = |index: u32| format!("`passcast {line} --shard {index}/{of}`");
        (1..=of).map(one).collect()
    } else {
        vec![format!(
            "`passcast {line} --shard I/{of}` for I from 1 to {of}"
        )]
    };
    format!("{}, then `passcast merge` again", shards.join(", "))
}

/// A command line without the program and the part.
fn without_shard(words: &[String]) -> Vec<String> {
    let mut kept = Vec::new();
    let mut words = words.iter().skip(1);
    while let Some(word) = words.next() {
        if word == "--shard" {
            words.next();
        } else if !word.starts_with("--shard=") {
            kept.push(word.clone());
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_round_is_typed_like_the_last() {
        let words = "passcast run a.toml --shard 2/2 --quiet".split(' ');
        let next = NextRound {
            folder: "big".into(),
            simulations: Vec::new(),
            of: 2,
            command_line: Some(words.map(str::to_owned).collect()),
        };
        assert_eq!(
            commands(&next),
            "`passcast run a.toml --quiet --out big --shard 1/2`, \
             `passcast run a.toml --quiet --out big --shard 2/2`, then `passcast merge` again"
        );
    }
}
