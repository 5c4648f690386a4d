//! The course of a life: the events that no plan moves, and who has to look at them.

use super::ahead::{Ahead, Place};
use super::book::{BASELINE, ROLLOUT, Shared};
use super::life::{Changes, Life, pick};
use super::plan::week;
use super::state::Arm;
use super::visit::SignIn;
use crate::model::customer::CustomerRoute;
use crate::random::draw;

impl Life<'_> {
    /// Lives it, by sign-ins that were drawn ahead; when it was closed [days].
    pub fn run(mut self, ahead: &mut Ahead, from: Place) -> f64 {
        let opened = if self.chance.epoch == 0 {
            0
        } else {
            week(self.start)
        };
        self.stand(opened, 1);
        if self.traits.gap.is_finite() {
            self.sign_ins(ahead, from);
        }
        self.catches_up(self.end);
        self.finish();
        self.end
    }

    /// Adds or removes the account.
    fn stand(&mut self, week: usize, change: i64) {
        self.book.share(Shared::Accounts, self.cell, week, change);
        if self.traits.devices.ready != 0 {
            self.book.share(Shared::Capable, self.cell, week, change);
        }
    }

    fn sign_ins(&mut self, ahead: &mut Ahead, mut place: Place) {
        let gap = self.traits.gap;
        let mut last = self.start;
        if self.chance.epoch == 0 {
            // The gap around a moment is longer than others: the part before it has
            // the law of any gap, as has the part after it.
            last = -gap * self.traits.before;
            self.begin(last);
        }
        let mut t = self.start;
        for n in 0.. {
            let drawn = ahead.next(&self.chance, &mut place, n);
            t += gap * drawn.wait;
            if t >= self.end {
                return;
            }
            let week = week(t);
            let visits =
                !self.plan.marks.is_plain(drawn.marks()) || t >= self.attention || self.plain;
            // Before the activity that begins here counts for what is held.
            let was_relevant = visits && self.catches_up(t);
            self.book.sign_in(week);
            self.signs_in(week);
            if visits {
                let mark = self.plan.marks.of(drawn.marks());
                let sign_in = SignIn {
                    n,
                    t,
                    week,
                    strange: mark.strange,
                    forgotten: self.plan.forgetting.is_forgotten(t - last, mark.forgets),
                    sensitive: mark.sensitive,
                    device: drawn.device(),
                    uses: drawn.uses(),
                    drawn: None,
                };
                self.visit(sign_in, was_relevant);
            }
            last = t;
        }
    }

    /// What was there before week 1: a recent sign-in, a passkey.
    fn begin(&mut self, last: f64) {
        let until = 5.0 + last * (1.0 / 7.0);
        if until >= 1.0 {
            self.activate(0);
            self.active_until = until as u32 as usize;
        }
        let initial = self
            .plan
            .traits
            .initial(self.chance.key, self.chance.account, &self.traits);
        if let Some(device) = initial {
            self.attention = f64::NEG_INFINITY;
            for arm in [ROLLOUT, BASELINE] {
                self.enrol(arm, 0, device, CustomerRoute::Initial);
            }
        }
    }

    /// Lives the changes of devices before `t` [days], if they can matter.
    #[inline]
    fn catches_up(&mut self, t: f64) -> bool {
        let relevant = self.relevant();
        if relevant && self.changes.due < t {
            self.changes_until(t);
        }
        relevant
    }

    fn visit(&mut self, mut sign_in: SignIn, was_relevant: bool) {
        if sign_in.sensitive {
            self.book.sensitive(sign_in.week);
        }
        if !self.plain && self.passes_by(&mut sign_in) {
            return;
        }
        self.arm_sign_in(ROLLOUT, &mut sign_in);
        if self.plain || !sign_in.is_plain() || self.arms[BASELINE].waits() {
            self.arm_sign_in(BASELINE, &mut sign_in);
        }
        if !was_relevant && self.relevant() {
            self.skip_changes(sign_in.t);
        }
        self.attention = self.attends(sign_in.t);
    }

    /// Whether a change of devices can matter.
    #[inline]
    fn relevant(&self) -> bool {
        let holds = |arm: &Arm| arm.passkeys.any();
        self.plain
            || self.plan.prompt.cookie
            || holds(&self.arms[ROLLOUT])
            || holds(&self.arms[BASELINE])
    }

    /// From when on plain sign-ins have to be looked at [days].
    fn attends(&mut self, t: f64) -> f64 {
        if self.arms[ROLLOUT].waits() || self.arms[BASELINE].waits() {
            return f64::NEG_INFINITY;
        }
        if t < self.plan.first_tier {
            return self.plan.first_tier;
        }
        if self.traits.devices.ready == 0 {
            return f64::INFINITY;
        }
        if self.plan.automatic && self.automatic() != 0 {
            return f64::NEG_INFINITY;
        }
        self.settings_due().min(self.next_offer())
    }

    /// Device changes before `t` [days].
    fn changes_until(&mut self, t: f64) {
        while let Some((at, device, nth)) = self.next_change(t) {
            self.device_change(at, device, nth);
        }
    }

    /// Passes over the changes before `t` [days], when there was nothing to lose.
    fn skip_changes(&mut self, t: f64) {
        while self.next_change(t).is_some() {}
    }

    /// The next change before `t` [days]: when, which device, its ordinal.
    fn next_change(&mut self, t: f64) -> Option<(f64, usize, u32)> {
        if self.changes.due == f64::NEG_INFINITY {
            self.draw_change(self.start);
        }
        let Changes { count, due, which } = self.changes;
        if due >= t {
            return None;
        }
        self.changes.count += 1;
        self.draw_change(due);
        Some((due, pick(which, self.traits.devices.count), count))
    }

    fn draw_change(&mut self, from: f64) {
        let rate = self.plan.change * f64::from(self.traits.devices.count);
        let quad = self.chance.device(self.changes.count);
        self.changes.due = from + draw::exponential(quad.u(0)) / rate;
        self.changes.which = quad.u(1);
    }

    /// Ends what is counted by interval; a closed account leaves.
    fn finish(&mut self) {
        let closed = self.end < self.plan.end;
        let week = if closed {
            week(self.end)
        } else {
            usize::from(self.plan.horizon) + 1
        };
        self.settle(week);
        if self.active_until > 0 {
            self.deactivate(week);
            self.active_until = 0;
        }
        for arm in [ROLLOUT, BASELINE] {
            self.leave(arm, week, closed);
        }
        if closed {
            self.stand(week, -1);
        }
    }
}
