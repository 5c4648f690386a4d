//! `manifest.json`: what a run folder holds; `session.jsonl`: how it came about.

use super::codec::Owner;
use super::file::{self, io_error};
use super::id::{RunId, canonical, hex};
use super::lock::LOCK;
use super::records::Counted;
use super::{MODEL_VERSION, StoreError};
use crate::experiment::Identity;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;

/// Version of the run folder's layout.
pub const FOLDER_FORMAT: u32 = 2;

/// The manifest's name.
pub(super) const MANIFEST: &str = "manifest.json";
/// The name of the list of sessions.
pub(super) const SESSIONS: &str = "session.jsonl";
/// The folder of the batches.
pub(super) const RECORDS: &str = "records";

/// What a run folder holds, and what decided it. Equal runs have equal manifests.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the folder's layout.
    pub format: u32,
    /// Version of passcast that wrote it.
    pub passcast: String,
    /// Version of the model's numbers.
    pub model_version: u32,
    /// The run's id, 64 hexadecimal digits.
    pub id: String,
    /// The command.
    pub command: String,
    /// The scenario's name.
    pub scenario: String,
    /// Seed.
    pub seed: u64,
    /// `full` or `chance`.
    pub uncertainty: String,
    /// Which part of a run this is; none if it is all of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Part>,
    /// Parameter draws among the simulations.
    pub draws: u32,
    /// Replications of chance per draw.
    pub replications_per_draw: u32,
    /// Simulations in the records.
    pub simulations: u64,
    /// Whether the answer is there. While it is not, `draws`, `simulations` and `records`
    /// are those of the last start.
    pub complete: bool,
    /// The files under `records/`.
    pub records: Batches,
    /// SHA-256 of every other file of the answer, by name. A file that is about to be
    /// written has an empty one, so that what was killed is known by name.
    pub files: BTreeMap<String, String>,
    /// What the id is the hash of.
    pub identity: Value,
    /// SHA-256 of the manifest without this sum.
    pub checksum: String,
}

/// A part of a run's list of simulations, computed in a folder of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Which part, from 1.
    pub index: u32,
    /// How many parts there are.
    pub of: u32,
    /// Simulations of the run that come before the list.
    pub after: u64,
    /// Simulations of the list, all parts together.
    pub simulations: u64,
}

impl Part {
    /// Whether two parts are the same one, though one list may be longer.
    pub(super) fn is(self, other: Self) -> bool {
        (self.index, self.of, self.after) == (other.index, other.of, other.after)
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}/{} after {} simulations",
            self.index, self.of, self.after
        )
    }
}

/// Batches of simulations.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batches {
    /// How many there are.
    pub batches: u32,
    /// SHA-256 over the SHA-256s of the files in order, in hexadecimal.
    pub checksum: String,
}

/// How a part of a run came about; no comparison reads it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Session {
    /// Name of the computer.
    pub host: String,
    /// Threads that simulated.
    pub threads: usize,
    /// When it started, as the caller writes times.
    pub started: String,
    /// How long it took [s].
    pub seconds: f64,
    /// Simulations simulated.
    pub simulations: u64,
    /// The command line as given.
    pub command_line: Vec<String>,
}

/// The number of simulations that a time came to, noted where a run begins.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Budget {
    /// The time [s].
    pub within_seconds: f64,
    /// The number of simulations, as typed.
    pub replications: u32,
}

/// The budgets among a folder's sessions, oldest first; none if there is no such folder.
pub fn budgets(folder: &Path) -> Vec<Budget> {
    notes(folder)
}

/// The command lines of a folder's sessions, oldest first; none if there is no such folder.
pub fn command_lines(folder: &Path) -> Vec<Vec<String>> {
    #[derive(Deserialize)]
    struct Typed {
        command_line: Vec<String>,
    }
    let typed = notes(folder).into_iter();
    typed.map(|one: Typed| one.command_line).collect()
}

/// Notes of one kind on how the run came about.
fn notes<T: DeserializeOwned>(folder: &Path) -> Vec<T> {
    let text = std::fs::read_to_string(folder.join(SESSIONS)).unwrap_or_default();
    let read = |line: &str| serde_json::from_str(line).ok();
    text.lines().filter_map(read).collect()
}

impl Manifest {
    /// The manifest of a run that has not begun.
    pub(super) fn new(
        identity: &Identity,
        scenario: &str,
        uncertainty: &str,
        per_draw: u32,
    ) -> Self {
        let canonical = canonical(identity);
        Self {
            format: FOLDER_FORMAT,
            passcast: env!("CARGO_PKG_VERSION").to_owned(),
            model_version: MODEL_VERSION,
            id: RunId::of(&canonical).as_str().to_owned(),
            command: identity.command.clone(),
            scenario: scenario.to_owned(),
            seed: identity.seed,
            uncertainty: uncertainty.to_owned(),
            part: None,
            draws: 0,
            replications_per_draw: per_draw,
            simulations: 0,
            complete: false,
            records: Batches::default(),
            files: BTreeMap::new(),
            identity: canonical,
            checksum: String::new(),
        }
    }

    /// Reads a folder's manifest; `None` if there is none.
    pub(super) fn read(folder: &Path) -> Result<Option<Self>, StoreError> {
        let file = folder.join(MANIFEST);
        file::refuse_link(&file)?;
        let bytes = match std::fs::read(&file) {
            Ok(bytes) => bytes,
            Err(e)
                if matches!(
                    e.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
                ) =>
            {
                return Ok(None);
            }
            Err(e) => return Err(io_error("read", &file)(e)),
        };
        let damaged = |reason| StoreError::Damaged {
            file: file.clone(),
            reason,
        };
        let value: Value =
            serde_json::from_slice(&bytes).map_err(|_| damaged("it is not valid JSON"))?;
        let format = value.get("format").and_then(Value::as_u64);
        let (Some(format), Some(_)) = (format, value.get("passcast")) else {
            let folder = folder.to_path_buf();
            return Err(StoreError::Foreign { folder });
        };
        if format != u64::from(FOLDER_FORMAT) {
            return Err(StoreError::OtherFormat {
                file,
                found: format,
                known: FOLDER_FORMAT,
            });
        }
        let manifest: Self = serde_json::from_value(value)
            .map_err(|_| damaged("a field is missing or has another type"))?;
        if RunId::of(&manifest.identity).as_str() != manifest.id {
            return Err(damaged("its id is not that of its identity"));
        }
        let names = |name: &String| file::is_plain_name(name) && !is_reserved(name);
        if !manifest.files.keys().all(names) {
            return Err(damaged("it names a file that no run writes"));
        }
        // Every byte is one that we would write, and under the sum.
        if manifest.text() != bytes || manifest.sum() != manifest.checksum {
            return Err(damaged("its checksum does not match"));
        }
        Ok(Some(manifest))
    }

    /// Writes it, whole or not at all.
    pub(super) fn write(&mut self, folder: &Path) -> Result<(), StoreError> {
        self.checksum = self.sum();
        let text = self.text();
        file::replace(&folder.join(MANIFEST), |out| out.write_all(&text))?;
        Ok(())
    }

    /// Whose batches the records have.
    pub(super) fn owner(&self) -> Owner {
        let part = self.part.map(|part| part.to_string());
        Owner::new(&self.id, &part.unwrap_or_default())
    }

    /// What the records of a finished run must be; while it is unfinished nothing is said.
    pub(super) fn counted(&self) -> Option<Counted> {
        self.complete.then(|| Counted {
            simulations: self.simulations,
            draws: self.draws,
            checksum: self.records.checksum.clone(),
        })
    }

    fn sum(&self) -> String {
        let bare = Self {
            checksum: String::new(),
            ..self.clone()
        };
        hex(&Sha256::digest(bare.text()))
    }

    /// The file's content.
    fn text(&self) -> Vec<u8> {
        let mut text = Vec::new();
        // Memory takes everything, and texts, numbers and JSON can be written.
        let _ = json(&mut text, self);
        text
    }
}

/// Whether the store itself writes a file of that name.
pub(super) fn is_reserved(name: &str) -> bool {
    [MANIFEST, SESSIONS, LOCK, RECORDS].contains(&name)
}

/// Indented JSON that ends with a line feed; NaN becomes `null`.
pub(super) fn json(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    out.write_all(b"\n")
}

/// Adds a session, or a budget, to a folder's list.
pub(super) fn append(folder: &Path, session: &impl Serialize) -> Result<(), StoreError> {
    let path = folder.join(SESSIONS);
    file::refuse_link(&path)?;
    let mut line = serde_json::to_string(session).unwrap_or_default();
    line.push('\n');
    let mut options = OpenOptions::new();
    let opened = options.create(true).append(true).open(&path);
    opened
        .and_then(|mut file| file.write_all(line.as_bytes()))
        .map_err(io_error("write", &path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn manifest(headcount: f64) -> Manifest {
        let identity = Identity {
            command: "run".to_owned(),
            design: Value::Null,
            scenarios: vec![json!({"organisation": {"headcount": headcount}})],
            aggregates: Value::Null,
            seed: u64::MAX,
        };
        Manifest::new(&identity, "plan", "full", 2)
    }

    fn check(text: &str, code: u8) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(MANIFEST), text).unwrap();
        let error = Manifest::read(folder.path()).unwrap_err();
        assert_eq!(error.exit_code(), code, "{text}: {error}");
    }

    #[test]
    fn every_number_reads_back_to_the_same_id() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Manifest::read(folder.path()).unwrap(), None);
        for i in 0..2000 {
            // Numbers with all their digits; a reader that rounds would lose the id.
            let headcount = f64::from(i).sqrt() * 0.1 + 1.0 / 3.0;
            let text = serde_json::to_string(&headcount).unwrap();
            assert_eq!(serde_json::from_str::<f64>(&text).unwrap(), headcount);
        }
        for headcount in [0.1 + 0.2, 5e-324, 1.797_693_134_862_315_7e308] {
            let mut manifest = manifest(headcount);
            manifest.write(folder.path()).unwrap();
            assert_eq!(Manifest::read(folder.path()).unwrap(), Some(manifest));
        }
    }

    #[test]
    fn other_files_of_that_name_are_told_apart() {
        let ours = text(manifest(1.0));
        check("{\"name\": \"a web page\"}", 16);
        check(&ours[..ours.len() / 2], 16);
        check(&ours.replace("\"format\": 2", "\"format\": 1"), 16);
        check(&ours.replace("headcount\": 1.0", "headcount\": 2.0"), 16);
        check(&ours.replace("\"simulations\": 0,", ""), 16);
        check(&format!("{ours} "), 16);
    }

    fn text(mut manifest: Manifest) -> String {
        manifest.checksum = manifest.sum();
        String::from_utf8(manifest.text()).unwrap()
    }

    /// A sum is no protection against who can compute one.
    #[test]
    fn a_name_that_leads_elsewhere_is_damage() {
        let names = [
            "../x",
            "/x",
            "a/b",
            "..",
            "",
            ".git",
            "manifest.json",
            "records",
        ];
        for name in names {
            let mut manifest = manifest(1.0);
            manifest.files.insert(name.to_owned(), "00".to_owned());
            check(&text(manifest), 16);
        }
        let mut manifest = manifest(1.0);
        let file = ("weekly.csv".to_owned(), "00".to_owned());
        manifest.files.extend([file]);
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(MANIFEST), text(manifest)).unwrap();
        assert!(Manifest::read(folder.path()).unwrap().is_some());
    }

    #[test]
    fn every_bit_is_covered() {
        let good = text(manifest(1.0));
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(MANIFEST);
        for at in 0..good.len() {
            for bit in 0..8 {
                let mut bytes = good.clone().into_bytes();
                bytes[at] ^= 1 << bit;
                std::fs::write(&file, bytes).unwrap();
                let read = Manifest::read(folder.path());
                assert!(read.is_err(), "byte {at}, bit {bit}: {read:?}");
            }
        }
    }
}
