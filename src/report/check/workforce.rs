//! A workforce's plan in words: people, phases, dials, desk.

use super::need::{Need, short_of};
use super::words::{number, percent};
use crate::report::page::Page;
use crate::scenario::kind::Words;
use crate::scenario::{
    Audience, Comparison, GateTimeout, Phase, Scenario, Verification, Workforce,
};
use crate::units::grouped;

/// Writes the plan; `agents` are those of the first and second line, and `need` is what the
/// load without a rollout needs.
pub fn write(
    scenario: &Scenario,
    plan: &Workforce,
    (agents, need): ((u16, u16), Need),
    page: &mut Page,
) {
    let run = &scenario.run;
    people(plan, page);
    page.section("Phases");
    if plan.phases.is_empty() {
        page.text("none: nobody enrols by the plan");
    }
    let starts = plan.starts(run.horizon);
    for (at, phase) in plan.phases.iter().enumerate() {
        let Some(first) = starts[at] else {
            let planned = phase.first_week;
            let why = format!(
                "{} (planned for week {planned}; frozen weeks leave it none)",
                phase.name
            );
            page.row("never", 12, &why);
            continue;
        };
        let next = starts.get(at + 1).copied().flatten();
        let last = next.map_or(run.horizon, |next| next.saturating_sub(1));
        let monday = scenario.start.plus_days(7 * (i32::from(first) - 1));
        let weeks = format!("weeks {first}–{last}");
        page.row(&weeks, 12, &format!("{} (from {monday})", phase.name));
        page.row("", 12, &phase_text(phase));
    }
    dials(plan, page);
    page.section("Helpdesk");
    let desk = &plan.helpdesk;
    let days = desk.open_days.iter().filter(|open| **open).count();
    page.text(&format!(
        "{} first-line and {} second-line agents{}, {}:00 to {}:00 on {days} days a week{}",
        agents.0,
        agents.1,
        if desk.agents.is_none() {
            " (staffed to the expected load without a rollout, at the likeliest parameters)"
        } else {
            ""
        },
        desk.opens,
        desk.closes,
        if desk.queue { "" } else { ", nobody waits" },
    ));
    for warning in short_of(agents.0, need, desk.hours()) {
        page.text(&warning);
    }
    for extra in &desk.extra {
        page.text(&format!(
            "{} more in weeks {}–{}",
            extra.agents, extra.first_week, extra.last_week
        ));
    }
}

fn people(plan: &Workforce, page: &mut Page) {
    let organisation = &plan.organisation;
    page.section("People");
    let departments = organisation.departments.iter();
    let frontline = departments.map(|d| d.share * d.frontline).sum();
    page.text(&format!(
        "{} employees and contractors ({} contractors, {} frontline), {} guests, teams of {}; {} of those who can have a passkey have one already",
        grouped(organisation.headcount.into()),
        percent(organisation.contractors),
        percent(frontline),
        percent(organisation.guests),
        organisation.team_size,
        percent(organisation.initial),
    ));
    let departments = organisation
        .departments
        .iter()
        .map(|d| format!("{} {}", d.name, percent(d.share)));
    page.text(&departments.collect::<Vec<_>>().join(", "));
    if organisation.sites.len() > 1 {
        let sites = organisation
            .sites
            .iter()
            .map(|s| format!("{} {}", s.name, percent(s.share)));
        page.text(&sites.collect::<Vec<_>>().join(", "));
    }
    let devices = &plan.devices;
    page.text(&format!(
        "computers: Windows {}, macOS {}, ChromeOS {}; phones: iOS {}, Android {}; passkeys synchronised {}",
        percent(devices.windows),
        percent(devices.macos),
        percent(devices.chromeos),
        percent(devices.ios),
        percent(devices.android),
        percent(devices.synced),
    ));
}

fn dials(plan: &Workforce, page: &mut Page) {
    let communications = &plan.communications;
    page.section("Dials");
    page.row(
        "communications",
        14,
        &format!(
            "reach {}, clarity {}, cadence {}, FAQ {} from week {}, sponsorship {}, notice {}{}",
            number(communications.reach),
            number(communications.clarity),
            number(communications.cadence),
            number(communications.faq),
            communications.faq_week,
            number(communications.sponsorship),
            number(communications.notice),
            if communications.tested_wording {
                ", tested wording"
            } else {
                ""
            },
        ),
    );
    let channels = communications.channels.iter().map(|c| {
        let bursts = match c.bursts.len() {
            0 => String::new(),
            1 => ", 1 burst".to_owned(),
            n => format!(", {n} bursts"),
        };
        format!(
            "{} in {} weeks at ${}{bursts}",
            c.name,
            c.weeks.len(),
            number(c.spend)
        )
    });
    page.row(
        "channels",
        14,
        &format!(
            "{} (per addressed head and week)",
            channels.collect::<Vec<_>>().join(", ")
        ),
    );
    let fallback = &plan.fallback;
    page.row(
        "fallback",
        14,
        &format!(
            "runbook from week {} of quality {}, self-service {}, backup {}, {} verification",
            fallback.runbook_week,
            number(fallback.runbook_quality),
            number(fallback.self_service),
            number(fallback.backup),
            Verification::word(fallback.verification),
        ),
    );
    if let Some(keys) = &plan.keys {
        page.row("keys", 14, &format!(
            "for {} who cannot enrol otherwise, issued in weeks {}–{}, {} days to the hand, {} spares",
            audience(&keys.audience),
            keys.first_week,
            keys.last_week,
            keys.lead_days,
            percent(keys.spares),
        ));
    }
    if let Some(removal) = &plan.remove_legacy {
        page.row(
            "legacy",
            14,
            &format!(
                "{} removed in week {} for {}",
                removal.factors.join(", "),
                removal.week,
                audience(&removal.audience)
            ),
        );
    }
    for shock in &plan.shocks {
        page.row(
            "shock",
            14,
            &format!("{} in week {}", shock.kind.word(), shock.week),
        );
    }
}

fn phase_text(phase: &Phase) -> String {
    let mut parts = vec![
        audience(&phase.audience),
        format!("self-enrolment ×{}", number(phase.self_enrolment)),
        match phase.prompts {
            0.0 => "no prompts".to_owned(),
            prompts => format!("prompts ×{}", number(prompts)),
        },
        match phase.moments {
            Some(moments) => format!("moments ×{}", number(moments)),
            None => "moments by opt-in".to_owned(),
        },
        format!("sponsorship {}", percent(phase.sponsorship)),
    ];
    if phase.friction > 0.0 {
        parts.push(format!("friction {}", number(phase.friction)));
    }
    let mut required: Vec<&str> = phase.required.iter().map(|role| role.word()).collect();
    required.extend(phase.required_departments.iter().map(String::as_str));
    if !required.is_empty() {
        let deadline = match phase.deadline_days {
            0 => "no deadline".to_owned(),
            days => format!("deadline {days} days"),
        };
        let exceptions = if phase.exceptions {
            "exceptions for the incapable"
        } else {
            "no exceptions"
        };
        parts.push(format!(
            "required of {}; {deadline}; {exceptions}",
            required.join(", ")
        ));
    }
    if let Some(gate) = &phase.gate {
        let sign = match gate.comparison {
            Comparison::AtLeast => '≥',
            Comparison::AtMost => '≤',
        };
        let then = match gate.on_timeout {
            GateTimeout::Proceed => "then starts anyway",
            GateTimeout::Stop => "then never starts",
        };
        parts.push(format!(
            "gate {} {sign} {}, holds up to {} weeks, {then}",
            gate.metric, gate.value, gate.max_hold
        ));
    }
    if let Some((high, low)) = phase.load_gate {
        parts.push(format!(
            "new prompts stop above {} and resume below {} open cases per 1,000",
            number(high),
            number(low)
        ));
    }
    parts.join("; ")
}

fn audience(audience: &Audience) -> String {
    match audience {
        Audience::Everyone => "everyone".to_owned(),
        Audience::Departments(names) => names.join(", "),
        Audience::Roles(roles) => {
            let words: Vec<&str> = roles.iter().map(|role| role.word()).collect();
            format!("roles {}", words.join(", "))
        }
    }
}
