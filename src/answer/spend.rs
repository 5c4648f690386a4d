//! What `spend` says.

use super::allocation::Allocation;
use super::counts::{Counts, Uncertainty};
use super::number::{Difference, Marginal, Numbers};
use serde::{Deserialize, Serialize};

/// What a spend response says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SpendAnswer {
    /// Version of this form.
    pub format: u32,
    /// The plan's name.
    pub plan: String,
    /// Adoption is of this week, money and tickets up to it.
    pub week: u16,
    /// How much was simulated of each level; other draws judge a division.
    pub counts: Counts,
    /// What the widths contain: parameters and chance, or chance alone.
    pub uncertainty: Uncertainty,
    /// What an adopter is worth, where it was said [$].
    pub value_per_adopter: Option<f64>,
    /// The curve of all channels, then each channel's.
    pub curves: Vec<Curve>,
    /// The best division of a budget, where there is one.
    pub allocation: Option<Allocation>,
}

/// How adoption, tickets and cash answer one spend.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Curve {
    /// The channel, or `all channels`.
    pub name: String,
    /// What levels multiply.
    pub scaled: Scaled,
    /// The levels, rising.
    pub levels: Vec<Level>,
    /// What each step from one level to the next brings.
    pub steps: Vec<Step>,
    /// Level of each step's intervals: those of one measure hold together with 95 %
    /// over the steps (Bonferroni).
    pub confidence: f64,
    /// The level from which on no further step is shown to bring adopters; none if
    /// the last one still is.
    pub flat_from: Option<f64>,
    /// The level from which a step is first shown to lose adopters.
    pub falls_from: Option<f64>,
    /// The best level; none where no value of an adopter was given.
    pub optimum: Option<Optimum>,
}

/// What a level multiplies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scaled {
    /// The plan's own spend; level 1 is the plan.
    OwnSpend,
    /// The spend that buys half of the reach, in every week of the channel's
    /// calendar: the plan spends nothing there, and level 0 is the plan.
    HalfSpend,
}

impl Scaled {
    /// The word in results.
    pub fn word(self) -> &'static str {
        match self {
            Self::OwnSpend => "own-spend",
            Self::HalfSpend => "half-spend",
        }
    }
}

/// A simulated level.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Level {
    /// Factor.
    pub level: f64,
    /// Which point.
    pub point: usize,
    /// Spend on all channels to the week of the answer [$].
    pub spend: f64,
    /// Enrolled people.
    pub adopters: Numbers,
    /// Enrolled, of headcount.
    pub adoption: Numbers,
    /// Tickets against no rollout.
    pub tickets: Numbers,
    /// Net cash against no rollout [$].
    pub net_cash: Numbers,
    /// Messages that a head has understood by then, mean over draws [messages].
    pub messages: Option<f64>,
    /// Share of messages lost to fatigue: of those that would have been understood if
    /// messages wearied nobody, mean over draws [0..1].
    pub lost_to_fatigue: Option<f64>,
}

/// From one level to the next, simulation by simulation in the same worlds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// The lower level.
    pub from: f64,
    /// The higher level.
    pub to: f64,
    /// What the step costs in spend [$].
    pub spend: f64,
    /// More people enrolled.
    pub adopters: Option<Difference>,
    /// More people enrolled for $1,000.
    pub adopters_per_1000: Option<Marginal>,
    /// More tickets.
    pub tickets: Option<Difference>,
    /// More net cash [$].
    pub net_cash: Option<Difference>,
    /// Whether it brings people.
    pub marginal: StepSign,
    /// What an adopter has to be worth for the step to pay: more net cash for one
    /// more adopter [$]. None where the step is not shown to bring adopters.
    pub break_even: Option<Marginal>,
}

/// The level whose worth is highest: value times adopters, less net cash.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Optimum {
    /// What an adopter is worth [$].
    pub value_per_adopter: f64,
    /// The best simulated level by the mean.
    pub level: f64,
    /// Its spend [$].
    pub spend: f64,
    /// Lowest spend that no other level is shown to beat [$]; intervals of all paired
    /// differences from one level hold together with 95 %.
    pub spend_lo: f64,
    /// Highest such spend [$].
    pub spend_hi: f64,
    /// Whether the highest simulated level may be the best, so that more might pay
    /// that was not simulated.
    pub open_above: bool,
    /// Each level, in their order.
    pub levels: Vec<Worth>,
    /// Between the levels, by a curve; none without a level 0, or where no curve fits.
    pub interpolated: Option<Interpolated>,
}

/// What a level is worth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Worth {
    /// Factor.
    pub level: f64,
    /// Value of the adopters less net cash [$].
    pub worth: Numbers,
    /// Probability that it is the best in one simulation, chance included.
    pub p_best_simulation: f64,
    /// Probability over draws that its mean over chance is the best; none under chance
    /// only, and with one replication a draw.
    pub p_best_mean: Option<f64>,
    /// Mean distance to the best level of the same simulation [$].
    pub regret_mean: f64,
    /// Whether no other level is shown to beat it.
    pub may_be_best: bool,
}

/// The optimum on a Hill curve through the levels: an interpolation, never beyond the
/// highest of them.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Interpolated {
    /// The best spend [$]; none if it lies at the end of the range or nothing pays.
    pub spend: Option<f64>,
    /// Lower end of the middle 95 % of resampled draws whose curve has one [$].
    pub spend_lo: Option<f64>,
    /// Upper end of it.
    pub spend_hi: Option<f64>,
    /// Share of resamples with an optimum inside the range.
    pub inside: f64,
    /// Share of resamples in which more than the range still pays.
    pub beyond: f64,
}

/// Whether a step brings people, by the interval of its difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StepSign {
    /// It is shown to bring people.
    #[serde(rename = "positive")]
    Positive,
    /// It may do either.
    #[serde(rename = "not told from zero")]
    Unclear,
    /// It is shown to lose people.
    #[serde(rename = "negative")]
    Negative,
}

impl StepSign {
    /// The word in results.
    pub fn word(self) -> &'static str {
        match self {
            Self::Positive => "positive",
            Self::Unclear => "not told from zero",
            Self::Negative => "negative",
        }
    }
}
