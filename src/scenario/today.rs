//! `[today]`: the helpdesk and the fallback as they are before the rollout.

use serde::Serialize;

use super::fallback::Verification;
use super::key::{Key, key};
use super::kind::{Kind, Words};
use super::table::Table;
use super::writer::Writer;

/// What the file says of the time before the rollout; what it leaves out is as the plan
/// has it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TodayTable {
    /// How the desk verifies identity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verification: Option<Verification>,
    /// Chance that a person recovers alone when readiness is 1 [0..1].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub self_service: Option<f64>,
    /// Quality of the runbook that is in force already [0..1].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub runbook: Option<f64>,
    /// Quality of the FAQ that is in force already [0..1].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub faq: Option<f64>,
    /// First-line agents.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agents: Option<u16>,
    /// Second-line agents.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second_line: Option<u16>,
    /// Price of an agent's minute [$].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<f64>,
}

impl TodayTable {
    /// Whether the file says nothing of it.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[rustfmt::skip]
pub(super) const KEYS: &[Key] = &[
    key("today", "verification", Kind::Word(Verification::WORDS), "", "(the plan's)", "\"weak\"", "How the desk verifies identity before the rollout."),
    key("today", "self_service", Kind::Share, "", "(the plan's)", "0.2", "Chance that a person recovers alone, before the rollout, when readiness is 1."),
    key("today", "runbook", Kind::Share, "", "(none in force)", "0.6", "Quality of a runbook for passkeys that is in force before the rollout."),
    key("today", "faq", Kind::Share, "", "(none in force)", "0.5", "Quality of an FAQ on passkeys that is in force before the rollout."),
    key("today", "agents", Kind::Integer(1, 65_535), "people", "(the plan's)", "6", "First-line agents before the rollout."),
    key("today", "second_line", Kind::Integer(1, 65_535), "people", "(the plan's)", "1", "Second-line agents before the rollout."),
    key("today", "price", Kind::Money, "$/min", "(the plan's)", "1.1", "Price of an agent's minute before the rollout."),
];

/// Reads the table.
pub(super) fn resolve(root: &Table<'_>) -> TodayTable {
    let table = root.table("today");
    let people = |name| table.integer(name).map(|agents| agents as u16);
    TodayTable {
        verification: table
            .text("verification")
            .and_then(|word| Verification::from_word(&word)),
        self_service: table.number("self_service"),
        runbook: table.number("runbook"),
        faq: table.number("faq"),
        agents: people("agents"),
        second_line: people("second_line"),
        price: table.number("price"),
    }
}

/// Writes the table.
pub(super) fn write(today: &TodayTable, out: &mut Writer) {
    if today.is_empty() {
        return;
    }
    out.header("[today]");
    if let Some(verification) = today.verification {
        out.text("verification", verification.word());
    }
    for (name, number) in [
        ("self_service", today.self_service),
        ("runbook", today.runbook),
        ("faq", today.faq),
        ("price", today.price),
    ] {
        if let Some(number) = number {
            out.number(name, number);
        }
    }
    for (name, agents) in [("agents", today.agents), ("second_line", today.second_line)] {
        if let Some(agents) = agents {
            out.plain(name, agents);
        }
    }
}
