//! `[platform]` and `[platform.prompt]`, and the same tables of `[customers]`.

mod rule;

use serde::Serialize;

use super::key::{Key, key};
use super::kind::{Kind, Words};
use super::problem::nearest;
use super::run::Assumption;
use super::table::Table;
use super::writer::Writer;
use crate::platform::profile::{self, Profile};
use crate::platform::prompt_rule::{Exhaust, Grace, Store, Trigger};
use crate::units::Population;
pub(crate) use rule::Factory;
pub use rule::PromptRule;

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

/// Keys of `[platform]` and `[platform.prompt]`.
pub(super) const KEYS: &[Key] = &rows(
    ("platform", "platform.prompt"),
    ("\"entra\"", "\"okta\""),
    "Profile: entra, okta, pingone, forgerock or duo; auth0 is for customers alone.",
);

/// The same keys for customers. The default is the one profile that is made for
/// customers alone, and its rule is documented in full: nothing that it sets is
/// assumed, and the offer follows a sign-in by password as tier 1's does.
pub(super) const CUSTOMER_KEYS: &[Key] = &rows(
    ("customers.platform", "customers.platform.prompt"),
    ("\"auth0\"", "\"pingone\""),
    "Profile: auth0, okta, pingone or forgerock.",
);

#[rustfmt::skip]
const fn rows(
    (table, prompt): (&'static str, &'static str),
    (default, example): (&'static str, &'static str),
    ids: &'static str,
) -> [Key; 11] {
    [
        key(table, "id", Kind::Text, "", default, example, ids),
        key(table, "provider_syncs", Kind::Flag, "", "(the profile's)", "false", "Whether the platform's passkey provider synchronises credentials."),
        key(table, "prompt", Kind::Table(prompt), "", "(the factory setting)", "", "The prompt rule. What is not written is the profile's factory setting."),
        key(prompt, "trigger", Kind::Word(Trigger::WORDS), "", "(the profile's)", "\"after-mfa\"", "What kind of sign-in triggers a prompt."),
        key(prompt, "cadence", Kind::Days(3650), "days", "(the profile's)", "\"10 days\"", "Time until the next prompt after a decline; 0 is every sign-in, at most one a day."),
        key(prompt, "skips", Kind::Skips, "", "(the profile's)", "\"unlimited\"", "Declines allowed."),
        key(prompt, "on_exhaust", Kind::Word(Exhaust::WORDS), "", "(the profile's)", "\"force\"", "What happens when the skips are used up."),
        key(prompt, "grace", Kind::Grace, "", "(the profile's)", "{ week = 12 }", "When declining ends by itself: never, from a week's Monday on, or after so many skips."),
        key(prompt, "store", Kind::Word(Store::WORDS), "", "(the profile's)", "\"server\"", "Where skips and dates are kept; with cookies each browser counts for itself."),
        key(prompt, "suppress_mobile", Kind::Flag, "", "(the profile's)", "false", "No prompt on a phone's sign-in."),
        key(prompt, "suppressed_by_policy", Kind::Flag, "", "(the profile's)", "true", "A policy on registering, or the like, is in force and suppresses every prompt."),
    ]
}

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

/// Reads a platform's table and checks it against the profile.
pub(super) fn resolve(
    table: &Table<'_>,
    population: Population,
    horizon: u16,
    assumptions: &[Assumption],
) -> Platform {
    let id = table.text_or_default("id");
    let factory = |profile: &'static Profile| Factory::of(profile, population, assumptions);
    let Some(profile) = known_profile(table, &id, population) else {
        let factory = factory(&profile::all()[0]);
        return Platform {
            provider_syncs: true,
            prompt: rule::prompt(table, &factory, horizon, false),
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
    let factory = factory(profile);
    rule::note_assumed(table, &factory);
    Platform {
        provider_syncs: typed.unwrap_or(profile.provider_syncs.value),
        prompt: rule::prompt(table, &factory, horizon, true),
        id,
    }
}

/// Writes the tables, `[platform]` and the like.
pub(super) fn write(platform: &Platform, table: &str, out: &mut Writer) {
    out.header(&format!("[{table}]"));
    out.text("id", &platform.id);
    out.plain("provider_syncs", platform.provider_syncs);
    let rule = &platform.prompt;
    out.header(&format!("[{table}.prompt]"));
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

fn known_profile(table: &Table<'_>, id: &str, population: Population) -> Option<&'static Profile> {
    let able: Vec<&str> = profile::all()
        .iter()
        .filter(|profile| profile.serves(population))
        .map(|profile| profile.id.as_str())
        .collect();
    let Some(profile) = profile::find(id) else {
        let expected = Some(format!("one of {}", able.join(", ")));
        let near = nearest(id, able.iter().copied());
        let message = format!("no platform has the id {id:?}");
        table.problem("scenario::unknown-platform", "id", message, expected, near);
        return None;
    };
    if !profile.serves(population) {
        let (message, whom) = match population {
            Population::Workforce => ("prompts customers to enrol, not a workforce", "a workforce"),
            Population::Customers => ("prompts a workforce to enrol, not customers", "customers"),
        };
        table.problem(
            "scenario::platform-population",
            "id",
            format!("{} {message}", profile.name),
            Some(format!("a platform for {whom}: {}", able.join(", "))),
            None,
        );
        return None;
    }
    Some(profile)
}
