//! The ceremony (S4): success, defects found in the pilot, how-to questions.

use crate::math;
use crate::parameter::Parameters;
use crate::parameter::table::{constant, enrolment};

/// Rules of the ceremony.
#[derive(Clone, Debug)]
pub struct Ceremony {
    success: f64,
    confusion: f64,
    defects: f64,
    attempts: f64,
    /// A failed ceremony opens a ticket [probability].
    pub ticket: f64,
    /// A person gives up after a failure past the first `max_failures` - 1 [probability].
    pub reject: f64,
    /// Failures from which a person may give up.
    pub max_failures: u8,
    how_to: [f64; 2],
    /// A ceremony is on the computer if both devices can hold it [probability].
    pub on_computer: f64,
}

impl Ceremony {
    /// Looks up the parameters.
    pub fn new(p: &Parameters) -> Self {
        Self {
            success: p[enrolment::CEREMONY_SUCCESS],
            confusion: p[enrolment::CONFUSION],
            defects: p[enrolment::PILOT_DEFECTS],
            attempts: p[enrolment::PILOT_ATTEMPTS],
            ticket: p[enrolment::CEREMONY_TICKET],
            reject: p[enrolment::CEREMONY_REJECT],
            max_failures: p[constant::MAX_FAILURES] as u8,
            how_to: [p[enrolment::HOW_TO_BASE], p[enrolment::HOW_TO_NO_FAQ]],
            on_computer: p[constant::ON_COMPUTER],
        }
    }

    /// P(success) of an attempt in a class that has seen `attempts_so_far`, with
    /// the FAQ in force [0..1] and a `defect` of a shock [0..1]:
    /// (p_cer − Δ0·e^(−n/κ_bug))·(1 − conf_max(1 − faq))·(1 − defect).
    pub fn success(&self, attempts_so_far: u32, faq: f64, defect: f64) -> f64 {
        // The first attempt finds all defects where the scale is 0.
        let unknown = match attempts_so_far {
            0 => self.defects,
            n => self.defects * math::exp(-f64::from(n) / self.attempts),
        };
        (self.success - unknown).max(0.0) * (1.0 - self.confusion * (1.0 - faq)) * (1.0 - defect)
    }

    /// An attempt opens a how-to ticket [probability].
    pub fn how_to(&self, faq: f64) -> f64 {
        self.how_to[0] + self.how_to[1] * (1.0 - faq)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attempts_find_defects_and_the_faq_removes_confusion() {
        let rules = Ceremony::new(&Parameters::defaults(&[]));
        assert!((rules.success(0, 1.0, 0.0) - 0.89).abs() < 1e-12);
        assert!((rules.success(10_000, 1.0, 0.0) - 0.97).abs() < 1e-12);
        assert!((rules.success(10_000, 0.0, 0.0) - 0.97 * 0.95).abs() < 1e-12);
        assert!((rules.how_to(0.85) - 0.044).abs() < 1e-12);
    }

    #[test]
    fn one_attempt_finds_all_defects_where_none_are_needed() {
        let p = Parameters::defaults(&[]).with(enrolment::PILOT_ATTEMPTS, 0.0);
        let rules = Ceremony::new(&p);
        assert!((rules.success(0, 1.0, 0.0) - 0.89).abs() < 1e-12);
        assert!((rules.success(1, 1.0, 0.0) - 0.97).abs() < 1e-12);
    }
}
