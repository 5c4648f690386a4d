//! Absences of everybody: spells after one another, drawn for many people at a time.

use crate::model::absence::{Absence, AbsenceKind, Spell};
use crate::random::{LANES, WorldKey, uniform_lanes};
use crate::simulation::plan::calendar::span;
use crate::simulation::world::days::push_lanes;
use crate::vector::kernel;

/// Everybody's present or next spell of one kind [days], half open.
#[derive(Clone, Debug)]
pub(in crate::simulation) struct Spells {
    kind: AbsenceKind,
    from: Vec<u16>,
    to: Vec<u16>,
    /// Spells so far, this one included: the number of the next.
    next: Vec<u16>,
}

impl Spells {
    /// Nobody's.
    pub fn new(kind: AbsenceKind, n: usize) -> Self {
        Self {
            kind,
            from: vec![0; n],
            to: vec![0; n],
            next: vec![0; n],
        }
    }

    /// A person's first spell.
    pub fn begin(&mut self, slot: usize, (from, to): Spell) {
        (self.from[slot], self.to[slot], self.next[slot]) = (from, to, 1);
    }

    /// Takes the days of absence from a week's presence, moving on to the next spells
    /// where one ends. `ended` is for use in here.
    pub fn take(
        &mut self,
        (rule, key, epoch): (&Absence, WorldKey, &[u16]),
        monday: u16,
        presence: &mut [u8],
        ended: &mut Vec<u32>,
    ) {
        ended.clear();
        take_days(&self.from, &self.to, monday, presence, ended);
        let words = key.words(self.kind.purpose(), 0);
        while !ended.is_empty() {
            let mut again = 0;
            for first in (0..ended.len()).step_by(LANES) {
                let some = LANES.min(ended.len() - first);
                let mut next = Next::default();
                for (lane, &id) in ended[first..first + some].iter().enumerate() {
                    let slot = id as usize;
                    next.who[lane] = id;
                    next.epoch[lane] = epoch[slot];
                    next.nth[lane] = self.next[slot];
                    next.from[lane] = self.to[slot];
                }
                draw_next(rule, self.kind, words, &mut next);
                for lane in 0..some {
                    let (id, from, to) = (next.who[lane], next.from[lane], next.to[lane]);
                    let slot = id as usize;
                    (self.from[slot], self.to[slot]) = (from, to);
                    self.next[slot] += 1;
                    presence[slot] &= !span(monday, from, to);
                    ended[again] = id;
                    again += usize::from(to <= monday + 7);
                }
            }
            ended.truncate(again);
        }
    }
}

kernel! {
/// Takes the days of absence from a week's presence; adds those whose spell is over by
/// its end.
fn take_days(from: &[u16], to: &[u16], monday: u16, presence: &mut [u8], ended: &mut Vec<u32>) {
    let (from, rest_from) = from.as_chunks();
    let (to, rest_to) = to.as_chunks();
    let (presence, rest) = presence.as_chunks_mut();
    for (at, present) in presence.iter_mut().enumerate() {
        let over = take_lanes(&from[at], &to[at], monday, present);
        push_lanes(ended, at * LANES, &over);
    }
    // The last few, beside some who are never absent.
    let (mut last_from, mut last_to) = ([u16::MAX; LANES], [u16::MAX; LANES]);
    let mut present = [0; LANES];
    last_from[..rest.len()].copy_from_slice(rest_from);
    last_to[..rest.len()].copy_from_slice(rest_to);
    present[..rest.len()].copy_from_slice(rest);
    let over = take_lanes(&last_from, &last_to, monday, &mut present);
    push_lanes(ended, presence.len() * LANES, &over);
    rest.copy_from_slice(&present[..rest.len()]);
}
}

/// Takes days from [`LANES`] weeks; whose spell is over by the week's end.
#[inline(always)]
fn take_lanes(
    from: &[u16; LANES],
    to: &[u16; LANES],
    monday: u16,
    presence: &mut [u8; LANES],
) -> [bool; LANES] {
    let (mut low, mut high) = ([0; LANES], [0; LANES]);
    let (mut days, mut over) = ([0; LANES], [false; LANES]);
    for i in 0..LANES {
        low[i] = from[i].saturating_sub(monday).min(7) as u8;
        high[i] = to[i].saturating_sub(monday).min(7) as u8;
    }
    // By weekday, as few vectors shift each lane by a number of its own.
    for weekday in 0..7 {
        for i in 0..LANES {
            let away = (low[i] <= weekday) & (weekday < high[i]);
            days[i] |= if away { 1 << weekday } else { 0 };
        }
    }
    for i in 0..LANES {
        presence[i] &= !days[i];
        over[i] = to[i] <= monday + 7;
    }
    over
}

/// Next spells in hand: of whom, their number, the end of the one before in `from`.
#[derive(Default)]
struct Next {
    who: [u32; LANES],
    epoch: [u16; LANES],
    nth: [u16; LANES],
    from: [u16; LANES],
    to: [u16; LANES],
}

kernel! {
/// Draws spells that follow another one.
fn draw_next(rule: &Absence, kind: AbsenceKind, words: ([u32; 2], u32), next: &mut Next) {
    let (mut named, mut nth) = ([0; LANES], [0; LANES]);
    for i in 0..LANES {
        named[i] = words.1 | u32::from(next.epoch[i]) << 16;
        nth[i] = u32::from(next.nth[i]);
    }
    let (gap, length) = uniform_lanes(&[next.who, named, nth, [0; LANES]], words.0);
    for i in 0..LANES {
        (next.from[i], next.to[i]) = rule.next(kind, (gap[i], length[i]), next.from[i]);
    }
}
}

#[cfg(test)]
impl Spells {
    /// Bytes of all arrays.
    pub fn bytes(&self) -> usize {
        let Self {
            kind: _,
            from,
            to,
            next,
        } = self;
        size_of_val(&from[..]) + size_of_val(&to[..]) + size_of_val(&next[..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Spell by spell and day by day, as the laws say.
    fn absent(rule: &Absence, kind: AbsenceKind, key: WorldKey, who: (u32, u16), day: u16) -> bool {
        let (mut nth, mut after) = (0, 0);
        loop {
            let u = key.pair(kind.purpose(), who.0, who.1, nth, 0);
            let (from, to) = if nth == 0 {
                rule.first(kind, u, who.1)
            } else {
                rule.next(kind, u, after)
            };
            if day < to {
                return day >= from;
            }
            (nth, after) = (nth + 1, to);
        }
    }

    #[test]
    fn weeks_of_all_are_the_spells_of_each() {
        let (rule, key, n) = (Absence::of_shares(0.3, 0.1, 400), WorldKey::new(3, 4), 77);
        let epoch: Vec<u16> = (0..n as u16).map(|slot| slot % 3).collect();
        for kind in AbsenceKind::ALL {
            let mut spells = Spells::new(kind, n);
            for (slot, &epoch) in epoch.iter().enumerate() {
                let u = key.pair(kind.purpose(), slot as u32, epoch, 0, 0);
                spells.begin(slot, rule.first(kind, u, epoch));
            }
            let mut lost = 0;
            for week in 0..50 {
                let mut presence = vec![0x7f; n];
                let world = (&rule, key, &epoch[..]);
                spells.take(world, 7 * week, &mut presence, &mut Vec::new());
                for (slot, present) in presence.into_iter().enumerate() {
                    lost += present.count_zeros() - 1;
                    for weekday in 0..7 {
                        let who = (slot as u32, epoch[slot]);
                        let away = absent(&rule, kind, key, who, 7 * week + weekday);
                        assert_eq!(present >> weekday & 1 == 0, away, "{kind:?} {who:?}");
                    }
                }
            }
            let share = f64::from(lost) / (50 * 7 * n) as f64;
            let expected = if kind == AbsenceKind::Short { 0.3 } else { 0.1 };
            assert!((share - expected).abs() < 0.05, "{kind:?} {share}");
        }
    }
}
