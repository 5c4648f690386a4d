//! Quantiles by table, for one distribution and many uniforms.

/// Cells in each octave of the probability.
const CELLS: usize = 1 << CELL_BITS;
const CELL_BITS: u32 = 4;
/// Octaves on either side of one half: beyond 2^-13 and 1 - 2^-13 the quantile is
/// computed.
const OCTAVES: usize = 12;
/// High bits of 2^-13, the smallest probability of the table.
const FIRST: u64 = (0x3FF - 1 - OCTAVES as u64) << CELL_BITS;

/// A quantile function of one parameter, to a relative error of about 1e-6.
///
/// Each cell is the cubic through four of its points. Cells are 16ths of octaves of the
/// probability, below and above one half, so that powers of a small probability or of a
/// small rest have the same relative error everywhere.
#[derive(Clone, Debug)]
pub struct QuantileTable {
    exact: fn(f64, f64) -> f64,
    parameter: f64,
    /// Cubics in the place within a cell, 0 to 1, constant term first: below one half,
    /// then above it.
    cubics: Vec<[f64; 4]>,
}

impl QuantileTable {
    /// Prepares `exact(p, parameter)` for many p.
    pub fn new(exact: fn(f64, f64) -> f64, parameter: f64) -> Self {
        let mut all = cubics(|p| exact(p, parameter));
        all.extend(cubics(|q| exact(1.0 - q, parameter)));
        Self {
            exact,
            parameter,
            cubics: all,
        }
    }

    /// The value with `p` of the distribution below it.
    #[inline]
    pub fn quantile(&self, p: f64) -> f64 {
        // 1 - p is exact for p of at least one half.
        let bits = p.min(1.0 - p).to_bits();
        let cell = (bits >> (52 - CELL_BITS)).wrapping_sub(FIRST) as usize;
        if cell >= OCTAVES * CELLS {
            // One half exactly, and the tails.
            return (self.exact)(p, self.parameter);
        }
        let half = usize::from(p > 0.5) * (OCTAVES * CELLS);
        let [a, b, c, d] = self.cubics[half + cell];
        // What is left of the mantissa, as a number in [1, 2) less 1.
        let rest = bits << CELL_BITS & ((1 << 52) - 1);
        let x = f64::from_bits(0x3FF << 52 | rest) - 1.0;
        a + x * (b + x * (c + x * d))
    }
}

/// The cubics of one half, by the probability of its tail.
fn cubics(exact: impl Fn(f64) -> f64) -> Vec<[f64; 4]> {
    let at = |third: usize| {
        let (octave, third) = (third / (3 * CELLS), third % (3 * CELLS));
        let start = 1.0 / (1_u64 << (OCTAVES + 1 - octave)) as f64;
        exact(start * (1.0 + third as f64 / (3 * CELLS) as f64))
    };
    let values: Vec<f64> = (0..=3 * OCTAVES * CELLS).map(at).collect();
    (0..OCTAVES * CELLS)
        .map(|cell| {
            let y = &values[3 * cell..];
            let (once, rise) = (y[1] - y[0], y[2] - y[1]);
            let twice = rise - once;
            let thrice = y[3] - y[2] - rise - twice;
            [
                y[0],
                3.0 * once - 1.5 * twice + thrice,
                4.5 * (twice - thrice),
                4.5 * thrice,
            ]
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::{exp, gamma_quantile, normal_quantile};
    use super::*;

    fn log_normal(p: f64, spread: f64) -> f64 {
        exp(spread * normal_quantile(p))
    }

    fn worst(exact: fn(f64, f64) -> f64, parameter: f64) -> f64 {
        let table = QuantileTable::new(exact, parameter);
        let (mut last, mut worst) = (0.0, 0.0_f64);
        for i in 1..20_000 {
            let p = f64::from(i) / 20_000.0;
            let found = table.quantile(p);
            worst = worst.max((found / exact(p, parameter) - 1.0).abs());
            assert!(found > last, "{parameter} {p}");
            last = found;
        }
        worst
    }

    #[test]
    fn the_table_is_the_quantile_and_rises() {
        for (shape, most) in [
            (0.1, 1e-4),
            (0.3, 1e-6),
            (0.7, 1e-7),
            (1.5, 1e-7),
            (4.0, 1e-6),
        ] {
            let found = worst(gamma_quantile, shape);
            assert!(found < most, "shape {shape}: {found}");
        }
        for spread in [0.4, 1.0, 1.6, 3.0] {
            let found = worst(log_normal, spread);
            assert!(found < 1e-6, "spread {spread}: {found}");
        }
        let constant = QuantileTable::new(log_normal, 0.0);
        assert!(
            [0.1, 0.3, 0.77]
                .iter()
                .all(|p| constant.quantile(*p) == 1.0)
        );
    }

    #[test]
    fn tails_and_borders_are_exact() {
        let table = QuantileTable::new(gamma_quantile, 0.7);
        for p in [1e-300, 1e-9, 1e-4, 0.5, 1.0 - 1e-4, 1.0 - 1e-15] {
            assert_eq!(table.quantile(p), gamma_quantile(p, 0.7), "{p}");
        }
        // Either side of a cell's end.
        for p in [0.25, 0.75, 1.0 / 8192.0, 1.0 - 1.0 / 8192.0] {
            let (low, high) = (table.quantile(p * (1.0 - 1e-15)), table.quantile(p));
            assert!((low / high - 1.0).abs() < 1e-12, "{p}");
        }
    }
}
