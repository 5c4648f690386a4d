//! Philox as a sequential generator, for what takes many numbers of one law at once.

use super::key::WorldKey;
use super::philox::block;
use super::purpose::Purpose;
use rand::rand_core::block::{BlockRng, Generator};
use rand::{SeedableRng, TryRng};
use std::convert::Infallible;

/// Philox4x32-10 as a generator of rand's traits: the words of successive counters.
///
/// Its values never change: the same seed gives the same words on every platform and in
/// every version. [`WorldKey::generator`] names one by its key.
#[derive(Clone, Debug)]
pub struct Philox(BlockRng<Counter>);

/// The key, and the counter of the next block, lowest word first.
#[derive(Clone, Debug)]
struct Counter {
    key: [u32; 2],
    next: [u32; 4],
}

impl Generator for Counter {
    type Output = [u32; 4];

    fn generate(&mut self, output: &mut [u32; 4]) {
        *output = block(self.next, self.key);
        for word in &mut self.next {
            *word = word.wrapping_add(1);
            if *word != 0 {
                break;
            }
        }
    }
}

impl SeedableRng for Philox {
    /// Two words of key, then four of the first counter, each little-endian.
    type Seed = [u8; 24];

    fn from_seed(seed: [u8; 24]) -> Self {
        let (words, _) = seed.as_chunks::<4>();
        let [k0, k1, c0, c1, c2, c3] = std::array::from_fn(|at| u32::from_le_bytes(words[at]));
        let (key, next) = ([k0, k1], [c0, c1, c2, c3]);
        Self(BlockRng::new(Counter { key, next }))
    }
}

impl TryRng for Philox {
    type Error = Infallible;

    #[inline]
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(self.0.next_word())
    }

    #[inline]
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(self.0.next_u64_from_u32())
    }

    #[inline]
    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        self.0.fill_bytes(bytes);
        Ok(())
    }
}

impl WorldKey {
    /// The generator of one occasion of a purpose.
    ///
    /// Its counters are those of the keyed draws of the same purpose and epoch, so a
    /// (purpose, epoch) is read by generators or draw by draw, never both. After 2^32
    /// blocks it would run into another purpose.
    pub fn generator(self, purpose: Purpose, epoch: u16, occasion: u32) -> Philox {
        let (key, named) = self.words(purpose, epoch);
        let next = [0, named, occasion, 0];
        Philox(BlockRng::new(Counter { key, next }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::Rng;
    use rand::seq::SliceRandom;

    fn seeded(key: [u32; 2], counter: [u32; 4]) -> Philox {
        let mut seed = [0; 24];
        let words = key.into_iter().chain(counter);
        for (bytes, word) in seed.chunks_exact_mut(4).zip(words) {
            bytes.copy_from_slice(&word.to_le_bytes());
        }
        Philox::from_seed(seed)
    }

    /// Random123's known answers for philox4x32-10, as in the tests of the block.
    #[test]
    fn known_answers() {
        let cases = [
            (
                [0; 2],
                [0; 4],
                [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8],
            ),
            (
                [u32::MAX; 2],
                [u32::MAX; 4],
                [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd],
            ),
            (
                [0xa409_3822, 0x299f_31d0],
                [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344],
                [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1],
            ),
        ];
        for (key, counter, words) in cases {
            let mut generator = seeded(key, counter);
            assert_eq!([(); 4].map(|()| generator.next_u32()), words);
        }
    }

    #[test]
    fn counters_follow_one_another_with_carry() {
        let key = [7, 8];
        let mut generator = seeded(key, [u32::MAX, u32::MAX, 3, 4]);
        let words = [(); 8].map(|()| generator.next_u32());
        assert_eq!(words[..4], block([u32::MAX, u32::MAX, 3, 4], key));
        assert_eq!(words[4..], block([0, 0, 4, 4], key));
        // The last counter is followed by the first.
        let mut generator = seeded(key, [u32::MAX; 4]);
        let words = [(); 8].map(|()| generator.next_u32());
        assert_eq!(words[4..], block([0; 4], key));
    }

    #[test]
    fn wide_words_are_two_words_low_first() {
        let key = WorldKey::new(3, 1);
        let mut narrow = key.generator(Purpose::Bootstrap, 1, 9);
        let mut wide = narrow.clone();
        for _ in 0..9 {
            let (low, high) = (narrow.next_u32(), narrow.next_u32());
            assert_eq!(wide.next_u64(), u64::from(low) | u64::from(high) << 32);
        }
        let mut bytes = [0; 8];
        wide.fill_bytes(&mut bytes);
        assert_eq!(bytes[..4], narrow.next_u32().to_le_bytes());
        assert_eq!(bytes[4..], narrow.next_u32().to_le_bytes());
    }

    /// What a name gives, and what rand makes of it: a new version of rand that deals
    /// otherwise would move resampled intervals.
    #[test]
    fn named_generators_are_pinned() {
        let key = WorldKey::new(20_270_104, 3);
        let mut generator = key.generator(Purpose::Bootstrap, 1, 5);
        let (words, named) = key.words(Purpose::Bootstrap, 1);
        let first = block([0, named, 5, 0], words);
        assert_eq!([(); 4].map(|()| generator.next_u32()), first);
        assert_eq!(generator.next_u32(), 3_426_612_611);
        let mut order: Vec<u32> = (0..12).collect();
        order.shuffle(&mut key.generator(Purpose::Bootstrap, 0, 5));
        assert_eq!(order, [6, 9, 1, 7, 5, 10, 3, 8, 11, 2, 0, 4]);
        let mut seeded = Philox::seed_from_u64(1);
        assert_eq!(seeded.next_u64(), 4_958_068_807_719_403_429);
        let other = [
            WorldKey::new(20_270_104, 4).generator(Purpose::Bootstrap, 1, 5),
            key.generator(Purpose::Bootstrap, 2, 5),
            key.generator(Purpose::Bootstrap, 1, 6),
            key.generator(Purpose::Trait, 1, 5),
        ];
        for mut other in other {
            assert_ne!([(); 4].map(|()| other.next_u32()), first);
        }
    }
}
