//! Failures, for people and for programs.

use serde::Serialize;
use serde_json::{Value, json};

use super::console::Console;
use super::failure::{Complaint, Failure};
use crate::report::picture;

/// Version of the JSON documents that the command line writes.
pub const FORMAT: u32 = 1;

/// Shows a failure and returns the process's exit code.
///
/// People read it on standard error. Programs find one JSON document on
/// standard output, as they do after a success.
pub fn report(failure: &Failure, console: &Console) -> u8 {
    if console.is_json() {
        let written = document(failure).map(|document| console.json(&document));
        // Where the document cannot be written, a reason can.
        if !matches!(written, Some(Err(Failure::Plain(_)))) {
            return failure.code();
        }
    }
    let text = text(failure, console.colour_messages);
    if !text.is_empty() {
        console.warn(&text);
    }
    failure.code()
}

/// The failure as JSON: `{format, code, problems}`.
fn document(failure: &Failure) -> Option<Value> {
    let problems = match failure {
        Failure::Problems { problems, .. } => problems.iter().map(value).collect(),
        Failure::Plain(complaint) => vec![value(complaint)],
        Failure::Pipe => return None,
    };
    Some(json!({ "format": FORMAT, "code": failure.code(), "problems": problems }))
}

fn value(item: &impl Serialize) -> Value {
    serde_json::to_value(item).expect("texts and whole numbers")
}

fn text(failure: &Failure, colour: bool) -> String {
    match failure {
        Failure::Problems { problems, .. } => {
            let mut shown: Vec<String> = problems.iter().map(|p| picture(p, colour)).collect();
            let mut ids: Vec<&str> = problems.iter().map(|p| p.id).collect();
            ids.sort_unstable();
            ids.dedup();
            let (count, noun) = match problems.len() {
                1 => ("1".to_owned(), "problem"),
                n => (n.to_string(), "problems"),
            };
            let hint = ids
                .first()
                .map(|id| format!("; `passcast explain {id}` says more"))
                .unwrap_or_default();
            shown.push(format!("{count} {noun}{hint}"));
            shown.join("\n\n")
        }
        Failure::Plain(complaint) => plain(complaint, colour),
        Failure::Pipe => String::new(),
    }
}

fn plain(complaint: &Complaint, colour: bool) -> String {
    let (red, bold, end) = if colour {
        ("\u{1b}[1;91m", "\u{1b}[1m", "\u{1b}[0m")
    } else {
        ("", "", "")
    };
    let Complaint { id, message, .. } = complaint;
    let mut text = format!("{red}error[{id}]{end}{bold}: {message}{end}");
    if let Some(nearest) = &complaint.nearest {
        text.push_str(&format!("\n  did you mean {nearest}?"));
    }
    if let Some(expected) = &complaint.expected {
        text.push_str(&format!("\n  help: {expected}"));
    }
    text
}
