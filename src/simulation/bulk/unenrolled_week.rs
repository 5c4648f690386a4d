//! An ordinary week of people without a passkey: own hazard, and at most one prompt
//! that is declined. The pass takes it whole, many people at a time; everything else
//! goes day by day.

use crate::model::attitude::Attitude;
use crate::model::hazard;
use crate::model::phase::Row;
use crate::model::prompt::{Asked, ORDINALS, Rule, on_phone, ordinal};
use crate::observation::column;
use crate::population::bit;
use crate::random::{Chance, LANES, Purpose, Weeks};
use crate::simulation::arm::people::flag;
use crate::simulation::arm::state::Arm;
use crate::simulation::bulk::enrolled_week::Leftover;
use crate::simulation::bulk::scope::Scope;
use crate::simulation::plan::compiled::Plan;
use crate::simulation::plan::lanes::{BROWSERS, DEVICES};
use crate::simulation::world::days::ones;
use crate::simulation::world::state::World;
use crate::vector::{kernel, mask, pick};

/// What is the same for everybody who seeks this week.
pub(in crate::simulation) struct WeekRule<'a> {
    row: &'a Row,
    prompt: &'a Rule<u32>,
    attitude: &'a Attitude,
    /// Mass of a prompt by its ordinal, the third's for all after it.
    mass: [f32; 3],
    /// Whether anybody is prompted.
    asks: bool,
    on_computer: Chance,
    second_browser: Chance,
    /// Of the sign-ins' draws: the key, the first day of the week and its number.
    words: ([u32; 2], u32),
    monday: u32,
    week: u16,
}

/// Up to [`LANES`] people who seek, side by side; whoever had a lane before stays in one
/// that nobody takes.
#[derive(Default)]
pub(in crate::simulation) struct Unenrolled {
    ids: [u32; LANES],
    epochs: [u16; LANES],
    bits: [u32; LANES],
    /// Days of the pass with a sign-in, and working days.
    signs: [u32; LANES],
    present: [u32; LANES],
    propensity: [f32; LANES],
    trust: [f32; LANES],
    team: [f32; LANES],
    /// The message group's factor of own hazard, 0 for who is not aware, and of a prompt's.
    own: [f32; LANES],
    group: [f32; LANES],
    threshold: [u32; LANES],
    hazard: [u32; LANES],
    next_prompt: [[u32; LANES]; 2],
    skips: [[u32; LANES]; 2],
    ordinal: [u32; LANES],
    /// 1 for whom more may happen than one declined prompt: nothing is changed.
    more: [u32; LANES],
    /// 1 for who declined a prompt.
    asked: [u32; LANES],
}

kernel! {
/// Takes the lanes through the days of the pass.
fn spend(rule: &WeekRule, lanes: &mut Unenrolled) {
    let (mut computer, mut second) = ([0; LANES], [0; LANES]);
    if rule.asks {
        let draw = |pair| {
            Weeks::of(rule.words, &lanes.ids, &lanes.epochs, rule.week, pair)
        };
        if rule.prompt.spares_phones() {
            computer = draw(DEVICES).below(rule.on_computer);
        }
        if rule.prompt.cookie {
            second = draw(BROWSERS).below(rule.second_browser);
        }
    }
    let asks = mask(rule.asks);
    // Days of the week from a day on.
    let from = |day: u32| 0x7f << day.saturating_sub(rule.monday).min(7);
    for i in 0..LANES {
        let phone = on_phone(lanes.bits[i], computer[i].into());
        let on = asks & lanes.signs[i] & rule.prompt.at_devices(phone);
        let asked = |browser: usize| Asked {
            skips: lanes.skips[browser][i],
            next: lanes.next_prompt[browser][i],
        };
        let (first_browser, second_browser) = (asked(0), asked(1));
        // Where a rule may leave no choice nobody is taken in bulk.
        let prompts =
            |at, asked: Asked<u32>| rule.prompt.prompts(at, from(asked.next), asked.skips);
        let days = prompts(on & !u32::from(second[i]), first_browser);
        let days_second = prompts(on & u32::from(second[i]), second_browser);
        let any = days | days_second;
        let first = any & any.wrapping_neg();
        let on_second = mask(days_second & first != 0);
        // From the day of the next prompt on; no day where nobody is asked.
        let later = !(first << rule.prompt.wait().min(7)).wrapping_sub(1);
        let again = days & (later | on_second) | days_second & (later | !on_second);

        let trusts = rule.attitude.trust_factor(lanes.trust[i]);
        let person = lanes.propensity[i] * trusts * lanes.team[i];
        let own = hazard::fixed(lanes.own[i] * person);
        let ordinal = lanes.ordinal[i];
        let rest = pick(mask(ordinal == 1), rule.mass[1], rule.mass[2]);
        let mass = pick(mask(ordinal == 0), rule.mass[0], rest);
        let prompt = hazard::fixed(mass * (person * lanes.group[i])) & mask(any != 0);
        let quiet = u64::from(own) * u64::from(ones(lanes.present[i] as u8));
        let spent = u64::from(lanes.hazard[i]) + quiet + u64::from(prompt);
        let spent = spent.min(u64::from(u32::MAX)) as u32;
        let more = mask(again != 0) | mask(spent >= lanes.threshold[i]);
        let declined = mask(any != 0) & !more;

        // The weekday is the logarithm of its bit.
        let weekday = ((first as f32).to_bits() >> 23).wrapping_sub(127);
        let day = rule.monday + weekday.min(7);
        let keeps = rule.prompt.keeps(on_second);
        let choose = |choice: u32, yes: u32, no: u32| yes & choice | no & !choice;
        let remember = |keeps: u32, asked: Asked<u32>| {
            let (keeps, after) = (declined & keeps, rule.prompt.after(asked, day, !0));
            let next = after.next.min(u32::from(u16::MAX));
            (choose(keeps, after.skips, asked.skips), choose(keeps, next, asked.next))
        };
        (lanes.skips[0][i], lanes.next_prompt[0][i]) = remember(keeps[0], first_browser);
        (lanes.skips[1][i], lanes.next_prompt[1][i]) = remember(keeps[1], second_browser);
        lanes.hazard[i] = choose(more, lanes.hazard[i], spent);
        lanes.more[i] = more & 1;
        lanes.asked[i] = declined & 1;
    }
}
}

impl Arm {
    /// The week's rule, unless a rule leaves no choice.
    pub(in crate::simulation) fn week_rule<'a>(
        &self,
        plan: &'a Plan,
        world: &World,
        row: &'a Row,
    ) -> Option<WeekRule<'a>> {
        let published = &self.published;
        if published.forcing || published.legacy_removed {
            return None;
        }
        let mass = |nth| plan.prompt_mass.mass(nth, row.prompts, row.friction) as f32;
        Some(WeekRule {
            row,
            prompt: &plan.prompt,
            attitude: &plan.attitude,
            mass: [mass(0), mass(1), mass(2)],
            asks: published.prompting && published.prompts_open,
            on_computer: plan.on_computer,
            second_browser: plan.second_browser,
            words: world.key.words(Purpose::SignIn, 0),
            monday: world.monday().into(),
            week: world.week,
        })
    }

    /// Takes a block's people without a passkey, an event or an open case through the
    /// scope's days; those to whom more may happen than a declined prompt are left
    /// over, untouched.
    pub(in crate::simulation) fn unenrolled_week(
        &mut self,
        plan: &Plan,
        world: &World,
        scope: &Scope,
        rule: &WeekRule,
        lanes: &mut Unenrolled,
        left: &mut Leftover,
    ) {
        self.sort_out(plan, world, scope, rule, left);
        let mut prompts = [0; ORDINALS];
        for some in left.seekers.slots().chunks(LANES) {
            self.bring(plan, world, scope, lanes, some);
            spend(rule, lanes);
            for (lane, &id) in some.iter().enumerate() {
                let mine = &mut self.people.seeking[id as usize];
                prompts[ordinal(mine.ordinal)] += i64::from(lanes.asked[lane]);
                mine.hazard = lanes.hazard[lane];
                mine.next_prompt = lanes.next_prompt.each_ref().map(|day| day[lane] as u16);
                mine.skips = lanes.skips.each_ref().map(|skips| skips[lane] as u8);
                mine.ordinal = mine.ordinal.saturating_add(lanes.asked[lane] as u8);
                left.rest.push_if(id as usize, lanes.more[lane] != 0);
            }
        }
        for (nth, many) in prompts.into_iter().enumerate() {
            self.tally.add(column::PROMPTS.plus(nth), many);
        }
    }

    /// Of those who seek keeps whom a phase addresses; leaves over whom a requirement or
    /// a deadline may meet.
    fn sort_out(
        &self,
        plan: &Plan,
        world: &World,
        scope: &Scope,
        rule: &WeekRule,
        left: &mut Leftover,
    ) {
        const ABLE: u8 = flag::CAPABLE;
        let Leftover { seekers, rest, .. } = left;
        let people = &self.people;
        let told = if scope.deadline { bit::TOLD } else { 0 };
        let risky = if scope.watch { scope.within } else { 0 };
        seekers.keep(|id| {
            let slot = id as usize;
            let (flags, bits) = (people.flags[slot], people.bits[slot]);
            let more = (world.risky[slot] & risky != 0) | (bits & told != 0);
            rest.push_if(slot, more);
            let able = flags & (ABLE | flag::RECOVERING | flag::REJECTED) == ABLE;
            let audience = &rule.row.audience;
            !more & able & audience.holds(plan.slots.department[slot], bits)
        });
    }

    /// Gives up to [`LANES`] people a lane each.
    fn bring(
        &self,
        plan: &Plan,
        world: &World,
        scope: &Scope,
        lanes: &mut Unenrolled,
        some: &[u32],
    ) {
        let (people, published) = (&self.people, &self.published);
        for (lane, &id) in some.iter().enumerate() {
            let slot = id as usize;
            let mine = &people.seeking[slot];
            let (group, aware) = (usize::from(mine.group), people.has(slot, flag::AWARE));
            lanes.ids[lane] = id;
            lanes.epochs[lane] = people.epoch[slot];
            lanes.bits[lane] = people.bits[slot];
            lanes.signs[lane] = u32::from(world.signs[slot] & scope.within);
            lanes.present[lane] = u32::from(world.presence[slot] & scope.within);
            lanes.propensity[lane] = mine.propensity;
            lanes.trust[lane] = people.trust[slot];
            lanes.team[lane] = self.team_factor(plan, slot);
            lanes.own[lane] = pick(mask(aware), published.self_factor[group], 0.0);
            lanes.group[lane] = published.group_factor[group];
            lanes.threshold[lane] = mine.threshold;
            lanes.hazard[lane] = mine.hazard;
            for browser in 0..2 {
                lanes.next_prompt[browser][lane] = mine.next_prompt[browser].into();
                lanes.skips[browser][lane] = mine.skips[browser].into();
            }
            lanes.ordinal[lane] = mine.ordinal.into();
        }
    }
}
