//! A CSV export as rows under a recognised header.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use csv::{ByteRecord, ReaderBuilder};

use super::error::ImportError;
use super::layout::{INTUNE, JAMF, Layout, ROSTER};
use super::skipped::{SkipReason, Skipped};
use super::text;

/// How far down a header is looked for: exports begin with titles and `sep=;`.
const HEADER_ROWS: usize = 20;

/// The separators tried, in order.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Known columns that make a line a header.
const KNOWN_COLUMNS: usize = 2;

/// An export whose header has been recognised, about to be read row by row.
pub(super) struct Table {
    pub(super) layout: &'static Layout,
    file: String,
    header_line: u64,
    width: usize,
    columns: Vec<Option<usize>>,
    reader: csv::Reader<Cursor<Vec<u8>>>,
    rows_read: u32,
}

/// One row below the header.
pub(super) struct Row {
    /// Its line, from 1.
    pub(super) line: u64,
    cells: ByteRecord,
}

/// A line that may be the header, as a layout sees it.
struct Candidate {
    layout: &'static Layout,
    delimiter: u8,
    row: usize,
    line: u64,
    header: Vec<String>,
    columns: Vec<Option<usize>>,
}

impl Table {
    /// Recognises the header of an export that has one of the `wanted` layouts.
    ///
    /// # Errors
    /// Every [`ImportError`] but [`ImportError::TooFewRows`].
    pub(super) fn open(
        file: &str,
        mut reader: impl Read,
        wanted: &[&'static Layout],
    ) -> Result<Table, ImportError> {
        let file = file.to_owned();
        let mut bytes = Vec::new();
        if let Err(error) = reader.read_to_end(&mut bytes) {
            return Err(ImportError::Unreadable {
                file,
                kind: error.kind(),
            });
        }
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            return Err(ImportError::Workbook { file });
        }
        let bytes = text::without_mark(bytes);
        let expected = wanted[0].title;
        let Some(best) = best_candidate(&bytes, wanted) else {
            return Err(ImportError::NoHeader { file, expected });
        };
        let line = best.line;
        if !wanted
            .iter()
            .any(|layout| layout.title == best.layout.title)
        {
            return Err(ImportError::OtherKind {
                file,
                line,
                expected,
                found: best.layout.title,
            });
        }
        if let Some(missing) = best.missing().next() {
            let nearest = best.layout.nearest(missing, &best.header);
            return Err(ImportError::MissingColumn {
                file,
                line,
                expected: missing.names[0],
                nearest,
            });
        }
        let mut reader = csv_reader(best.delimiter, Cursor::new(bytes));
        let mut above = ByteRecord::new();
        for _ in 0..=best.row {
            // These very records were read a moment ago, from memory.
            let _ = reader.read_byte_record(&mut above);
        }
        Ok(Table {
            layout: best.layout,
            file,
            header_line: line,
            width: best.header.len(),
            columns: best.columns,
            reader,
            rows_read: 0,
        })
    }

    /// The place of a field's column, if the export has it.
    pub(super) fn column(&self, id: &str) -> Option<usize> {
        let place = self.layout.fields.iter().position(|field| field.id == id)?;
        self.columns[place]
    }

    /// The next row that has the header's shape; others are tallied as skipped.
    pub(super) fn next_row(&mut self, skipped: &mut Skipped) -> Option<Row> {
        loop {
            let mut cells = ByteRecord::new();
            // Reading from memory, with any number of cells and any bytes in
            // them, can meet nothing but the end.
            if !self.reader.read_byte_record(&mut cells).unwrap_or(false) {
                return None;
            }
            self.rows_read += 1;
            let line = cells
                .position()
                .map_or(self.header_line, csv::Position::line);
            let row = Row { line, cells };
            match self.fault(&row) {
                None => return Some(row),
                Some(reason) => skipped.add(line, reason),
            }
        }
    }

    /// Rows met so far, skipped ones included.
    pub(super) fn rows_read(&self) -> u32 {
        self.rows_read
    }

    /// Whether enough rows could be read for the counts to mean anything.
    ///
    /// # Errors
    /// [`ImportError::TooFewRows`] when there are no rows, or when more than
    /// half could not be read.
    pub(super) fn enough(&self, skipped: &Skipped) -> Result<(), ImportError> {
        let too_few = |line, unreadable, reason| ImportError::TooFewRows {
            file: self.file.clone(),
            line,
            rows_read: self.rows_read,
            unreadable,
            reason,
        };
        match skipped.faults() {
            _ if self.rows_read == 0 => Err(too_few(
                self.header_line,
                0,
                "there are no rows below the header",
            )),
            (faults, Some((line, reason))) if faults > self.rows_read / 2 => {
                Err(too_few(line, faults, reason))
            }
            _ => Ok(()),
        }
    }

    /// A surplus of cells means a stray separator, after which a name may stand
    /// where a department should: such a row is not looked at. Exporters do
    /// leave out blank cells at the end.
    fn fault(&self, row: &Row) -> Option<SkipReason> {
        let filled = row
            .cells
            .iter()
            .rposition(|cell| !text::cell(cell).is_empty());
        let Some(last) = filled else {
            return Some(SkipReason::Blank);
        };
        let fields = self.layout.fields.iter().zip(&self.columns);
        let needed = fields
            .filter(|(field, _)| field.needed)
            .filter_map(|(_, column)| *column);
        let enough = needed.max().is_none_or(|column| column < row.cells.len());
        (last >= self.width || !enough).then_some(SkipReason::Ragged)
    }
}

impl Row {
    /// A cell's text without outer space; blank where there is no such column.
    pub(super) fn cell(&self, column: Option<usize>) -> Cow<'_, str> {
        column
            .and_then(|place| self.cells.get(place))
            .map_or(Cow::Borrowed(""), text::cell)
    }
}

impl Candidate {
    fn missing(&self) -> impl Iterator<Item = &'static super::layout::Field> {
        let fields = self.layout.fields.iter().zip(&self.columns);
        fields
            .filter(|(field, column)| field.needed && column.is_none())
            .map(|(field, _)| field)
    }

    /// More known columns, then none of the needed missing.
    fn rank(&self) -> (usize, bool) {
        (
            self.columns.iter().flatten().count(),
            self.missing().next().is_none(),
        )
    }
}

/// The line and layout with the most known columns; among equals a wanted
/// layout, the earlier separator and the earlier line win.
fn best_candidate(bytes: &[u8], wanted: &[&'static Layout]) -> Option<Candidate> {
    let others = [&ROSTER, &INTUNE, &JAMF];
    let mut best: Option<Candidate> = None;
    for layout in wanted.iter().copied().chain(others) {
        for delimiter in DELIMITERS {
            let records = csv_reader(delimiter, bytes).into_byte_records();
            for (row, record) in records.take(HEADER_ROWS).map_while(Result::ok).enumerate() {
                let header: Vec<String> = record
                    .iter()
                    .map(|cell| text::cell(cell).into_owned())
                    .collect();
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

fn csv_reader<R: Read>(delimiter: u8, input: R) -> csv::Reader<R> {
    ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(bytes: &[u8]) -> Result<Table, ImportError> {
        Table::open("staff.csv", bytes, &[&ROSTER])
    }

    fn departments(bytes: &[u8]) -> Vec<String> {
        let mut table = open(bytes).unwrap();
        let column = table.column("department");
        let mut skipped = Skipped::default();
        std::iter::from_fn(|| table.next_row(&mut skipped))
            .map(|row| row.cell(column).into_owned())
            .collect()
    }

    #[test]
    fn finds_the_header_and_the_separator() {
        for separator in [",", ";", "\t", "|"] {
            let text = "sep=x\nStaff, all; sites\n\nName;Department;Location\nA;\"IT; core\";HQ\n";
            let text = text.replace(';', separator);
            assert_eq!(
                departments(text.as_bytes()),
                [format!("IT{separator} core")]
            );
        }
        let marked = "\u{feff}Employee_ID,DEPARTMENT\r\n1,K\u{e4}ufer\r\n";
        assert_eq!(departments(marked.as_bytes()), ["Käufer"]);
        assert_eq!(
            departments(b"Employee ID;Abteilung\n1;K\xE4ufer\n"),
            ["Käufer"]
        );
        let utf16: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(departments(&utf16), ["Käufer"]);
    }

    #[test]
    fn rows_of_another_shape_are_skipped() {
        let text = b"name,department,site\nA,IT\n,,\nDoe, John,IT,HQ\nB\nC,HR,HQ,,\n";
        assert_eq!(departments(text), ["IT", "HR"]);
    }

    #[test]
    fn refuses_and_says_why() {
        let check = |bytes: &[u8], message: &str| {
            assert_eq!(open(bytes).err().unwrap().to_string(), message);
        };
        let nothing = "staff.csv has no line that looks like the header of a roster";
        check(b"", nothing);
        check(b"1,user001@x.example,Test\n", nothing);
        check(
            b"PK\x03\x04rest",
            "staff.csv is a workbook or an archive; save it as CSV",
        );
        check(
            b"title\nemail,location,departement\n",
            "staff.csv:2: no column \"department\" (the nearest is \"departement\")",
        );
        check(
            b"Computer Name,Operating System Version,Model,Department,Username\n",
            "staff.csv:1: expected the header of a roster, found that of Jamf computers",
        );
    }
}
