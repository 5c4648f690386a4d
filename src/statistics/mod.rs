//! What finished numbers say: pure functions on slices.
//!
//! Values must be finite; what is undefined is left out before, as `None`
//! where a function takes options. A result that has no meaning (the variance
//! of one value) is `None`, never NaN.

mod bands;
mod best;
mod interval;
mod nested;
mod rank;
mod stopping;
mod summary;
mod weighted;

pub use bands::{Peak, PointwiseBand, SimultaneousBand, peaks, pointwise_band, simultaneous_band};
pub use best::{best_shares, non_dominated, regrets};
pub use interval::{
    Interval, QuantileRanks, clopper_pearson, garwood, jeffreys, quantile_interval, quantile_ranks,
    student_t, t_mean, wilks_minimum, wilson,
};
pub use nested::{ClusterMean, NestedAnova, cluster_mean, nested_anova};
pub use rank::{rank_index, rank_noise_floor};
pub use stopping::{Decision, Monitored, Quantity, Reason, StoppingRule};
pub use summary::{Summary, mean, quantile_sorted, sample_variance, sorted};
pub use weighted::{effective_sample_size, weighted_mean, weighted_quantile};

#[cfg(test)]
mod reference {
    //! Independently computed answers and the inputs they belong to.

    use serde_json::Value;

    pub fn expected() -> Value {
        serde_json::from_str(include_str!("../../tests/data/statistics_expected.json")).unwrap()
    }

    /// Rows of numbers; `skip` lines of header.
    pub fn rows(text: &str, skip: usize) -> Vec<Vec<f64>> {
        let row = |line: &str| {
            line.split(',')
                .map(|cell| cell.trim().parse().unwrap())
                .collect()
        };
        text.lines().skip(skip).map(row).collect()
    }

    pub fn assert_close(ours: f64, reference: &Value, tolerance: f64) {
        let reference = reference.as_f64().unwrap();
        let allowed = tolerance * reference.abs().max(1e-6);
        assert!(
            (ours - reference).abs() <= allowed,
            "{ours} is not {reference}"
        );
    }
}
