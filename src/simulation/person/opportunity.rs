//! Opportunities of people without a live passkey (S1 to S3): what adds hazard
//! today, and what the prompt rule does.

use crate::model::hazard::{self, Hazard, Masses};
use crate::model::phase::Row;
use crate::observation::column;
use crate::parameter::table::enrolment;
use crate::platform::prompt_rule::Store;
use crate::population::bit;
use crate::random::Purpose;
use crate::simulation::arm::people::flag;
use crate::simulation::arm::state::Arm;
use crate::simulation::person::day::Moment;
use crate::simulation::plan::compiled::Plan;
use crate::simulation::plan::lanes::{BROWSERS, DEVICES};
use crate::simulation::world::state::World;

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
        let people = &self.people;
        if no_legacy {
            return Ask::Force;
        }
        let [first, second] = people.seeking[slot].next_prompt;
        if day < first.min(second) && plan.forced_from().is_none() {
            return Ask::Nothing;
        }
        let addressed = row.prompts > 0.0
            && row
                .audience
                .holds(plan.slots.department[slot], people.bits[slot]);
        if !addressed || !plan.triggers_unenrolled() {
            return Ask::Nothing;
        }
        let who = (slot as u32, people.epoch[slot]);
        let coins = |pair| {
            world
                .key
                .week(Purpose::SignIn, who.0, who.1, world.week, pair)
        };
        let weekday = day - world.monday();
        let at = |days: u8| days >> weekday & 1 == 1;
        let on_computer = || coins(DEVICES).below(plan.on_computer);
        if !at(promptable(plan, people.bits[slot], on_computer)) {
            return Ask::Nothing;
        }
        let cookie = plan.prompt.store == Store::Cookie;
        let second = cookie && at(coins(BROWSERS).below(plan.second_browser));
        let browser = usize::from(second);
        if self.force_due(plan, slot, day, browser) {
            return Ask::Force;
        }
        if people.has(slot, flag::REJECTED) {
            return Ask::Nothing;
        }
        let skips = people.seeking[slot].skips[browser];
        if plan.stops_after().is_some_and(|most| skips >= most)
            || day < people.seeking[slot].next_prompt[browser]
            || !self.published.prompts_open
        {
            return Ask::Nothing;
        }
        Ask::Prompt {
            browser,
            ordinal: people.seeking[slot].ordinal,
        }
    }

    /// Whether the rule leaves no choice at the next triggering sign-in.
    pub(in crate::simulation) fn force_due(
        &self,
        plan: &Plan,
        slot: usize,
        day: u16,
        browser: usize,
    ) -> bool {
        let [next, skips] = [
            self.people.seeking[slot].next_prompt[browser],
            u16::from(self.people.seeking[slot].skips[browser]),
        ];
        plan.forced_after()
            .is_some_and(|n| skips >= u16::from(n) && day >= next)
            || plan.forced_from().is_some_and(|from| day >= from)
    }

    /// After a prompt: the next one waits for the cadence; a decline is a skip.
    /// What a server keeps holds in every browser.
    pub(in crate::simulation) fn asked(
        &mut self,
        plan: &Plan,
        slot: usize,
        day: u16,
        browser: usize,
        ordinal: u8,
        acts: bool,
    ) {
        let (nth, declined) = (usize::from(ordinal.min(5)), !acts);
        self.tally.add(column::PROMPTS.plus(nth), 1);
        self.tally
            .add(column::PROMPT_ATTEMPTS.plus(nth), i64::from(acts));
        let people = &mut self.people;
        people.seeking[slot].ordinal = ordinal.saturating_add(1);
        let next = day.saturating_add(plan.prompt.cadence_days.max(1));
        let skips = people.seeking[slot].skips[browser].saturating_add(u8::from(declined));
        if plan.prompt.store == Store::Cookie {
            people.seeking[slot].next_prompt[browser] = next;
            people.seeking[slot].skips[browser] = skips;
        } else {
            people.seeking[slot].next_prompt = [next; 2];
            people.seeking[slot].skips = [skips; 2];
        }
    }
}

/// Days of a week on which the rule would prompt at a sign-in, if it prompts at all: not
/// on phones, where it says so. `on_computer`: sign-ins on the computer of a person who
/// has a phone as well.
#[inline]
pub(in crate::simulation) fn promptable(
    plan: &Plan,
    bits: u32,
    on_computer: impl FnOnce() -> u8,
) -> u8 {
    if !plan.prompt.suppress_mobile {
        0x7f
    } else if bits & (bit::OWN_COMPUTER | bit::SHARED) == 0 {
        0
    } else if bits & bit::PHONE == 0 {
        0x7f
    } else {
        on_computer()
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
