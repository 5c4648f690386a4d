//! What `schedule` says.

use super::counts::{Counts, Uncertainty};
use super::number::{Chance, Difference, Numbers};
use serde::{Deserialize, Serialize};

/// What a search says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScheduleAnswer {
    /// Version of this form.
    pub format: u32,
    /// The plan's name.
    pub scenario: String,
    /// The output whose mean decides.
    pub objective: String,
    /// Its unit.
    pub unit: String,
    /// What a share divides by; empty where it divides by nothing.
    pub of: String,
    /// Whether the largest or the smallest is best.
    pub goal: Wanted,
    /// What a plan must keep.
    pub constraints: Vec<Limit>,
    /// Names of the levers.
    pub levers: Vec<String>,
    /// Combinations of their settings.
    pub combinations: usize,
    /// Combinations that are no valid plan and were skipped.
    pub skipped: usize,
    /// Combinations that are the same plan as another one.
    pub repeated: usize,
    /// Draws and replications of a candidate in the search at most; `n` counts the simulations of
    /// all.
    pub counts: Counts,
    /// Simulations of the last judgement.
    pub fresh_simulations: usize,
    /// Draws of each plan in it.
    pub fresh_draws: usize,
    /// What the widths contain: parameters and chance, or chance alone.
    pub uncertainty: Uncertainty,
    /// Draws at which the search could look.
    pub looks: Vec<u32>,
    /// Draws at its last look.
    pub last_look: u32,
    /// Risk of having dropped the best plan of those that keep the constraints.
    pub risk: f64,
    /// Level of each interval of a difference from the winner; all pairs at all looks
    /// hold together with 95 %.
    pub level: f64,
    /// The winner's label; none where no candidate keeps the constraints.
    pub winner: Option<String>,
    /// The candidate that comes nearest, where there is no winner.
    pub nearest: Option<String>,
    /// Candidates that cannot be told apart from the winner, and keep the constraints as
    /// far as is known.
    pub like_winner: Vec<String>,
    /// All candidates, best first.
    pub candidates: Vec<CandidateAnswer>,
    /// The last judgement.
    pub finals: Vec<FinalAnswer>,
}

/// A candidate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CandidateAnswer {
    /// Row of points.csv.
    pub point: u32,
    /// Its levers' settings.
    pub label: String,
    /// The setting of each lever.
    pub settings: Vec<String>,
    /// What became of it.
    pub status: Status,
    /// Draws that it took part with.
    pub draws: usize,
    /// Simulations that it took.
    pub simulations: usize,
    /// Mean of the objective over them.
    pub mean: Option<f64>,
    /// Lower end of the mean's own 95 % interval.
    pub mean_lo: Option<f64>,
    /// Upper end of it.
    pub mean_hi: Option<f64>,
    /// Paired difference from the winner, or from the nearest candidate.
    pub difference: Option<Difference>,
    /// Whether that interval leaves zero out.
    pub told_apart: bool,
    /// Whether it is shown to keep all constraints.
    pub sure: bool,
    /// The constraints' shares, in their order.
    pub constraints: Vec<ConstraintNumbers>,
}

/// What became of a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Best of those that keep the constraints.
    Winner,
    /// Not shown to be worse.
    Kept,
    /// Shown to be worse than another one.
    Dropped,
    /// Misses a constraint: shown on the way, or by the estimates at the end.
    Infeasible,
}

impl Status {
    /// The word in results.
    pub fn word(self) -> &'static str {
        match self {
            Self::Winner => "winner",
            Self::Kept => "kept",
            Self::Dropped => "dropped",
            Self::Infeasible => "infeasible",
        }
    }
}

/// A constraint of a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConstraintNumbers {
    /// Share of simulations in which the event happens; of a median, in which it lies on the
    /// wanted side.
    pub probability: f64,
    /// Whether that keeps the constraint.
    pub kept: bool,
}

/// A plan on draws that the search never saw.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FinalAnswer {
    /// Row of points.csv.
    pub point: u32,
    /// Its levers' settings.
    pub label: String,
    /// Why it is here; of a plan with two reasons, the first.
    pub role: FinalRole,
    /// Whether it is the plan as written.
    pub as_written: bool,
    /// The objective there.
    pub fresh: Numbers,
    /// Its mean in the search.
    pub search_mean: Option<f64>,
    /// How much better the search made it look: search less fresh, signed so that more
    /// is more flattering.
    pub optimism: Option<f64>,
    /// Lower end of its 95 % interval (Welch).
    pub optimism_lo: Option<f64>,
    /// Upper end of it.
    pub optimism_hi: Option<f64>,
    /// Paired difference of the first plan from this one; all of them hold together
    /// with 95 % (Bonferroni). None of the first itself.
    pub lead: Option<Difference>,
    /// The constraints.
    pub constraints: Vec<Chance>,
    /// Whether the estimates keep all of them.
    pub kept: bool,
}

/// How an output and a threshold compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sign {
    /// At least.
    #[serde(rename = ">=")]
    AtLeast,
    /// At most.
    #[serde(rename = "<=")]
    AtMost,
    /// Above.
    #[serde(rename = ">")]
    Above,
    /// Below.
    #[serde(rename = "<")]
    Below,
}

/// A limit to how often something bad may happen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Limit {
    /// As typed, spaces put in order.
    pub text: String,
    /// The output, as typed.
    pub output: String,
    /// Sign of the event.
    pub sign: Sign,
    /// The event's threshold, in the unit of the output.
    pub threshold: f64,
    /// Whether the event is wanted: its probability has a lower limit.
    pub wanted: bool,
    /// Limit of the event's probability [0..1].
    pub probability: f64,
    /// Whether it was typed as a limit of the median over simulations, which is kept
    /// where at least half of the simulations are on its side.
    pub median: bool,
}

/// Which mean is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Wanted {
    /// The largest.
    #[serde(rename = "largest")]
    Largest,
    /// The smallest.
    #[serde(rename = "smallest")]
    Smallest,
}

impl Wanted {
    /// The word in results.
    pub fn word(self) -> &'static str {
        match self {
            Self::Largest => "largest",
            Self::Smallest => "smallest",
        }
    }
}

/// Why a plan is judged again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FinalRole {
    /// It won.
    #[serde(rename = "winner")]
    Winner,
    /// It comes nearest, and no plan won.
    #[serde(rename = "nearest")]
    Nearest,
    /// It comes next after the winner.
    #[serde(rename = "runner-up")]
    RunnerUp,
    /// It comes next after the nearest.
    #[serde(rename = "next")]
    Next,
    /// It is the plan as written.
    #[serde(rename = "as written")]
    AsWritten,
}

impl FinalRole {
    /// The word in results.
    pub fn word(self) -> &'static str {
        match self {
            Self::Winner => "winner",
            Self::Nearest => "nearest",
            Self::RunnerUp => "runner-up",
            Self::Next => "next",
            Self::AsWritten => "as written",
        }
    }
}
