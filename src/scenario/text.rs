//! Text of a scenario: TOML with every syntax error at once, and a place for
//! every key and value.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use toml::de::{DeTable, DeValue};

/// What to write in place of a path with backslashes.
pub(crate) const BACKSLASH: &str = "'...' in place of \"...\", or / in place of each \\: between double quotes a backslash starts an escape";

/// A scenario as the user gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What to call it in messages: a path, or `<stdin>`.
    pub name: String,
    /// The text.
    pub text: String,
    /// Where relative paths in it start, such as `roster = "people.csv"`.
    pub folder: Option<PathBuf>,
}

/// A text that values come from: the file, one `--set`, or the built-in defaults.
#[derive(Clone, Debug)]
pub(crate) struct Origin {
    /// Name in messages.
    pub name: Arc<str>,
    /// The text.
    pub text: Arc<str>,
    /// Who says it.
    pub voice: Voice,
}

/// Who says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Voice {
    /// The file.
    File,
    /// `--set` on the command line: it wins over the file.
    Override,
    /// A variant: it wins over both.
    Variant,
    /// Nobody: a list that the file leaves out.
    BuiltIn,
}

impl Voice {
    /// Whether it wins over what the file says.
    pub fn overrides(self) -> bool {
        matches!(self, Self::Override | Self::Variant)
    }
}

/// Where something stands: which text, and which bytes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// Index into the list of origins.
    pub origin: usize,
    /// Bytes.
    pub span: Range<usize>,
}

/// A value with its place.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    /// Where it stands.
    pub place: Place,
    /// What it is.
    pub value: Value,
}

/// A value of a scenario's text.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// `true`
    Flag(bool),
    /// `5`
    Integer(i64),
    /// `0.5`
    Float(f64),
    /// `"good"`
    Text(String),
    /// `2027-01-04`, with whatever time follows
    Date(String),
    /// `[1, 2]` and arrays of tables
    List(Vec<Node>),
    /// Tables, inline or not
    Table(Vec<Field>),
}

/// A key and its value.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    /// The key.
    pub name: String,
    /// Where the key stands.
    pub place: Place,
    /// The value.
    pub node: Node,
}

/// A mistake in the syntax.
pub(crate) struct SyntaxError {
    /// Where.
    pub span: Range<usize>,
    /// What the parser says.
    pub message: String,
    /// What to do, where it is known.
    pub expected: Option<String>,
}

/// Parses a document, recovering after mistakes to find them all.
pub(crate) fn parse(text: &str, origin: usize) -> (Node, Vec<SyntaxError>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut errors: Vec<SyntaxError> = errors
        .into_iter()
        .map(|e| SyntaxError {
            span: e.span().unwrap_or(0..0),
            message: e.message().lines().next().unwrap_or_default().to_owned(),
            expected: None,
        })
        .collect();
    escapes_as_one(text, &mut errors);
    let node = Node {
        place: Place { origin, span: 0..0 },
        value: table_value(table.get_ref(), origin, &mut errors),
    };
    (node, errors)
}

/// Makes one mistake of all the escapes of a line that are none: most are of a path as
/// Windows writes it.
fn escapes_as_one(text: &str, errors: &mut Vec<SyntaxError>) {
    let escape = |error: &SyntaxError| {
        error.message.contains("escape") || error.message.contains("unicode value")
    };
    let mut last = None;
    errors.retain_mut(|error| {
        if !escape(error) {
            return true;
        }
        let at = error.span.start.min(text.len());
        let bytes = text.as_bytes();
        let line = (0..at).rev().find(|at| bytes[*at] == b'\n');
        if last == Some(line) {
            return false;
        }
        last = Some(line);
        if let Some(backslash) = (0..at).rev().take(12).find(|at| bytes[*at] == b'\\') {
            error.span = backslash..backslash + 1;
        }
        error.message = "a backslash starts an escape, and this is none".to_owned();
        error.expected = Some(BACKSLASH.to_owned());
        true
    });
}

/// Whether a text is a list of rows, as an export of people or devices, and no scenario:
/// hardly a line of its beginning is one of TOML.
pub(crate) fn looks_like_an_export(text: &str) -> bool {
    const LINES: usize = 50;
    let lines = || {
        let filled = text.lines().map(str::trim).filter(|line| !line.is_empty());
        filled.take(LINES)
    };
    let toml = |line: &&str| {
        let key = line.split('=').next().unwrap_or_default();
        let plain = |c: char| c.is_alphanumeric() || "_-. \"'".contains(c);
        line.starts_with('#')
            || line.starts_with('[') && !line.starts_with("[{")
            || line.contains('=') && key.chars().all(plain)
    };
    let all = lines().count();
    let rows = lines()
        .filter(|line| line.contains([',', ';', '\t', '|', '@', '{']))
        .count();
    all > 0 && lines().filter(toml).count() * 10 < all && rows * 2 >= all
}

/// Parses one value, as after a `=`.
pub(crate) fn parse_value(text: &str, origin: usize, offset: usize) -> Option<Node> {
    let parsed = DeValue::parse(text).ok()?;
    let mut errors = Vec::new();
    let mut node = convert(parsed.get_ref(), parsed.span(), origin, &mut errors);
    shift(&mut node, offset);
    errors.is_empty().then_some(node)
}

/// Where each line of a text begins.
pub(crate) fn line_starts(text: &str) -> Vec<usize> {
    let after = text.match_indices('\n').map(|(at, _)| at + 1);
    [0].into_iter().chain(after).collect()
}

/// Line and column, both from 1, of a byte of a text whose lines begin at `starts`;
/// columns count characters.
pub(crate) fn position(text: &str, starts: &[usize], byte: usize) -> (usize, usize) {
    let boundary = (0..=byte.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0);
    let line = starts.partition_point(|start| *start <= boundary).max(1);
    let start = starts.get(line - 1).copied().unwrap_or(0);
    (line, text[start..boundary].chars().count() + 1)
}

impl Node {
    /// The fields, when it is a table.
    pub fn fields(&self) -> Option<&[Field]> {
        match &self.value {
            Value::Table(fields) => Some(fields),
            _ => None,
        }
    }

    /// The items, when it is a list.
    pub fn items(&self) -> Option<&[Node]> {
        match &self.value {
            Value::List(items) => Some(items),
            _ => None,
        }
    }

    /// A field's value, when it is a table that has it.
    pub fn get(&self, name: &str) -> Option<&Node> {
        self.field(name).map(|f| &f.node)
    }

    /// A field, when it is a table that has it.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields()?.iter().find(|f| f.name == name)
    }

    /// What it is, for a message.
    pub fn what(&self) -> String {
        match &self.value {
            Value::Flag(flag) => format!("`{flag}`"),
            Value::Integer(number) => format!("`{number}`"),
            Value::Float(number) => format!("`{number}`"),
            Value::Text(text) => format!("{text:?}"),
            Value::Date(text) => format!("the date `{text}`"),
            Value::List(_) => "a list".to_owned(),
            Value::Table(_) => "a table".to_owned(),
        }
    }
}

fn table_value(table: &DeTable<'_>, origin: usize, errors: &mut Vec<SyntaxError>) -> Value {
    let field = |(key, value): (
        &toml::Spanned<toml::de::DeString<'_>>,
        &toml::Spanned<DeValue<'_>>,
    )| Field {
        name: key.get_ref().to_string(),
        place: Place {
            origin,
            span: key.span(),
        },
        node: convert(value.get_ref(), value.span(), origin, errors),
    };
    Value::Table(table.iter().map(field).collect())
}

fn convert(
    value: &DeValue<'_>,
    span: Range<usize>,
    origin: usize,
    errors: &mut Vec<SyntaxError>,
) -> Node {
    let mut unreadable = |message: &str| {
        errors.push(SyntaxError {
            span: span.clone(),
            message: message.to_owned(),
            expected: None,
        });
        Value::Integer(0)
    };
    let value = match value {
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Integer(digits) => i64::from_str_radix(digits.as_str(), digits.radix())
            .map_or_else(|_| unreadable("this integer is too large"), Value::Integer),
        DeValue::Float(digits) => match digits.as_str().parse::<f64>() {
            Ok(number) if number.is_finite() => Value::Float(number),
            _ => unreadable("this number is not finite"),
        },
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Datetime(date) => Value::Date(date.to_string()),
        DeValue::Array(items) => Value::List(
            items
                .iter()
                .map(|item| convert(item.get_ref(), item.span(), origin, errors))
                .collect(),
        ),
        DeValue::Table(table) => table_value(table, origin, errors),
    };
    Node {
        place: Place { origin, span },
        value,
    }
}

/// Says that a value and all in it come from another origin.
pub(crate) fn attribute(node: &mut Node, origin: usize) {
    node.place.origin = origin;
    match &mut node.value {
        Value::List(items) => items.iter_mut().for_each(|item| attribute(item, origin)),
        Value::Table(fields) => {
            for field in fields {
                field.place.origin = origin;
                attribute(&mut field.node, origin);
            }
        }
        _ => {}
    }
}

fn shift(node: &mut Node, offset: usize) {
    let moved = |span: &Range<usize>| span.start + offset..span.end + offset;
    node.place.span = moved(&node.place.span);
    match &mut node.value {
        Value::List(items) => items.iter_mut().for_each(|item| shift(item, offset)),
        Value::Table(fields) => {
            for field in fields {
                field.place.span = moved(&field.place.span);
                shift(&mut field.node, offset);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_syntax_errors_at_once() {
        let (_, errors) = parse("a = \nb = 1\nc = [1,,2]\n[d\ne = 99999999999999999999\n", 0);
        assert!(errors.len() >= 3, "{}", errors.len());
    }

    #[test]
    fn values_keep_their_places() {
        let text = "[organisation]\nheadcount = 500\n";
        let (root, errors) = parse(text, 0);
        assert!(errors.is_empty());
        let field = root
            .get("organisation")
            .unwrap()
            .field("headcount")
            .unwrap();
        assert_eq!(&text[field.place.span.clone()], "headcount");
        assert_eq!(&text[field.node.place.span.clone()], "500");
        assert_eq!(
            position(text, &line_starts(text), field.node.place.span.start),
            (2, 13)
        );
    }

    #[test]
    fn marks_and_line_ends_of_other_systems() {
        let text = "\u{feff}[run]\r\nseed = 5\r\n";
        let (root, errors) = parse(text, 0);
        assert!(errors.is_empty());
        let seed = root.get("run").unwrap().get("seed").unwrap();
        assert_eq!(&text[seed.place.span.clone()], "5");
        assert_eq!(
            position(text, &line_starts(text), seed.place.span.start),
            (2, 8)
        );
    }

    #[test]
    fn one_value() {
        let node = parse_value("[1, 2]", 3, 10).unwrap();
        assert_eq!(node.items().unwrap()[1].place.span, 14..15);
        assert!(parse_value("5-10", 0, 0).is_none());
    }
}
