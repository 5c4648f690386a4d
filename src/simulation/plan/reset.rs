//! Password and factor resets: every working day spends some of a threshold, and a
//! reset comes on the day that spends the last of it.

use crate::parameter::Parameters;
use crate::parameter::table::helpdesk;
use crate::random::{LANES, Purpose, WorldKey, draw};
use crate::simulation::plan::calendar::pattern;
use crate::simulation::plan::desk::weekday_weights;
use crate::simulation::plan::event::{Event, EventKind};
use crate::simulation::world::days::push_lanes;
use crate::vector::kernel;

/// Hazard 1 in fixed point.
const ONE: f64 = (1u32 << 24) as f64;

/// Hazards of resets over the working days of a week, by pattern and days.
#[derive(Clone, Debug)]
pub(in crate::simulation) struct ResetTable(Box<[u32; 8 * 128]>);

impl ResetTable {
    /// A working day carries resets/260 times its weekday's weight, scaled to mean 1 over
    /// the person's own pattern.
    pub fn new(p: &Parameters) -> Self {
        let weights = weekday_weights(p);
        let daily = p[helpdesk::RESETS] / 260.0;
        let mut table = Box::new([0; 8 * 128]);
        for offset in 0..7u8 {
            let byte = pattern(offset);
            let total: f64 = (0..7)
                .filter(|day| byte >> day & 1 == 1)
                .map(|day| weights[day])
                .sum();
            for present in 0..128usize {
                table[8 * present + usize::from(offset)] = (0..7)
                    .filter(|day| present >> day & 1 == 1)
                    .map(|day| fixed(daily * weights[day] * 5.0 / total))
                    .sum();
            }
        }
        Self(table)
    }

    /// Hazard of some days of somebody whose pattern starts on a weekday: the remainder
    /// of a chair ([`crate::simulation::world::attendance`]) by eight.
    #[inline(always)]
    fn hazard(&self, chair: u16, days: u8) -> u32 {
        self.0[8 * usize::from(days % 128) + usize::from(chair % 8)]
    }
}

/// A hazard in fixed point.
fn fixed(hazard: f64) -> u32 {
    (hazard * ONE) as u32
}

/// The threshold of a reset from one uniform.
#[inline(always)]
pub(in crate::simulation) fn threshold(u: f64) -> u32 {
    draw::whole(f64::from(draw::exponential32(u)) * ONE)
}

/// How near everybody's next reset is.
#[derive(Clone, Debug)]
pub(in crate::simulation) struct Resets {
    /// Hazard left until the next reset.
    left: Vec<u32>,
    /// Resets so far.
    many: Vec<u16>,
}

impl Resets {
    /// Nobody's.
    pub fn new(n: usize) -> Self {
        Self {
            left: vec![0; n],
            many: vec![0; n],
        }
    }

    /// A person's first threshold.
    pub fn begin(&mut self, slot: usize, threshold: u32) {
        (self.left[slot], self.many[slot]) = (threshold, 0);
    }

    /// Spends a week's hazard, and adds the resets as [`Event::order`]s. `reached` is for use in here.
    pub fn spend(
        &mut self,
        (table, chairs): (&ResetTable, &[u16]),
        (key, epoch): (WorldKey, &[u16]),
        presence: &[u8],
        reached: &mut Vec<u32>,
        events: &mut Vec<u64>,
    ) {
        reached.clear();
        spend(table, chairs, presence, &mut self.left, reached);
        for &id in &reached[..] {
            let slot = id as usize;
            let (chair, epoch) = (chairs[slot], epoch[slot]);
            let mut days = presence[slot];
            while self.left[slot] <= table.hazard(chair, days) {
                let left = self.left[slot];
                let upto = |day: u8| table.hazard(chair, days & ((2u16 << day) - 1) as u8);
                let over = (0..7).fold(0, |over, day| over | u8::from(left <= upto(day)) << day);
                let weekday = (over & days).trailing_zeros() as u16;
                if weekday >= 7 {
                    break;
                }
                let occasion = self.many[slot];
                events.push(Event::order(id, weekday, EventKind::Reset, occasion));
                self.many[slot] += 1;
                let u = key.uniform(Purpose::Reset, id, epoch, u32::from(occasion) + 1, 0);
                self.left[slot] = threshold(u);
                days &= !((2u16 << weekday) - 1) as u8;
            }
            self.left[slot] -= table.hazard(chair, days).min(self.left[slot]);
        }
    }
}

kernel! {
/// Spends a week's hazard of those who have more than that left, and adds the others.
fn spend(
    table: &ResetTable, chairs: &[u16], presence: &[u8], left: &mut [u32], reached: &mut Vec<u32>,
) {
    let (chairs, rest_chairs) = chairs.as_chunks();
    let (presence, rest_presence) = presence.as_chunks();
    let (left, rest) = left.as_chunks_mut();
    for (at, left) in left.iter_mut().enumerate() {
        let over = spend_lanes(table, &chairs[at], &presence[at], left);
        push_lanes(reached, at * LANES, &over);
    }
    // The last few, beside some who never come near.
    let (mut chairs, mut presence, mut some) = ([0; LANES], [0; LANES], [u32::MAX; LANES]);
    chairs[..rest.len()].copy_from_slice(rest_chairs);
    presence[..rest.len()].copy_from_slice(rest_presence);
    some[..rest.len()].copy_from_slice(rest);
    let over = spend_lanes(table, &chairs, &presence, &mut some);
    push_lanes(reached, left.len() * LANES, &over);
    rest.copy_from_slice(&some[..rest.len()]);
}
}

/// Spends the hazard of [`LANES`] people; who has less left.
#[inline(always)]
fn spend_lanes(
    table: &ResetTable,
    chairs: &[u16; LANES],
    presence: &[u8; LANES],
    left: &mut [u32; LANES],
) -> [bool; LANES] {
    let (mut hazard, mut over) = ([0; LANES], [false; LANES]);
    for i in 0..LANES {
        hazard[i] = table.hazard(chairs[i], presence[i]);
    }
    for i in 0..LANES {
        over[i] = left[i] <= hazard[i];
        left[i] -= if over[i] { 0 } else { hazard[i] };
    }
    over
}

#[cfg(test)]
impl Resets {
    /// Bytes of all arrays.
    pub fn bytes(&self) -> usize {
        let Self { left, many } = self;
        size_of_val(&left[..]) + size_of_val(&many[..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Day by day, as the rule says: by week.
    fn plain(table: &ResetTable, key: WorldKey, slot: u32, weeks: &[u8]) -> Vec<(usize, u64)> {
        let (mut events, mut occasion) = (Vec::new(), 0);
        let next = |occasion| threshold(key.uniform(Purpose::Reset, slot, 2, occasion, 0));
        let mut left = next(0);
        for (week, present) in weeks.iter().enumerate() {
            for weekday in (0..7).filter(|day| present >> day & 1 == 1) {
                let hazard = table.hazard(slot as u16, 1 << weekday);
                if left > hazard {
                    left -= hazard;
                    continue;
                }
                let order = Event::order(slot, weekday, EventKind::Reset, occasion as u16);
                events.push((week, order));
                occasion += 1;
                left = next(occasion);
            }
        }
        events
    }

    #[test]
    fn weeks_of_all_are_the_days_of_each() {
        // Often twice a week, so that the rest of a week is spent too.
        let p = Parameters::defaults(&[]).with(helpdesk::RESETS, 100.0);
        let (table, key, n) = (ResetTable::new(&p), WorldKey::new(6, 1), 70);
        let (chairs, epoch): (Vec<u16>, _) = ((0..n as u16).collect(), vec![2; n]);
        let mut resets = Resets::new(n);
        for slot in 0..n {
            let u = key.uniform(Purpose::Reset, slot as u32, 2, 0, 0);
            resets.begin(slot, threshold(u));
        }
        // Patterns start on seven weekdays: the eighth chair is nobody's.
        let days = |slot: usize, week: usize| match slot % 8 {
            7 => 0,
            _ => (slot * 37 + week * 101) as u8 & 0x7f,
        };
        let (mut events, mut reached) = (Vec::new(), Vec::new());
        for week in 0..30 {
            let presence: Vec<u8> = (0..n).map(|slot| days(slot, week)).collect();
            let mut here = Vec::new();
            let people = (&table, &chairs[..]);
            resets.spend(people, (key, &epoch), &presence, &mut reached, &mut here);
            events.extend(here.into_iter().map(|order| (week, order)));
        }
        let weeks = |slot| (0..30).map(|week| days(slot, week)).collect::<Vec<_>>();
        let expected = (0..n).flat_map(|slot| plain(&table, key, slot as u32, &weeks(slot)));
        let mut expected: Vec<_> = expected.collect();
        expected.sort_unstable();
        events.sort_unstable();
        assert_eq!(events, expected);
        assert!(events.len() > 500);
    }
}
