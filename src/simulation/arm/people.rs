//! Everybody's changing state in one arm, as parallel arrays: what every week
//! touches apart from what few ever need.

use crate::model::communications::ATTENTION;
use crate::model::credential::{self, Credentials};
use crate::model::hazard::Hazard;
use crate::model::prompt::Asked;
use crate::model::ticket::Category;
use crate::population::{ATTITUDE_DRAWS, WorkStyle, bit, class};
use crate::random::{LANES, Purpose, draw};
use crate::simulation::arm::traits_batch::{Mind, Minds, draw_minds};
use crate::simulation::plan::calendar::before;
use crate::simulation::plan::compiled::Plan;
use crate::simulation::world::state::World;

/// Bits of [`People::flags`].
pub mod flag {
    /// Could enrol.
    pub const CAPABLE: u8 = 1;
    /// Has understood a message.
    pub const AWARE: u8 = 1 << 1;
    /// Holds a security key.
    pub const KEY: u8 = 1 << 2;
    /// Has used a passkey.
    pub const USED_ONCE: u8 = 1 << 3;
    /// Waits for a recovery without which nothing works.
    pub const RECOVERING: u8 = 1 << 4;
    /// Gave up after failures; prompts and own initiative have no effect.
    pub const REJECTED: u8 = 1 << 5;
}

/// What decides whether a person enrols: looked at together, by those who hold no
/// passkey, and so in one place.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seeking {
    /// Factor of own hazard.
    pub propensity: f32,
    /// Understood messages at which the person is aware.
    pub aware_at: f32,
    /// Accumulated hazard of the present attempt.
    pub hazard: Hazard,
    /// Hazard at which it happens.
    pub threshold: Hazard,
    /// Attempts so far.
    pub attempts: u16,
    /// Message group.
    pub group: u16,
    /// Next prompt day, by browser (both alike when the server keeps it).
    pub next_prompt: [u16; 2],
    /// Declines, by browser.
    pub skips: [u8; 2],
    /// Prompts since the start or the last moment.
    pub ordinal: u8,
}

/// Open cases are bits of a number, one a category.
const _: () = assert!(Category::ALL.len() <= u16::BITS as usize);

/// State that few people ever change.
#[derive(Clone, Debug, Default)]
pub struct Rare {
    /// Cases opened so far, by category. Like the others a few a day at the most, and runs
    /// have ten years: each has draws of its own.
    pub cases: [u16; Category::ALL.len()],
    /// Recovery decisions so far.
    pub recoveries: u16,
    /// Forced sign-ins so far.
    pub forced: u16,
    /// Ceremonies failed since the last success.
    pub failures: u8,
    /// Severity counted so far on the day below.
    pub severity: u32,
    /// Day of the last severity.
    pub severity_day: u16,
    /// Day on which an ordered security key arrives.
    pub key_day: u16,
}

/// An account used for elevation alone; never in headcount.
#[derive(Clone, Copy, Debug, Default)]
pub struct Admin {
    /// Whether it has a passkey.
    pub enrolled: bool,
    /// Attempts so far.
    pub attempts: u16,
    /// Accumulated hazard of the present attempt.
    pub hazard: Hazard,
    /// Day until which an exception holds.
    pub exception_until: u16,
}

/// Everybody in one arm.
#[derive(Clone, Debug)]
pub struct People {
    /// Trait bits of the present holder.
    pub bits: Vec<u32>,
    /// Epoch of the present holder.
    pub epoch: Vec<u16>,
    /// Segment cell: (work style, worker type, OS class).
    pub cell: Vec<u8>,
    /// Ceiling of the habit.
    pub ceiling: Vec<f32>,
    /// See [`flag`].
    pub flags: Vec<u8>,
    /// State in which last Sunday's headcount found the slot.
    pub state: Vec<u8>,
    /// Live credentials.
    pub credentials: Vec<Credentials>,
    /// Day from which the newest credential can be used.
    pub usable_from: Vec<u16>,
    /// Own trust.
    pub trust: Vec<f32>,
    /// Habit of choosing the passkey.
    pub habit: Vec<f32>,
    /// Days of this week with a passkey sign-in.
    pub uses: Vec<u8>,
    /// Those of the four weeks before it, the last one in the low seven bits.
    pub used: Vec<u32>,
    /// Day until which an exception holds.
    pub exception_until: Vec<u16>,
    /// Cases open, as bits by category.
    pub open: Vec<u16>,
    /// What decides whether they enrol.
    pub seeking: Vec<Seeking>,
    /// The rest.
    pub rare: Vec<Rare>,
    /// Admin accounts of privileged people; nobody's where such accounts do not exist.
    pub admin: Vec<Admin>,
}

impl Seeking {
    /// What is remembered of prompts in a browser.
    #[inline]
    pub fn asked(&self, browser: usize) -> Asked<u32> {
        Asked {
            skips: self.skips[browser].into(),
            next: self.next_prompt[browser].into(),
        }
    }

    /// Remembers prompts in a browser.
    #[inline(always)]
    pub fn remember(&mut self, browser: usize, asked: Asked<u32>) {
        self.skips[browser] = asked.skips as u8;
        self.next_prompt[browser] = asked.next.min(u32::from(u16::MAX)) as u16;
    }
}

impl People {
    /// Everybody at the start of burn-in, initial passkeys in place.
    pub fn new(plan: &Plan, world: &World) -> Self {
        let n = plan.slots.len();
        let mut people = Self {
            bits: vec![0; n],
            epoch: vec![0; n],
            cell: vec![0; n],
            ceiling: vec![0.0; n],
            flags: vec![0; n],
            state: vec![0; n],
            credentials: vec![0; n],
            usable_from: vec![0; n],
            trust: vec![0.0; n],
            habit: vec![0.0; n],
            uses: vec![0; n],
            used: vec![0; n],
            exception_until: vec![0; n],
            open: vec![0; n],
            seeking: vec![Seeking::default(); n],
            rare: vec![Rare::default(); n],
            admin: vec![Admin::default(); if plan.admin_roles == 0 { 0 } else { n }],
        };
        let mut minds = Minds::new();
        for first in (0..n).step_by(LANES) {
            let here = first..n.min(first + LANES);
            for (lane, slot) in here.clone().enumerate() {
                minds.who[lane] = slot as u32;
                minds.technical[lane] = plan.traits.technical(&plan.slots, slot);
            }
            draw_minds(plan, world.key, &mut minds);
            for (lane, slot) in here.enumerate() {
                let bits = people.bits_of(plan, world, slot, 0);
                people.place(plan, slot, (bits, 0), minds.mind(lane), 0.0);
                if bits & bit::INITIAL != 0 && people.flags[slot] & flag::CAPABLE != 0 {
                    let home = credential::home(bits, false, true);
                    people.credentials[slot] = home.map_or(0, |home| credential::made(home, bits));
                    people.habit[slot] = plan.usage.habit_start;
                }
            }
        }
        people
    }

    /// A person takes a slot: state as new. `understood`: messages that went out
    /// before they came, in their group.
    pub fn begin(&mut self, plan: &Plan, world: &World, slot: usize, epoch: u16, understood: f64) {
        let bits = self.bits_of(plan, world, slot, epoch);
        // The fourth is not asked for: four are drawn as fast as three.
        let [around, ceiling] = ATTITUDE_DRAWS;
        let attempt = |pair| (Purpose::Attempt, pair);
        let names = [around, ceiling, attempt(0), attempt(1)];
        let [around, ceiling, attempt, _] = world.key.firsts(slot as u32, epoch, &names);
        let normals = [around.0, ceiling.1].map(draw::normal);
        let technical = plan.traits.technical(&plan.slots, slot);
        let mind = Mind::new(plan, technical, normals, [around.1, ceiling.0, attempt.0]);
        self.place(plan, slot, (bits, epoch), mind, understood);
    }

    /// Puts everybody into the message groups of another plan.
    pub fn regroup(&mut self, plan: &Plan) {
        for slot in 0..self.seeking.len() {
            let frontline = plan.slots.style[slot] == WorkStyle::Frontline as u8;
            let group = &mut self.seeking[slot].group;
            let attention = usize::from(*group) % ATTENTION.len();
            let department = plan.slots.department[slot];
            *group = plan.messages.group(department, frontline, attention as u8);
        }
    }

    /// Trait bits of (slot, epoch).
    fn bits_of(&self, plan: &Plan, world: &World, slot: usize, epoch: u16) -> u32 {
        // The world is a joiner ahead where the first week already has a leaver.
        if world.epoch[slot] == epoch {
            world.bits[slot]
        } else {
            let traits = &plan.traits;
            traits.draw_bits(world.key, &plan.slots, slot as u32, epoch)
        }
    }

    fn place(
        &mut self,
        plan: &Plan,
        slot: usize,
        (bits, epoch): (u32, u16),
        mind: Mind,
        understood: f64,
    ) {
        let style = plan.slots.style[slot];
        let frontline = style == WorkStyle::Frontline as u8;
        let guest = bits & bit::GUEST != 0;
        let worker = if guest {
            2
        } else {
            u8::from(bits & bit::CONTRACTOR != 0)
        };
        let able =
            bits & (bit::COMPUTER | bit::PHONE_ALLOWED) != 0 && (!guest || plan.guests_can_enrol);
        let department = plan.slots.department[slot];
        self.bits[slot] = bits;
        self.epoch[slot] = epoch;
        self.seeking[slot] = Seeking {
            propensity: mind.propensity,
            aware_at: (f64::from(mind.aware_at) + understood) as f32,
            threshold: mind.threshold,
            group: plan.messages.group(department, frontline, mind.attention),
            ..Seeking::default()
        };
        self.cell[slot] = (style * 3 + worker) * 6 + class(bits);
        self.ceiling[slot] = mind.ceiling;
        self.flags[slot] = if able { flag::CAPABLE } else { 0 };
        self.state[slot] = 0;
        self.credentials[slot] = 0;
        self.usable_from[slot] = 0;
        self.trust[slot] = plan.trust.reference;
        self.habit[slot] = 0.0;
        self.uses[slot] = 0;
        self.used[slot] = 0;
        self.exception_until[slot] = 0;
        self.open[slot] = 0;
        self.rare[slot] = Rare::default();
        if let Some(admin) = self.admin.get_mut(slot) {
            *admin = Admin::default();
        }
    }

    /// OS and browser class, 0 to 5.
    #[inline]
    pub fn class(&self, slot: usize) -> usize {
        usize::from(self.cell[slot] % 6)
    }

    /// Whether the person has a flag.
    #[inline]
    pub fn has(&self, slot: usize, flag: u8) -> bool {
        self.flags[slot] & flag != 0
    }

    /// Days with a passkey sign-in among the 28 before a weekday of this week.
    pub fn passkey_sign_ins(&self, slot: usize, weekday: u16) -> u32 {
        before(self.uses[slot], self.used[slot], weekday)
    }
}

#[cfg(test)]
impl People {
    /// Bytes of all arrays.
    pub fn bytes(&self) -> usize {
        // Without `..`: a new array has to be added here.
        let Self {
            bits,
            epoch,
            cell,
            ceiling,
            flags,
            state,
            credentials,
            usable_from,
            trust,
            habit,
            uses,
            used,
            exception_until,
            open,
            seeking,
            rare,
            admin,
        } = self;
        size_of_val(&bits[..])
            + size_of_val(&epoch[..])
            + size_of_val(&cell[..])
            + size_of_val(&ceiling[..])
            + size_of_val(&flags[..])
            + size_of_val(&state[..])
            + size_of_val(&credentials[..])
            + size_of_val(&usable_from[..])
            + size_of_val(&trust[..])
            + size_of_val(&habit[..])
            + size_of_val(&used[..])
            + size_of_val(&uses[..])
            + size_of_val(&exception_until[..])
            + size_of_val(&open[..])
            + size_of_val(&seeking[..])
            + size_of_val(&rare[..])
            + size_of_val(&admin[..])
    }
}
