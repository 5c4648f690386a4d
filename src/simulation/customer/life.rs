//! One account of one epoch, in both arms.

use super::book::{Book, cell};
use super::chance::Chance;
use super::plan::CustomerPlan;
use super::state::Arm;
use crate::population::CustomerTraits;
use crate::random::draw;
use crate::simulation::Loop;

/// One account of one epoch, in both arms.
pub(super) struct Life<'a> {
    pub plan: &'a CustomerPlan,
    pub book: &'a mut Book,
    pub chance: Chance,
    pub traits: CustomerTraits,
    pub cell: usize,
    pub start: f64,
    pub end: f64,
    pub arms: [Arm; 2],
    /// First week in which the account counts as inactive again; 0 if it is.
    pub active_until: usize,
    /// Devices that create passkeys by themselves, once drawn.
    pub automatic: Option<u8>,
    /// Plain sign-ins before this time change nothing but counts [days].
    pub attention: f64,
    pub plain: bool,
    pub changes: Changes,
}

/// The clock of device changes.
pub(super) struct Changes {
    /// Changes so far.
    pub count: u32,
    /// When the next one comes [days], and the uniform of its device; without end in
    /// the past until it was drawn.
    pub due: f64,
    pub which: f64,
}

impl<'a> Life<'a> {
    /// An account, open from `start` [days].
    #[inline]
    pub fn new(
        plan: &'a CustomerPlan,
        chance: Chance,
        traits: CustomerTraits,
        start: f64,
        visits: Loop,
        book: &'a mut Book,
    ) -> Self {
        let end = if start == 0.0 && traits.closes <= plan.closes {
            plan.end
        } else {
            (start + plan.life * draw::exponential(traits.closes)).min(plan.end)
        };
        Self {
            plan,
            book,
            chance,
            cell: cell(traits.devices.system(0), traits.email),
            traits,
            start,
            end,
            arms: [Arm::new(), Arm::new()],
            active_until: 0,
            automatic: None,
            attention: plan.first_tier,
            plain: visits == Loop::Plain,
            changes: Changes {
                count: 0,
                due: f64::NEG_INFINITY,
                which: 0.0,
            },
        }
    }
}

/// One of `count` devices, equally likely.
#[inline]
pub(super) fn pick(u: f64, count: u8) -> usize {
    (u * f64::from(count)) as u32 as usize
}
