//! Keys of worlds and the uniforms under them.

use super::philox::{block, blocks, halves};
use super::purpose::Purpose;

/// Key of one world: what (seed, replication) is mixed into.
///
/// Equal replications mean the same chance events in every plan and at every point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct WorldKey([u32; 2]);

impl WorldKey {
    /// The key of a replication under a seed.
    ///
    /// One Philox block under a fixed key mixes both, so that neighbouring
    /// seeds and replications give unrelated worlds.
    pub fn new(seed: u64, replication: u32) -> Self {
        Self(derive(seed, replication, WORLD))
    }

    /// The uniforms in lanes `2 * pair` and `2 * pair + 1` of an occasion.
    ///
    /// `occasion` is the ordinal of this event for this entity and epoch, not
    /// a date. Both numbers lie strictly between 0 and 1.
    #[inline]
    pub fn pair(
        self,
        purpose: Purpose,
        entity: u32,
        epoch: u16,
        occasion: u32,
        pair: u32,
    ) -> (f64, f64) {
        let named = u32::from(purpose as u16) | u32::from(epoch) << 16;
        let (even, odd) = halves([entity, named, occasion, pair], self.0);
        (to_uniform(even), to_uniform(odd))
    }

    /// The uniform in one lane of an occasion: half `lane % 2` of pair
    /// `lane / 2`, so asking for a pair at once saves half the work.
    #[inline]
    pub fn uniform(
        self,
        purpose: Purpose,
        entity: u32,
        epoch: u16,
        occasion: u32,
        lane: u32,
    ) -> f64 {
        let (even, odd) = self.pair(purpose, entity, epoch, occasion, lane / 2);
        if lane.is_multiple_of(2) { even } else { odd }
    }

    /// The first occasion's pairs of many (purpose, pair), drawn at once.
    #[inline]
    pub fn firsts<const N: usize>(
        self,
        entity: u32,
        epoch: u16,
        names: &[(Purpose, u32); N],
    ) -> [(f64, f64); N] {
        let mut counters = [[entity; N], [0; N], [0; N], [0; N]];
        for (at, &(purpose, pair)) in names.iter().enumerate() {
            counters[1][at] = self.words(purpose, epoch).1;
            counters[3][at] = pair;
        }
        let words = blocks(&counters, self.0);
        let mut drawn = [(0.0, 0.0); N];
        for (at, pair) in drawn.iter_mut().enumerate() {
            *pair = uniform_pair([words[0][at], words[1][at], words[2][at], words[3][at]]);
        }
        drawn
    }

    /// The first `N` pairs of an occasion, drawn at once.
    #[inline]
    pub fn pairs<const N: usize>(
        self,
        purpose: Purpose,
        entity: u32,
        epoch: u16,
        occasion: u32,
    ) -> [(f64, f64); N] {
        let (key, named) = self.words(purpose, epoch);
        let mut counters = [[entity; N], [named; N], [occasion; N], [0; N]];
        for (pair, lane) in (0..).zip(&mut counters[3]) {
            *lane = pair;
        }
        let words = blocks(&counters, key);
        let mut drawn = [(0.0, 0.0); N];
        for (at, pair) in drawn.iter_mut().enumerate() {
            *pair = uniform_pair([words[0][at], words[1][at], words[2][at], words[3][at]]);
        }
        drawn
    }

    /// The key words and the second counter word, for callers that fill many
    /// counters with [`super::blocks`]: the counter is
    /// `[entity, purpose word, occasion, pair]`.
    #[inline]
    pub fn words(self, purpose: Purpose, epoch: u16) -> ([u32; 2], u32) {
        (self.0, u32::from(purpose as u16) | u32::from(epoch) << 16)
    }
}

/// The uniform that draw `draw` of an uncertain parameter inverts.
///
/// It depends on the parameter's id alone (FNV-1a, 64 bits), not on its place
/// in the registry: a new or a fixed parameter moves no other. The key is
/// derived apart from every world's, so parameters and chance are independent.
pub fn parameter_uniform(seed: u64, draw: u32, id: &str) -> f64 {
    let hash = fnv_1a(id);
    let named = u32::from(Purpose::ParameterDraw as u16);
    let key = derive(seed, named, PARAMETER);
    uniform_pair(block([hash as u32, (hash >> 32) as u32, draw, named], key)).0
}

/// Two uniforms from the four words of a block, as [`WorldKey::pair`] makes
/// them.
///
/// Each is an odd multiple of 2^-53, so it is exact, strictly inside (0, 1)
/// and as likely as its mirror image. (The usual `(k + 0.5) * 2^-53` is not
/// representable above one half, and its largest value rounds to 1.)
#[inline]
pub fn uniform_pair(words: [u32; 4]) -> (f64, f64) {
    let half = |low: u32, high: u32| u64::from(low) | u64::from(high) << 32;
    (
        to_uniform(half(words[0], words[1])),
        to_uniform(half(words[2], words[3])),
    )
}

#[inline]
pub(super) fn to_uniform(bits: u64) -> f64 {
    const STEP: f64 = 1.0 / (1_u64 << 53) as f64;
    ((bits >> 11) | 1) as f64 * STEP
}

/// The fixed key of key derivation: digits of pi.
const DERIVATION: [u32; 2] = [0x243F_6A88, 0x85A3_08D3];
/// Domains of key derivation: one Philox counter word keeps them apart.
const WORLD: u32 = 0;
const PARAMETER: u32 = 1;

fn derive(seed: u64, index: u32, domain: u32) -> [u32; 2] {
    let words = block(
        [seed as u32, (seed >> 32) as u32, index, domain],
        DERIVATION,
    );
    [words[0], words[1]]
}

/// Fowler, Noll and Vo's hash 1a of the id's UTF-8 bytes, 64 bits: chosen
/// because it is fixed for ever, unlike the standard library's.
fn fnv_1a(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn sample(key: WorldKey) -> Vec<u64> {
        let draw = |i| key.uniform(Purpose::Trait, i, 0, 0, 0).to_bits();
        (0..64).map(draw).collect()
    }

    #[test]
    fn uniforms_stay_strictly_inside_and_are_symmetric() {
        let low = to_uniform(0);
        let high = to_uniform(u64::MAX);
        assert!(low > 0.0 && high < 1.0);
        assert_eq!(1.0 - high, low);
    }

    #[test]
    fn hash_matches_its_published_vectors() {
        assert_eq!(fnv_1a(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv_1a("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fnv_1a("foobar"), 0x8594_4171_f739_67e8);
    }

    /// Computed by an independent implementation in another language. Any
    /// change here changes every published result: raise `model_version`.
    #[test]
    fn draws_are_pinned() {
        let key = WorldKey::new(20_270_104, 3);
        assert_eq!(key.0, [1_538_308_011, 2_715_564_285]);
        let drawn = [
            key.uniform(Purpose::Trait, 0, 0, 0, 0),
            key.uniform(Purpose::Trait, 0, 0, 0, 1),
            key.uniform(Purpose::Attempt, 41, 2, 7, 5),
            key.uniform(
                Purpose::CustomerDevice,
                u32::MAX,
                u16::MAX,
                u32::MAX,
                u32::MAX,
            ),
            parameter_uniform(20_270_104, 3, "adoption.base_rate"),
        ];
        assert_eq!(
            drawn,
            [
                0.838_505_645_807_507_4,
                0.789_868_534_778_26,
                0.077_330_472_572_141_43,
                0.031_023_405_536_598_214,
                0.541_590_675_139_413_2
            ]
        );
    }

    #[test]
    fn lanes_are_the_halves_of_pairs() {
        let key = WorldKey::new(1, 1);
        for pair in 0..8 {
            let (even, odd) = key.pair(Purpose::SignIn, 9, 1, 2, pair);
            assert_eq!(even, key.uniform(Purpose::SignIn, 9, 1, 2, 2 * pair));
            assert_eq!(odd, key.uniform(Purpose::SignIn, 9, 1, 2, 2 * pair + 1));
        }
    }

    #[test]
    fn pairs_at_once_are_the_pairs_one_by_one() {
        let key = WorldKey::new(4, 2);
        let drawn = key.pairs::<4>(Purpose::Attempt, 17, 3, 5);
        for (pair, drawn) in (0..).zip(drawn) {
            assert_eq!(drawn, key.pair(Purpose::Attempt, 17, 3, 5, pair));
        }
    }

    #[test]
    fn firsts_are_the_pairs_of_their_names() {
        let key = WorldKey::new(4, 1);
        let names = [(Purpose::Role, 2), (Purpose::Reset, 0), (Purpose::Trait, 1)];
        let drawn = key.firsts(17, 3, &names);
        for ((purpose, pair), drawn) in names.into_iter().zip(drawn) {
            assert_eq!(drawn, key.pair(purpose, 17, 3, 0, pair));
        }
    }

    #[test]
    fn filled_blocks_give_the_same_uniforms() {
        let world = WorldKey::new(1, 2);
        let (key, named) = world.words(Purpose::SignIn, 3);
        let entities: [u32; 16] = std::array::from_fn(|i| i as u32 * 5);
        let words = blocks(&[entities, [named; 16], [7; 16], [1; 16]], key);
        for (i, entity) in entities.into_iter().enumerate() {
            let filled = uniform_pair(words.map(|word| word[i]));
            assert_eq!(filled, world.pair(Purpose::SignIn, entity, 3, 7, 1));
        }
    }

    #[test]
    fn every_part_of_the_name_matters() {
        let key = WorldKey::new(5, 0);
        let mut seen = BTreeSet::new();
        let mut count = 0;
        for purpose in [Purpose::Trait, Purpose::Role, Purpose::Bootstrap] {
            for entity in 0..4 {
                for epoch in 0..4 {
                    for occasion in 0..4 {
                        for lane in 0..4 {
                            let u = key.uniform(purpose, entity, epoch, occasion, lane);
                            seen.insert(u.to_bits());
                            count += 1;
                        }
                    }
                }
            }
        }
        assert_eq!(seen.len(), count);
    }

    #[test]
    fn a_step_of_seed_or_replicate_changes_everything() {
        let here = sample(WorldKey::new(7, 7));
        for other in [
            WorldKey::new(8, 7),
            WorldKey::new(6, 7),
            WorldKey::new(7, 8),
            WorldKey::new(7, 6),
            WorldKey::new(7 + (1 << 32), 7),
        ] {
            let there = sample(other);
            assert!(here.iter().zip(&there).all(|(a, b)| a != b));
            // About half of the bits of the keys differ (of 64: 16 to 48 has
            // a probability of misses under 1e-4 a pair).
            let bits: u32 = [0, 1]
                .map(|i| (other.0[i] ^ WorldKey::new(7, 7).0[i]).count_ones())
                .iter()
                .sum();
            assert!((16..=48).contains(&bits), "{bits}");
        }
    }

    #[test]
    fn worlds_of_a_large_study_are_distinct() {
        let mut keys = BTreeSet::new();
        for seed in 0..100 {
            for replication in 0..1000 {
                keys.insert(WorldKey::new(seed, replication).0);
            }
        }
        assert_eq!(keys.len(), 100_000);
    }

    #[test]
    fn neighbouring_worlds_are_uncorrelated() {
        // Correlation of 20,000 pairs: sd 0.0071; five sd is a false alarm of
        // 6e-7 on each of the three comparisons.
        let n = 20_000;
        let (a, b) = (WorldKey::new(3, 0), WorldKey::new(3, 1));
        let u = |k: WorldKey, i, lane| k.uniform(Purpose::SignIn, i, 0, 0, lane) - 0.5;
        for (left, right) in [((a, 0), (b, 0)), ((a, 0), (a, 1)), ((a, 1), (b, 1))] {
            let product: f64 = (0..n)
                .map(|i| u(left.0, i, left.1) * u(right.0, i, right.1))
                .sum();
            let correlation = 12.0 * product / f64::from(n);
            assert!(correlation.abs() < 0.0354, "{correlation}");
        }
    }

    #[test]
    fn parameters_are_keyed_by_id_alone_and_apart_from_worlds() {
        assert_ne!(
            parameter_uniform(1, 0, "a.b"),
            parameter_uniform(1, 0, "a.c")
        );
        assert_ne!(
            parameter_uniform(1, 0, "a.b"),
            parameter_uniform(1, 1, "a.b")
        );
        assert_ne!(
            parameter_uniform(1, 0, "a.b"),
            parameter_uniform(2, 0, "a.b")
        );
        for index in 0..1000 {
            assert_ne!(derive(9, index, WORLD), derive(9, index, PARAMETER));
        }
    }
}
