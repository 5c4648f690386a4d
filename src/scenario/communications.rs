//! `[communications]` and `[[communications.channel]]`.

use serde::Serialize;

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

/// One channel. Spend is the only running cost.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Channel {
    /// Name, unique.
    pub name: String,
    /// Spend while the channel runs [$ per addressed head and week].
    pub spend: f64,
    /// Plan weeks in which it runs, sorted.
    pub weeks: Vec<u16>,
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
}
