//! `[[shock]]`.

use serde::Serialize;

use super::key::{Key, key};
use super::kind::{Kind, Words};
use super::run::Horizon;
use super::table::Table;
use super::writer::Writer;

/// A bad day, or a bad season.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Shock {
    /// What happens.
    pub kind: ShockKind,
    /// Plan week in which it starts (Monday).
    pub week: u16,
    /// How many weeks it lasts; an outage's days are `days`.
    pub weeks: u16,
    /// Days of an outage [civil days].
    pub days: u16,
    /// Size: share of credentials or of a class's success lost [0..1], or a factor for `phone-refresh`.
    pub size: f64,
}

/// Kinds of shock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ShockKind {
    /// The credential provider is down: synced credentials unusable.
    Outage,
    /// A credential model leaves the allow-list, or synced passkeys are switched off; `size` of device-bound and synced ones alike are revoked where the profile says so.
    AllowList,
    /// The relying-party domain changes: all credentials revoked. Rollout arm and baseline alike.
    DomainChange,
    /// User principal names change: management and recovery contacts take 1.5 times the minutes.
    NameChange,
    /// Phone replacement runs `size` times as fast.
    PhoneRefresh,
    /// Ceremonies lose `size` of their success probability.
    CeremonyDefect,
}

#[rustfmt::skip]
pub(super) const KEYS: &[Key] = &[
    key("shock", "kind", Kind::Word(ShockKind::WORDS), "", "", "\"outage\"", "What happens."),
    key("shock", "week", Kind::Integer(1, 9_999), "week", "", "12", "Week on whose Monday it starts."),
    key("shock", "weeks", Kind::Integer(1, 520), "weeks", "(1; 4 for name-change, 8 for phone-refresh, 2 for ceremony-defect)", "2", "How long it lasts; an outage's length is `days`."),
    key("shock", "days", Kind::Integer(1, 365), "days", "1", "3", "Length of an outage."),
    key("shock", "size", Kind::Number(0.0, 100.0), "", "(1; 3 for phone-refresh, 0.2 for ceremony-defect)", "0.3", "Share of credentials, or of the chance of success, that is lost; a factor for phone-refresh."),
];

impl Words for ShockKind {
    const WORDS: &'static [&'static str] = &[
        "outage",
        "allow-list",
        "domain-change",
        "name-change",
        "phone-refresh",
        "ceremony-defect",
    ];
    const VALUES: &'static [Self] = &[
        Self::Outage,
        Self::AllowList,
        Self::DomainChange,
        Self::NameChange,
        Self::PhoneRefresh,
        Self::CeremonyDefect,
    ];
}

impl ShockKind {
    /// Weeks and size where they are not written. The weeks of a change of names
    /// are those of `docs/model.md`; the others are assumptions.
    fn defaults(self) -> (u16, f64) {
        match self {
            Self::Outage | Self::AllowList | Self::DomainChange => (1, 1.0),
            Self::NameChange => (4, 1.0),
            Self::PhoneRefresh => (8, 3.0),
            Self::CeremonyDefect => (2, 0.2),
        }
    }
}

/// Reads the shocks.
pub(super) fn resolve(root: &Table<'_>, horizon: Horizon) -> Vec<Shock> {
    root.tables("shock")
        .iter()
        .filter_map(|row| one(row, horizon))
        .collect()
}

/// Writes the tables.
pub(super) fn write(shocks: &[Shock], out: &mut Writer) {
    for shock in shocks {
        out.header("[[shock]]");
        out.text("kind", shock.kind.word());
        out.plain("week", shock.week);
        out.plain("weeks", shock.weeks);
        out.plain("days", shock.days);
        out.number("size", shock.size);
    }
}

fn one(row: &Table<'_>, horizon: Horizon) -> Option<Shock> {
    for name in ["kind", "week"]
        .into_iter()
        .filter(|name| row.raw(name).is_none())
    {
        row.problem(
            "scenario::missing-key",
            name,
            format!("a shock needs its {name}"),
            None,
            None,
        );
    }
    let (weeks, size) = (row.integer("weeks"), row.number("size"));
    let days = row.integer_or_default("days") as u16;
    let kind = ShockKind::from_word(&row.text("kind")?)?;
    let week = row.integer("week")? as u16;
    let (default_weeks, default_size) = kind.defaults();
    let size = size.unwrap_or(default_size);
    if size > 1.0 && kind != ShockKind::PhoneRefresh {
        let message = format!("the size of `{}` is a share, not {size}", kind.word());
        row.problem(
            "scenario::out-of-range",
            "size",
            message,
            Some(Kind::Share.describe()),
            None,
        );
    }
    horizon
        .admits(row, "week", week, "the shock")
        .then_some(Shock {
            kind,
            week,
            weeks: weeks.map_or(default_weeks, |weeks| weeks as u16),
            days,
            size,
        })
}
