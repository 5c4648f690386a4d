//! What happens to people: resets, device events, security keys, and what is lost
//! with them (S7, S8).

use super::arm::Arm;
use super::calendar::before;
use super::day::Moment;
use super::people::flag;
use super::plan::Plan;
use super::world::{Event, EventKind, World};
use crate::model::credential::{self, DeviceEvent, Home};
use crate::model::ticket::Category;
use crate::observation::column;
use crate::parameter::table::{enrolment, helpdesk, usage};
use crate::random::Purpose;

impl Arm {
    /// A reset, unless passkey use makes it unnecessary (ψ); offers come with it.
    pub(super) fn reset(
        &mut self,
        plan: &Plan,
        world: &World,
        slot: usize,
        day: u16,
        occasion: u16,
    ) -> Moment {
        let p = &plan.parameters;
        let (id, epoch) = (slot as u32, self.people.epoch[slot]);
        let weekday = day - world.monday();
        let own = before(world.signs[slot], world.signed[slot], weekday);
        let share = if own == 0 {
            0.0
        } else {
            f64::from(self.people.passkey_sign_ins(slot, weekday).min(own)) / f64::from(own)
        };
        let draw = |pair| {
            world
                .key
                .pair(Purpose::Reset, id, epoch, occasion.into(), pair)
        };
        // No uniform is below zero: the draw is spared where no passkey was used.
        if share > 0.0 && draw(0).1 < p[helpdesk::RESET_RELIEF] * share {
            return None;
        }
        let (u_kind, u_offer) = draw(1);
        self.open(slot, Category::Reset, false, day);
        let offered = u_kind < p[helpdesk::FACTOR_SHARE] || u_offer < p[enrolment::RESET_OFFER];
        offered.then_some(Home::Computer)
    }

    /// A device event (S7, S8): credentials end, the legacy factor may be gone,
    /// and at most one contact follows.
    pub(super) fn device(
        &mut self,
        plan: &Plan,
        world: &World,
        slot: usize,
        day: u16,
        event: Event,
    ) -> Home {
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
        let [(_, u_survives), (_, u_legacy)] = world.key.pairs(purpose, id, event.epoch, occasion);
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
            self.lose(plan, slot);
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
    pub(super) fn key_event(
        &mut self,
        plan: &Plan,
        world: &World,
        slot: usize,
        day: u16,
        occasion: u16,
    ) {
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
                self.lose(plan, slot);
                self.people.flags[slot] |= flag::RECOVERING;
            }
        }
        self.open(slot, Category::Key, lost && had, day);
    }

    /// The last live passkey is gone: hazard starts anew, prompts resume.
    fn lose(&mut self, plan: &Plan, slot: usize) {
        self.people.seeking[slot].hazard = 0;
        if plan.counts(slot) {
            self.tally.add(column::LOSSES, 1);
        }
    }
}
