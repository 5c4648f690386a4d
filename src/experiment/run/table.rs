//! The long tables, while their rows are in memory.

use super::Results;
use super::estimate::support;
use crate::answer::Numbers;
use crate::answer::table::{self, Cell, ColumnDoc, LongRow};
use crate::statistics::Support;
use crate::units::{Arm, Population};
use std::borrow::Cow;

/// A long table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table<'a> {
    /// Name of its file, without the ending.
    pub name: &'static str,
    /// Columns after the shared ones, at most two.
    pub added: &'static [ColumnDoc],
    /// Its rows.
    pub rows: Vec<Row<'a>>,
}

/// A row of a long table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row<'a> {
    /// The shared columns.
    pub shared: LongRow<'a>,
    /// Cells of the table's own columns; unused ones are empty.
    pub extra: [Cow<'a, str>; 2],
}

impl<'a> Table<'a> {
    /// The table as a file.
    pub fn file(&self) -> table::Table<impl Iterator<Item = Vec<Cell>> + use<'_, 'a>> {
        let shared = <LongRow<'_> as table::Row>::COLUMNS.iter();
        table::Table {
            name: format!("{}.csv", self.name),
            columns: shared.chain(self.added).cloned().collect(),
            rows: self.rows.iter().map(|row| self.cells(row)),
        }
    }

    /// The cells of a row, as many as columns.
    pub fn cells(&self, row: &Row<'_>) -> Vec<Cell> {
        let mut cells = table::Row::cells(row.shared.clone());
        let own = row.extra.iter().take(self.added.len());
        cells.extend(own.map(|text| Cell::from(text.as_ref())));
        cells
    }
}

impl<'a> Row<'a> {
    /// A row with this distribution.
    pub(super) fn new(
        results: &Results<'a>,
        (population, arm): (Population, Arm),
        week: Option<u16>,
        metric: impl Into<Cow<'a, str>>,
        unit: &'static str,
        values: &[Option<f64>],
    ) -> Self {
        let monday = |week: u16| results.scenario.start.plus_days(7 * (i32::from(week) - 1));
        let support = match arm {
            Arm::Difference => Support::Signed,
            Arm::Rollout | Arm::Baseline => support(unit),
        };
        let of = Numbers::of(values, results.per_draw(), support);
        Self {
            shared: LongRow {
                plan: &results.scenario.name,
                population,
                arm,
                week,
                week_start: week.map(monday),
                metric: metric.into(),
                unit,
                n: of.n,
                mean: of.mean,
                mean_lo: of.mean_lo,
                mean_hi: of.mean_hi,
                p05: of.p05,
                p25: of.p25,
                p50: of.p50,
                p75: of.p75,
                p95: of.p95,
                chance_share: of.chance_share,
            },
            extra: [Cow::Borrowed(""), Cow::Borrowed("")],
        }
    }

    /// With the cells of the table's own columns.
    #[must_use]
    pub(super) fn with(self, one: impl Into<Cow<'a, str>>, other: impl Into<Cow<'a, str>>) -> Self {
        Self {
            extra: [one.into(), other.into()],
            ..self
        }
    }
}
