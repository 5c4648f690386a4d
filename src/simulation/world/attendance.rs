//! Who works when, for how long, and how near the next reset is: what the world
//! keeps of each person from week to week.

use crate::model::absence::{AbsenceKind, Spell};
use crate::random::{LANES, WorldKey};
use crate::simulation::plan::calendar::{pattern, span};
use crate::simulation::plan::compiled::Plan;
use crate::simulation::plan::event::{Event, EventKind};
use crate::simulation::plan::reset::Resets;
use crate::simulation::world::absences::Spells;
use crate::simulation::world::days::push_lanes;
use crate::vector::kernel;

/// Everybody's attendance.
#[derive(Clone, Debug)]
pub(in crate::simulation) struct Attendance {
    /// Site and pattern: eight times the site, and the weekday on which the person's
    /// five days start.
    chairs: Vec<u16>,
    /// Who makes risky accesses, in order.
    holders: Vec<u32>,
    absences: [Spells; 2],
    /// Last days.
    leaves: Vec<u16>,
    resets: Resets,
    /// Slots in hand.
    some: Vec<u32>,
}

/// What a person's life in a slot begins with.
#[derive(Clone, Copy, Debug)]
pub(in crate::simulation) struct Life {
    /// See [`Attendance`].
    pub chair: u16,
    /// Whether there are risky accesses.
    pub risky: bool,
    /// First spells of absence, by kind.
    pub absences: [Spell; 2],
    /// Last day.
    pub leaves: u16,
    /// Threshold of the first reset.
    pub reset: u32,
}

impl Attendance {
    /// Nobody's.
    pub fn new(n: usize) -> Self {
        Self {
            chairs: vec![0; n],
            holders: Vec::new(),
            absences: AbsenceKind::ALL.map(|kind| Spells::new(kind, n)),
            leaves: vec![0; n],
            resets: Resets::new(n),
            some: Vec::new(),
        }
    }

    /// A person takes a slot.
    #[inline]
    pub fn begin(&mut self, slot: usize, life: Life) {
        self.chairs[slot] = life.chair;
        self.hold(slot as u32, life.risky);
        for (spells, first) in self.absences.iter_mut().zip(life.absences) {
            spells.begin(slot, first);
        }
        self.leaves[slot] = life.leaves;
        self.resets.begin(slot, life.reset);
    }

    /// Keeps the list of those who make risky accesses.
    fn hold(&mut self, id: u32, risky: bool) {
        if self.holders.last().is_none_or(|last| *last < id) {
            // As the slots are filled, in order.
            if risky {
                self.holders.push(id);
            }
            return;
        }
        match self.holders.binary_search(&id) {
            Ok(at) if !risky => {
                self.holders.remove(at);
            }
            Err(at) if risky => self.holders.insert(at, id),
            _ => {}
        }
    }

    /// Fills in everybody's working days of a week, and adds who leaves and the resets, as
    /// [`Event::order`]s.
    pub fn attend(
        &mut self,
        plan: &Plan,
        (key, epoch, week): (WorldKey, &[u16], u16),
        presence: &mut [u8],
        events: &mut Vec<u64>,
    ) {
        let monday = 7 * week;
        // As many as a site's byte can number, so that no index is out of bounds.
        let mut weeks = [0; 8 << 8];
        for (at, week_of) in weeks.iter_mut().take(8 * plan.calendar.sites()).enumerate() {
            let closed = plan.calendar.closed(week, (at / 8) as u8);
            *week_of = pattern((at % 8 % 7) as u8) & !closed;
        }
        for (present, &chair) in presence.iter_mut().zip(&self.chairs) {
            *present = weeks[usize::from(chair % (8 << 8))];
        }
        let some = &mut self.some;
        for spells in &mut self.absences {
            spells.take((&plan.absence, key, epoch), monday, presence, some);
        }
        some.clear();
        leavers(&self.leaves, monday + 7, some);
        for &id in &some[..] {
            let slot = id as usize;
            // From the day of leaving on the slot belongs to a joiner, whose weeks begin
            // on the next Monday: an empty chair until then.
            let day = self.leaves[slot];
            presence[slot] &= span(monday, monday, day);
            events.push(Event::order(id, day - monday, EventKind::Leave, 0));
        }
        let table = (&plan.resets, &self.chairs[..]);
        self.resets
            .spend(table, (key, epoch), presence, some, events);
    }

    /// Who makes risky accesses.
    pub fn holders(&self) -> &[u32] {
        &self.holders
    }
}

kernel! {
/// Adds those whose last day is before another one.
fn leavers(leaves: &[u16], before: u16, list: &mut Vec<u32>) {
    let mut first = 0;
    for some in leaves.chunks(LANES) {
        let mut here = [false; LANES];
        for (here, day) in here.iter_mut().zip(some) {
            *here = *day < before;
        }
        push_lanes(list, first, &here);
        first += LANES;
    }
}
}

#[cfg(test)]
impl Attendance {
    /// Bytes of all arrays.
    pub fn bytes(&self) -> usize {
        let Self {
            chairs,
            holders,
            absences,
            leaves,
            resets,
            some,
        } = self;
        size_of_val(&chairs[..])
            + size_of_val(&holders[..])
            + absences.iter().map(Spells::bytes).sum::<usize>()
            + size_of_val(&leaves[..])
            + resets.bytes()
            + size_of_val(&some[..])
    }
}
