//! One-time codes: messages, recovery, re-enrolment.
//!
//! A code takes 1.4 messages on average: a whole number, the part after the point by
//! chance. Each is lost with the channel's probability; what a lost message does to
//! the customer is in the probabilities of giving up, which were measured over all.
//! A recovery by code is given up with a + hardening·a_h, ends at the contact centre
//! with s + hardening·s_h, and is completed otherwise. A lost last passkey is enrolled
//! again by code with .88, given up with .08, and brings a contact with the rest.
//!
//! Sources: CU009 (given up), CU013, CU014 (messages); the rest are assumptions.

use crate::parameter::Parameters;
use crate::parameter::table::customers::{certain, uncertain};
use crate::scenario::CustomerRecovery;

/// How a code that was asked for ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Entered.
    Completed,
    /// Given up.
    Abandoned,
    /// At the contact centre.
    Contact,
}

/// Rules of one-time codes.
#[derive(Clone, Debug)]
pub struct Codes {
    whole: u32,
    part: f64,
    /// A message is lost [probability]: text messages, e-mails.
    lost: [f64; 2],
    /// No message of a code is lost [probability]: by channel, and one more or not.
    kept: [[f64; 2]; 2],
    abandon: f64,
    support: f64,
    renew: f64,
    renew_abandon: f64,
    /// A password sign-in at a strange device asks for a code [probability].
    pub risky: f64,
}

impl Codes {
    /// Looks up the parameters.
    pub fn new(p: &Parameters, recovery: &CustomerRecovery) -> Self {
        let messages = p[certain::MESSAGES];
        let lost = [p[uncertain::SMS_LOST], p[certain::EMAIL_LOST]];
        let whole = messages as u32;
        let hardening = recovery.hardening;
        Self {
            whole,
            part: messages.fract(),
            lost,
            kept: lost.map(|p| [whole, whole + 1].map(|n| crate::math::powi(1.0 - p, n))),
            abandon: p[uncertain::RESET_ABANDON] + hardening * p[certain::HARDENING_ABANDON],
            support: p[uncertain::RESET_SUPPORT] + hardening * p[certain::HARDENING_SUPPORT],
            renew: p[certain::REENROL],
            renew_abandon: p[certain::REENROL_ABANDON],
            risky: p[certain::RISKY_CODE],
        }
    }

    /// Messages of a code.
    pub fn messages(&self, u: f64) -> u32 {
        self.whole + u32::from(u < self.part)
    }

    /// Of them, lost: the binomial count by inversion.
    pub fn lost(&self, u: f64, messages: u32, email: bool) -> u32 {
        let p = self.lost[usize::from(email)];
        if p >= 1.0 {
            return messages;
        }
        let mut mass = self.kept[usize::from(email)][usize::from(messages > self.whole)];
        let (mut below, mut k) = (mass, 0);
        // From above, so that few are lost where the uniform is large.
        while k < messages && 1.0 - u >= below {
            mass *= p / (1.0 - p) * f64::from(messages - k) / f64::from(k + 1);
            below += mass;
            k += 1;
        }
        k
    }

    /// How a recovery ends.
    pub fn recovery(&self, u: f64) -> Outcome {
        match u {
            u if u < self.abandon => Outcome::Abandoned,
            u if u < self.abandon + self.support => Outcome::Contact,
            _ => Outcome::Completed,
        }
    }

    /// How the re-enrolment of a lost passkey ends.
    pub fn renewal(&self, u: f64) -> Outcome {
        match u {
            u if u < self.renew => Outcome::Completed,
            u if u < self.renew + self.renew_abandon => Outcome::Abandoned,
            _ => Outcome::Contact,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(hardening: f64) -> Codes {
        let recovery = CustomerRecovery {
            sms: 0.5,
            hardening,
            stress: None,
        };
        Codes::new(&Parameters::defaults(&[]), &recovery)
    }

    /// Share of 10,000 equally spaced uniforms.
    fn share(f: impl Fn(f64) -> bool) -> f64 {
        (0..10_000)
            .filter(|i| f((f64::from(*i) + 0.5) / 10_000.0))
            .count() as f64
            / 10_000.0
    }

    #[test]
    fn messages_and_losses_have_their_means() {
        let rule = codes(0.0);
        let one = share(|u| rule.messages(u) == 1);
        assert!((one - 0.6).abs() < 1e-9);
        for (messages, lost, expected) in [(1, 1, 0.03), (2, 1, 2.0 * 0.03 * 0.97), (2, 2, 0.0009)]
        {
            let found = share(|u| rule.lost(u, messages, false) == lost);
            assert!((found - expected).abs() < 1.1e-4, "{found} {expected}");
        }
    }

    #[test]
    fn outcomes_have_their_shares() {
        for hardening in [0.0, 1.0] {
            let rule = codes(hardening);
            let left = share(|u| rule.recovery(u) == Outcome::Abandoned);
            assert!((left - 0.18 - 0.06 * hardening).abs() < 1e-9);
            let calls = share(|u| rule.recovery(u) == Outcome::Contact);
            assert!((calls - 0.03 - 0.03 * hardening).abs() < 1e-9);
            let again = share(|u| rule.renewal(u) == Outcome::Completed);
            assert!((again - 0.88).abs() < 1e-9);
            let calls = share(|u| rule.renewal(u) == Outcome::Contact);
            assert!((calls - 0.04).abs() < 1e-9);
        }
    }
}
