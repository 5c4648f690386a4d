//! Assumptions that the answer leans on.

use super::super::Results;
use crate::answer::Leaning;
use crate::observation::Output;
use crate::parameter::Id;
use crate::random::WorldKey;
use crate::statistics::{mean, rank_index, rank_noise_floor};

/// Most assumptions named.
const MOST: usize = 3;
/// Permutations for the noise floor, and its level: the 95 % point of the
/// largest index by chance, over all parameters.
const PERMUTATIONS: u32 = 400;
const LEVEL: f64 = 0.95;

/// At most three parameters above the noise floor of enrolment at week 24 (or
/// the horizon) or of the cumulative helpdesk cost difference; none under chance
/// only.
///
/// From means over each draw's replications: simulations of one draw share all
/// parameters, so that side by side in the order of one they would credit it
/// with the effects of all.
pub(super) fn leaning(results: &Results<'_>) -> Vec<Leaning> {
    if results.chance_only() {
        return Vec::new();
    }
    let drawn = results.drawn();
    let week = results.main_week();
    let mut found: Vec<Leaning> = Vec::new();
    let texts = [
        format!("adoption.enrolled.headcount@{week}"),
        format!("cost.helpdesk.sum@{week}:difference"),
    ];
    let outputs = results.scenario.populations().flat_map(|population| {
        let read = |text: &String| Output::of(text, population, &results.segments);
        texts.iter().filter_map(read).collect::<Vec<_>>()
    });
    for output in outputs {
        let draws = results.draw_means(&results.output(&output));
        let y: Vec<f64> = draws.iter().map(|(_, mean)| *mean).collect();
        let input = |id: &Id| -> Vec<f64> {
            draws
                .iter()
                .map(|(simulation, _)| simulation.params[*id])
                .collect()
        };
        let inputs: Vec<Vec<f64>> = drawn.iter().map(input).collect();
        let slices: Vec<&[f64]> = inputs.iter().map(Vec::as_slice).collect();
        let key = WorldKey::new(results.scenario.run.seed, 0);
        let Some(floor) = rank_noise_floor(&slices, &y, key, PERMUTATIONS, LEVEL) else {
            continue;
        };
        for (id, x) in drawn.iter().zip(&inputs) {
            let Some(index) = rank_index(x, &y).filter(|index| *index > floor) else {
                continue;
            };
            let row = id.entry();
            let ends = |start: f64, pick: fn(f64, f64) -> f64| x.iter().copied().fold(start, pick);
            found.push(Leaning {
                parameter: row.id.to_owned(),
                meaning: row.meaning.to_owned(),
                unit: row.unit.to_owned(),
                range: [
                    ends(f64::INFINITY, f64::min),
                    ends(f64::NEG_INFINITY, f64::max),
                ],
                output: output.to_string(),
                index,
                of: "variance between draws".to_owned(),
                noise_floor: floor,
                rises: rises(x, &y),
            });
        }
    }
    // Registry order breaks ties; a parameter is named once, at its larger index.
    found.sort_by(|a, b| b.index.total_cmp(&a.index));
    let mut named: Vec<Leaning> = Vec::new();
    for one in found {
        if named.len() < MOST && named.iter().all(|other| other.parameter != one.parameter) {
            named.push(one);
        }
    }
    named
}

/// Whether `y` is larger where `x` is above its mean: the sign of the covariance.
fn rises(x: &[f64], y: &[f64]) -> bool {
    let (Some(mean_x), Some(mean_y)) = (mean(x), mean(y)) else {
        return false;
    };
    x.iter()
        .zip(y)
        .map(|(x, y)| (x - mean_x) * (y - mean_y))
        .sum::<f64>()
        > 0.0
}
