//! What a gate can watch.

use crate::scenario::words::Words;
use serde::{Serialize, Serializer};
use std::fmt;

/// A metric of the registry that a gate can watch: one that has a value at a week's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GateMetric {
    /// Enrolled over headcount.
    EnrolledHeadcount,
    /// Enrolled over the capable.
    EnrolledCapable,
    /// Open cases.
    Backlog,
    /// Readiness of the desk.
    Readiness,
}

impl Words for GateMetric {
    const WORDS: &'static [&'static str] = &[
        "adoption.enrolled.headcount",
        "adoption.enrolled.capable",
        "desk.backlog",
        "readiness",
    ];
    const VALUES: &'static [Self] = &[
        Self::EnrolledHeadcount,
        Self::EnrolledCapable,
        Self::Backlog,
        Self::Readiness,
    ];
}

/// Readiness that a desk learns by itself, without a runbook.
pub(super) const LEARNT: f64 = 0.5;

impl GateMetric {
    /// All.
    pub const ALL: &'static [Self] = Self::VALUES;

    /// Its id in the registry.
    pub fn id(self) -> &'static str {
        self.word()
    }

    /// Unit of a threshold, as [`crate::units::Amount::misfit`] takes it; a share above 1
    /// is refused with what would be in reach.
    pub(super) fn unit(self) -> &'static str {
        match self {
            Self::EnrolledHeadcount | Self::EnrolledCapable | Self::Readiness => "ratio",
            Self::Backlog => "cases",
        }
    }

    /// The largest value that a plan can reach whose runbook has this quality, and what
    /// that is in words.
    pub(super) fn most(self, runbook_quality: f64) -> Option<(f64, String)> {
        match self {
            Self::EnrolledHeadcount | Self::EnrolledCapable => {
                Some((1.0, "at most 1 (100%)".to_owned()))
            }
            Self::Backlog => None,
            Self::Readiness => {
                let most = runbook_quality.max(LEARNT);
                let words = format!(
                    "at most {most}, the better of fallback.runbook_quality and what the desk learns by itself"
                );
                Some((most, words))
            }
        }
    }

    /// Whether it reaches a value only with a runbook.
    pub(super) fn needs_runbook(self, value: f64) -> bool {
        self == Self::Readiness && value > LEARNT
    }
}

impl fmt::Display for GateMetric {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl Serialize for GateMetric {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.id())
    }
}
