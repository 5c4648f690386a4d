//! How a budget is best divided.

use super::number::{Chance, Difference, Marginal, Numbers};
use serde::{Deserialize, Serialize};

/// The best division of a budget that was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Allocation {
    /// The budget for channels to the week of the answer, without set-up amounts [$].
    pub budget: f64,
    /// What is largest.
    pub objective: Objective,
    /// What must be kept, as typed.
    pub constraint: Option<String>,
    /// Whether the found division keeps it by the share of simulations that no search saw.
    pub kept: Option<bool>,
    /// Blocks of weeks.
    pub blocks: Vec<Block>,
    /// What goes where.
    pub cells: Vec<CellAnswer>,
    /// What is better not spent [$].
    pub unspent: f64,
    /// The found division, others, and the plan as it is, all on draws that the search
    /// never saw.
    pub plans: Vec<DividedPlan>,
    /// How much of its advantage the search only thought it saw.
    pub optimism: Option<Gap>,
    /// One more agent at the desk from week 1 on.
    pub agent: Option<Agent>,
    /// Divisions that were evaluated in the search.
    pub evaluated: usize,
    /// Draws of each.
    pub search_draws: u32,
    /// The found division as keys of `[communications]`.
    pub toml: String,
}

/// Consecutive weeks of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// First plan week.
    pub first_week: u16,
    /// Last plan week.
    pub last_week: u16,
}

/// Money of a channel in a block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CellAnswer {
    /// The channel.
    pub channel: String,
    /// The block, by position.
    pub block: usize,
    /// First plan week.
    pub first_week: u16,
    /// Last plan week.
    pub last_week: u16,
    /// Weeks of the channel's calendar in it.
    pub weeks: usize,
    /// The found division's money [$].
    pub found: f64,
    /// The even split's [$].
    pub even: f64,
    /// The plan's own proportions' [$].
    pub own: f64,
    /// The found division's spend [$ per addressed head and week].
    pub spend: f64,
}

/// A plan on fresh draws.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DividedPlan {
    /// `found`, `even split`, `own split`, `plan as it is`.
    pub name: String,
    /// Spend on channels to the week of the answer [$].
    pub spend: f64,
    /// Enrolled people.
    pub adopters: Numbers,
    /// Enrolled, of headcount.
    pub adoption: Numbers,
    /// Tickets against no rollout.
    pub tickets: Numbers,
    /// Net cash against no rollout [$].
    pub net_cash: Numbers,
    /// Fullest queue.
    pub backlog: Numbers,
    /// How often the limit is broken; none without one.
    pub broken: Option<Chance>,
    /// More enrolled people with the found division than with this plan.
    pub found_over: Option<Difference>,
}

/// The found division's advantage over the even split, as searched and as it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Gap {
    /// In the unit of the objective: adopters, or dollars.
    pub unit: String,
    /// On the draws of the search.
    pub searched: Difference,
    /// On draws that it never saw: this is what to expect.
    pub fresh: Difference,
}

/// What one more agent brings for each agent-week.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Agent {
    /// Agent-weeks: one agent in every week to that of the answer.
    pub weeks: u16,
    /// Enrolled people for each agent-week.
    pub adopters: Marginal,
    /// Net cash for each agent-week [$]; the agent's own hours are in it.
    pub net_cash: Marginal,
    /// Cases of the fullest queue, in all.
    pub backlog: Marginal,
}

/// What a division makes as large as it can.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Objective {
    /// Enrolled people.
    #[serde(rename = "adopters")]
    Adopters,
    /// Their value less net cash.
    #[serde(rename = "worth")]
    Worth,
}

impl Objective {
    /// The word in results.
    pub fn word(self) -> &'static str {
        match self {
            Self::Adopters => "adopters",
            Self::Worth => "worth",
        }
    }
}
