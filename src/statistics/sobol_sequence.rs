//! Owen-scrambled Sobol' points.

use super::resample::epoch;
use super::sobol_table::TABLE;
use crate::random::{Purpose, WorldKey, block, uniform_pair};

/// Coordinates of a point with direction numbers of their own.
const DIMENSIONS: usize = TABLE.len() + 1;
/// Most points of a set: the first so many differ in the digits that are
/// scrambled one by one.
pub const SOBOL_POINTS: u32 = 1 << 20;

/// Digits that one block of 128 random bits scrambles: a tree of 127 nodes.
const DIGITS: u32 = 7;
/// Blocks along the digits; what follows them is one uniform.
const BLOCKS: u32 = 3;

/// The scrambled Sobol' sequence in some number of dimensions.
///
/// Sobol' (1967) with the direction numbers of Joe and Kuo (2008), scrambled
/// digit by digit (A. B. Owen 1995, "Randomly permuted (t,m,s)-nets and
/// (t,s)-sequences"): every point is uniform, and the first 2^m points remain
/// a net. A point depends on the key, its dimension and its index only, so a
/// longer set starts with the shorter one.
///
/// Every 128 dimensions are a set of their own: those after the first take the same sequence
/// with its points in another order, shuffled by the same tree (B. Burley 2020, "Practical
/// hash-based Owen scrambling"). Coordinates of two sets are independent, each set a net.
#[derive(Clone, Debug)]
pub struct SobolSequence {
    directions: Vec<[u32; 32]>,
    dimensions: usize,
    key: WorldKey,
}

impl SobolSequence {
    /// A sequence in `dimensions`, scrambled by `key`; `None` of none.
    pub fn new(dimensions: usize, key: WorldKey) -> Option<Self> {
        (dimensions > 0).then(|| Self {
            directions: (0..dimensions.min(DIMENSIONS)).map(directions).collect(),
            dimensions,
            key,
        })
    }

    /// Point `index`, every coordinate strictly between 0 and 1; `None` from
    /// [`SOBOL_POINTS`] on.
    pub fn point(&self, index: u32) -> Option<Vec<f64>> {
        if index >= SOBOL_POINTS {
            return None;
        }
        let mut point = Vec::with_capacity(self.dimensions);
        for first in (0..self.dimensions).step_by(DIMENSIONS) {
            let index = self.shuffle(index, first / DIMENSIONS);
            let set = self.directions.iter().take(self.dimensions - first);
            let bits = set.map(|numbers| digits(numbers, index));
            point.extend(
                (first as u32..)
                    .zip(bits)
                    .map(|(at, bits)| self.scramble(bits, at)),
            );
        }
        Some(point)
    }

    /// Where a point of the first set is in another one: blocks of 2^m points stay blocks.
    fn shuffle(&self, index: u32, set: usize) -> u32 {
        const LAST: u32 = 32 - DIGITS * BLOCKS;
        if set == 0 {
            return index;
        }
        self.flip(index << LAST, u32::MAX - set as u32)
    }

    fn scramble(&self, bits: u32, dimension: u32) -> f64 {
        let (key, named) = self.key.words(Purpose::Bootstrap, epoch::OWEN);
        let prefix = bits >> (32 - DIGITS * BLOCKS);
        let (rest, _) = uniform_pair(block([dimension, named, prefix, BLOCKS], key));
        let cells = f64::from(1_u32 << (DIGITS * BLOCKS));
        // Rounding could reach 1.
        ((f64::from(self.flip(bits, dimension)) + rest) / cells).min(1.0 - f64::EPSILON / 2.0)
    }

    /// The first digits, each flipped or not by the digits before it and a name.
    fn flip(&self, bits: u32, name: u32) -> u32 {
        let (key, named) = self.key.words(Purpose::Bootstrap, epoch::OWEN);
        let mut scrambled = 0;
        for level in 0..BLOCKS {
            // The random flip of a digit depends on all digits before it: the
            // block is named by those before its first, a node by the rest.
            let prefix = bits.checked_shr(32 - DIGITS * level).unwrap_or(0);
            let words = block([name, named, prefix, level], key);
            let mut node = 1;
            for place in 0..DIGITS {
                let digit = bits >> (31 - DIGITS * level - place) & 1;
                let flip = words[node as usize / 32] >> (node % 32) & 1;
                scrambled = scrambled << 1 | (digit ^ flip);
                node = node << 1 | digit;
            }
        }
        scrambled
    }
}

/// Binary digits of a coordinate, the first in the highest bit, in Gray-code
/// order (Antonov and Saleev 1979).
fn digits(numbers: &[u32; 32], index: u32) -> u32 {
    let gray = index ^ (index >> 1);
    let set = (0..32).filter(|bit| gray >> bit & 1 == 1);
    set.fold(0, |digits, bit| digits ^ numbers[bit as usize])
}

/// The direction numbers of a dimension (Bratley and Fox 1988).
fn directions(dimension: usize) -> [u32; 32] {
    let mut v: [u32; 32] = std::array::from_fn(|bit| 1 << (31 - bit));
    let Some((coefficients, initial)) = dimension.checked_sub(1).map(|row| TABLE[row]) else {
        return v;
    };
    let degree = initial.len();
    for (bit, m) in initial.iter().enumerate() {
        v[bit] = m << (31 - bit);
    }
    for bit in degree..32 {
        let mut next = v[bit - degree] ^ (v[bit - degree] >> degree);
        for j in 1..degree {
            if coefficients >> (degree - 1 - j) & 1 == 1 {
                next ^= v[bit - j];
            }
        }
        v[bit] = next;
    }
    v
}

#[cfg(test)]
mod tests {
    use super::super::reference::comparison;
    use super::*;

    #[test]
    fn unscrambled_points_match_the_reference() {
        let points: Vec<Vec<f64>> =
            serde_json::from_value(comparison()["sobol_points"].clone()).unwrap();
        assert_eq!(points.len(), 16);
        for (index, point) in points.iter().enumerate() {
            for (dimension, &x) in point.iter().enumerate() {
                let ours = digits(&directions(dimension), index as u32);
                assert_eq!(f64::from(ours) / 4_294_967_296.0, x, "{index} {dimension}");
            }
        }
    }

    /// Every dimension is a permutation of the cells of each size: m odd and
    /// below 2^k, and the scrambling keeps it so.
    #[test]
    fn every_coordinate_is_stratified() {
        let sequence = SobolSequence::new(2 * DIMENSIONS + 9, WorldKey::new(8, 0)).unwrap();
        let points: Vec<Vec<f64>> = (0..1024).filter_map(|i| sequence.point(i)).collect();
        for dimension in 0..2 * DIMENSIONS + 9 {
            for cells in [2_usize, 64, 1024] {
                let mut counts = vec![0; cells];
                for point in &points[..cells] {
                    counts[(point[dimension] * cells as f64) as usize] += 1;
                }
                assert!(
                    counts.iter().all(|&count| count == 1),
                    "{dimension} {cells}"
                );
            }
        }
        // The first two coordinates of a set are a (0, m, 2)-net: every rectangle of
        // area 1/1024 holds one point.
        for first in [0, DIMENSIONS] {
            for split in 0..=10 {
                let (wide, high) = (1_usize << split, 1_usize << (10 - split));
                let mut counts = vec![0; 1024];
                for point in &points {
                    let cell = |x: f64, cells: usize| (x * cells as f64) as usize;
                    let (x, y) = (point[first], point[first + 1]);
                    counts[cell(x, wide) * high + cell(y, high)] += 1;
                }
                assert!(counts.iter().all(|&count| count == 1), "{first} {split}");
            }
        }
    }

    /// The same direction numbers in two sets: coordinates do not move together.
    #[test]
    fn sets_are_independent() {
        let sequence = SobolSequence::new(DIMENSIONS + 1, WorldKey::new(4, 0)).unwrap();
        let points: Vec<Vec<f64>> = (0..4096).filter_map(|i| sequence.point(i)).collect();
        let mut counts = [0_u32; 64];
        for point in &points {
            let cell = |x: f64| (x * 8.0) as usize;
            counts[8 * cell(point[0]) + cell(point[DIMENSIONS])] += 1;
        }
        // 49 degrees of freedom at most: above 112 less than once in a million.
        let square = |count: u32| (f64::from(count) - 64.0) * (f64::from(count) - 64.0) / 64.0;
        let chi: f64 = counts.into_iter().map(square).sum();
        assert!(chi < 112.0, "{chi}");
    }

    /// A fixed point of the unscrambled sequence is uniform over keys.
    #[test]
    fn scrambled_points_are_uniform() {
        let mut counts = [0_u32; 20];
        for replication in 0..4000 {
            let key = WorldKey::new(3, replication);
            let point = SobolSequence::new(2, key).unwrap().point(1).unwrap();
            counts[(point[1] * 20.0) as usize] += 1;
        }
        // 19 degrees of freedom: above 65 once in a million.
        let chi: f64 = counts
            .iter()
            .map(|&count| (f64::from(count) - 200.0) * (f64::from(count) - 200.0) / 200.0)
            .sum();
        assert!(chi < 65.0, "{chi}");
    }

    #[test]
    fn limits() {
        let key = WorldKey::new(3, 0);
        assert!(SobolSequence::new(0, key).is_none());
        let sequence = SobolSequence::new(1, key).unwrap();
        assert_eq!(sequence.point(SOBOL_POINTS), None);
        assert!(sequence.point(SOBOL_POINTS - 1).is_some());
    }
}
