//! Expected takeovers of accounts: an expectation, not a draw, and never losses.
//!
//! By recovery, for an account and week: κ_rec·7/365 · success(channel) ·
//! (1 − h_eff·hardening), attempts and success multiplied by the stress of that
//! week, a success kept at most 1. By sign-in, while the account has a password:
//! κ_pw·7/365 · success.
//!
//! Source: assumptions (CO004 and CO005 bound e-mail).

use super::YEAR;
use crate::parameter::Parameters;
use crate::parameter::table::customers::{certain, uncertain};
use crate::scenario::CustomerRecovery;

/// Expected takeovers of one account in one week.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weekly {
    /// By recovery where codes come by text message [1].
    pub sms: f64,
    /// By recovery where they come by e-mail [1].
    pub email: f64,
    /// By a stolen or guessed password [1].
    pub login: f64,
}

/// Exposure of an account in a plan week.
pub fn weekly(p: &Parameters, recovery: &CustomerRecovery, week: u16) -> Weekly {
    let stress = recovery.stress.filter(|stress| {
        let end = u32::from(stress.first_week) + u32::from(stress.weeks);
        (u32::from(stress.first_week)..end).contains(&u32::from(week))
    });
    let (attempts, compromise) =
        stress.map_or((1.0, 1.0), |s| (s.attack_rate, s.channel_compromise));
    let rate = p[uncertain::ATTACK_RATE] * 7.0 / YEAR * attempts;
    let kept = 1.0 - p[certain::HARDENING] * recovery.hardening;
    let channel = |success: f64| rate * (success * compromise).min(1.0) * kept;
    Weekly {
        sms: channel(p[uncertain::ATTACK_SMS]),
        email: channel(p[uncertain::ATTACK_EMAIL]),
        login: p[uncertain::LOGIN_ATTACK] * 7.0 / YEAR * p[uncertain::LOGIN_SUCCESS],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Stress;

    fn recovery(hardening: f64, stress: Option<Stress>) -> CustomerRecovery {
        CustomerRecovery {
            sms: 0.5,
            hardening,
            stress,
        }
    }

    #[test]
    fn hardening_takes_its_share_and_stress_has_its_weeks() {
        let p = Parameters::defaults(&[]);
        let plain = weekly(&p, &recovery(0.0, None), 3);
        assert!((plain.sms - 0.03 * 0.06 * 7.0 / 365.0).abs() < 1e-15);
        let hard = weekly(&p, &recovery(0.5, None), 3);
        assert!((hard.sms / plain.sms - 0.65).abs() < 1e-12);
        assert_eq!(hard.login, plain.login);
        let stress = Stress {
            first_week: 4,
            weeks: 2,
            attack_rate: 10.0,
            channel_compromise: 100.0,
        };
        let at = |week| weekly(&p, &recovery(0.0, Some(stress)), week).email;
        assert_eq!(at(3), plain.email);
        assert!((at(4) / (0.03 * 10.0 * 7.0 / 365.0) - 1.0).abs() < 1e-12);
        assert_eq!(at(5), at(4));
        assert_eq!(at(6), plain.email);
    }
}
