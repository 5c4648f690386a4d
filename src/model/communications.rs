//! Communications (S5): message stock, fatigue and understanding, per message
//! profile and attention class. Nothing here depends on people's behaviour, so a
//! plan's whole horizon is computed once for each set of parameters.

use super::attitude::saturated;
use crate::math;
use crate::parameter::Parameters;
use crate::parameter::table::attitude;
use crate::population::{Slots, WorkStyle};
use crate::scenario::{Channel, Communications, Scenario};

/// Mean attention of the eight equally likely classes of Gamma(2, ½).
pub const ATTENTION: [f64; 8] = [0.192, 0.394, 0.566, 0.744, 0.945, 1.195, 1.551, 2.412];

/// Message effects by week for groups of people: a group is a message profile
/// (which channels reach it) times an attention class.
#[derive(Clone, Debug, Default)]
pub struct Messages {
    /// Profile of (department, frontline or not), at `2 * department + frontline`.
    profile_of: Vec<u16>,
    groups: usize,
    /// e(B) in force during each week, by week and group [0..1].
    effect: Vec<f64>,
    /// Understood messages so far at the start of each week, by week and group.
    understood: Vec<f64>,
    /// Spend and set-up amounts of channels in each week of their calendar \[cents\].
    pub cents: Vec<i64>,
    /// Other set-up amounts in each plan week: communications and the runbook \[cents\].
    pub setup_cents: Vec<i64>,
    /// Whether all channels' weeks move with the phases.
    follow_phases: bool,
}

impl Messages {
    /// Computes the plan's messages for plan weeks 1 to the horizon.
    pub fn new(scenario: &Scenario, p: &Parameters, slots: &Slots) -> Self {
        Self::tiring(scenario, p, slots, p[attitude::FATIGUE])
    }

    /// The same with another loss of notice per unit of fatigue.
    fn tiring(scenario: &Scenario, p: &Parameters, slots: &Slots, fatigue: f64) -> Self {
        let communications = &scenario.workforce().communications;
        let mut rules = Recursion::new(communications, p);
        rules.fatigue_effect = fatigue;
        let masks: Vec<Vec<bool>> = (0..2 * scenario.workforce().organisation.departments.len())
            .map(|at| {
                let name = &scenario.workforce().organisation.departments[at / 2].name;
                communications
                    .channels
                    .iter()
                    .map(|c| addresses(c, name, at % 2 == 1))
                    .collect()
            })
            .collect();
        let mut profiles: Vec<&Vec<bool>> = Vec::new();
        let profile_of = masks
            .iter()
            .map(|mask| {
                let at = profiles
                    .iter()
                    .position(|known| *known == mask)
                    .unwrap_or_else(|| {
                        profiles.push(mask);
                        profiles.len() - 1
                    });
                at as u16
            })
            .collect();
        let weeks = scenario.run.horizon;
        let groups = profiles.len() * ATTENTION.len();
        let half = p[attitude::MESSAGE_HALF];
        let mut stocks = vec![Stock::default(); groups];
        let (mut effect, mut understood) = (Vec::new(), Vec::new());
        for week in 1..=weeks {
            effect.extend(stocks.iter().map(|s| saturated(1.0, s.message, half)));
            understood.extend(stocks.iter().map(|s| s.understood));
            for (at, stock) in stocks.iter_mut().enumerate() {
                let running: Vec<(&Exposure, f64)> = rules
                    .exposures
                    .iter()
                    .zip(profiles[at / ATTENTION.len()])
                    .filter(|(_, reached)| **reached)
                    .filter_map(|(exposure, _)| Some((exposure, exposure.noticed(week)?)))
                    .collect();
                for _ in 0..5 {
                    rules.weekday(stock, ATTENTION[at % ATTENTION.len()], &running);
                }
            }
        }
        Self {
            profile_of,
            groups,
            effect,
            understood,
            cents: spend(scenario, slots),
            setup_cents: setup(scenario),
            follow_phases: communications.channels.iter().all(Channel::follows_phases),
        }
    }

    /// No messages at all, for the baseline and for tests.
    pub fn none(scenario: &Scenario) -> Self {
        let weeks = usize::from(scenario.run.horizon);
        let groups = ATTENTION.len();
        Self {
            profile_of: vec![0; 2 * scenario.workforce().organisation.departments.len()],
            groups,
            effect: vec![0.0; weeks * groups],
            understood: vec![0.0; weeks * groups],
            cents: vec![0; weeks],
            setup_cents: vec![0; weeks],
            follow_phases: false,
        }
    }

    /// Understood messages a head of employees and contractors at the start of plan
    /// week `week`, where `heads` counts them as [`heads`] does; attention classes are
    /// equally likely.
    fn understood_a_head(&self, week: u16, heads: &[u32]) -> f64 {
        let understood = self.understood(week);
        let classes = ATTENTION.len();
        let of = |(at, heads): (usize, &u32)| {
            let group = usize::from(self.profile_of[at]) * classes;
            let sum: f64 = understood[group..group + classes].iter().sum();
            sum / classes as f64 * f64::from(*heads)
        };
        let people: u32 = heads.iter().sum();
        heads.iter().enumerate().map(of).sum::<f64>() / f64::from(people.max(1))
    }

    /// Group of a person.
    pub fn group(&self, department: u8, frontline: bool, attention: u8) -> u16 {
        let profile = self.profile_of[2 * usize::from(department) + usize::from(frontline)];
        profile * ATTENTION.len() as u16 + u16::from(attention)
    }

    /// The week of the planned calendar that a plan week has, if phases were put off by
    /// `put_off` weeks so far. While they are, the last week's messages stay in force.
    pub fn planned_week(&self, week: u16, put_off: u16) -> u16 {
        if self.follow_phases {
            week.saturating_sub(put_off).max(1)
        } else {
            week
        }
    }

    /// Whether people are in the same groups.
    pub fn groups_as(&self, other: &Self) -> bool {
        self.profile_of == other.profile_of
    }

    /// e(B) of all groups in plan week `week` (from 1).
    pub fn effects(&self, week: u16) -> &[f64] {
        let at = (usize::from(week) - 1) * self.groups;
        &self.effect[at..at + self.groups]
    }

    /// Understood messages of all groups at the start of plan week `week`.
    pub fn understood(&self, week: u16) -> &[f64] {
        let at = (usize::from(week) - 1) * self.groups;
        &self.understood[at..at + self.groups]
    }
}

/// One channel as its audience meets it.
#[derive(Clone, Debug)]
struct Exposure {
    /// Weeks in which it runs, sorted, and in each the noticed messages a weekday
    /// at attention 1 and no fatigue.
    weeks: Vec<(u16, f64)>,
    fatigue: f64,
    credibility: f64,
}

impl Exposure {
    fn noticed(&self, week: u16) -> Option<f64> {
        let at = self.weeks.binary_search_by_key(&week, |(week, _)| *week);
        at.ok().map(|at| self.weeks[at].1)
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Stock {
    message: f64,
    fatigue: f64,
    understood: f64,
}

struct Recursion {
    exposures: Vec<Exposure>,
    message_kept: f64,
    fatigue_kept: f64,
    fatigue_effect: f64,
    clarity: f64,
    framing: f64,
}

impl Recursion {
    fn new(communications: &Communications, p: &Parameters) -> Self {
        let exposures = communications
            .channels
            .iter()
            .map(|c| {
                let half = c.half_spend * p[attitude::REACH_SPEND];
                let noticed = |spend: f64| {
                    let bought = if spend > 0.0 {
                        1.0 - math::exp2(-spend / half)
                    } else {
                        0.0
                    };
                    let reach = (communications.reach * c.max_reach).min(1.0) * bought;
                    reach * c.frequency * communications.cadence / 5.0 * c.attention
                };
                let weeks = c.weeks.iter();
                Exposure {
                    weeks: weeks
                        .map(|week| (*week, noticed(c.spend_in(*week))))
                        .collect(),
                    fatigue: c.fatigue,
                    credibility: c.credibility,
                }
            })
            .collect();
        Self {
            exposures,
            message_kept: math::exp2(-1.0 / p[attitude::MESSAGE_HALF_LIFE]),
            fatigue_kept: math::exp2(-1.0 / p[attitude::FATIGUE_HALF_LIFE]),
            fatigue_effect: p[attitude::FATIGUE],
            clarity: communications.clarity,
            framing: if communications.tested_wording {
                p[attitude::FRAMING]
            } else {
                1.0
            },
        }
    }

    /// One weekday: B ← B·2^(−1/hl) + Σ clarity·framing·cred·n,
    /// F ← F·2^(−1/hl) + Σ fat·n, U ← U + clarity·Σ n, with n = a·g·w·e^(−φF).
    fn weekday(&self, stock: &mut Stock, attention: f64, running: &[(&Exposure, f64)]) {
        let notice = attention * math::exp(-self.fatigue_effect * stock.fatigue);
        let (mut message, mut fatigue, mut noticed) = (0.0, 0.0, 0.0);
        for (exposure, most) in running {
            let n = notice * most;
            message += exposure.credibility * n;
            fatigue += exposure.fatigue * n;
            noticed += n;
        }
        stock.message = stock.message * self.message_kept + self.clarity * self.framing * message;
        stock.fatigue = stock.fatigue * self.fatigue_kept + fatigue;
        stock.understood += self.clarity * noticed;
    }
}

fn addresses(channel: &Channel, department: &str, frontline: bool) -> bool {
    (channel.frontline || !frontline)
        && (channel.departments.is_empty() || channel.departments.iter().any(|d| d == department))
}

/// Messages that people notice, and what weariness takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Notice {
    /// Understood messages a head of employees and contractors [messages].
    pub understood: f64,
    /// Share of those that would be understood if messages wearied nobody [0..1]; none
    /// where there would be none.
    pub lost: Option<f64>,
}

/// What a plan's messages come to at the start of plan week `week`.
pub fn notice(scenario: &Scenario, p: &Parameters, slots: &Slots, week: u16) -> Notice {
    let heads = heads(scenario, slots);
    let understood = Messages::new(scenario, p, slots).understood_a_head(week, &heads);
    let fresh = Messages::tiring(scenario, p, slots, 0.0).understood_a_head(week, &heads);
    Notice {
        understood,
        lost: (fresh > 0.0).then(|| 1.0 - understood / fresh),
    }
}

/// Employees and contractors by department and work style: frontline people of
/// department d at `2 d + 1`, the others at `2 d`.
fn heads(scenario: &Scenario, slots: &Slots) -> Vec<u32> {
    let departments = &scenario.workforce().organisation.departments;
    let mut heads = vec![0u32; 2 * departments.len()];
    for slot in 0..slots.first_guest as usize {
        let frontline = slots.style[slot] == WorkStyle::Frontline as u8;
        heads[2 * usize::from(slots.department[slot]) + usize::from(frontline)] += 1;
    }
    heads
}

/// Employees and contractors whom each channel addresses, in their order.
pub fn addressed(scenario: &Scenario, slots: &Slots) -> Vec<u32> {
    let departments = &scenario.workforce().organisation.departments;
    let heads = heads(scenario, slots);
    let of = |channel: &Channel| {
        let reached = heads.iter().enumerate();
        let reached =
            reached.filter(|(at, _)| addresses(channel, &departments[at / 2].name, at % 2 == 1));
        reached.map(|(_, heads)| heads).sum()
    };
    scenario
        .workforce()
        .communications
        .channels
        .iter()
        .map(of)
        .collect()
}

/// What a channel spends in one of its weeks on this many heads, without its
/// set-up amount \[cents\].
pub fn week_cents(channel: &Channel, week: u16, heads: u32) -> i64 {
    cents(channel.spend_in(week) * f64::from(heads))
}

fn cents(dollars: f64) -> i64 {
    (dollars * 100.0).round() as i64
}

/// Cents spent in each plan week: spend times addressed heads, and set-up
/// amounts in the first week they are due.
fn spend(scenario: &Scenario, slots: &Slots) -> Vec<i64> {
    let mut weeks = vec![0i64; usize::from(scenario.run.horizon)];
    let mut add = |week: u16, amount: i64| {
        if let Some(sum) = weeks.get_mut(usize::from(week.max(1)) - 1) {
            *sum += amount;
        }
    };
    let channels = scenario.workforce().communications.channels.iter();
    for (channel, heads) in channels.zip(addressed(scenario, slots)) {
        for &week in &channel.weeks {
            add(week, week_cents(channel, week, heads));
        }
        if let Some(&first) = channel.weeks.first() {
            add(first, cents(channel.setup_cost));
        }
    }
    weeks
}

/// Amounts that are paid once, whatever the calendar: for communications as a whole in week
/// 1, for the runbook in its week.
fn setup(scenario: &Scenario) -> Vec<i64> {
    let plan = scenario.workforce();
    let mut weeks = vec![0; usize::from(scenario.run.horizon)];
    for (week, dollars) in [
        (1, plan.communications.setup_cost),
        (plan.fallback.runbook_week, plan.fallback.setup_cost),
    ] {
        if let Some(at) = usize::from(week).checked_sub(1)
            && let Some(known) = weeks.get_mut(at)
        {
            *known += cents(dollars);
        }
    }
    weeks
}

#[cfg(test)]
#[path = "communications_tests.rs"]
mod tests;
