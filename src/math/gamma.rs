//! The incomplete gamma function and the gamma and Poisson quantiles.

use super::{exp, ln, normal_quantile};

/// Natural logarithm of the gamma function at `x > 0`.
pub fn ln_gamma(x: f64) -> f64 {
    libm::lgamma(x)
}

/// Regularised lower incomplete gamma function P(shape, x): the probability
/// that a gamma variable of unit scale is at most `x`.
///
/// Series below `shape + 1` and Lentz's continued fraction above (Press et
/// al., Numerical Recipes, 6.2). About 13 digits for shapes to 1,000, 10 to
/// 100,000. NaN for a shape that is not positive.
pub fn gamma_p(shape: f64, x: f64) -> f64 {
    tails(shape, x).0
}

/// The complement `1 - gamma_p(shape, x)`, precise in the upper tail.
pub fn gamma_q(shape: f64, x: f64) -> f64 {
    tails(shape, x).1
}

/// P(shape, y) / P(shape, x) for `0 < y <= x`, also where both underflow.
pub fn gamma_p_ratio(shape: f64, y: f64, x: f64) -> f64 {
    if y <= 0.0 {
        return 0.0;
    }
    if x < shape + 1.0 {
        // The gamma function cancels, and with it most of the rounding.
        let power = x - y + shape * ln(y / x);
        return exp(power) * series(shape, y) / series(shape, x);
    }
    (gamma_p(shape, y) / gamma_p(shape, x)).min(1.0)
}

/// The value of a gamma variable of unit scale with `p` of the distribution
/// below it.
///
/// Newton's method on ln P (or ln Q in the upper half) as a function of ln x.
/// Both are concave, because the density of ln X is log-concave for every
/// shape; so the iteration converges from any start, and after the first step
/// from one side. 0 at `p <= 0`, infinite at 1, NaN for a shape not positive.
pub fn gamma_quantile(p: f64, shape: f64) -> f64 {
    if shape.is_nan() || shape <= 0.0 || p.is_nan() || p > 1.0 {
        return f64::NAN;
    }
    if p <= 0.0 {
        return 0.0;
    }
    if p == 1.0 {
        return f64::INFINITY;
    }
    let newton = Newton::new(p, shape);
    let mut y = ln_start(p, shape);
    let (mut steps, mut landmark, mut passed) = (0, f64::NAN, 0);
    while steps < MOST_STEPS {
        let Some(step) = newton.step(y) else {
            return 0.0; // below the smallest number there is
        };
        y += step;
        steps += 1;
        if step.abs() <= 4e-16 * (1.0 + y.abs()) {
            break;
        }
        if y == landmark {
            // Rounding keeps the steps too long, and they go in a circle: whole rounds
            // lead nowhere.
            steps = MOST_STEPS - (MOST_STEPS - steps) % (steps - passed);
        } else if u32::is_power_of_two(steps) {
            (landmark, passed) = (y, steps);
        }
    }
    exp(y)
}

/// Steps after which a quantile is taken as it is.
const MOST_STEPS: u32 = 200;

/// The search for the quantile of a shape.
struct Newton {
    shape: f64,
    ln_gamma: f64,
    /// Whether the tail above is looked at.
    upper: bool,
    /// ln of the tail to be found.
    target: f64,
}

impl Newton {
    fn new(p: f64, shape: f64) -> Self {
        let upper = p > 0.5;
        Self {
            shape,
            ln_gamma: ln_gamma(shape),
            upper,
            target: if upper { ln(1.0 - p) } else { ln(p) },
        }
    }

    /// The step from ln x = `y`; none where x vanishes.
    fn step(&self, y: f64) -> Option<f64> {
        let x = exp(y);
        if x == 0.0 {
            return None;
        }
        let (below, above) = tails_of(self.shape, self.ln_gamma, x);
        let tail = if self.upper { above } else { below };
        // Density of ln X, divided by the tail: the slope of ln tail.
        let slope = exp(self.shape * y - x - self.ln_gamma) / tail;
        let step = (ln(tail) - self.target) / slope;
        let step = if self.upper { step } else { -step };
        // A hopeless start (zero tail or zero slope) is pulled to the middle.
        Some(if step.is_finite() {
            step.clamp(-5.0, 5.0)
        } else if x > self.shape {
            -1.0
        } else {
            1.0
        })
    }
}

/// Probability that a Poisson count with this mean is at most `k`.
pub fn poisson_cdf(k: u32, mean: f64) -> f64 {
    if mean <= 0.0 {
        return 1.0;
    }
    gamma_q(f64::from(k) + 1.0, mean)
}

/// The smallest count whose Poisson distribution function reaches `u`.
///
/// By summation to a mean of 700 (where exp(-mean) is still a normal number);
/// above it from the Cornish-Fisher start, walking to the exact crossing.
/// A mean not above zero gives 0.
pub fn poisson_quantile(u: f64, mean: f64) -> u32 {
    if mean.is_nan() || mean <= 0.0 {
        return 0;
    }
    if mean <= 700.0 {
        return by_summation(u, mean);
    }
    let z = normal_quantile(u);
    let start = mean + z * mean.sqrt() + (z * z - 1.0) / 6.0;
    let mut k = start.clamp(0.0, f64::from(u32::MAX - 1)) as u32;
    let mut below = poisson_cdf(k, mean);
    let mut mass = exp(f64::from(k) * ln(mean) - mean - ln_gamma(f64::from(k) + 1.0));
    if below < u {
        while below < u && mass > 0.0 && k < u32::MAX - 1 {
            k += 1;
            mass *= mean / f64::from(k);
            let next = below + mass;
            if next == below {
                break;
            }
            below = next;
        }
    } else {
        while k > 0 && below - mass >= u {
            below -= mass;
            mass *= f64::from(k) / mean;
            k -= 1;
        }
    }
    k
}

fn by_summation(u: f64, mean: f64) -> u32 {
    let mut k = 0_u32;
    let mut mass = exp(-mean);
    let mut below = mass;
    while below < u {
        k += 1;
        mass *= mean / f64::from(k);
        let next = below + mass;
        // Past the mode a sum that stands still has reached its limit, which
        // rounding may leave just under the largest uniforms.
        if next == below && f64::from(k) > mean {
            break;
        }
        below = next;
    }
    k
}

/// P and Q, the smaller one computed and the other its complement.
fn tails(shape: f64, x: f64) -> (f64, f64) {
    tails_of(shape, ln_gamma(shape), x)
}

/// [`tails`] of a shape whose gamma function is known.
fn tails_of(shape: f64, ln_gamma: f64, x: f64) -> (f64, f64) {
    if shape.is_nan() || shape <= 0.0 || x.is_nan() {
        return (f64::NAN, f64::NAN);
    }
    if x <= 0.0 {
        return (0.0, 1.0);
    }
    if x == f64::INFINITY {
        return (1.0, 0.0);
    }
    let factor = exp(shape * ln(x) - x - ln_gamma);
    if x < shape + 1.0 {
        let p = (factor * series(shape, x)).min(1.0);
        (p, 1.0 - p)
    } else {
        let q = (factor * continued_fraction(shape, x)).min(1.0);
        (1.0 - q, q)
    }
}

/// Sum of x^n / (shape (shape+1) ... (shape+n)).
fn series(shape: f64, x: f64) -> f64 {
    let (mut n, mut term) = (shape, 1.0 / shape);
    let mut sum = term;
    loop {
        n += 1.0;
        term *= x / n;
        sum += term;
        if term <= sum * 1e-17 {
            return sum;
        }
    }
}

/// Modified Lentz evaluation of the continued fraction of Q.
fn continued_fraction(shape: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let mut b = x + 1.0 - shape;
    let mut c = 1.0 / TINY;
    let mut d = 1.0 / b;
    let mut h = d;
    let mut i = 1.0;
    while i < 1e6 {
        let a = -i * (i - shape);
        b += 2.0;
        d = a * d + b;
        if d.abs() < TINY {
            d = TINY;
        }
        c = b + a / c;
        if c.abs() < TINY {
            c = TINY;
        }
        d = 1.0 / d;
        let factor = d * c;
        h *= factor;
        if (factor - 1.0).abs() < 3e-16 {
            break;
        }
        i += 1.0;
    }
    h
}

/// ln of a start for the quantile: Wilson and Hilferty's cube where it is
/// positive, the leading term of the series in the far lower tail.
fn ln_start(p: f64, shape: f64) -> f64 {
    let ninth = 1.0 / (9.0 * shape);
    let root = 1.0 - ninth + normal_quantile(p) * ninth.sqrt();
    if shape >= 0.5 && root > 0.2 {
        return ln(shape) + 3.0 * ln(root);
    }
    ((ln(p) + ln_gamma(shape + 1.0)) / shape).min(ln(shape + 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::distribution::{ContinuousCDF, DiscreteCDF, Gamma, Poisson};

    #[test]
    fn quantiles_are_those_of_every_step_taken() {
        let mut circles = 0;
        for shape in [0.3, 7.0, 400.0 / 9.0, 100.0] {
            for k in 1..500 {
                let p = f64::from(k) / 500.3;
                let newton = Newton::new(p, shape);
                let (mut y, mut steps) = (ln_start(p, shape), 0);
                while steps < MOST_STEPS {
                    let step = newton.step(y).unwrap();
                    y += step;
                    steps += 1;
                    if step.abs() <= 4e-16 * (1.0 + y.abs()) {
                        break;
                    }
                }
                circles += u32::from(steps == MOST_STEPS);
                assert_eq!(gamma_quantile(p, shape), exp(y), "{shape} {p}");
            }
        }
        assert!(circles > 20, "{circles}");
    }

    #[test]
    fn incomplete_gamma_matches_published_values() {
        // Erlang and chi-squared identities with closed forms.
        for x in [0.01, 0.5, 1.0, 3.0, 10.0, 40.0] {
            assert!((gamma_q(1.0, x) / exp(-x) - 1.0).abs() < 1e-13);
            assert!((gamma_q(3.0, x) / (exp(-x) * (1.0 + x + x * x / 2.0)) - 1.0).abs() < 1e-12);
            let half = libm::erfc(x.sqrt());
            assert!((gamma_q(0.5, x) / half - 1.0).abs() < 1e-12, "{x}");
        }
    }

    #[test]
    fn gamma_quantile_inverts_and_agrees_with_statrs() {
        for shape in [0.02, 0.1, 0.5, 0.9, 1.0, 2.5, 10.0, 333.0, 20_000.0] {
            let reference = Gamma::new(shape, 1.0).unwrap();
            for p in [1e-12, 1e-4, 0.01, 0.2, 0.5, 0.51, 0.9, 0.999, 1.0 - 1e-12] {
                let x = gamma_quantile(p, shape);
                let (below, above) = (gamma_p(shape, x), gamma_q(shape, x));
                if x > 1e-290 {
                    let error = if p > 0.5 {
                        above / (1.0 - p)
                    } else {
                        below / p
                    };
                    assert!((error - 1.0).abs() < 1e-10, "{shape} {p} {x}");
                }
                assert!((reference.cdf(x) - p).abs() < 1e-9, "{shape} {p}");
            }
        }
        assert!((gamma_quantile(0.5, 1.0) - std::f64::consts::LN_2).abs() < 1e-15);
        assert_eq!(gamma_quantile(0.0, 2.0), 0.0);
        assert_eq!(gamma_quantile(1.0, 2.0), f64::INFINITY);
        assert!(gamma_quantile(0.5, 0.0).is_nan());
    }

    #[test]
    fn gamma_quantile_rises_with_p() {
        for shape in [0.3, 4.0, 90.0] {
            let mut last = 0.0;
            for k in 1..500 {
                let x = gamma_quantile(f64::from(k) / 500.0, shape);
                assert!(x > last);
                last = x;
            }
        }
    }

    #[test]
    fn extreme_shapes_give_a_number() {
        for shape in [1e-3, 0.05, 0.49, 1e4, 1e6] {
            let mut last = 0.0;
            for p in [
                1e-300,
                1e-15,
                1e-3,
                0.5,
                0.500_1,
                0.999,
                1.0 - f64::EPSILON / 2.0,
            ] {
                let x = gamma_quantile(p, shape);
                assert!(x >= last && x.is_finite(), "{shape} {p} {x}");
                last = x;
            }
            let back = gamma_p(shape, gamma_quantile(0.999, shape));
            assert!((back - 0.999).abs() < 1e-9, "{shape} {back}");
        }
    }

    #[test]
    fn poisson_quantile_is_the_crossing() {
        for mean in [0.01, 0.3, 2.0, 37.2, 699.0, 701.0, 5000.0, 200_000.0] {
            let reference = Poisson::new(mean).unwrap();
            for u in [1e-9, 0.01, 0.3, 0.5, 0.77, 0.99, 1.0 - 1e-9] {
                let k = poisson_quantile(u, mean);
                assert!(poisson_cdf(k, mean) >= u - 1e-10, "{mean} {u} {k}");
                assert!(
                    k == 0 || poisson_cdf(k - 1, mean) < u + 1e-10,
                    "{mean} {u} {k}"
                );
                assert!(reference.cdf(u64::from(k)) >= u - 1e-9, "{mean} {u} {k}");
            }
        }
        // Published: P(X <= 40) = 0.71238... at mean 37.2.
        assert_eq!(poisson_quantile(0.712_38, 37.2), 40);
        assert_eq!(poisson_quantile(0.712_39, 37.2), 41);
        assert_eq!(poisson_quantile(0.5, 0.0), 0);
        assert!(poisson_quantile(1.0 - f64::EPSILON / 2.0, 600.0) > 700);
    }

    #[test]
    fn ratio_of_tiny_tails_survives_underflow() {
        assert!(
            (gamma_p_ratio(3.0, 1.0, 2.0) - gamma_p(3.0, 1.0) / gamma_p(3.0, 2.0)).abs() < 1e-14
        );
        let ratio = gamma_p_ratio(5000.0, 999.0, 1000.0);
        let leading = exp(1.0 + 5000.0 * ln(0.999));
        assert!((ratio / leading - 1.0).abs() < 1e-3, "{ratio}");
        assert_eq!(gamma_p(5000.0, 100.0), 0.0);
    }
}
