//! Use and habit (S6): what an enrolled person's sign-in comes to.

use crate::parameter::Parameters;
use crate::parameter::table::{constant, usage};
use crate::vector::{Mask, mask, pick};

/// Who signs in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Holder {
    /// Chance that the passkey is chosen where one is at hand [0..1].
    pub habit: f32,
    /// What the habit tends to with use [0..1].
    pub ceiling: f32,
    /// No computer of their own and the passkey on the phone: every sign-in is by
    /// another device, and they reach for it with their habit.
    pub always_away: Mask,
    /// Another device's passkey works [probability].
    pub cross_device: f32,
}

/// What one counted sign-in of a holder comes to. Neither used nor failed is another
/// factor chosen, a passkey that fails on the device at hand, or an application that
/// cannot use one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SignInOutcome {
    /// A passkey worked, that of the device at hand or another's.
    pub used: Mask,
    /// Another device's passkey was tried and failed.
    pub failed: Mask,
    /// Habit after it.
    pub habit: f32,
}

/// Rules of use. Single precision: many people are taken at once, and a habit's
/// seventh digit matters to nobody.
#[derive(Clone, Debug)]
pub struct Usage {
    legacy_apps: f32,
    away: f32,
    /// Habit at enrolment [0..1].
    pub habit_start: f32,
    rate: f32,
    unused_rate: f32,
    local_success: f32,
    cross_device: [f32; 2],
    ticket: [f64; 3],
}

impl Usage {
    /// Looks up the parameters.
    pub fn new(p: &Parameters) -> Self {
        Self {
            legacy_apps: p[usage::LEGACY_APPS] as f32,
            away: p[usage::AWAY] as f32,
            habit_start: p[usage::HABIT_START] as f32,
            rate: p[usage::HABIT_RATE] as f32,
            unused_rate: (p[usage::HABIT_RATE] * p[constant::UNUSED_DECAY]) as f32,
            local_success: p[usage::LOCAL_SUCCESS] as f32,
            cross_device: [p[usage::CROSS_WINDOWS], p[usage::CROSS_MAC]].map(|p| p as f32),
            ticket: [
                p[constant::CROSS_TICKET_BASE],
                p[constant::CROSS_TICKET_NO_FAQ],
                p[constant::CROSS_TICKET_NO_RUNBOOK],
            ],
        }
    }

    /// Another device's passkey works, on a Mac or not [probability].
    #[inline(always)]
    pub fn cross_device(&self, mac: bool) -> f32 {
        pick(mask(mac), self.cross_device[1], self.cross_device[0])
    }

    /// Inverts one uniform over the cases: an application that cannot, a device
    /// without a usable credential, whose user tries another device's, and of the
    /// rest chosen with the habit and working. Choices between numbers rather than
    /// ways, so that many people can be taken at once.
    #[inline(always)]
    pub fn sign_in(&self, u: f32, who: Holder) -> SignInOutcome {
        let (habit, always) = (who.habit, who.always_away);
        let mass = (1.0 - self.legacy_apps) * pick(always, habit, self.away);
        let to_away = self.legacy_apps + mass;
        let away_used = self.legacy_apps + mass * who.cross_device;
        let choice = (1.0 - to_away) * habit * self.local_success;
        let at_hand = mask(u >= to_away);
        let able = mask(u >= self.legacy_apps);
        let chosen = at_hand & !always & mask(u < to_away + choice);
        let used = chosen | able & mask(u < away_used);
        let after = self.habit_after(habit, who.ceiling, used);
        SignInOutcome {
            used,
            failed: mask(u >= away_used) & !at_hand,
            habit: pick(at_hand | always & able, after, habit),
        }
    }

    /// Habit after a sign-in with a usable credential.
    #[inline(always)]
    fn habit_after(&self, habit: f32, ceiling: f32, used: Mask) -> f32 {
        let rate = pick(used, self.rate, self.unused_rate);
        habit + rate * (pick(used, ceiling, 0.0) - habit)
    }

    /// A failed cross-device sign-in opens a ticket [probability].
    pub fn cross_device_ticket(&self, faq: f64, readiness: f64) -> f64 {
        self.ticket[0] + self.ticket[1] * (1.0 - faq) + self.ticket[2] * (1.0 - readiness)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const N: u32 = 100_000;

    fn each(rules: &Usage, who: Holder) -> impl Iterator<Item = (f32, SignInOutcome)> {
        (0..N).map(move |i| {
            let u = (f64::from(i) + 0.5) / f64::from(N);
            (u as f32, rules.sign_in(u as f32, who))
        })
    }

    const OFFICE: Holder = Holder {
        habit: 0.4,
        ceiling: 0.8,
        always_away: 0,
        cross_device: 0.69,
    };

    fn share(
        came_to: impl Iterator<Item = (f32, SignInOutcome)>,
        f: impl Fn(SignInOutcome) -> bool,
    ) -> f64 {
        came_to.filter(|(_, one)| f(*one)).count() as f64 / f64::from(N)
    }

    #[test]
    fn cases_have_their_probabilities() {
        let rules = Usage::new(&Parameters::defaults(&[]));
        let away = 0.9 * 0.03;
        let used = away * 0.69 + 0.9 * 0.97 * 0.4 * 0.97;
        assert!((share(each(&rules, OFFICE), |one| one.used != 0) - used).abs() < 1e-4);
        assert!((share(each(&rules, OFFICE), |one| one.failed != 0) - away * 0.31).abs() < 1e-4);
        let frontline = Holder {
            always_away: !0,
            ..OFFICE
        };
        let reached = 0.9 * 0.4;
        assert!(
            (share(each(&rules, frontline), |one| one.used != 0) - reached * 0.69).abs() < 1e-4
        );
        assert!(
            (share(each(&rules, frontline), |one| one.failed != 0) - reached * 0.31).abs() < 1e-4
        );
        assert!(rules.cross_device(true) > rules.cross_device(false));
        assert_eq!(rules.cross_device(false), OFFICE.cross_device);
    }

    #[test]
    fn habit_moves_where_a_passkey_could_have_been_chosen() {
        let rules = Usage::new(&Parameters::defaults(&[]));
        for (u, one) in each(&rules, OFFICE) {
            let expected = if one.used != 0 && u >= 0.1 + 0.9 * 0.03 {
                rules.habit_after(0.4, 0.8, !0)
            } else if one.used | one.failed != 0 || u < 0.1 {
                0.4 // by another device's, or not at all
            } else {
                rules.habit_after(0.4, 0.8, 0)
            };
            assert_eq!(one.habit, expected, "{u}");
        }
        let frontline = Holder {
            always_away: !0,
            ..OFFICE
        };
        for (u, one) in each(&rules, frontline) {
            let expected = if u < 0.1 {
                0.4
            } else {
                rules.habit_after(0.4, 0.8, one.used)
            };
            assert_eq!(one.habit, expected, "{u}");
        }
    }

    #[test]
    fn habit_tends_to_its_ceiling_when_always_used() {
        let rules = Usage::new(&Parameters::defaults(&[]));
        let mut habit = rules.habit_start;
        for _ in 0..200 {
            habit = rules.habit_after(habit, 0.8, !0);
        }
        assert!((habit - 0.8).abs() < 1e-5);
    }
}
