//! `[helpdesk]`.

use serde::Serialize;

/// Staffing of the desk.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Helpdesk {
    /// Off: every contact is served at once, with the same resolution draws.
    pub queue: bool,
    /// First-line agents; `None` is staffed to the expected baseline load.
    pub agents: Option<u16>,
    /// Second-line agents; `None` is a share of all.
    pub second_line: Option<u16>,
    /// Opening hour, local [0..23].
    pub opens: u8,
    /// Closing hour, local [1..24].
    pub closes: u8,
    /// Weekdays on which the desk is open, Monday first.
    pub open_days: [bool; 7],
    /// Agents that the plan adds, by weeks; their hours are a cost of the rollout arm.
    pub extra: Vec<ExtraAgents>,
    /// Cost of an added agent-hour [$]; used for `extra` alone.
    pub extra_hour_cost: f64,
}

/// Agents that the plan adds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExtraAgents {
    /// First plan week.
    pub first_week: u16,
    /// Last plan week.
    pub last_week: u16,
    /// How many first-line agents.
    pub agents: u16,
}
