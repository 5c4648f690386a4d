//! Writing of `resolved.toml`.

use std::fmt::Write;

use super::audience::Audience;
use super::kind::Words;

/// Builds TOML text, one line a key.
#[derive(Default)]
pub(super) struct Writer {
    text: String,
}

impl Writer {
    /// A header such as `[run]` or `[[phase]]`, after an empty line.
    pub fn header(&mut self, header: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.line(header);
    }

    /// `name = value`, the value in TOML syntax.
    pub fn raw(&mut self, name: &str, value: impl AsRef<str>) {
        self.line(&format!("{name} = {}", value.as_ref()));
    }

    /// A number, so that it reads back to the same bits.
    pub fn number(&mut self, name: &str, value: f64) {
        self.raw(name, number(value));
    }

    /// A whole number or flag.
    pub fn plain(&mut self, name: &str, value: impl ToString) {
        self.raw(name, value.to_string());
    }

    /// A text.
    pub fn text(&mut self, name: &str, value: &str) {
        self.raw(name, quoted(value));
    }

    /// A list of texts.
    pub fn texts(&mut self, name: &str, values: &[impl AsRef<str>]) {
        self.raw(name, list(values.iter().map(|v| quoted(v.as_ref()))));
    }

    /// A list of numbers or dates.
    pub fn list(&mut self, name: &str, values: impl IntoIterator<Item = impl ToString>) {
        self.raw(name, list(values.into_iter().map(|v| v.to_string())));
    }

    /// An audience.
    pub fn audience(&mut self, name: &str, audience: &Audience) {
        let value = match audience {
            Audience::Everyone => "\"everyone\"".to_owned(),
            Audience::Departments(names) => list(names.iter().map(|n| quoted(n))),
            Audience::Roles(roles) => {
                format!(
                    "{{ roles = {} }}",
                    list(roles.iter().map(|r| quoted(r.word())))
                )
            }
        };
        self.raw(name, value);
    }

    /// The text.
    pub fn finish(self) -> String {
        self.text
    }

    fn line(&mut self, line: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "{line}");
    }
}

/// A number in TOML that reads back to the same bits.
pub(super) fn number(value: f64) -> String {
    format!("{value:?}")
}

/// A text in TOML: basic string, everything special escaped.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A list of values in TOML syntax.
pub(super) fn list(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::text::{Value, parse_value};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_and_texts_read_back(value in -1e12f64..1e12, text in ".*") {
            let read = parse_value(&number(value), 0, 0).unwrap();
            prop_assert!(matches!(read.value, Value::Float(v) if v == value));
            let read = parse_value(&quoted(&text), 0, 0).unwrap();
            prop_assert!(matches!(read.value, Value::Text(t) if t == text));
        }
    }
}
