//! What happens whatever the plan: presence, sign-ins, resets, risky accesses,
//! device events, joining and leaving. Drawn week by week, once for both arms.

use super::bulk::{count_days, note_last};
use super::calendar::{BURN_IN_WEEKS, NEVER};
use super::desk_plan::Background;
use super::event_draws::{self, EventDraws};
use super::lives::Lives;
use super::plan::Plan;
use super::sign_ins::{SignIns, draw_sign_ins};
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

impl Event {
    /// By slot, day, kind and occasion, which no two events of a week share: one number,
    /// as sorting by several is one branch after another.
    pub(super) fn order(slot: u32, weekday: u16, kind: EventKind, occasion: u16) -> u64 {
        let day = u64::from(slot) << 32 | u64::from(weekday) << 20;
        day | u64::from(kind as u8) << 16 | u64::from(occasion)
    }

    /// The event of an [`Event::order`] in a week.
    fn from_order(order: u64, monday: u16, epoch: &[u16]) -> Self {
        let slot = (order >> 32) as u32;
        Self {
            slot,
            day: monday + (order >> 20 & 7) as u16,
            kind: EventKind::ALL[(order >> 16 & 15) as usize],
            occasion: order as u16,
            epoch: epoch[slot as usize],
        }
    }
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

impl EventKind {
    /// All, in the order of their numbers.
    const ALL: [Self; 9] = [
        Self::Leave,
        Self::Onboard,
        Self::Drift,
        Self::PhoneReplaced,
        Self::PhoneLost,
        Self::ComputerReplaced,
        Self::ComputerLost,
        Self::Key,
        Self::Reset,
    ];
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
    /// What each of them is decided by.
    pub draws: Vec<EventDraws>,
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
    pub(super) lives: Lives,
    /// The week's events until they are in order.
    orders: Vec<u64>,
    /// Whom somebody follows.
    pub(super) leavers: Vec<u32>,
    calendar: Vec<Vec<Event>>,
    outage_next: (u32, u16),
}

/// Pair of lanes that hold the week's sign-ins and risky accesses.
pub(super) const DAYS: u32 = 7;
/// The bit of [`World::active`].
pub const ACTIVE: u8 = 2;

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
            draws: Vec::new(),
            first_event: vec![0; n],
            event_days: vec![0; n],
            outages: Vec::new(),
            down: 0,
            background: Default::default(),
            lives: Lives::new(n),
            orders: Vec::new(),
            leavers: Vec::new(),
            calendar: (0..weeks).map(|_| Vec::with_capacity(n / 64)).collect(),
            outage_next: (0, 0),
        };
        world.begin_all(plan);
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
            &mut self.orders,
        );
        self.sign_in(plan);
        self.risk(plan);
        for mut event in due.drain(..) {
            let slot = event.slot as usize;
            if event.epoch != self.epoch[slot] {
                continue;
            }
            let ahead = self.presence[slot] & !(((1u16 << (event.day - monday)) - 1) as u8);
            if ahead != 0 {
                let weekday = ahead.trailing_zeros() as u16;
                let order = Event::order(event.slot, weekday, event.kind, event.occasion);
                self.orders.push(order);
            } else if let Some(next) = self.calendar.get_mut(usize::from(self.week) + 1) {
                event.day = monday + 7;
                next.push(event);
            }
        }
        self.orders.sort_unstable();
        for (at, order) in self.orders.drain(..).enumerate() {
            let event = Event::from_order(order, monday, &self.epoch);
            let slot = event.slot as usize;
            let days = &mut self.event_days[slot];
            if *days == 0 {
                self.first_event[slot] = at as u32;
            }
            *days |= 1 << (event.day - monday);
            self.events.push(event);
            if event.kind == EventKind::Leave {
                self.active[slot] = 0;
                self.leavers.push(event.slot);
            }
        }
        event_draws::draw(self.key, &self.events, &mut self.draws);
        self.follow(plan, monday + 7);
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

    /// Enters an event to come; those after the last week never do.
    pub(super) fn schedule(&mut self, event: Event) {
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
            draws,
            first_event,
            event_days,
            outages,
            lives,
            orders,
            leavers,
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
            + size_of_val(&orders[..])
            + size_of_val(&leavers[..])
            + size_of_val(&signs[..])
            + size_of_val(&signed[..])
            + size_of_val(&active[..])
            + size_of_val(&risky[..])
            + size_of_val(&last_present[..])
            + size_of_val(&joined[..])
            + size_of_val(&epoch[..])
            + size_of_val(&bits[..])
            + size_of_val(&events[..])
            + size_of_val(&draws[..])
            + size_of_val(&first_event[..])
            + size_of_val(&event_days[..])
            + size_of_val(&outages[..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_are_those_of_events_and_lead_back() {
        let epoch = [3, 1, 0];
        let mut events: Vec<Event> = EventKind::ALL
            .into_iter()
            .flat_map(|kind| [(2, 6, 0), (0, 3, u16::MAX), (2, 0, 7)].map(|one| (kind, one)))
            .map(|(kind, (slot, weekday, occasion))| Event {
                slot,
                day: 70 + weekday,
                kind,
                occasion,
                epoch: epoch[slot as usize],
            })
            .collect();
        let order = |e: &Event| Event::order(e.slot, e.day % 7, e.kind, e.occasion);
        let mut orders: Vec<u64> = events.iter().map(order).collect();
        orders.sort_unstable();
        events.sort_unstable();
        let back = orders.iter().map(|o| Event::from_order(*o, 70, &epoch));
        assert!(back.eq(events));
    }
}
