//! The tuning command: centres of the eight fitted parameters.
//!
//! One soft, correlated constraint on the median of the good plan's prior
//! predictive: logit adoption of headcount at weeks 10, 16 and 24 is normal
//! around 37.5, 67.5 and 84 %, sd .35, correlation .85. Deviations from the
//! starting centres cost as much as their priors say. Adoption alone is fitted;
//! no ticket, minute, reset, survival or handle time is looked at.
//!
//! Gauss-Newton on the prior's scale, derivatives by differences under common
//! random numbers: every evaluation sees the same draws of all other parameters
//! and the same worlds.

use super::runner::Runner;
use super::simulation::{SimulationId, simulations};
use crate::math;
use crate::observation::column;
use crate::parameter::table::FIT_START;
use crate::parameter::{self, Id, Parameter, Parameters, Prior, Setting};
use crate::population::Slots;
use crate::scenario::Scenario;
use crate::simulation::{Plan, simulate_arm};
use crate::statistics::{quantile_sorted, sorted};
use std::sync::Arc;

/// Weeks of the constraint and their centres [share of headcount].
const BANDS: [(usize, f64); 3] = [(10, 0.375), (16, 0.675), (24, 0.84)];
const SD: f64 = 0.35;
const CORRELATION: f64 = 0.85;
/// Step of the differences, in prior standard deviations.
const STEP: f64 = 0.5;

/// What the tuning found.
#[derive(Clone, Debug)]
pub struct Tuned {
    /// Fitted rows: id, low, mode, high.
    pub rows: Vec<(&'static str, f64, f64, f64)>,
    /// Distance of each centre from its start, in prior standard deviations.
    pub moved: Vec<f64>,
    /// Medians of the prior predictive at the start and at the end, at weeks 10, 16, 24.
    pub medians: [[f64; 3]; 2],
    /// Mahalanobis distance of the medians from the constraint's centre, start and end.
    pub distance: [f64; 2],
}

impl Tuned {
    /// The table that the registry reads.
    pub fn csv(&self) -> String {
        let rows = self
            .rows
            .iter()
            .map(|(id, low, mode, high)| format!("{id},{low},{mode},{high}\n"));
        std::iter::once("id,low,mode,high\n".to_string())
            .chain(rows)
            .collect()
    }

    /// What moved, and how far the constraint is.
    pub fn report(&self) -> String {
        let percent = |medians: [f64; 3]| medians.map(|m| format!("{:.1} %", 100.0 * m)).join(", ");
        let mut text = format!(
            "medians at weeks 10, 16, 24: start {}; end {}; wanted 37.5, 67.5, 84 %\ndistance: start {:.2}, end {:.2}\n",
            percent(self.medians[0]),
            percent(self.medians[1]),
            self.distance[0],
            self.distance[1],
        );
        for ((start, row), moved) in FIT_START.iter().zip(&self.rows).zip(&self.moved) {
            text += &format!(
                "{}: {} to {} ({moved:+.2} prior sd)\n",
                row.0, start.2, row.2
            );
        }
        text
    }
}

/// How much to simulate.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// Seed of draws and worlds.
    pub seed: u64,
    /// Draws of all parameters.
    pub draws: u32,
    /// Gauss-Newton steps.
    pub steps: u32,
}

/// Runs the tuning on a good plan.
///
/// # Panics
/// If the scenario's horizon is under 24 weeks.
pub fn tune(runner: &Runner, scenario: &Scenario, effort: Effort) -> Tuned {
    assert!(scenario.run.horizon >= 24, "tuning needs 24 weeks");
    let scenario = Arc::new(scenario.clone());
    let slots = Arc::new(Slots::new(&scenario.workforce().organisation));
    let model = |centres: &[f64; 8]| medians(runner, &scenario, &slots, centres, effort);
    let mut centres = [0.0; 8];
    let start = model(&centres);
    let mut at = start;
    for _ in 0..effort.steps {
        let mut slope = [[0.0; 8]; 3];
        for parameter in 0..8 {
            let mut stepped = centres;
            stepped[parameter] += STEP;
            let moved = model(&stepped);
            for week in 0..3 {
                slope[week][parameter] = (math::logit(moved[week]) - math::logit(at[week])) / STEP;
            }
        }
        centres = gauss_newton(&centres, &at, &slope);
        at = model(&centres);
    }
    let rows = FIT_START
        .iter()
        .zip(centres)
        .map(|(start, z)| shifted(start, z))
        .collect();
    Tuned {
        rows,
        moved: centres.to_vec(),
        medians: [start, at],
        distance: [distance(&start), distance(&at)],
    }
}

/// Medians of enrolment over headcount at the constraint's weeks, with the
/// fitted parameters centred `centres` prior standard deviations from the start.
fn medians(
    runner: &Runner,
    scenario: &Arc<Scenario>,
    slots: &Arc<Slots>,
    centres: &[f64; 8],
    effort: Effort,
) -> [f64; 3] {
    let rows: Vec<_> = FIT_START
        .iter()
        .zip(centres)
        .map(|(start, z)| shifted(start, *z))
        .collect();
    let settings: Vec<(Id, Setting)> = rows
        .iter()
        .filter_map(|&(id, low, mode, high)| {
            Some((parameter::position(id)?, Setting::Range { low, mode, high }))
        })
        .collect();
    let shares = runner.map(
        &simulations(0, 0..effort.draws, 1),
        |simulation: &SimulationId| {
            let parameters = Parameters::drawn(&settings, effort.seed, simulation.draw);
            let plan = Plan::new(Arc::clone(scenario), Arc::clone(slots), &parameters);
            let tally = simulate_arm(&plan, effort.seed, simulation.replication, true);
            BANDS.map(|(week, _)| {
                tally.get(week, column::ENROLLED) as f64 / tally.get(week, column::HEADCOUNT) as f64
            })
        },
    );
    [0, 1, 2].map(|at| {
        let values: Vec<f64> = shares.iter().map(|share| share[at]).collect();
        quantile_sorted(&sorted(&values), 0.5)
            .unwrap_or(0.5)
            .clamp(0.001, 0.999)
    })
}

/// A starting row moved by `z` prior standard deviations on its prior's scale;
/// its width on that scale is kept, and a coefficient cannot become negative.
fn shifted(start: &(&'static str, f64, f64, f64), z: f64) -> (&'static str, f64, f64, f64) {
    let &(id, low, mode, high) = start;
    let row = parameter::find(id).expect("a fitted row");
    let shift = z * spread(row, low, mode, high);
    let (low, mode, high) = match row.prior {
        Prior::Ln => {
            let factor = math::exp(shift);
            (low * factor, mode * factor, high * factor)
        }
        _ => (
            (low + shift).max(0.0),
            (mode + shift).max(0.0),
            (high + shift).max(0.05),
        ),
    };
    (id, significant(low), significant(mode), significant(high))
}

/// Standard deviation of a triangular prior on its scale.
fn spread(row: &Parameter, low: f64, mode: f64, high: f64) -> f64 {
    let [a, c, b] = match row.prior {
        Prior::Ln => [low, mode, high].map(math::ln),
        _ => [low, mode, high],
    };
    ((a * a + b * b + c * c - a * b - a * c - b * c) / 18.0).sqrt()
}

/// Three significant digits: the table is read by people.
fn significant(value: f64) -> f64 {
    if value == 0.0 {
        return 0.0;
    }
    let simulation = math::powi(10.0, 2) / math::pow(10.0, math::floor(math::log10(value)));
    (value * simulation).round() / simulation
}

/// Inverse covariance of the constraint on the logit scale.
fn precision() -> [[f64; 3]; 3] {
    // Equicorrelated: (1/(sd²(1−ρ)))·(I − ρ/(1+2ρ)·J).
    let scale = 1.0 / (SD * SD * (1.0 - CORRELATION));
    let common = CORRELATION / (1.0 + 2.0 * CORRELATION);
    let mut matrix = [[-scale * common; 3]; 3];
    for (at, row) in matrix.iter_mut().enumerate() {
        row[at] += scale;
    }
    matrix
}

fn residual(medians: &[f64; 3]) -> [f64; 3] {
    [0, 1, 2].map(|at| math::logit(BANDS[at].1) - math::logit(medians[at]))
}

fn distance(medians: &[f64; 3]) -> f64 {
    let (r, w) = (residual(medians), precision());
    (0..3)
        .flat_map(|i| (0..3).map(move |j| (i, j)))
        .map(|(i, j)| r[i] * w[i][j] * r[j])
        .sum::<f64>()
        .sqrt()
}

/// One step: (SᵀWS + I)·δ = SᵀWr − z, with the identity as the prior's
/// precision, limited to one standard deviation in any parameter.
fn gauss_newton(centres: &[f64; 8], medians: &[f64; 3], slope: &[[f64; 8]; 3]) -> [f64; 8] {
    let (w, r) = (precision(), residual(medians));
    let mut matrix = [[0.0; 9]; 8];
    for a in 0..8 {
        for b in 0..8 {
            for i in 0..3 {
                for j in 0..3 {
                    matrix[a][b] += slope[i][a] * w[i][j] * slope[j][b];
                }
            }
        }
        matrix[a][a] += 1.0;
        for i in 0..3 {
            for j in 0..3 {
                matrix[a][8] += slope[i][a] * w[i][j] * r[j];
            }
        }
        matrix[a][8] -= centres[a];
    }
    let delta = solve(matrix);
    let largest = delta.iter().fold(1.0f64, |most, d| most.max(d.abs()));
    std::array::from_fn(|at| centres[at] + delta[at] / largest)
}

/// Gaussian elimination with partial pivoting of an 8 x 8 system.
fn solve(mut m: [[f64; 9]; 8]) -> [f64; 8] {
    for column in 0..8 {
        let pivot = (column..8)
            .max_by(|a, b| m[*a][column].abs().total_cmp(&m[*b][column].abs()))
            .unwrap_or(column);
        m.swap(column, pivot);
        for row in 0..8 {
            if row != column {
                let factor = m[row][column] / m[column][column];
                let source = m[column];
                for (cell, value) in m[row].iter_mut().zip(source) {
                    *cell -= factor * value;
                }
            }
        }
    }
    std::array::from_fn(|row| m[row][8] / m[row][row])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn precision_inverts_the_covariance() {
        let w = precision();
        for i in 0..3 {
            for j in 0..3 {
                let covariance =
                    |a: usize, b: usize| SD * SD * if a == b { 1.0 } else { CORRELATION };
                let terms = w.iter().enumerate();
                let product: f64 = terms.map(|(k, row)| covariance(i, k) * row[j]).sum();
                assert!((product - f64::from(u8::from(i == j))).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn a_step_solves_a_linear_model() {
        // Medians that respond to one parameter alone: the step balances the
        // constraint against the prior.
        let mut slope = [[0.0; 8]; 3];
        for row in &mut slope {
            row[2] = 0.1;
        }
        let medians = BANDS.map(|(_, centre)| math::logistic(math::logit(centre) - 0.2));
        let step = gauss_newton(&[0.0; 8], &medians, &slope);
        let total: f64 = precision().iter().flatten().sum();
        let expected = 0.1 * total * 0.2 / (0.01 * total + 1.0);
        assert!(
            (step[2] - expected.min(1.0)).abs() < 1e-9,
            "{} {expected}",
            step[2]
        );
        assert!(
            step.iter()
                .enumerate()
                .all(|(at, z)| at == 2 || z.abs() < 1e-12)
        );
    }

    #[test]
    fn the_start_is_kept_at_zero() {
        for start in &FIT_START {
            assert_eq!(shifted(start, 0.0), *start);
        }
    }
}
