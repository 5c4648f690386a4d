//! Shares of the variance from a design.

use super::answer::{Measure, OutputAnswer, Row, Verdict};
use super::design::{Design, LUCKS};
use crate::math::normal_quantile;
use crate::random::WorldKey;
use crate::statistics::{Interval, Resampling, SobolRefusal, sobol_indices};

/// Resamples of base rows behind the intervals.
const RESAMPLES: u32 = 1000;
const LEVEL: f64 = 0.95;
/// Base rows below which indices are rough.
const ENOUGH: u32 = 256;
/// First-order indices that add to less than this leave much to interaction.
const ADDITIVE: f64 = 0.8;
/// Largest risk of one factor to be taken for influential by chance.
const MOST_RISK: f64 = 0.005;

const SHARE: &str = "share";

/// Fills the rows, the largest total index first. A factor is told from noise at
/// `risk`, that of one of all comparisons.
pub(super) fn fill(
    answer: &mut OutputAnswer,
    design: &Design,
    values: &[Option<f64>],
    seed: u64,
    risk: f64,
) {
    let rows = design.size as usize;
    let resampling = Resampling {
        key: WorldKey::new(seed, u32::MAX),
        count: RESAMPLES,
        level: LEVEL,
    };
    let groups = design.groups.len();
    let indices = match sobol_indices(values, groups, LUCKS as usize, Some(resampling)) {
        Ok(indices) => indices,
        Err(refusal) => {
            answer.notes.push(why(refusal));
            let row = |group: &String| match refusal {
                SobolRefusal::Constant => Row {
                    verdict: Verdict::NotSeparable,
                    ..Row::undefined(group, rows)
                },
                _ => Row::undefined(group, rows),
            };
            answer.rows = design.groups.iter().map(row).collect();
            return;
        }
    };
    answer
        .general
        .push(Measure::new("luck_share", SHARE, indices.noise_share, None));
    let z = normal_quantile(1.0 - risk.min(MOST_RISK));
    let clear = |value: f64, interval: Option<Interval>| {
        let half = interval.map(|interval| (interval.hi - interval.lo) / 2.0);
        // The bootstrap's spread in standard deviations, and as far as the risk asks.
        half.is_some_and(|half| value > half / normal_quantile((1.0 + LEVEL) / 2.0) * z)
    };
    for (group, index) in design.groups.iter().zip(&indices.groups) {
        let influential = clear(index.total, index.total_interval);
        answer.rows.push(Row {
            factor: group.clone(),
            n: rows,
            verdict: if influential {
                Verdict::Influential
            } else {
                Verdict::NotSeparable
            },
            measures: vec![
                Measure::new("total", SHARE, Some(index.total), index.total_interval),
                Measure::new("first", SHARE, Some(index.first), index.first_interval),
            ],
        });
    }
    let total = |row: &Row| row.measures[0].value.unwrap_or(0.0);
    answer.rows.sort_by(|a, b| total(b).total_cmp(&total(a)));
    let additive: f64 = indices.groups.iter().map(|index| index.first).sum();
    if additive < ADDITIVE {
        answer.notes.push(format!(
            "First-order indices add to {additive:.2}: much of the effect is of factors together."
        ));
    }
    if design.size < ENOUGH {
        answer.notes.push(format!(
            "{} base rows are few, {ENOUGH} are wanted: these indices are rough.",
            design.size
        ));
    }
}

fn why(refusal: SobolRefusal) -> String {
    match refusal {
        SobolRefusal::Shape => "The units do not fill the design.".to_owned(),
        SobolRefusal::Failed(n) => format!(
            "No indices: the output is undefined in {n} units, and leaving those out would bias \
             every index."
        ),
        SobolRefusal::Constant => {
            "No indices: what the factors do to the output is not separable from luck.".to_owned()
        }
    }
}
