//! What keeps people out of an aggregate: hashed identifiers, hidden small groups.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::text::folded;

/// A department or site of fewer heads is counted under [`OTHER`]: a name that
/// stands for three people describes the people.
pub(super) const SMALLEST_GROUP: u32 = 5;

/// The group of the small, the blank and the unnameable.
pub(super) const OTHER: &str = "Other";

/// Words in place of an identifier, a serial number above all.
const NO_NAMES: [&str; 14] = [
    "na",
    "none",
    "null",
    "nil",
    "unknown",
    "unbekannt",
    "inconnu",
    "notavailable",
    "notapplicable",
    "tobefilledbyoem",
    "defaultstring",
    "systemserialnumber",
    "notspecified",
    "invalid",
];

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
        hashed(&[identifier]).is_none_or(|hash| self.0.insert(hash))
    }
}

/// The hash of an identifier made of parts; `None` when any of them is blank or a word for
/// none.
pub(super) fn hashed(parts: &[&str]) -> Option<[u8; 32]> {
    let mut hash = Sha256::new();
    hash.update(b"passcast import identifier 1\0");
    for part in parts {
        let word = folded(part);
        if word.trim_matches('0').is_empty() || NO_NAMES.contains(&word.as_str()) {
            return None;
        }
        hash.update(part.to_lowercase());
        hash.update([0]);
    }
    Some(hash.finalize().into())
}

/// Departments, and sites, that a plan has at most.
const MOST_GROUPS: usize = 256;

/// Groups as they may be told.
pub(super) struct Published<T> {
    /// Name and count, by name.
    pub(super) groups: Vec<(String, T)>,
    /// Groups that were merged because they are small.
    pub(super) small: usize,
    /// Groups that were merged because there are too many.
    pub(super) surplus: usize,
    /// People of both.
    pub(super) merged: u32,
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

    /// Name and count, by name. The groups below [`SMALLEST_GROUP`] are merged into
    /// [`OTHER`], and so are the smallest beyond [`MOST_GROUPS`].
    pub(super) fn published(
        self,
        size: impl Fn(&T) -> u32,
        merge: impl Fn(&mut T, T),
    ) -> Published<T> {
        let other = folded(OTHER);
        let mut large: Vec<(u32, &String)> = self
            .0
            .iter()
            .map(|(key, (_, count))| (size(count), key))
            .filter(|(size, key)| *size >= SMALLEST_GROUP && **key != other)
            .collect();
        large.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        let small = self.0.keys().filter(|key| **key != other).count() - large.len();
        let rest = small > 0 || self.0.contains_key(&other);
        let room = if large.len() + usize::from(rest) > MOST_GROUPS {
            MOST_GROUPS - 1
        } else {
            large.len()
        };
        let surplus = large.len() - room;
        let kept: BTreeSet<String> = large.iter().take(room).map(|l| l.1.clone()).collect();
        let mut groups: BTreeMap<String, T> = BTreeMap::new();
        let mut merged = 0;
        for (key, (name, count)) in self.0 {
            let name = if kept.contains(&key) {
                name
            } else {
                merged += if key == other { 0 } else { size(&count) };
                OTHER.to_owned()
            };
            merge(groups.entry(name).or_default(), count);
        }
        Published {
            groups: groups.into_iter().collect(),
            small,
            surplus,
            merged,
        }
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
        let published = groups.published(|n| *n, |sum, n| *sum += n);
        let expected = [("IT".to_owned(), 5), ("Other".to_owned(), 7)];
        assert_eq!(published.groups, expected);
        assert_eq!(
            (published.small, published.surplus, published.merged),
            (1, 0, 4)
        );
    }

    #[test]
    fn too_many_groups_are_merged_from_the_smallest() {
        let many = |groups: u32| {
            let mut counts: Groups<u32> = Groups::default();
            (0..groups).for_each(|at| *counts.entry(&format!("centre {at}")) += 5 + at);
            counts.published(|n| *n, |sum, n| *sum += n)
        };
        assert_eq!((many(256).groups.len(), many(256).surplus), (256, 0));
        let published = many(260);
        assert_eq!((published.groups.len(), published.surplus), (256, 5));
        let other = published.groups.iter().find(|group| group.0 == "Other");
        assert_eq!(other.unwrap().1, 5 + 6 + 7 + 8 + 9);
    }

    #[test]
    fn words_for_none_are_no_identifiers() {
        assert!(hashed(&["S0"]).is_some() && hashed(&["S0", "N/A"]).is_none());
        let mut seen = Seen::default();
        assert!(seen.first("n/a") && seen.first("N/A") && seen.first("0"));
    }
}
