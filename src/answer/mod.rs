//! What the commands say, as plain data that reads and writes JSON.
//!
//! Every answer is declared here once: `experiment` fills it, tables are derived from
//! it, and whatever shows it reads it typed. Numbers carry their unit and what they
//! divide by; a field's comment says what it is.

mod adoption;
mod allocation;
mod compare;
mod counts;
mod customers;
mod number;
mod run;
mod schedule;
mod sensitivity;
mod spend;
pub mod table;
mod target;
mod workforce;

pub use adoption::AdoptionAt;
pub use allocation::{Agent, Allocation, Block, CellAnswer, DividedPlan, Gap, Objective};
pub use compare::{
    CompareAnswer, ComparedOutput, ComparedPlan, FrontChance, Outcome, Pareto, PlanNumbers,
    SelectionAnswer, SelectionRow,
};
pub use counts::{Counts, Uncertainty};
pub use customers::{CustomerAccount, CustomersAnswer, Takeovers};
pub use number::{Chance, ChanceShare, Difference, Estimate, Marginal, Numbers, WeekDistribution};
pub use run::{Leaning, RunAnswer, Series};
pub use schedule::{
    CandidateAnswer, ConstraintNumbers, FinalAnswer, FinalRole, Limit, ScheduleAnswer, Sign,
    Status, Wanted,
};
pub use sensitivity::{
    FactorAnswer, FactorRow, Measure, Method, Over, SensitivityAnswer, StudiedOutput, StudyCounts,
    Verdict,
};
pub use spend::{Curve, Interpolated, Level, Optimum, Scaled, SpendAnswer, Step, StepSign, Worth};
pub use target::{TargetAnswer, UnjudgedTarget};
pub use workforce::{
    Account, Exposure, FunnelStep, Peak, PhaseAnswer, RouteShare, Threshold, WorkforceAnswer,
};

use serde::{Deserialize, Serialize};
use std::fmt;

/// Version of the answers' form. An answer of another one is not read.
pub const FORMAT: u32 = 2;

/// What a command says. In JSON the field `command` tells which it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "snake_case")]
#[expect(clippy::large_enum_variant, reason = "there is one answer at a time")]
pub enum Answer {
    /// Of `run`.
    Run(RunAnswer),
    /// Of `compare`.
    Compare(CompareAnswer),
    /// Of `schedule`.
    Schedule(ScheduleAnswer),
    /// Of `spend`.
    Spend(SpendAnswer),
    /// Of `sensitivity`.
    Sensitivity(SensitivityAnswer),
}

/// Why a text is no answer.
#[derive(Debug)]
pub enum ReadError {
    /// It has another format's number, or none.
    OtherFormat(Option<u32>),
    /// It is of this format, and yet not as it should be.
    Malformed(serde_json::Error),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherFormat(Some(format)) => {
                write!(f, "an answer of format {format}, not {FORMAT}")
            }
            Self::OtherFormat(None) => f.write_str("no answer of a known format"),
            Self::Malformed(error) => write!(f, "no answer: {error}"),
        }
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::OtherFormat(_) => None,
            Self::Malformed(error) => Some(error),
        }
    }
}

/// What tells an answer's format.
#[derive(Deserialize)]
struct Head {
    format: Option<u32>,
    /// A part of a run's answer about the workforce.
    phases: Option<serde::de::IgnoredAny>,
}

impl Answer {
    /// Reads an answer from JSON.
    ///
    /// # Errors
    /// [`ReadError::OtherFormat`] if it is of another [`FORMAT`],
    /// [`ReadError::Malformed`] if it is of none.
    pub fn read(json: &[u8]) -> Result<Self, ReadError> {
        let head: Head = serde_json::from_slice(json).map_err(ReadError::Malformed)?;
        if head.format != Some(FORMAT) {
            return Err(ReadError::OtherFormat(head.format));
        }
        let answer = serde_json::from_slice(json).map_err(ReadError::Malformed)?;
        if let Self::Run(run) = &answer
            && run.workforce.is_none()
            && (head.phases.is_some() || run.customers.is_none())
        {
            // Flattened, a part that cannot be read passes for one that is not there.
            let part: Result<WorkforceAnswer, _> = serde_json::from_slice(json);
            let error = part.err().unwrap_or_else(|| {
                serde::de::Error::custom("what it says of the workforce cannot be read")
            });
            return Err(ReadError::Malformed(error));
        }
        Ok(answer)
    }
}
