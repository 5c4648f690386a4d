//! What happens whatever the plan: presence, sign-ins, resets, risky accesses,
//! device events, joining and leaving. Drawn week by week, once for both arms.

use super::absence::Kind;
use super::bulk::{SignIns, count_days, draw_sign_ins, note_last};
use super::calendar::{BURN_IN_WEEKS, NEVER};
use super::desk_plan::Background;
use super::lives::{Life, Lives};
use super::plan::Plan;
use super::reset;
use crate::population::bit;
use crate::random::{LANES, Purpose, WorldKey, days_below};

/// An exogenous event of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Event {
    /// Whom it happens to.
    pub slot: u32,
    /// Day on which it is acted on, from the start of burn-in.
    pub day: u16,
    /// What it is.
    pub kind: EventKind,
    /// Ordinal of the event for the person.
    pub occasion: u16,
    /// The person's epoch.
    pub epoch: u16,
}

/// Kinds of event, in the order in which a day takes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum EventKind {
    /// The person leaves at the end of the day; a joiner has the slot from the next.
    Leave,
    /// First working day of a joiner.
    Onboard,
    /// A passkey appears without any programme.
    Drift,
    /// The phone is exchanged.
    PhoneReplaced,
    /// The phone is lost.
    PhoneLost,
    /// The computer is exchanged.
    ComputerReplaced,
    /// The computer is lost.
    ComputerLost,
    /// A security key, if there is one, is lost or in trouble.
    Key,
    /// Password or factor reset.
    Reset,
}

/// The exogenous state of everybody, and what the current week brings.
#[derive(Clone, Debug)]
pub struct World {
    /// The key of every draw.
    pub key: WorldKey,
    /// Week since the start of burn-in.
    pub week: u16,
    /// Working days of the week, by person.
    pub presence: Vec<u8>,
    /// Counted sign-ins of this week.
    pub signs: Vec<u8>,
    /// Counted sign-ins of the four weeks before it, the last one in the low seven bits.
    pub signed: Vec<u32>,
    /// 2 (the bit of the state) for who has a counted sign-in in the 28 days up to Sunday; joiners
    /// of the week's leavers have none yet.
    pub active: Vec<u8>,
    /// Counted sign-ins of this week by people with a place in head-count.
    pub counted_sign_ins: i64,
    /// Days of risky accesses, for role holders and members of required departments.
    pub risky: Vec<u8>,
    /// Last working day before this week.
    pub last_present: Vec<u16>,
    /// Days since which the slot's person is there.
    pub joined: Vec<u16>,
    /// Epoch of the person who has the slot once the week is over.
    pub epoch: Vec<u16>,
    /// Trait bits of that person.
    pub bits: Vec<u32>,
    /// The week's events by slot, day and kind.
    pub events: Vec<Event>,
    /// Where the events of a person who has any begin.
    pub first_event: Vec<u32>,
    /// Days of the week on which a person has events.
    pub event_days: Vec<u8>,
    /// Provider outages of this week: day, whether it is Apple's, and their ordinal.
    pub outages: Vec<(u16, bool, u32)>,
    /// Providers with an outage this week: 2 for Apple's, 1 for others'.
    pub down: u32,
    /// The desk's background of each day of this week.
    pub background: [Background; 7],
    lives: Lives,
    calendar: Vec<Vec<Event>>,
    outage_next: (u32, u16),
}

/// Pair of lanes that hold the week's sign-ins and risky accesses.
pub(super) const DAYS: u32 = 7;
/// The bit of [`World::active`].
pub const ACTIVE: u8 = 2;

/// What every person's life begins with: traits, as [`TraitPlan::bits`] asks for
/// them, what the world's clocks start from, and the plan's first clocks in their order.
///
/// [`TraitPlan::bits`]: crate::population::TraitPlan::bits
const FIRSTS: [(Purpose, u32); 16] = [
    (Purpose::Role, 0),
    (Purpose::Role, 1),
    (Purpose::Role, 2),
    (Purpose::Holding, 0),
    (Purpose::Holding, 1),
    (Purpose::Holding, 2),
    (Purpose::Holding, 3),
    (Purpose::Turnover, 0),
    (Purpose::Absence, 0),
    (Purpose::LongAbsence, 0),
    (Purpose::Reset, 0),
    (Purpose::Drift, 0),
    (Purpose::PhoneReplace, 0),
    (Purpose::PhoneLoss, 0),
    (Purpose::ComputerReplace, 0),
    (Purpose::ComputerLoss, 0),
];
/// How many of [`FIRSTS`] are traits.
const TRAITS: usize = crate::population::TRAIT_DRAWS.len();

impl World {
    /// The world of one replicate at the start of burn-in.
    pub fn new(plan: &Plan, key: WorldKey) -> Self {
        let n = plan.slots.len();
        let weeks = usize::from(BURN_IN_WEEKS + plan.horizon) + 2;
        let mut world = Self {
            key,
            week: 0,
            presence: vec![0; n],
            signs: vec![0; n],
            signed: vec![0; n],
            active: vec![0; n],
            counted_sign_ins: 0,
            risky: vec![0; n],
            last_present: vec![0; n],
            joined: vec![0; n],
            epoch: vec![0; n],
            bits: vec![0; n],
            events: Vec::new(),
            first_event: vec![0; n],
            event_days: vec![0; n],
            outages: Vec::new(),
            down: 0,
            background: Default::default(),
            lives: Lives::new(n),
            calendar: vec![Vec::new(); weeks],
            outage_next: (0, 0),
        };
        for slot in 0..n {
            world.begin(plan, slot, 0, 0);
        }
        world.draw_outage(plan, 0, 0);
        world.fill(plan);
        world
    }

    /// Moves on to the next week.
    pub fn advance(&mut self, plan: &Plan) {
        let next = self.monday() + 7;
        note_last(&self.presence, &self.joined, next, &mut self.last_present);
        self.week += 1;
        self.fill(plan);
    }

    /// First day of the current week.
    #[inline]
    pub fn monday(&self) -> u16 {
        7 * self.week
    }

    /// Draws the current week.
    fn fill(&mut self, plan: &Plan) {
        let monday = self.monday();
        for event in self.events.drain(..) {
            self.event_days[event.slot as usize] = 0;
        }
        let mut due = std::mem::take(&mut self.calendar[usize::from(self.week)]);
        self.lives.attend(
            plan,
            (self.key, &self.epoch, self.week),
            &mut self.presence,
            &mut self.events,
        );
        self.sign_in(plan);
        self.risk(plan);
        due.retain(|event| event.epoch == self.epoch[event.slot as usize]);
        for mut event in due.drain(..) {
            let ahead =
                self.presence[event.slot as usize] & !(((1u16 << (event.day - monday)) - 1) as u8);
            if ahead != 0 {
                event.day = monday + ahead.trailing_zeros() as u16;
                self.events.push(event);
            } else if let Some(next) = self.calendar.get_mut(usize::from(self.week) + 1) {
                event.day = monday + 7;
                next.push(event);
            }
        }
        self.events.sort_unstable();
        for at in 0..self.events.len() {
            let event = self.events[at];
            let days = &mut self.event_days[event.slot as usize];
            if *days == 0 {
                self.first_event[event.slot as usize] = at as u32;
            }
            *days |= 1 << (event.day - monday);
            if event.kind == EventKind::Leave {
                self.active[event.slot as usize] = 0;
                self.begin(plan, event.slot as usize, event.epoch + 1, monday + 7);
            }
        }
        self.fill_outages(plan);
        let closed = plan.calendar.all_closed(self.week);
        for (weekday, parts) in self.background.iter_mut().enumerate() {
            // On a day when the desk is closed nobody reads it.
            if closed >> weekday & 1 == 0 {
                let day = monday + weekday as u16;
                plan.desk.background(self.key, day, plan.handle.cv, parts);
            }
        }
    }

    /// Counted sign-ins of the week.
    fn sign_in(&mut self, plan: &Plan) {
        let week = SignIns {
            words: self.key.words(Purpose::SignIn, 0),
            week: self.week,
            chance: plan.sign_in,
            presence: &self.presence,
            joined: &self.joined,
            epoch: &self.epoch,
        };
        draw_sign_ins(&week, &mut self.signs, &mut self.signed, &mut self.active);
        self.counted_sign_ins = count_days(&self.signs[..plan.counted()]);
    }

    /// Risky accesses of the week.
    fn risk(&mut self, plan: &Plan) {
        self.risky.fill(0);
        for some in self.lives.holders().chunks(LANES) {
            let (mut ids, mut epochs) = ([0; LANES], [0; LANES]);
            for (lane, &id) in some.iter().enumerate() {
                (ids[lane], epochs[lane]) = (id, self.epoch[id as usize]);
            }
            let words = self.key.words(Purpose::Risky, 0);
            let days = days_below(words, &(ids, epochs), self.week, DAYS, plan.risky);
            for (&id, days) in some.iter().zip(days) {
                self.risky[id as usize] = days & self.presence[id as usize];
            }
        }
    }

    /// A person takes a slot on a day: the clocks start.
    fn begin(&mut self, plan: &Plan, slot: usize, epoch: u16, day: u16) {
        let (key, id) = (self.key, slot as u32);
        let drawn = key.firsts(id, epoch, &FIRSTS);
        let bits = plan
            .traits
            .bits(key, &plan.slots, (id, epoch), &drawn[..TRAITS]);
        let frontline = plan.slots.style[slot] == crate::population::WorkStyle::Frontline as u8;
        let [stays, short, long, reset, ..] = drawn[TRAITS..] else {
            unreachable!("the list is longer")
        };
        let offset = if frontline { (stays.1 * 7.0) as u8 } else { 0 };
        self.epoch[slot] = epoch;
        self.bits[slot] = bits;
        self.joined[slot] = day;
        self.last_present[slot] = day.saturating_sub(1);
        let department = usize::from(plan.slots.department[slot]);
        let stays = plan.turnover(bits, frontline).draw(stays.0);
        let leaves = u32::from(day).saturating_add(stays).min(u32::from(NEVER));
        let absence = |kind, u| plan.absence.first(kind, u, epoch, day);
        let life = Life {
            chair: 8 * u16::from(plan.slots.site[slot]) + u16::from(offset),
            risky: bits & bit::ROLES != 0 || plan.required_departments[department],
            absences: [absence(Kind::Short, short), absence(Kind::Long, long)],
            leaves: leaves as u16,
            reset: reset::threshold(reset.0),
        };
        self.lives.begin(slot, life);
        if epoch > 0 {
            self.schedule(Event {
                slot: id,
                day,
                kind: EventKind::Onboard,
                occasion: 0,
                epoch,
            });
        }
        for (nth, clock) in plan.clocks.iter().enumerate() {
            if clock.needs != 0 && bits & clock.needs == 0 {
                continue;
            }
            let mut from = u32::from(day);
            for occasion in 0.. {
                let u = match drawn.get(TRAITS + 4 + nth) {
                    Some(first) if occasion == 0 => first.0,
                    _ => key.uniform(clock.purpose, id, epoch, occasion, 0),
                };
                let at = from.saturating_add(clock.gap(u, from));
                if at > leaves.min(u32::from(plan.last_day())) {
                    break;
                }
                self.schedule(Event {
                    slot: id,
                    day: at as u16,
                    kind: clock.kind,
                    occasion: occasion as u16,
                    epoch,
                });
                from = at + 1;
            }
        }
    }

    fn schedule(&mut self, event: Event) {
        if let Some(week) = self.calendar.get_mut(usize::from(event.day / 7)) {
            week.push(event);
        }
    }

    fn draw_outage(&mut self, plan: &Plan, occasion: u32, from: u16) {
        let gap = plan
            .outage_gap
            .draw(self.key.uniform(Purpose::Outage, 0, 0, occasion, 0));
        self.outage_next = (
            occasion,
            (u32::from(from) + gap).min(u32::from(NEVER)) as u16,
        );
    }

    /// Outages of the week: random ones of one provider a day, planned ones of both.
    fn fill_outages(&mut self, plan: &Plan) {
        self.outages.clear();
        let monday = self.monday();
        while self.outage_next.1 < monday + 7 {
            let (occasion, day) = self.outage_next;
            let apple = self.key.uniform(Purpose::Outage, 0, 0, occasion, 1) < 0.5;
            self.outages.push((day, apple, occasion));
            self.draw_outage(plan, occasion + 1, day + 1);
        }
        for (at, &(from, to)) in plan.planned_outages.iter().enumerate() {
            for day in from.max(monday)..to.min(monday + 7) {
                let occasion = 1_000_000 + 1_000 * at as u32 + u32::from(day - from);
                self.outages
                    .extend([(day, false, occasion), (day, true, occasion)]);
            }
        }
        let providers = self.outages.iter().map(|outage| 1 + u32::from(outage.1));
        self.down = providers.fold(0, |down, provider| down | provider);
    }
}

#[cfg(test)]
impl World {
    /// Bytes of all arrays, and of the events to come.
    pub fn bytes(&self) -> usize {
        let Self {
            presence,
            signs,
            signed,
            active,
            risky,
            last_present,
            joined,
            epoch,
            bits,
            events,
            first_event,
            event_days,
            outages,
            lives,
            calendar,
            key: _,
            week: _,
            down: _,
            counted_sign_ins: _,
            background: _,
            outage_next: _,
        } = self;
        let ahead = calendar.iter().map(|week| size_of_val(&week[..]));
        ahead.sum::<usize>()
            + lives.bytes()
            + size_of_val(&presence[..])
            + size_of_val(&signs[..])
            + size_of_val(&signed[..])
            + size_of_val(&active[..])
            + size_of_val(&risky[..])
            + size_of_val(&last_present[..])
            + size_of_val(&joined[..])
            + size_of_val(&epoch[..])
            + size_of_val(&bits[..])
            + size_of_val(&events[..])
            + size_of_val(&first_event[..])
            + size_of_val(&event_days[..])
            + size_of_val(&outages[..])
    }
}
