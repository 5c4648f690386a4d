//! Use and habit (S6): what an enrolled person's sign-in comes to.

use crate::parameter::Parameters;
use crate::parameter::table::{constant, usage};

/// What one counted sign-in of an enrolled person comes to, before success.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// The application cannot use a passkey.
    LegacyApp,
    /// The device has no usable credential.
    Away,
    /// The passkey is chosen.
    Chosen,
    /// Another factor is chosen.
    NotChosen,
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
    /// A passkey on the device at hand works [probability].
    pub local_success: f64,
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
    /// without a usable credential, and of the rest chosen with the habit. People
    /// who are `always_away` (no computer of their own, passkey on the phone) reach
    /// for the other device with their habit too: it is their usual way in.
    #[inline]
    pub fn sign_in(&self, u: f64, habit: f64, always_away: bool) -> Use {
        let away = if always_away { habit } else { self.away };
        let to_away = self.legacy_apps + (1.0 - self.legacy_apps) * away;
        if u < self.legacy_apps {
            Use::LegacyApp
        } else if u < to_away {
            Use::Away
        } else if !always_away && u < to_away + (1.0 - to_away) * habit {
            Use::Chosen
        } else {
            Use::NotChosen
        }
    }

    /// Habit after a sign-in with a usable credential.
    #[inline]
    pub fn habit_after(&self, habit: f64, ceiling: f64, used: bool) -> f64 {
        if used {
            habit + self.rate * (ceiling - habit)
        } else {
            habit - self.unused_rate * habit
        }
    }

    /// A cross-device sign-in is completed [probability].
    pub fn cross_device_success(&self, mac: bool) -> f64 {
        self.cross_device[usize::from(mac)]
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
                .filter(|i| rules.sign_in((f64::from(*i) + 0.5) / f64::from(n), 0.4, false) == case)
                .count() as f64
                / f64::from(n)
        };
        assert!((count(Use::LegacyApp) - 0.1).abs() < 1e-4);
        assert!((count(Use::Away) - 0.9 * 0.03).abs() < 1e-4);
        assert!((count(Use::Chosen) - 0.9 * 0.97 * 0.4).abs() < 1e-4);
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
