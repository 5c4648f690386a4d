//! The gamma quantile by table, for one shape and many uniforms.

use super::{exp, gamma_quantile, ln, ln_gamma};

/// Cells in each octave of the probability.
const CELLS: usize = 1 << CELL_BITS;
const CELL_BITS: u32 = 5;
/// Octaves on either side of one half: beyond 2^-11 and 1 - 2^-11 the quantile is
/// computed.
const OCTAVES: usize = 10;
/// High bits of 2^-11, the smallest probability of the table.
const FIRST: u64 = (0x3FF - 1 - OCTAVES as u64) << CELL_BITS;

/// [`gamma_quantile`] of one shape, to a relative error of 1e-7 and monotone in
/// the probability.
///
/// The logarithm of the quantile is interpolated by cubics with exact values and
/// slopes at their ends. Cells are 32nds of octaves of the probability, below and
/// above one half: near zero the logarithm is a line in ln p, so that equal
/// ratios have equal errors, and the same holds for 1 - p near one.
#[derive(Clone, Debug)]
pub struct GammaTable {
    shape: f64,
    /// Cubics in the place within a cell, 0 to 1: constant term first.
    below: Vec<[f64; 4]>,
    above: Vec<[f64; 4]>,
}

impl GammaTable {
    /// Prepares quantiles of gamma variables with this shape and unit scale.
    pub fn new(shape: f64) -> Self {
        Self {
            shape,
            below: cubics(shape, |p| p),
            above: cubics(shape, |q| 1.0 - q),
        }
    }

    /// The value with `p` of the distribution below it.
    #[inline]
    pub fn quantile(&self, p: f64) -> f64 {
        // 1 - p is exact for p of at least one half.
        let (tail, cubics) = if p < 0.5 {
            (p, &self.below)
        } else {
            (1.0 - p, &self.above)
        };
        let bits = tail.to_bits();
        let cell = (bits >> (52 - CELL_BITS)).wrapping_sub(FIRST) as usize;
        let Some([a, b, c, d]) = cubics.get(cell) else {
            // One half exactly, and the tails.
            return gamma_quantile(p, self.shape);
        };
        // What is left of the mantissa, as a number in [1, 2) less 1.
        let rest = bits << CELL_BITS & ((1 << 52) - 1);
        let x = f64::from_bits(0x3FF << 52 | rest) - 1.0;
        exp(a + x * (b + x * (c + x * d)))
    }
}

/// The cubics of one half; `p_of` gives the probability of a tail.
fn cubics(shape: f64, p_of: impl Fn(f64) -> f64) -> Vec<[f64; 4]> {
    let node = |at: usize| {
        let (octave, cell) = (at / CELLS, at % CELLS);
        let start = 1.0 / (1_u64 << (OCTAVES + 1 - octave)) as f64;
        let tail = start * (1.0 + cell as f64 / CELLS as f64);
        let p = p_of(tail);
        let y = ln(gamma_quantile(p, shape));
        // dy/dp is one over the density of the logarithm.
        let slope = exp(ln_gamma(shape) + exp(y) - shape * y);
        let towards = if p_of(1.0) == 0.0 { -1.0 } else { 1.0 };
        (tail, y, towards * slope)
    };
    let nodes: Vec<_> = (0..=OCTAVES * CELLS).map(node).collect();
    nodes
        .windows(2)
        .map(|pair| {
            let ((t0, y0, s0), (t1, y1, s1)) = (pair[0], pair[1]);
            let (s0, s1) = (s0 * (t1 - t0), s1 * (t1 - t0));
            let rise = y1 - y0;
            [y0, s0, 3.0 * rise - 2.0 * s0 - s1, s0 + s1 - 2.0 * rise]
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_the_quantile_and_rises() {
        for shape in [0.1, 0.3, 0.7, 1.0, 1.5, 4.0] {
            let table = GammaTable::new(shape);
            let (mut last, mut worst) = (0.0, 0.0_f64);
            for i in 1..20_000 {
                let p = f64::from(i) / 20_000.0;
                let (found, exact) = (table.quantile(p), gamma_quantile(p, shape));
                worst = worst.max((found / exact - 1.0).abs());
                assert!(found > last, "shape {shape} p {p}");
                last = found;
            }
            assert!(worst < 2e-7, "shape {shape}: {worst}");
        }
    }

    #[test]
    fn tails_and_borders_are_exact() {
        let table = GammaTable::new(0.7);
        for p in [1e-300, 1e-9, 4e-4, 0.5, 1.0 - 1e-4, 1.0 - 1e-15] {
            assert_eq!(table.quantile(p), gamma_quantile(p, 0.7), "{p}");
        }
        // Either side of a cell's end.
        for p in [0.25, 0.75, 1.0 / 2048.0, 1.0 - 1.0 / 2048.0] {
            let (low, high) = (table.quantile(p * (1.0 - 1e-15)), table.quantile(p));
            assert!((low / high - 1.0).abs() < 1e-12, "{p}");
        }
    }
}
