//! `[communications]`.

use serde::Serialize;

use super::channel;
pub use super::channel::{Burst, Calendar, Channel};
use super::department::Department;
use super::dial::{self, Dial};
use super::key::{Key, key};
use super::kind::Kind;
use super::run::Horizon;
use super::table::Table;
use super::when::Anchors;
use super::writer::Writer;

/// Messages, FAQ and sponsorship. Dials run from 0 to 1 unless said.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Communications {
    /// Share of a channel's possible reach that the programme gets [0..1].
    pub reach: f64,
    /// Share of noticed messages that are understood [0..1].
    pub clarity: f64,
    /// Messages sent, as a share of each channel's frequency [0..2].
    pub cadence: f64,
    /// Quality and findability of the written FAQ [0..1].
    pub faq: f64,
    /// Plan week in which the FAQ exists, from 1.
    pub faq_week: u16,
    /// Visible executive sponsorship [0..1].
    pub sponsorship: f64,
    /// Share of the required audience told at least 14 days before [0..1].
    pub notice: f64,
    /// Whether the wording was tested (applies `messages.framing`).
    pub tested_wording: bool,
    /// Set-up amounts paid once in week 1: FAQ and the like [$].
    pub setup_cost: f64,
    /// Channels in use.
    pub channels: Vec<Channel>,
}

#[rustfmt::skip]
pub(super) const KEYS: &[Key] = &[
    key("communications", "quality", Kind::Quality, "", "\"good\"", "0.6", "Sets all dials that are not written, on the line through poor (0.25) and good (0.75)."),
    key("communications", "reach", Kind::Share, "", "(by quality)", "0.9", "Share of a channel's possible reach that the programme gets."),
    key("communications", "clarity", Kind::Share, "", "(by quality)", "0.8", "Share of noticed messages that are understood."),
    key("communications", "cadence", Kind::Number(0.0, 2.0), "", "(by quality)", "1.0", "Messages sent, as a share of each channel's frequency."),
    key("communications", "faq", Kind::Share, "", "(by quality)", "0.85", "Quality and findability of the written FAQ."),
    key("communications", "faq_week", Kind::Integer(1, 9_999), "week", "1", "5", "Week from which the FAQ exists."),
    key("communications", "sponsorship", Kind::Share, "", "(by quality)", "0.8", "Visible executive sponsorship."),
    key("communications", "notice", Kind::Share, "", "(by quality)", "0.85", "Share of the required audience told at least 14 days before."),
    key("communications", "tested_wording", Kind::Flag, "", "false", "true", "Whether the wording was tested (applies messages.framing)."),
    key("communications", "setup_cost", Kind::Money, "$", "0", "\"$4,000\"", "Set-up amounts paid once in week 1, for the FAQ and the like."),
    key("communications", "spend_factor", Kind::Number(0.0, 1000.0), "", "1.0", "0.5", "Multiplies the spend of every channel."),
    key("communications", "channel", Kind::Tables("communications.channel"), "", "(the shipped calendar)", "", "Channels in use, built-in ones by name or others with all their numbers."),
];

/// Values at poor and good quality: `docs/model.md`, dials of a plan.
pub(super) const DIALS: [Dial; 6] = [
    Dial {
        name: "reach",
        poor: 0.55,
        good: 0.90,
        most: 0.95,
    },
    Dial {
        name: "clarity",
        poor: 0.35,
        good: 0.80,
        most: 0.95,
    },
    Dial {
        name: "cadence",
        poor: 0.5,
        good: 1.0,
        most: 1.0,
    },
    Dial {
        name: "faq",
        poor: 0.20,
        good: 0.85,
        most: 0.95,
    },
    Dial {
        name: "sponsorship",
        poor: 0.10,
        good: 0.80,
        most: 0.95,
    },
    Dial {
        name: "notice",
        poor: 0.25,
        good: 0.85,
        most: 0.95,
    },
];

/// Keys that one word or number of quality sets.
pub(super) fn dial_names() -> impl Iterator<Item = &'static str> {
    DIALS.iter().map(|dial| dial.name)
}

/// Reads the table.
pub(super) fn resolve(
    root: &Table<'_>,
    departments: &[Department],
    horizon: Horizon,
    anchors: Anchors<'_>,
) -> Communications {
    let table = root.table("communications");
    let faq_week = table.integer_or_default("faq_week") as u16;
    if faq_week > horizon.weeks && table.raw("faq_week").is_some() {
        let message = format!("week {faq_week} is after the horizon: the FAQ is never written");
        table.note("note::past-horizon", "faq_week", message);
    }
    let [reach, clarity, cadence, faq, sponsorship, notice] = dial::values(&table, &DIALS);
    Communications {
        reach,
        clarity,
        cadence,
        faq,
        faq_week,
        sponsorship,
        notice,
        tested_wording: table.flag_or_default("tested_wording"),
        setup_cost: table.number_or_default("setup_cost"),
        channels: channel::resolve(
            &table,
            table.number_or_default("spend_factor"),
            departments,
            horizon,
            anchors,
        ),
    }
}

/// Writes the tables.
pub(super) fn write(communications: &Communications, out: &mut Writer) {
    out.header("[communications]");
    out.number("reach", communications.reach);
    out.number("clarity", communications.clarity);
    out.number("cadence", communications.cadence);
    out.number("faq", communications.faq);
    out.plain("faq_week", communications.faq_week);
    out.number("sponsorship", communications.sponsorship);
    out.number("notice", communications.notice);
    out.plain("tested_wording", communications.tested_wording);
    out.number("setup_cost", communications.setup_cost);
    if communications.channels.is_empty() {
        out.raw("channel", "[]");
    }
    channel::write(&communications.channels, out);
}

#[cfg(test)]
mod tests {
    #[test]
    fn dials_are_keys() {
        assert!(super::dial::registered("communications", &super::DIALS));
    }
}
