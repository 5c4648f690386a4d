//! Control variates: a known mean makes an estimated one more precise.

use super::interval::{Interval, student_t};
use super::summary::{mean, sample_variance};

/// A mean corrected by a companion whose mean is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Controlled {
    /// The corrected mean, in the unit of the values.
    pub mean: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// Student interval with n - 2 degrees of freedom.
    pub interval: Interval,
    /// Standard error of the plain mean, to show what was gained.
    pub plain_standard_error: f64,
    /// Units of the values for one unit of the companion.
    pub beta: f64,
}

/// Mean of `values` by regression on `companion`, whose mean over all worlds
/// is exactly `known_mean`: a twin without luck at the same parameters, or an
/// input.
///
/// The regression estimator at the known mean (Lavenberg and Welch 1981,
/// Management Science 27), with the variance of the companion's own mean
/// counted. Slightly biased, by 1/n. `None` below three values, for lists of
/// different length or a constant companion.
pub fn control_variate(
    values: &[f64],
    companion: &[f64],
    known_mean: f64,
    level: f64,
) -> Option<Controlled> {
    let n = values.len() as f64;
    if values.len() != companion.len() || values.len() < 3 {
        return None;
    }
    let (centre, companion_centre) = (mean(values)?, mean(companion)?);
    let pairs = || {
        let pairs = values.iter().zip(companion);
        pairs.map(|(y, c)| (y - centre, c - companion_centre))
    };
    let squares: f64 = pairs().map(|(_, c)| c * c).sum();
    if squares <= 0.0 {
        return None;
    }
    let beta = pairs().map(|(y, c)| y * c).sum::<f64>() / squares;
    let residual = |(y, c): (f64, f64)| y - beta * c;
    let left = pairs().map(residual).map(|r| r * r).sum::<f64>() / (n - 2.0);
    let off = companion_centre - known_mean;
    let standard_error = (left * (1.0 / n + off * off / squares)).sqrt();
    let corrected = centre - beta * off;
    let half = student_t(level, n - 2.0)? * standard_error;
    Some(Controlled {
        mean: corrected,
        standard_error,
        interval: Interval {
            lo: corrected - half,
            hi: corrected + half,
        },
        plain_standard_error: (sample_variance(values)? / n).sqrt(),
        beta,
    })
}

#[cfg(test)]
mod tests {
    use super::super::reference::{assert_close, comparison, rows};
    use super::*;

    #[test]
    fn estimate_matches_the_reference() {
        let table = rows(include_str!("../../tests/data/control_variate_300.csv"), 1);
        let column = |place: usize| -> Vec<f64> { table.iter().map(|row| row[place]).collect() };
        let all = comparison();
        let reference = &all["control_variate"];
        let known = reference["known_mean"].as_f64().unwrap();
        let ours = control_variate(&column(0), &column(1), known, 0.95).unwrap();
        assert_close(ours.mean, &reference["estimate"], 1e-9);
        assert_close(ours.standard_error, &reference["se"], 1e-9);
        assert_close(ours.plain_standard_error, &reference["plain_se"], 1e-9);
        assert_close(ours.beta, &reference["beta"], 1e-9);
        let t = (ours.interval.hi - ours.mean) / ours.standard_error;
        assert!((t - student_t(0.95, 298.0).unwrap()).abs() < 1e-9);
    }

    #[test]
    fn senseless_companions_are_refused() {
        let y = [1.0, 2.0, 4.0];
        assert_eq!(control_variate(&y, &[2.0; 3], 2.0, 0.95), None);
        assert_eq!(control_variate(&y, &[1.0, 2.0], 2.0, 0.95), None);
        assert_eq!(control_variate(&y[..2], &[1.0, 2.0], 2.0, 0.95), None);
        // A perfect companion leaves nothing to chance.
        let exact = control_variate(&y, &[3.0, 5.0, 9.0], 4.0, 0.95).unwrap();
        assert!((exact.mean - 1.5).abs() < 1e-12 && exact.standard_error < 1e-9);
    }
}
