//! What happens whatever the plan: presence, sign-ins, resets, risky accesses,
//! device events, joining and leaving. Drawn week by week, once for both arms.

use super::calendar::{BURN_IN_WEEKS, NEVER, span};
use super::desk::Background;
use super::plan::Plan;
use crate::population::bit;
use crate::random::draw::{self, ShortGap};
use crate::random::{Purpose, WorldKey};

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
    /// Counted sign-ins of five weeks: this week's in the low seven bits.
    pub sign_ins: Vec<u64>,
    /// Ordinal of the week's first sign-in.
    pub sign_in_base: Vec<u16>,
    /// Days of risky accesses, for role holders and members of required departments.
    pub risky: Vec<u8>,
    /// Ordinal of the week's first risky access.
    pub risky_base: Vec<u16>,
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
    /// Days of the week on which a person has events.
    pub event_days: Vec<u8>,
    /// Provider outages of this week: (day, Apple's provider).
    pub outages: Vec<(u16, bool, u32)>,
    /// The desk's background of each day of this week.
    pub background: [Background; 7],
    lives: Vec<Life>,
    calendar: Vec<Vec<Event>>,
    outage_next: (u32, u16),
}

/// A person's clocks: together, as every week touches all of them.
#[derive(Clone, Copy, Debug, Default)]
struct Life {
    sign_in: Clock,
    risk: Clock,
    absence: [Absence; 2],
    reset_left: u32,
    reset_next: u16,
    /// Last day.
    leaves: u16,
    /// Working days of a week, and the weekday they start on.
    pattern: u8,
    offset: u8,
    /// Whether any role makes risky accesses.
    roles: bool,
}

/// One spell of absence [days], half open.
#[derive(Clone, Copy, Debug, Default)]
struct Absence {
    from: u16,
    to: u16,
    next: u16,
}

const RESET_ONE: f64 = (1u32 << 24) as f64;

impl World {
    /// The world of one replicate at the start of burn-in.
    pub fn new(plan: &Plan, key: WorldKey) -> Self {
        let n = plan.slots.len();
        let weeks = usize::from(BURN_IN_WEEKS + plan.horizon) + 2;
        let mut world = Self {
            key,
            week: 0,
            presence: vec![0; n],
            sign_ins: vec![0; n],
            sign_in_base: vec![0; n],
            risky: vec![0; n],
            risky_base: vec![0; n],
            last_present: vec![0; n],
            joined: vec![0; n],
            epoch: vec![0; n],
            bits: vec![0; n],
            events: Vec::new(),
            event_days: vec![0; n],
            outages: Vec::new(),
            background: Default::default(),
            lives: vec![Life::default(); n],
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
        for slot in 0..self.presence.len() {
            let present = self.presence[slot];
            if self.joined[slot] == self.monday() + 7 {
                self.sign_ins[slot] = 0; // a joiner's, not the leaver's
                continue;
            }
            if present != 0 {
                self.last_present[slot] = self.monday() + 7 - (present.leading_zeros() as u16);
            }
            self.sign_ins[slot] = self.sign_ins[slot] << 7 & ((1 << 35) - 1);
        }
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
        for slot in 0..self.presence.len() {
            let leaves = self.lives[slot].leaves;
            if leaves >= monday + 7 {
                self.days(plan, slot, monday, monday + 7);
            } else {
                // Past the leaver's last day the slot belongs to a joiner, whose
                // weeks begin on the next Monday: an empty chair until then.
                self.days(plan, slot, monday, leaves + 1);
                let epoch = self.epoch[slot];
                self.events.push(Event {
                    slot: slot as u32,
                    day: leaves,
                    kind: EventKind::Leave,
                    occasion: 0,
                    epoch,
                });
            }
        }
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
            self.event_days[event.slot as usize] |= 1 << (event.day - monday);
            if event.kind == EventKind::Leave {
                self.begin(plan, event.slot as usize, event.epoch + 1, monday + 7);
            }
        }
        self.fill_outages(plan);
        let closed = plan.calendar.all_closed(self.week);
        for (weekday, parts) in self.background.iter_mut().enumerate() {
            // On a day when the desk is closed nobody reads it.
            if closed >> weekday & 1 == 0 {
                let day = monday + weekday as u16;
                *parts = plan.desk.background(self.key, day, plan.handle.cv);
            }
        }
    }

    /// Presence, sign-ins, risky accesses and resets of [from, to).
    #[inline]
    fn days(&mut self, plan: &Plan, slot: usize, from: u16, to: u16) {
        let monday = self.monday();
        let (key, id, epoch) = (self.key, slot as u32, self.epoch[slot]);
        let life = &mut self.lives[slot];
        self.sign_in_base[slot] = life.sign_in.next;
        self.risky_base[slot] = life.risk.next;
        let mut present = life.pattern & !plan.calendar.closed(self.week, plan.slots.site[slot]);
        if to < monday + 7 {
            present &= span(monday, from, to);
        }
        for kind in 0..2 {
            if life.absence[kind].from < monday + 7 {
                present &= !life.absent(plan, key, (id, epoch), kind, monday);
            }
        }
        self.presence[slot] = present;
        let who = (Purpose::SignIn, id, epoch);
        let signs = life.sign_in.thin(present, &plan.sign_in_gap, key, who);
        self.sign_ins[slot] |= u64::from(signs);
        self.risky[slot] = if life.roles {
            let who = (Purpose::Risky, id, epoch);
            life.risk.thin(present, &plan.risky_gap, key, who)
        } else {
            0
        };
        let hazard = plan.reset_week(life.offset, present);
        if life.reset_left <= hazard && present != 0 {
            life.resets(plan, key, (id, epoch), present, monday, &mut self.events);
        } else {
            life.reset_left -= hazard;
        }
    }

    /// A person takes a slot on a day: the clocks start.
    fn begin(&mut self, plan: &Plan, slot: usize, epoch: u16, day: u16) {
        let (key, id) = (self.key, slot as u32);
        let bits = plan.traits.draw_bits(key, &plan.slots, id, epoch);
        let frontline = plan.slots.style[slot] == crate::population::WorkStyle::Frontline as u8;
        let offset = if frontline {
            (key.uniform(Purpose::Pattern, id, epoch, 0, 0) * 7.0) as u8
        } else {
            0
        };
        self.epoch[slot] = epoch;
        self.bits[slot] = bits;
        self.joined[slot] = day;
        self.last_present[slot] = day.saturating_sub(1);
        let department = usize::from(plan.slots.department[slot]);
        let roles = bits & bit::ROLES != 0 || plan.required_departments[department];
        let rate = plan.turnover(bits, frontline);
        let stays = draw::geometric_gap(key.uniform(Purpose::Turnover, id, epoch, 0, 0), rate);
        let leaves = (u32::from(day) + stays).min(u32::from(NEVER));
        self.lives[slot] = Life {
            sign_in: Clock::start(&plan.sign_in_gap, key, (Purpose::SignIn, id, epoch)),
            risk: if roles {
                Clock::start(&plan.risky_gap, key, (Purpose::Risky, id, epoch))
            } else {
                Clock::default()
            },
            absence: [0, 1].map(|kind| plan.absence(key, id, epoch, kind, 0, day).into()),
            reset_left: reset_threshold(key.uniform(Purpose::Reset, id, epoch, 0, 0)),
            reset_next: 0,
            leaves: leaves as u16,
            pattern: super::calendar::pattern(offset),
            offset,
            roles,
        };
        if epoch > 0 {
            self.schedule(Event {
                slot: id,
                day,
                kind: EventKind::Onboard,
                occasion: 0,
                epoch,
            });
        }
        for clock in &plan.clocks {
            if clock.needs != 0 && bits & clock.needs == 0 {
                continue;
            }
            let mut from = u32::from(day);
            for occasion in 0.. {
                let u = key.uniform(clock.purpose, id, epoch, occasion, 0);
                let at = from + clock.gap(u, from);
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
    }
}

impl Life {
    /// Days of a week lost to a spell of absence, moving on to the next spell
    /// when one ends.
    fn absent(
        &mut self,
        plan: &Plan,
        key: WorldKey,
        (id, epoch): (u32, u16),
        kind: usize,
        monday: u16,
    ) -> u8 {
        let mut days = 0;
        loop {
            let spell = self.absence[kind];
            if spell.from >= monday + 7 {
                return days;
            }
            days |= span(monday, spell.from, spell.to);
            if spell.to > monday + 7 {
                return days;
            }
            self.absence[kind] = plan
                .absence(key, id, epoch, kind, spell.next, spell.to)
                .into();
        }
    }

    /// Resets of a week in which the threshold is reached.
    #[cold]
    fn resets(
        &mut self,
        plan: &Plan,
        key: WorldKey,
        (id, epoch): (u32, u16),
        present: u8,
        monday: u16,
        events: &mut Vec<Event>,
    ) {
        let mut days = present;
        while days != 0 {
            let bit = days & days.wrapping_neg();
            days &= days - 1;
            let hazard = plan.reset_week(self.offset, bit);
            if self.reset_left > hazard {
                self.reset_left -= hazard;
                continue;
            }
            let occasion = self.reset_next;
            events.push(Event {
                slot: id,
                day: monday + bit.trailing_zeros() as u16,
                kind: EventKind::Reset,
                occasion,
                epoch,
            });
            self.reset_next += 1;
            let u = key.uniform(Purpose::Reset, id, epoch, u32::from(occasion) + 1, 0);
            self.reset_left = reset_threshold(u);
        }
    }
}

impl From<(u16, u16, u16)> for Absence {
    fn from((from, to, next): (u16, u16, u16)) -> Self {
        Self { from, to, next }
    }
}

/// A clock whose events thin working days: the working days that pass before the
/// next event. Gaps are drawn in pairs, of an even occasion and the one after it.
#[derive(Clone, Copy, Debug, Default)]
struct Clock {
    gap: u16,
    /// Gap before the odd occasion of the pair, while it is to come.
    odd: u16,
    /// Ordinal of the next event.
    next: u16,
}

/// Pair of lanes that hold an even occasion's gap and the following one's.
const GAPS: u32 = 7;

impl Clock {
    fn start(gap: &ShortGap, key: WorldKey, who: (Purpose, u32, u16)) -> Self {
        let mut clock = Self {
            next: u16::MAX,
            ..Self::default()
        };
        clock.draw(gap, key, who);
        clock
    }

    /// Moves on to the next event.
    #[inline]
    fn draw(&mut self, gap: &ShortGap, key: WorldKey, (purpose, id, epoch): (Purpose, u32, u16)) {
        self.next = self.next.wrapping_add(1);
        if self.next & 1 == 1 {
            self.gap = self.odd;
            return;
        }
        let (even, odd) = key.pair(purpose, id, epoch, u32::from(self.next), GAPS);
        self.gap = gap.draw(even).min(60_000) as u16;
        self.odd = gap.draw(odd).min(60_000) as u16;
    }

    /// The days of a week, out of those `present`, on which an event falls.
    #[inline]
    fn thin(&mut self, present: u8, gap: &ShortGap, key: WorldKey, who: (Purpose, u32, u16)) -> u8 {
        let week = super::calendar::days(present);
        let count = u16::from(week[7]);
        let mut days = 0;
        let mut at = self.gap;
        while at < count {
            days |= week[usize::from(at)];
            self.draw(gap, key, who);
            at += self.gap + 1;
        }
        self.gap = at - count;
        days
    }
}

fn reset_threshold(u: f64) -> u32 {
    (draw::exponential(u) * RESET_ONE) as u32
}

/// A hazard of resets in the world's fixed point.
pub(super) fn reset_fixed(hazard: f64) -> u32 {
    (hazard * RESET_ONE) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thinning_counts_working_days_only() {
        let (gap, key, who) = (
            ShortGap::new(0.5),
            WorldKey::new(1, 0),
            (Purpose::SignIn, 0, 0),
        );
        let mut clock = Clock {
            gap: 1,
            odd: 3,
            next: 0,
        };
        // Monday off; the gap of 1 skips Tuesday and hits Wednesday; 3 more pass on.
        assert_eq!(clock.thin(0b001_1110, &gap, key, who), 0b000_0100);
        assert_eq!((clock.gap, clock.next), (1, 1));
        assert_eq!(clock.thin(0, &gap, key, who), 0);
        assert_eq!(clock.gap, 1);
    }
}
