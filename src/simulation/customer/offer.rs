//! Offers to one account: after a password sign-in, after a recovery, in the
//! settings.
//!
//! Each route has thresholds, attempts and ordinals of its own, keyed apart from the
//! others'; an offer after a recovery is never one after a sign-in as well. So a
//! further tier adds offers and takes none away.

use super::book::ROLLOUT;
use super::chance::Attempting;
use super::life::Life;
use super::plan::Row;
use super::state::Attempts;
use super::visit::{SignIn, Site};
use crate::math;
use crate::model::customer::{ContactCategory, CustomerRoute};
use crate::model::hazard;
use crate::model::prompt::{Answer, ordinal};
use crate::observation::column;
use crate::random::draw;
use crate::scenario::OperatingSystem;
use crate::vector::mask;

impl Life<'_> {
    /// The factor e^η on a mass.
    fn factor(&self, arm: usize, t: f64) -> f64 {
        let trust = self.trust(arm, t);
        let propensity = self.traits.propensity;
        if trust == 0.0 {
            propensity
        } else {
            propensity * math::exp(trust)
        }
    }

    /// The devices that create passkeys by themselves.
    pub fn automatic(&mut self) -> u8 {
        let chance = &self.chance;
        let draw = || {
            let traits = &self.plan.traits;
            traits.automatic(
                chance.key,
                chance.account,
                chance.epoch,
                &self.traits.devices,
            )
        };
        *self.automatic.get_or_insert_with(draw)
    }

    /// What a password sign-in without a usable passkey leads to in a rollout; whether
    /// one works here then.
    pub fn offers(&mut self, arm: usize, e: &mut SignIn, row: &Row, site: &Site) -> bool {
        let Some(device) = site.ready else {
            if site.device.is_none() {
                self.asked_in_vain(arm, e, row);
            }
            return false;
        };
        if row.automatic && self.automatic() >> device & 1 != 0 {
            self.enrol(arm, e.week, device, CustomerRoute::Automatic);
            return true;
        }
        if e.t >= self.settings_due() && self.in_settings(arm, e, device) {
            return true;
        }
        let Some(masses) = row.t1 else {
            return false;
        };
        let system = self.traits.devices.system(device);
        let browser = if self.plan.prompt.cookie { device } else { 0 };
        if !self.asks_at(system) {
            return false;
        }
        let asked = self.arms[arm].asked[browser];
        let answer = self.plan.prompt.answer_at(asked, e.t);
        if answer == Answer::SILENT {
            return false;
        }
        let made = self.asked(arm, e, masses[system], answer.force != 0);
        if made {
            self.enrol(arm, e.week, device, CustomerRoute::Offer);
        } else {
            self.arms[arm].asked[browser] = self.plan.prompt.after(asked, e.t, !0);
        }
        made
    }

    /// Whether the prompt rule fires on a device with this operating system.
    #[inline]
    fn asks_at(&self, system: usize) -> bool {
        let phone = system <= OperatingSystem::Android as usize;
        self.plan.prompt.at_devices(mask(phone)) != 0
    }

    /// An offer after a sign-in; whether its ceremony succeeded.
    fn asked(&mut self, arm: usize, e: &SignIn, mass: f64, forced: bool) -> bool {
        let before = self.prompted(arm, e.week);
        let mass = mass * self.plan.offers.decay(before) * self.factor(arm, e.t);
        let mut attempts = self.arms[arm].after_sign_in;
        let begins = self.spends(Attempting::Offer, &mut attempts, mass, forced);
        self.arms[arm].after_sign_in = attempts;
        let Some(nth) = begins else {
            return false;
        };
        let column = column::PROMPT_ATTEMPTS.plus(ordinal(before));
        self.book.event(arm, e.week, column, 1);
        self.attempt(arm, e, Attempting::Offer, nth)
    }

    /// Counts an offer after a sign-in; how many there were before it.
    fn prompted(&mut self, arm: usize, week: usize) -> u8 {
        let before = self.arms[arm].offers;
        self.arms[arm].offers = before.saturating_add(1);
        let column = column::PROMPTS.plus(ordinal(before));
        self.book.event(arm, week, column, 1);
        before
    }

    /// A strange browser has no cookie that says it was asked; no passkey is made there.
    fn asked_in_vain(&mut self, arm: usize, e: &mut SignIn, row: &Row) {
        if !self.plan.prompt.cookie || row.t1.is_none() {
            return;
        }
        if self.asks_at(self.plan.traits.system(e.code(&self.chance).u(0))) {
            self.prompted(arm, e.week);
        }
    }

    /// The offer after a completed recovery; whether a passkey was made.
    pub fn recovery_offer(
        &mut self,
        arm: usize,
        e: &SignIn,
        device: usize,
        masses: &[f64; 4],
    ) -> bool {
        let before = self.arms[arm].recovery_offers;
        self.arms[arm].recovery_offers = before.saturating_add(1);
        let mass = masses[self.traits.devices.system(device)] * self.plan.offers.decay(before);
        let mass = mass * self.factor(arm, e.t);
        let mut attempts = self.arms[arm].after_recovery;
        let begins = self.spends(Attempting::Recovery, &mut attempts, mass, false);
        self.arms[arm].after_recovery = attempts;
        let made = begins.is_some_and(|nth| self.attempt(arm, e, Attempting::Recovery, nth));
        if made {
            self.enrol(arm, e.week, device, CustomerRoute::Recovery);
        }
        made
    }

    /// Adds a mass to a route's hazard; the ordinal of the attempt that it leads to.
    fn spends(
        &self,
        route: Attempting,
        attempts: &mut Attempts,
        mass: f64,
        forced: bool,
    ) -> Option<u32> {
        attempts.hazard = attempts.hazard.saturating_add(hazard::fixed(mass as f32));
        if attempts.threshold == 0 {
            let u = self.chance.attempt(route, attempts.count).u(0);
            // −ln u is at least 1 − u, but for roundings: many need no logarithm yet.
            if attempts.hazard + 2 < hazard::fixed((1.0 - u) as f32) && !forced {
                return None;
            }
            attempts.threshold = hazard::threshold(u);
        }
        if attempts.hazard < attempts.threshold && !forced {
            return None;
        }
        let nth = attempts.count;
        *attempts = Attempts {
            count: nth + 1,
            ..Attempts::default()
        };
        Some(nth)
    }

    /// The ceremony of the nth attempt of a route.
    fn attempt(&mut self, arm: usize, e: &SignIn, route: Attempting, nth: u32) -> bool {
        let quad = self.chance.attempt(route, nth);
        self.ceremony(arm, e, quad.u(1), quad.u(2))
    }

    /// A ceremony; after a failed one the customer may call.
    pub fn ceremony(&mut self, arm: usize, e: &SignIn, u: f64, u_contact: f64) -> bool {
        self.book.event(arm, e.week, column::ATTEMPTS, 1);
        if u < self.plan.offers.ceremony {
            return true;
        }
        self.book.event(arm, e.week, column::FAILURES, 1);
        self.distrust(arm, e.t, e.week, self.plan.trust.ceremony);
        if u_contact < self.plan.offers.support {
            self.contact(arm, e.t, e.week, ContactCategory::Ceremony);
        }
        false
    }

    /// When the rollout's account next looks into its settings [days].
    pub fn settings_due(&mut self) -> f64 {
        let state = &self.arms[ROLLOUT];
        if let Some(due) = state.settings_due {
            return due;
        }
        let u = self.chance.settings(state.in_settings);
        let rate = self.plan.offers.settings * self.traits.propensity;
        // −ln u is at least 1 − u: most need no logarithm.
        let due = if 1.0 - u >= rate * self.plan.end {
            f64::INFINITY
        } else {
            let from = self.plan.open_days(self.start.max(state.settings_from));
            self.plan.when_open(from + draw::exponential(u) / rate)
        };
        self.arms[ROLLOUT].settings_due = Some(due);
        due
    }

    /// An enrolment in the settings; whether its ceremony succeeded.
    fn in_settings(&mut self, arm: usize, e: &SignIn, device: usize) -> bool {
        let nth = self.arms[arm].in_settings;
        let made = self.attempt(arm, e, Attempting::Settings, nth);
        let state = &mut self.arms[arm];
        state.in_settings = nth + 1;
        state.settings_from = e.t;
        state.settings_due = None;
        if made {
            self.enrol(arm, e.week, device, CustomerRoute::Settings);
        }
        made
    }

    /// The earliest time of another offer after a sign-in [days].
    pub fn next_offer(&self) -> f64 {
        let asked = &self.arms[ROLLOUT].asked;
        let wakes = |device: usize| self.plan.prompt.wakes(asked[device], true);
        let wakes = if self.plan.prompt.cookie {
            let devices = self.traits.devices.all();
            devices.map(wakes).fold(f64::INFINITY, f64::min)
        } else {
            wakes(0)
        };
        wakes.max(self.plan.first_offer)
    }
}
