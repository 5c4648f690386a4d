//! Who works when, for how long, and how near the next reset is: what the world
//! keeps of each person from week to week.

use super::calendar::{pattern, span};
use super::plan::Plan;
use super::world::{Event, EventKind};
use crate::random::draw;
use crate::random::{Purpose, WorldKey};

/// Everybody's lives: what every week looks at apart from what few weeks do.
#[derive(Clone, Debug, Default)]
pub(super) struct Lives {
    /// Site and pattern: eight times the site, and the weekday on which the person's
    /// five days start.
    chairs: Vec<u16>,
    /// Who makes risky accesses, in order.
    holders: Vec<u32>,
    /// First day on which the week may differ from the pattern.
    turns: Vec<u16>,
    /// Hazard left until the next reset.
    reset_left: Vec<u32>,
    lives: Vec<Life>,
}

/// What few weeks look at.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Life {
    pub absence: [Absence; 2],
    /// Last day.
    pub leaves: u16,
    /// Resets so far.
    pub resets: u16,
}

/// One spell of absence [days], half open, and the number of the next.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Absence {
    from: u16,
    to: u16,
    next: u16,
}

/// A week of somebody who is never absent.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ChairWeek {
    pub present: u8,
    pub resets: u32,
}

const RESET_ONE: f64 = (1u32 << 24) as f64;

impl Lives {
    /// Nobody's.
    pub fn new(n: usize) -> Self {
        Self {
            chairs: vec![0; n],
            holders: Vec::new(),
            turns: vec![0; n],
            reset_left: vec![0; n],
            lives: vec![Life::default(); n],
        }
    }

    /// A person takes a slot.
    pub fn begin(&mut self, slot: usize, life: Life, chair: u16, roles: bool, left: u32) {
        self.chairs[slot] = chair;
        match self.holders.binary_search(&(slot as u32)) {
            Ok(at) if !roles => {
                self.holders.remove(at);
            }
            Err(at) if roles => self.holders.insert(at, slot as u32),
            _ => {}
        }
        self.turns[slot] = life.turns();
        self.reset_left[slot] = left;
        self.lives[slot] = life;
    }

    /// The week of every site and pattern, by [`Lives::chair`].
    pub fn weeks(&self, plan: &Plan, week: u16) -> Vec<ChairWeek> {
        let chair = |at: usize| {
            let (site, offset) = ((at / 8) as u8, (at % 8 % 7) as u8);
            let present = pattern(offset) & !plan.calendar.closed(week, site);
            ChairWeek {
                present,
                resets: plan.reset_week(offset, present),
            }
        };
        (0..8 * plan.calendar.sites()).map(chair).collect()
    }

    /// Site and pattern of a person.
    #[inline]
    pub fn chair(&self, slot: usize) -> usize {
        usize::from(self.chairs[slot])
    }

    /// Fills in the working days of everybody's pattern, and spends the hazard of
    /// resets, of all but the `unusual`: those whose week may differ and those to whom a
    /// reset comes.
    pub fn attend(
        &mut self,
        weeks: &[ChairWeek],
        monday: u16,
        presence: &mut [u8],
        unusual: &mut Vec<u32>,
    ) {
        let n = presence.len();
        let (chairs, turns) = (&self.chairs[..n], &self.turns[..n]);
        let left = &mut self.reset_left[..n];
        for slot in 0..n {
            let week = &weeks[usize::from(chairs[slot])];
            presence[slot] = week.present;
            if (turns[slot] < monday + 7) | (left[slot] <= week.resets) {
                unusual.push(slot as u32);
            } else {
                left[slot] -= week.resets;
            }
        }
    }

    /// Who makes risky accesses.
    pub fn holders(&self) -> &[u32] {
        &self.holders
    }

    #[inline]
    pub fn turns(&self, slot: usize) -> u16 {
        self.turns[slot]
    }

    /// Weekday on which the person's pattern starts.
    #[inline]
    pub fn offset(&self, slot: usize) -> u8 {
        self.chairs[slot] as u8 % 8
    }

    #[inline]
    pub fn leaves(&self, slot: usize) -> u16 {
        self.lives[slot].leaves
    }

    /// Days of a week on which a person is neither absent nor gone, moving on to
    /// the next spell where one ends.
    #[cold]
    pub fn turn(&mut self, plan: &Plan, key: WorldKey, who: (u32, u16), monday: u16) -> u8 {
        let slot = who.0 as usize;
        let life = &mut self.lives[slot];
        let mut present = span(monday, monday, life.leaves.saturating_add(1));
        for kind in 0..2 {
            if life.absence[kind].from < monday + 7 {
                present &= !life.absent(plan, key, who, kind, monday);
            }
        }
        self.turns[slot] = life.turns();
        present
    }

    /// Spends a week's hazard of resets; `true` and nothing spent if a threshold
    /// is reached.
    #[inline]
    pub fn spend(&mut self, slot: usize, hazard: u32) -> bool {
        let left = self.reset_left[slot];
        let reached = left <= hazard;
        self.reset_left[slot] = left - if reached { 0 } else { hazard };
        reached
    }

    /// Resets of a week in which the threshold is reached.
    #[cold]
    pub fn resets(
        &mut self,
        plan: &Plan,
        key: WorldKey,
        (id, epoch): (u32, u16),
        present: u8,
        monday: u16,
        events: &mut Vec<Event>,
    ) {
        let slot = id as usize;
        let mut days = present;
        while days != 0 {
            let bit = days & days.wrapping_neg();
            days &= days - 1;
            let hazard = plan.reset_week(self.offset(slot), bit);
            if !self.spend(slot, hazard) {
                continue;
            }
            let occasion = self.lives[slot].resets;
            events.push(Event {
                slot: id,
                day: monday + bit.trailing_zeros() as u16,
                kind: EventKind::Reset,
                occasion,
                epoch,
            });
            self.lives[slot].resets += 1;
            let u = key.uniform(Purpose::Reset, id, epoch, u32::from(occasion) + 1, 0);
            self.reset_left[slot] = reset_threshold(u);
        }
    }
}

impl Life {
    /// First day on which a week may differ from the pattern.
    fn turns(&self) -> u16 {
        let [short, long] = self.absence;
        short.from.min(long.from).min(self.leaves)
    }

    /// Days of a week lost to spells of absence, moving on to the next spell
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
}

impl From<(u16, u16, u16)> for Absence {
    fn from((from, to, next): (u16, u16, u16)) -> Self {
        Self { from, to, next }
    }
}

/// The threshold of a reset from one uniform.
pub(super) fn reset_threshold(u: f64) -> u32 {
    (f64::from(draw::exponential32(u)) * RESET_ONE) as u32
}

/// A hazard of resets in the world's fixed point.
pub(super) fn reset_fixed(hazard: f64) -> u32 {
    (hazard * RESET_ONE) as u32
}

#[cfg(test)]
impl Lives {
    /// Bytes of all arrays.
    pub fn bytes(&self) -> usize {
        let Self {
            chairs,
            holders,
            turns,
            reset_left,
            lives,
        } = self;
        size_of_val(&chairs[..])
            + size_of_val(&holders[..])
            + size_of_val(&turns[..])
            + size_of_val(&reset_left[..])
            + size_of_val(&lives[..])
    }
}
