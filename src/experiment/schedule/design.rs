//! What a search is about.

use crate::experiment::constraint::Constraint;
use crate::scenario::Scenario;
use crate::statistics::Goal;

/// Most candidates of one search, the plan as written not counted.
pub const MOST: usize = 256;

/// Plans that are judged again, at most: winner, runner-up, the plan as written.
pub const FINALISTS: u64 = 3;

/// What is searched for.
#[derive(Clone, Debug, PartialEq)]
pub struct Design {
    /// The output whose mean decides, canonical.
    pub objective: String,
    /// Which way it should go.
    pub goal: Goal,
    /// What a plan must keep.
    pub constraints: Vec<Constraint>,
}

/// A plan that is searched, the first one being the plan as written.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Its levers' settings in words.
    pub label: String,
    /// The setting of each lever, in words.
    pub settings: Vec<String>,
    /// The plan.
    pub scenario: Scenario,
}

/// What the levers came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// Names of the levers.
    pub levers: Vec<String>,
    /// Combinations of their settings.
    pub combinations: usize,
    /// Combinations that are no valid plan and were skipped.
    pub skipped: usize,
    /// Combinations that are the same plan as another one.
    pub repeated: usize,
}
