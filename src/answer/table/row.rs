//! What a table is made of, and how a row is declared.

use crate::units::{Arm, Date, Population};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What a column is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnDoc {
    /// Its name in the header.
    pub name: Cow<'static, str>,
    /// Unit of its values; empty for text and for what has none.
    pub unit: Cow<'static, str>,
    /// What a value means, as a sentence.
    pub meaning: Cow<'static, str>,
}

impl ColumnDoc {
    /// A column of a declared row; `meaning` is a comment, which begins with a space.
    pub const fn declared(name: &'static str, unit: &'static str, meaning: &'static str) -> Self {
        Self {
            name: Cow::Borrowed(name),
            unit: Cow::Borrowed(unit),
            meaning: Cow::Borrowed(meaning.trim_ascii_start()),
        }
    }

    /// A column that only this table has, such as a parameter's.
    pub fn of(name: &str, unit: &str, meaning: &str) -> Self {
        let own = |text: &str| Cow::Owned(text.to_owned());
        Self {
            name: own(name),
            unit: own(unit),
            meaning: own(meaning),
        }
    }
}

/// A table that can be written.
#[derive(Clone, Debug)]
pub struct Table<R> {
    /// The file's name, such as `weekly.csv`.
    pub name: String,
    /// The columns.
    pub columns: Vec<ColumnDoc>,
    /// The rows, each with a cell for every column.
    pub rows: R,
}

/// Rows that are made while they are taken.
pub type Rows<'a> = Box<dyn Iterator<Item = Vec<Cell>> + 'a>;

impl<'a, R: Iterator<Item = Vec<Cell>> + 'a> Table<R> {
    /// The same table, whatever makes its rows.
    pub fn boxed(self) -> Table<Rows<'a>> {
        Table {
            name: self.name,
            columns: self.columns,
            rows: Box::new(self.rows),
        }
    }
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Undefined.
    Empty,
    /// A text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number; what is not finite is written as undefined.
    Number(f64),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Self::Integer(i64::from(number))
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

impl From<u16> for Cell {
    fn from(number: u16) -> Self {
        Self::Integer(number.into())
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Self::Integer(number as i64)
    }
}

impl From<bool> for Cell {
    fn from(is: bool) -> Self {
        Self::from(if is { "yes" } else { "no" })
    }
}

impl From<Cow<'_, str>> for Cell {
    fn from(text: Cow<'_, str>) -> Self {
        Self::Text(text.into_owned())
    }
}

impl From<Arm> for Cell {
    fn from(arm: Arm) -> Self {
        Self::from(arm.name())
    }
}

impl From<Population> for Cell {
    fn from(population: Population) -> Self {
        Self::from(population.name())
    }
}

impl From<Date> for Cell {
    fn from(date: Date) -> Self {
        Self::Text(date.to_string())
    }
}

/// A row whose columns are declared.
pub trait Row {
    /// The columns, in order.
    const COLUMNS: &'static [ColumnDoc];

    /// A cell for every column.
    fn cells(self) -> Vec<Cell>;
}

/// Declares a row: a struct whose fields are the columns. In front of a field stands its
/// unit, empty for text and for what has none; its comment is the column's meaning.
macro_rules! row {
    (
        $(#[$about:meta])*
        pub struct $name:ident $(<$life:lifetime>)? {
            $($(#[doc = $meaning:literal])+ [$unit:literal] $column:ident: $kind:ty,)*
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name $(<$life>)? {
            $($(#[doc = $meaning])+ pub $column: $kind,)*
        }

        impl $(<$life>)? $crate::answer::table::Row for $name $(<$life>)? {
            const COLUMNS: &'static [$crate::answer::table::ColumnDoc] = &[
                $($crate::answer::table::ColumnDoc::declared(
                    stringify!($column), $unit, concat!($($meaning),+),
                ),)*
            ];

            fn cells(self) -> Vec<$crate::answer::table::Cell> {
                vec![$(self.$column.into()),*]
            }
        }
    };
}

pub(super) use row;

/// A table of declared rows.
pub fn table_of<R: Row, I: Iterator<Item = R>>(
    name: &str,
    rows: I,
) -> Table<impl Iterator<Item = Vec<Cell>> + use<R, I>> {
    Table {
        name: name.to_owned(),
        columns: R::COLUMNS.to_vec(),
        rows: rows.map(Row::cells),
    }
}
