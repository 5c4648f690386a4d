//! Collecting problems, and the checks that need nothing but the registry of keys.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use super::key::{Key, Keys, RESERVED};
use super::kind::{Kind, Refusal};
use super::problem::{Note, Problem, nearest};
use super::text::{BACKSLASH, Field, Node, Origin, Place, Value, Voice, line_starts, position};

/// Problems that are listed at most: nobody mends more at a time.
const MOST_PROBLEMS: usize = 200;

/// Collects problems and notes while a scenario is read.
pub(crate) struct Review {
    origins: Vec<Origin>,
    /// Where each line of each origin begins.
    lines: Vec<Vec<usize>>,
    /// Problems beyond those that are listed.
    more: Cell<usize>,
    keys: Keys,
    problems: RefCell<Vec<Problem>>,
    notes: RefCell<Vec<Note>>,
    read: RefCell<BTreeSet<String>>,
}

impl Review {
    /// Of texts that may use these keys.
    pub fn new(origins: Vec<Origin>, keys: Keys) -> Self {
        let lines = |origin: &Origin| line_starts(&origin.text);
        Self {
            lines: origins.iter().map(lines).collect(),
            origins,
            more: Cell::new(0),
            keys,
            problems: RefCell::default(),
            notes: RefCell::default(),
            read: RefCell::default(),
        }
    }

    /// The keys of all tables.
    pub fn keys(&self) -> Keys {
        self.keys
    }

    /// Adds a problem at a place.
    pub fn problem(
        &self,
        id: &'static str,
        path: impl Into<String>,
        place: &Place,
        message: impl Into<String>,
        expected: Option<String>,
        nearest: Option<String>,
    ) {
        let origin = &self.origins[place.origin];
        if self.is_full() {
            self.more.set(self.more.get() + 1);
            return;
        }
        let starts = &self.lines[place.origin];
        let (line, column) = position(&origin.text, starts, place.span.start);
        let problem = Problem {
            id,
            path: path.into(),
            file: origin.name.to_string(),
            line,
            column,
            message: message.into(),
            expected,
            nearest,
            span: place.span.clone(),
            also: Vec::new(),
            text: origin.text.clone(),
        };
        debug_assert!(super::problem::explain(id).is_some(), "{id}");
        let mut problems = self.problems.borrow_mut();
        if !problems.contains(&problem) {
            problems.push(problem);
        }
    }

    /// Whether further problems are counted alone, so that nobody need find what was meant.
    pub fn is_full(&self) -> bool {
        self.problems.borrow().len() >= MOST_PROBLEMS
    }

    /// Points the latest problem at more places of the same text.
    pub fn also(&self, places: &[Place]) {
        if let Some(problem) = self.problems.borrow_mut().last_mut() {
            let same = |p: &&Place| self.origins[p.origin].text == problem.text;
            problem.also = places.iter().filter(same).map(|p| p.span.clone()).collect();
        }
    }

    /// Adds a note.
    pub fn note(&self, id: &'static str, path: impl Into<String>, message: impl Into<String>) {
        let note = Note {
            id,
            path: path.into(),
            message: message.into(),
        };
        let mut notes = self.notes.borrow_mut();
        if !notes.contains(&note) {
            notes.push(note);
        }
    }

    /// What kind of text a place is in.
    pub fn voice(&self, place: &Place) -> Voice {
        self.origins[place.origin].voice
    }

    /// The origin of what variants say: the file, with the last word.
    pub fn variants(&self) -> usize {
        self.origins.len() - 1
    }

    /// The notes since they were last taken.
    pub fn take_notes(&self) -> Vec<Note> {
        self.notes.take()
    }

    /// Problems in the order of the text.
    pub fn finish(self) -> Vec<Problem> {
        let mut problems = self.problems.into_inner();
        let order = |p: &Problem| self.origins.iter().position(|o| *o.name == *p.file);
        problems.sort_by_key(|p| (order(p), p.span.start));
        if self.more.get() > 0 {
            let file = problems.last().map(|last| last.file.clone());
            problems.push(Problem::of_file(
                "scenario::more",
                file.unwrap_or_default(),
                format!("and {} more problems", self.more.get()),
                None,
            ));
        }
        problems
    }

    /// Paths of the keys that were read.
    #[cfg(test)]
    pub fn keys_read(&self) -> BTreeSet<String> {
        self.read.borrow().clone()
    }

    /// Remembers that a key was read, for the test that all are.
    pub fn was_read(&self, key: &Key) {
        if cfg!(test) {
            self.read.borrow_mut().insert(key.path());
        }
    }

    /// Finds unknown keys, wrong types and values out of range, everywhere.
    pub fn check(&self, pattern: &'static str, path: &str, node: &Node) {
        for field in node.fields().unwrap_or_default() {
            let here = join(path, &field.name);
            match self.keys.find(pattern, &field.name) {
                Some(key) => self.check_value(key, &here, &field.node),
                None if pattern == "assumptions" => {}
                None => self.unknown_key(pattern, &here, field),
            }
        }
    }

    fn check_value(&self, key: &Key, path: &str, node: &Node) {
        let given = key.kind.read(node);
        match (key.kind, &given) {
            (Kind::Table(pattern) | Kind::QualityTable(pattern), Ok(_)) => {
                self.check(pattern, path, node);
            }
            (Kind::Tables(pattern), Ok(_)) => {
                for (i, item) in node.items().unwrap_or_default().iter().enumerate() {
                    self.check(pattern, &format!("{path}[{}]", i + 1), item);
                }
            }
            (_, Err(refusal)) => self.refused(key, path, node, *refusal),
            _ => {}
        }
    }

    /// Reports a value that its key does not take.
    pub fn refused(&self, key: &Key, path: &str, node: &Node, refusal: Refusal) {
        let controls =
            matches!(&node.value, Value::Text(text) if text.chars().any(char::is_control));
        let expected = match key.kind {
            // A path of Windows, read with its backslashes as escapes.
            Kind::Text if controls && key.name == "roster" => Some(BACKSLASH.to_owned()),
            Kind::Files if controls => Some(BACKSLASH.to_owned()),
            kind => Some(kind.describe()),
        };
        let what = node.what();
        let (id, message) = match refusal {
            Refusal::WrongType => (
                "scenario::wrong-type",
                format!("{what} cannot be read as `{path}`"),
            ),
            Refusal::OutOfRange => (
                "scenario::out-of-range",
                format!("{what} is outside the range of `{path}`"),
            ),
            Refusal::UnknownWord => (
                "scenario::unknown-word",
                format!("{what} is no word for `{path}`"),
            ),
        };
        let words = key.kind.words();
        let (place, near) = match bad_word(node, &words) {
            Some((at, word)) if refusal == Refusal::UnknownWord => {
                (&at.place, nearest(word, words))
            }
            _ => (&node.place, None),
        };
        self.problem(id, path, place, message, expected, near);
    }

    fn unknown_key(&self, pattern: &str, path: &str, field: &Field) {
        if self.is_full() {
            return self.more.set(self.more.get() + 1);
        }
        let name = &field.name;
        if pattern.is_empty() && RESERVED.contains(&name.as_str()) {
            let message = format!("`{name}` is not in this version");
            let expected = Some("a file without it".to_owned());
            self.problem(
                "scenario::not-in-this-version",
                path,
                &field.place,
                message,
                expected,
                None,
            );
            return;
        }
        let names = || self.keys.of(pattern).map(|key| key.name);
        let table = if pattern.is_empty() {
            "the file".to_owned()
        } else {
            format!("[{pattern}]")
        };
        let expected = format!(
            "a key of {table}: {}",
            names().collect::<Vec<_>>().join(", ")
        );
        let message = format!("unknown key `{name}`");
        self.problem(
            "scenario::unknown-key",
            path,
            &field.place,
            message,
            Some(expected),
            nearest(name, names()),
        );
    }
}

/// The path of a key of a table.
pub(super) fn join(parent: &str, name: &str) -> String {
    let plain = !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-".contains(c));
    let name = if plain {
        name.to_owned()
    } else {
        format!("{name:?}")
    };
    if parent.is_empty() {
        name
    } else {
        format!("{parent}.{name}")
    }
}

/// The text inside a value that is none of the words.
fn bad_word<'n>(node: &'n Node, words: &[&str]) -> Option<(&'n Node, &'n str)> {
    match &node.value {
        Value::Text(text) if !words.contains(&text.as_str()) => Some((node, text)),
        Value::List(items) => items.iter().find_map(|item| bad_word(item, words)),
        Value::Table(fields) => fields.iter().find_map(|field| bad_word(&field.node, words)),
        _ => None,
    }
}
