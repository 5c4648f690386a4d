//! One arm of an account's life.

use super::world::{Account, SignIn, World, week};
use passcast::math;
use passcast::model::customer::devices::Passkeys;
use passcast::model::customer::recovery::Outcome;
use passcast::model::customer::trust::Deviation;
use passcast::observation::{Column, column};
use passcast::random::{Purpose, draw};
use passcast::scenario::TierKind;

/// Columns by week.
pub type Rows = Vec<Vec<i64>>;

/// An account in one arm.
pub struct Life<'a> {
    world: &'a World<'a>,
    account: &'a Account,
    rows: &'a mut Rows,
    rollout: bool,
    passkeys: Passkeys,
    t2_only: bool,
    lost: Option<u32>,
    used: Option<usize>,
    used_once: bool,
    trust: Deviation,
    next_offer: f64,
    skips: u8,
    offers: [u8; 2],
    hazards: [(u32, u32); 2],
    settings: (u32, f64),
}

impl<'a> Life<'a> {
    /// An account that was just opened.
    pub fn new(
        world: &'a World<'a>,
        account: &'a Account,
        rows: &'a mut Rows,
        rollout: bool,
    ) -> Self {
        Self {
            world,
            account,
            rows,
            rollout,
            passkeys: Passkeys::NONE,
            t2_only: false,
            lost: None,
            used: None,
            used_once: false,
            trust: Deviation::default(),
            next_offer: 0.0,
            skips: 0,
            offers: [0; 2],
            hazards: [(0, 0); 2],
            settings: (0, 0.0),
        }
    }

    fn count(&mut self, t: f64, column: Column, amount: i64) {
        self.rows[week(t)][column.index()] += amount;
    }

    /// Lives it.
    pub fn run(&mut self) {
        let account = self.account;
        let first = if account.chance.2 == 0 {
            0
        } else {
            week(account.start)
        };
        if let Some(device) = account.initial {
            self.passkeys =
                Passkeys::NONE.with(self.world.rule.bit(&account.traits.devices, device));
            self.rows[0][column::ENROLMENTS.index()] += 1;
            self.rows[0][column::CUSTOMER_ROUTE.index()] += 1;
        }
        let (mut signed, mut changed) = (0, 0);
        let mut active = if account.chance.2 == 0 && account.last > -28.0 {
            (account.last / 7.0).floor() as i64 + 1
        } else {
            -9
        };
        for now in first..=self.world.weeks {
            loop {
                let sign_in = account.sign_ins.get(signed).filter(|e| week(e.t) == now);
                let change = account.changes.get(changed).filter(|e| week(e.0) == now);
                match (sign_in, change) {
                    (Some(e), change) if change.is_none_or(|c| e.t <= c.0) => {
                        self.sign_in(e);
                        (signed, active) = (signed + 1, now as i64);
                    }
                    (_, Some(change)) => {
                        self.change(*change);
                        changed += 1;
                    }
                    _ => break,
                }
            }
            if account.end < 7.0 * self.world.weeks as f64 && week(account.end) == now {
                let left = i64::from(self.passkeys.any());
                self.count(account.end, column::LEAVERS_ENROLLED, left);
                return;
            }
            self.stand(now, active >= now as i64 - 3);
        }
    }

    /// Stocks at a week's end.
    fn stand(&mut self, now: usize, active: bool) {
        let enrolled = self.passkeys.any();
        let recent = enrolled && self.used.is_some_and(|used| used + 3 >= now);
        let capable = self.account.traits.devices.ready != 0;
        let trust = self.world.trust.deviation(self.trust, 7.0 * now as f64);
        let at = self.world.trust.reference;
        let row = &mut self.rows[now];
        for (column, holds) in [
            (column::HEADCOUNT, true),
            (column::CAPABLE, capable),
            (column::ACTIVE, active),
            (column::ENROLLED, enrolled),
            (column::USED_ONCE, self.used_once),
            (column::USED_28D, recent),
            (column::ENROLLED_ACTIVE, enrolled && active),
            (column::USED_ONCE_ACTIVE, self.used_once && active),
            (column::USED_28D_ACTIVE, recent && active),
        ] {
            row[column.index()] += i64::from(holds);
        }
        row[column::TRUST_SUM.index()] += (at * 1e6).round() as i64 + (trust * 1e6).round() as i64;
    }

    fn change(&mut self, (t, device, nth): (f64, usize, u32)) {
        let survives = self.account.chance.u(Purpose::CustomerDevice, nth, 2)
            < self.world.at("customers.sync_survival");
        let had = self.passkeys.any();
        let devices = &self.account.traits.devices;
        let rule = self.world.rule;
        self.passkeys = rule.after_change(devices, self.passkeys, device, survives);
        if had && !self.passkeys.any() {
            self.count(t, column::LOSSES, 1);
            (self.lost, self.used, self.t2_only) = (Some(nth), None, false);
            self.settings = (self.settings.0 + 1, t);
        }
    }

    fn enrol(&mut self, t: f64, device: usize, route: usize) {
        let had = self.passkeys.any();
        let bit = self.world.rule.bit(&self.account.traits.devices, device);
        self.passkeys = self.passkeys.with(bit);
        self.t2_only = route == 4 && (!had || self.t2_only);
        if !had {
            self.lost = None;
            self.count(t, column::ENROLMENTS, 1);
            self.count(t, column::CUSTOMER_ROUTE.plus(route), 1);
        }
    }

    fn uses(&mut self, t: f64) {
        self.count(t, column::PASSKEY_SIGN_INS, 1);
        (self.used, self.used_once) = (Some(week(t)), true);
    }

    fn distrust(&mut self, t: f64, loss: f64) {
        self.trust = self.world.trust.after(self.trust, t, loss);
    }

    fn contact(&mut self, t: f64, category: usize) {
        self.count(t, column::CONTACTS.plus(category), 1);
        self.distrust(t, self.world.trust.contact);
    }

    fn messages(&mut self, t: f64, u_count: f64, u_lost: f64) {
        let email = self.account.traits.email;
        let count = self.world.codes.messages(u_count);
        let lost = self.world.codes.lost(u_lost, count, email);
        self.count(t, column::MESSAGES.plus(usize::from(email)), count.into());
        self.count(t, column::MESSAGES_LOST, lost.into());
    }

    fn ceremony(&mut self, t: f64, u: f64, u_contact: f64) -> bool {
        self.count(t, column::ATTEMPTS, 1);
        let made = u < self.world.at("customers.ceremony_success");
        if !made {
            self.count(t, column::FAILURES, 1);
            self.distrust(t, self.world.trust.ceremony);
            if u_contact < self.world.at("customers.ceremony_support") {
                self.contact(t, 1);
            }
        }
        made
    }

    /// Gives a mass to route 0 (sign-in) or 1 (recovery); whether a passkey came of it,
    /// and whether a ceremony was begun.
    fn offer(&mut self, t: f64, route: usize, mass: f64) -> (bool, bool) {
        let trust = self.world.trust.log_factor(self.trust, t);
        let trust = if trust == 0.0 { 1.0 } else { math::exp(trust) };
        let before = self.offers[route];
        self.offers[route] = before.saturating_add(1);
        let decay = self.world.offers.decay(before);
        let mass = mass * decay * (self.account.propensity * trust);
        let (hazard, k) = &mut self.hazards[route];
        let chance = self.account.chance;
        let lane = 4 * route as u32;
        let u = |lane| chance.u(Purpose::CustomerAttempt, *k, lane);
        let threshold = passcast::model::hazard::threshold(u(lane));
        *hazard = hazard.saturating_add(passcast::model::hazard::fixed(mass as f32));
        if *hazard < threshold {
            return (false, false);
        }
        let (ceremony, contact) = (u(lane + 1), u(lane + 2));
        (*hazard, *k) = (0, *k + 1);
        (self.ceremony(t, ceremony, contact), true)
    }

    fn sign_in(&mut self, e: &SignIn) {
        use Purpose::{CustomerDevice, CustomerSensitive, CustomerSignIn};
        let (world, account, chance) = (self.world, self.account, self.account.chance);
        let (t, now, devices) = (e.t, week(e.t), &account.traits.devices);
        let u = |lane| chance.u(CustomerSignIn, e.n, lane);
        self.count(t, column::SIGN_INS, 1);
        self.count(t, column::SENSITIVE, i64::from(e.sensitive));
        let device = ((u(2) * f64::from(devices.count)) as usize).min(2);
        let ready = (!e.strange && devices.is_ready(device)).then_some(device);
        let mut usable = if e.strange {
            world.rule.usable_away(devices, self.passkeys)
        } else {
            world.rule.usable(devices, self.passkeys, device)
        };
        let removed = world.customers.remove_password;
        let no_password = self.rollout
            && removed.is_some_and(|first| now >= usize::from(first))
            && (self.passkeys.any() || self.lost.is_some());
        let success = world.at(if e.strange {
            "customers.unknown_success"
        } else {
            "customers.known_success"
        });
        // Some(by passkey) once in; None is lost.
        let mut way: Option<Option<bool>> = None;
        if let (Some(nth), Some(device)) = (self.lost, ready) {
            self.lost = None;
            let u = |lane| chance.u(CustomerDevice, nth, lane);
            self.messages(t, u(5), u(6));
            match world.codes.renewal(u(4)) {
                Outcome::Completed => {
                    self.enrol(t, device, 6);
                    usable = true;
                    way = Some(Some(false));
                }
                Outcome::Contact => {
                    self.contact(t, 2);
                    way = Some(Some(false));
                }
                Outcome::Abandoned if no_password => way = Some(None),
                Outcome::Abandoned => {}
            }
        }
        let mut failed = false;
        if way.is_none() && usable {
            let mut share = world.at("customers.uses_passkey");
            if self.t2_only {
                share *= world.at("customers.t2_only_use");
            }
            let share = if no_password { 1.0 } else { share };
            if u(3) < share * success {
                self.uses(t);
                way = Some(Some(true));
            } else if u(3) < share {
                failed = true;
                self.distrust(t, world.trust.failed_use);
            }
        }
        if way.is_none() && (no_password || e.forgotten) {
            self.count(t, column::FORGOTTEN, i64::from(!no_password));
            if !no_password && usable && !failed && u(7) < success {
                self.count(t, column::SELF_RECOVERED, 1);
                self.uses(t);
                way = Some(Some(true));
            } else {
                let recovered = self.recovers(e, ready.filter(|_| !usable), no_password);
                usable |= recovered == Some(true);
                way = Some(recovered.map(|_| false));
            }
        } else if way.is_none() {
            if e.strange && u(2) < world.at("customers.risky_code") {
                self.count(t, column::RISKY_CODES, 1);
                self.messages(t, u(5), u(6));
            }
            if let (Some(device), false, true) = (ready, usable, self.rollout) {
                usable = self.after_password(t, device);
            }
            way = Some(Some(false));
        }
        let by_passkey = way.unwrap();
        self.count(t, column::SIGN_INS_LOST, i64::from(by_passkey.is_none()));
        if !e.sensitive {
            return;
        }
        let u = |lane| chance.u(CustomerSensitive, e.n, lane);
        let tier = world.tier(TierKind::Required, now);
        let column = match tier.filter(|_| self.rollout) {
            _ if by_passkey.is_none() => column::SENSITIVE_LOST,
            Some(tier) if by_passkey == Some(false) && !usable => {
                let trust = world.trust.log_factor(self.trust, t);
                if u(0) < world.requirement.gives_up(tier.framing, trust) {
                    column::SENSITIVE_ABANDONED
                } else if u(1) < world.at("customers.t3_comply")
                    && let Some(device) = ready
                    && self.ceremony(t, u(5), u(6))
                {
                    self.enrol(t, device, 5);
                    column::SENSITIVE_COMPLETED
                } else if u(2) < world.at("customers.t3_exception") {
                    self.messages(t, u(3), u(4));
                    self.count(t, column::SENSITIVE_EXCEPTIONS, 1);
                    column::SENSITIVE_COMPLETED
                } else {
                    self.contact(t, 3);
                    return;
                }
            }
            _ => column::SENSITIVE_COMPLETED,
        };
        self.count(t, column, 1);
    }

    /// `None` if given up, else whether a passkey was made.
    fn recovers(&mut self, e: &SignIn, ready: Option<usize>, gone: bool) -> Option<bool> {
        let chance = self.account.chance;
        let u = |lane| chance.u(Purpose::CustomerRecovery, e.n, lane);
        self.messages(e.t, u(1), u(2));
        match self.world.codes.recovery(u(0)) {
            Outcome::Abandoned => {
                self.count(e.t, column::RECOVERY_ABANDONED, 1);
                return None;
            }
            Outcome::Contact => self.contact(e.t, if gone { 2 } else { 0 }),
            Outcome::Completed => {
                self.count(e.t, column::RECOVERED, 1);
                let tier = self.world.tier(TierKind::RecoveryAnchor, week(e.t));
                if let (Some(device), Some(tier), true) = (ready, tier, self.rollout) {
                    let system = self.account.traits.devices.system(device);
                    let mass = self.world.offers.first(tier).unwrap()[system];
                    if self.offer(e.t, 1, mass).0 {
                        self.enrol(e.t, device, 4);
                        return Some(true);
                    }
                }
            }
        }
        Some(false)
    }

    /// Automatic creation, settings, an offer; whether a passkey was made.
    fn after_password(&mut self, t: f64, device: usize) -> bool {
        let (world, now) = (self.world, week(t));
        if !world.any_tier(now) {
            return false;
        }
        let tier = world.tier(TierKind::SignInFaster, now);
        if tier.is_some_and(|t| t.auto_create) && self.account.automatic >> device & 1 == 1 {
            self.enrol(t, device, 3);
            return true;
        }
        let (nth, from) = self.settings;
        let u = |lane| self.account.chance.u(Purpose::CustomerAttempt, nth, lane);
        let rate = world.at("customers.settings_rate") / 365.0 * self.account.propensity;
        if world.open(self.account.start.max(from), t) * rate >= draw::exponential(u(3)) {
            let (ceremony, contact) = (u(9), u(10));
            self.settings = (nth + 1, t);
            if self.ceremony(t, ceremony, contact) {
                self.enrol(t, device, 1);
                return true;
            }
        }
        let rule = &world.customers.platform.prompt;
        let used_up = rule.skips.is_some_and(|most| self.skips >= most);
        let Some(masses) = tier.and_then(|tier| world.offers.first(tier)) else {
            return false;
        };
        if t < self.next_offer || used_up {
            return false;
        }
        let before = usize::from(self.offers[0].min(5));
        self.count(t, column::PROMPTS.plus(before), 1);
        let system = self.account.traits.devices.system(device);
        let (made, begun) = self.offer(t, 0, masses[system]);
        self.count(t, column::PROMPT_ATTEMPTS.plus(before), i64::from(begun));
        if made {
            self.enrol(t, device, 2);
        } else {
            self.skips += 1;
            self.next_offer = t + f64::from(rule.cadence_days);
        }
        made
    }
}
