//! `explain`: every name that passcast uses, in words.

use std::fmt::Write;

use serde_json::json;

use super::console::Console;
use super::diagnostics::FORMAT;
use super::exit;
use super::failure::{Failure, KINDS};
use crate::answer::table::column_docs;
use crate::observation::{self, Better, Metric};
use crate::parameter::{self, Parameter, Prior};
use crate::report::glossary::{self, Word};
use crate::scenario::{self, keys, problem};

/// Explains a name, or says what there is to explain.
///
/// # Errors
/// If nothing has this name; the nearest names are suggested.
pub fn explain(name: &str, console: &Console) -> Result<(), Failure> {
    if name.is_empty() {
        return if console.is_json() {
            console.json(&json!({ "format": FORMAT, "text": TOPICS }))
        } else {
            console.result(TOPICS)
        };
    }
    match words_and_names(name.trim()) {
        Some(text) if console.is_json() => {
            console.json(&json!({ "format": FORMAT, "name": name, "text": text }))
        }
        Some(text) => console.result(&text),
        None => Err(unknown(name)),
    }
}

const TOPICS: &str = "\
passcast explain NAME explains

  a word            net cash, draw          `explain words` lists them
  a parameter       helpdesk.price          `explain parameters` lists them
  a metric          tickets.all             `explain metrics`
  a table column    chance_share            `explain columns`
  a scenario key    phase.weeks             `explain scenario`, `explain phase`
  a problem         scenario::unknown-key   `explain problems`
  an exit code      12                      `explain exit-codes`
";

/// What a name means as a word of answers, and as a name in files.
fn words_and_names(name: &str) -> Option<String> {
    let word = glossary::find(name).map(of_word);
    let texts: Vec<String> = word.into_iter().chain(text(name)).collect();
    (!texts.is_empty()).then(|| texts.join("\n"))
}

fn text(name: &str) -> Option<String> {
    match name {
        "words" | "glossary" => return Some(words()),
        "parameters" => return Some(parameters()),
        "metrics" => return Some(metrics()),
        "columns" => return Some(columns()),
        "problems" => return Some(problems()),
        "exit-codes" | "exit codes" => return Some(exit_codes()),
        _ => {}
    }
    if let Some(parameter) = parameter::find(name) {
        return Some(of_parameter(parameter));
    }
    // An output is explained by its metric.
    let end = name.find(['@', '/', ':']).unwrap_or(name.len());
    let bare = ["", ".sum", ".max", ".week_of_max"]
        .iter()
        .find_map(|suffix| observation::metric(name[..end].strip_suffix(suffix)?));
    if let Some(metric) = bare.filter(|_| !name.contains("::")) {
        return Some(of_metric(metric));
    }
    if let Some((id, code, meaning)) = KINDS.iter().find(|(id, ..)| *id == name) {
        return Some(format!("{id}\n\n{meaning} Exit code {code}.\n"));
    }
    let code = name.strip_prefix("exit").unwrap_or(name).trim();
    if let Some((code, meaning)) = code
        .parse()
        .ok()
        .and_then(|code| Some((code, exit::meaning(code)?)))
    {
        return Some(format!("exit code {code}\n\n{meaning}\n"));
    }
    if let Some(text) = scenario::explain(name) {
        return Some(text);
    }
    let column = column_docs()
        .into_iter()
        .find(|column| column.name == name)?;
    let unit = match column.unit.as_ref() {
        "" => String::new(),
        unit => format!("\n  unit     {unit}\n"),
    };
    Some(format!(
        "{name}, a column of result tables\n\n{}\n{unit}",
        column.meaning
    ))
}

fn of_word(word: &'static Word) -> String {
    let mut out = format!("{}, a word of answers\n\n{}\n", word.term, word.meaning);
    if !word.also.is_empty() {
        let _ = write!(out, "\n  also     {}\n", word.also.join(", "));
    }
    out
}

fn of_parameter(parameter: &Parameter) -> String {
    let Parameter {
        id,
        unit,
        default,
        low,
        high,
        ..
    } = parameter;
    let mut out = format!("{id}, a parameter\n\n{}.\n\n", parameter.meaning);
    let prior = match parameter.prior {
        Prior::Fixed => "certain".to_owned(),
        Prior::Ln => format!("{low} to {high}, triangular in the logarithm"),
        Prior::Logit => format!("{low} to {high}, triangular in the log-odds"),
        Prior::Lin => format!("{low} to {high}, triangular"),
    };
    let source = if parameter.is_assumption() {
        format!("an assumption, without evidence ({})", parameter.source)
    } else if parameter.is_fitted() {
        "fitted to the patterns in docs/model.md".to_owned()
    } else {
        format!("{} in docs/evidence.csv", parameter.source)
    };
    let rows = [
        ("unit", (*unit).to_owned()),
        ("value", format!("{default}, the most likely")),
        ("range", prior),
        ("source", source),
        ("symbol", parameter.symbol.to_owned()),
        (
            "set it",
            format!("[assumptions]\n           \"{id}\" = {default}"),
        ),
    ];
    for (label, text) in rows.iter().filter(|(_, text)| !text.is_empty()) {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "  {label:<8} {text}");
    }
    out
}

fn of_metric(metric: &Metric) -> String {
    let better = match metric.better {
        Better::Higher => "more",
        Better::Lower => "less",
        Better::Neither => "it depends",
    };
    let rows = [
        ("unit", metric.unit.to_owned()),
        ("of", metric.denominator.to_owned()),
        ("better", better.to_owned()),
        (
            "output",
            format!("{}@24 is its value in week 24", metric.id),
        ),
    ];
    let mut out = format!("{}, a metric\n\n{}\n\n", metric.id, metric.meaning);
    for (label, text) in rows.iter().filter(|(_, text)| !text.is_empty()) {
        let _ = writeln!(out, "  {label:<8} {text}");
    }
    out
}

fn words() -> String {
    listing(glossary::words().map(|word| (word.term, word.meaning)))
}

fn parameters() -> String {
    let mut out = listing(parameter::entries().iter().map(|p| {
        let mark = if p.is_assumption() { "* " } else { "" };
        (p.id, format!("{mark}{} [{}]", p.meaning, p.unit))
    }));
    out.push_str("\n* an assumption, without evidence\n");
    out
}

fn columns() -> String {
    let docs = column_docs();
    listing(
        docs.iter()
            .map(|column| (column.name.as_ref(), &column.meaning)),
    )
}

fn metrics() -> String {
    let row = |m: &'static Metric| (m.id.as_str(), format!("{} [{}]", m.meaning, m.unit));
    listing(observation::metrics().iter().map(row))
}

fn problems() -> String {
    let of_scenarios = problem::ids().map(|id| (id, problem::explain(id).unwrap_or_default()));
    listing(of_scenarios.chain(KINDS.iter().map(|(id, _, meaning)| (*id, *meaning))))
}

fn exit_codes() -> String {
    let mut out = String::new();
    for (code, meaning) in exit::ALL {
        let _ = writeln!(out, "{code:>4}  {meaning}");
    }
    out
}

fn listing<'a, T: std::fmt::Display>(rows: impl Iterator<Item = (&'a str, T)>) -> String {
    let rows: Vec<_> = rows.collect();
    let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    let mut out = String::new();
    for (name, text) in rows {
        let _ = writeln!(out, "  {name:<width$}  {text}");
    }
    out
}

/// Says which names are near.
fn unknown(name: &str) -> Failure {
    let wanted = name.to_lowercase();
    let mut names: Vec<String> = parameter::ids()
        .chain(observation::metric_ids())
        .chain(problem::ids())
        .chain(KINDS.iter().map(|(id, ..)| *id))
        .chain(glossary::words().flat_map(glossary::names))
        .chain([
            "words",
            "parameters",
            "metrics",
            "columns",
            "problems",
            "exit-codes",
            "scenario",
        ])
        .map(str::to_owned)
        .chain(
            column_docs()
                .into_iter()
                .map(|column| column.name.into_owned()),
        )
        .chain(keys::all().map(keys::Key::path))
        .collect();
    names.sort();
    names.dedup();
    let mut near: Vec<(f64, &String)> = names
        .iter()
        .map(|known| (likeness(&wanted, known), known))
        .filter(|(score, _)| *score >= 0.75)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0));
    let near: Vec<&str> = near.iter().take(3).map(|(_, name)| name.as_str()).collect();
    let message = format!("nothing is called {name:?}");
    let failure = Failure::plain(exit::USAGE, "cli::unknown-name", message)
        .advise("`passcast explain` says what there is to explain");
    match (failure, near.as_slice()) {
        (Failure::Plain(mut complaint), [_, ..]) => {
            complaint.nearest = Some(near.join(", "));
            Failure::Plain(complaint)
        }
        (failure, _) => failure,
    }
}

/// Likeness of a whole name or of its last part.
fn likeness(wanted: &str, known: &str) -> f64 {
    let known = known.to_lowercase();
    let tail = known.rsplit(['.', ':']).next().unwrap_or(&known);
    let whole = strsim::jaro_winkler(wanted, &known);
    whole.max(0.98 * strsim::jaro_winkler(wanted, tail))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn explains_every_kind_of_name() {
        for (name, part) in [
            ("helpdesk.price", "a parameter"),
            ("tickets.all", "a metric"),
            ("tickets.all.sum@24:difference", "a metric"),
            ("chance_share", "a column"),
            ("phase.weeks", "takes"),
            ("scenario::unknown-key", "misspelt"),
            ("files::exists", "Exit code 11"),
            ("exit 12", "exit code 12"),
            ("17", "8 GB"),
            ("parameters", "helpdesk.price"),
            ("Net cash", "Below zero"),
            ("draw", "a word of answers"),
            ("draw", "a column"),
            ("words", "agents needed"),
        ] {
            let text = words_and_names(name).unwrap_or_default();
            assert!(text.contains(part), "{name}: {text}");
        }
    }

    #[test]
    fn suggests_near_names() {
        let near = |name: &str| match unknown(name) {
            Failure::Plain(complaint) => complaint.nearest.unwrap_or_default(),
            _ => String::new(),
        };
        assert!(near("helpdesk.prize").starts_with("helpdesk.price"));
        assert!(near("horizn").contains("run.horizon"));
        assert_eq!(near("qqqq"), "");
    }
}
