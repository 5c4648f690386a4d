//! Shares of the variance from simulations that are there already.

use super::answer::of_stored;
use super::factor::Factor;
use super::{LEVEL, Quantity};
use crate::answer::{FactorRow, Measure, SensitivityAnswer, StudiedOutput, StudyCounts, Verdict};
use crate::experiment::run::Results;
use crate::parameter::table;
use crate::random::WorldKey;
use crate::statistics::{rank_index, rank_interval, rank_noise_floor};

/// Permutations behind the noise floor, and half-samples behind an interval.
const PERMUTATIONS: u32 = 400;
const HALVES: u32 = 400;

const SHARE: &str = "share";

/// First-order indices of drawn parameters, from means over each draw's replications: simulations
/// of one draw share all parameters.
///
/// `chosen` restricts the factors that are reported; the noise floor is what the
/// largest of them reaches by chance in one of 20 studies.
pub fn rank(
    results: &Results<'_>,
    quantities: &[Quantity],
    chosen: &[Factor],
) -> SensitivityAnswer {
    let outputs = quantities
        .iter()
        .map(|quantity| one(results, quantity, chosen));
    let counts = StudyCounts {
        points: 1,
        replications: results.per_draw(),
        rows: results.draws(),
        n: results.simulations.len(),
        horizon: results.horizon(),
    };
    let outputs = outputs.collect();
    let factors = chosen.iter().map(Factor::answer).collect();
    of_stored(results.scenario, factors, counts, outputs)
}

fn one(results: &Results<'_>, quantity: &Quantity, chosen: &[Factor]) -> StudiedOutput {
    let values = results.column(|one| quantity.evaluate(&one.records, &one.params));
    let mut answer = StudiedOutput::new(quantity, &values);
    let draws = results.draw_means(&values);
    let y: Vec<f64> = draws.iter().map(|(_, mean)| *mean).collect();
    let input = |factor: &Factor| -> Vec<f64> {
        let Some(id) = table::position(&factor.id) else {
            return Vec::new();
        };
        draws
            .iter()
            .map(|(simulation, _)| simulation.params[id])
            .collect()
    };
    let inputs: Vec<Vec<f64>> = chosen.iter().map(input).collect();
    let slices: Vec<&[f64]> = inputs.iter().map(Vec::as_slice).collect();
    let key = WorldKey::new(results.scenario.run.seed, u32::MAX);
    let floor = rank_noise_floor(&slices, &y, key, PERMUTATIONS, LEVEL);
    answer
        .general
        .push(Measure::new("noise_floor", SHARE, floor, None));
    for (factor, x) in chosen.iter().zip(&inputs) {
        let index = rank_index(x, &y);
        let (Some(index), Some(floor)) = (index, floor) else {
            answer.rows.push(FactorRow::undefined(&factor.id, y.len()));
            continue;
        };
        answer.rows.push(FactorRow {
            factor: factor.id.clone(),
            n: y.len(),
            verdict: if index > floor {
                Verdict::Influential
            } else {
                Verdict::NotSeparable
            },
            measures: vec![Measure::new(
                "first",
                SHARE,
                Some(index),
                rank_interval(x, &y, key, HALVES, LEVEL),
            )],
        });
    }
    let size = |row: &FactorRow| {
        let first = row.measure("first").and_then(|first| first.value);
        first.unwrap_or(f64::NEG_INFINITY)
    };
    answer.rows.sort_by(|a, b| size(b).total_cmp(&size(a)));
    if floor.is_none() {
        answer
            .notes
            .push("No indices: the output or every factor is the same in all draws.".to_owned());
    } else if !answer
        .rows
        .iter()
        .any(|row| row.verdict == Verdict::Influential)
    {
        let note = format!(
            "No factor is above the noise floor of {} draws; more draws lower it.",
            y.len()
        );
        answer.notes.push(note);
    }
    answer
}
