//! `[helpdesk]`.

use serde::Serialize;

use super::key::{Key, key};
use super::kind::Kind;
use super::run::{Assumption, Horizon, assumed};
use super::table::Table;
use super::writer::Writer;

/// Staffing of the desk.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Helpdesk {
    /// Off: every contact is served at once, with the same resolution draws.
    pub queue: bool,
    /// First-line agents; `None` is staffed to the expected baseline load.
    pub agents: Option<u16>,
    /// Second-line agents; `None` is a share of all.
    pub second_line: Option<u16>,
    /// Opening hour, local [0..23].
    pub opens: u8,
    /// Closing hour, local [1..24]; of the day after, if it is before the opening hour.
    pub closes: u8,
    /// Weekdays on which the desk is open, Monday first.
    pub open_days: [bool; 7],
    /// Agents that the plan adds, by weeks; their hours are a cost of the rollout arm.
    pub extra: Vec<ExtraAgents>,
    /// Cost of an added agent-hour [$]; used for `extra` alone.
    pub extra_hour_cost: f64,
}

/// Agents that the plan adds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExtraAgents {
    /// First plan week.
    pub first_week: u16,
    /// Last plan week.
    pub last_week: u16,
    /// How many first-line agents.
    pub agents: u16,
}

#[rustfmt::skip]
pub(super) const KEYS: &[Key] = &[
    key("helpdesk", "queue", Kind::Flag, "", "true", "false", "Whether contacts wait; without it every contact is served at once."),
    key("helpdesk", "agents", Kind::Integer(1, 65_535), "people", "(staffed to the expected baseline load)", "6", "First-line agents."),
    key("helpdesk", "second_line", Kind::Integer(1, 65_535), "people", "(a share of all: helpdesk.l2_share)", "1", "Second-line agents."),
    key("helpdesk", "opens", Kind::Integer(0, 23), "hour", "8", "7", "Opening hour, local."),
    key("helpdesk", "closes", Kind::Integer(1, 24), "hour", "18", "20", "Closing hour, local; 24 is midnight, and one before the opening hour is of the day after."),
    key("helpdesk", "open_days", Kind::Words(&DAYS), "", "[\"mon\", \"tue\", \"wed\", \"thu\", \"fri\"]", "[\"mon\", \"wed\"]", "Days on which the desk is open."),
    key("helpdesk", "extra", Kind::Tables("helpdesk.extra"), "", "(none)", "", "Agents that the plan adds; their hours are a cost of the rollout."),
    key("helpdesk", "extra_hour_cost", Kind::Money, "$", "(60 x helpdesk.price)", "66", "Cost of an added agent-hour."),
    key("helpdesk", "resets_per_head_year", Kind::Setting, "1/yr", "(the parameter's)", "1.5", "Short for the assumption helpdesk.resets_per_head_year."),
    key("helpdesk", "price", Kind::Setting, "$/min", "(the parameter's)", "1.3", "Short for the assumption helpdesk.price."),
    key("helpdesk.extra", "weeks", Kind::Span, "weeks", "", "\"17-20\"", "First and last week."),
    key("helpdesk.extra", "agents", Kind::Integer(1, 65_535), "people", "", "2", "First-line agents added; with all others at most 65535."),
];

/// Agents of a line, who are numbered in sixteen bits.
const MOST_AGENTS: u32 = 65_535;

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

impl Helpdesk {
    /// Hours that it is open on an open day [hours].
    pub fn hours(&self) -> u8 {
        if self.closes > self.opens {
            self.closes - self.opens
        } else {
            24 + self.closes - self.opens
        }
    }

    /// The most agents that the plan adds at a time.
    pub fn most_extra(&self) -> u32 {
        most_at_once(&self.extra)
    }
}

/// The most agents at a time of rows whose weeks may overlap: some row's first week has
/// them.
fn most_at_once(rows: &[ExtraAgents]) -> u32 {
    let on_duty = |week: u16| -> u32 {
        let then = rows
            .iter()
            .filter(|row| (row.first_week..=row.last_week).contains(&week));
        then.map(|row| u32::from(row.agents)).sum()
    };
    rows.iter()
        .map(|row| on_duty(row.first_week))
        .max()
        .unwrap_or(0)
}

/// Reads the table.
pub(super) fn resolve(root: &Table<'_>, horizon: Horizon, assumptions: &[Assumption]) -> Helpdesk {
    let table = root.table("helpdesk");
    let opens = table.integer_or_default("opens") as u8;
    let closes = table.integer_or_default("closes") as u8;
    if closes == opens {
        let key = if table.raw("closes").is_some() {
            "closes"
        } else {
            "opens"
        };
        let message = format!("the desk opens and closes at {opens}");
        let expected = "two hours; 0 and 24 for a desk by day and night, and the smaller last for hours over midnight";
        table.problem(
            "scenario::out-of-range",
            key,
            message,
            Some(expected.to_owned()),
            None,
        );
    }
    if closes < opens {
        let message = format!(
            "the desk is open from {opens}:00 over midnight to {closes}:00 of the day after; the hours belong to the day on which it opens"
        );
        table.note("note::over-midnight", "closes", message);
    }
    let days = table.texts_or_default("open_days");
    let open_days = DAYS.map(|day| days.iter().any(|open| open == day));
    if !open_days.contains(&true) {
        let expected = Some("at least one day".to_owned());
        table.problem(
            "scenario::out-of-range",
            "open_days",
            "the desk is never open",
            expected,
            None,
        );
    }
    let agents = table.integer("agents").map(|v| v as u16);
    Helpdesk {
        queue: table.flag_or_default("queue"),
        agents,
        second_line: table.integer("second_line").map(|v| v as u16),
        opens,
        closes,
        open_days,
        extra: extra(&table, horizon, agents.unwrap_or(1)),
        extra_hour_cost: table.number("extra_hour_cost").unwrap_or_else(|| {
            // Minutes in an hour, to whole cents so that 60 x 1.1 is 66.
            (assumed(assumptions, "helpdesk.price") * 60.0 * 100.0).round() / 100.0
        }),
    }
}

/// Writes the tables.
pub(super) fn write(helpdesk: &Helpdesk, out: &mut Writer) {
    out.header("[helpdesk]");
    out.plain("queue", helpdesk.queue);
    if let Some(agents) = helpdesk.agents {
        out.plain("agents", agents);
    }
    if let Some(agents) = helpdesk.second_line {
        out.plain("second_line", agents);
    }
    out.plain("opens", helpdesk.opens);
    out.plain("closes", helpdesk.closes);
    let days = DAYS
        .iter()
        .zip(helpdesk.open_days)
        .filter(|(_, open)| *open);
    out.texts("open_days", &days.map(|(day, _)| *day).collect::<Vec<_>>());
    out.number("extra_hour_cost", helpdesk.extra_hour_cost);
    for extra in &helpdesk.extra {
        out.header("[[helpdesk.extra]]");
        out.text(
            "weeks",
            &format!("{}-{}", extra.first_week, extra.last_week),
        );
        out.plain("agents", extra.agents);
    }
}

/// Reads the agents added to `others` in the first line.
fn extra(table: &Table<'_>, horizon: Horizon, others: u16) -> Vec<ExtraAgents> {
    let mut all = Vec::new();
    for row in table.tables("extra") {
        for name in ["weeks", "agents"]
            .into_iter()
            .filter(|name| row.raw(name).is_none())
        {
            let message = format!("added agents need their {name}");
            row.problem("scenario::missing-key", name, message, None, None);
        }
        let span = row
            .week_ranges("weeks")
            .and_then(|spans| spans.first().copied());
        let (Some((first_week, last)), Some(agents)) = (span, row.integer("agents")) else {
            continue;
        };
        if horizon.admits(&row, "weeks", first_week, "the added agents") {
            let most = |all: &[ExtraAgents]| u32::from(others) + most_at_once(all);
            let before = most(&all);
            all.push(ExtraAgents {
                first_week,
                last_week: last.unwrap_or(horizon.weeks).min(horizon.weeks),
                agents: agents as u16,
            });
            let most = most(&all);
            if before <= MOST_AGENTS && most > MOST_AGENTS {
                let message = format!("the first line has {most} agents at a time");
                let expected = Some(format!("at most {MOST_AGENTS}, those added included"));
                row.problem("scenario::out-of-range", "agents", message, expected, None);
            }
        }
    }
    all
}
