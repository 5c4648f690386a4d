//! Hazard and thresholds (proportional hazards with an exponential threshold
//! per attempt; Cox 1972).
//!
//! A mass m given to a person with log hazard η adds m·e^η to the accumulated
//! hazard Λ; attempt k happens when Λ reaches an Exp(1) threshold, so
//! acceptance is 1 − exp(−m·e^η). Λ is fixed point: adding a day's increment n
//! times and adding n times the increment are the same number, which lets a loop
//! that skips quiet days give the bits of one that visits them all.

use crate::random::draw;

/// Accumulated hazard in units of 2^-24; what a week adds is an exact sum of days.
pub type Hazard = u32;

const ONE: f32 = (1u32 << 24) as f32;

/// A hazard in fixed point, to the nearest; the cast saturates, at 128. Not negative,
/// never NaN.
#[inline(always)]
pub fn fixed(hazard: f32) -> Hazard {
    (hazard * ONE + 0.5) as i32 as Hazard
}

/// The Exp(1) threshold of an attempt from one uniform.
#[inline]
pub fn threshold(u: f64) -> Hazard {
    fixed(draw::exponential32(u)).max(1)
}

/// How an enrolment came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Route {
    /// Unasked.
    SelfEnrolment = 0,
    /// At a prompt.
    Prompt = 1,
    /// At a new device, onboarding or a reset.
    Moment = 2,
    /// In the announced window before a required date.
    Deadline = 3,
    /// At an access that requires it.
    Required = 4,
    /// Started by a rule that leaves no choice.
    Forced = 5,
    /// There before week 1.
    Initial = 6,
    /// Without any programme.
    Drift = 7,
    /// In a solved recovery.
    Recovery = 8,
}

impl Route {
    /// All routes, in the order of their numbers.
    pub const ALL: &'static [Self] = &[
        Self::SelfEnrolment,
        Self::Prompt,
        Self::Moment,
        Self::Deadline,
        Self::Required,
        Self::Forced,
        Self::Initial,
        Self::Drift,
        Self::Recovery,
    ];

    /// Name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::SelfEnrolment => "self",
            Self::Prompt => "prompt",
            Self::Moment => "moment",
            Self::Deadline => "deadline",
            Self::Required => "required",
            Self::Forced => "forced",
            Self::Initial => "initial",
            Self::Drift => "drift",
            Self::Recovery => "recovery",
        }
    }
}

/// Masses of one person and day, by route (the five that accumulate hazard).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Masses(pub [f64; 5]);

impl Masses {
    /// Sum of the masses other than self-enrolment, whose increment is added at
    /// its weekly rate [1].
    #[inline]
    pub fn others(&self) -> f64 {
        self.0[1] + self.0[2] + self.0[3] + self.0[4]
    }
}

/// One enrolment, in the fixed point of route shares.
pub const WHOLE: i64 = 1 << 20;

/// Splits one enrolment over the routes in proportion to the day's masses; the
/// parts sum to [`WHOLE`] exactly, what rounding leaves goes to the largest.
pub fn route_shares(masses: &Masses) -> [i64; 5] {
    let total: f64 = masses.0.iter().sum();
    let mut parts = [0i64; 5];
    let mut largest = 0;
    for (at, mass) in masses.0.iter().enumerate() {
        if *mass > masses.0[largest] {
            largest = at;
        }
        if total > 0.0 {
            parts[at] = (mass / total * WHOLE as f64) as i64;
        }
    }
    parts[largest] += WHOLE - parts.iter().sum::<i64>();
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_addition_is_multiplication() {
        let day = fixed(0.003_141_593);
        assert_eq!((0..1000).map(|_| day).sum::<Hazard>(), 1000 * day);
    }

    #[test]
    fn shares_sum_to_one_enrolment() {
        for masses in [
            [0.1, 0.2, 0.3, 0.0, 0.7],
            [0.0; 5],
            [1e-9, 0.0, 0.0, 5.0, 0.0],
            [1.0 / 3.0; 5],
        ] {
            let parts = route_shares(&Masses(masses));
            assert_eq!(parts.iter().sum::<i64>(), WHOLE);
            assert!(parts.iter().all(|part| *part >= 0));
        }
    }
}
