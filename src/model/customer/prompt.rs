//! When tier 1 offers: the platform's prompt rule, in continuous time.
//!
//! A declined offer comes again `cadence` days later, with 0 on the next civil day;
//! after so many declines offers go on, stop, or begin the ceremony whatever the
//! customer says. Skips and dates are kept on the server, one count an account, or
//! in a cookie: each browser, which here is each device, counts for itself, forgets
//! with its device, and a strange device knows nothing and asks every time.
//!
//! Every trigger but `after-cross-device` fires at password sign-ins; that one never
//! does, because a customer signs in across devices at strange ones only, where no
//! passkey is made.

use crate::platform::prompt_rule::{Exhaust, Grace, Store, Trigger};
use crate::scenario::{OperatingSystem, PromptRule};

/// What the rule says at a sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// No offer.
    Silent,
    /// An offer.
    Ask,
    /// The ceremony begins, asked for or not.
    Force,
}

/// What is remembered of earlier offers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Asked {
    skips: u8,
    /// No offer before this time [days].
    pub next: f64,
}

/// A prompt rule for customers.
#[derive(Clone, Debug)]
pub struct Rule {
    cadence: f64,
    skips: Option<u8>,
    on_exhaust: Exhaust,
    forced_from: f64,
    forced_skips: Option<u8>,
    /// Whether each device counts for itself.
    pub cookie: bool,
    on_phones: bool,
    silent: bool,
}

impl Rule {
    /// From the platform's settings.
    pub fn new(rule: &PromptRule) -> Self {
        let (forced_from, forced_skips) = match rule.grace {
            Grace::None => (f64::INFINITY, None),
            Grace::ByWeek(week) => (7.0 * (f64::from(week) - 1.0), None),
            Grace::BySkips(skips) => (f64::INFINITY, Some(skips)),
        };
        Self {
            cadence: f64::from(rule.cadence_days),
            skips: rule.skips,
            on_exhaust: rule.on_exhaust,
            forced_from,
            forced_skips,
            cookie: rule.store == Store::Cookie,
            on_phones: !rule.suppress_mobile,
            silent: rule.suppressed_by_policy || rule.trigger == Trigger::AfterCrossDevice,
        }
    }

    /// Nothing asked so far.
    pub fn fresh(&self) -> Asked {
        let mut asked = Asked {
            skips: 0,
            next: 0.0,
        };
        if self.silent || self.is_over(&asked) {
            asked.next = f64::INFINITY;
        }
        asked
    }

    fn is_exhausted(&self, asked: &Asked) -> bool {
        self.skips.is_some_and(|most| asked.skips >= most)
    }

    /// A grace by skips lets offers go on until it ends.
    fn is_over(&self, asked: &Asked) -> bool {
        self.is_exhausted(asked) && self.on_exhaust == Exhaust::Stop && self.forced_skips.is_none()
    }

    /// Whether a device with this operating system is asked at all.
    #[inline]
    pub fn asks(&self, system: usize) -> bool {
        !self.silent && (self.on_phones || system > OperatingSystem::Android as usize)
    }

    /// The earliest time at which the rule is not silent [days].
    #[inline]
    pub fn wakes(&self, asked: &Asked) -> f64 {
        if self.silent {
            return f64::INFINITY;
        }
        asked.next.min(self.forced_from)
    }

    /// What the rule says at `t` [days] on a device with this operating system.
    #[inline]
    pub fn answer(&self, asked: &Asked, t: f64, system: usize) -> Answer {
        if !self.asks(system) || t < self.wakes(asked) {
            return Answer::Silent;
        }
        let by_skips = self.forced_skips.is_some_and(|most| asked.skips >= most);
        let used_up = self.is_exhausted(asked) && self.on_exhaust == Exhaust::Force;
        if t >= self.forced_from || by_skips || used_up {
            Answer::Force
        } else {
            Answer::Ask
        }
    }

    /// After an offer at `t` [days] that left no passkey.
    pub fn declined(&self, asked: &mut Asked, t: f64) {
        asked.skips = asked.skips.saturating_add(1);
        asked.next = if self.is_over(asked) {
            f64::INFINITY
        } else if self.cadence == 0.0 {
            t.floor() + 1.0
        } else {
            t + self.cadence
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(skips: Option<u8>, on_exhaust: Exhaust, grace: Grace) -> Rule {
        Rule::new(&PromptRule {
            trigger: Trigger::AfterPassword,
            cadence_days: 21,
            skips,
            on_exhaust,
            grace,
            store: Store::Server,
            suppress_mobile: false,
            suppressed_by_policy: false,
        })
    }

    /// Answers to somebody who signs in every 7.5 days and declines.
    fn answers(rule: &Rule) -> Vec<Answer> {
        let mut asked = rule.fresh();
        (0..12)
            .map(|n| {
                let t = 7.5 * f64::from(n);
                let answer = rule.answer(&asked, t, 0);
                if answer != Answer::Silent {
                    rule.declined(&mut asked, t);
                }
                answer
            })
            .collect()
    }

    #[test]
    fn a_decline_is_respected_for_the_cadence_and_counted() {
        use Answer::{Ask, Force, Silent};
        let every = [Ask, Silent, Silent].repeat(4);
        assert_eq!(answers(&rule(None, Exhaust::Stop, Grace::None)), every);
        assert_eq!(
            answers(&rule(Some(2), Exhaust::Continue, Grace::None)),
            every
        );
        let mut stops = every.clone();
        stops[6..].fill(Silent);
        assert_eq!(answers(&rule(Some(2), Exhaust::Stop, Grace::None)), stops);
        let mut forces = every.clone();
        (forces[6], forces[9]) = (Force, Force);
        assert_eq!(answers(&rule(Some(2), Exhaust::Force, Grace::None)), forces);
        let grace = Grace::BySkips(2);
        for skips in [0, 1] {
            assert_eq!(answers(&rule(Some(skips), Exhaust::Stop, grace)), forces);
        }
        let mut dated = every;
        dated[8..].fill(Force); // week 9 begins on day 56
        assert_eq!(answers(&rule(None, Exhaust::Stop, Grace::ByWeek(9))), dated);
    }

    #[test]
    fn some_rules_never_ask() {
        let none = rule(Some(0), Exhaust::Stop, Grace::None);
        assert_eq!(none.answer(&none.fresh(), 1e9, 0), Answer::Silent);
        let mut desktop = rule(None, Exhaust::Stop, Grace::None);
        desktop.on_phones = false;
        assert_eq!(desktop.answer(&desktop.fresh(), 0.0, 1), Answer::Silent);
        assert_eq!(desktop.answer(&desktop.fresh(), 0.0, 2), Answer::Ask);
    }
}
