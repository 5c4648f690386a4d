//! Fitting the Hill curve, and how sure its knee is.

use super::descriptive::mean;
use super::interval::Interval;
use super::resample::{Resampling, percentile, resample};
use super::response::{Hill, Knee};
use crate::math;

/// Steps of the minimisation before it gives up.
const STEPS: u32 = 500;

/// Least-squares Hill curve through mean responses `y` at spending levels `x`.
///
/// Levenberg's and Marquardt's damped Gauss-Newton steps on the logarithms of
/// the three parameters, which keeps them positive, from a start in the middle
/// of the data. `None` below three levels of positive spending, where no
/// response is positive, or where the iteration does not settle.
pub fn fit_hill(x: &[f64], y: &[f64]) -> Option<Hill> {
    let usable = x.len() == y.len() && x.iter().chain(y).all(|value| value.is_finite());
    let spent: Vec<f64> = x.iter().copied().filter(|&x| x > 0.0).collect();
    let top = y.iter().copied().fold(0.0, f64::max);
    if !usable || spent.len() < 3 || top <= 0.0 {
        return None;
    }
    let half = x
        .iter()
        .zip(y)
        .filter(|(x, y)| **x > 0.0 && **y >= top / 2.0);
    let half = half.map(|(x, _)| *x).fold(f64::INFINITY, f64::min);
    let half = if half.is_finite() {
        half
    } else {
        mean(&spent)?
    };
    let start = Hill {
        ceiling: 1.2 * top,
        half,
        steepness: 1.5,
    };
    fit_from(x, y, start)
}

fn fit_from(x: &[f64], y: &[f64], start: Hill) -> Option<Hill> {
    let mut logs = [start.ceiling, start.half, start.steepness].map(math::ln);
    let mut error = squares(x, y, &curve(&logs));
    let mut damping = 1e-3;
    for _ in 0..STEPS {
        let (matrix, gradient) = normal_equations(x, y, &curve(&logs));
        let mut damped = matrix;
        for i in 0..3 {
            // The floor keeps a flat direction from blowing up.
            damped[i][i] += damping * matrix[i][i].max(1e-12 * matrix[0][0]);
        }
        let step = solve(damped, gradient)?;
        let trial: [f64; 3] = std::array::from_fn(|i| logs[i] + step[i].clamp(-1.0, 1.0));
        let trial_error = squares(x, y, &curve(&trial));
        let small = step.iter().all(|step| step.abs() < 1e-13);
        if trial_error <= error {
            (logs, error, damping) = (trial, trial_error, (damping / 5.0).max(1e-14));
        } else {
            damping *= 4.0;
        }
        if small || damping > 1e12 {
            let fitted = curve(&logs);
            let parameters = [fitted.ceiling, fitted.half, fitted.steepness];
            return parameters.iter().all(|p| p.is_finite()).then_some(fitted);
        }
    }
    None
}

fn curve(logs: &[f64; 3]) -> Hill {
    Hill {
        ceiling: math::exp(logs[0]),
        half: math::exp(logs[1]),
        steepness: math::exp(logs[2]),
    }
}

fn squares(x: &[f64], y: &[f64], curve: &Hill) -> f64 {
    let residual = |(x, y): (&f64, &f64)| y - curve.value(*x);
    x.iter().zip(y).map(residual).map(|r| r * r).sum()
}

/// `J'J` and `J'r` for the logarithms of the parameters.
fn normal_equations(x: &[f64], y: &[f64], curve: &Hill) -> ([[f64; 3]; 3], [f64; 3]) {
    let (mut matrix, mut gradient) = ([[0.0; 3]; 3], [0.0; 3]);
    for (&x, &y) in x.iter().zip(y).filter(|(x, _)| **x > 0.0) {
        let value = curve.value(x);
        let odds = curve.steepness * math::ln(x / curve.half);
        let rise = value * (1.0 - math::logistic(odds));
        let row = [value, -curve.steepness * rise, odds * rise];
        for i in 0..3 {
            gradient[i] += row[i] * (y - value);
            for j in 0..3 {
                matrix[i][j] += row[i] * row[j];
            }
        }
    }
    (matrix, gradient)
}

/// Solution of three equations by elimination with pivots; `None` if singular.
fn solve(mut matrix: [[f64; 3]; 3], mut right: [f64; 3]) -> Option<[f64; 3]> {
    for column in 0..3 {
        let size = |row: &usize| matrix[*row][column].abs();
        let pivot = (column..3).max_by(|a, b| size(a).total_cmp(&size(b)))?;
        matrix.swap(column, pivot);
        right.swap(column, pivot);
        let head = matrix[column];
        if head[column] == 0.0 || !head[column].is_finite() {
            return None;
        }
        for row in column + 1..3 {
            let factor = matrix[row][column] / head[column];
            for (cell, above) in matrix[row].iter_mut().zip(head).skip(column) {
                *cell -= factor * above;
            }
            right[row] -= factor * right[column];
        }
    }
    for row in (0..3).rev() {
        let known: f64 = (row + 1..3)
            .map(|column| matrix[row][column] * right[column])
            .sum();
        right[row] = (right[row] - known) / matrix[row][row];
    }
    Some(right)
}

/// A knee and how far the replications pin it down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KneeEstimate {
    /// The curve through the means.
    pub curve: Hill,
    /// Its knee.
    pub knee: Knee,
    /// Interval over the resamples that have a knee in the range; read it
    /// with the shares.
    pub interval: Option<Interval>,
    /// Share of resamples with a knee in the range.
    pub inside: f64,
    /// Share of resamples in which more than the range still pays.
    pub beyond: f64,
}

/// Economic knee within the simulated range, with a bootstrap over
/// `replicates`: rows of responses at the levels `x`, one row a unit of
/// independence (the draw, where parameters are drawn).
///
/// `value` is what a unit of response is worth, in units of the spending.
/// `None` where the means cannot be fitted; resamples that cannot be count in
/// neither share.
pub fn economic_knee(
    x: &[f64],
    replications: &[&[f64]],
    value: f64,
    resampling: Resampling,
) -> Option<KneeEstimate> {
    let n = replications.len();
    let fits = replications.iter().all(|row| row.len() == x.len());
    if n == 0 || !fits || value <= 0.0 {
        return None;
    }
    let limit = x.iter().copied().fold(0.0, f64::max);
    let means = |rows: &[usize]| -> Vec<f64> {
        let at = |level: usize| {
            rows.iter()
                .map(|&row| replications[row][level])
                .sum::<f64>()
        };
        (0..x.len()).map(|level| at(level) / n as f64).collect()
    };
    let everything: Vec<usize> = (0..n).collect();
    let curve = fit_hill(x, &means(&everything))?;
    let (mut inside, mut beyond) = (Vec::new(), 0_u32);
    for round in 0..resampling.count {
        let rows = resample(resampling.key, round, n);
        match fit_from(x, &means(&rows), curve).map(|curve| curve.knee(value, limit)) {
            Some(Knee::At(x)) => inside.push(x),
            Some(Knee::Beyond) => beyond += 1,
            Some(Knee::Nowhere) | None => {}
        }
    }
    let share = |count: f64| count / f64::from(resampling.count.max(1));
    Some(KneeEstimate {
        curve,
        knee: curve.knee(value, limit),
        inside: share(inside.len() as f64),
        beyond: share(f64::from(beyond)),
        interval: percentile(inside, resampling.level),
    })
}

#[cfg(test)]
mod tests {
    use super::super::reference::{assert_close, comparison, rows};
    use super::*;
    use crate::random::WorldKey;

    fn spending() -> (Vec<f64>, Vec<Vec<f64>>) {
        let mut table = rows(include_str!("../../tests/data/spend_reps_20x9.csv"), 0);
        (table.remove(0), table)
    }

    #[test]
    fn fit_matches_the_reference() {
        let (x, table) = spending();
        let level = |place: usize| table.iter().map(|row| row[place]).sum::<f64>() / 20.0;
        let means: Vec<f64> = (0..9).map(level).collect();
        let curve = fit_hill(&x, &means).unwrap();
        let all = comparison();
        let reference = &all["spend"]["hill_fit"];
        let parameters = [curve.ceiling, curve.half, curve.steepness];
        for (ours, reference) in parameters
            .iter()
            .zip(reference["params"].as_array().unwrap())
        {
            assert_close(*ours, reference, 1e-7);
        }
        assert_close(squares(&x, &means, &curve), &reference["sse"], 1e-9);
        for (x, key) in [
            (20.0, "20.0"),
            (45.0, "45.0"),
            (100.0, "100.0"),
            (200.0, "200.0"),
        ] {
            assert_close(curve.slope(x), &reference["marginal_at"][key], 1e-7);
        }
    }

    #[test]
    fn exact_curves_are_found_again() {
        let x: Vec<f64> = (0..9).map(|i| 25.0 * f64::from(i)).collect();
        for (half, steepness) in [(40.0, 0.7), (40.0, 4.0), (150.0, 1.2), (5.0, 1.0)] {
            let truth = Hill {
                ceiling: 3e4,
                half,
                steepness,
            };
            let y: Vec<f64> = x.iter().map(|&x| truth.value(x)).collect();
            let ours = fit_hill(&x, &y).unwrap();
            assert!((ours.half / half - 1.0).abs() < 1e-6, "{truth:?} {ours:?}");
            assert!(
                (ours.steepness / steepness - 1.0).abs() < 1e-6,
                "{truth:?} {ours:?}"
            );
        }
        assert_eq!(fit_hill(&x, &[0.0; 9]), None);
        assert_eq!(fit_hill(&x[..3], &[0.0, 1.0, 2.0]), None);
        assert_eq!(fit_hill(&x, &[1.0; 8]), None);
        assert_eq!(fit_hill(&x, &[f64::NAN; 9]), None);
    }

    #[test]
    fn knee_has_an_interval_and_says_where_there_is_none() {
        let (x, table) = spending();
        let replications: Vec<&[f64]> = table.iter().map(Vec::as_slice).collect();
        let resampling = Resampling {
            key: WorldKey::new(3, 0),
            count: 200,
            level: 0.95,
        };
        let found = economic_knee(&x, &replications, 0.5, resampling).unwrap();
        let (Knee::At(knee), Some(interval)) = (found.knee, found.interval) else {
            panic!("{found:?}")
        };
        assert!((found.curve.slope(knee) - 2.0).abs() < 1e-6);
        assert!(interval.lo < knee && knee < interval.hi && interval.hi - interval.lo < 15.0);
        assert_eq!((found.inside, found.beyond), (1.0, 0.0));
        assert_eq!(
            economic_knee(&x, &replications, 0.5, resampling),
            Some(found)
        );
        let dear = economic_knee(&x, &replications, 100.0, resampling).unwrap();
        assert_eq!(
            (dear.knee, dear.interval, dear.beyond),
            (Knee::Beyond, None, 1.0)
        );
        let cheap = economic_knee(&x, &replications, 0.01, resampling).unwrap();
        assert_eq!(
            (cheap.knee, cheap.inside, cheap.beyond),
            (Knee::Nowhere, 0.0, 0.0)
        );
        assert_eq!(economic_knee(&x, &[], 0.5, resampling), None);
    }
}
