//! Samples whose members count differently.

/// The smallest value whose members up to it carry at least `p` of the weight
/// (the inverse of the weighted distribution function; no interpolation).
///
/// Needs no order of the values. `None` for `p` outside `0..=1`, and unless the weights
/// are usable: as many as values, none negative or NaN, a positive and finite sum.
pub fn weighted_quantile(values: &[f64], weights: &[f64], p: f64) -> Option<f64> {
    let total = total(values.len(), weights)?;
    if !(0.0..=1.0).contains(&p) {
        return None;
    }
    let mut members: Vec<(f64, f64)> = values
        .iter()
        .copied()
        .zip(weights.iter().copied())
        .filter(|&(_, weight)| weight > 0.0)
        .collect();
    members.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut below = 0.0;
    for &(value, weight) in &members {
        below += weight;
        // A part in 10^12 of slack: 0.1 + 0.2 must reach 0.3 of 1.
        if below >= p * total * (1.0 - 1e-12) {
            return Some(value);
        }
    }
    members.last().map(|&(value, _)| value)
}

/// Kish's effective sample size: the number of equally weighted members that
/// would know the mean as precisely.
pub fn effective_sample_size(weights: &[f64]) -> Option<f64> {
    let total = total(weights.len(), weights)?;
    // Relative to the total, so that tiny weights do not underflow.
    let squares: f64 = weights
        .iter()
        .map(|weight| (weight / total) * (weight / total))
        .sum();
    Some(1.0 / squares)
}

fn total(values: usize, weights: &[f64]) -> Option<f64> {
    let total: f64 = weights.iter().sum();
    let usable = values == weights.len()
        && weights.iter().all(|&weight| weight >= 0.0)
        && total > 0.0
        && total.is_finite();
    usable.then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_stand_for_repetitions() {
        let (values, weights) = ([3.0, 1.0, 2.0], [1.0, 2.0, 1.0]);
        assert_eq!(weighted_quantile(&values, &weights, 0.0), Some(1.0));
        assert_eq!(weighted_quantile(&values, &weights, 0.5), Some(1.0));
        assert_eq!(weighted_quantile(&values, &weights, 0.51), Some(2.0));
        assert_eq!(weighted_quantile(&values, &weights, 1.0), Some(3.0));
        assert_eq!(weighted_quantile(&[1.0, 9.0], &[1.0, 0.0], 1.0), Some(1.0));
        assert_eq!(
            weighted_quantile(&[1.0, 2.0, 3.0], &[0.1, 0.2, 0.7], 0.3),
            Some(2.0)
        );
    }

    #[test]
    fn effective_size_runs_from_one_to_all() {
        assert_eq!(effective_sample_size(&[0.25; 4]), Some(4.0));
        assert_eq!(effective_sample_size(&[0.0, 5.0]), Some(1.0));
        assert!((effective_sample_size(&[1e-200, 1e-200]).unwrap() - 2.0).abs() < 1e-12);
    }

    #[test]
    fn unusable_weights_have_no_answer() {
        assert_eq!(effective_sample_size(&[f64::NAN]), None);
        assert_eq!(weighted_quantile(&[1.0], &[1.0], 2.0), None);
    }
}
