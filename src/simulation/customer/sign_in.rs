//! What an arm makes of a sign-in.

use super::book::{BASELINE, ROLLOUT};
use super::life::{Life, pick};
use super::plan::Row;
use super::visit::{SignIn, Site};
use crate::model::customer::recovery::Outcome;
use crate::model::customer::{ContactCategory, CustomerRoute};
use crate::observation::column;

/// How a customer got in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Passkey,
    Password,
    /// By code or with the contact centre's help.
    Helped,
    /// Not at all.
    Lost,
}

impl Life<'_> {
    #[inline(always)]
    fn site(&self, arm: usize, e: &SignIn) -> Site {
        let devices = &self.traits.devices;
        let passkeys = self.arms[arm].passkeys;
        if e.strange {
            let usable = passkeys.any() && self.plan.passkeys.usable_away(devices, passkeys);
            return Site {
                device: None,
                ready: None,
                usable,
            };
        }
        let device = pick(e.device, devices.count);
        Site {
            device: Some(device),
            ready: devices.is_ready(device).then_some(device),
            usable: passkeys.any() && self.plan.passkeys.usable(devices, passkeys, device),
        }
    }

    /// A sign-in by password at a strange device that leads to nothing else: nobody holds
    /// a passkey, and no browser but the account's own asks for one. The same in both
    /// arms.
    pub fn passes_by(&mut self, e: &mut SignIn) -> bool {
        let passes = e.strange
            && !e.forgotten
            && !e.sensitive
            && !self.plan.prompt.cookie
            && self.arms.iter().all(|arm| !arm.waits());
        if passes {
            self.asks_for_code(ROLLOUT, e);
            self.asks_for_code(BASELINE, e);
        }
        passes
    }

    /// A sign-in in one arm. Inlined for each of the two, as most sign-ins come here
    /// and do little.
    #[inline(always)]
    pub fn arm_sign_in(&mut self, arm: usize, e: &mut SignIn) {
        let plan = self.plan;
        let row = if arm == ROLLOUT {
            &plan.rows[e.week]
        } else {
            &plan.quiet
        };
        let mut site = self.site(arm, e);
        let way = self.gets_in(arm, e, row, &mut site);
        if way == Way::Lost {
            self.book.event(arm, e.week, column::SIGN_INS_LOST, 1);
        }
        if way == Way::Password && !site.usable && row.tiers {
            site.usable = self.offers(arm, e, row, &site);
        }
        if e.sensitive {
            self.acts(arm, e, row, &site, way);
        }
    }

    /// By passkey, password or code.
    #[inline(always)]
    fn gets_in(&mut self, arm: usize, e: &mut SignIn, row: &Row, site: &mut Site) -> Way {
        let state = &self.arms[arm];
        let no_password = row.no_password && (state.passkeys.any() || state.lost.is_some());
        if let (Some(nth), Some(device)) = (state.lost, site.ready) {
            self.arms[arm].lost = None;
            match self.renews(arm, e, nth, device) {
                Outcome::Completed => {
                    site.usable = true;
                    return Way::Helped;
                }
                Outcome::Contact => return Way::Helped,
                Outcome::Abandoned if no_password => return Way::Lost,
                Outcome::Abandoned => {}
            }
        }
        let mut failed = false;
        if site.usable {
            let share = match () {
                () if no_password => 1.0,
                () if self.arms[arm].t2_only => self.plan.use_share * self.plan.t2_use,
                () => self.plan.use_share,
            };
            // One uniform: chosen and works, chosen and does not, not chosen.
            let u = e.uses;
            if u < share * self.plan.success[usize::from(e.strange)] {
                self.uses(arm, e.week);
                return Way::Passkey;
            }
            if u < share {
                failed = true;
                self.distrust(arm, e.t, e.week, self.plan.trust.failed_use);
            }
        }
        if no_password {
            return self.recovers(arm, e, row, site, ContactCategory::LostCredential);
        }
        if e.forgotten {
            self.book.event(arm, e.week, column::FORGOTTEN, 1);
            let rescued = site.usable
                && !failed
                && e.code(&self.chance).u(3) < self.plan.success[usize::from(e.strange)];
            if rescued {
                self.book.event(arm, e.week, column::SELF_RECOVERED, 1);
                self.uses(arm, e.week);
                return Way::Passkey;
            }
            return self.recovers(arm, e, row, site, ContactCategory::Forgot);
        }
        if e.strange {
            self.asks_for_code(arm, e);
        }
        Way::Password
    }

    /// A password sign-in at a strange device, which may be judged risky.
    fn asks_for_code(&mut self, arm: usize, e: &mut SignIn) {
        if e.device < self.plan.codes.risky {
            let code = e.code(&self.chance);
            self.book.event(arm, e.week, column::RISKY_CODES, 1);
            self.messages(arm, e.week, code.u(1), code.u(2));
        }
    }

    /// Recovery by one-time code, and the offer after it.
    fn recovers(
        &mut self,
        arm: usize,
        e: &SignIn,
        row: &Row,
        site: &mut Site,
        category: ContactCategory,
    ) -> Way {
        let quad = self.chance.recovery(e.n);
        self.messages(arm, e.week, quad.u(1), quad.u(2));
        match self.plan.codes.recovery(quad.u(0)) {
            Outcome::Abandoned => {
                self.book.event(arm, e.week, column::RECOVERY_ABANDONED, 1);
                Way::Lost
            }
            Outcome::Contact => {
                self.contact(arm, e.t, e.week, category);
                Way::Helped
            }
            Outcome::Completed => {
                self.book.event(arm, e.week, column::RECOVERED, 1);
                if let (Some(device), false, Some(masses)) = (site.ready, site.usable, row.t2) {
                    site.usable = self.recovery_offer(arm, e, device, &masses);
                }
                Way::Helped
            }
        }
    }

    /// Re-enrolment of a lost passkey by one-time code.
    fn renews(&mut self, arm: usize, e: &SignIn, nth: u32, device: usize) -> Outcome {
        let quad = self.chance.renewal(nth);
        self.messages(arm, e.week, quad.u(1), quad.u(2));
        let outcome = self.plan.codes.renewal(quad.u(0));
        match outcome {
            Outcome::Completed => self.enrol(arm, e.week, device, CustomerRoute::ReEnrolment),
            Outcome::Contact => self.contact(arm, e.t, e.week, ContactCategory::LostCredential),
            Outcome::Abandoned => {}
        }
        outcome
    }

    /// Messages of one code.
    pub fn messages(&mut self, arm: usize, week: usize, u_messages: f64, u_lost: f64) {
        let email = self.traits.email;
        let count = self.plan.codes.messages(u_messages);
        let lost = self.plan.codes.lost(u_lost, count, email);
        let column = column::MESSAGES.plus(usize::from(email));
        self.book.event(arm, week, column, i64::from(count));
        self.book
            .event(arm, week, column::MESSAGES_LOST, i64::from(lost));
    }

    /// A sensitive action.
    fn acts(&mut self, arm: usize, e: &SignIn, row: &Row, site: &Site, way: Way) {
        let column = match row.t3 {
            _ if way == Way::Lost => column::SENSITIVE_LOST,
            Some(rule) if way != Way::Passkey && !site.usable => {
                match self.required(arm, e, site, rule) {
                    Outcome::Completed => column::SENSITIVE_COMPLETED,
                    Outcome::Abandoned => column::SENSITIVE_ABANDONED,
                    // The contact centre does it: neither here nor given up.
                    Outcome::Contact => return,
                }
            }
            _ => column::SENSITIVE_COMPLETED,
        };
        self.book.event(arm, e.week, column, 1);
    }

    /// A sensitive action behind the requirement, without a passkey that works.
    fn required(
        &mut self,
        arm: usize,
        e: &SignIn,
        site: &Site,
        (framing, at_reference): (f64, f64),
    ) -> Outcome {
        let trust = self.trust(arm, e.t);
        let gives_up = if trust == 0.0 {
            at_reference
        } else {
            self.plan.requirement.gives_up(framing, trust)
        };
        let quad = self.chance.sensitive(e.n);
        if quad.u(0) < gives_up {
            return Outcome::Abandoned;
        }
        if let (true, Some(device)) = (quad.u(1) < self.plan.requirement.comply, site.ready) {
            let ceremony = self.chance.compliance(e.n);
            if self.ceremony(arm, e, ceremony.u(1), ceremony.u(2)) {
                self.enrol(arm, e.week, device, CustomerRoute::Requirement);
                return Outcome::Completed;
            }
        }
        if quad.u(2) < self.plan.requirement.exception {
            let u_lost = self.chance.compliance(e.n).u(0);
            self.messages(arm, e.week, quad.u(3), u_lost);
            self.book
                .event(arm, e.week, column::SENSITIVE_EXCEPTIONS, 1);
            return Outcome::Completed;
        }
        self.contact(arm, e.t, e.week, ContactCategory::SensitiveAction);
        Outcome::Contact
    }
}
