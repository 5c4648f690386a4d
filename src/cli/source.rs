//! Reading a scenario from a file or from standard input.

use std::fs;
use std::io::{self, Read};
use std::path::Path;
use std::sync::OnceLock;

use serde_json::Value;

use super::exit;
use super::failure::Failure;
use super::files::Exports;
use crate::observation::{Output, Segments};
use crate::scenario::{self, Loaded, Note, Override, Problem, Source};

/// A scenario as given and as resolved.
#[derive(Debug)]
pub struct Given {
    /// What the user gave.
    pub source: Source,
    /// What it means; what was assumed in reading exports is among its notes.
    pub loaded: Loaded,
    /// Totals of the exports that it names; `Null` without any.
    pub aggregates: Value,
}

/// Reads and resolves a scenario.
///
/// # Errors
/// If it cannot be read, or all its problems.
pub fn load(file: &str, sets: &[Override]) -> Result<Given, Failure> {
    resolve(read(file)?, sets)
}

/// Resolves a scenario that was read.
///
/// # Errors
/// All its problems.
pub fn resolve(source: Source, sets: &[Override]) -> Result<Given, Failure> {
    let exports = Exports::default();
    let mut loaded = match scenario::load(&source, sets, &exports) {
        Ok(loaded) => loaded,
        Err(problems) => return Err(exports.failure(problems)),
    };
    let mut problems = outputs(&source, &loaded);
    for variant in &loaded.variants {
        let found = outputs(&source, variant);
        problems.extend(
            found
                .into_iter()
                .filter(|p| !problems.contains(p))
                .collect::<Vec<_>>(),
        );
    }
    if !problems.is_empty() {
        return Err(Failure::Problems {
            code: exit::SCENARIO,
            problems,
        });
    }
    let notes = exports.notes().into_iter().map(|message| Note {
        id: "note::export",
        path: String::new(),
        message,
    });
    loaded.notes.extend(notes);
    Ok(Given {
        source,
        loaded,
        aggregates: exports.aggregates(),
    })
}

/// Resolves a plan that a run folder keeps as text.
///
/// # Errors
/// All its problems.
pub fn from_text(text: String) -> Result<Given, Failure> {
    let source = Source {
        name: "resolved.toml".to_owned(),
        text,
        folder: None,
    };
    resolve(source, &[])
}

/// The text of a scenario; `-` is standard input, whose paths start in the
/// current folder.
fn read(file: &str) -> Result<Source, Failure> {
    let (name, bytes, folder) = if file == "-" {
        ("<stdin>", standard_input(), None)
    } else {
        let folder = Path::new(file).parent().map(Path::to_path_buf);
        (file, fs::read(file), folder)
    };
    let bytes = bytes.map_err(|error| {
        let failure = Failure::unreadable(name, &error);
        match error.kind() {
            io::ErrorKind::NotFound => {
                failure.advise("`passcast init workforce` writes a scenario to start from")
            }
            _ => failure,
        }
    })?;
    let text = String::from_utf8(bytes).map_err(|_| {
        let message = format!("{name} is not text in UTF-8");
        Failure::plain(exit::SCENARIO, "scenario::syntax", message).about(name)
    })?;
    Ok(Source {
        name: name.to_owned(),
        text: text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned(),
        folder,
    })
}

/// All of standard input. It can be read once, and what is typed may be resolved again.
fn standard_input() -> io::Result<Vec<u8>> {
    static READ: OnceLock<Vec<u8>> = OnceLock::new();
    if let Some(bytes) = READ.get() {
        return Ok(bytes.clone());
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(READ.get_or_init(|| bytes).clone())
}

/// Outputs of targets that cannot be evaluated, such as those of unknown
/// segments: better said now than after the run.
fn outputs(source: &Source, loaded: &Loaded) -> Vec<Problem> {
    let segments = Segments::new(&loaded.scenario);
    let targets = loaded.scenario.targets.iter().enumerate();
    targets
        .filter_map(|(at, target)| {
            let error = Output::parse(&target.output, &segments).err()?;
            let start = source.text.find(&target.output);
            let before = &source.text[..start.unwrap_or(0)];
            let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
            let at_error = start.map_or(0..0, |start| start..start + target.output.len());
            Some(Problem {
                id: "scenario::output-grammar",
                path: format!("target[{}].output", at + 1),
                file: source.name.clone(),
                line: before.matches('\n').count() + 1,
                column: before[line_start..].chars().count() + 1,
                message: format!("{:?} is no output", target.output),
                expected: Some(error.expected),
                nearest: error.nearest,
                span: at_error,
                also: Vec::new(),
                text: source.text.as_str().into(),
            })
        })
        .collect()
}
