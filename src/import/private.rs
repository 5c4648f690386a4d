//! What keeps people out of an aggregate: hashed identifiers, hidden small groups.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::text::folded;

/// A department or site of fewer heads is counted under [`OTHER`]: a name that
/// stands for three people describes the people.
pub(super) const SMALLEST_GROUP: u32 = 5;

/// The group of the small, the blank and the unnameable.
pub(super) const OTHER: &str = "Other";

/// Identifiers already met, as keyed hashes that live as long as the reading.
///
/// The key is fixed, so that a reading can be repeated exactly; it only keeps
/// these hashes apart from those of other programs. They are never written.
#[derive(Default)]
pub(super) struct Seen(BTreeSet<[u8; 32]>);

impl Seen {
    /// Whether this row is the first of its identifier, without regard to case.
    /// A blank identifier recognises nothing: its row is always the first.
    pub(super) fn first(&mut self, identifier: &str) -> bool {
        if identifier.is_empty() {
            return true;
        }
        let mut hash = Sha256::new();
        hash.update(b"passcast import identifier 1\0");
        hash.update(identifier.to_lowercase());
        self.0.insert(hash.finalize().into())
    }
}

/// Counts by an organisation's own names, spelt in any case and spacing.
#[derive(Default)]
pub(super) struct Groups<T>(BTreeMap<String, (String, T)>);

impl<T: Default> Groups<T> {
    /// The count of a name. An address in place of a name counts as [`OTHER`].
    pub(super) fn entry(&mut self, name: &str) -> &mut T {
        // Control characters separate words like spaces: no name moves a terminal's cursor.
        let words = name.split(|c: char| c.is_whitespace() || c.is_control());
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        let mut spelling = words.join(" ");
        if folded(&spelling).is_empty() || spelling.contains('@') {
            OTHER.clone_into(&mut spelling);
        }
        let (kept, count) = self
            .0
            .entry(folded(&spelling))
            .or_insert_with(|| (spelling.clone(), T::default()));
        // The same spelling whatever the order of the rows.
        if spelling < *kept {
            *kept = spelling;
        }
        count
    }

    /// Name and count, by name, the groups below [`SMALLEST_GROUP`] merged
    /// into [`OTHER`]; also how many were.
    pub(super) fn published(
        self,
        size: impl Fn(&T) -> u32,
        merge: impl Fn(&mut T, T),
    ) -> (Vec<(String, T)>, usize) {
        let mut published: BTreeMap<String, T> = BTreeMap::new();
        let mut hidden = 0;
        for (key, (name, count)) in self.0 {
            let other = key == folded(OTHER);
            let small = size(&count) < SMALLEST_GROUP;
            hidden += usize::from(small && !other);
            let name = if small || other {
                OTHER.to_owned()
            } else {
                name
            };
            merge(published.entry(name).or_default(), count);
        }
        (published.into_iter().collect(), hidden)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_is_first_once() {
        let mut seen = Seen::default();
        assert!(seen.first("E1"));
        assert!(!seen.first("e1"));
        assert!(seen.first("E2"));
        assert!(seen.first("") && seen.first(""));
    }

    #[test]
    fn small_groups_are_hidden() {
        let mut groups: Groups<u32> = Groups::default();
        for (name, count) in [
            ("Sales", 4),
            ("IT", 3),
            ("\u{1b}i\nt ", 2),
            ("a@b.example", 1),
            ("other", 2),
        ] {
            *groups.entry(name) += count;
        }
        let (published, hidden) = groups.published(|n| *n, |sum, n| *sum += n);
        assert_eq!(published, [("IT".to_owned(), 5), ("Other".to_owned(), 7)]);
        assert_eq!(hidden, 1);
    }
}
