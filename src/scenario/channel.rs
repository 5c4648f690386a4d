//! `[[communications.channel]]`.

use std::collections::BTreeSet;

use serde::Serialize;

use super::built_in::{BUILT_IN, BuiltIn, built_in_names};
use super::department::{self, Department};
use super::key::{Key, key};
use super::kind::Kind;
use super::problem::nearest;
use super::run::Horizon;
use super::table::Table;
use super::when::Anchors;
use super::writer::Writer;

/// One channel. Spend is the only running cost.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Channel {
    /// Name, unique.
    pub name: String,
    /// Spend while the channel runs [$ per addressed head and week].
    pub spend: f64,
    /// Plan weeks in which it runs as planned, sorted.
    pub weeks: Vec<u16>,
    /// What the weeks are told from.
    #[serde(skip_serializing_if = "Calendar::is_weeks")]
    pub calendar: Calendar,
    /// Departments addressed; empty is all.
    pub departments: Vec<String>,
    /// Whether it reaches frontline people.
    pub frontline: bool,
    /// Largest reach that money can buy [0..1].
    pub max_reach: f64,
    /// Messages a week at cadence 1 [1/week].
    pub frequency: f64,
    /// Chance that a reached person of attention 1 notices one message [0..1].
    pub attention: f64,
    /// Fatigue of one noticed message [1].
    pub fatigue: f64,
    /// Credibility [0..1].
    pub credibility: f64,
    /// Spend at which half of the largest reach is bought [$ per head and week].
    pub half_spend: f64,
    /// Set-up amount, paid once in its first week [$].
    pub setup_cost: f64,
    /// Weeks with a spend of their own, which are among `weeks`; of two that
    /// overlap the later counts. A canonical form without any has none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bursts: Vec<Burst>,
}

/// What a channel's weeks are told from.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Calendar {
    /// Themselves: they stay where they are, whatever the phases do.
    Weeks,
    /// Phases and dates, as typed.
    When(Vec<String>),
    /// Phases, as the built-in channel's calendar has it.
    Shipped,
}

impl Calendar {
    fn is_weeks(&self) -> bool {
        *self == Self::Weeks
    }
}

/// Another spend in some weeks.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Burst {
    /// Plan weeks, sorted.
    pub weeks: Vec<u16>,
    /// Spend in them [$ per addressed head and week].
    pub spend: f64,
}

impl Channel {
    /// Spend in a week of its calendar [$ per addressed head and week].
    pub fn spend_in(&self, week: u16) -> f64 {
        let mut latest_first = self.bursts.iter().rev();
        let burst = latest_first.find(|burst| burst.weeks.binary_search(&week).is_ok());
        burst.map_or(self.spend, |burst| burst.spend)
    }

    /// Whether its weeks move with the phases: with a gate that holds one back, or a frozen
    /// week.
    pub fn follows_phases(&self) -> bool {
        !self.calendar.is_weeks() && self.bursts.is_empty()
    }

    /// The same calendar at `factor` times the spend.
    pub fn scale(&mut self, factor: f64) {
        self.spend *= factor;
        for burst in &mut self.bursts {
            burst.spend *= factor;
        }
    }
}

const T: &str = "communications.channel";

#[rustfmt::skip]
pub(super) const KEYS: &[Key] = &[
    key(T, "name", Kind::Text, "", "", "\"email\"", "Name, unique; a built-in channel's name brings its numbers and its shipped calendar."),
    key(T, "spend", Kind::Money, "$ per addressed head and week", "(the built-in channel's)", "0.06", "Spend while the channel runs, its only running cost."),
    key(T, "weeks", Kind::Weeks, "weeks", "(the built-in channel's)", "[5, 11, 17]", "Weeks in which it runs."),
    key(T, "when", Kind::Names, "", "(the built-in channel's)", "[\"opt-in\", \"required - 2 .. required\"]", "Weeks in which it runs, told from phases or dates, in place of `weeks`; they move with the phases."),
    key(T, "departments", Kind::Names, "", "[]", "[\"engineering\"]", "Departments addressed; none is all."),
    key(T, "frontline", Kind::Flag, "", "(the built-in channel's, or true)", "false", "Whether it reaches frontline people."),
    key(T, "max_reach", Kind::Share, "", "(the built-in channel's)", "0.85", "Largest reach that money can buy."),
    key(T, "frequency", Kind::Number(0.0, 100.0), "messages per week", "(the built-in channel's)", "1", "Messages at cadence 1."),
    key(T, "attention", Kind::Share, "", "(the built-in channel's)", "0.35", "Chance that a reached person of attention 1 notices one message."),
    key(T, "fatigue", Kind::Number(0.0, 100.0), "", "(the built-in channel's)", "1.0", "Fatigue of one noticed message."),
    key(T, "credibility", Kind::Share, "", "(the built-in channel's)", "0.6", "Credibility."),
    key(T, "half_spend", Kind::Number(1e-9, 1e9), "$ per head and week", "(the built-in channel's)", "0.03", "Spend at which half of the largest reach is bought."),
    key(T, "setup_cost", Kind::Money, "$", "0", "2000", "Set-up amount, paid once in the channel's first week."),
    key(T, "burst", Kind::Tables("communications.channel.burst"), "", "(none)", "", "Weeks with a spend of their own, in place of `spend`; the channel runs in them too."),
    key("communications.channel.burst", "weeks", Kind::Weeks, "weeks", "", "\"5-6\"", "Weeks in which the channel spends this."),
    key("communications.channel.burst", "spend", Kind::Money, "$ per addressed head and week", "", "0.30", "Spend in these weeks; of bursts that overlap the later one counts."),
];

/// Reads the channels.
pub(super) fn resolve(
    table: &Table<'_>,
    spend_factor: f64,
    departments: &[Department],
    horizon: Horizon,
    anchors: Anchors<'_>,
) -> Vec<Channel> {
    let mut channels: Vec<Channel> = Vec::new();
    for row in table.tables("channel") {
        let Some(channel) = one(&row, spend_factor, departments, (horizon, anchors)) else {
            continue;
        };
        if channels.iter().any(|known| known.name == channel.name) {
            let message = format!("two channels are called {:?}", channel.name);
            row.problem("scenario::duplicate-name", "name", message, None, None);
        }
        channels.push(channel);
    }
    channels
}

/// Writes the tables.
pub(super) fn write(channels: &[Channel], out: &mut Writer) {
    for channel in channels {
        out.header("[[communications.channel]]");
        out.text("name", &channel.name);
        out.number("spend", channel.spend);
        match &channel.calendar {
            Calendar::Weeks => out.list("weeks", &channel.weeks),
            Calendar::When(texts) => out.texts("when", texts),
            Calendar::Shipped => {}
        }
        out.texts("departments", &channel.departments);
        out.plain("frontline", channel.frontline);
        out.number("max_reach", channel.max_reach);
        out.number("frequency", channel.frequency);
        out.number("attention", channel.attention);
        out.number("fatigue", channel.fatigue);
        out.number("credibility", channel.credibility);
        out.number("half_spend", channel.half_spend);
        out.number("setup_cost", channel.setup_cost);
        for burst in &channel.bursts {
            out.header("[[communications.channel.burst]]");
            out.list("weeks", &burst.weeks);
            out.number("spend", burst.spend);
        }
    }
}

fn one(
    row: &Table<'_>,
    spend_factor: f64,
    departments: &[Department],
    (horizon, anchors): (Horizon, Anchors<'_>),
) -> Option<Channel> {
    let name = row.text("name");
    if row.raw("name").is_none() {
        row.problem(
            "scenario::missing-key",
            "name",
            "a channel needs its name",
            None,
            None,
        );
    }
    let built_in = BUILT_IN
        .iter()
        .find(|known| Some(known.name) == name.as_deref());
    if built_in.is_none() {
        check_complete(row, name.as_deref()?);
    }
    let number = |key: &str, i: usize| row.number(key).or(built_in.map(|b| b.numbers[i]));
    let names = row.texts_or_default("departments");
    horizon.note_later(row, "weeks");
    let bursts = bursts(row, spend_factor, horizon);
    let (calendar, planned) = calendar(row, built_in, horizon, anchors);
    let all = bursts.iter().flat_map(|burst| &burst.weeks).copied();
    let weeks: BTreeSet<u16> = planned.into_iter().chain(all).collect();
    note_unheard(row, &weeks, anchors);
    Some(Channel {
        name: name?,
        spend: row.number("spend").or(built_in.map(|b| b.spend))? * spend_factor,
        weeks: weeks.into_iter().collect(),
        calendar,
        departments: department::known_names(row, "departments", &names, departments),
        frontline: row
            .flag("frontline")
            .or(built_in.map(|b| b.frontline))
            .unwrap_or(true),
        max_reach: number("max_reach", 0)?,
        frequency: number("frequency", 1)?,
        attention: number("attention", 2)?,
        fatigue: number("fatigue", 3)?,
        credibility: number("credibility", 4)?,
        half_spend: number("half_spend", 5)?,
        setup_cost: row.number_or_default("setup_cost"),
        bursts,
    })
}

/// What a channel's weeks are told from, and the weeks; an override beats the file, whichever
/// key it uses.
fn calendar(
    row: &Table<'_>,
    built_in: Option<&BuiltIn>,
    horizon: Horizon,
    anchors: Anchors<'_>,
) -> (Calendar, Vec<u16>) {
    let typed = |name| row.raw(name).is_some();
    let (weeks, when) = (typed("weeks"), typed("when"));
    if weeks && when && row.is_override("weeks") == row.is_override("when") {
        let message = "`weeks` and `when` both say when the channel runs";
        let expected = Some("one of them".to_owned());
        row.problem(
            "scenario::conflicting-keys",
            "when",
            message,
            expected,
            None,
        );
    }
    if when && !(weeks && row.is_override("weeks")) {
        let texts = row.texts_or_default("when");
        let weeks = anchors.weeks(&texts).unwrap_or_else(|wrong| {
            let expected = Some(wrong.expected);
            row.problem(
                "scenario::unknown-word",
                "when",
                wrong.message,
                expected,
                wrong.near,
            );
            Vec::new()
        });
        return (Calendar::When(texts), weeks);
    }
    match built_in.filter(|_| !weeks) {
        Some(built_in) => {
            // Names of phases, which there are.
            let weeks = anchors.weeks(&built_in.when(anchors.phases));
            (Calendar::Shipped, weeks.unwrap_or_default())
        }
        None => (Calendar::Weeks, row.weeks("weeks", horizon.weeks)),
    }
}

/// Says where a channel runs before anybody may enrol, which costs money and trust in the
/// messages that count.
fn note_unheard(row: &Table<'_>, weeks: &BTreeSet<u16>, anchors: Anchors<'_>) {
    let opens = anchors.phases.first().map(|phase| phase.first_week);
    let early = weeks
        .iter()
        .filter(|week| opens.is_none_or(|opens| **week < opens))
        .count();
    if early == 0 {
        return;
    }
    let when = match opens {
        Some(opens) => format!("before week {opens}, when the first phase starts"),
        None => "without any phase".to_owned(),
    };
    let message = format!("it runs in {early} weeks {when}: nobody can act on its messages");
    let key = if row.raw("when").is_some() {
        "when"
    } else {
        "weeks"
    };
    row.note("note::unheard", key, message);
}

/// Reads the bursts of a channel.
fn bursts(row: &Table<'_>, spend_factor: f64, horizon: Horizon) -> Vec<Burst> {
    let mut bursts = Vec::new();
    for table in row.tables("burst") {
        for name in ["weeks", "spend"] {
            if table.raw(name).is_none() {
                let message = format!("a burst needs its {name}");
                table.problem("scenario::missing-key", name, message, None, None);
            }
        }
        horizon.note_later(&table, "weeks");
        if let (Some(_), Some(spend)) = (table.given("weeks"), table.number("spend")) {
            bursts.push(Burst {
                weeks: table.weeks("weeks", horizon.weeks),
                spend: spend * spend_factor,
            });
        }
    }
    bursts
}

/// A channel of one's own needs all its numbers; a misspelt one needs its name.
fn check_complete(row: &Table<'_>, name: &str) {
    let needed = [
        "spend",
        "max_reach",
        "frequency",
        "attention",
        "fatigue",
        "credibility",
        "half_spend",
    ];
    let mut missing: Vec<&str> = needed
        .into_iter()
        .filter(|key| row.raw(key).is_none())
        .collect();
    if row.raw("weeks").is_none() && row.raw("when").is_none() {
        missing.push("weeks");
    }
    if missing.is_empty() {
        return;
    }
    let message = format!(
        "{name:?} is no built-in channel, and lacks {}",
        missing.join(", ")
    );
    let names: Vec<&str> = built_in_names().collect();
    let expected = Some(format!("all its numbers, or one of {}", names.join(", ")));
    row.problem(
        "scenario::missing-key",
        "name",
        message,
        expected,
        nearest(name, names),
    );
}
