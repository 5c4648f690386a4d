//! What a mean of shares shows of its expectation, whatever the law.

use crate::math;

/// Whether `n` independent values between 0 and 1 with this mean show that their
/// expectation lies above `limit`, with at most `risk` of being wrong.
///
/// By Hoeffding (1963), "Probability inequalities for sums of bounded random
/// variables", theorem 1, a mean as large as this has at most the probability
/// exp(-n KL(mean, limit)) where the expectation is `limit` or less; KL is the
/// relative entropy of two coins. Nothing is assumed of the values, so that the mean
/// of a draw's replications may be one.
pub fn share_above(mean: f64, n: usize, limit: f64, risk: f64) -> bool {
    mean > limit && n as f64 * relative_entropy(mean, limit) >= -math::ln(risk)
}

/// Whether they show that it lies at `limit` or below.
pub fn share_below(mean: f64, n: usize, limit: f64, risk: f64) -> bool {
    mean < limit && n as f64 * relative_entropy(mean, limit) >= -math::ln(risk)
}

/// Of a coin with probability `p` from one with `q` [nats].
fn relative_entropy(p: f64, q: f64) -> f64 {
    let term = |p: f64, q: f64| {
        if p <= 0.0 {
            0.0
        } else if q <= 0.0 {
            f64::INFINITY
        } else {
            p * math::ln(p / q)
        }
    };
    term(p, q) + term(1.0 - p, 1.0 - q)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Purpose, WorldKey};

    #[test]
    fn closed_forms() {
        // All below: (1 - q)^n <= risk; 59 are the first for 5 % at 5 %.
        assert!(!share_below(0.0, 58, 0.05, 0.05));
        assert!(share_below(0.0, 59, 0.05, 0.05));
        // A half against a quarter: 0.5 ln 2 + 0.5 ln(2/3) = 0.143841.
        assert!((relative_entropy(0.5, 0.25) - 0.143_841_036).abs() < 1e-9);
        assert!(share_above(0.5, 21, 0.25, 0.05) && !share_above(0.5, 20, 0.25, 0.05));
        // One event is enough against never, and none shows that.
        assert!(share_above(0.01, 100, 0.0, 1e-9) && !share_below(0.0, 1000, 0.0, 0.5));
        assert!(!share_above(0.2, 1000, 0.2, 0.5) && !share_below(0.2, 1000, 0.2, 0.5));
        assert!(share_below(0.9, 1, 1.0, 1e-9));
    }

    /// At the limit itself a wrong call is rarer than `risk`. With 2000 worlds of
    /// fixed keys and a true rate of at most 0.05, 130 or more would have a
    /// probability below 0.001.
    #[test]
    fn wrong_calls_are_rarer_than_the_risk() {
        let (limit, mut wrong) = (0.3, [0; 2]);
        for world in 0..2000 {
            let key = WorldKey::new(3, world);
            let events = (0..80).filter(|i| key.uniform(Purpose::Bootstrap, *i, 9, 0, 0) < limit);
            let mean = events.count() as f64 / 80.0;
            wrong[0] += u32::from(share_above(mean, 80, limit, 0.05));
            wrong[1] += u32::from(share_below(mean, 80, limit, 0.05));
        }
        assert!(wrong.iter().all(|count| *count < 130), "{wrong:?}");
    }
}
