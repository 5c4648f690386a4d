//! What is wrong with a scenario, and where.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;

use super::problem_ids;

/// One mistake in a scenario.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Which kind of mistake, such as `scenario::unknown-key`; `explain` has the long form.
    pub id: &'static str,
    /// The key, such as `phase[2].weeks`; items of lists count from 1.
    pub path: String,
    /// The file, or `--set`.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1 [characters].
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What would be right.
    pub expected: Option<String>,
    /// The nearest name that exists.
    pub nearest: Option<String>,
    /// The bytes of the text that are at fault.
    #[serde(skip)]
    pub span: Range<usize>,
    /// Other places of the same text that take part.
    #[serde(skip)]
    pub also: Vec<Range<usize>>,
    /// The text itself.
    #[serde(skip)]
    pub text: Arc<str>,
}

/// Something that the user should know, though nothing is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    /// Which kind of note, such as `note::quality-word`.
    pub id: &'static str,
    /// The key it is about.
    pub path: String,
    /// What to know.
    pub message: String,
}

/// Notes that say what a word means, or what was chosen where nothing was written: of
/// use to who reads a plan, and no news to who runs it again.
const OF_READING: [&str; 4] = [
    "note::assumed",
    "note::devices",
    "note::provider-syncs",
    "note::quality",
];

impl Note {
    /// Whether it says that something of the plan comes about otherwise than it reads.
    pub fn is_news(&self) -> bool {
        !OF_READING.contains(&self.id)
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        f.write_str(&self.message)
    }
}

impl Problem {
    /// A problem of a file as a whole, which quotes nothing of it.
    pub(crate) fn of_file(
        id: &'static str,
        file: String,
        message: String,
        expected: Option<String>,
    ) -> Self {
        Self {
            id,
            path: String::new(),
            file,
            line: 1,
            column: 1,
            message,
            expected,
            nearest: None,
            span: 0..0,
            also: Vec::new(),
            text: Arc::from(""),
        }
    }

    /// Whether it shows the text at fault: it is of a place, or the text is empty.
    pub(crate) fn quotes(&self) -> bool {
        !WHOLE.contains(&self.id)
    }
}

/// Problems of a file as a whole.
const WHOLE: [&str; 3] = ["scenario::export", "scenario::more", "scenario::too-large"];

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if self.quotes() {
            write!(f, ":{}:{}", self.line, self.column)?;
        }
        write!(f, ": {}", self.message)?;
        if let Some(nearest) = &self.nearest {
            write!(f, "; did you mean `{nearest}`?")?;
        }
        if let Some(expected) = &self.expected {
            write!(f, "; expected {expected}")?;
        }
        Ok(())
    }
}

/// The name of `names` that is nearest to `given`, if one is near.
pub fn nearest<'a>(given: &str, names: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let given = given.to_lowercase();
    let likeness = |name: &str| strsim::jaro_winkler(&given, &name.to_lowercase());
    names
        .into_iter()
        .map(|name| (likeness(name), name))
        .filter(|(score, _)| *score >= 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name.to_owned())
}

/// What a problem id means and what to do, if there is such an id.
pub fn explain(id: &str) -> Option<&'static str> {
    problem_ids::LONG_FORMS
        .iter()
        .find(|(known, _)| *known == id || known.strip_prefix("scenario::") == Some(id))
        .map(|(_, text)| *text)
}

/// All problem ids.
pub fn ids() -> impl Iterator<Item = &'static str> {
    problem_ids::LONG_FORMS.iter().map(|(id, _)| *id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_is_a_sentence_with_its_place() {
        let problem = Problem {
            id: "scenario::unknown-key",
            path: "run.horizn".to_owned(),
            file: "plan.toml".to_owned(),
            line: 2,
            column: 1,
            message: "unknown key `horizn`".to_owned(),
            expected: Some("a key of [run]".to_owned()),
            nearest: Some("horizon".to_owned()),
            span: 6..12,
            also: std::iter::once(0..5).collect(),
            text: "[run]\nhorizn = 5\n".into(),
        };
        assert_eq!(
            problem.to_string(),
            "plan.toml:2:1: unknown key `horizn`; did you mean `horizon`?; expected a key of [run]"
        );
        let json = serde_json::to_value(&problem).unwrap();
        assert_eq!(json["nearest"], "horizon");
        assert!(json.get("span").is_none());
    }

    #[test]
    fn nearest_names() {
        assert_eq!(
            nearest("horizn", ["draws", "horizon"]).as_deref(),
            Some("horizon")
        );
        assert_eq!(nearest("xyz", ["draws", "horizon"]), None);
        assert_eq!(
            nearest("ENTRA", ["okta", "entra"]).as_deref(),
            Some("entra")
        );
    }

    #[test]
    fn ids_are_unique_and_explained() {
        let mut all: Vec<&str> = ids().collect();
        all.sort_unstable();
        let count = all.len();
        all.dedup();
        assert_eq!(all.len(), count);
        assert!(explain("shares").is_some());
        assert!(explain("scenario::nonsense").is_none());
    }
}
