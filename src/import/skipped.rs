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
    /// A date cannot be read.
    BadDate,
    /// The header again, as on every page of a report.
    Header,
    /// A total of other rows.
    Total,
    /// A line of text above or below the table.
    Text,
    /// The person or device was counted in an earlier row.
    Repeated,
    /// The person has left by the date of the count.
    Left,
    /// Nobody can sign in with the account.
    Disabled,
    /// A mailbox, a room, a service account.
    Nobody,
    /// The person starts after the date of the count.
    NotStarted,
    /// No operating system is named, or none that is known.
    NoSystem,
    /// The device is retired, lost or wiped.
    Retired,
    /// A server, a television, a headset: nobody signs in there for work.
    NotPersonal,
}

impl SkipReason {
    /// Whether it means that the row could not be read, rather than that it was
    /// read and need not be counted.
    pub fn is_fault(self) -> bool {
        matches!(self, SkipReason::Ragged | SkipReason::BadDate)
    }

    pub(super) fn words(self) -> &'static str {
        match self {
            SkipReason::Blank => "the row is blank",
            SkipReason::Ragged => "the row has not as many cells as the header",
            SkipReason::BadDate => "a date cannot be read",
            SkipReason::Header => "the header again",
            SkipReason::Total => "a total, no person or device",
            SkipReason::Text => "a line of text, no person or device",
            SkipReason::Repeated => "the same person or device again",
            SkipReason::Left => "the person has left",
            SkipReason::Disabled => "the account is disabled",
            SkipReason::Nobody => "a mailbox, room or service account",
            SkipReason::NotStarted => "the person has not started yet",
            SkipReason::NoSystem => "no known operating system",
            SkipReason::Retired => "the device is retired",
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

    /// Tallies rows at once, none of them a fault.
    pub(super) fn add_many(&mut self, reason: SkipReason, rows: u32) {
        if rows > 0 {
            *self.counts.entry(reason).or_default() += rows;
        }
    }

    /// Adds another file's tally.
    pub(super) fn extend(&mut self, other: Skipped) {
        for (reason, rows) in other.counts {
            self.add_many(reason, rows);
        }
    }

    /// The reason of most rows.
    pub(super) fn most(&self) -> Option<SkipReason> {
        let most = self.counts.iter().max_by_key(|(_, count)| **count);
        most.map(|(reason, _)| *reason)
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
        assert_eq!(skipped.faults(), (2, Some((3, "a date cannot be read"))));
        assert_eq!(
            serde_json::to_string(&skipped.into_counts()).unwrap(),
            r#"[["ragged",1],["bad_date",1],["left",2]]"#
        );
    }
}
