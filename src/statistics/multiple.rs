//! Quantiles for several comparisons at once.

use crate::math;

/// Half the panels of Simpson's rule, inner and outer.
const PANELS: usize = 80;

/// The one-sided equicoordinate point of a `k`-variate t with `df` degrees of
/// freedom and correlations 1/2: all `k` lie below it with probability
/// `level`.
///
/// Dunnett (1955), "A multiple comparison procedure for comparing several
/// treatments with a control". The integral over the common part and over the
/// scale is taken by Simpson's rule; about six digits, four below 3 degrees.
/// `None` for `k` 0, `df` below 1 or a level outside 0..1.
pub(super) fn equicoordinate_t(k: usize, df: f64, level: f64) -> Option<f64> {
    if k == 0 || !(df >= 1.0 && level > 0.0 && level < 1.0) {
        return None;
    }
    let rule = Rule::new(k, df);
    let (mut lo, mut hi) = (-1.0, 1.0);
    while rule.probability(hi) < level {
        hi *= 2.0;
        if hi > 1e9 {
            return None;
        }
    }
    while rule.probability(lo) > level {
        lo *= 2.0;
        if lo < -1e9 {
            return None;
        }
    }
    while hi - lo > 1e-8 * hi.abs().max(1.0) {
        let middle = (lo + hi) / 2.0;
        if rule.probability(middle) < level {
            lo = middle;
        } else {
            hi = middle;
        }
    }
    Some((lo + hi) / 2.0)
}

/// Nodes and weights over the scale (chi over root df) and the common normal.
struct Rule {
    k: u32,
    scales: Vec<(f64, f64)>,
    normals: Vec<(f64, f64)>,
}

impl Rule {
    fn new(k: usize, df: f64) -> Self {
        let spread = 9.0 / (2.0 * df).sqrt();
        // Density of chi_df / sqrt(df).
        let constant = math::ln(2.0) + df / 2.0 * math::ln(df / 2.0) - math::ln_gamma(df / 2.0);
        let density = |s: f64| {
            if s <= 0.0 {
                // Only one degree of freedom has mass there.
                return if df == 1.0 { math::exp(constant) } else { 0.0 };
            }
            math::exp(constant + (df - 1.0) * math::ln(s) - df * s * s / 2.0)
        };
        let normal = |x: f64| math::exp(-x * x / 2.0);
        Self {
            k: k as u32,
            scales: simpson((1.0 - spread).max(0.0), 1.0 + spread, density),
            normals: simpson(-8.0, 8.0, normal),
        }
    }

    fn probability(&self, point: f64) -> f64 {
        let inner = |scale: f64| -> f64 {
            let shift = std::f64::consts::SQRT_2 * point * scale;
            let term = |&(x, weight): &(f64, f64)| {
                weight * math::powi(math::normal_cdf(x + shift), self.k)
            };
            self.normals.iter().map(term).sum()
        };
        let terms = self.scales.iter();
        terms.map(|&(scale, weight)| weight * inner(scale)).sum()
    }
}

/// Nodes and normalised weights of a density on an interval.
fn simpson(lo: f64, hi: f64, density: impl Fn(f64) -> f64) -> Vec<(f64, f64)> {
    let step = (hi - lo) / (2 * PANELS) as f64;
    let weigh = |i: usize| {
        let x = lo + i as f64 * step;
        let weight = match i {
            0 => 1.0,
            _ if i == 2 * PANELS => 1.0,
            _ if i % 2 == 1 => 4.0,
            _ => 2.0,
        };
        (x, weight * density(x))
    };
    let nodes: Vec<(f64, f64)> = (0..=2 * PANELS).map(weigh).collect();
    let total: f64 = nodes.iter().map(|node| node.1).sum();
    nodes.iter().map(|&(x, w)| (x, w / total)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::interval::student_t;
    use super::*;

    /// Dunnett's published one-sided points, and Student's for one.
    #[test]
    fn published_points() {
        for (k, df, level, point) in [
            (2, 20.0, 0.95, 2.03),
            (3, 20.0, 0.95, 2.19),
            (9, 20.0, 0.95, 2.60),
            (3, 1e5, 0.95, 2.06),
            (9, 1e5, 0.95, 2.42),
            (4, 10.0, 0.99, 3.45),
        ] {
            let ours = equicoordinate_t(k, df, level).unwrap();
            assert!((ours - point).abs() < 0.0051, "{k} {df} {level}: {ours}");
        }
        for df in [3.0, 8.0, 60.0, 5000.0] {
            let ours = equicoordinate_t(1, df, 0.95).unwrap();
            let student = student_t(0.9, df).unwrap();
            assert!((ours - student).abs() < 1e-4, "{df}: {ours} {student}");
        }
        assert_eq!(equicoordinate_t(0, 5.0, 0.9), None);
        assert_eq!(equicoordinate_t(2, 5.0, 1.0), None);
        assert_eq!(equicoordinate_t(2, f64::NAN, 0.9), None);
    }
}
