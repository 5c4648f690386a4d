//! The tally of one arm: integers by week, and by week and segment.

use super::columns::{Column, column};
use super::packed::Packed;
use crate::units::Population;
use std::hint::black_box;

/// Counts of a segment at a week's end, as in the columns of the same names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum SegmentColumn {
    /// People.
    Headcount = 0,
    /// Who could enrol today.
    Capable = 1,
    /// With a counted sign-in in 28 days.
    Active = 2,
    /// With a live passkey.
    Enrolled = 3,
    /// Who used one at least once.
    UsedOnce = 4,
    /// Who used one in 28 days.
    Used28d = 5,
}

impl SegmentColumn {
    /// Where it stands behind the columns of everybody.
    pub(super) fn of(self, segment: usize) -> Column {
        column::SEGMENTS.plus(segment * SEGMENT_COLUMNS + self as usize)
    }
}

/// Columns of a segment.
pub const SEGMENT_COLUMNS: usize = 6;

/// One arm's integers. Row 0 collects the burn-in, row w is plan week w.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    segments: usize,
    rows: Vec<[i64; column::COUNT]>,
    cells: Vec<u32>,
    row: usize,
    /// What is left of rows and cells once [`Record::packed`] has put them away.
    packed: Option<Packed>,
}

impl Tally {
    /// An empty tally.
    pub fn new(weeks: u16, segments: usize) -> Self {
        let rows = usize::from(weeks) + 1;
        Self {
            segments,
            rows: vec![[0; column::COUNT]; rows],
            cells: vec![0; rows * segments * SEGMENT_COLUMNS],
            row: 0,
            packed: None,
        }
    }

    /// Begins a plan week (0 and below: burn-in).
    pub fn begin(&mut self, plan_week: i32) {
        self.row = plan_week.max(0) as usize;
    }

    /// Adds to a column of the current week.
    #[inline]
    pub fn add(&mut self, column: Column, amount: i64) {
        self.rows[self.row][column.index()] += amount;
    }

    /// Sets a column of the current week.
    #[inline]
    pub fn set(&mut self, column: Column, value: i64) {
        self.rows[self.row][column.index()] = value;
    }

    /// Adds to a segment's column of the current week.
    #[inline]
    pub fn add_segment(&mut self, segment: usize, column: SegmentColumn, amount: u32) {
        self.cells[(self.row * self.segments + segment) * SEGMENT_COLUMNS + column as usize] +=
            amount;
    }

    /// Value of a column in a plan week (0 is burn-in, which a packed tally has not).
    #[inline]
    pub fn get(&self, week: usize, column: Column) -> i64 {
        match &self.packed {
            None => self.rows[week][column.index()],
            Some(packed) => packed.get(week, column.index()),
        }
    }

    /// Value of a segment's column in a plan week.
    #[inline]
    pub fn segment(&self, week: usize, segment: usize, column: SegmentColumn) -> u32 {
        let at = segment * SEGMENT_COLUMNS + column as usize;
        match &self.packed {
            None => self.cells[week * self.segments * SEGMENT_COLUMNS + at],
            // Nothing else is packed there.
            Some(packed) => packed.get(week, column::COUNT + at) as u32,
        }
    }

    /// Adds columns' plan weeks from `first` on, each times `sign`, to `sums`: what
    /// [`Tally::get`] gives week by week, and faster.
    ///
    /// # Panics
    /// In weeks beyond the tally.
    #[inline]
    pub fn add_weeks(&self, sign: i64, columns: &[Column], first: usize, sums: &mut [i64]) {
        if sums.is_empty() {
            return;
        }
        for column in columns {
            match &self.packed {
                Some(packed) => packed.add(first, column.index(), sign, sums),
                None => {
                    let rows = &self.rows[first..first + sums.len()];
                    for (sum, row) in sums.iter_mut().zip(rows) {
                        *sum += sign * row[column.index()];
                    }
                }
            }
        }
    }

    /// Fetches the columns of a packed tally from memory, which takes longer than reading
    /// them: done for several tallies before the first is read, the waits overlap.
    #[inline]
    pub fn touch(&self, columns: &[Column]) {
        if let Some(packed) = &self.packed {
            let read = columns.iter().map(|column| packed.touch(column.index()));
            black_box(read.fold(0, u8::wrapping_add));
        }
    }

    /// A segment's column in plan weeks from `first` on, as [`Tally::segment`] gives it.
    ///
    /// # Panics
    /// In weeks beyond the tally.
    pub fn segment_weeks(
        &self,
        segment: usize,
        column: SegmentColumn,
        first: usize,
        counts: &mut [i64],
    ) {
        if counts.is_empty() {
            return;
        }
        counts.fill(0);
        let at = segment * SEGMENT_COLUMNS + column as usize;
        match &self.packed {
            Some(packed) => packed.add(first, column::COUNT + at, 1, counts),
            None => {
                for (count, week) in counts.iter_mut().zip(first..) {
                    *count = self.segment(week, segment, column).into();
                }
            }
        }
    }

    /// Plan weeks.
    pub fn weeks(&self) -> usize {
        match &self.packed {
            None => self.rows.len() - 1,
            Some(packed) => packed.weeks(),
        }
    }

    fn bytes(&self) -> usize {
        let packed = self.packed.as_ref().map_or(0, Packed::bytes);
        size_of_val(&*self.rows) + size_of_val(&*self.cells) + packed
    }

    /// Segments.
    pub fn segments(&self) -> usize {
        self.segments
    }

    /// All integers row by row, burn-in first, then the segments'; the form in which
    /// records are stored. None of a packed tally.
    pub fn to_integers(&self) -> Vec<i64> {
        let mut integers: Vec<i64> = self.rows.iter().flatten().copied().collect();
        integers.extend(self.cells.iter().map(|cell| i64::from(*cell)));
        integers
    }

    /// The tally of [`Tally::to_integers`]; `None` if the length does not fit.
    pub fn from_integers(weeks: u16, segments: usize, integers: &[i64]) -> Option<Self> {
        let mut tally = Self::new(weeks, segments);
        let rows = tally.rows.len() * column::COUNT;
        if integers.len() != rows + tally.cells.len() {
            return None;
        }
        for (row, chunk) in tally
            .rows
            .iter_mut()
            .zip(integers.chunks_exact(column::COUNT))
        {
            row.copy_from_slice(chunk);
        }
        for (cell, value) in tally.cells.iter_mut().zip(&integers[rows..]) {
            *cell = u32::try_from(*value).ok()?;
        }
        Some(tally)
    }
}

/// What one simulation leaves of a population: both arms' tallies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Whom it is about.
    pub population: Population,
    /// With the rollout.
    pub rollout: Tally,
    /// The same people and chance events without it.
    pub baseline: Tally,
}

impl Record {
    /// The same plan weeks in a tenth of the memory, to be read and no longer written.
    #[must_use]
    pub fn packed(&self) -> Self {
        let arms = [&self.rollout, &self.baseline];
        let segments = self.rollout.segments;
        let columns = column::COUNT + segments * SEGMENT_COLUMNS;
        let read = |arm: usize, week: usize, at: usize| match at.checked_sub(column::COUNT) {
            None => arms[arm].rows[week][at],
            Some(at) => arms[arm].cells[week * segments * SEGMENT_COLUMNS + at].into(),
        };
        let [rollout, baseline] =
            Packed::pair(self.rollout.weeks(), columns, read).map(|packed| Tally {
                segments,
                rows: Vec::new(),
                cells: Vec::new(),
                row: 0,
                packed: Some(packed),
            });
        Self {
            population: self.population,
            rollout,
            baseline,
        }
    }
}

/// What one simulation leaves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Records {
    /// Of the workforce, if the scenario has one.
    pub workforce: Option<Record>,
    /// Of the customers, if it has them.
    pub customers: Option<Record>,
}

impl Records {
    /// The record of a population.
    pub fn of(&self, population: Population) -> Option<&Record> {
        match population {
            Population::Workforce => self.workforce.as_ref(),
            Population::Customers => self.customers.as_ref(),
        }
    }

    /// The records, [`Record::packed`].
    #[must_use]
    pub fn packed(&self) -> Self {
        Self {
            workforce: self.workforce.as_ref().map(Record::packed),
            customers: self.customers.as_ref().map(Record::packed),
        }
    }

    /// Memory that the records' integers take [bytes].
    pub fn bytes(&self) -> usize {
        let arms = self.iter().flat_map(|one| [&one.rollout, &one.baseline]);
        arms.map(Tally::bytes).sum()
    }

    /// All records, in table order.
    pub fn iter(&self) -> impl Iterator<Item = &Record> {
        self.workforce.iter().chain(&self.customers)
    }
}

impl From<Record> for Records {
    fn from(record: Record) -> Self {
        let mut records = Self::default();
        let place = match record.population {
            Population::Workforce => &mut records.workforce,
            Population::Customers => &mut records.customers,
        };
        *place = Some(record);
        records
    }
}
