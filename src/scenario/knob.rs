//! Dials of a plan that experiments turn: numbers that the owner decides, each with
//! the range that is worth looking at.
//!
//! Ends of a quality are those of the words poor and good (`docs/model.md`, dials of
//! a plan); the others are choices of this file, and every result prints them.

use serde::Serialize;

use super::dial::Dial;
use super::{Scenario, Workforce, communications, fallback, keys};
use crate::platform::profile;

/// Latest runbook that is looked at: `docs/model.md` has the late plans at week 15.
const LATE_RUNBOOK: f64 = 15.0;
/// Latest FAQ that is looked at [week].
const LATE_FAQ: f64 = 9.0;
/// Spend on channels, relative to the plan's.
const SPEND: [f64; 2] = [0.5, 1.5];
/// Longest pause between prompts that is looked at [days].
const LONG_CADENCE: u16 = 14;
/// Agents, relative to the plan's, where it names their number.
const AGENTS: [f64; 2] = [0.75, 1.25];

/// A dial and the range in which it is turned.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Knob {
    /// The key as in `--set`.
    pub key: &'static str,
    /// Unit of its values; empty for shares of 1.
    pub unit: &'static str,
    /// What it is.
    pub meaning: &'static str,
    /// The plan's value.
    pub value: f64,
    /// Low end.
    pub low: f64,
    /// High end.
    pub high: f64,
    /// Whether only whole numbers mean something.
    pub whole: bool,
}

/// The dials of a plan for a workforce; none of one for customers alone.
///
/// What the platform or the plan fixes is left out: a cadence that the profile has
/// no choice of, a number of agents that follows from the load.
pub fn knobs(scenario: &Scenario) -> Vec<Knob> {
    let Some(plan) = &scenario.workforce else {
        return Vec::new();
    };
    let horizon = f64::from(scenario.run.horizon);
    let mut all = Vec::new();
    let mut add = |key: &'static str, low: f64, high: f64, whole: bool| {
        let Some(value) = read(plan, key) else { return };
        let (table, name) = key.rsplit_once('.').unwrap_or(("", key));
        let (unit, meaning) =
            keys::find(table, name).map_or(("", ""), |key| (key.unit, key.meaning));
        if low < high {
            all.push(Knob {
                key,
                unit,
                meaning,
                value,
                low,
                high,
                whole,
            });
        }
    };
    let ends = |dials: &[Dial], key: &str| {
        let dial = dials.iter().find(|dial| key.ends_with(dial.name));
        dial.map_or((0.0, 0.0), |dial| (dial.poor, dial.good))
    };
    for key in [
        "communications.reach",
        "communications.clarity",
        "communications.cadence",
        "communications.faq",
        "communications.sponsorship",
        "communications.notice",
    ] {
        let (low, high) = ends(&communications::DIALS, key);
        add(key, low, high, false);
    }
    add("communications.faq_week", 1.0, LATE_FAQ.min(horizon), true);
    add("communications.spend_factor", SPEND[0], SPEND[1], false);
    add(
        "fallback.runbook_week",
        1.0,
        LATE_RUNBOOK.min(horizon),
        true,
    );
    for key in [
        "fallback.runbook_quality",
        "fallback.self_service",
        "fallback.backup",
    ] {
        let (low, high) = ends(&fallback::DIALS, key);
        add(key, low, high, false);
    }
    let (low, high) =
        profile::find(&plan.platform.id).map_or((0, 0), |profile| profile.cadence_range());
    let high = high.min(LONG_CADENCE.max(low));
    add(
        "platform.prompt.cadence",
        f64::from(low),
        f64::from(high),
        true,
    );
    if let Some(agents) = plan.helpdesk.agents.map(f64::from) {
        let [few, many] = AGENTS.map(|factor| (factor * agents).round().max(1.0));
        add("helpdesk.agents", few, many, true);
    }
    all
}

/// Turns a dial of [`knobs`]; what is no such dial stays as it is.
pub fn turn(scenario: &mut Scenario, key: &str, value: f64) {
    let Some(plan) = &mut scenario.workforce else {
        return;
    };
    // `as` saturates, and ranges lie within the types.
    let whole = value.round();
    let communications = &mut plan.communications;
    match key {
        "communications.reach" => communications.reach = value,
        "communications.clarity" => communications.clarity = value,
        "communications.cadence" => communications.cadence = value,
        "communications.faq" => communications.faq = value,
        "communications.sponsorship" => communications.sponsorship = value,
        "communications.notice" => communications.notice = value,
        "communications.faq_week" => communications.faq_week = whole as u16,
        "communications.spend_factor" => {
            for channel in &mut communications.channels {
                channel.spend *= value;
            }
        }
        "fallback.runbook_week" => plan.fallback.runbook_week = whole as u16,
        "fallback.runbook_quality" => plan.fallback.runbook_quality = value,
        "fallback.self_service" => plan.fallback.self_service = value,
        "fallback.backup" => plan.fallback.backup = value,
        "platform.prompt.cadence" => plan.platform.prompt.cadence_days = whole as u16,
        "helpdesk.agents" => plan.helpdesk.agents = Some(whole as u16),
        _ => {}
    }
}

/// The plan's value of a dial.
fn read(plan: &Workforce, key: &str) -> Option<f64> {
    let communications = &plan.communications;
    Some(match key {
        "communications.reach" => communications.reach,
        "communications.clarity" => communications.clarity,
        "communications.cadence" => communications.cadence,
        "communications.faq" => communications.faq,
        "communications.sponsorship" => communications.sponsorship,
        "communications.notice" => communications.notice,
        "communications.faq_week" => communications.faq_week.into(),
        // The file's factor is in the channels' spend already.
        "communications.spend_factor" => 1.0,
        "fallback.runbook_week" => plan.fallback.runbook_week.into(),
        "fallback.runbook_quality" => plan.fallback.runbook_quality,
        "fallback.self_service" => plan.fallback.self_service,
        "fallback.backup" => plan.fallback.backup,
        "platform.prompt.cadence" => plan.platform.prompt.cadence_days.into(),
        "helpdesk.agents" => plan.helpdesk.agents?.into(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::written;

    fn plan(sets: &[(&str, &str)]) -> Scenario {
        written::scenario("format = 1\n", sets)
    }

    #[test]
    fn every_dial_turns_to_both_ends_and_is_a_key_of_the_same_effect() {
        let base = plan(&[("helpdesk.agents", "8")]);
        let all = knobs(&base);
        assert!(all.len() >= 13, "{all:#?}");
        for knob in all {
            assert!(!knob.meaning.is_empty(), "{}", knob.key);
            for end in [knob.low, knob.high] {
                let mut turned = base.clone();
                turn(&mut turned, knob.key, end);
                let typed = plan(&[("helpdesk.agents", "8"), (knob.key, &format!("{end}"))]);
                assert_eq!(turned, typed, "{}={end}", knob.key);
            }
            let mut same = base.clone();
            turn(&mut same, knob.key, knob.value);
            assert_eq!(same, base, "{}", knob.key);
        }
    }

    #[test]
    fn what_the_plan_leaves_open_is_no_dial() {
        let known =
            |scenario: &Scenario| knobs(scenario).iter().any(|k| k.key == "helpdesk.agents");
        assert!(!known(&plan(&[])));
        assert!(known(&plan(&[("helpdesk.agents", "8")])));
    }
}
