//! What happens whatever the plan: presence, sign-ins, resets, risky accesses,
//! device events, joining and leaving. Drawn week by week, once for both arms.

use crate::random::{LANES, Purpose, WorldKey, days_below};
use crate::simulation::plan::calendar::BURN_IN_WEEKS;
use crate::simulation::plan::compiled::Plan;
use crate::simulation::plan::desk::Background;
use crate::simulation::plan::event::{self, Event, EventDraws, EventKind};
use crate::simulation::plan::lanes::DAYS;
use crate::simulation::world::attendance::Attendance;
use crate::simulation::world::days::{count_days, note_last};
use crate::simulation::world::sign_in_days::{SignIns, draw_sign_ins};

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
    /// Counted sign-ins of this week by people with a place in headcount.
    pub counted_sign_ins: i64,
    /// Days of risky accesses, for role holders and members of required departments.
    pub risky: Vec<u8>,
    /// Departments that some plan requires as a whole.
    pub required_departments: Vec<bool>,
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
    pub(in crate::simulation) attendance: Attendance,
    /// The week's events until they are in order.
    orders: Vec<u64>,
    /// Whom somebody follows.
    pub(in crate::simulation) leavers: Vec<u32>,
    calendar: Vec<Vec<Event>>,
    /// The next random outage: its ordinal and day.
    pub(in crate::simulation) outage_next: (u32, u16),
}

impl World {
    /// The world of one replication at the start of burn-in.
    pub fn new(plan: &Plan, key: WorldKey) -> Self {
        Self::of_several(plan, &[], key)
    }

    /// The world that several plans share with the organisation as it is today.
    pub fn of_several(plan: &Plan, plans: &[&Plan], key: WorldKey) -> Self {
        let mut required_departments = plan.required_departments.clone();
        for other in plans {
            for (any, own) in required_departments
                .iter_mut()
                .zip(&other.required_departments)
            {
                *any |= own;
            }
        }
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
            required_departments,
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
            attendance: Attendance::new(n),
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
        self.attendance.attend(
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
        event::draw(self.key, &self.events, &mut self.draws);
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
        for some in self.attendance.holders().chunks(LANES) {
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
    pub(in crate::simulation) fn schedule(&mut self, event: Event) {
        if let Some(week) = self.calendar.get_mut(usize::from(event.day / 7)) {
            week.push(event);
        }
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
            attendance,
            orders,
            leavers,
            calendar,
            key: _,
            week: _,
            down: _,
            counted_sign_ins: _,
            background: _,
            outage_next: _,
            required_departments: _,
        } = self;
        let ahead = calendar.iter().map(|week| size_of_val(&week[..]));
        ahead.sum::<usize>()
            + attendance.bytes()
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

    /// Nobody works on the day of leaving or later, and whoever is at work knows a day
    /// before: also who leaves in this week, when a joiner has the slot already.
    #[test]
    fn leavers_work_until_the_day_before() {
        let text = "format = 1\n[organisation]\nheadcount = 500\n[run]\nhorizon = 20\n";
        let plan = Plan::of_text(text, &[("turnover.office", 2.0)]);
        let mut world = World::new(&plan, WorldKey::new(3, 1));
        let mut left = 0;
        for _ in 0..plan.horizon {
            world.advance(&plan);
            let monday = world.monday();
            for event in world.events.iter().filter(|e| e.kind == EventKind::Leave) {
                let (slot, before) = (event.slot as usize, (1 << (event.day - monday)) - 1);
                assert_eq!(world.presence[slot] & !before, 0);
                assert_eq!(world.signs[slot] & !before, 0);
                left += 1;
            }
            assert!(world.last_present.iter().all(|day| *day < monday));
        }
        assert!(left > 200, "{left}");
    }
}
