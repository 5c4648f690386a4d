//! Use and habit (S6): what an enrolled person's sign-in comes to.

use crate::parameter::Parameters;
use crate::parameter::table::{constant, usage};

/// What one counted sign-in of an enrolled person comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// The application cannot use a passkey.
    LegacyApp,
    /// The device has no usable credential; another device's works.
    AwayUsed,
    /// The device has no usable credential; another device's fails.
    AwayFailed,
    /// The passkey is chosen and works.
    Used,
    /// Another factor is chosen, or the passkey fails.
    NotUsed,
}

/// Rules of use.
#[derive(Clone, Debug)]
pub struct Usage {
    legacy_apps: f64,
    away: f64,
    /// Habit at enrolment [0..1].
    pub habit_start: f64,
    rate: f64,
    unused_rate: f64,
    local_success: f64,
    cross_device: [f64; 2],
    ticket: [f64; 3],
}

impl Usage {
    /// Looks up the parameters.
    pub fn new(p: &Parameters) -> Self {
        Self {
            legacy_apps: p[usage::LEGACY_APPS],
            away: p[usage::AWAY],
            habit_start: p[usage::HABIT_START],
            rate: p[usage::HABIT_RATE],
            unused_rate: p[usage::HABIT_RATE] * p[constant::UNUSED_DECAY],
            local_success: p[usage::LOCAL_SUCCESS],
            cross_device: [p[usage::CROSS_WINDOWS], p[usage::CROSS_MAC]],
            ticket: [
                p[constant::CROSS_TICKET_BASE],
                p[constant::CROSS_TICKET_NO_FAQ],
                p[constant::CROSS_TICKET_NO_RUNBOOK],
            ],
        }
    }

    /// Inverts one uniform over the cases: an application that cannot, a device
    /// without a usable credential, whose user tries another device's (on a `mac`
    /// or not), and of the rest chosen with the habit and working. People who are
    /// `always_away` (no computer of their own, passkey on the phone) reach for the
    /// other device with their habit too: it is their usual way in.
    #[inline]
    pub fn sign_in(&self, u: f64, habit: f64, always_away: bool, mac: bool) -> Use {
        let away = if always_away { habit } else { self.away };
        let mass = (1.0 - self.legacy_apps) * away;
        let to_away = self.legacy_apps + mass;
        if u >= to_away {
            let used = (1.0 - to_away) * habit * self.local_success;
            if !always_away && u < to_away + used {
                Use::Used
            } else {
                Use::NotUsed
            }
        } else if u < self.legacy_apps {
            Use::LegacyApp
        } else if u < self.legacy_apps + mass * self.cross_device[usize::from(mac)] {
            Use::AwayUsed
        } else {
            Use::AwayFailed
        }
    }

    /// Habit after a sign-in with a usable credential.
    #[inline]
    pub fn habit_after(&self, habit: f64, ceiling: f64, used: bool) -> f64 {
        // A choice between numbers rather than ways, which nobody could predict.
        let (rate, towards) = if used {
            (self.rate, ceiling)
        } else {
            (self.unused_rate, 0.0)
        };
        habit + rate * (towards - habit)
    }

    /// [`Usage::sign_in`] of people with a credential at hand, and the habit after
    /// it; `None` where another device's passkey fails, which is rare.
    #[inline]
    pub fn ordinary(&self, u: f64, habit: f64, ceiling: f64, mac: bool) -> Option<(bool, f64)> {
        let mass = (1.0 - self.legacy_apps) * self.away;
        let to_away = self.legacy_apps + mass;
        let away_used = self.legacy_apps + mass * self.cross_device[usize::from(mac)];
        if u < to_away && u >= away_used {
            return None;
        }
        let at_hand = u >= to_away;
        let used_mass = (1.0 - to_away) * habit * self.local_success;
        let chosen = at_hand & (u < to_away + used_mass);
        let after = self.habit_after(habit, ceiling, chosen);
        let used = chosen | (u >= self.legacy_apps) & (u < away_used);
        Some((used, if at_hand { after } else { habit }))
    }

    /// A failed cross-device sign-in opens a ticket [probability].
    pub fn cross_device_ticket(&self, faq: f64, readiness: f64) -> f64 {
        self.ticket[0] + self.ticket[1] * (1.0 - faq) + self.ticket[2] * (1.0 - readiness)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_have_their_probabilities() {
        let rules = Usage::new(&Parameters::defaults(&[]));
        let n = 100_000;
        let count = |case: Use| {
            (0..n)
                .filter(|i| {
                    rules.sign_in((f64::from(*i) + 0.5) / f64::from(n), 0.4, false, false) == case
                })
                .count() as f64
                / f64::from(n)
        };
        assert!((count(Use::LegacyApp) - 0.1).abs() < 1e-4);
        assert!((count(Use::AwayUsed) - 0.9 * 0.03 * 0.69).abs() < 1e-4);
        assert!((count(Use::AwayFailed) - 0.9 * 0.03 * 0.31).abs() < 1e-4);
        assert!((count(Use::Used) - 0.9 * 0.97 * 0.4 * 0.97).abs() < 1e-4);
    }

    #[test]
    fn ordinary_sign_ins_are_sign_ins() {
        let rules = Usage::new(&Parameters::defaults(&[]));
        for i in 0..10_000 {
            let u = (f64::from(i) + 0.5) / 10_000.0;
            for (habit, mac) in [(0.0, false), (0.35, true), (0.9, false)] {
                let came_to = rules.sign_in(u, habit, false, mac);
                let used = matches!(came_to, Use::Used | Use::AwayUsed);
                let after = match came_to {
                    Use::Used | Use::NotUsed => rules.habit_after(habit, 0.8, used),
                    _ => habit,
                };
                let expected = (came_to != Use::AwayFailed).then_some((used, after));
                assert_eq!(rules.ordinary(u, habit, 0.8, mac), expected);
            }
        }
    }

    #[test]
    fn habit_tends_to_its_ceiling_when_always_used() {
        let rules = Usage::new(&Parameters::defaults(&[]));
        let mut habit = rules.habit_start;
        for _ in 0..200 {
            habit = rules.habit_after(habit, 0.8, true);
        }
        assert!((habit - 0.8).abs() < 1e-6);
    }
}
