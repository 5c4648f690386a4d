//! The part of a spend response that the screen shows, as `summary.json` has it.

use super::super::view::{Chance, Counts};
use serde::Deserialize;

/// A spend response.
#[derive(Debug, Deserialize)]
pub struct Response {
    pub plan: String,
    pub week: u16,
    pub counts: Counts,
    pub uncertainty: String,
    pub value_per_adopter: Option<f64>,
    pub curves: Vec<Curve>,
    pub allocation: Option<Allocation>,
}

/// A curve of levels.
#[derive(Debug, Deserialize)]
pub struct Curve {
    pub name: String,
    pub scaled: String,
    pub levels: Vec<Level>,
    pub steps: Vec<Step>,
    pub flat_from: Option<f64>,
    pub falls_from: Option<f64>,
    pub optimum: Option<Optimum>,
}

/// A level.
#[derive(Debug, Deserialize)]
pub struct Level {
    pub level: f64,
    pub spend: f64,
    pub adoption: Spread,
    pub tickets: Spread,
    pub net_cash: Spread,
    pub lost_to_fatigue: Option<f64>,
}

/// A distribution over units.
#[derive(Debug, Deserialize)]
pub struct Spread {
    pub mean: Option<f64>,
    pub p05: Option<f64>,
    pub p95: Option<f64>,
}

/// From one level to the next.
#[derive(Debug, Deserialize)]
pub struct Step {
    pub from: f64,
    pub to: f64,
    pub adopters_per_1000: Option<Marginal>,
    pub marginal: String,
    pub break_even: Option<Marginal>,
}

/// A mean and its interval.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Marginal {
    pub mean: f64,
    pub lo: Option<f64>,
    pub hi: Option<f64>,
}

/// The best level.
#[derive(Debug, Deserialize)]
pub struct Optimum {
    pub level: f64,
    pub spend: f64,
    pub spend_lo: f64,
    pub spend_hi: f64,
    pub open_above: bool,
    pub levels: Vec<Worth>,
    pub interpolated: Option<Interpolated>,
}

/// What a level is worth.
#[derive(Debug, Deserialize)]
pub struct Worth {
    pub p_best_unit: f64,
    pub p_best_mean: Option<f64>,
    pub may_be_best: bool,
}

/// The optimum between the levels.
#[derive(Debug, Deserialize)]
pub struct Interpolated {
    pub spend: Option<f64>,
    pub spend_lo: Option<f64>,
    pub spend_hi: Option<f64>,
    pub inside: f64,
    pub beyond: f64,
}

/// A division of a budget.
#[derive(Debug, Deserialize)]
pub struct Allocation {
    pub budget: f64,
    pub objective: String,
    pub constraint: Option<String>,
    pub kept: Option<bool>,
    pub blocks: Vec<Block>,
    pub cells: Vec<Cell>,
    pub unspent: f64,
    pub plans: Vec<Plan>,
    pub optimism: Option<Gap>,
    pub agent: Option<Agent>,
    pub evaluated: usize,
    pub search_draws: u32,
    pub toml: String,
}

/// A block of weeks.
#[derive(Debug, Deserialize)]
pub struct Block {
    pub first_week: u16,
    pub last_week: u16,
}

/// Money of a channel in a block.
#[derive(Debug, Deserialize)]
pub struct Cell {
    pub channel: String,
    pub block: usize,
    pub found: f64,
    pub own: f64,
}

/// A plan on fresh draws.
#[derive(Debug, Deserialize)]
pub struct Plan {
    pub name: String,
    pub spend: f64,
    pub adoption: Spread,
    pub net_cash: Spread,
    pub backlog: Spread,
    pub broken: Option<Chance>,
    pub found_over: Option<Marginal>,
}

/// An advantage as searched and as it is.
#[derive(Debug, Deserialize)]
pub struct Gap {
    pub unit: String,
    pub searched: Marginal,
    pub fresh: Marginal,
}

/// One more agent.
#[derive(Debug, Deserialize)]
pub struct Agent {
    pub adopters: Marginal,
    pub net_cash: Marginal,
    pub backlog: Marginal,
}
