//! `[keys]` and `[remove_legacy]`.

use serde::Serialize;

use super::audience::Audience;
use super::department::Department;
use super::key::{Key, key};
use super::kind::Kind;
use super::phase::known_audience;
use super::run::Horizon;
use super::table::Table;
use super::writer::Writer;

/// Security keys issued to people who are not capable otherwise.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct KeyPlan {
    /// Who gets one, if not capable otherwise.
    pub audience: Audience,
    /// First plan week of issue.
    pub first_week: u16,
    /// Last plan week of issue.
    pub last_week: u16,
    /// Days from issue to the person's hand [civil days].
    pub lead_days: u16,
    /// Price of one key [$]; `None` takes `key.unit_cost`.
    pub unit_cost: Option<f64>,
    /// Spares bought beside, as a share [0..1].
    pub spares: f64,
}

/// From a week on, every path is required for the audience.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LegacyRemoval {
    /// Plan week.
    pub week: u16,
    /// Names of the factors removed, for the report.
    pub factors: Vec<String>,
    /// For whom.
    pub audience: Audience,
}

#[rustfmt::skip]
pub(super) const KEYS: &[Key] = &[
    key("keys", "audience", Kind::Audience, "", "\"everyone\"", "{ roles = [\"privileged\"] }", "Who gets a key, if not capable otherwise."),
    key("keys", "weeks", Kind::Span, "weeks", "\"1-\"", "\"5-16\"", "First and last week of issue."),
    key("keys", "lead", Kind::Days(365), "days", "\"10 days\"", "\"3 weeks\"", "Time from issue to the person's hand."),
    key("keys", "unit_cost", Kind::Money, "$", "(key.unit_cost)", "\"$31.50\"", "Price of one key."),
    key("keys", "spares", Kind::Number(0.0, 10.0), "", "0.1", "0.2", "Spares bought beside, as a share."),
    key("remove_legacy", "week", Kind::Integer(1, 9_999), "week", "", "30", "Week from which every path is required for the audience."),
    key("remove_legacy", "factors", Kind::Names, "", "[\"legacy factor\"]", "[\"SMS\"]", "Names of the factors removed, for the report."),
    key("remove_legacy", "audience", Kind::Audience, "", "\"everyone\"", "[\"IT\"]", "For whom."),
];

/// Reads `[keys]`.
pub(super) fn resolve_keys(
    root: &Table<'_>,
    horizon: Horizon,
    departments: &[Department],
) -> Option<KeyPlan> {
    let table = root.table("keys");
    let (first_week, last) = *table.week_ranges("weeks")?.first()?;
    if !table.is_given() || !horizon.admits(&table, "weeks", first_week, "the issue of keys") {
        return None;
    }
    Some(KeyPlan {
        audience: known_audience(&table, table.audience("audience")?, departments),
        first_week,
        last_week: last.unwrap_or(horizon.weeks).min(horizon.weeks),
        lead_days: table.integer_or_default("lead") as u16,
        unit_cost: table.number("unit_cost"),
        spares: table.number_or_default("spares"),
    })
}

/// Reads `[remove_legacy]`.
pub(super) fn resolve_removal(
    root: &Table<'_>,
    horizon: Horizon,
    departments: &[Department],
    freeze: &[u16],
) -> Option<LegacyRemoval> {
    let table = root.table("remove_legacy");
    let audience = table.audience("audience");
    let factors = table.texts_or_default("factors");
    let week = table.integer("week").map(|week| week as u16);
    if !table.is_given() {
        return None;
    }
    if table.raw("week").is_none() {
        let expected = Some("a week, such as `week = 30`".to_owned());
        table.problem(
            "scenario::missing-key",
            "week",
            "the removal has no week",
            expected,
            None,
        );
    }
    let week = week.filter(|week| horizon.admits(&table, "week", *week, "the removal"))?;
    if freeze.contains(&week) {
        table.note(
            "note::frozen",
            "week",
            format!("week {week} is frozen: the removal waits for the next unfrozen week"),
        );
    }
    Some(LegacyRemoval {
        week,
        factors,
        audience: known_audience(&table, audience?, departments),
    })
}

/// Writes the tables.
pub(super) fn write(keys: Option<&KeyPlan>, removal: Option<&LegacyRemoval>, out: &mut Writer) {
    if let Some(keys) = keys {
        out.header("[keys]");
        out.audience("audience", &keys.audience);
        out.text("weeks", &format!("{}-{}", keys.first_week, keys.last_week));
        out.plain("lead", keys.lead_days);
        if let Some(cost) = keys.unit_cost {
            out.number("unit_cost", cost);
        }
        out.number("spares", keys.spares);
    }
    if let Some(removal) = removal {
        out.header("[remove_legacy]");
        out.plain("week", removal.week);
        out.texts("factors", &removal.factors);
        out.audience("audience", &removal.audience);
    }
}
