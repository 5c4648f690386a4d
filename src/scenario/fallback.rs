//! `[fallback]`.

use serde::Serialize;

use super::dial::{self, Dial};
use super::key::{Key, key};
use super::kind::{Kind, Words};
use super::run::Horizon;
use super::table::Table;
use super::writer::{Writer, number};

/// What happens when a passkey is gone.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fallback {
    /// Plan week in which the runbook exists, from 1; beyond the horizon is never.
    pub runbook_week: u16,
    /// Quality of the runbook [0..1].
    pub runbook_quality: f64,
    /// Chance that a person recovers alone when readiness is 1 [0..1].
    pub self_service: f64,
    /// Chance that a person enrols a second credential [0..1].
    pub backup: f64,
    /// How the desk verifies identity.
    pub verification: Verification,
    /// Runbook authoring, paid once in its week [$].
    pub setup_cost: f64,
    /// Multiplier of attempts on the recovery path, and of their success (1, 1 without stress).
    pub stress: (f64, f64),
}

/// Strength of identity verification at the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verification {
    /// Questions that a colleague could answer.
    Weak,
    /// Two factors known to the employer.
    Standard,
    /// Manager, video or presence as well.
    Strong,
}

#[rustfmt::skip]
pub(super) const KEYS: &[Key] = &[
    key("fallback", "quality", Kind::Quality, "", "\"good\"", "0.6", "Sets all dials that are not written, on the line through poor (0.25) and good (0.75). It never sets the runbook's week."),
    key("fallback", "runbook_week", Kind::Integer(1, 9_999), "week", "3", "15", "Week from which the runbook exists; after the horizon is never."),
    key("fallback", "runbook_quality", Kind::Share, "", "(by quality)", "0.9", "Quality of the runbook."),
    key("fallback", "self_service", Kind::Share, "", "(by quality)", "0.5", "Chance that a person recovers alone when readiness is 1."),
    key("fallback", "backup", Kind::Share, "", "(by quality)", "0.45", "Chance that a person enrols a second credential."),
    key("fallback", "verification", Kind::Word(Verification::WORDS), "", "\"standard\"", "\"strong\"", "How the desk verifies identity."),
    key("fallback", "setup_cost", Kind::Money, "$", "0", "\"$6,000\"", "Authoring of the runbook, paid once in its week."),
    key("fallback", "recovery_stress", Kind::Table("fallback.recovery_stress"), "", "(none)", "", "Pressure on the recovery path."),
    key("fallback.recovery_stress", "attack_rate", Kind::Number(0.0, 1e6), "", "1.0", "10", "Multiplies impostors' attempts on the recovery path."),
    key("fallback.recovery_stress", "channel_compromise", Kind::Number(0.0, 1e6), "", "1.0", "2", "Multiplies their success."),
];

impl Words for Verification {
    const WORDS: &'static [&'static str] = &["weak", "standard", "strong"];
    const VALUES: &'static [Self] = &[Self::Weak, Self::Standard, Self::Strong];
}

/// Values at poor and good quality: `docs/model.md`, dials of a plan.
pub(super) const DIALS: [Dial; 3] = [
    Dial {
        name: "runbook_quality",
        poor: 0.60,
        good: 0.90,
        most: 1.0,
    },
    Dial {
        name: "self_service",
        poor: 0.0,
        good: 0.50,
        most: 1.0,
    },
    Dial {
        name: "backup",
        poor: 0.15,
        good: 0.45,
        most: 1.0,
    },
];

/// Keys that one word or number of quality sets.
pub(super) fn dial_names() -> impl Iterator<Item = &'static str> {
    DIALS.iter().map(|dial| dial.name)
}

/// Reads the table.
pub(super) fn resolve(root: &Table<'_>, horizon: Horizon) -> Fallback {
    let table = root.table("fallback");
    let [runbook_quality, self_service, backup] = dial::values(&table, &DIALS);
    let runbook_week = table.integer_or_default("runbook_week") as u16;
    if table.raw("runbook_week").is_none() {
        let message = format!(
            "not written: the runbook is taken to exist from week {runbook_week}; no word of quality sets it, and it matters"
        );
        table.note("note::runbook-week", "runbook_week", message);
    } else if runbook_week > horizon.weeks {
        let message =
            format!("week {runbook_week} is after the horizon: the runbook is never written");
        table.note("note::runbook-week", "runbook_week", message);
    }
    let stress = table.table("recovery_stress");
    Fallback {
        runbook_week,
        runbook_quality,
        self_service,
        backup,
        verification: Verification::from_word(&table.text_or_default("verification"))
            .unwrap_or(Verification::Standard),
        setup_cost: table.number_or_default("setup_cost"),
        stress: (
            stress.number_or_default("attack_rate"),
            stress.number_or_default("channel_compromise"),
        ),
    }
}

/// Writes the table.
pub(super) fn write(fallback: &Fallback, out: &mut Writer) {
    out.header("[fallback]");
    out.plain("runbook_week", fallback.runbook_week);
    out.number("runbook_quality", fallback.runbook_quality);
    out.number("self_service", fallback.self_service);
    out.number("backup", fallback.backup);
    out.text("verification", fallback.verification.word());
    out.number("setup_cost", fallback.setup_cost);
    let (attacks, success) = fallback.stress;
    let stress = format!(
        "{{ attack_rate = {}, channel_compromise = {} }}",
        number(attacks),
        number(success)
    );
    out.raw("recovery_stress", stress);
}

#[cfg(test)]
mod tests {
    #[test]
    fn dials_are_keys() {
        assert!(super::dial::registered("fallback", &super::DIALS));
    }
}
