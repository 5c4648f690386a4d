//! What a phase says.

use serde::Serialize;

use super::gate_metric::GateMetric;
use crate::scenario::assumptions::Assumption;
use crate::scenario::audience::{Audience, Role};
use crate::scenario::fallback::Fallback;
use crate::scenario::organisation::Organisation;
use crate::scenario::run::Horizon;
use crate::scenario::words::Words;
pub use crate::units::Comparison;
use crate::units::Date;

/// A phase: one row of opportunities, in force until the next phase starts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Phase {
    /// Name shown in results.
    pub name: String,
    /// The preset the row started from.
    pub kind: PhaseKind,
    /// First plan week, from 1.
    pub first_week: u16,
    /// Who may enrol and is prompted.
    pub audience: Audience,
    /// Multiplier of the self-enrolment mass [1].
    pub self_enrolment: f64,
    /// Multiplier of the prompt mass [1]; 0 means no prompts.
    pub prompts: f64,
    /// Multiplier of the moment mass [1]; `None` takes the opt-in parameter ω.
    pub moments: Option<f64>,
    /// Sponsorship in force, as a share of the sponsorship dial [0..1].
    pub sponsorship: f64,
    /// Roles for whom a passkey is required on risky paths from this phase on.
    pub required: Vec<Role>,
    /// Departments required as a whole (every member is of the required audience); names.
    pub required_departments: Vec<String>,
    /// Days before the requirement in which told people feel the deadline; 0 is no window [civil days].
    pub deadline_days: u16,
    /// Extra legacy step-ups per sign-in, 0 to 2 [step-ups].
    pub friction: f64,
    /// Whether incapable required people get standing exceptions.
    pub exceptions: bool,
    /// Condition that holds the phase back.
    pub gate: Option<Gate>,
    /// Load gate: backlog per 1,000 heads above which new prompts stop, and below which they resume [cases].
    pub load_gate: Option<(f64, f64)>,
}

/// Presets of a phase row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PhaseKind {
    /// Opt-in for a few departments, nothing removed.
    Pilot,
    /// Opt-in for everyone.
    OptIn,
    /// Passkey is the default factor at new devices and resets.
    Default,
    /// Required on high-risk paths.
    Required,
}

/// A gate: entry to the phase waits until the metric stands where it should.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Gate {
    /// What it watches, as the week before closed.
    pub metric: GateMetric,
    /// `>=` or `<=`.
    pub comparison: Comparison,
    /// Threshold, in the metric's unit.
    pub value: f64,
    /// Weeks the gate can hold [weeks].
    pub max_hold: u16,
    /// What happens then.
    pub on_timeout: GateTimeout,
}

/// After the longest hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum GateTimeout {
    /// The phase starts anyway.
    Proceed,
    /// The phase and all later ones never start.
    Stop,
}

impl Words for PhaseKind {
    const WORDS: &'static [&'static str] = &["pilot", "opt-in", "default", "required"];
    const VALUES: &'static [Self] = &[Self::Pilot, Self::OptIn, Self::Default, Self::Required];
}

impl Words for GateTimeout {
    const WORDS: &'static [&'static str] = &["proceed", "stop"];
    const VALUES: &'static [Self] = &[Self::Proceed, Self::Stop];
}

/// What phases are checked against.
pub(in crate::scenario) struct Surroundings<'a> {
    pub start: Date,
    pub horizon: Horizon,
    pub organisation: &'a Organisation,
    pub fallback: &'a Fallback,
    pub assumptions: &'a [Assumption],
    pub keys_planned: bool,
}
