//! What events do to an account in one arm, and to the books.

use super::book::{BASELINE, ROLLOUT, Shared, Stock, millionths};
use super::life::Life;
use super::plan::week;
use crate::model::customer::{ContactCategory, CustomerRoute};
use crate::model::prompt::Rule;
use crate::observation::column;

impl Life<'_> {
    /// Counts a sign-in as activity of four weeks.
    #[inline]
    pub fn signs_in(&mut self, week: usize) {
        if self.active_until < week {
            if self.active_until > 0 {
                self.deactivate(self.active_until);
            }
            self.activate(week);
        }
        self.active_until = week + 4;
    }

    /// Ends an activity that is over by a week.
    #[inline]
    pub fn settle(&mut self, week: usize) {
        if self.active_until > 0 && self.active_until <= week {
            self.deactivate(self.active_until);
            self.active_until = 0;
        }
    }

    pub fn activate(&mut self, week: usize) {
        self.activity(week, 1);
    }

    pub fn deactivate(&mut self, week: usize) {
        self.activity(week, -1);
    }

    fn activity(&mut self, week: usize, change: i64) {
        self.book.share(Shared::Active, self.cell, week, change);
        for arm in [ROLLOUT, BASELINE] {
            if self.arms[arm].passkeys.any() {
                self.book
                    .stock(arm, Stock::EnrolledActive, self.cell, week, change);
            }
            if self.arms[arm].used_once {
                self.book
                    .stock(arm, Stock::UsedOnceActive, self.cell, week, change);
            }
        }
    }

    /// A passkey is made on a device.
    pub fn enrol(&mut self, arm: usize, week: usize, device: usize, route: CustomerRoute) {
        let bit = self.plan.passkeys.bit(&self.traits.devices, device);
        let state = &mut self.arms[arm];
        let had = state.passkeys.any();
        state.passkeys = state.passkeys.with(bit);
        state.t2_only = route == CustomerRoute::Recovery && (state.t2_only || !had);
        if had {
            return;
        }
        state.lost = None;
        let column = column::CUSTOMER_ROUTE.plus(route as usize);
        self.book.event(arm, week, column, 1);
        self.book.event(arm, week, column::ENROLMENTS, 1);
        self.enrolled(arm, week, 1);
    }

    fn enrolled(&mut self, arm: usize, week: usize, change: i64) {
        self.book
            .stock(arm, Stock::Enrolled, self.cell, week, change);
        if self.active_until > 0 {
            self.book
                .stock(arm, Stock::EnrolledActive, self.cell, week, change);
        }
    }

    /// A passkey is used at a sign-in.
    pub fn uses(&mut self, arm: usize, week: usize) {
        self.book.event(arm, week, column::PASSKEY_SIGN_INS, 1);
        let cell = self.cell;
        let state = &mut self.arms[arm];
        if !state.used_once {
            state.used_once = true;
            self.book.stock(arm, Stock::UsedOnce, cell, week, 1);
            self.book.stock(arm, Stock::UsedOnceActive, cell, week, 1);
        }
        if state.used_until < week {
            if state.used_until > 0 {
                self.book
                    .stock(arm, Stock::Used28d, cell, state.used_until, -1);
            }
            self.book.stock(arm, Stock::Used28d, cell, week, 1);
        }
        state.used_until = week + 4;
    }

    /// A device is replaced.
    pub fn device_change(&mut self, at: f64, device: usize, nth: u32) {
        let week = week(at);
        // An activity that is over ends with the passkeys that were held then.
        self.settle(week);
        let mut survives = None;
        for arm in [ROLLOUT, BASELINE] {
            if self.plan.prompt.cookie {
                self.arms[arm].asked[device] = Rule::fresh();
            }
            if !self.arms[arm].passkeys.any() {
                continue;
            }
            let survives =
                *survives.get_or_insert_with(|| self.chance.device(nth).u(2) < self.plan.survival);
            let state = &mut self.arms[arm];
            state.passkeys = self.plan.passkeys.after_change(
                &self.traits.devices,
                state.passkeys,
                device,
                survives,
            );
            if !state.passkeys.any() {
                self.lose(arm, at, week, nth);
            }
        }
    }

    /// The last passkey is gone.
    fn lose(&mut self, arm: usize, at: f64, week: usize, nth: u32) {
        self.book.event(arm, week, column::LOSSES, 1);
        self.enrolled(arm, week, -1);
        self.end_use(arm, week);
        let state = &mut self.arms[arm];
        state.lost = Some(nth);
        state.t2_only = false;
        state.in_settings += 1;
        state.settings_from = at;
        state.settings_due = None;
    }

    /// Ends an interval of use at a week at the latest.
    fn end_use(&mut self, arm: usize, week: usize) {
        let until = std::mem::take(&mut self.arms[arm].used_until);
        if until > 0 {
            self.book
                .stock(arm, Stock::Used28d, self.cell, until.min(week), -1);
        }
    }

    /// The account is closed, or the horizon reached.
    pub fn leave(&mut self, arm: usize, week: usize, closed: bool) {
        self.end_use(arm, week);
        self.record_trust(arm, week);
        if !closed {
            return;
        }
        if self.arms[arm].passkeys.any() {
            self.book.event(arm, week, column::LEAVERS_ENROLLED, 1);
            self.book.stock(arm, Stock::Enrolled, self.cell, week, -1);
        }
        if self.arms[arm].used_once {
            self.book.stock(arm, Stock::UsedOnce, self.cell, week, -1);
        }
    }

    /// A contact with the contact centre, which costs trust.
    pub fn contact(&mut self, arm: usize, t: f64, week: usize, category: ContactCategory) {
        let column = column::CONTACTS.plus(category as usize);
        self.book.event(arm, week, column, 1);
        self.distrust(arm, t, week, self.plan.trust.contact);
    }

    /// Trust falls.
    pub fn distrust(&mut self, arm: usize, t: f64, week: usize, loss: f64) {
        self.record_trust(arm, week);
        let state = &mut self.arms[arm];
        state.trust = self.plan.trust.after(state.trust, t, loss);
        state.trust_from = week;
    }

    /// b_trust(T − T_ref) of an arm.
    #[inline]
    pub fn trust(&self, arm: usize, t: f64) -> f64 {
        self.plan.trust.log_factor(self.arms[arm].trust, t)
    }

    /// Books the deviation of trust at the ends of the weeks before `week`.
    fn record_trust(&mut self, arm: usize, week: usize) {
        let state = &self.arms[arm];
        if state.trust.value == 0.0 {
            return;
        }
        let from = state.trust_from;
        let mut value = self.plan.trust.deviation(state.trust, 7.0 * from as f64);
        for week in from..week {
            let amount = millionths(value);
            if amount == 0 {
                break;
            }
            self.book.event(arm, week, column::TRUST_SUM, amount);
            value *= self.plan.trust.week;
        }
    }
}
