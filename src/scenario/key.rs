//! A key: one row of a table's list of keys.

use super::kind::Kind;

/// One key of a scenario.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Key {
    /// The table it stands in, such as `phase.gate`; empty at the top of the file.
    pub table: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// Unit of a number; empty for shares and texts.
    pub unit: &'static str,
    /// The default in the file's own syntax; in parentheses when it depends on
    /// something else; empty when the key must be given.
    pub default: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// An example in the file's own syntax.
    pub example: &'static str,
}

/// Builds a row; `const`, so that tables can be static.
pub(super) const fn key(
    table: &'static str,
    name: &'static str,
    kind: Kind,
    unit: &'static str,
    default: &'static str,
    example: &'static str,
    meaning: &'static str,
) -> Key {
    Key {
        table,
        name,
        kind,
        unit,
        default,
        meaning,
        example,
    }
}

impl Key {
    /// Its path, such as `phase.gate.metric`.
    pub fn path(&self) -> String {
        if self.table.is_empty() {
            self.name.to_owned()
        } else {
            format!("{}.{}", self.table, self.name)
        }
    }

    /// The default, when it is a value of its own.
    pub(super) fn default_value(&self) -> Option<&'static str> {
        (!self.default.is_empty() && !self.default.starts_with('(')).then_some(self.default)
    }
}

/// The keys of all tables, handed to whoever reads a file, so that a table's file
/// needs to know its own keys alone.
#[derive(Clone, Copy)]
pub(super) struct Keys(pub &'static [&'static [Key]]);

impl Keys {
    /// All keys, in the order of the documentation.
    pub fn all(self) -> impl Iterator<Item = &'static Key> {
        self.0.iter().copied().flatten()
    }

    /// The keys of one table.
    pub fn of(self, table: &str) -> impl Iterator<Item = &'static Key> {
        self.all().filter(move |key| key.table == table)
    }

    /// A key of a table.
    pub fn find(self, table: &str, name: &str) -> Option<&'static Key> {
        self.of(table).find(|key| key.name == name)
    }
}

/// Top-level keys that the format reserves for later versions.
pub(super) const RESERVED: [&str; 1] = ["observed"];
