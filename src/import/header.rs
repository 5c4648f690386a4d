//! The line of an export that is its header.

use std::io::Read;

use csv::ReaderBuilder;

use super::device_columns::DEVICES;
use super::layout::{Field, Layout};
use super::roster_columns::ROSTER;
use super::text;

/// How far down a header is looked for: exports begin with titles and `sep=;`.
const HEADER_ROWS: usize = 20;

/// The separators tried, in order.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Known columns that make a line a header.
pub(super) const KNOWN_COLUMNS: usize = 2;

/// A line that may be the header, as a layout sees it.
pub(super) struct Candidate {
    pub(super) layout: &'static Layout,
    pub(super) delimiter: u8,
    pub(super) row: usize,
    pub(super) line: u64,
    pub(super) header: Vec<String>,
    pub(super) columns: Vec<Vec<usize>>,
}

impl Candidate {
    pub(super) fn missing(&self) -> impl Iterator<Item = &'static Field> {
        let fields = self.layout.fields.iter().zip(&self.columns);
        fields
            .filter(|(field, columns)| field.needed && columns.is_empty())
            .map(|(field, _)| field)
    }

    /// More known columns, then none of the needed missing.
    fn rank(&self) -> (usize, bool) {
        (
            self.columns
                .iter()
                .filter(|found| !found.is_empty())
                .count(),
            self.missing().next().is_none(),
        )
    }
}

/// The line and layout with the most known columns; among equals a wanted
/// layout, the earlier separator and the earlier line win.
pub(super) fn best_candidate(bytes: &[u8], wanted: &[&'static Layout]) -> Option<Candidate> {
    let others = [&ROSTER, &DEVICES];
    let mut best: Option<Candidate> = None;
    for layout in wanted.iter().copied().chain(others) {
        for delimiter in DELIMITERS {
            let records = csv_reader(delimiter, bytes).into_byte_records();
            for (row, record) in records.take(HEADER_ROWS).map_while(Result::ok).enumerate() {
                let header: Vec<String> = record
                    .iter()
                    .map(|cell| text::cell(cell).into_owned())
                    .collect();
                if header.len() < KNOWN_COLUMNS {
                    continue;
                }
                let columns = layout.columns(&header);
                let line = record.position().map_or(1, csv::Position::line);
                let candidate = Candidate {
                    layout,
                    delimiter,
                    row,
                    line,
                    header,
                    columns,
                };
                let rank = candidate.rank();
                if rank.0 >= KNOWN_COLUMNS && best.as_ref().is_none_or(|b| rank > b.rank()) {
                    best = Some(candidate);
                }
            }
        }
    }
    best
}

pub(super) fn csv_reader<R: Read>(delimiter: u8, input: R) -> csv::Reader<R> {
    ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(input)
}
