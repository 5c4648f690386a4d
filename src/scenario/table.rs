//! Reading of a table's keys, by their registered kinds.

use std::collections::BTreeSet;

use super::audience::Audience;
use super::key::Key;
use super::kind::{Given, Kind};
use super::review::{Review, join};
use super::text::{Field, Node, Place, Value, parse_value};
use crate::units::Date;
use crate::units::amount::{self, Amount};

/// A table as typed, empty when it was not.
#[derive(Clone)]
pub(crate) struct Table<'a> {
    review: &'a Review,
    pattern: &'static str,
    node: Option<&'a Node>,
    path: String,
}

impl<'a> Table<'a> {
    /// The whole file.
    pub fn root(review: &'a Review, node: &'a Node) -> Self {
        Self {
            review,
            pattern: "",
            node: Some(node),
            path: String::new(),
        }
    }

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
        node.is_some_and(|node| self.review.voice(&node.place).overrides())
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

    /// A number given, as it was typed.
    pub fn amount(&self, name: &str) -> Option<Amount> {
        let value = self.number(name)?;
        let typed = match self.raw(name).map(|node| &node.value) {
            Some(Value::Text(text)) => amount::parse(text),
            _ => None,
        };
        // Per cents are read digit by digit, more precisely than an amount.
        let plain = Amount {
            value,
            number: value,
            percent: false,
            dollars: false,
        };
        Some(Amount {
            value,
            ..typed.unwrap_or(plain)
        })
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
        let key = self.review.keys().find(self.pattern, name);
        let key = key.unwrap_or_else(|| unreachable!("`{name}` is no key of [{}]", self.pattern));
        self.review.was_read(key);
        key
    }
}
