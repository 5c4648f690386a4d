//! Screening by elementary effects.

use super::design::Design;
use crate::answer::{FactorRow, Measure, StudiedOutput, Verdict};
use crate::random::WorldKey;
use crate::statistics::{elementary_effects, mean, morris_indices, t_mean};

/// Resamples of walks behind the interval of a spread.
const RESAMPLES: u32 = 1000;
/// Step of a factor in a walk, as a part of its range.
const STEP: f64 = 2.0 / 3.0;

/// Fills the rows, the largest mean size of an effect first. `level` is that of the
/// interval of one mean effect, by which a factor is told from noise.
pub(super) fn fill(
    answer: &mut StudiedOutput,
    design: &Design,
    values: &[Option<f64>],
    seed: u64,
    level: f64,
) {
    let groups = design.groups.len();
    let width = groups + 2;
    let whole = |walk: &[Option<f64>]| walk.iter().all(Option::is_some);
    // Walks that are defined throughout, and their points.
    let mut points = Vec::new();
    let mut outputs = Vec::new();
    let mut replications = Vec::new();
    let places = design.places.chunks_exact(groups + 1);
    for (walk, place) in values.chunks_exact(width).zip(places) {
        if whole(walk) {
            let walk: Vec<f64> = walk.iter().copied().flatten().collect();
            outputs.extend_from_slice(&walk[..=groups]);
            replications.push((walk[groups + 1] - walk[0]).abs() / STEP);
            points.extend_from_slice(place);
        }
    }
    let walks = replications.len();
    let left_out = design.size as usize - walks;
    if left_out > 0 {
        answer.notes.push(format!(
            "{left_out} of {} walks are left out: the output is undefined in one of their points.",
            design.size
        ));
    }
    let key = WorldKey::new(seed, u32::MAX);
    let found = elementary_effects(&points, &design.group_of, &outputs).and_then(|effects| {
        let indices = morris_indices(&effects, &design.group_of, key, RESAMPLES, 0.95)?;
        Some((effects, indices))
    });
    let Some((effects, indices)) = found.filter(|_| walks > 1) else {
        let undefined = |group: &String| FactorRow::undefined(group, walks);
        answer.rows = design.groups.iter().map(undefined).collect();
        return;
    };
    let chance = mean(&replications).unwrap_or(0.0);
    let unit = answer.unit.clone();
    let interval = t_mean(&replications, 0.95);
    answer
        .general
        .push(Measure::new("chance", &unit, Some(chance), interval));
    for ((group, effects), index) in design.groups.iter().zip(&effects).zip(&indices) {
        // Two looks at each factor share its risk: a mean effect that has a direction,
        // and sizes beyond what another replication changes in the same walk.
        let level = 1.0 - (1.0 - level) / 2.0;
        let direction = t_mean(effects, level);
        let directed = direction.is_some_and(|mean| mean.lo > 0.0 || mean.hi < 0.0);
        let beyond = effects.iter().zip(&replications);
        let beyond: Vec<f64> = beyond
            .map(|(effect, chance)| effect.abs() - chance)
            .collect();
        let larger = t_mean(&beyond, level).is_some_and(|mean| mean.lo > 0.0);
        let verdict = if effects.iter().all(|effect| *effect == 0.0) {
            Verdict::NoEffect
        } else if larger || (directed && index.mu.is_some()) {
            Verdict::Influential
        } else {
            Verdict::NotSeparable
        };
        let mut measures = vec![Measure::new(
            "mu_star",
            &unit,
            Some(index.mu_star),
            index.mu_star_interval,
        )];
        if let Some(mu) = index.mu {
            measures.push(Measure::new("mu", &unit, Some(mu), index.mu_interval));
            let sigma = Measure::new("sigma", &unit, index.sigma, index.sigma_interval);
            measures.push(sigma);
        }
        answer.rows.push(FactorRow {
            factor: group.clone(),
            n: walks,
            verdict,
            measures,
        });
    }
    let size = |row: &FactorRow| row.measures[0].value.unwrap_or(0.0);
    answer.rows.sort_by(|a, b| size(b).total_cmp(&size(a)));
}
