//! Four uniforms of one block, for draws that are made by the million.
//!
//! Word w gives (w + ½)·2^-32: strictly inside (0, 1), and as likely as its mirror
//! image. A block that is read this way names four lanes where [`WorldKey::pair`] has
//! two; a purpose is read one way or the other, never both.

use super::key::WorldKey;
use super::philox::{blocks, halves};
use super::purpose::Purpose;

/// The four uniforms of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quad(u64, u64);

/// The uniform of a word.
#[inline]
pub fn word_uniform(word: u32) -> f64 {
    const STEP: f64 = 1.0 / (1_u64 << 32) as f64;
    (f64::from(word) + 0.5) * STEP
}

impl Quad {
    /// From the words of a block.
    #[inline]
    pub fn new([a, b, c, d]: [u32; 4]) -> Self {
        let half = |low: u32, high: u32| u64::from(low) | u64::from(high) << 32;
        Self(half(a, b), half(c, d))
    }

    /// The uniform of a lane, 0 to 3.
    #[inline]
    pub fn u(self, lane: u32) -> f64 {
        let half = if lane < 2 { self.0 } else { self.1 };
        word_uniform((half >> (32 * (lane & 1))) as u32)
    }
}

impl WorldKey {
    /// Lanes `4 * at` to `4 * at + 3` of an occasion.
    #[inline]
    pub fn quad(self, purpose: Purpose, entity: u32, epoch: u16, occasion: u32, at: u32) -> Quad {
        let (key, named) = self.words(purpose, epoch);
        let (low, high) = halves([entity, named, occasion, at], key);
        Quad(low, high)
    }

    /// [`WorldKey::quad`] of many entities of epoch 0 on their first occasion.
    #[inline]
    pub fn first_quads<const N: usize>(
        self,
        purpose: Purpose,
        entities: &[u32; N],
        at: u32,
    ) -> [Quad; N] {
        let (key, named) = self.words(purpose, 0);
        let words = blocks(&[*entities, [named; N], [0; N], [at; N]], key);
        std::array::from_fn(|i| Quad::new(words.each_ref().map(|word| word[i])))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::block;

    #[test]
    fn words_are_inside_and_symmetric() {
        assert!(word_uniform(0) > 0.0 && word_uniform(u32::MAX) < 1.0);
        assert_eq!(1.0 - word_uniform(u32::MAX), word_uniform(0));
    }

    #[test]
    fn lanes_are_the_words_of_the_block() {
        let world = WorldKey::new(2, 9);
        let (key, named) = world.words(Purpose::CustomerSignIn, 3);
        let words = block([7, named, 5, 1], key);
        let quad = world.quad(Purpose::CustomerSignIn, 7, 3, 5, 1);
        assert_eq!(quad, Quad::new(words));
        for (lane, word) in words.into_iter().enumerate() {
            assert_eq!(quad.u(lane as u32), word_uniform(word));
        }
    }

    #[test]
    fn many_quads_are_the_single_quad_repeated() {
        let world = WorldKey::new(2, 8);
        let entities: [u32; 16] = std::array::from_fn(|i| 1000 + 3 * i as u32);
        let quads = world.first_quads(Purpose::CustomerTrait, &entities, 1);
        for (entity, quad) in entities.into_iter().zip(quads) {
            assert_eq!(quad, world.quad(Purpose::CustomerTrait, entity, 0, 0, 1));
        }
    }
}
