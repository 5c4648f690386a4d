//! What each kind of export calls its columns.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::text::{expanded, plain};

/// A kind of export: its columns, in the words of its vendors.
pub(super) struct Layout {
    /// What it is, as in "the header of ...".
    pub(super) title: &'static str,
    pub(super) fields: &'static [Field],
    /// Names of each field as they are compared, once they were needed.
    pub(super) plain: OnceLock<Vec<Vec<String>>>,
}

/// A column that a reader understands.
pub(super) struct Field {
    /// How readers ask for it.
    pub(super) id: &'static str,
    /// Without it nothing can be counted.
    pub(super) needed: bool,
    /// Its names, separated by commas; the first is the one shown.
    names: &'static str,
}

pub(super) const fn field(id: &'static str, names: &'static str) -> Field {
    Field {
        id,
        needed: false,
        names,
    }
}

pub(super) const fn needed(id: &'static str, names: &'static str) -> Field {
    Field {
        id,
        needed: true,
        names,
    }
}

impl Field {
    /// Its names.
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.names.split(',').map(str::trim)
    }

    /// The name that is shown.
    pub(super) fn name(&self) -> &'static str {
        self.names().next().unwrap_or(self.id)
    }
}

impl Layout {
    /// The columns of each field in a header, by the field's place: in the order of the
    /// field's names, then of the header.
    pub(super) fn columns(&self, header: &[String]) -> Vec<Vec<usize>> {
        let keys: Vec<[String; 3]> = header.iter().map(|cell| spellings(cell)).collect();
        // Of each spelling the columns that have it: there are more names than columns.
        let mut spelled: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (column, spellings) in keys.iter().enumerate() {
            for key in spellings {
                let columns = spelled.entry(key).or_default();
                if columns.last() != Some(&column) {
                    columns.push(column);
                }
            }
        }
        let columns = |names: &Vec<String>| {
            let mut columns: Vec<usize> = Vec::new();
            for name in names {
                for column in spelled.get(name.as_str()).into_iter().flatten() {
                    if !columns.contains(column) {
                        columns.push(*column);
                    }
                }
            }
            columns
        };
        self.names().iter().map(columns).collect()
    }

    fn names(&self) -> &[Vec<String>] {
        self.plain.get_or_init(|| {
            let names = |field: &Field| field.names().map(plain).collect();
            self.fields.iter().map(names).collect()
        })
    }

    /// The header's cell most like a missing field, if any is like it and names
    /// no known field. Digits and addresses are no column's name but a row's
    /// content, and never quoted.
    pub(super) fn nearest(&self, missing: &Field, header: &[String]) -> Option<String> {
        let known = self.columns(header).concat();
        let likeness = |cell: &str| {
            let score = |name| strsim::normalized_damerau_levenshtein(&plain(cell), &plain(name));
            missing.names().map(score).fold(0.0, f64::max)
        };
        header
            .iter()
            .enumerate()
            .filter(|(i, cell)| quotable(cell) && !known.contains(i))
            .map(|(_, cell)| (likeness(cell), cell))
            .filter(|(score, _)| *score >= 0.6)
            .max_by(|(a, _), (b, _)| a.total_cmp(b))
            .map(|(_, cell)| cell.clone())
    }
}

/// Whether a header's cell can be shown: it is short, and no address or number.
pub(super) fn quotable(cell: &str) -> bool {
    let shown = |c: char| !c.is_control() && !c.is_numeric() && c != '@';
    !cell.is_empty() && cell.chars().count() <= 40 && cell.chars().all(shown)
}

/// A column's name as it stands, with umlauts as two letters brought to one, and without
/// what stands in brackets.
fn spellings(cell: &str) -> [String; 3] {
    let bare = cell.split(['[', '(']).next().unwrap_or(cell);
    [plain(cell), expanded(cell), plain(bare)]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::device_columns::DEVICES;
    use super::super::roster_columns::ROSTER;
    use super::*;

    fn header(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn columns_are_found_by_any_name() {
        let header = header(&[
            "E-Mail",
            "DEPT.",
            "Frontline?",
            "Department",
            "Org Unit Path [Required]",
            "Beschaeftigungsart",
        ]);
        let columns = ROSTER.columns(&header);
        let of = |id: &str| {
            let place = ROSTER.fields.iter().position(|field| field.id == id);
            columns[place.unwrap()].as_slice()
        };
        assert_eq!(of("department"), [3, 1, 4], "the vendor's own name wins");
        assert_eq!(of("email"), [0]);
        assert_eq!(of("frontline"), [2]);
        assert_eq!(of("type"), [5]);
        assert_eq!(of("person"), [0; 0]);
    }

    #[test]
    fn names_are_unambiguous() {
        for layout in [&ROSTER, &DEVICES] {
            // In several languages one field may have one name.
            let of = |field: &Field| field.names().map(plain).collect::<BTreeSet<_>>();
            let mut names: Vec<String> = layout.fields.iter().flat_map(of).collect();
            names.sort();
            let twice = names.windows(2).find(|pair| pair[0] == pair[1]);
            assert_eq!(twice, None, "{}", layout.title);
        }
    }

    #[test]
    fn the_nearest_column_is_like_the_missing_one() {
        let near = |cells: &[&str]| ROSTER.nearest(&ROSTER.fields[0], &header(cells));
        assert_eq!(
            near(&["Email", "Deparrtament", "Depar"]),
            Some("Deparrtament".to_owned())
        );
        assert_eq!(near(&["Email", "Shoe size"]), None);
        assert_eq!(near(&["department7", "dept@x.example"]), None);
    }
}
