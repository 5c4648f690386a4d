//! An ordinary week of a person without a passkey: own hazard, and at most one prompt
//! that is declined. The pass takes it whole; everything else goes day by day.

use super::arm::Arm;
use super::bulk::{BROWSERS, DEVICES};
use super::calendar::{count, span};
use super::opportunity::promptable;
use super::pass::Scope;
use super::people::flag;
use super::plan::Plan;
use super::world::World;
use crate::model::attitude::Attitude;
use crate::model::hazard;
use crate::model::phase::Row;
use crate::platform::prompt_rule::{Exhaust, Store};
use crate::population::bit;
use crate::random::{LANES, Purpose, days_below};
use crate::vector::kernel;

/// What is the same for everybody who seeks.
pub(super) struct Terms<'a> {
    row: &'a Row,
    /// Mass of a prompt by its ordinal, the third's for all after it.
    mass: [f32; 3],
    /// Skips from which there is no prompt; 0 where nobody is prompted.
    skips: u16,
    /// Whether each browser counts its own skips.
    cookie: bool,
}

/// What people who seek bring into the week.
pub(super) struct Brought {
    /// Days on which a sign-in may be prompted, by browser.
    on: [[u8; LANES]; 2],
    /// [`Arm::person_factor`].
    person: [f32; LANES],
}

kernel! {
/// Own propensities become factors, with trust and the team's.
fn multiply(
    attitude: &Attitude, person: &mut [f32; LANES], trust: &[f32; LANES], team: &[f32; LANES],
) {
    for i in 0..LANES {
        person[i] = person[i] * attitude.trust_factor(trust[i]) * team[i];
    }
}
}

impl Arm {
    /// The week's terms, unless a rule leaves no choice.
    pub(super) fn seeking<'a>(&self, plan: &Plan, row: &'a Row) -> Option<Terms<'a>> {
        let (prompt, published) = (&plan.prompt, &self.published);
        if published.forcing || published.legacy_removed {
            return None;
        }
        let limit = match (prompt.on_exhaust, prompt.skips) {
            (Exhaust::Stop, Some(skips)) => u16::from(skips),
            _ => u16::MAX,
        };
        let asks = published.prompting && published.prompts_open;
        let mass = |nth| plan.prompt_mass.mass(nth, row.prompts, row.friction) as f32;
        Some(Terms {
            row,
            mass: [mass(0), mass(1), mass(2)],
            skips: if asks { limit } else { 0 },
            cookie: prompt.store == Store::Cookie,
        })
    }

    /// What up to [`LANES`] people bring.
    pub(super) fn bring(
        &self,
        plan: &Plan,
        world: &World,
        seeking: &Terms,
        some: &[u32],
    ) -> Brought {
        let (mut ids, mut epochs) = ([0; LANES], [0; LANES]);
        let mut brought = Brought {
            on: [[0; LANES]; 2],
            person: [0.0; LANES],
        };
        let (mut trust, mut team) = ([0.0; LANES], [0.0; LANES]);
        for (lane, &id) in some.iter().enumerate() {
            let slot = id as usize;
            (ids[lane], epochs[lane]) = (id, self.people.epoch[slot]);
            brought.person[lane] = self.people.seeking[slot].propensity;
            trust[lane] = self.people.trust[slot];
            team[lane] = self.team_factor(plan, slot);
        }
        multiply(&plan.attitude, &mut brought.person, &trust, &team);
        if seeking.skips == 0 {
            return brought;
        }
        let who = (ids, epochs);
        let words = world.key.words(Purpose::SignIn, 0);
        let mut on_computer = [0; LANES];
        if plan.prompt.suppress_mobile {
            on_computer = days_below(words, &who, world.week, DEVICES, plan.on_computer);
        }
        let mut second = [0; LANES];
        if seeking.cookie {
            second = days_below(words, &who, world.week, BROWSERS, plan.second_browser);
        }
        for (lane, &id) in some.iter().enumerate() {
            let slot = id as usize;
            let bits = self.people.bits[slot];
            let asked = world.signs[slot] & promptable(plan, bits, || on_computer[lane]);
            brought.on[0][lane] = asked & !second[lane];
            brought.on[1][lane] = asked & second[lane];
        }
        brought
    }

    /// Takes a person without a passkey, an event or an open case through the scope's
    /// days; `false`, and nothing done, if more may happen than a declined prompt. `brought`
    /// has them in a lane.
    #[inline]
    pub(super) fn seek(
        &mut self,
        plan: &Plan,
        world: &World,
        scope: &Scope,
        seeking: &Terms,
        slot: usize,
        (brought, lane): (&Brought, usize),
    ) -> bool {
        const ABLE: u8 = flag::CAPABLE;
        let people = &self.people;
        let (flags, bits) = (people.flags[slot], people.bits[slot]);
        if scope.watch && world.risky[slot] & scope.within != 0
            || scope.deadline && bits & bit::TOLD != 0
        {
            return false;
        }
        let audience = &seeking.row.audience;
        if flags & (ABLE | flag::RECOVERING | flag::REJECTED) != ABLE
            || !audience.holds(plan.slots.department[slot], bits)
        {
            return true;
        }
        let (monday, mine) = (world.monday(), people.seeking[slot]);
        let mut days = [0; 2];
        for (browser, days) in days.iter_mut().enumerate() {
            if u16::from(mine.skips[browser]) < seeking.skips {
                let next = mine.next_prompt[browser];
                *days = brought.on[browser][lane] & scope.within & span(monday, next, monday + 7);
            }
        }
        let any = days[0] | days[1];
        let aware = flags & flag::AWARE != 0;
        if !aware && any == 0 {
            return true;
        }
        let (person, group) = (brought.person[lane], usize::from(mine.group));
        let own = if aware {
            hazard::fixed(self.published.self_factor[group] * person)
        } else {
            0
        };
        let present = count(world.presence[slot] & scope.within);
        let mut spent = mine
            .hazard
            .saturating_add(own.saturating_mul(present.into()));
        let first = any & any.wrapping_neg();
        let browser = usize::from(days[1] & first != 0);
        let day = monday + any.trailing_zeros() as u16;
        let ordinal = mine.ordinal;
        if any != 0 {
            let next = day.saturating_add(plan.prompt.cadence_days.max(1));
            days[browser] &= span(monday, next, monday + 7);
            if days[0] | days[1] != 0 {
                return false; // a second prompt
            }
            let mass = seeking.mass[usize::from(ordinal.min(2))];
            let factor = person * self.published.group_factor[group];
            spent = spent.saturating_add(hazard::fixed(mass * factor));
        }
        if spent >= mine.threshold {
            return false;
        }
        self.people.seeking[slot].hazard = spent;
        if any != 0 {
            self.asked(plan, slot, day, browser, ordinal, false);
        }
        true
    }
}
