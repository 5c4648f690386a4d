//! The reading of a scenario's tables, with all problems collected.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::keys::{self, Key};
use super::kind::{Given, Kind, Refusal};
use super::phase::Audience;
use super::problem::{Note, Problem, nearest};
use super::text::{Field, Node, Origin, Place, Value, Voice, parse_value, position};
use crate::units::Date;

/// Collects problems and notes while a scenario is read.
pub(crate) struct Review {
    origins: Vec<Origin>,
    problems: RefCell<Vec<Problem>>,
    notes: RefCell<Vec<Note>>,
    read: RefCell<BTreeSet<String>>,
}

/// A table as typed, empty when it was not.
#[derive(Clone)]
pub(crate) struct Table<'a> {
    review: &'a Review,
    pattern: &'static str,
    node: Option<&'a Node>,
    path: String,
}

impl Review {
    pub fn new(origins: Vec<Origin>) -> Self {
        Self {
            origins,
            problems: RefCell::default(),
            notes: RefCell::default(),
            read: RefCell::default(),
        }
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
        let (line, column) = position(&origin.text, place.span.start);
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

    /// Problems in the order of the text, and notes.
    pub fn finish(self) -> (Vec<Problem>, Vec<Note>) {
        let mut problems = self.problems.into_inner();
        let order = |p: &Problem| self.origins.iter().position(|o| *o.name == *p.file);
        problems.sort_by_key(|p| (order(p), p.span.start));
        (problems, self.notes.into_inner())
    }

    /// Paths of the keys that were read.
    #[cfg(test)]
    pub fn keys_read(&self) -> BTreeSet<String> {
        self.read.borrow().clone()
    }

    /// The whole file as a table.
    pub fn root<'a>(&'a self, node: &'a Node) -> Table<'a> {
        Table {
            review: self,
            pattern: "",
            node: Some(node),
            path: String::new(),
        }
    }

    /// Finds unknown keys, wrong types and values out of range, everywhere.
    pub fn check(&self, pattern: &'static str, path: &str, node: &Node) {
        for field in node.fields().unwrap_or_default() {
            let here = join(path, &field.name);
            match keys::find(pattern, &field.name) {
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
        let expected = Some(key.kind.describe());
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
        let name = &field.name;
        if pattern.is_empty() && keys::RESERVED.contains(&name.as_str()) {
            let message = format!("`{name}` is not in this version");
            let expected = Some("a workforce scenario with one plan".to_owned());
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
        let names = || keys::of(pattern).map(|key| key.name);
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

impl<'a> Table<'a> {
    /// The review that collects this table's problems.
    pub fn review(&self) -> &'a Review {
        self.review
    }

    /// Whether the user (or a built-in default) wrote the table.
    pub fn is_given(&self) -> bool {
        self.node.is_some()
    }

    /// A value as typed, whether or not it is right.
    pub fn raw(&self, name: &str) -> Option<&'a Node> {
        self.key(name);
        self.node?.get(name)
    }

    /// Where a key's value stands; the table's own place otherwise.
    pub fn place(&self, name: &str) -> Place {
        let own = || self.node.map(|node| node.place.clone());
        let value = self
            .node
            .and_then(|node| node.get(name))
            .map(|node| node.place.clone());
        value.or_else(own).unwrap_or(Place {
            origin: 0,
            span: 0..0,
        })
    }

    /// Whether a key's value was typed on the command line.
    pub fn is_override(&self, name: &str) -> bool {
        let node = self.node.and_then(|node| node.get(name));
        node.is_some_and(|node| self.review.voice(&node.place) == Voice::Override)
    }

    /// The path of a key, for problems.
    pub fn path(&self, name: &str) -> String {
        if name.is_empty() {
            self.path.clone()
        } else {
            join(&self.path, name)
        }
    }

    /// Reports a problem at a key.
    pub fn problem(
        &self,
        id: &'static str,
        name: &str,
        message: impl Into<String>,
        expected: Option<String>,
        near: Option<String>,
    ) {
        self.review.problem(
            id,
            self.path(name),
            &self.place(name),
            message,
            expected,
            near,
        );
    }

    /// Adds a note about a key.
    pub fn note(&self, id: &'static str, name: &str, message: impl Into<String>) {
        self.review.note(id, self.path(name), message);
    }

    /// A value, when it is given and right.
    pub fn given(&self, name: &str) -> Option<Given> {
        let key = self.key(name);
        self.node?
            .get(name)
            .and_then(|node| key.kind.read(node).ok())
    }

    /// A value, or the registered default.
    fn value(&self, name: &str) -> Option<Given> {
        self.given(name).or_else(|| {
            let text = self.key(name).default_value()?;
            self.key(name).kind.read(&parse_value(text, 0, 0)?).ok()
        })
    }

    /// A number given.
    pub fn number(&self, name: &str) -> Option<f64> {
        match self.given(name) {
            Some(Given::Number(v)) => Some(v),
            _ => None,
        }
    }

    /// A number, or the registered default.
    pub fn number_or_default(&self, name: &str) -> f64 {
        match self.value(name) {
            Some(Given::Number(v)) => v,
            _ => 0.0,
        }
    }

    /// A whole number given.
    pub fn integer(&self, name: &str) -> Option<i64> {
        match self.given(name) {
            Some(Given::Integer(v)) => Some(v),
            _ => None,
        }
    }

    /// A whole number, or the registered default.
    pub fn integer_or_default(&self, name: &str) -> i64 {
        match self.value(name) {
            Some(Given::Integer(v)) => v,
            _ => 0,
        }
    }

    /// A flag given.
    pub fn flag(&self, name: &str) -> Option<bool> {
        match self.given(name) {
            Some(Given::Flag(v)) => Some(v),
            _ => None,
        }
    }

    /// A flag, or the registered default.
    pub fn flag_or_default(&self, name: &str) -> bool {
        matches!(self.value(name), Some(Given::Flag(true)))
    }

    /// A text or word given.
    pub fn text(&self, name: &str) -> Option<String> {
        match self.given(name) {
            Some(Given::Text(v)) => Some(v),
            _ => None,
        }
    }

    /// A text or word, or the registered default.
    pub fn text_or_default(&self, name: &str) -> String {
        match self.value(name) {
            Some(Given::Text(v)) => v,
            _ => String::new(),
        }
    }

    /// A list of texts given.
    pub fn texts(&self, name: &str) -> Option<Vec<String>> {
        match self.given(name) {
            Some(Given::Texts(v)) => Some(v),
            _ => None,
        }
    }

    /// A list of texts, or the registered default.
    pub fn texts_or_default(&self, name: &str) -> Vec<String> {
        match self.value(name) {
            Some(Given::Texts(v)) => v,
            _ => Vec::new(),
        }
    }

    /// A date, or the registered default.
    pub fn date_or_default(&self, name: &str) -> Option<Date> {
        match self.value(name) {
            Some(Given::Date(v)) => Some(v),
            _ => None,
        }
    }

    /// Dates given.
    pub fn dates(&self, name: &str) -> Option<Vec<Date>> {
        match self.given(name) {
            Some(Given::Dates(v)) => Some(v),
            _ => None,
        }
    }

    /// Ranges of weeks, or the registered default.
    pub fn week_ranges(&self, name: &str) -> Option<Vec<(u16, Option<u16>)>> {
        match self.value(name) {
            Some(Given::Weeks(v)) => Some(v),
            _ => None,
        }
    }

    /// Weeks, sorted, up to a horizon; or the registered default.
    pub fn weeks(&self, name: &str, horizon: u16) -> Vec<u16> {
        let ranges = self.week_ranges(name).unwrap_or_default();
        let weeks = ranges
            .into_iter()
            .flat_map(|(first, last)| first..=last.unwrap_or(horizon));
        weeks.collect::<BTreeSet<u16>>().into_iter().collect()
    }

    /// An audience, or the registered default.
    pub fn audience(&self, name: &str) -> Option<Audience> {
        match self.value(name) {
            Some(Given::Audience(v)) => Some(v),
            _ => None,
        }
    }

    /// A table inside this one; empty when it was not written.
    pub fn table(&self, name: &str) -> Table<'a> {
        let key = self.key(name);
        let (Kind::Table(pattern) | Kind::QualityTable(pattern)) = key.kind else {
            unreachable!("`{name}` is no table");
        };
        let node = self.node.and_then(|node| node.get(name));
        Table {
            review: self.review,
            pattern,
            node: node.filter(|node| node.fields().is_some()),
            path: self.path(name),
        }
    }

    /// The tables of a list inside this one.
    pub fn tables(&self, name: &str) -> Vec<Table<'a>> {
        let key = self.key(name);
        let Kind::Tables(pattern) = key.kind else {
            unreachable!("`{name}` is no list of tables");
        };
        let node = self.node.and_then(|node| node.get(name));
        let items = node.and_then(Node::items).unwrap_or_default();
        let tables = items
            .iter()
            .enumerate()
            .filter(|(_, item)| item.fields().is_some());
        tables
            .map(|(i, item)| Table {
                review: self.review,
                pattern,
                node: Some(item),
                path: format!("{}[{}]", self.path(name), i + 1),
            })
            .collect()
    }

    /// The fields as typed, for tables whose keys are not fixed.
    pub fn fields(&self) -> &'a [Field] {
        self.node.and_then(Node::fields).unwrap_or_default()
    }

    fn key(&self, name: &str) -> &'static Key {
        let key = keys::find(self.pattern, name);
        let key = key.unwrap_or_else(|| unreachable!("`{name}` is no key of [{}]", self.pattern));
        if cfg!(test) {
            self.review.read.borrow_mut().insert(key.path());
        }
        key
    }
}

fn join(parent: &str, name: &str) -> String {
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
