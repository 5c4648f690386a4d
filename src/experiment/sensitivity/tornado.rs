//! One factor at a time: what moving it from low to high does, replication by replication.

use super::design::Design;
use super::quantity::Quantity;
use crate::answer::{FactorRow, Measure, StudiedOutput, Verdict};
use crate::random::WorldKey;
use crate::statistics::{
    Interval, clopper_pearson, mean, paired_change, paired_quantile_change, quantile_interval,
    t_mean,
};

/// Resamples behind the interval of a quantile's change.
const RESAMPLES: u32 = 1000;

/// Replications a point below which nothing is said of noise: Student's quantile of one or two
/// degrees of freedom at the level of one of many comparisons is in the hundreds, so that
/// no interval could tell anything.
const FEWEST: usize = 4;
/// Replications a point that are advised then.
const ENOUGH: usize = 8;

/// Values at both ends under the same replication, and the change between them.
struct Ends {
    low: Vec<f64>,
    high: Vec<f64>,
}

/// Fills the rows, the largest change first. `points` are the values at the defaults,
/// then of each factor low and high; `level` is that of one interval.
pub(super) fn fill(
    answer: &mut StudiedOutput,
    design: &Design,
    quantity: &Quantity,
    points: &[Vec<Option<f64>>],
    seed: u64,
    level: f64,
) {
    let key = WorldKey::new(seed, u32::MAX);
    let base: Vec<f64> = points[0].iter().copied().flatten().collect();
    let replications = points[0].len();
    let few = replications < FEWEST;
    answer.general.push(Measure::new(
        "at_defaults",
        &answer.unit,
        central(quantity, &base),
        at_defaults(quantity, &base).filter(|_| !few),
    ));
    for (at, factor) in design.factors.iter().enumerate() {
        let ends = Ends::of(&points[2 * at + 1], &points[2 * at + 2]);
        let row = row(&factor.id, &ends, quantity, &answer.unit, key, level);
        answer.rows.push(if few { unjudged(row) } else { row });
    }
    if few {
        answer.notes.push(format!(
            "{replications} replications a point are too few for intervals; --simulations {} gives {ENOUGH}.",
            points.len() * ENOUGH
        ));
    }
    let size = |row: &FactorRow| {
        let change = row.measure("change").and_then(|change| change.value);
        change.map_or(-1.0, f64::abs)
    };
    // Stable: equal ones stay in the order of the registry.
    answer.rows.sort_by(|a, b| size(b).total_cmp(&size(a)));
    answer.notes.push(
        "Factors that act together, or only where others are, are not seen one at a time."
            .to_owned(),
    );
}

impl Ends {
    /// Replications in which both ends are defined.
    fn of(low: &[Option<f64>], high: &[Option<f64>]) -> Self {
        let pairs = low.iter().zip(high);
        let (low, high) = pairs.filter_map(|(low, high)| low.zip(*high)).unzip();
        Self { low, high }
    }
}

fn row(
    factor: &str,
    ends: &Ends,
    quantity: &Quantity,
    unit: &str,
    key: WorldKey,
    level: f64,
) -> FactorRow {
    let n = ends.low.len();
    let ends_of = |values: &[f64]| central(quantity, values);
    let (Some(at_low), Some(at_high)) = (ends_of(&ends.low), ends_of(&ends.high)) else {
        return FactorRow::undefined(factor, n);
    };
    let interval = match quantity {
        Quantity::Mean(_) => paired_change(&ends.low, &ends.high, level),
        Quantity::Chance(..) => paired_chance(&ends.low, &ends.high, level),
        Quantity::Quantile(percent, _) => {
            let p = f64::from(*percent) / 100.0;
            paired_quantile_change(&ends.low, &ends.high, p, key, RESAMPLES, level)
        }
    };
    let verdict = if ends.low == ends.high {
        Verdict::NoEffect
    } else if interval.is_some_and(|interval| interval.lo > 0.0 || interval.hi < 0.0) {
        Verdict::Influential
    } else {
        Verdict::NotSeparable
    };
    FactorRow {
        factor: factor.to_owned(),
        n,
        verdict,
        measures: vec![
            Measure::new("change", unit, Some(at_high - at_low), interval),
            Measure::new("at_low", unit, Some(at_low), None),
            Measure::new("at_high", unit, Some(at_high), None),
        ],
    }
}

/// The same without intervals and what they say. What is undefined, or the same in all
/// replications, stays so.
fn unjudged(mut row: FactorRow) -> FactorRow {
    if matches!(row.verdict, Verdict::Influential | Verdict::NotSeparable) {
        row.verdict = Verdict::TooFew;
    }
    for measure in &mut row.measures {
        (measure.lo, measure.hi) = (None, None);
    }
    row
}

/// What a quantity makes of the values of a point.
fn central(quantity: &Quantity, values: &[f64]) -> Option<f64> {
    match quantity {
        Quantity::Mean(_) | Quantity::Chance(..) => mean(values),
        Quantity::Quantile(percent, _) => {
            let sorted = crate::statistics::sorted(values);
            crate::statistics::quantile_sorted(&sorted, f64::from(*percent) / 100.0)
        }
    }
}

/// 95 % interval of a quantity at the defaults.
fn at_defaults(quantity: &Quantity, values: &[f64]) -> Option<Interval> {
    match quantity {
        Quantity::Mean(_) => t_mean(values, 0.95),
        Quantity::Chance(..) => {
            let met = values.iter().filter(|value| **value > 0.0).count();
            clopper_pearson(met as u64, values.len() as u64, 0.95)
        }
        Quantity::Quantile(percent, _) => {
            let p = f64::from(*percent) / 100.0;
            // A few replications cannot bound a quantile that is far out.
            let (lo, hi) = quantile_interval(&crate::statistics::sorted(values), p, 0.95)?;
            lo.zip(hi).map(|(lo, hi)| Interval { lo, hi })
        }
    }
}

/// Interval of the change of a probability from pairs of events, 0 or 1.
///
/// Replications in which only the high end meets the target, and in which only the low end
/// does, each have an exact (Clopper-Pearson) interval at half the risk; the change is
/// the difference of the two chances. Wider than need be, but not of no width where
/// all pairs agree so far.
fn paired_chance(low: &[f64], high: &[f64], level: f64) -> Option<Interval> {
    let level = 1.0 - (1.0 - level) / 2.0;
    let count = |gained: bool| {
        let pairs = low.iter().zip(high);
        let only = pairs.filter(|(low, high)| if gained { high > low } else { low > high });
        only.count() as u64
    };
    let chance = |gained| clopper_pearson(count(gained), low.len() as u64, level);
    let (gained, lost) = (chance(true)?, chance(false)?);
    Some(Interval {
        lo: gained.lo - lost.hi,
        hi: gained.hi - lost.lo,
    })
}
