//! Rows that were not counted, and why: reasons, never the rows.

use std::fmt;

use serde::Serialize;

/// Why a row was not counted. The order is that of every listing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// Every cell is blank.
    Blank,
    /// More cells than the header, or too few to hold the needed columns.
    Ragged,
    /// A date is not written `YYYY-MM-DD`.
    BadDate,
    /// The person or device was counted in an earlier row.
    Repeated,
    /// The person has left by the date of the count.
    Left,
    /// The person starts after the date of the count.
    NotStarted,
    /// No operating system is named.
    NoSystem,
    /// A server, a television, a headset: nobody signs in there for work.
    NotPersonal,
}

impl SkipReason {
    /// Whether it means that the row could not be read, rather than that it was
    /// read and need not be counted.
    pub fn is_fault(self) -> bool {
        matches!(
            self,
            SkipReason::Ragged | SkipReason::BadDate | SkipReason::NoSystem
        )
    }

    fn words(self) -> &'static str {
        match self {
            SkipReason::Blank => "the row is blank",
            SkipReason::Ragged => "the row has not as many cells as the header",
            SkipReason::BadDate => "a date is not written YYYY-MM-DD",
            SkipReason::Repeated => "the same person or device again",
            SkipReason::Left => "the person has left",
            SkipReason::NotStarted => "the person has not started yet",
            SkipReason::NoSystem => "no operating system is named",
            SkipReason::NotPersonal => "not a personal computer or phone",
        }
    }
}

impl fmt::Display for SkipReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

/// The tally of a reading's skipped rows.
#[derive(Default)]
pub(super) struct Skipped {
    counts: std::collections::BTreeMap<SkipReason, u32>,
    first_fault: Option<(u64, SkipReason)>,
}

impl Skipped {
    pub(super) fn add(&mut self, line: u64, reason: SkipReason) {
        *self.counts.entry(reason).or_default() += 1;
        if reason.is_fault() && self.first_fault.is_none() {
            self.first_fault = Some((line, reason));
        }
    }

    /// Rows that could not be read, and the first one's line and reason.
    pub(super) fn faults(&self) -> (u32, Option<(u64, &'static str)>) {
        let total = self
            .counts
            .iter()
            .filter(|(r, _)| r.is_fault())
            .map(|(_, n)| n)
            .sum();
        (
            total,
            self.first_fault
                .map(|(line, reason)| (line, reason.words())),
        )
    }

    /// Reasons in order, each with its count.
    pub(super) fn into_counts(self) -> Vec<(SkipReason, u32)> {
        self.counts.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_told_from_reasons() {
        let mut skipped = Skipped::default();
        skipped.add(2, SkipReason::Left);
        skipped.add(3, SkipReason::BadDate);
        skipped.add(4, SkipReason::Ragged);
        skipped.add(5, SkipReason::Left);
        assert_eq!(
            skipped.faults(),
            (2, Some((3, "a date is not written YYYY-MM-DD")))
        );
        assert_eq!(
            serde_json::to_string(&skipped.into_counts()).unwrap(),
            r#"[["ragged",1],["bad_date",1],["left",2]]"#
        );
    }
}
