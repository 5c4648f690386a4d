//! The part of an answer that the screen shows, as `summary.json` has it.

use serde::Deserialize;

/// An answer.
#[derive(Debug, Deserialize)]
pub struct Answer {
    pub plan: String,
    pub counts: Counts,
    pub uncertainty: String,
    pub targets: Vec<Target>,
    /// Answers of earlier versions do not have them.
    #[serde(default)]
    pub unjudged: Vec<Unjudged>,
    pub all_targets: Option<Chance>,
    #[serde(flatten)]
    pub workforce: Option<Workforce>,
    pub customers: Option<Customers>,
    pub luck: Vec<Luck>,
    pub leaning: Vec<Leaning>,
    pub series: Vec<Series>,
}

/// The workforce's part.
#[derive(Debug, Deserialize)]
pub struct Workforce {
    pub thresholds: Vec<Threshold>,
    pub phases: Vec<Phase>,
    pub adoption: Vec<AdoptionAt>,
    pub peak: Peak,
    pub accounts: Vec<Account>,
    pub break_even: Weeks,
}

/// The customers' part.
#[derive(Debug, Deserialize)]
pub struct Customers {
    pub accounts: u32,
    pub adoption: Vec<AdoptionAt>,
    pub sign_in_share: Vec<AdoptionAt>,
    pub accounts_at: Vec<CustomerAccount>,
}

/// What happened to customers up to a week.
#[derive(Debug, Deserialize)]
pub struct CustomerAccount {
    pub week: u16,
    pub contacts_difference: Quantity,
    pub baseline_contacts: Quantity,
    pub abandoned_difference: Quantity,
    pub messages_difference: Quantity,
    pub sensitive_completed: Quantity,
    pub contact_centre_difference: Quantity,
    pub message_cost_difference: Quantity,
    pub setup: Quantity,
    pub net_cash: Quantity,
    pub net_cash_not_above: Chance,
    pub value: Option<Quantity>,
    pub recovery_exposure: Takeovers,
    pub login_exposure: Takeovers,
}

/// Expected takeovers.
#[derive(Debug, Deserialize)]
pub struct Takeovers {
    pub rollout: Quantity,
    pub baseline: Quantity,
}

/// How much was simulated.
#[derive(Debug, Deserialize)]
pub struct Counts {
    pub draws: usize,
    pub replicates_per_draw: usize,
    pub n: usize,
    pub horizon: u16,
}

/// The distribution of a number over units.
#[derive(Debug, Deserialize)]
pub struct Quantity {
    pub unit: String,
    pub n: usize,
    pub mean: Option<f64>,
    pub mean_lo: Option<f64>,
    pub mean_hi: Option<f64>,
    pub p05: Option<f64>,
    pub p50: Option<f64>,
    pub p95: Option<f64>,
}

/// A probability with its 95 % interval.
#[derive(Debug, Deserialize)]
pub struct Chance {
    pub probability: Option<f64>,
    pub lo: Option<f64>,
    pub hi: Option<f64>,
}

/// When something happens.
#[derive(Debug, Deserialize)]
pub struct Weeks {
    pub never: Chance,
    pub p10: Option<u16>,
    pub p50: Option<u16>,
    pub p90: Option<u16>,
}

/// A target.
#[derive(Debug, Deserialize)]
pub struct Target {
    pub name: String,
    pub comparison: String,
    pub value: f64,
    pub met: Chance,
    pub outcome: Quantity,
}

/// A target that nobody judged.
#[derive(Debug, Deserialize)]
pub struct Unjudged {
    pub name: String,
    pub reason: String,
}

/// When a share of head-count is enrolled.
#[derive(Debug, Deserialize)]
pub struct Threshold {
    pub percent: u8,
    pub first_week: Weeks,
}

/// A phase.
#[derive(Debug, Deserialize)]
pub struct Phase {
    pub name: String,
    pub planned: u16,
    pub gated: bool,
    pub begins: Weeks,
}

/// Adoption in a week.
#[derive(Debug, Deserialize)]
pub struct AdoptionAt {
    pub week: Option<u16>,
    pub metric: String,
    pub share: Quantity,
}

/// The busiest week.
#[derive(Debug, Deserialize)]
pub struct Peak {
    pub tickets: Quantity,
    pub week: Quantity,
    pub agents_needed: Quantity,
    pub baseline_agents_needed: Quantity,
}

/// Money and minutes up to a week.
#[derive(Debug, Deserialize)]
pub struct Account {
    pub week: u16,
    pub helpdesk_difference: Quantity,
    pub programme: Quantity,
    pub net_cash: Quantity,
    pub helpdesk_not_above: Chance,
}

/// Luck's share of the variance.
#[derive(Debug, Deserialize)]
pub struct Luck {
    pub output: String,
    pub share: f64,
    pub lo: Option<f64>,
    pub hi: Option<f64>,
}

/// An assumption that the answer leans on.
#[derive(Debug, Deserialize)]
pub struct Leaning {
    pub parameter: String,
    pub range: [f64; 2],
    pub output: String,
    pub index: f64,
    pub rises: bool,
}

/// Weekly quantiles.
#[derive(Debug, Deserialize)]
pub struct Series {
    pub population: String,
    pub metric: String,
    pub arm: String,
    pub p05: Vec<Option<f64>>,
    pub p50: Vec<Option<f64>>,
    pub p95: Vec<Option<f64>>,
}
