//! Shares of the variance from a design.

use super::design::{Design, REPLICATIONS};
use crate::answer::{FactorRow, Measure, StudiedOutput, Verdict};
use crate::statistics::{
    Interval, SOBOL_BLOCKS, SobolIndex, SobolRefusal, sobol_indices, student_t,
};

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
pub(super) fn fill(answer: &mut StudiedOutput, design: &Design, values: &[Option<f64>], risk: f64) {
    let rows = design.size as usize;
    let groups = design.groups.len();
    let indices = match sobol_indices(values, groups, REPLICATIONS as usize, LEVEL) {
        Ok(indices) => indices,
        Err(refusal) => {
            answer.notes.push(why(refusal));
            let row = |group: &String| match refusal {
                SobolRefusal::Constant => FactorRow {
                    verdict: Verdict::NotSeparable,
                    ..FactorRow::undefined(group, rows)
                },
                _ => FactorRow::undefined(group, rows),
            };
            answer.rows = design.groups.iter().map(row).collect();
            return;
        }
    };
    answer.general.push(Measure::new(
        "chance_share",
        SHARE,
        indices.noise_share,
        None,
    ));
    // The half width of the interval at its own level, and as far as the risk asks.
    let df = (SOBOL_BLOCKS - 1) as f64;
    let quantiles = student_t(LEVEL, df).zip(student_t(1.0 - 2.0 * risk.min(MOST_RISK), df));
    let clear = |value: f64, interval: Option<Interval>| {
        let half = interval.map(|interval| (interval.hi - interval.lo) / 2.0);
        half.zip(quantiles)
            .is_some_and(|(half, (own, far))| value > half / own * far)
    };
    for (group, index) in design.groups.iter().zip(&indices.groups) {
        let influential = clear(index.total, index.total_interval);
        answer.rows.push(FactorRow {
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
    let total = |row: &FactorRow| row.measures[0].value.unwrap_or(0.0);
    answer.rows.sort_by(|a, b| total(b).total_cmp(&total(a)));
    let additive: f64 = indices.groups.iter().map(|index| index.first).sum();
    // A sum is at most as uncertain as its parts together.
    let half = |index: &SobolIndex| index.first_interval.map(|of| (of.hi - of.lo) / 2.0);
    let halves: Option<f64> = indices.groups.iter().map(half).sum();
    if halves.is_some_and(|halves| additive + halves < ADDITIVE) {
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
        SobolRefusal::Shape => "The simulations do not fill the design.".to_owned(),
        SobolRefusal::Failed(n) => format!(
            "No indices: the output is undefined in {n} simulations, and leaving those out would bias \
             every index."
        ),
        SobolRefusal::Constant => {
            "No indices: what the factors do to the output is not separable from chance.".to_owned()
        }
    }
}
