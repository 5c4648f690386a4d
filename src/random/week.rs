//! One uniform for each day of a week, all from one block.
//!
//! The block's eight halves of a word are h0 to h7; day d has the 32 bits
//! h_d · 2^16 + h7. Each day's number is exactly uniform. The days share their
//! lowest sixteen bits, which decides something only where the upper ones tie
//! with a threshold, in one of 65,536 draws.

use super::key::WorldKey;
use super::philox::lanes;
use super::purpose::Purpose;
use crate::vector::kernel;

/// People whose weeks are drawn at once.
pub const LANES: usize = 32;

/// Uniforms of the days of one week, Monday first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week([u32; 4]);

/// Weeks of [`LANES`] people.
#[derive(Clone, Debug, Default)]
pub struct Weeks([[u32; LANES]; 4]);

/// A probability to compare a day's uniform with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chance {
    below: u32,
    /// All days, for a certainty.
    always: u8,
}

const ONE: f64 = (1u64 << 32) as f64;

impl Chance {
    /// Rounds to a multiple of 2^-32.
    pub fn new(probability: f64) -> Self {
        let below = (probability.clamp(0.0, 1.0) * ONE).round() as u64;
        Self {
            below: below.min(u64::from(u32::MAX)) as u32,
            always: if below > u64::from(u32::MAX) { 0x7f } else { 0 },
        }
    }
}

impl WorldKey {
    /// A week of one person: the block of this occasion and pair.
    #[inline]
    pub fn week(self, purpose: Purpose, entity: u32, epoch: u16, week: u16, pair: u32) -> Week {
        let (key, named) = self.words(purpose, epoch);
        Week(super::block([entity, named, u32::from(week), pair], key))
    }
}

kernel! {
/// Days of the week of many people on which something happens: [`Week::below`] of their
/// blocks. `words`: those of [`WorldKey::words`] for epoch 0.
pub fn days_below(
    words: ([u32; 2], u32), who: &([u32; LANES], [u16; LANES]), week: u16, pair: u32, chance: Chance,
) -> [u8; LANES] {
    Weeks::of(words, &who.0, &who.1, week, pair).below(chance)
}
}

impl Week {
    /// The uniform of a weekday, strictly inside (0, 1): its upper 23 bits.
    #[inline(always)]
    pub fn day(&self, weekday: u16) -> f32 {
        let shift = 16 * (1 - u32::from(weekday) % 2);
        let upper = self.0[usize::from(weekday / 2)] << shift & 0xffff_0000;
        single(upper | self.0[3] >> 16)
    }

    /// The days on which something of this probability happens, as bits.
    #[inline]
    pub fn below(&self, chance: Chance) -> u8 {
        let mut days = 0;
        let tail = self.0[3] >> 16;
        for (at, word) in self.0.into_iter().enumerate() {
            days |= u8::from(word << 16 | tail < chance.below) << (2 * at);
            days |= u8::from(word & 0xffff_0000 | tail < chance.below) << (2 * at + 1);
        }
        days & 0x7f | chance.always
    }
}

/// The middle of one of 2^23 equal parts of (0, 1): exact, and never 0 or 1.
#[inline(always)]
pub(crate) fn single(bits: u32) -> f32 {
    const STEP: f32 = 1.0 / (1u32 << 23) as f32;
    ((bits >> 9) as i32 as f32 + 0.5) * STEP
}

impl Weeks {
    /// [`WorldKey::week`] of many people, inside of a kernel; `words` are those of
    /// [`WorldKey::words`] for epoch 0.
    #[inline(always)]
    pub(crate) fn of(
        (key, named): ([u32; 2], u32),
        entities: &[u32; LANES],
        epochs: &[u16; LANES],
        week: u16,
        pair: u32,
    ) -> Self {
        let mut named = [named; LANES];
        for (named, epoch) in named.iter_mut().zip(epochs) {
            *named |= u32::from(*epoch) << 16;
        }
        let counters = [*entities, named, [u32::from(week); LANES], [pair; LANES]];
        Self(lanes(&counters, key))
    }

    /// [`Weeks::of`] people with consecutive numbers.
    #[inline(always)]
    pub(crate) fn draw(
        words: ([u32; 2], u32),
        first: u32,
        epochs: &[u16; LANES],
        week: u16,
        pair: u32,
    ) -> Self {
        let mut entities = [first; LANES];
        for (lane, entity) in entities.iter_mut().enumerate() {
            *entity += lane as u32;
        }
        Self::of(words, &entities, epochs, week, pair)
    }

    /// The 32 bits of a day of one of the people.
    #[inline(always)]
    pub(crate) fn bits(&self, weekday: usize, lane: usize) -> u32 {
        let shift = 16 * (1 - weekday as u32 % 2);
        self.0[weekday / 2][lane] << shift & 0xffff_0000 | self.0[3][lane] >> 16
    }

    /// [`Week::below`] of everybody.
    #[inline(always)]
    pub fn below(&self, chance: Chance) -> [u8; LANES] {
        let ([a, b, c, d], below) = (&self.0, chance.below);
        let mut days = [0u32; LANES];
        for i in 0..LANES {
            let tail = d[i] >> 16;
            let low = |word: u32, bit: u32| if word << 16 | tail < below { bit } else { 0 };
            let high = |word: u32, bit: u32| {
                let upper = word & 0xffff_0000;
                if upper | tail < below { bit } else { 0 }
            };
            days[i] = low(a[i], 1)
                | high(a[i], 2)
                | low(b[i], 4)
                | high(b[i], 8)
                | low(c[i], 16)
                | high(c[i], 32)
                | low(d[i], 64);
        }
        let mut bytes = [0; LANES];
        for i in 0..LANES {
            bytes[i] = days[i] as u8 | chance.always;
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_weeks_are_the_single_week_repeated() {
        let key = WorldKey::new(3, 1);
        let who = (
            std::array::from_fn(|i| i as u32 * 77),
            std::array::from_fn(|i| i as u16 % 3),
        );
        let weeks = Weeks::of(key.words(Purpose::SignIn, 0), &who.0, &who.1, 9, 7);
        for chance in [0.0, 0.18, 0.5, 0.88, 1.0].map(Chance::new) {
            let days = weeks.below(chance);
            for (i, days) in days.into_iter().enumerate() {
                let one = key.week(Purpose::SignIn, who.0[i], who.1[i], 9, 7);
                for day in 0..7 {
                    assert_eq!(single(weeks.bits(usize::from(day), i)), one.day(day));
                }
                assert_eq!(one.below(chance), days);
            }
        }
    }

    #[test]
    fn days_below_are_the_days_whose_uniform_is_below() {
        let key = WorldKey::new(3, 2);
        for person in 0..1000 {
            let week = key.week(Purpose::Risky, person, 0, 4, 7);
            for p in [0.0, 0.1, 0.393, 0.5, 1.0] {
                let days = week.below(Chance::new(p));
                for day in 0..7u16 {
                    let u = week.day(day);
                    // Beside ties of the upper 23 bits.
                    assert!(
                        (f64::from(u) - p).abs() < 1e-6
                            || (days >> day & 1 == 1) == (f64::from(u) < p)
                    );
                }
            }
        }
    }

    /// Shares of 70,000 days: standard error at most 0.0019; five of them are a
    /// false alarm of 6e-7 on each of three shares and six products of weekdays.
    #[test]
    fn days_have_their_probability_and_are_independent() {
        let (key, n) = (WorldKey::new(3, 3), 10_000);
        for p in [0.18, 0.5, 0.88] {
            let weeks: Vec<u8> = (0..n)
                .map(|i| key.week(Purpose::SignIn, i, 0, 0, 7).below(Chance::new(p)))
                .collect();
            let days: u32 = weeks.iter().map(|week| week.count_ones()).sum();
            let share = f64::from(days) / f64::from(7 * n);
            assert!((share - p).abs() < 5.0 * (p * (1.0 - p) / 70_000.0).sqrt());
            for (a, b) in [(0, 1), (2, 6)] {
                let both = weeks.iter().filter(|w| *w >> a & *w >> b & 1 == 1).count();
                let share = both as f64 / f64::from(n);
                let error = (p * p * (1.0 - p * p) / f64::from(n)).sqrt();
                assert!((share - p * p).abs() < 5.0 * error, "{p}: {share}");
            }
        }
    }
}
