//! Opportunities of people without a live passkey (S1 to S3): what adds hazard
//! today, and what the prompt rule does.

use crate::model::hazard::{self, Hazard, Masses};
use crate::model::phase::Row;
use crate::model::prompt::{self, Answer, on_phone};
use crate::observation::column;
use crate::parameter::table::enrolment;
use crate::random::Purpose;
use crate::simulation::arm::people::flag;
use crate::simulation::arm::state::Arm;
use crate::simulation::person::day::Moment;
use crate::simulation::plan::calendar::NEVER;
use crate::simulation::plan::compiled::Plan;
use crate::simulation::plan::lanes::{BROWSERS, DEVICES};
use crate::simulation::world::state::World;
use crate::vector::mask;

impl Arm {
    /// Step 2 of the day.
    pub(in crate::simulation) fn unenrolled(
        &mut self,
        plan: &Plan,
        world: &World,
        slot: usize,
        day: u16,
        moment: Moment,
    ) {
        let Some(row) = self.row(plan) else { return };
        let weekday = day - world.monday();
        let signs = world.signs[slot] >> weekday & 1 == 1;
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
        let (person, group) = (self.person_factor(plan, slot), self.group(slot));
        let factor = person * self.published.group_factor[group];
        let own = if self.enrols_unasked(plan, slot, row) {
            self.unasked(slot, person)
        } else {
            0
        };
        if moment.is_some() {
            self.people.seeking[slot].ordinal = 0;
            if self.addresses(plan, row, slot) {
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
        }
        let met = Opportunity {
            masses,
            own,
            factor,
            ask,
            moment,
        };
        if self.meet(plan, world, slot, day, met) {
            return;
        }
        if ask == Ask::Force {
            self.force(plan, world, slot, day, moment);
        } else if risky {
            self.block(plan, world, slot, day);
        }
    }

    /// Adds a day's hazard; where that spends the threshold there is an attempt, and
    /// `true`.
    pub(in crate::simulation) fn meet(
        &mut self,
        plan: &Plan,
        world: &World,
        slot: usize,
        day: u16,
        mut met: Opportunity,
    ) -> bool {
        let mine = &mut self.people.seeking[slot];
        let asked = hazard::fixed(met.masses.others() as f32 * met.factor);
        mine.hazard = mine.hazard.saturating_add(met.own).saturating_add(asked);
        let acts = mine.hazard >= mine.threshold;
        if let Ask::Prompt { browser, ordinal } = met.ask {
            self.asked(plan, slot, day, browser, ordinal, acts);
        }
        if acts {
            if met.own > 0 {
                met.masses.0[0] = self.published.self_mass[self.group(slot)].into();
            }
            let shares = hazard::route_shares(&met.masses);
            self.attempt(plan, world, slot, day, met.moment, &shares);
        }
        acts
    }

    /// What the prompt rule does at today's sign-in.
    pub(in crate::simulation) fn ask(
        &self,
        plan: &Plan,
        world: &World,
        slot: usize,
        day: u16,
        row: &Row,
        no_legacy: bool,
    ) -> Ask {
        let (people, rule) = (&self.people, &plan.prompt);
        if no_legacy {
            return Ask::Force;
        }
        if !self.published.prompting || !self.addresses(plan, row, slot) {
            return Ask::Nothing;
        }
        let (id, epoch) = (slot as u32, people.epoch[slot]);
        let today = |pair, chance| {
            let week = world.key.week(Purpose::SignIn, id, epoch, world.week, pair);
            u32::from(week.below(chance) >> (day - world.monday()) & 1)
        };
        // Draws are made where they decide something.
        let says = |browser| rule.answer_at(people.seeking[slot].asked(browser), day.into());
        let (mut browser, mut answer) = (0, says(0));
        if rule.cookie {
            let other = says(1);
            let silent = answer == Answer::SILENT && other == Answer::SILENT;
            if !silent && today(BROWSERS, plan.second_browser) == 1 {
                (browser, answer) = (1, other);
            }
        }
        if answer == Answer::SILENT {
            return Ask::Nothing;
        }
        if rule.spares_phones() {
            let on_phone = on_phone(people.bits[slot], today(DEVICES, plan.on_computer));
            if rule.at_devices(on_phone) & 1 == 0 {
                return Ask::Nothing;
            }
        }
        if answer.force != 0 {
            return Ask::Force;
        }
        if people.has(slot, flag::REJECTED) || !self.published.prompts_open {
            return Ask::Nothing;
        }
        Ask::Prompt {
            browser,
            ordinal: people.seeking[slot].ordinal,
        }
    }

    /// The first day on which the prompt rule may ask or force a person whom the phase is
    /// about.
    #[inline(always)]
    pub(in crate::simulation) fn asked_from(&self, plan: &Plan, slot: usize) -> u16 {
        if !self.published.prompting {
            return NEVER;
        }
        // Who gave up is not moved by prompts.
        let open = !self.people.has(slot, flag::REJECTED);
        let mine = &self.people.seeking[slot];
        let wakes = |browser| plan.prompt.wakes(mine.asked(browser), open);
        let mut first = wakes(0);
        if plan.prompt.cookie {
            first = first.min(wakes(1));
        }
        first.min(NEVER.into()) as u16
    }

    /// After a prompt: the next one waits, and a decline is a skip.
    fn asked(
        &mut self,
        plan: &Plan,
        slot: usize,
        day: u16,
        browser: usize,
        ordinal: u8,
        acts: bool,
    ) {
        let nth = prompt::ordinal(ordinal);
        self.tally.add(column::PROMPTS.plus(nth), 1);
        self.tally
            .add(column::PROMPT_ATTEMPTS.plus(nth), i64::from(acts));
        let mine = &mut self.people.seeking[slot];
        mine.ordinal = ordinal.saturating_add(1);
        let rule = &plan.prompt;
        let after = rule.after(mine.asked(browser), day.into(), mask(!acts));
        for (at, keeps) in rule.keeps(mask(browser != 0)).into_iter().enumerate() {
            if keeps != 0 {
                mine.remember(at, after);
            }
        }
    }
}

/// What a person without a passkey meets on a day.
pub(in crate::simulation) struct Opportunity {
    /// Masses by route, own initiative left out.
    pub masses: Masses,
    /// Own hazard of the day.
    pub own: Hazard,
    /// [`Arm::hazard_factor`].
    pub factor: f32,
    pub ask: Ask,
    pub moment: Moment,
}

/// What the prompt rule does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::simulation) enum Ask {
    Nothing,
    Prompt { browser: usize, ordinal: u8 },
    Force,
}

/// Last working day before `day`.
pub(in crate::simulation) fn present_before(world: &World, slot: usize, day: u16) -> u16 {
    let earlier = world.presence[slot] & ((1u16 << (day - world.monday())) - 1) as u8;
    if earlier == 0 {
        world.last_present[slot]
    } else {
        world.monday() + 7 - earlier.leading_zeros() as u16
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::WorldKey;

    /// Everybody signs in with the second browser, and has given up.
    #[test]
    fn rejected_people_meet_nothing_but_force_in_the_browser_at_hand() {
        let text = "format = 1\n[organisation]\nheadcount = 50\n[platform]\nid = \"pingone\"\n\
                    [platform.prompt]\nstore = \"cookie\"\nskips = 2\non_exhaust = \"force\"\n\
                    [[phase]]\nkind = \"opt-in\"\nweeks = \"1-\"\n";
        let plan = Plan::of_text(text, &[("browser.second_share", 1.0)]);
        let mut world = World::new(&plan, WorldKey::new(1, 0));
        let mut arm = Arm::new(&plan, &world);
        arm.rollout = true;
        while world.week < 4 {
            world.advance(&plan);
        }
        arm.open_week(&plan, &world);
        let row = arm.row(&plan).expect("week 1 has a phase");
        let day = world.monday();
        let mut asks = |skips: [u8; 2], rejected: u8| {
            arm.people.flags[0] |= flag::CAPABLE;
            arm.people.flags[0] = arm.people.flags[0] & !flag::REJECTED | rejected;
            arm.people.seeking[0].skips = skips;
            arm.ask(&plan, &world, 0, day, row, false)
        };
        let prompt = Ask::Prompt {
            browser: 1,
            ordinal: 0,
        };
        assert_eq!(asks([2, 0], 0), prompt);
        assert_eq!(asks([2, 0], flag::REJECTED), Ask::Nothing);
        assert_eq!(asks([0, 2], flag::REJECTED), Ask::Force);
        assert_eq!(asks([0, 2], 0), Ask::Force);
    }
}
