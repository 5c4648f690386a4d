//! Tables as CSV: UTF-8, lines end in LF, decimals have a point, undefined is empty.

use crate::answer::table::{Cell, ColumnDoc};
use std::borrow::Cow;
use std::io::{self, Write};

/// Writes a header and rows.
pub(super) fn write(
    out: &mut dyn Write,
    columns: &[ColumnDoc],
    rows: impl Iterator<Item = Vec<Cell>>,
) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(
        columns
            .iter()
            .map(|column| harmless(&column.name).into_owned()),
    )
    .map_err(plain)?;
    let mut number = String::new();
    for row in rows {
        debug_assert_eq!(row.len(), columns.len(), "a cell for every column");
        for cell in &row {
            number.clear();
            match cell {
                Cell::Text(text) => csv.write_field(harmless(text).as_ref()),
                Cell::Integer(value) => csv.write_field(shown(&mut number, *value)),
                // Adding zero takes the sign off a negative one.
                Cell::Number(value) if value.is_finite() => {
                    csv.write_field(shown(&mut number, *value + 0.0))
                }
                Cell::Empty | Cell::Number(_) => csv.write_field(""),
            }
            .map_err(plain)?;
        }
        csv.write_record(None::<&[u8]>).map_err(plain)?;
    }
    csv.flush()
}

/// A text that no spreadsheet runs: an apostrophe goes before what would start a
/// formula.
fn harmless(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Rust writes the shortest digits that read back to the same bits.
fn shown(into: &mut String, value: impl std::fmt::Display) -> &str {
    use std::fmt::Write;
    // Writing to a string cannot fail.
    let _ = write!(into, "{value}");
    into
}

/// The operating system's error where there is one.
fn plain(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const COLUMNS: [ColumnDoc; 3] = [
        ColumnDoc::declared("plan", "", "Name of the plan."),
        ColumnDoc::declared("mean", "people", "Mean over simulations."),
        ColumnDoc::declared("n", "", "Simulations in which it is defined."),
    ];

    fn text(rows: Vec<Vec<Cell>>) -> String {
        let mut out = Vec::new();
        write(&mut out, &COLUMNS, rows.into_iter()).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn rows_are_as_documented() {
        let rows = vec![
            vec!["good".into(), 0.1.into(), 3_i64.into()],
            vec!["a, \"b\"".into(), f64::NAN.into(), None::<i64>.into()],
            vec!["Zürich".into(), f64::INFINITY.into(), (-2_i64).into()],
            vec!["".into(), (-0.0).into(), 1e-7.into()],
        ];
        let expected = "plan,mean,n\ngood,0.1,3\n\"a, \"\"b\"\"\",,\nZürich,,-2\n,0,0.0000001\n";
        assert_eq!(text(rows), expected);
        assert_eq!(text(Vec::new()), "plan,mean,n\n");
    }

    #[test]
    fn texts_that_a_spreadsheet_would_run_are_escaped() {
        for start in ["=", "+", "-", "@", "\t", "\r"] {
            let name = format!("{start}HYPERLINK(1)");
            let written = text(vec![vec![name.as_str().into(), Cell::Empty, Cell::Empty]]);
            let mut reader = csv::Reader::from_reader(written.as_bytes());
            let row = reader.records().next().unwrap().unwrap();
            assert_eq!(&row[0], format!("'{name}"));
        }
        assert_eq!(harmless("a=b"), "a=b");
    }

    proptest! {
        #[test]
        fn numbers_and_texts_read_back(
            rows in prop::collection::vec((".*", any::<f64>(), any::<i64>()), 1..20),
        ) {
            let cells = |(t, x, n): &(String, f64, i64)| vec![t.as_str().into(), (*x).into(), (*n).into()];
            let written = text(rows.iter().map(cells).collect());
            let mut reader = csv::Reader::from_reader(written.as_bytes());
            for (row, (text, number, count)) in reader.records().zip(&rows) {
                let row = row.unwrap();
                let text = harmless(text);
                prop_assert_eq!(&row[0], &*text);
                prop_assert_eq!(row[1].parse().ok(), number.is_finite().then_some(*number));
                prop_assert_eq!(row[2].parse(), Ok(*count));
            }
        }
    }
}
