//! What finished numbers say: pure functions on slices.
//!
//! Values must be finite; what is undefined is left out before, as `None`
//! where a function takes options. A result that has no meaning (the variance
//! of one value) is `None`, never NaN.

mod allocation;
mod choice;
mod cluster;
mod descriptive;
mod goal;
mod hill_fit;
mod interval;
mod morris;
mod nested;
mod pareto;
mod rank;
mod ratio;
mod resample;
mod response;
mod selection;
mod share;
mod sobol;
mod sobol_sequence;
mod sobol_table;
mod stopping;
mod summary;
mod tornado;
#[cfg(any(test, feature = "studies"))]
mod weighted;

pub use allocation::{Choice, Frontier, allocate};
pub use choice::{BestProbability, Regret, best_probabilities, draw_means, regrets};
pub use cluster::{ClusterMean, Support, cluster_mean};
pub use descriptive::{mean, quantile_sorted, sample_variance, sorted};
pub use goal::Goal;
pub use hill_fit::{KneeEstimate, economic_knee, fit_hill};
pub use interval::{
    Interval, QuantileRanks, clopper_pearson, garwood, quantile_interval, quantile_ranks,
    student_t, t_mean, wilson,
};
pub use morris::{MorrisIndex, elementary_effects, morris_design, morris_indices};
pub use nested::{NestedAnova, nested_anova};
pub use pareto::{non_dominated, non_dominated_probability};
pub use rank::{rank_index, rank_interval, rank_noise_floor};
pub use ratio::{Ratio, paired_ratio};
pub use resample::Resampling;
pub use response::{Hill, Knee};
pub use selection::{KimNelson, Selection};
pub use share::{share_above, share_below};
pub use sobol::{
    SOBOL_BLOCKS, SobolIndex, SobolIndices, SobolRefusal, sobol_design, sobol_indices,
};
pub use sobol_sequence::{SOBOL_POINTS, SobolSequence};
pub use stopping::{Decision, Monitored, Quantity, Reason, StoppingRule};
pub use summary::Summary;
pub use tornado::{paired_change, paired_quantile_change};
#[cfg(any(test, feature = "studies"))]
pub use weighted::{effective_sample_size, weighted_quantile};

#[cfg(test)]
mod reference {
    //! Independently computed answers and the inputs they belong to.

    use serde_json::Value;

    pub fn expected() -> Value {
        serde_json::from_str(include_str!("../../tests/data/statistics_expected.json")).unwrap()
    }

    /// The same for comparisons, sensitivity and responses.
    pub fn comparison() -> Value {
        serde_json::from_str(include_str!("../../tests/data/comparison_expected.json")).unwrap()
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
