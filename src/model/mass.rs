//! Masses of prompts and of deadlines (S1).

use crate::parameter::Parameters;
use crate::parameter::table::enrolment;

/// Relative mass of the nth prompt, and the deadline's terms.
#[derive(Clone, Debug)]
pub struct PromptMass {
    first: f64,
    decay: [f64; 3],
    friction: f64,
    deadline: f64,
}

impl PromptMass {
    /// Looks up the parameters.
    pub fn new(p: &Parameters) -> Self {
        Self {
            first: p[enrolment::PROMPT_MASS],
            decay: [1.0, p[enrolment::PROMPT_SECOND], p[enrolment::PROMPT_THIRD]],
            friction: p[enrolment::FRICTION_EFFECT],
            deadline: p[enrolment::DEADLINE_MASS],
        }
    }

    /// Mass of a prompt: the `ordinal`th since the start or the last moment
    /// (from 0), in a phase with this multiplier and friction [step-ups].
    pub fn mass(&self, ordinal: u8, phase: f64, friction: f64) -> f64 {
        self.first
            * self.decay[usize::from(ordinal.min(2))]
            * phase
            * (1.0 + self.friction * friction)
    }

    /// Mass of the deadline for a working day that makes up for the days off
    /// before it: the terms of the days in (`since`, `day`], each
    /// m_deadline/(days left + 1), void on and after the required date, zero
    /// outside the window of `window` days before it.
    pub fn deadline(&self, since: u16, day: u16, date: u16, window: u16) -> f64 {
        if day >= date {
            return 0.0;
        }
        let opens = date.saturating_sub(window);
        let from = (since + 1).max(opens);
        (from..=day)
            .map(|d| self.deadline / f64::from(date - d))
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_week_of_a_deadline_is_the_seventh_harmonic_number() {
        let rules = PromptMass::new(&Parameters::defaults(&[]));
        let date = 100;
        let sum: f64 = (93..100)
            .map(|day| rules.deadline(day - 1, day, date, 28))
            .sum();
        let harmonic: f64 = (1..=7).map(|k| 1.0 / f64::from(k)).sum();
        assert!((sum / (0.085 * harmonic) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn days_off_are_made_up_for_unless_the_date_has_passed() {
        let rules = PromptMass::new(&Parameters::defaults(&[]));
        let split: f64 = (90..=95)
            .map(|day| rules.deadline(day - 1, day, 100, 28))
            .sum();
        assert!((rules.deadline(89, 95, 100, 28) - split).abs() < 1e-15);
        assert_eq!(rules.deadline(89, 100, 100, 28), 0.0);
        assert_eq!(rules.deadline(60, 71, 100, 28), 0.0);
    }
}
