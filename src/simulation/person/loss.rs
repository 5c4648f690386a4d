//! What happens to people: resets, device events, security keys, and what is lost
//! with them (S7, S8).

use crate::model::credential::{self, DeviceEvent, Home};
use crate::model::ticket::Category;
use crate::observation::column;
use crate::parameter::table::{enrolment, helpdesk, usage};
use crate::random::Purpose;
use crate::simulation::arm::people::flag;
use crate::simulation::arm::state::Arm;
use crate::simulation::person::day::Moment;
use crate::simulation::plan::calendar::before;
use crate::simulation::plan::compiled::Plan;
use crate::simulation::plan::event::{EventDraws, EventKind};
use crate::simulation::world::state::World;

impl Arm {
    /// A reset, unless passkey use makes it unnecessary (ψ); offers come with it.
    pub(in crate::simulation) fn reset(
        &mut self,
        plan: &Plan,
        world: &World,
        slot: usize,
        day: u16,
        drawn: &EventDraws,
    ) -> Moment {
        let p = &plan.parameters;
        let weekday = day - world.monday();
        let mut share = 0.0;
        if self.people.uses[slot] != 0 || self.people.used[slot] != 0 {
            let own = before(world.signs[slot], world.signed[slot], weekday);
            let with = self.people.passkey_sign_ins(slot, weekday).min(own);
            share = f64::from(with) / f64::from(own.max(1));
        }
        if drawn.first < p[helpdesk::RESET_RELIEF] * share {
            return None;
        }
        self.open(slot, Category::Reset, false, day);
        let offered =
            drawn.kind < p[helpdesk::FACTOR_SHARE] || drawn.second < p[enrolment::RESET_OFFER];
        offered.then_some(Home::Computer)
    }

    /// A device event (S7, S8): credentials end, the legacy factor may be gone,
    /// and at most one contact follows.
    pub(in crate::simulation) fn device(
        &mut self,
        plan: &Plan,
        world: &World,
        slot: usize,
        day: u16,
        (event, drawn): (EventKind, &EventDraws),
    ) -> Home {
        let (kind, phone) = match event {
            EventKind::PhoneReplaced => (DeviceEvent::PhoneReplaced, true),
            EventKind::PhoneLost => (DeviceEvent::PhoneLost, true),
            EventKind::ComputerReplaced => (DeviceEvent::ComputerReplaced, false),
            _ => (DeviceEvent::ComputerLost, false),
        };
        let before = self.people.credentials[slot];
        let survives = drawn.first < plan.parameters[usage::SYNC_SURVIVAL];
        self.people.credentials[slot] =
            credential::after_device(before, self.people.bits[slot], kind, survives);
        let legacy_lost = phone && drawn.second < plan.recovery.legacy_lost;
        self.after_loss(plan, world, slot, day, before != 0, legacy_lost);
        if phone { Home::Phone } else { Home::Computer }
    }

    /// What follows when credentials or the legacy factor may be gone. `had`: the
    /// person held a live passkey until today.
    pub(in crate::simulation) fn after_loss(
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
        self.people.rare[slot].recoveries += 1;
        world.key.pair(
            Purpose::Recovery,
            slot as u32,
            self.people.epoch[slot],
            u32::from(nth),
            0,
        )
    }

    /// A security key is lost, or its PIN blocked; without a key nothing happens.
    pub(in crate::simulation) fn key_event(
        &mut self,
        plan: &Plan,
        slot: usize,
        day: u16,
        drawn: &EventDraws,
    ) {
        if !self.people.has(slot, flag::KEY) {
            return;
        }
        let p = &plan.parameters;
        let lost = drawn.first * (p[usage::KEY_LOSS] + p[usage::KEY_TROUBLE]) < p[usage::KEY_LOSS];
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
