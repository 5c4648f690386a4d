//! The prompt rule: what is written, else the factory's, checked against the
//! profile.

use serde::Serialize;

use crate::platform::profile::{Choice, CustomerRule, GraceKind, Mark, Profile, SkipLimit};
use crate::platform::prompt_rule::{Exhaust, Grace, Store, Trigger};
use crate::scenario::kind::{Given, Words};
use crate::scenario::run::{Assumption, assumed};
use crate::scenario::table::Table;
use crate::units::Population;

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

/// A profile's rule for a population, where the plan sets nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Factory {
    /// The profile.
    pub profile: &'static Profile,
    /// Days until the next prompt [civil days].
    pub cadence_days: u16,
    /// Declines allowed; `None` is unlimited.
    pub skips: Option<u8>,
    /// What happens when they are used up.
    pub on_exhaust: Exhaust,
    /// Whether the three are assumed for want of a factory setting.
    pub assumed: bool,
}

impl Factory {
    /// The rule of a profile.
    pub fn of(
        profile: &'static Profile,
        population: Population,
        assumptions: &[Assumption],
    ) -> Self {
        let assumes = profile.customer_rule == Some(CustomerRule::Assumed);
        if population == Population::Customers && assumes {
            let (low, high) = profile.cadence_range();
            let days = assumed(assumptions, "customers.cadence_days").round();
            let offers = assumed(assumptions, "customers.most_prompts").round();
            return Self {
                profile,
                cadence_days: (days as u16).clamp(low, high),
                skips: Some((offers as u8).max(1)),
                on_exhaust: Exhaust::Stop,
                assumed: true,
            };
        }
        Self {
            profile,
            cadence_days: profile.cadence.default,
            skips: profile.default_skips(),
            on_exhaust: profile.on_exhaust.default,
            assumed: false,
        }
    }
}

/// Notes the settings that the plan leaves to a factory nobody has seen.
pub(super) fn note_assumed(platform: &Table<'_>, factory: &Factory) {
    let table = platform.table("prompt");
    let profile = factory.profile;
    let rule = |mark: Mark| if factory.assumed { Mark::Assumed } else { mark };
    // Where there is no such switch, no factory has set it.
    let switch = if profile.suppress_mobile.allowed.len() > 1 {
        profile.suppress_mobile.mark
    } else {
        Mark::Found
    };
    let marks = [
        ("trigger", profile.trigger.mark),
        ("cadence", rule(profile.cadence.mark)),
        ("skips", rule(profile.skips.mark)),
        ("on_exhaust", rule(profile.on_exhaust.mark)),
        ("store", profile.store.mark),
        ("suppress_mobile", switch),
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
pub(super) fn prompt(
    platform: &Table<'_>,
    factory: &Factory,
    horizon: u16,
    strict: bool,
) -> PromptRule {
    let table = platform.table("prompt");
    let profile = factory.profile;
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
        .map_or(factory.cadence_days, |v| v as u16);
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
    let trigger = word(&table, "trigger", &profile.trigger, &refuse);
    PromptRule {
        trigger: trigger.unwrap_or(profile.trigger.default),
        cadence_days,
        skips: skips(&table, factory, &refuse),
        on_exhaust: word(&table, "on_exhaust", &profile.on_exhaust, &refuse)
            .unwrap_or(factory.on_exhaust),
        grace,
        store: store(&table, profile, trigger, &refuse),
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
) -> Option<T> {
    let typed = table.text(name).and_then(|text| T::from_word(&text));
    match typed {
        Some(value) if !choice.allowed.contains(&value) => {
            let words: Vec<&str> = choice.allowed.iter().map(|v| v.word()).collect();
            refuse(name, format!("{:?}", value.word()), words.join(" or "));
        }
        _ => {}
    }
    typed
}

/// Where snoozes are kept. A platform may tie that to the trigger.
fn store(
    table: &Table<'_>,
    profile: &Profile,
    trigger: Option<Trigger>,
    refuse: &dyn Fn(&str, String, String),
) -> Store {
    let typed = word(table, "store", &profile.store, refuse);
    if profile.cookie_triggers.is_empty() {
        return typed.unwrap_or(profile.store.default);
    }
    let trigger = trigger.unwrap_or(profile.trigger.default);
    let kept = if profile.cookie_triggers.contains(&trigger) {
        Store::Cookie
    } else {
        Store::Server
    };
    if let Some(store) = typed.filter(|store| *store != kept) {
        let what = format!("{:?} with trigger {:?}", store.word(), trigger.word());
        refuse("store", what, kept.word().to_owned());
    }
    kept
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
    factory: &Factory,
    refuse: &dyn Fn(&str, String, String),
) -> Option<u8> {
    let profile = factory.profile;
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
        _ => return factory.skips,
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
