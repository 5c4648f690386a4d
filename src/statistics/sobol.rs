//! Variance-based sensitivity from a designed set of runs.
//!
//! The base matrices A and B are the two halves of one sequence of twice as
//! many dimensions as there are inputs. (Successive blocks of one sequence in
//! as many dimensions as inputs give wrong indices without a warning.) Per
//! base row the runs are A, then A with each group of inputs taken from B,
//! then B.

use super::descriptive::{mean, sample_variance};
use super::interval::{Interval, student_t};
use super::sobol_sequence::SobolSequence;
use crate::random::WorldKey;

/// Blocks of base rows whose differences say how sure an index is; intervals have one
/// degree of freedom less. More blocks are smaller, hence less balanced, and make the
/// intervals wider than need be; fewer leave few degrees of freedom.
pub const SOBOL_BLOCKS: usize = 8;

/// Input points of the design: `rows` base rows, each with `groups + 2`
/// points of uniforms strictly between 0 and 1.
///
/// `group_of[input]` names the group that an input moves with, from 0 without
/// gaps; all different for single inputs. Saltelli et al. (2010), "Variance
/// based sensitivity analysis of model output", Computer Physics
/// Communications 181. A power of two of rows is wanted, 256 or more. `None`
/// for groups with gaps, or beyond [`super::SOBOL_POINTS`] rows.
pub fn sobol_design(group_of: &[usize], rows: u32, key: WorldKey) -> Option<Vec<Vec<f64>>> {
    let (inputs, groups) = (group_of.len(), group_count(group_of)?);
    let sequence = SobolSequence::new(2 * inputs, key)?;
    let mut points = Vec::with_capacity(rows as usize * (groups + 2));
    for row in 0..rows {
        let both = sequence.point(row)?;
        let (a, b) = both.split_at(inputs);
        points.push(a.to_vec());
        for group in 0..groups {
            let mixed = |input: usize| {
                if group_of[input] == group {
                    b[input]
                } else {
                    a[input]
                }
            };
            points.push((0..inputs).map(mixed).collect());
        }
        points.push(b.to_vec());
    }
    Some(points)
}

/// Number of groups; `None` of none, or if a name is skipped.
pub(super) fn group_count(group_of: &[usize]) -> Option<usize> {
    let groups = group_of.iter().max()? + 1;
    (0..groups)
        .all(|group| group_of.contains(&group))
        .then_some(groups)
}

/// Why there are no indices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SobolRefusal {
    /// The outputs do not fill whole base rows, at least two.
    Shape,
    /// So many outputs are missing. Leaving their rows out, or filling in,
    /// would bias every index: repair the runs or narrow the ranges.
    Failed(usize),
    /// No variance is left for the inputs, by nature or after chance's part is
    /// taken off.
    Constant,
}

/// Indices of one group of inputs. Chance can carry them below 0; such a value
/// says "not to be told from 0" and is not cut.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SobolIndex {
    /// First-order index: share of the variance that the group explains alone.
    pub first: f64,
    /// Total index: share that would remain if only the group were unknown.
    pub total: f64,
    /// Interval of `first`; none where the rows do not fill the blocks.
    pub first_interval: Option<Interval>,
    /// Interval of `total`, or none likewise.
    pub total_interval: Option<Interval>,
}

/// What the design found about one output.
#[derive(Clone, Debug, PartialEq)]
pub struct SobolIndices {
    /// One for every group.
    pub groups: Vec<SobolIndex>,
    /// Variance of E[Y | inputs], in squared units of the output.
    pub variance: f64,
    /// Chance's share of the variance of one run; none with one replication.
    pub noise_share: Option<f64>,
}

/// Indices of an output over `groups` groups.
///
/// `outputs` are in the order of [`sobol_design`], each point's `replicates`
/// side by side. First order after Saltelli et al. (2010), centred on the mean
/// of A and B; total after Jansen (1999); variance with divisor n over A and B
/// together.
///
/// With two replications or more the target is E[Y | inputs]: chance's variance is
/// taken off the total index and off the variance. That needs chance drawn
/// afresh for *every* run. One replication of a random output inflates the
/// total index of everything, an unused input's included, by chance's share; one
/// chance shared along a base row asks another question (chance as an input).
///
/// Intervals at `level` are Student's around the estimate of all rows, from the
/// jackknife that leaves out one of [`SOBOL_BLOCKS`] blocks of successive rows
/// at a time (Wolter 2007, "Introduction to Variance Estimation", chapter 4);
/// none unless the rows fill all blocks. Rows are not independent: one
/// scrambled sequence balances them. A block of a power of two of them is a
/// scrambled net of its own (Owen 1995), so that the blocks differ as much as
/// independent scramblings of their size would: that is the error where chance
/// prevails. Blocks also complement each other, and for smooth outputs with
/// little chance the intervals are wider than need be. Independent scramblings
/// would be exact there too, but make the indices of 1024 rows of a known
/// model up to three times less precise.
pub fn sobol_indices(
    outputs: &[Option<f64>],
    groups: usize,
    replications: usize,
    level: f64,
) -> Result<SobolIndices, SobolRefusal> {
    let rows = Rows::new(outputs, groups, replications)?;
    let all: Vec<usize> = (0..rows.a.len()).collect();
    let centre = rows.centre(&all);
    let estimate = rows.estimate(&all, centre).ok_or(SobolRefusal::Constant)?;
    let intervals = rows.intervals(&estimate, level);
    let noise = mean(&rows.chance(&all)).filter(|_| replications > 1);
    let whole = |chance: f64| chance + estimate.variance;
    let pairs = estimate.indices.iter().zip(intervals);
    Ok(SobolIndices {
        groups: pairs
            .map(
                |(&(first, total), (first_interval, total_interval))| SobolIndex {
                    first,
                    total,
                    first_interval,
                    total_interval,
                },
            )
            .collect(),
        variance: estimate.variance,
        noise_share: noise.map(|chance| chance / whole(chance)),
    })
}

/// Mean and variance over replications of one point.
type Point = (f64, f64);
/// Intervals of one group's first-order and total index.
type Intervals = (Option<Interval>, Option<Interval>);

/// Outputs by base row.
struct Rows {
    a: Vec<Point>,
    b: Vec<Point>,
    mixed: Vec<Vec<Point>>,
    replications: f64,
}

struct Estimate {
    variance: f64,
    indices: Vec<(f64, f64)>,
}

impl Rows {
    fn new(
        outputs: &[Option<f64>],
        groups: usize,
        replications: usize,
    ) -> Result<Self, SobolRefusal> {
        let width = (groups + 2) * replications;
        if groups == 0 || width == 0 || !outputs.len().is_multiple_of(width) {
            return Err(SobolRefusal::Shape);
        }
        if outputs.len() < 2 * width {
            return Err(SobolRefusal::Shape);
        }
        let failed = |value: &&Option<f64>| !value.is_some_and(f64::is_finite);
        match outputs.iter().filter(failed).count() {
            0 => {}
            failed => return Err(SobolRefusal::Failed(failed)),
        }
        let values: Vec<f64> = outputs.iter().copied().flatten().collect();
        let point = |values: &[f64]| {
            let centre = mean(values).unwrap_or(0.0);
            (centre, sample_variance(values).unwrap_or(0.0))
        };
        let points: Vec<Point> = values.chunks_exact(replications).map(point).collect();
        let column = |place: usize| points.iter().copied().skip(place).step_by(groups + 2);
        Ok(Self {
            a: column(0).collect(),
            b: column(groups + 1).collect(),
            mixed: (1..=groups).map(|group| column(group).collect()).collect(),
            replications: replications as f64,
        })
    }

    /// Mean of A and B over some base rows.
    fn centre(&self, rows: &[usize]) -> f64 {
        let sum: f64 = rows.iter().map(|&row| self.a[row].0 + self.b[row].0).sum();
        sum / (2 * rows.len()) as f64
    }

    /// Variances over replications of A and B.
    fn chance(&self, rows: &[usize]) -> Vec<f64> {
        rows.iter()
            .flat_map(|&row| [self.a[row].1, self.b[row].1])
            .collect()
    }

    /// Both indices of every group from some base rows; `None` if nothing
    /// varies.
    fn estimate(&self, rows: &[usize], centre: f64) -> Option<Estimate> {
        let n = rows.len() as f64;
        let both = rows.iter().flat_map(|&row| [self.a[row].0, self.b[row].0]);
        let both: Vec<f64> = both.map(|value| value - centre).collect();
        let middle = mean(&both)?;
        let squares: f64 = both.iter().map(|v| (v - middle) * (v - middle)).sum();
        let variance = squares / (2.0 * n) - mean(&self.chance(rows))? / self.replications;
        // Also refuses what rounding leaves of a constant.
        if variance <= 1e-24 * centre * centre {
            return None;
        }
        let index = |mixed: &Vec<Point>| {
            let (mut product, mut distance) = (0.0, 0.0);
            for &row in rows {
                let ((a, chance_a), (m, chance_m)) = (self.a[row], mixed[row]);
                product += (self.b[row].0 - centre) * (m - a);
                distance += (a - m) * (a - m) - (chance_a + chance_m) / self.replications;
            }
            (product / n / variance, distance / (2.0 * n) / variance)
        };
        Some(Estimate {
            variance,
            indices: self.mixed.iter().map(index).collect(),
        })
    }

    /// Intervals by leaving out block after block of base rows.
    fn intervals(&self, whole: &Estimate, level: f64) -> Vec<Intervals> {
        let none = vec![(None, None); self.mixed.len()];
        let rows = self.a.len();
        let size = rows / SOBOL_BLOCKS;
        if size == 0 || !rows.is_multiple_of(SOBOL_BLOCKS) {
            return none;
        }
        let without = |left_out: usize| {
            let kept: Vec<usize> = (0..rows).filter(|row| row / size != left_out).collect();
            self.estimate(&kept, self.centre(&kept))
        };
        let estimates: Option<Vec<Estimate>> = (0..SOBOL_BLOCKS).map(without).collect();
        let Some(estimates) = estimates else {
            return none;
        };
        let of = |group: usize, part: fn(&(f64, f64)) -> f64| {
            let values = estimates.iter().map(|one| part(&one.indices[group]));
            jackknife(
                part(&whole.indices[group]),
                &values.collect::<Vec<_>>(),
                level,
            )
        };
        (0..self.mixed.len())
            .map(|group| (of(group, |pair| pair.0), of(group, |pair| pair.1)))
            .collect()
    }
}

/// Student's interval around an estimate from the estimates without one block each.
fn jackknife(estimate: f64, without: &[f64], level: f64) -> Option<Interval> {
    let blocks = without.len() as f64;
    let variance = sample_variance(without)? * (blocks - 1.0) * (blocks - 1.0) / blocks;
    let half = student_t(level, blocks - 1.0)? * variance.sqrt();
    Some(Interval {
        lo: estimate - half,
        hi: estimate + half,
    })
}

#[cfg(test)]
#[path = "sobol_tests.rs"]
mod tests;
