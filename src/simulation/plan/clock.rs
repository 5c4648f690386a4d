//! Clocks of what happens to people and their devices, whatever the plan.

use crate::math;
use crate::model::shock::Shocks;
use crate::parameter::Parameters;
use crate::parameter::table::{enrolment, usage};
use crate::population::bit;
use crate::random::{GeometricGap, Purpose};
use crate::scenario::Scenario;
use crate::simulation::plan::event::EventKind;

/// A person's Poisson clock in civil days.
#[derive(Clone, Debug)]
pub(in crate::simulation) struct Clock {
    pub purpose: Purpose,
    pub kind: EventKind,
    /// Trait bits of which one is needed; 0 is everybody.
    needs: u32,
    gap: GeometricGap,
    inverse_ln_q: f64,
    /// Days [from, to) on which the clock runs at a multiple.
    faster: Vec<(u32, u32, f64)>,
}

impl Clock {
    fn new(purpose: Purpose, kind: EventKind, needs: u32, per_year: f64, days: u32) -> Self {
        let p = (per_year / 365.0).min(1.0);
        Self {
            purpose,
            kind,
            needs,
            gap: GeometricGap::new(p).up_to(days),
            inverse_ln_q: 1.0 / math::ln_1p(-p.min(0.999_999)),
            faster: Vec::new(),
        }
    }

    /// Whether a person has events at all, and one may come by the uniform of the first.
    #[inline(always)]
    pub(in crate::simulation) fn may_come(&self, bits: u32, u: f64) -> bool {
        let has = (self.needs == 0) | (bits & self.needs != 0);
        has & (self.gap.matters(u) | !self.faster.is_empty())
    }

    /// Days from `from` to the next event, from one uniform.
    pub(in crate::simulation) fn gap(&self, u: f64, from: u32) -> u32 {
        if self.faster.is_empty() {
            return self.gap.draw(u);
        }
        // Days at a multiple m use up m days of the plain clock.
        // The same digits as where it never runs at one.
        let mut left = f64::from(math::ln32(u as f32)) * self.inverse_ln_q;
        let mut day = from;
        for &(start, end, factor) in &self.faster {
            if day < start {
                let plain = f64::from(start - day);
                if left < plain {
                    break;
                }
                left -= plain;
                day = start;
            }
            if day < end {
                let fast = f64::from(end - day) * factor;
                if left < fast {
                    return day - from + (left / factor) as u32;
                }
                left -= fast;
                day = end;
            }
        }
        (day - from).saturating_add(left.min(1e6) as u32)
    }
}

/// All clocks. That of security keys comes last, and only where keys are issued:
/// nobody else has one.
pub(in crate::simulation) fn clocks(
    scenario: &Scenario,
    shocks: &Shocks,
    p: &Parameters,
    days: u32,
) -> Vec<Clock> {
    let mut phone = Clock::new(
        Purpose::PhoneReplace,
        EventKind::PhoneReplaced,
        bit::PHONE,
        p[usage::PHONE_REPLACE],
        days,
    );
    let faster = shocks.phone_refreshes().iter();
    phone.faster = faster
        .map(|(days, factor)| (days.start.into(), days.end.into(), *factor))
        .collect();
    let mut clocks = vec![
        Clock::new(
            Purpose::Drift,
            EventKind::Drift,
            bit::COMPUTER,
            p[enrolment::DRIFT],
            days,
        ),
        phone,
        Clock::new(
            Purpose::PhoneLoss,
            EventKind::PhoneLost,
            bit::PHONE,
            p[usage::PHONE_LOSS],
            days,
        ),
        Clock::new(
            Purpose::ComputerReplace,
            EventKind::ComputerReplaced,
            bit::OWN_COMPUTER,
            p[usage::COMPUTER_REPLACE],
            days,
        ),
        Clock::new(
            Purpose::ComputerLoss,
            EventKind::ComputerLost,
            bit::OWN_COMPUTER,
            p[usage::COMPUTER_LOSS],
            days,
        ),
    ];
    if scenario.workforce().keys.is_some() {
        clocks.push(Clock::new(
            Purpose::KeyEvent,
            EventKind::Key,
            0,
            p[usage::KEY_LOSS] + p[usage::KEY_TROUBLE],
            days,
        ));
    }
    clocks
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A plan with a refresh of phones meets the same exchanges before it as one without.
    #[test]
    fn a_multiple_later_on_moves_no_event_before_it() {
        let clock = |faster| Clock {
            faster,
            ..Clock::new(
                Purpose::PhoneReplace,
                EventKind::PhoneReplaced,
                0,
                0.3,
                5000,
            )
        };
        let (plain, later) = (clock(vec![]), clock(vec![(3000, 3007, 10.0)]));
        let mut compared = 0;
        for i in 1..400_000 {
            let u = f64::from(i) / 400_000.0;
            let gap = plain.gap(u, 0);
            if gap < 3000 {
                assert_eq!(later.gap(u, 0), gap, "{u}");
                compared += 1;
            }
        }
        assert!(compared > 300_000, "{compared}");
    }
}
