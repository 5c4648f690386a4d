//! Which level pays best, where it is said what an adopter is worth.

use super::curve::{Column, Samples, means};
use crate::answer::{Difference, Interpolated, Level, Numbers, Optimum, Worth};
use crate::random::WorldKey;
use crate::statistics::{
    Goal, Knee, Resampling, Support, best_probabilities, economic_knee, mean, regrets,
};

/// Resamples of the interpolated optimum, and their key's seed.
const RESAMPLES: u32 = 400;
const KEY: u64 = 0x5bed;
/// Level of intervals.
const LEVEL: f64 = 0.95;

impl Optimum {
    /// Of the simulations of every level; `None` where net cash is undefined.
    pub(super) fn of(
        levels: &[Level],
        samples: &Samples<'_>,
        per_draw: usize,
        value: f64,
    ) -> Option<Self> {
        let worth = |simulations: &Vec<&super::measure::Measured>| -> Column {
            simulations
                .iter()
                .map(|simulation| simulation.worth(value))
                .collect()
        };
        let columns: Vec<Column> = samples.iter().map(worth).collect();
        let defined: Option<Vec<Vec<f64>>> = columns
            .iter()
            .map(|column| column.iter().copied().collect())
            .collect();
        let defined = defined?;
        let systems: Vec<&[f64]> = defined.iter().map(Vec::as_slice).collect();
        let others = levels.len().saturating_sub(1).max(1);
        let confidence = 1.0 - (1.0 - LEVEL) / others as f64;
        let beaten = |at: usize| {
            let beats = |other: &Column| {
                let paired = Difference::paired(other, &columns[at], per_draw, confidence);
                paired.is_some_and(|difference| difference.side() > 0)
            };
            columns.iter().any(beats)
        };
        let (chances, regrets) = if levels.len() > 1 {
            (
                best_probabilities(&systems, per_draw, Goal::Largest)?,
                regrets(&systems, Goal::Largest)?,
            )
        } else {
            return None;
        };
        let rows: Vec<Worth> = levels
            .iter()
            .enumerate()
            .map(|(at, level)| Worth {
                level: level.level,
                worth: Numbers::of(&columns[at], per_draw, Support::Signed),
                p_best_simulation: chances[at].realisation,
                p_best_mean: chances[at].mean,
                regret_mean: regrets[at].expected,
                may_be_best: !beaten(at),
            })
            .collect();
        let means: Option<Vec<f64>> = defined.iter().map(|values| mean(values)).collect();
        let means = means?;
        // The cheaper of equal ones.
        let mut best = 0;
        for (at, mean) in means.iter().enumerate() {
            if *mean > means[best] {
                best = at;
            }
        }
        let possible = || levels.iter().zip(&rows).filter(|(_, row)| row.may_be_best);
        let spends = || possible().map(|(level, _)| level.spend);
        Some(Self {
            value_per_adopter: value,
            level: levels[best].level,
            spend: levels[best].spend,
            spend_lo: spends().fold(levels[best].spend, f64::min),
            spend_hi: spends().fold(levels[best].spend, f64::max),
            open_above: rows.last().is_some_and(|row| row.may_be_best),
            interpolated: interpolated(levels, &columns, per_draw, value),
            levels: rows,
        })
    }
}

/// The economic optimum of a Hill curve through adopters as far as they pay: the
/// growth in worth and spend over no spend, in adopters.
fn interpolated(
    levels: &[Level],
    columns: &[Column],
    per_draw: usize,
    value: f64,
) -> Option<Interpolated> {
    if levels[0].level != 0.0 || value <= 0.0 {
        return None;
    }
    let spends: Vec<f64> = levels.iter().map(|l| l.spend - levels[0].spend).collect();
    let growth = columns
        .iter()
        .map(|column| means(column, &columns[0], per_draw));
    let growth: Vec<Vec<f64>> = growth.collect::<Option<_>>()?;
    let rows: Vec<Vec<f64>> = (0..growth[0].len())
        .map(|draw| {
            let at = |(worth, spend): (&Vec<f64>, &f64)| (worth[draw] + spend) / value;
            growth.iter().zip(&spends).map(at).collect()
        })
        .collect();
    let rows: Vec<&[f64]> = rows.iter().map(Vec::as_slice).collect();
    let resampling = Resampling {
        key: WorldKey::new(KEY, 0),
        count: RESAMPLES,
        level: LEVEL,
    };
    let found = economic_knee(&spends, &rows, value, resampling)?;
    let base = levels[0].spend;
    Some(Interpolated {
        spend: match found.knee {
            Knee::At(spend) => Some(base + spend),
            Knee::Beyond | Knee::Nowhere => None,
        },
        spend_lo: found.interval.map(|interval| base + interval.lo),
        spend_hi: found.interval.map(|interval| base + interval.hi),
        inside: found.inside,
        beyond: found.beyond,
    })
}
