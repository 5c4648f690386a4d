//! Quotes that nobody closes: what stands after one is read as one cell, and the rows in
//! it are gone.

/// Rows inside one cell that show, in a wide table, that its quote was never closed.
const WIDE: usize = 5;
/// The same in a narrow one, where an address over several lines may look like rows.
const NARROW_ROWS: usize = 3;

/// Rows that stand on several lines because a cell has line breaks.
///
/// # Errors
/// The line, from 1, of a quote that swallows rows, and the line where it is closed, if it
/// is: at the end of the file none may be open, no cell may hold lines that look like rows
/// of `width` cells, and after several lines a quote closes a cell, not a word.
pub(super) fn check(bytes: &[u8], delimiter: u8, width: usize) -> Result<u32, (u64, Option<u64>)> {
    let mut line = 1;
    let mut broken = 0;
    let mut broken_line = false;
    let mut at = 0;
    let mut start = true;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte == b'"' && start {
            let opened = line;
            let mut rows = Rows::default();
            at += 1;
            loop {
                match (bytes.get(at), bytes.get(at + 1)) {
                    (None, _) => return Err((opened, None)),
                    (Some(b'"'), Some(b'"')) => at += 2,
                    (Some(b'"'), after) => {
                        let ends = after.is_none_or(|b| *b == delimiter || b"\r\n ".contains(b));
                        if line > opened && (!ends || rows.found(width)) {
                            return Err((opened, Some(line)));
                        }
                        at += 1;
                        break;
                    }
                    (Some(byte), _) => {
                        line += u64::from(*byte == b'\n');
                        rows.add(*byte, delimiter, width);
                        at += 1;
                    }
                }
            }
            broken += u32::from(line > opened && !broken_line);
            broken_line |= line > opened;
            start = false;
            continue;
        }
        let new_line = byte == b'\n' || byte == b'\r';
        line += u64::from(byte == b'\n');
        broken_line &= !new_line;
        start = byte == delimiter || new_line;
        at += 1;
    }
    Ok(broken)
}

/// Lines inside a cell that look like rows.
#[derive(Default)]
struct Rows {
    lines: usize,
    cells: usize,
    rows: usize,
}

impl Rows {
    fn add(&mut self, byte: u8, delimiter: u8, width: usize) {
        if byte == b'\n' {
            // The first line is the rest of the row in which the quote opens.
            self.rows += usize::from(self.lines > 0 && self.cells + 1 >= width);
            self.lines += 1;
            self.cells = 0;
        }
        self.cells += usize::from(byte == delimiter);
    }

    fn found(&self, width: usize) -> bool {
        self.rows >= if width >= WIDE { 1 } else { NARROW_ROWS }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closed_quotes_are_fine() {
        for (text, broken) in [
            ("a,b\n1,\"x, y\"\n", 0),
            ("a,b\n1,\"x\ny\"\n2,\"z\nz\"", 2),
            ("a,b\n1,\"say \"\"hi\"\"\"\n1,14\" screen\n", 0),
            ("a,b,c\n1,\"Street 1\nHouse, floor, left\nTown\",2\n", 1),
            ("a,b\n1,\"Bob\" Smith\n", 0),
            ("", 0),
        ] {
            assert_eq!(check(text.as_bytes(), b',', 3), Ok(broken), "{text:?}");
        }
    }

    #[test]
    fn a_quote_that_swallows_rows_is_told_with_its_line() {
        let check = |text: &str, width| check(text.as_bytes(), b',', width);
        assert_eq!(check("a,b\n1,\"x\n2,y\n", 2), Err((2, None)));
        assert_eq!(check("a,b\n1,x\n2,\"", 2), Err((3, None)));
        // Closed by the next quote, at the beginning of another cell.
        let text = "a,b\n1,\"x\n2,y\n3,\"z\"\n";
        assert_eq!(check(text, 2), Err((2, Some(4))));
        let text = "a,b,c,d,e\n1,\"x,3,4,5\n1,2,3,4,5\n1,y\",3,4,5\n";
        assert_eq!(check(text, 5), Err((2, Some(4))));
    }
}
