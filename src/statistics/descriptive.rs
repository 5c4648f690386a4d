//! Means, variances and quantiles.

/// Arithmetic mean, summed in the given order; `None` of none.
pub fn mean(values: &[f64]) -> Option<f64> {
    if values.is_empty() {
        return None;
    }
    Some(values.iter().sum::<f64>() / values.len() as f64)
}

/// Variance with divisor n - 1, in two passes; `None` below two values.
pub fn sample_variance(values: &[f64]) -> Option<f64> {
    if values.len() < 2 {
        return None;
    }
    let centre = mean(values)?;
    let squares: f64 = values
        .iter()
        .map(|value| (value - centre) * (value - centre))
        .sum();
    Some(squares / (values.len() - 1) as f64)
}

/// A sorted copy, for [`quantile_sorted`].
pub fn sorted(values: &[f64]) -> Vec<f64> {
    let mut copy = values.to_vec();
    copy.sort_unstable_by(f64::total_cmp);
    copy
}

/// Quantile `p` of values sorted upwards: linear interpolation at rank
/// `1 + (n - 1) p`, type 7 of Hyndman and Fan (1996).
///
/// `None` of no values or outside `0..=1`.
pub fn quantile_sorted(sorted: &[f64], p: f64) -> Option<f64> {
    if sorted.is_empty() || !(0.0..=1.0).contains(&p) {
        return None;
    }
    let position = (sorted.len() - 1) as f64 * p;
    let below = position as usize;
    let value = sorted[below];
    let above = sorted[(below + 1).min(sorted.len() - 1)];
    Some(value + (position - below as f64) * (above - value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_interpolate_between_ranks() {
        let values = [1.0, 2.0, 4.0, 8.0];
        assert_eq!(quantile_sorted(&values, 0.0), Some(1.0));
        assert_eq!(quantile_sorted(&values, 0.5), Some(3.0));
        assert_eq!(
            quantile_sorted(&values, 0.9),
            Some(4.0 + 0.700_000_000_000_000_2 * 4.0)
        );
        assert_eq!(quantile_sorted(&values, 1.0), Some(8.0));
        assert_eq!(quantile_sorted(&[], 0.5), None);
        assert_eq!(quantile_sorted(&values, 1.1), None);
    }

    #[test]
    fn moments() {
        assert_eq!(mean(&[]), None);
        assert_eq!(mean(&[1.0, 2.0, 6.0]), Some(3.0));
        assert_eq!(sample_variance(&[1.0, 2.0, 6.0]), Some(7.0));
        assert_eq!(sample_variance(&[1.0]), None);
        assert_eq!(sorted(&[2.0, -1.0]), [-1.0, 2.0]);
    }
}
