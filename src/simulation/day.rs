//! THE list: the order of a person's day.
//!
//! 1. What happens to them: leaving, a new device, a lost one, a key, a reset.
//! 2. Without a live passkey: opportunities add hazard; a spent threshold is an
//!    attempt; else a rule may force a start; else a required access is blocked.
//! 3. With one: what today's sign-in comes to; an outage.
//!
//! Consequences of the desk's work of the day before come first (`consequence`).
//! A day reads the person's own state and what was published, nothing else.

use super::arm::Arm;
use super::people::{Status, flag};
use super::plan::Plan;
use super::world::{Event, EventKind, World};
use crate::model::credential::{self, DeviceEvent, Home};
use crate::model::hazard::{self, Masses, Route};
use crate::model::phase::Row;
use crate::model::ticket::Category;
use crate::model::usage::Use;
use crate::observation::column;
use crate::parameter::table::{constant, enrolment, helpdesk, usage};
use crate::platform::prompt_rule::{Exhaust, Store};
use crate::population::bit;
use crate::random::Purpose;

/// A moment that puts the passkey in front of a person, on the device at hand.
type Moment = Option<Home>;

impl Arm {
    /// One person's day.
    pub fn day(&mut self, plan: &Plan, world: &World, slot: usize, day: u16, events: &[Event]) {
        let mut moment: Moment = None;
        for event in events {
            match event.kind {
                EventKind::Leave => return self.leave(plan, world, slot, event.epoch),
                EventKind::Onboard => moment = Some(Home::Computer),
                EventKind::Drift => self.drift(plan, slot, day),
                EventKind::Key => self.key_event(plan, world, slot, day, event.occasion),
                EventKind::Reset => {
                    moment = self
                        .reset(plan, world, slot, day, event.occasion)
                        .or(moment)
                }
                EventKind::PhoneReplaced
                | EventKind::PhoneLost
                | EventKind::ComputerReplaced
                | EventKind::ComputerLost => {
                    moment = Some(self.device(plan, world, slot, day, *event));
                }
            }
        }
        let bit = 1u8 << (day - world.monday());
        if world.presence[slot] & bit == 0 {
            return;
        }
        if world.risky[slot] & bit != 0 && self.admin_required(plan, slot) {
            self.elevate(plan, world, slot, day);
        }
        if self.people.credentials[slot] == 0 {
            if !self.people.has(slot, flag::RECOVERING) {
                self.unenrolled(plan, world, slot, day, moment);
            }
        } else if day >= self.people.usable_from[slot] {
            self.enrolled(plan, world, slot, day);
        }
    }

    fn leave(&mut self, plan: &Plan, world: &World, slot: usize, epoch: u16) {
        let withdrawn = if self.people.rare[slot].open != 0 {
            self.desk.withdraw(slot as u32, epoch)
        } else {
            0
        };
        self.tally.add(column::WITHDRAWN, withdrawn);
        if self.people.credentials[slot] != 0 && self.people.has(slot, flag::COUNTED) {
            self.tally.add(column::LEAVERS_ENROLLED, 1);
        }
        self.people.begin(plan, world, slot, epoch + 1, 0.0);
        // Messages that went out before the joiner came do not count.
        let understood = self
            .published
            .understood
            .get(self.group(slot))
            .copied()
            .unwrap_or(0.0);
        self.people.aware_at[slot] += understood as f32;
    }

    fn drift(&mut self, plan: &Plan, slot: usize, day: u16) {
        let able = self.people.has(slot, flag::CAPABLE) && !self.people.has(slot, flag::RECOVERING);
        if Self::in_plan(day / 7) && self.people.credentials[slot] == 0 && able {
            let made = credential::made(Home::Computer, self.people.bits[slot]);
            self.enrol(plan, slot, day, made, &route_alone(Route::Drift));
        }
    }

    /// A reset, unless passkey use makes it unnecessary (ψ); offers come with it.
    fn reset(
        &mut self,
        plan: &Plan,
        world: &World,
        slot: usize,
        day: u16,
        occasion: u16,
    ) -> Moment {
        let p = &plan.parameters;
        let (id, epoch) = (slot as u32, self.people.epoch[slot]);
        let (_, u_kept) = world
            .key
            .pair(Purpose::Reset, id, epoch, u32::from(occasion), 0);
        let (u_kind, u_offer) = world
            .key
            .pair(Purpose::Reset, id, epoch, u32::from(occasion), 1);
        let own = sign_ins_before(world, slot, day);
        let share = if own == 0 {
            0.0
        } else {
            f64::from(self.people.passkey_sign_ins(slot, day).min(own)) / f64::from(own)
        };
        if u_kept < p[helpdesk::RESET_RELIEF] * share {
            return None;
        }
        self.open(slot, Category::Reset, false, day);
        let offered = u_kind < p[helpdesk::FACTOR_SHARE] || u_offer < p[enrolment::RESET_OFFER];
        offered.then_some(Home::Computer)
    }

    /// A device event (S7, S8): credentials end, the legacy factor may be gone,
    /// and at most one contact follows.
    fn device(&mut self, plan: &Plan, world: &World, slot: usize, day: u16, event: Event) -> Home {
        let (kind, purpose, phone) = match event.kind {
            EventKind::PhoneReplaced => (DeviceEvent::PhoneReplaced, Purpose::PhoneReplace, true),
            EventKind::PhoneLost => (DeviceEvent::PhoneLost, Purpose::PhoneLoss, true),
            EventKind::ComputerReplaced => (
                DeviceEvent::ComputerReplaced,
                Purpose::ComputerReplace,
                false,
            ),
            _ => (DeviceEvent::ComputerLost, Purpose::ComputerLoss, false),
        };
        let (id, occasion) = (slot as u32, u32::from(event.occasion));
        let (_, u_survives) = world.key.pair(purpose, id, event.epoch, occasion, 0);
        let (_, u_legacy) = world.key.pair(purpose, id, event.epoch, occasion, 1);
        let before = self.people.credentials[slot];
        let survives = u_survives < plan.parameters[usage::SYNC_SURVIVAL];
        self.people.credentials[slot] =
            credential::after_device(before, self.people.bits[slot], kind, survives);
        let legacy_lost = phone && u_legacy < plan.recovery.legacy_lost;
        self.after_loss(plan, world, slot, day, before != 0, legacy_lost);
        if phone { Home::Phone } else { Home::Computer }
    }

    /// What follows when credentials or the legacy factor may be gone. `had`: the
    /// person held a live passkey until today.
    pub(super) fn after_loss(
        &mut self,
        plan: &Plan,
        world: &World,
        slot: usize,
        day: u16,
        had: bool,
        legacy_lost: bool,
    ) {
        if self.people.credentials[slot] != 0 {
            return;
        }
        if had {
            self.lose(slot);
        }
        let no_legacy = self.legacy_gone(plan, slot);
        let (category, needed) = if legacy_lost && !no_legacy {
            (Category::LegacyRegistration, true)
        } else if had && (no_legacy || self.required(plan, slot)) {
            (Category::Recovery, true)
        } else if had {
            (Category::HowTo, false)
        } else {
            return;
        };
        let (u_asks, u_alone) = self.recovery_pair(world, slot);
        if !needed {
            if u_asks < plan.recovery.asks_for_help {
                self.open(slot, category, false, day);
            }
        } else if had && u_alone < plan.recovery.self_service(self.published.readiness) {
            self.re_enrol(plan, slot, day);
        } else if self.open(slot, category, had, day) && category == Category::Recovery {
            self.people.flags[slot] |= flag::RECOVERING;
        }
    }

    /// The next recovery decision's uniforms: asks for help, recovers alone.
    fn recovery_pair(&mut self, world: &World, slot: usize) -> (f64, f64) {
        let nth = self.people.rare[slot].recoveries;
        self.people.rare[slot].recoveries = nth.wrapping_add(1);
        world.key.pair(
            Purpose::Recovery,
            slot as u32,
            self.people.epoch[slot],
            u32::from(nth),
            0,
        )
    }

    /// A security key is lost, or its PIN blocked; without a key nothing happens.
    fn key_event(&mut self, plan: &Plan, world: &World, slot: usize, day: u16, occasion: u16) {
        if !self.people.has(slot, flag::KEY) {
            return;
        }
        let p = &plan.parameters;
        let (_, u_kind) = world.key.pair(
            Purpose::KeyEvent,
            slot as u32,
            self.people.epoch[slot],
            u32::from(occasion),
            0,
        );
        let lost = u_kind * (p[usage::KEY_LOSS] + p[usage::KEY_TROUBLE]) < p[usage::KEY_LOSS];
        let had = self.people.credentials[slot] != 0;
        if lost {
            self.people.credentials[slot] &= !credential::KEY;
            if had && self.people.credentials[slot] == 0 {
                self.lose(slot);
                self.people.flags[slot] |= flag::RECOVERING;
            }
        }
        self.open(slot, Category::Key, lost && had, day);
    }

    /// The last live passkey is gone: hazard starts anew, prompts resume.
    fn lose(&mut self, slot: usize) {
        self.people.status[slot] = Status::None;
        self.people.hazard[slot] = 0;
        if self.people.has(slot, flag::COUNTED) {
            self.tally.add(column::LOSSES, 1);
        }
    }

    /// Step 2 of the day.
    fn unenrolled(&mut self, plan: &Plan, world: &World, slot: usize, day: u16, moment: Moment) {
        let Some(row) = self.row(plan) else { return };
        let weekday = day - world.monday();
        let signs = world.sign_ins[slot] >> weekday & 1 == 1;
        let no_legacy = self.legacy_gone(plan, slot);
        let excepted = day < self.people.exception_until[slot];
        let risky = !excepted && world.risky[slot] >> weekday & 1 == 1 && self.required(plan, slot);
        if !self.people.has(slot, flag::CAPABLE) {
            if risky || no_legacy && signs && !excepted {
                self.cannot_comply(plan, world, slot, day, row.exceptions || no_legacy);
            }
            return;
        }
        let mut masses = Masses::default();
        let factor = self.hazard_factor(plan, slot);
        let own = self.self_hazard(plan, slot, factor);
        if own > 0 {
            masses.0[0] = self.published.self_mass[self.group(slot)] * row.self_enrolment;
        }
        if moment.is_some() {
            self.people.ordinal[slot] = 0;
            if row
                .audience
                .holds(plan.slots.department[slot], self.people.bits[slot])
            {
                masses.0[2] = plan.parameters[enrolment::MOMENT_MASS] * row.moments;
            }
        }
        if let Some((date, window)) = self.deadline(plan, slot) {
            masses.0[3] =
                plan.prompt_mass
                    .deadline(present_before(world, slot, day), day, date, window);
        }
        if risky {
            masses.0[4] = plan.parameters[enrolment::REQUIRED_MASS];
        }
        let ask = if signs {
            self.ask(plan, world, slot, day, row, no_legacy && !excepted)
        } else {
            Ask::Nothing
        };
        if let Ask::Prompt { ordinal, .. } = ask {
            masses.0[1] = plan.prompt_mass.mass(ordinal, row.prompts, row.friction);
            self.tally
                .add(column::PROMPTS.plus(usize::from(ordinal.min(5))), 1);
        }
        self.people.hazard[slot] += own + hazard::fixed(masses.others() * factor);
        let acts = self.people.hazard[slot] >= self.people.threshold[slot];
        if let Ask::Prompt { browser, ordinal } = ask {
            self.people.ordinal[slot] = ordinal.saturating_add(1);
            self.decline(plan, slot, day, browser, !acts);
            self.tally.add(
                column::PROMPT_ATTEMPTS.plus(usize::from(ordinal.min(5))),
                i64::from(acts),
            );
        }
        if acts {
            self.attempt(
                plan,
                world,
                slot,
                day,
                moment,
                &hazard::route_shares(&masses),
            );
        } else if ask == Ask::Force {
            self.force(plan, world, slot, day, moment);
        } else if risky {
            self.block(plan, world, slot, day);
        }
    }

    /// What the prompt rule does at today's sign-in.
    fn ask(
        &self,
        plan: &Plan,
        world: &World,
        slot: usize,
        day: u16,
        row: &Row,
        no_legacy: bool,
    ) -> Ask {
        let people = &self.people;
        if no_legacy {
            return Ask::Force;
        }
        let addressed = row.prompts > 0.0
            && row
                .audience
                .holds(plan.slots.department[slot], people.bits[slot]);
        if people.status[slot] != Status::None && !self.force_due(plan, slot, day, 0)
            || !addressed
            || !plan.triggers_unenrolled()
        {
            return Ask::Nothing;
        }
        let (u_device, u_browser) = world.key.pair(
            Purpose::SignIn,
            slot as u32,
            people.epoch[slot],
            occasion(world, slot, day),
            2,
        );
        let computer = people.bits[slot] & (bit::OWN_COMPUTER | bit::SHARED) != 0;
        let on_phone = !computer
            || people.bits[slot] & bit::PHONE != 0
                && u_device >= plan.parameters[constant::ON_COMPUTER];
        if plan.prompt.suppress_mobile && on_phone {
            return Ask::Nothing;
        }
        let second = plan.prompt.store == Store::Cookie
            && u_browser < plan.parameters[constant::SECOND_BROWSER];
        let browser = usize::from(second);
        if self.force_due(plan, slot, day, browser) {
            return Ask::Force;
        }
        let stopped = plan.prompt.on_exhaust == Exhaust::Stop
            && plan
                .prompt
                .skips
                .is_some_and(|skips| people.skips[slot][browser] >= skips);
        if stopped || day < people.next_prompt[slot][browser] || !self.published.prompts_open {
            return Ask::Nothing;
        }
        Ask::Prompt {
            browser,
            ordinal: people.ordinal[slot],
        }
    }

    /// Whether the rule leaves no choice at the next triggering sign-in.
    pub(super) fn force_due(&self, plan: &Plan, slot: usize, day: u16, browser: usize) -> bool {
        let [next, skips] = [
            self.people.next_prompt[slot][browser],
            u16::from(self.people.skips[slot][browser]),
        ];
        plan.forced_after()
            .is_some_and(|n| skips >= u16::from(n) && day >= next)
            || plan.forced_from().is_some_and(|from| day >= from)
    }

    /// After a prompt: the next one waits for the cadence; a decline is a skip.
    /// What a server keeps holds in every browser.
    fn decline(&mut self, plan: &Plan, slot: usize, day: u16, browser: usize, declined: bool) {
        let people = &mut self.people;
        let next = day.saturating_add(plan.prompt.cadence_days.max(1));
        let skips = people.skips[slot][browser].saturating_add(u8::from(declined));
        if plan.prompt.store == Store::Cookie {
            people.next_prompt[slot][browser] = next;
            people.skips[slot][browser] = skips;
        } else {
            people.next_prompt[slot] = [next; 2];
            people.skips[slot] = [skips; 2];
        }
    }

    /// A forced start: the ceremony, or the sign-in is abandoned.
    fn force(&mut self, plan: &Plan, world: &World, slot: usize, day: u16, moment: Moment) {
        let nth = self.people.rare[slot].forced;
        self.people.rare[slot].forced = nth.wrapping_add(1);
        let (u_start, u_ticket) = world.key.pair(
            Purpose::Forced,
            slot as u32,
            self.people.epoch[slot],
            u32::from(nth),
            0,
        );
        if u_start < plan.parameters[enrolment::FORCED_START] {
            self.attempt_by(plan, world, slot, day, moment, &route_alone(Route::Forced));
        } else if u_ticket < plan.parameters[constant::FORCED_TICKET] {
            self.open(slot, Category::Lockout, false, day);
        }
    }

    /// A required access that ends without an attempt.
    fn block(&mut self, plan: &Plan, world: &World, slot: usize, day: u16) {
        let p = &plan.parameters;
        let (_, u_ticket) = risky_pair(world, self.people.epoch[slot], slot, day, 0);
        let (u_exception, _) = risky_pair(world, self.people.epoch[slot], slot, day, 1);
        let told = f64::from(u8::from(self.people.bits[slot] & bit::TOLD != 0));
        if u_ticket < p[enrolment::BLOCK_TICKET] * (1.0 - p[constant::TOLD_RELIEF] * told) {
            self.open(slot, Category::Block, false, day);
        }
        if u_exception < p[enrolment::BLOCK_EXCEPTION] {
            self.except(plan, slot, day);
        }
    }

    /// A requirement meets somebody who has nothing to enrol on.
    fn cannot_comply(&mut self, plan: &Plan, world: &World, slot: usize, day: u16, excepted: bool) {
        if self.people.bits[slot] & bit::SHARED != 0 {
            let (_, u_ticket) = risky_pair(world, self.people.epoch[slot], slot, day, 0);
            if u_ticket < plan.parameters[constant::SHARED_TICKET] {
                self.open(slot, Category::SharedDevice, false, day);
            }
        }
        if excepted {
            self.except(plan, slot, day);
        }
    }

    /// A risky access by an admin account without a passkey: the required mass
    /// alone, else a block, as for people.
    fn elevate(&mut self, plan: &Plan, world: &World, slot: usize, day: u16) {
        if day < self.people.rare[slot].admin.exception_until
            || !self.people.has(slot, flag::CAPABLE)
        {
            return;
        }
        let (id, epoch) = (ADMIN | slot as u32, self.people.epoch[slot]);
        let p = &plan.parameters;
        let hazard = hazard::fixed(p[enrolment::REQUIRED_MASS] * self.hazard_factor(plan, slot));
        let admin = &mut self.people.rare[slot].admin;
        admin.hazard += hazard;
        let attempt = u32::from(admin.attempts);
        if admin.hazard
            >= hazard::threshold(world.key.uniform(Purpose::Attempt, id, epoch, attempt, 0))
        {
            admin.attempts += 1;
            admin.hazard = 0;
            let success = self.published.success[self.people.class(slot)];
            self.people.rare[slot].admin.enrolled =
                world.key.pair(Purpose::Attempt, id, epoch, attempt, 1).0 < success;
            return;
        }
        let nth = risky_occasion(world, slot, day);
        let (_, u_ticket) = world.key.pair(Purpose::Risky, id, epoch, nth, 0);
        let (u_exception, _) = world.key.pair(Purpose::Risky, id, epoch, nth, 1);
        let told = f64::from(u8::from(self.people.bits[slot] & bit::TOLD != 0));
        if u_ticket < p[enrolment::BLOCK_TICKET] * (1.0 - p[constant::TOLD_RELIEF] * told) {
            self.open(slot, Category::Block, false, day);
        }
        if u_exception < p[enrolment::BLOCK_EXCEPTION] {
            self.people.rare[slot].admin.exception_until =
                day.saturating_add(p[constant::EXCEPTION_DAYS] as u16);
        }
    }

    fn except(&mut self, plan: &Plan, slot: usize, day: u16) {
        self.people.exception_until[slot] =
            day.saturating_add(plan.parameters[constant::EXCEPTION_DAYS] as u16);
    }

    fn attempt(
        &mut self,
        plan: &Plan,
        world: &World,
        slot: usize,
        day: u16,
        moment: Moment,
        shares: &[i64; 5],
    ) {
        let mut routes = [0; Route::ALL.len()];
        routes[..5].copy_from_slice(shares);
        self.attempt_by(plan, world, slot, day, moment, &routes);
    }

    /// The ceremony (S4).
    fn attempt_by(
        &mut self,
        plan: &Plan,
        world: &World,
        slot: usize,
        day: u16,
        moment: Moment,
        routes: &[i64; 9],
    ) {
        let draws = |pair| {
            world.key.pair(
                Purpose::Attempt,
                slot as u32,
                self.people.epoch[slot],
                u32::from(self.people.attempts[slot]),
                pair,
            )
        };
        let (_, u_device) = draws(0);
        let (u_outcome, u_how_to) = draws(1);
        let (u_ticket, _) = draws(2);
        let (u_second, u_reject) = draws(3);
        let class = self.people.class(slot);
        self.class_attempts[class] += 1;
        self.tally.add(column::ATTEMPTS, 1);
        if u_how_to < plan.ceremony.how_to(self.published.faq) {
            self.open(slot, Category::HowTo, false, day);
        }
        self.next_attempt(world, slot);
        if u_outcome < self.published.success[class] {
            let (bits, has_key) = (self.people.bits[slot], self.people.has(slot, flag::KEY));
            let prefer_computer = moment.map_or(u_device < plan.ceremony.on_computer, |home| {
                home == Home::Computer
            });
            let Some(home) = credential::home(bits, has_key, prefer_computer) else {
                return;
            };
            let mut made = credential::made(home, bits);
            if u_second < plan.scenario.fallback.backup {
                made |= credential::second_home(bits, has_key, home)
                    .map_or(0, |second| credential::made(second, bits));
            }
            self.tally.add(
                column::PEOPLE_ENROL,
                (60.0 * plan.parameters[constant::PEOPLE_ENROL]) as i64,
            );
            self.enrol(plan, slot, day, made, routes);
            return;
        }
        self.tally.add(column::FAILURES, 1);
        self.tally.add(
            column::PEOPLE_FAILED,
            (60.0 * plan.parameters[constant::PEOPLE_FAILED]) as i64,
        );
        self.hurt(plan, slot, plan.trust.ceremony, day);
        if u_ticket < plan.ceremony.ticket {
            self.open(slot, Category::Ceremony, false, day);
        }
        let failures = self.people.rare[slot].failures.saturating_add(1);
        self.people.rare[slot].failures = failures;
        if failures >= plan.ceremony.max_failures && u_reject < plan.ceremony.reject {
            self.people.status[slot] = Status::Rejected;
        }
    }

    /// A person becomes the holder of new credentials, usable from tomorrow.
    fn enrol(
        &mut self,
        plan: &Plan,
        slot: usize,
        day: u16,
        made: credential::Credentials,
        routes: &[i64; 9],
    ) {
        self.people.credentials[slot] = made;
        self.people.status[slot] = Status::Enrolled;
        self.people.usable_from[slot] = day + 1;
        self.people.habit[slot] = plan.usage.habit_start as f32;
        self.people.rare[slot].failures = 0;
        self.people.flags[slot] &= !flag::RECOVERING;
        if self.people.has(slot, flag::COUNTED) {
            self.tally.add(column::ENROLMENTS, 1);
            for (at, share) in routes.iter().enumerate() {
                self.tally.add(column::ROUTE.plus(at), *share);
            }
        }
    }

    /// A passkey is re-enrolled in a recovery; habit is kept.
    pub(super) fn re_enrol(&mut self, plan: &Plan, slot: usize, day: u16) {
        let has_key = self.people.has(slot, flag::KEY);
        if let Some(home) = credential::home(self.people.bits[slot], has_key, true) {
            let habit = self.people.habit[slot];
            let made = credential::made(home, self.people.bits[slot]);
            self.enrol(plan, slot, day, made, &route_alone(Route::Recovery));
            self.people.habit[slot] = habit;
        }
    }

    /// Step 3 of the day.
    fn enrolled(&mut self, plan: &Plan, world: &World, slot: usize, day: u16) {
        let apple = self.people.bits[slot] & bit::APPLE != 0;
        let outage = world
            .outages
            .iter()
            .find(|(at, of_apple, _)| *at == day && *of_apple == apple);
        let synced = self.people.credentials[slot] & credential::SYNCED;
        let down = outage.is_some() && synced != 0;
        if let (Some(&(_, _, occasion)), true) = (outage, down) {
            self.outage(plan, world, slot, day, occasion);
        }
        if world.sign_ins[slot] >> (day - world.monday()) & 1 == 1
            && !(down && synced == self.people.credentials[slot])
        {
            self.sign_in(plan, world, slot, day);
        }
    }

    fn outage(&mut self, plan: &Plan, world: &World, slot: usize, day: u16, occasion: u32) {
        let p = &plan.parameters;
        let floor = p[constant::OUTAGE_FLOOR];
        let second = if self.people.credentials[slot].count_ones() > 1 {
            p[constant::OUTAGE_SECOND]
        } else {
            1.0
        };
        let contact = p[constant::OUTAGE_CONTACT]
            * (floor + (1.0 - floor) * (1.0 - self.published.readiness))
            * second;
        if world.key.uniform(
            Purpose::OutageContact,
            slot as u32,
            self.people.epoch[slot],
            occasion,
            0,
        ) < contact
        {
            self.open(slot, Category::Outage, false, day);
        }
    }

    /// A counted sign-in of an enrolled person (S6).
    pub(super) fn sign_in(&mut self, plan: &Plan, world: &World, slot: usize, day: u16) {
        let (id, epoch, nth) = (
            slot as u32,
            self.people.epoch[slot],
            occasion(world, slot, day),
        );
        let (u_use, u_success) = world.key.pair(Purpose::SignIn, id, epoch, nth, 0);
        let bits = self.people.bits[slot];
        let always_away =
            bits & bit::OWN_COMPUTER == 0 && self.people.credentials[slot] & credential::KEY == 0;
        let habit = f64::from(self.people.habit[slot]);
        let used = match plan.usage.sign_in(u_use, habit, always_away) {
            Use::LegacyApp => return,
            Use::NotChosen => false,
            Use::Chosen => u_success < plan.usage.local_success,
            Use::Away => {
                let used = self.away(plan, world, slot, day, nth, u_success);
                if !always_away {
                    return if used {
                        self.used(plan, world, slot, day)
                    };
                }
                used
            }
        };
        self.people.habit[slot] =
            plan.usage
                .habit_after(habit, f64::from(self.people.ceiling[slot]), used) as f32;
        if used {
            self.used(plan, world, slot, day);
        }
    }

    /// A passkey of another device is tried; whether it works. If not, another
    /// factor does, and a ticket may follow.
    fn away(
        &mut self,
        plan: &Plan,
        world: &World,
        slot: usize,
        day: u16,
        nth: u32,
        u_success: f64,
    ) -> bool {
        if u_success
            < plan
                .usage
                .cross_device_success(self.people.bits[slot] & bit::MAC != 0)
        {
            return true;
        }
        let u_ticket = world.key.uniform(
            Purpose::SignIn,
            slot as u32,
            self.people.epoch[slot],
            nth,
            2,
        );
        let ticket = u_ticket
            < plan
                .usage
                .cross_device_ticket(self.published.faq, self.published.readiness);
        if ticket {
            self.open(slot, Category::CrossDevice, false, day);
        }
        self.hurt(
            plan,
            slot,
            plan.trust.cross_device[usize::from(ticket)],
            day,
        );
        false
    }

    /// A passkey sign-in that worked; the first of a week is a good event.
    fn used(&mut self, plan: &Plan, world: &World, slot: usize, day: u16) {
        let people = &mut self.people;
        let last = people.used_day[slot];
        if last < world.monday() || last == 0 {
            people.trust[slot] = plan.trust.after_good(people.trust[slot]);
        }
        let since = if last == 0 { 32 } else { u32::from(day - last) };
        people.used[slot] = if since >= 32 {
            1
        } else {
            people.used[slot] << since | 1
        };
        people.used_day[slot] = day;
        people.flags[slot] |= flag::USED_ONCE;
        self.tally.add(column::PASSKEY_SIGN_INS, 1);
        self.tally.add(
            column::PEOPLE_SAVED,
            plan.parameters[constant::SECONDS_SAVED] as i64,
        );
    }
}

/// What the prompt rule does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ask {
    Nothing,
    Prompt { browser: usize, ordinal: u8 },
    Force,
}

/// Ordinal of today's sign-in.
#[inline]
fn occasion(world: &World, slot: usize, day: u16) -> u32 {
    let before = world.sign_ins[slot] & ((1 << (day - world.monday())) - 1);
    u32::from(world.sign_in_base[slot]) + (before & 0x7f).count_ones()
}

fn risky_pair(world: &World, epoch: u16, slot: usize, day: u16, pair: u32) -> (f64, f64) {
    world.key.pair(
        Purpose::Risky,
        slot as u32,
        epoch,
        risky_occasion(world, slot, day),
        pair,
    )
}

/// Ordinal of today's risky access.
fn risky_occasion(world: &World, slot: usize, day: u16) -> u32 {
    let before = world.risky[slot] & ((1u16 << (day - world.monday())) - 1) as u8;
    u32::from(world.risky_base[slot]) + before.count_ones()
}

/// Marks the entity of an admin account beside its owner's.
const ADMIN: u32 = 1 << 31;

/// Counted sign-ins of the 28 days before `day`: this week's earlier days, three
/// whole weeks, and the days from the same weekday on four weeks ago.
fn sign_ins_before(world: &World, slot: usize, day: u16) -> u32 {
    let earlier = (1u64 << (day - world.monday())) - 1;
    let kept = earlier | 0x1f_ffff << 7 | (0x7f & !earlier) << 28;
    (world.sign_ins[slot] & kept).count_ones()
}

/// Last working day before `day`.
fn present_before(world: &World, slot: usize, day: u16) -> u16 {
    let earlier = world.presence[slot] & ((1u16 << (day - world.monday())) - 1) as u8;
    if earlier == 0 {
        world.last_present[slot]
    } else {
        world.monday() + 7 - earlier.leading_zeros() as u16
    }
}

fn route_alone(route: Route) -> [i64; 9] {
    let mut routes = [0; 9];
    routes[route as usize] = hazard::WHOLE;
    routes
}
