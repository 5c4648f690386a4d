//! `[platform]` and `[platform.prompt]`.

use serde::Serialize;

use super::keys::{Key, key};
use super::kind::{Given, Kind, Words};
use super::problem::nearest;
use super::table::Table;
use super::writer::Writer;
use crate::platform::profile::{self, Choice, GraceKind, Mark, Profile, SkipLimit};
use crate::platform::prompt_rule::{Exhaust, Grace, Store, Trigger};

/// The identity platform and the plan's settings on it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Platform {
    /// Profile id: `entra okta auth0 pingone forgerock duo`.
    pub id: String,
    /// Whether the platform's passkey provider synchronises credentials.
    pub provider_syncs: bool,
    /// The prompt rule in force: the profile's, with the plan's changes.
    pub prompt: PromptRule,
}

/// When the platform asks a person to enrol, and what happens when they decline.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PromptRule {
    /// What kind of sign-in triggers a prompt.
    pub trigger: Trigger,
    /// Days until the next prompt after a decline; 0 is every sign-in (at most daily) [civil days].
    pub cadence_days: u16,
    /// Declines allowed; `None` is unlimited.
    pub skips: Option<u8>,
    /// What happens when the skips are used up.
    pub on_exhaust: Exhaust,
    /// When declining ends by itself.
    pub grace: Grace,
    /// Where skips and dates are kept.
    pub store: Store,
    /// No prompt on a phone's sign-in.
    pub suppress_mobile: bool,
    /// A Conditional Access policy on registration (or the like) is in force and suppresses every prompt.
    pub suppressed_by_policy: bool,
}

#[rustfmt::skip]
pub(super) const KEYS: &[Key] = &[
    key("platform", "id", Kind::Text, "", "\"entra\"", "\"okta\"", "Profile: entra, okta, auth0, pingone, forgerock or duo."),
    key("platform", "provider_syncs", Kind::Flag, "", "(the profile's)", "false", "Whether the platform's passkey provider synchronises credentials."),
    key("platform", "prompt", Kind::Table("platform.prompt"), "", "(the factory setting)", "", "The prompt rule. What is not written is the profile's factory setting."),
    key("platform.prompt", "trigger", Kind::Word(Trigger::WORDS), "", "(the profile's)", "\"after-mfa\"", "What kind of sign-in triggers a prompt."),
    key("platform.prompt", "cadence", Kind::Days(3650), "days", "(the profile's)", "\"10 days\"", "Time until the next prompt after a decline; 0 is every sign-in, at most one a day."),
    key("platform.prompt", "skips", Kind::Skips, "", "(the profile's)", "\"unlimited\"", "Declines allowed."),
    key("platform.prompt", "on_exhaust", Kind::Word(Exhaust::WORDS), "", "(the profile's)", "\"force\"", "What happens when the skips are used up."),
    key("platform.prompt", "grace", Kind::Grace, "", "(the profile's)", "{ week = 12 }", "When declining ends by itself: never, from a week's Monday on, or after so many skips."),
    key("platform.prompt", "store", Kind::Word(Store::WORDS), "", "(the profile's)", "\"server\"", "Where skips and dates are kept; with cookies each browser counts for itself."),
    key("platform.prompt", "suppress_mobile", Kind::Flag, "", "(the profile's)", "false", "No prompt on a phone's sign-in."),
    key("platform.prompt", "suppressed_by_policy", Kind::Flag, "", "(the profile's)", "true", "A policy on registering, or the like, is in force and suppresses every prompt."),
];

impl Words for Trigger {
    const WORDS: &'static [&'static str] = &[
        "after-mfa",
        "after-password",
        "after-cross-device",
        "sign-in",
        "flow-node",
    ];
    const VALUES: &'static [Self] = &[
        Self::AfterMfa,
        Self::AfterPassword,
        Self::AfterCrossDevice,
        Self::SignIn,
        Self::FlowNode,
    ];
}

impl Words for Exhaust {
    const WORDS: &'static [&'static str] = &["continue", "stop", "force"];
    const VALUES: &'static [Self] = &[Self::Continue, Self::Stop, Self::Force];
}

impl Words for Store {
    const WORDS: &'static [&'static str] = &["server", "cookie"];
    const VALUES: &'static [Self] = &[Self::Server, Self::Cookie];
}

/// Reads the table and checks it against the profile.
pub(super) fn resolve(root: &Table<'_>, horizon: u16) -> Platform {
    let table = root.table("platform");
    let id = table.text_or_default("id");
    let Some(profile) = known_profile(&table, &id) else {
        return Platform {
            provider_syncs: true,
            prompt: prompt(&table, &profile::all()[0], horizon, false),
            id,
        };
    };
    let typed = table.flag("provider_syncs");
    if let (None, Some(disagreement)) = (typed, &profile.disagreement) {
        table.note(
            "note::provider-syncs",
            "provider_syncs",
            disagreement.clone(),
        );
    }
    note_assumed(&table, profile);
    Platform {
        provider_syncs: typed.unwrap_or(profile.provider_syncs.value),
        prompt: prompt(&table, profile, horizon, true),
        id,
    }
}

/// Writes the tables.
pub(super) fn write(platform: &Platform, out: &mut Writer) {
    out.header("[platform]");
    out.text("id", &platform.id);
    out.plain("provider_syncs", platform.provider_syncs);
    let rule = &platform.prompt;
    out.header("[platform.prompt]");
    out.text("trigger", rule.trigger.word());
    out.plain("cadence", rule.cadence_days);
    match rule.skips {
        Some(skips) => out.plain("skips", skips),
        None => out.text("skips", "unlimited"),
    }
    out.text("on_exhaust", rule.on_exhaust.word());
    match rule.grace {
        Grace::None => out.text("grace", "none"),
        Grace::ByWeek(week) => out.raw("grace", format!("{{ week = {week} }}")),
        Grace::BySkips(skips) => out.raw("grace", format!("{{ skips = {skips} }}")),
    }
    out.text("store", rule.store.word());
    out.plain("suppress_mobile", rule.suppress_mobile);
    out.plain("suppressed_by_policy", rule.suppressed_by_policy);
}

fn known_profile(table: &Table<'_>, id: &str) -> Option<&'static Profile> {
    let profile = profile::find(id);
    match profile {
        None => {
            let all: Vec<&str> = profile::ids().collect();
            let expected = Some(format!("one of {}", all.join(", ")));
            let near = nearest(id, profile::ids());
            let message = format!("no platform has the id {id:?}");
            table.problem("scenario::unknown-platform", "id", message, expected, near);
        }
        Some(profile) if !profile.populations.iter().any(|p| p == "workforce") => {
            let workforce = |p: &&Profile| p.populations.iter().any(|name| name == "workforce");
            let able: Vec<&str> = profile::all()
                .iter()
                .filter(workforce)
                .map(|p| p.id.as_str())
                .collect();
            let expected = Some(format!("a platform for a workforce: {}", able.join(", ")));
            let message = format!(
                "{} prompts customers to enrol, not a workforce",
                profile.name
            );
            table.problem(
                "scenario::platform-population",
                "id",
                message,
                expected,
                None,
            );
            return None;
        }
        Some(_) => {}
    }
    profile
}

/// Notes the settings that the plan leaves to a factory nobody has seen.
fn note_assumed(platform: &Table<'_>, profile: &Profile) {
    let table = platform.table("prompt");
    let marks = [
        ("trigger", profile.trigger.mark),
        ("cadence", profile.cadence.mark),
        ("skips", profile.skips.mark),
        ("on_exhaust", profile.on_exhaust.mark),
        ("store", profile.store.mark),
        ("suppress_mobile", profile.suppress_mobile.mark),
    ];
    let unseen = |(name, mark): &(&str, Mark)| *mark == Mark::Assumed && table.raw(name).is_none();
    let names: Vec<&str> = marks
        .iter()
        .filter(|row| unseen(row))
        .map(|row| row.0)
        .collect();
    if !names.is_empty() {
        let message = format!(
            "assumed for {}: the factory settings of {}",
            profile.name,
            names.join(", ")
        );
        platform.note("note::assumed", "prompt", message);
    }
}

/// The rule: what is written, else the factory setting. Checked when `strict`.
fn prompt(platform: &Table<'_>, profile: &Profile, horizon: u16, strict: bool) -> PromptRule {
    let table = platform.table("prompt");
    let refuse = |name: &str, what: String, expected: String| {
        if strict {
            let message = format!("{} cannot have {name} {what}", profile.name);
            table.problem(
                "scenario::platform-setting",
                name,
                message,
                Some(expected),
                None,
            );
        }
    };
    let cadence_days = table
        .integer("cadence")
        .map_or(profile.cadence.default, |v| v as u16);
    let (low, high) = profile.cadence_range();
    if !(low..=high).contains(&cadence_days) && table.given("cadence").is_some() {
        let expected = if low == high {
            format!("{low} days")
        } else {
            format!("{low} to {high} days")
        };
        refuse("cadence", format!("{cadence_days} days"), expected);
    }
    let grace = match table.given("grace") {
        Some(Given::Grace(grace)) => grace,
        _ => Grace::None,
    };
    let kind = match grace {
        Grace::None => GraceKind::None,
        Grace::ByWeek(_) => GraceKind::Week,
        Grace::BySkips(_) => GraceKind::Skips,
    };
    if !profile.grace.allowed.contains(&kind) {
        refuse(
            "grace",
            format!("by {kind:?}").to_lowercase(),
            profile.grace.source.clone(),
        );
    }
    if let Grace::ByWeek(week) = grace
        && week > horizon
    {
        table.note(
            "note::past-horizon",
            "grace",
            format!("week {week} is after the horizon, so enrolment is never forced"),
        );
    }
    PromptRule {
        trigger: word(&table, "trigger", &profile.trigger, &refuse),
        cadence_days,
        skips: skips(&table, profile, &refuse),
        on_exhaust: word(&table, "on_exhaust", &profile.on_exhaust, &refuse),
        grace,
        store: word(&table, "store", &profile.store, &refuse),
        suppress_mobile: switch(&table, "suppress_mobile", &profile.suppress_mobile, &refuse),
        suppressed_by_policy: switch(
            &table,
            "suppressed_by_policy",
            &profile.suppressed_by_policy,
            &refuse,
        ),
    }
}

fn word<T: Words>(
    table: &Table<'_>,
    name: &str,
    choice: &Choice<T>,
    refuse: &dyn Fn(&str, String, String),
) -> T {
    let typed = table.text(name).and_then(|text| T::from_word(&text));
    match typed {
        Some(value) if !choice.allowed.contains(&value) => {
            let words: Vec<&str> = choice.allowed.iter().map(|v| v.word()).collect();
            refuse(name, format!("{:?}", value.word()), words.join(" or "));
        }
        _ => {}
    }
    typed.unwrap_or(choice.default)
}

fn switch(
    table: &Table<'_>,
    name: &str,
    choice: &Choice<bool>,
    refuse: &dyn Fn(&str, String, String),
) -> bool {
    let typed = table.flag(name);
    match typed {
        Some(value) if !choice.allowed.contains(&value) => {
            refuse(name, value.to_string(), choice.default.to_string());
        }
        _ => {}
    }
    typed.unwrap_or(choice.default)
}

fn skips(
    table: &Table<'_>,
    profile: &Profile,
    refuse: &dyn Fn(&str, String, String),
) -> Option<u8> {
    let skips = match table.given("skips") {
        Some(Given::Without) => None,
        Some(Given::Integer(0)) if profile.id == "okta" => {
            table.note(
                "note::okta-skips",
                "skips",
                "0 skips is unlimited on this platform",
            );
            None
        }
        Some(Given::Integer(count)) => Some(count as u8),
        _ => return profile.default_skips(),
    };
    if !profile.allows_skips(skips) {
        let allowed = profile.skips.allowed.iter().map(|limit| match limit {
            SkipLimit::Count(low, high) if low == high => low.to_string(),
            SkipLimit::Count(low, high) => format!("{low} to {high}"),
            SkipLimit::Unlimited => "\"unlimited\"".to_owned(),
        });
        let what = skips.map_or("\"unlimited\"".to_owned(), |n| n.to_string());
        refuse("skips", what, allowed.collect::<Vec<_>>().join(" or "));
    }
    skips
}
