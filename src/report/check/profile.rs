//! The platform's settings in force, the factory's, and how well they are known.

use crate::platform::profile::{self, Fact, Mark, Profile};
use crate::report::page::Page;
use crate::scenario::{Assumption, Factory, Platform, PromptRule};
use crate::units::Population;

/// Writes the section of a population's platform.
pub fn write(
    platform: &Platform,
    population: Population,
    assumptions: &[Assumption],
    page: &mut Page,
) {
    let Some(profile) = profile::find(&platform.id) else {
        return;
    };
    let customers = population == Population::Customers;
    let whose = if customers {
        "Customers' platform"
    } else {
        "Platform"
    };
    page.section(&format!("{whose}: {}", profile.name));
    let factory = Factory::of(profile, population, assumptions);
    for (label, now, factory, mark, source) in settings(&platform.prompt, &factory) {
        let factory = if now == factory {
            "factory setting".to_owned()
        } else {
            format!("factory: {factory}")
        };
        page.row(
            label,
            20,
            &format!("{now} ({factory}; {})", known(mark, source)),
        );
    }
    let facts: [(&str, &Fact); 4] = [
        ("guests can enrol", &profile.guests_can_enrol),
        ("provider syncs", &profile.provider_syncs),
        ("domain change revokes", &profile.rp_id_change_blocks),
        (
            "list change revokes",
            &profile.aaguid_change_blocks_existing,
        ),
    ];
    for (label, fact) in facts.into_iter().skip(usize::from(customers)) {
        let text = format!("{} ({})", yes(fact.value), known(fact.mark, &fact.source));
        page.row(label, 20, &text);
    }
    if let Some(disagreement) = &profile.disagreement {
        page.row("sources disagree", 20, disagreement);
    }
    if let (true, Some(stays)) = (customers, &profile.password_stays) {
        page.row("passwords", 20, stays);
    }
}

type Row = (&'static str, String, String, Mark, &'static str);

/// Label, setting in force, factory's setting, mark, source.
fn settings(rule: &PromptRule, factory: &Factory) -> Vec<Row> {
    let days = |days: u16| match days {
        0 => "every sign-in, at most daily".to_owned(),
        1 => "1 day".to_owned(),
        n => format!("{n} days"),
    };
    let skips = |skips: Option<u8>| skips.map_or("unlimited".to_owned(), |n| n.to_string());
    let p: &'static Profile = factory.profile;
    let known = |mark: Mark| if factory.assumed { Mark::Assumed } else { mark };
    vec![
        (
            "trigger",
            word(&rule.trigger),
            word(&p.trigger.default),
            p.trigger.mark,
            &p.trigger.source,
        ),
        (
            "cadence",
            days(rule.cadence_days),
            days(factory.cadence_days),
            known(p.cadence.mark),
            &p.cadence.source,
        ),
        (
            "skips",
            skips(rule.skips),
            skips(factory.skips),
            known(p.skips.mark),
            &p.skips.source,
        ),
        (
            "when used up",
            word(&rule.on_exhaust),
            word(&factory.on_exhaust),
            known(p.on_exhaust.mark),
            &p.on_exhaust.source,
        ),
        (
            "grace",
            word(&rule.grace),
            "none".to_owned(),
            p.grace.mark,
            &p.grace.source,
        ),
        (
            "store",
            word(&rule.store),
            word(&p.store.default),
            p.store.mark,
            &p.store.source,
        ),
        (
            "not on phones",
            yes(rule.suppress_mobile).to_owned(),
            yes(p.suppress_mobile.default).to_owned(),
            p.suppress_mobile.mark,
            &p.suppress_mobile.source,
        ),
        (
            "silenced by policy",
            yes(rule.suppressed_by_policy).to_owned(),
            yes(p.suppressed_by_policy.default).to_owned(),
            p.suppressed_by_policy.mark,
            &p.suppressed_by_policy.source,
        ),
    ]
}

fn known(mark: Mark, source: &str) -> String {
    match mark {
        Mark::Found if source.is_empty() => "documented".to_owned(),
        Mark::Found => format!("documented, {source}"),
        Mark::Recalled => "* from experience".to_owned(),
        Mark::Assumed => "* assumed".to_owned(),
    }
}

/// A setting as it is written.
fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        Ok(serde_json::Value::Object(map)) => map
            .iter()
            .map(|(key, value)| format!("{} {value}", key.replace('-', " ")))
            .collect::<Vec<_>>()
            .join(", "),
        _ => String::new(),
    }
}

fn yes(flag: bool) -> &'static str {
    if flag { "yes" } else { "no" }
}
