//! The prompt rule (S1, C2): when somebody is asked to make a passkey, and when there is
//! no choice.
//!
//! A rule looks at sign-ins: of devices that it asks at, if its trigger fires. Whoever was
//! asked is left alone for the cadence, with one of 0 until the next day; a decline is a
//! skip. After so many skips prompts go on, stop, or the ceremony begins whatever the
//! person says; it also does once a grace has ended, by date or by skips. Skips and dates
//! are kept on the server, one count a person, or in a cookie: each browser counts for
//! itself, and forgets with its device.
//!
//! One person's day, thirty-two people's week and a customer's sign-in call the same
//! functions: choices between numbers rather than ways.
//!
//! Every trigger but `after-cross-device` fires at sign-ins of people without a usable
//! passkey, who type a password. That one never does: they have no passkey on another
//! device, and a customer signs in across devices at strange ones only, where no passkey
//! is made.

use crate::platform::prompt_rule::{Exhaust, Grace, Store, Trigger};
use crate::population::bit;
use crate::scenario::PromptRule;
use crate::vector::{Mask, mask};
use std::ops::Add;

/// A time of a population: people's is a day, customers' a moment [days].
pub trait Time: Copy + PartialOrd + Add<Output = Self> + From<u16> {
    /// A time that never comes.
    const NEVER: Self;

    /// The beginning of its day.
    fn day(self) -> Self;
}

impl Time for u32 {
    const NEVER: Self = Self::MAX;

    #[inline(always)]
    fn day(self) -> Self {
        self
    }
}

impl Time for f64 {
    const NEVER: Self = Self::INFINITY;

    #[inline(always)]
    fn day(self) -> Self {
        self.floor()
    }
}

/// What the server or a browser remembers of earlier prompts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Asked<T> {
    /// Declines, of which [`MOST_SKIPS`] are counted.
    pub skips: u32,
    /// No prompt before this time.
    pub next: T,
}

/// Skips that are counted: a plan allows no more.
pub const MOST_SKIPS: u32 = u8::MAX as u32;

/// Prompts that are counted apart by their ordinal, the last of them with all after it.
pub const ORDINALS: usize = 6;

/// Among which a prompt is counted that so many came before.
#[inline(always)]
pub fn ordinal(before: u8) -> usize {
    usize::from(before).min(ORDINALS - 1)
}

/// What the rule does at sign-ins, as bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// It asks.
    pub prompt: Mask,
    /// The ceremony begins, asked for or not.
    pub force: Mask,
}

impl Answer {
    /// Nothing.
    pub const SILENT: Self = Self {
        prompt: 0,
        force: 0,
    };
}

/// A platform's prompt rule as a plan sets it, ready to apply.
#[derive(Clone, Debug)]
pub struct Rule<T> {
    /// Days until it may ask again, counted from the beginning of the day or not.
    wait: u16,
    from_day: bool,
    /// Skips from which it does not ask, and from which it forces.
    stops_after: u32,
    forced_after: u32,
    /// Time from which it forces.
    forced_from: T,
    /// Whether each browser counts for itself.
    pub cookie: bool,
    /// Sign-ins at which it may ask: all or none of those on computers, and on phones.
    on_computers: Mask,
    on_phones: Mask,
}

impl<T: Time> Rule<T> {
    /// From the plan's settings. `begins`: when a plan week begins.
    pub fn new(rule: &PromptRule, begins: impl Fn(u16) -> T) -> Self {
        let (forced_from, grace) = match rule.grace {
            Grace::None => (T::NEVER, None),
            Grace::ByWeek(week) => (begins(week), None),
            Grace::BySkips(skips) => (T::NEVER, Some(skips)),
        };
        let used_up = |exhaust| rule.skips.filter(|_| rule.on_exhaust == exhaust);
        // The first that says so; a grace by skips lets prompts go on until it ends.
        let forced_after = grace.into_iter().chain(used_up(Exhaust::Force)).min();
        let stops_after = used_up(Exhaust::Stop).filter(|_| grace.is_none());
        let or_never = |skips: Option<u8>| skips.map_or(u32::MAX, u32::from);
        let fires = rule.trigger != Trigger::AfterCrossDevice && !rule.suppressed_by_policy;
        Self {
            wait: rule.cadence_days.max(1),
            from_day: rule.cadence_days == 0,
            stops_after: or_never(stops_after),
            forced_after: or_never(forced_after),
            forced_from,
            cookie: rule.store == Store::Cookie,
            on_computers: mask(fires),
            on_phones: mask(fires && !rule.suppress_mobile),
        }
    }

    /// Nothing asked so far.
    pub fn fresh() -> Asked<T> {
        Asked {
            skips: 0,
            next: T::from(0),
        }
    }

    /// Whether it fires at any sign-in without a passkey.
    pub fn fires(&self) -> bool {
        self.on_computers != 0
    }

    /// Whether it can leave anybody without a choice.
    pub fn forces(&self) -> bool {
        self.forced_after < u32::MAX || self.forced_from < T::NEVER
    }

    /// Whether it tells phones from computers.
    pub fn spares_phones(&self) -> bool {
        self.on_phones != self.on_computers
    }

    /// Days until it may ask again.
    #[inline(always)]
    pub fn wait(&self) -> u32 {
        self.wait.into()
    }

    /// Sign-ins at which it fires, as bits, of those that are on a phone or not.
    #[inline(always)]
    pub fn at_devices(&self, on_phone: Mask) -> Mask {
        self.on_computers & (self.on_phones | !on_phone)
    }

    /// What it does at sign-ins, as bits, after so many skips: `at` are those at which it
    /// fires, `due` those after the cadence, `late` those after a grace by date.
    #[inline(always)]
    pub fn answer(&self, at: Mask, due: Mask, late: Mask, skips: u32) -> Answer {
        let force = at & (late | due & mask(skips >= self.forced_after));
        let prompt = self.prompts(at & !force, due, skips);
        Answer { prompt, force }
    }

    /// Sign-ins at which it asks, of those at which it does not force.
    #[inline(always)]
    pub fn prompts(&self, at: Mask, due: Mask, skips: u32) -> Mask {
        at & due & mask(skips < self.stops_after)
    }

    /// What it does at one sign-in at which it fires.
    #[inline]
    pub fn answer_at(&self, asked: Asked<T>, t: T) -> Answer {
        let late = mask(t >= self.forced_from);
        self.answer(!0, mask(t >= asked.next), late, asked.skips)
    }

    /// The earliest time at which it may do anything; `open`: prompts, and not only force,
    /// have an effect.
    #[inline]
    pub fn wakes(&self, asked: Asked<T>, open: bool) -> T {
        let prompts = open && asked.skips < self.stops_after;
        let next = if prompts || asked.skips >= self.forced_after {
            asked.next
        } else {
            T::NEVER
        };
        match () {
            () if !self.fires() => T::NEVER,
            () if self.forced_from < next => self.forced_from,
            () => next,
        }
    }

    /// What is remembered after a prompt at `t`, and a decline or not.
    #[inline(always)]
    pub fn after(&self, asked: Asked<T>, t: T, declined: Mask) -> Asked<T> {
        let from = if self.from_day { t.day() } else { t };
        Asked {
            skips: (asked.skips + (declined & 1)).min(MOST_SKIPS),
            next: from + T::from(self.wait),
        }
    }

    /// Which of two browsers remember a prompt, given whether it was in the second.
    #[inline(always)]
    pub fn keeps(&self, second: Mask) -> [Mask; 2] {
        let both = mask(!self.cookie);
        [both | !second, both | second]
    }
}

/// Sign-ins on a phone, as bits, of a person with these trait bits; `on_computer` are those
/// on the computer if the person has both.
#[inline(always)]
pub fn on_phone(bits: u32, on_computer: u32) -> Mask {
    let computer = mask(bits & (bit::OWN_COMPUTER | bit::SHARED) != 0);
    !computer | mask(bits & bit::PHONE != 0) & !on_computer
}

#[cfg(test)]
#[path = "prompt_tests.rs"]
mod tests;
