//! A CSV export as rows under a recognised header.

use std::io::{Cursor, Read};

use csv::ByteRecord;

use super::error::ImportError;
use super::header::{KNOWN_COLUMNS, best_candidate, csv_reader};
use super::layout::{Field, Layout, quotable};
use super::quotes;
use super::row::Row;
use super::skipped::{SkipReason, Skipped};
use super::text::{self, plain};

/// Bytes of an export at most: a million rows with dozens of columns.
const MOST_BYTES: u64 = 256 << 20;

/// Columns that are named of those that are not understood.
const NAMED: usize = 12;

/// An export whose header has been recognised, about to be read row by row.
pub(super) struct Table {
    pub(super) layout: &'static Layout,
    file: String,
    header_line: u64,
    header: Vec<String>,
    columns: Vec<Vec<usize>>,
    reader: csv::Reader<Cursor<Vec<u8>>>,
    first_row: csv::Position,
    rows_read: u32,
    broken_rows: u32,
}

impl Table {
    /// Recognises the header of an export that has one of the `wanted` layouts.
    ///
    /// # Errors
    /// Every [`ImportError`] but [`ImportError::TooFewRows`].
    pub(super) fn open(
        file: &str,
        reader: impl Read,
        wanted: &[&'static Layout],
    ) -> Result<Table, ImportError> {
        let file = file.to_owned();
        let mut bytes = Vec::new();
        if let Err(error) = reader.take(MOST_BYTES + 1).read_to_end(&mut bytes) {
            return Err(ImportError::Unreadable {
                file,
                kind: error.kind(),
            });
        }
        if bytes.len() as u64 > MOST_BYTES {
            return Err(ImportError::TooLarge {
                file,
                most: MOST_BYTES,
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
                expected: missing.name(),
                nearest,
            });
        }
        let quotes = quotes::check(&bytes, best.delimiter, best.header.len());
        let broken_rows = quotes.map_err(|(line, closes)| ImportError::OpenQuote {
            file: file.clone(),
            line,
            closes,
        })?;
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
            header: best.header,
            columns: best.columns,
            first_row: reader.position().clone(),
            reader,
            rows_read: 0,
            broken_rows,
        })
    }

    /// The columns of a field, the best first.
    pub(super) fn columns(&self, id: &str) -> Vec<usize> {
        let place = self.layout.fields.iter().position(|field| field.id == id);
        place.map_or_else(Vec::new, |place| self.columns[place].clone())
    }

    /// The rows again, from the first.
    pub(super) fn rewind(&mut self) {
        // In memory every place that was read before can be found again.
        let _ = self.reader.seek(self.first_row.clone());
        self.rows_read = 0;
    }

    /// Notes on the shape of the file: columns that no reader understands, by name, and
    /// rows over several lines.
    pub(super) fn notes(&self) -> Vec<String> {
        let known = self.columns.concat();
        let unknown: Vec<&str> = (0..self.header.len())
            .filter(|column| !known.contains(column))
            .map(|column| self.header[column].as_str())
            .filter(|name| quotable(name))
            .collect();
        let mut notes = Vec::new();
        if !unknown.is_empty() {
            let more = match unknown.len().saturating_sub(NAMED) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            let named = unknown.iter().take(NAMED).copied().collect::<Vec<_>>();
            notes.push(format!(
                "columns that are not understood, and not used: {}{more}",
                named.join(", ")
            ));
        }
        if self.broken_rows > 0 {
            notes.push(format!(
                "rows with line breaks inside: {}",
                self.broken_rows
            ));
        }
        notes
    }

    /// Whether the header has a column of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.header.iter().any(|cell| plain(cell) == plain(name))
    }

    /// The header's cell most like a missing field, if any is like it.
    pub(super) fn nearest(&self, id: &str) -> Option<String> {
        let field = self.layout.fields.iter().find(|field| field.id == id)?;
        self.layout.nearest(field, &self.header)
    }

    /// The error of a missing field.
    pub(super) fn missing(&self, id: &str) -> ImportError {
        let field = self.layout.fields.iter().find(|field| field.id == id);
        ImportError::MissingColumn {
            file: self.file.clone(),
            line: self.header_line,
            expected: field.map_or("OS", Field::name),
            nearest: self.nearest(id),
        }
    }

    /// What errors call the file.
    pub(super) fn file(&self) -> &str {
        &self.file
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

    /// Whether enough rows could be read for the counts to mean anything: all but a
    /// share.
    ///
    /// # Errors
    /// [`ImportError::TooFewRows`] when there are no rows, or when a larger share
    /// could not be read.
    pub(super) fn enough(&self, skipped: &Skipped, unreadable: f64) -> Result<(), ImportError> {
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
            (faults, Some((line, reason)))
                if f64::from(faults) > unreadable * f64::from(self.rows_read) =>
            {
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
            .filter_map(|(_, columns)| columns.first());
        let enough = needed.max().is_none_or(|column| *column < row.cells.len());
        if self.repeats_header(row) {
            return Some(SkipReason::Header);
        }
        if last >= self.header.len() {
            return Some(SkipReason::Ragged);
        }
        if row.is_text(last, self.header.len()) {
            return Some(SkipReason::Text);
        }
        if row.is_total() {
            return Some(SkipReason::Total);
        }
        (!enough).then_some(SkipReason::Ragged)
    }

    /// Whether a row is the header, as on every page of a report.
    fn repeats_header(&self, row: &Row) -> bool {
        let known = self.columns.iter().filter_map(|columns| columns.first());
        let same = |column: &usize| row.cell(Some(*column)) == self.header[*column].as_str();
        known.clone().count() >= KNOWN_COLUMNS && known.copied().all(|column| same(&column))
    }
}

#[cfg(test)]
mod tests {
    use super::super::roster_columns::ROSTER;
    use super::*;

    fn open(bytes: &[u8]) -> Result<Table, ImportError> {
        Table::open("staff.csv", bytes, &[&ROSTER])
    }

    fn departments(bytes: &[u8]) -> Vec<String> {
        let mut table = open(bytes).unwrap();
        let column = table.columns("department").first().copied();
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
            b"title\nemail,location,deparrtament\n",
            "staff.csv:2: no column \"department\" (the nearest is \"deparrtament\")",
        );
        check(
            b"Computer Name,Operating System Version,Model,Department,Username\n",
            "staff.csv:1: expected the header of a roster, found that of a device list",
        );
    }
}
