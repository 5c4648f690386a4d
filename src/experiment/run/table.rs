//! The shape of the long tables.

use super::{Numbers, Results};
use crate::observation::Arm;
use crate::units::{Date, Population};
use std::borrow::Cow;

/// Columns that all long tables share, in order.
#[rustfmt::skip]
pub const COLUMNS: [&str; 17] = [
    "plan", "population", "arm", "week", "week_start", "metric", "unit", "n", "mean", "mean_lo",
    "mean_hi", "p05", "p25", "p50", "p75", "p95", "luck_share",
];

/// A long table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table<'a> {
    /// Name of its file, without the ending.
    pub name: &'static str,
    /// Columns after the shared ones.
    pub extra: &'static [&'static str],
    /// Its rows.
    pub rows: Vec<Row<'a>>,
}

/// A row of a long table: the distribution of one number over units.
#[derive(Clone, Debug, PartialEq)]
pub struct Row<'a> {
    /// The plan's name.
    pub plan: &'a str,
    /// Whom it is about.
    pub population: &'static str,
    /// Whose value.
    pub arm: Arm,
    /// Plan week from 1; none where the row is about the whole run.
    pub week: Option<u16>,
    /// Monday of that week.
    pub week_start: Option<Date>,
    /// Metric or output.
    pub metric: Cow<'a, str>,
    /// Its unit.
    pub unit: &'static str,
    /// The distribution.
    pub numbers: Numbers,
    /// Cells of the table's own columns; unused ones are empty.
    pub extra: [Cow<'a, str>; 2],
}

impl Table<'_> {
    /// All columns, in order.
    pub fn columns(&self) -> Vec<&'static str> {
        COLUMNS.iter().chain(self.extra).copied().collect()
    }

    /// The cells of a row, as many as columns: shortest numbers that read back,
    /// empty where undefined. Text is not escaped.
    pub fn cells(&self, row: &Row<'_>) -> Vec<String> {
        let mut cells = row.cells();
        cells.extend(
            row.extra
                .iter()
                .take(self.extra.len())
                .map(|cell| cell.to_string()),
        );
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
        Self {
            plan: &results.scenario.name,
            population: population.name(),
            arm,
            week,
            week_start: week.map(monday),
            metric: metric.into(),
            unit,
            numbers: Numbers::of(values, results.per_draw()),
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

    fn cells(&self) -> Vec<String> {
        let Numbers {
            n,
            mean,
            mean_lo,
            mean_hi,
            p05,
            p25,
            p50,
            p75,
            p95,
            luck_share,
        } = self.numbers;
        let mut cells = vec![
            self.plan.to_string(),
            self.population.to_string(),
            self.arm.name().to_string(),
            self.week.map_or_else(String::new, |week| week.to_string()),
            self.week_start
                .map_or_else(String::new, |date| date.to_string()),
            self.metric.to_string(),
            self.unit.to_string(),
            n.to_string(),
        ];
        let numbers = [mean, mean_lo, mean_hi, p05, p25, p50, p75, p95, luck_share];
        cells.extend(numbers.map(number));
        cells
    }
}

/// A number as a cell; adding zero turns a negative zero into zero.
pub(super) fn number(value: Option<f64>) -> String {
    value.map_or_else(String::new, |value| (value + 0.0).to_string())
}
