//! Showing an answer, fresh or stored.

use std::path::Path;

use serde_json::Value;

use crate::cli::console::Console;
use crate::cli::exit;
use crate::cli::failure::Failure;
use crate::report::terminal;
use crate::store::StoredRun;

/// The file of the answer.
pub const SUMMARY: &str = "summary.json";

/// Shows the answer of a finished run's folder.
///
/// # Errors
/// If the folder holds no answer.
pub fn show(folder: &Path, console: &Console) -> Result<(), Failure> {
    let run = StoredRun::open(folder)?;
    if let Some(part) = run.manifest().part {
        let name = folder.display().to_string();
        let message = format!(
            "{name} is part {} of {} of a run, and has no answer of its own",
            part.index, part.of
        );
        return Err(Failure::plain(exit::INCOMPLETE, "merge::part", message)
            .about(&name)
            .advise("`passcast merge` with the folders of all parts"));
    }
    print(&read(&run)?, console)
}

/// The stored answer.
///
/// # Errors
/// If it is not as it was written.
pub fn read(finished: &StoredRun) -> Result<Value, Failure> {
    let bytes = finished.read(SUMMARY)?;
    serde_json::from_slice(&bytes).map_err(|_| other_version(finished.folder()))
}

/// Prints an answer as the console wants it.
///
/// # Errors
/// If writing fails, or a stored answer is another version's.
pub fn print(summary: &Value, console: &Console) -> Result<(), Failure> {
    if console.is_json() {
        return console.json(summary);
    }
    let text = terminal::answer(summary, console.screen());
    console.result(&text.map_err(|_| other_version(Path::new(SUMMARY)))?)
}

fn other_version(path: &Path) -> Failure {
    let message = format!(
        "{} was written by another version of passcast",
        path.display()
    );
    Failure::plain(exit::RUN_FOLDER, "store::other-format", message)
        .about(&path.display().to_string())
        .advise("the version that wrote it, or --force to compute it anew")
}
