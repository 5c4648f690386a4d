//! `[[tier]]`.

use serde::Serialize;

use super::first_week::{self, Dates, Typed};
use super::key::{Key, key};
use super::kind::{Kind, Words};
use super::run::Horizon;
use super::table::Table;
use super::writer::Writer;
use crate::units::Date;

/// A tier of a customer rollout; each is in force from its first week on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tier {
    /// What it does.
    pub kind: TierKind,
    /// Plan week from which it is in force.
    pub first_week: u16,
    /// Plan week after which it is not in force any more; none goes on.
    pub last_week: Option<u16>,
    /// Tier 1: where the offer stands.
    pub placement: Placement,
    /// How much the offer's or the requirement's wording moves people [x mass].
    pub framing: f64,
    /// Tier 1: whether a passkey is created at a password sign-in without being asked for,
    /// where the device can.
    pub auto_create: bool,
    /// Set-up, paid once in the first week [$].
    pub setup_cost: f64,
}

/// What a tier does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
pub enum TierKind {
    /// Tier 1: sign in faster on this device; offered after a password sign-in.
    SignInFaster,
    /// Tier 2: an anchor for recovery; offered after a forgotten password.
    RecoveryAnchor,
    /// Tier 3: required for sensitive actions.
    Required,
}

/// Where an offer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Placement {
    /// In the account's settings; nobody is asked.
    Settings,
    /// A plain offer after the sign-in.
    Nudge,
    /// An offer at the best moment, in the best form.
    Optimised,
}

/// Words for wording, and what they multiply acceptance by. The best of many
/// tried wordings won 26 to 33 % over the one before (PR021): the good word is
/// the middle of that, the poor one its inverse.
const WORDINGS: &[(&str, f64)] = &[("poor", 0.77), ("plain", 1.0), ("tested", 1.3)];

#[rustfmt::skip]
pub(super) const KEYS: &[Key] = &[
    key("tier", "kind", Kind::Numbered(TierKind::WORDS), "", "", "\"recovery-anchor\"", "What it does: tier 1 offers to sign in faster, tier 2 offers an anchor after a recovery, tier 3 requires a passkey for sensitive actions."),
    key("tier", "weeks", Kind::Span, "weeks", "(from 1, 9 or 17 on, by kind)", "\"9-20\"", "First and last week in force; \"9-\" goes on. Tiers add to each other."),
    key("tier", "first_week", Kind::Integer(1, 9_999), "week", "(from weeks)", "9", "First week, in place of weeks."),
    key("tier", "start", Kind::Date, "", "(from weeks)", "2027-03-01", "Monday of the first week, in place of weeks."),
    key("tier", "last_week", Kind::Integer(1, 9_999), "week", "(none: it goes on)", "20", "Last week, beside first_week or start."),
    key("tier", "placement", Kind::Word(Placement::WORDS), "", "\"nudge\"", "\"optimised\"", "Tier 1: where the offer stands. In the settings nobody is asked; a nudge follows a sign-in by password; an optimised one comes at the best moment in the best form."),
    key("tier", "wording", Kind::Level(WORDINGS, 0.1, 10.0), "x mass", "\"plain\"", "\"tested\"", "What the wording multiplies acceptance by: poor 0.77, plain 1, tested 1.3."),
    key("tier", "auto_create", Kind::Flag, "", "false", "true", "Tier 1: whether a sign-in by password creates a passkey unasked, where the device can."),
    key("tier", "setup_cost", Kind::Money, "$", "0", "\"$40,000\"", "Set-up, paid once in the first week."),
];

impl Words for TierKind {
    const WORDS: &'static [&'static str] = &["sign-in-faster", "recovery-anchor", "required"];
    const VALUES: &'static [Self] = &[Self::SignInFaster, Self::RecoveryAnchor, Self::Required];
}

impl Words for Placement {
    const WORDS: &'static [&'static str] = &["settings", "nudge", "optimised"];
    const VALUES: &'static [Self] = &[Self::Settings, Self::Nudge, Self::Optimised];
}

impl TierKind {
    /// First week where none is written.
    fn usual_week(self) -> u16 {
        match self {
            Self::SignInFaster => 1,
            Self::RecoveryAnchor => 9,
            Self::Required => 17,
        }
    }

    /// Its number, 1 to 3.
    pub fn number(self) -> u8 {
        self as u8 + 1
    }
}

/// The three tiers of customers for whom the file has none.
pub(super) const DEFAULT_ROWS: &str = r#"
[[tier]]
kind = "sign-in-faster"
[[tier]]
kind = "recovery-anchor"
[[tier]]
kind = "required"
"#;

/// Reads the tiers, in the order of their first weeks; `None` if some cannot be
/// read.
pub(super) fn resolve(root: &Table<'_>, start: Date, horizon: Horizon) -> Option<Vec<Tier>> {
    let rows = root.tables("tier");
    let mut tiers: Vec<Tier> = Vec::new();
    let mut whole = true;
    for row in &rows {
        let Some((tier, key)) = one(row, start) else {
            whole = false;
            continue;
        };
        let what = format!("tier {}", tier.kind.number());
        if !horizon.admits(row, key, tier.first_week, &what) {
            continue;
        }
        if let Some(other) = tiers.iter().find(|other| overlap(other, &tier)) {
            let message = format!(
                "tier {} is in force from week {} already",
                tier.kind.number(),
                other.first_week
            );
            let expected = match other.last_week {
                Some(last) => format!("a first week after {last}"),
                None => "a last week for the earlier one, or one of the two".to_owned(),
            };
            row.problem("scenario::tier-overlap", key, message, Some(expected), None);
        }
        tiers.push(tier);
    }
    tiers.sort_by_key(|tier| (tier.first_week, tier.kind));
    whole.then_some(tiers)
}

/// Writes the tables.
pub(super) fn write(tiers: &[Tier], out: &mut Writer) {
    for tier in tiers {
        out.header("[[tier]]");
        out.text("kind", tier.kind.word());
        out.plain("first_week", tier.first_week);
        if let Some(last) = tier.last_week {
            out.plain("last_week", last);
        }
        if tier.kind == TierKind::SignInFaster {
            out.text("placement", tier.placement.word());
            out.plain("auto_create", tier.auto_create);
        }
        out.number("wording", tier.framing);
        out.number("setup_cost", tier.setup_cost);
    }
}

/// A tier, and the key that says when it starts.
fn one(row: &Table<'_>, start: Date) -> Option<(Tier, &'static str)> {
    let dates = first_week::typed(row, start, "tier");
    let last = row.integer("last_week").map(|week| week as u16);
    let placement = row.text_or_default("placement");
    let auto_create = row.flag_or_default("auto_create");
    if row.raw("kind").is_none() {
        row.problem(
            "scenario::missing-key",
            "kind",
            "the tier has no kind",
            Some(Kind::Numbered(TierKind::WORDS).describe()),
            None,
        );
    }
    let kind = TierKind::from_word(&row.text("kind")?)?;
    let dates = match dates {
        Typed::Wrong => return None,
        Typed::Dates(dates) => dates,
        Typed::Nothing => Dates {
            first: kind.usual_week(),
            last: None,
            key: "weeks",
        },
    };
    if kind != TierKind::SignInFaster {
        for name in ["placement", "auto_create"] {
            only_in_tier_1(row, name, kind);
        }
    }
    let tier = Tier {
        kind,
        first_week: dates.first,
        last_week: last_week(row, &dates, last),
        placement: Placement::from_word(&placement).unwrap_or(Placement::Nudge),
        framing: row.number_or_default("wording"),
        auto_create,
        setup_cost: row.number_or_default("setup_cost"),
    };
    Some((tier, dates.key))
}

/// The last week, from `last_week` or `weeks`.
fn last_week(row: &Table<'_>, dates: &Dates, typed: Option<u16>) -> Option<u16> {
    let overriding = row.is_override("last_week");
    if let (Some(_), Some(_), false) = (typed, dates.last, overriding) {
        row.problem(
            "scenario::conflicting-keys",
            "last_week",
            "`weeks` and `last_week` both say when the tier ends",
            Some("one of them".to_owned()),
            None,
        );
    }
    let last = typed.or(dates.last)?;
    if last >= dates.first {
        return Some(last);
    }
    // A start that the command line moves past the end of the file's tier leaves
    // it without one.
    if row.is_override(dates.key) && !overriding {
        return None;
    }
    row.problem(
        "scenario::out-of-range",
        "last_week",
        format!(
            "the tier ends in week {last}, before its first week {}",
            dates.first
        ),
        Some(format!("a week from {} on", dates.first)),
        None,
    );
    None
}

fn only_in_tier_1(row: &Table<'_>, name: &str, kind: TierKind) {
    if row.raw(name).is_none() {
        return;
    }
    let message = format!(
        "`{name}` is a setting of tier 1, and this is tier {}",
        kind.number()
    );
    let expected = Some("it in a tier of kind `sign-in-faster`".to_owned());
    row.problem("scenario::tier-setting", name, message, expected, None);
}

/// Whether two tiers do the same at the same time.
fn overlap(one: &Tier, other: &Tier) -> bool {
    let runs_to = |tier: &Tier, week: u16| tier.last_week.is_none_or(|last| last >= week);
    one.kind == other.kind && runs_to(one, other.first_week) && runs_to(other, one.first_week)
}
