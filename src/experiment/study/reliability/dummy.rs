//! How often an input without effect is called influential.

use super::{Size, Source, repeat, share};
use crate::answer::{Method, Over, Verdict};
use crate::experiment::runner::Runner;
use crate::experiment::sensitivity::{Design, Factor, Quantity, analyse, factors};
use crate::experiment::simulation::SimulationId;
use crate::math;
use crate::scenario::Scenario;
use crate::statistics::{rank_index, rank_noise_floor};
use std::fmt::Write as _;

/// Weights of the factors: large and small ones, and nothing at the end.
const WEIGHTS: [f64; 10] = [3.0, 2.0, 1.5, 1.0, 1.0, 0.5, 0.5, 0.2, 0.1, 0.0];
/// Standard deviation of chance; the factors' is about 1.3.
const CHANCE: f64 = 1.0;
/// Stored draws behind ranks, two replications each.
const DRAWS: usize = 256;

/// Per method, how often the factor without effect is called influential on a normal
/// and on a skewed output. Every point has chance events of its own, so that nothing cancels:
/// in passcast an unused parameter shares its worlds and does exactly nothing.
pub fn dummy(runner: &Runner, scenario: &Scenario, size: Size) -> String {
    let mut chosen = factors(scenario, Over::Unknowns);
    chosen.truncate(WEIGHTS.len());
    let outputs = ["desk.backlog.max", "tickets.all.max"];
    let quantities: Vec<Quantity> = outputs
        .iter()
        .filter_map(|text| Quantity::parse(text, scenario).ok())
        .collect();
    let mut text = format!(
        "{} repetitions, seed {}: {} factors, the last without effect; chance of its own at every \
         point\nthe factor without effect is called influential in\n",
        size.draws,
        size.seed,
        chosen.len()
    );
    for method in [Method::Tornado, Method::Morris, Method::Sobol] {
        let found = repeat(runner, size, |round, source| {
            once(method, scenario, &chosen, &quantities, round, source)
        });
        write_row(&mut text, method.word(), &found);
    }
    let found = repeat(runner, size, |_, source| ranks(source));
    write_row(&mut text, "rank", &found);
    text
}

fn write_row(text: &mut String, method: &str, found: &[[bool; 2]]) {
    for (output, name) in ["normal output", "skewed output"].iter().enumerate() {
        let hits = found.iter().filter(|flags| flags[output]).count();
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {method:<8} {name}: {}", share(hits, found.len()));
    }
}

/// Whether the last factor is called influential on either output.
fn once(
    method: Method,
    scenario: &Scenario,
    chosen: &[Factor],
    quantities: &[Quantity],
    round: u32,
    source: Source,
) -> [bool; 2] {
    let seed = u64::from(round) + 1;
    let design = Design::new(method, Over::Unknowns, chosen.to_vec(), false, None, seed);
    let Ok(design) = design else {
        return [true; 2];
    };
    let value = |(simulation, chance): (&SimulationId, f64)| {
        let values = &design.values[simulation.point as usize];
        let places = values
            .iter()
            .zip(&design.factors)
            .map(|(value, factor)| (value - factor.range[0]) / (factor.range[1] - factor.range[0]));
        model(places) + CHANCE * chance
    };
    let simulations = design.simulations.iter();
    let simulations = simulations.zip(source.normals(0, design.simulations.len()));
    let normal: Vec<Option<f64>> = simulations
        .map(|simulation| Some(value(simulation)))
        .collect();
    let skewed = normal.iter().map(|value| value.map(math::exp)).collect();
    let answer = analyse(
        scenario,
        &design,
        quantities,
        &design.simulations,
        &[normal, skewed],
    );
    let flagged = |output: usize| {
        let last = chosen.last().map(|factor| factor.id.as_str());
        let rows = answer.outputs[output].rows.iter();
        rows.filter(|row| Some(row.factor.as_str()) == last)
            .any(|row| row.verdict == Verdict::Influential)
    };
    [flagged(0), flagged(1)]
}

/// Weighted places, and two factors that act together.
fn model(places: impl Iterator<Item = f64>) -> f64 {
    let places: Vec<f64> = places.collect();
    let sum: f64 = places.iter().zip(WEIGHTS).map(|(x, w)| x * w).sum();
    sum + 2.0 * places[0] * places[1]
}

/// The same from drawn places, averaged over two replications.
fn ranks(source: Source) -> [bool; 2] {
    let factors = WEIGHTS.len() as u32;
    let inputs: Vec<Vec<f64>> = (0..factors)
        .map(|factor| source.uniforms(factor, DRAWS))
        .collect();
    let slices: Vec<&[f64]> = inputs.iter().map(Vec::as_slice).collect();
    let replications = [0, 1].map(|chance| source.normals(factors + chance, DRAWS));
    let chance = |row: usize| CHANCE * (replications[0][row] + replications[1][row]) / 2.0;
    let at = |row: usize| inputs.iter().map(move |column| column[row]);
    let normal: Vec<f64> = (0..DRAWS).map(|row| model(at(row)) + chance(row)).collect();
    let skewed = normal.iter().map(|value| math::exp(*value)).collect();
    [normal, skewed].map(|y| {
        let floor = rank_noise_floor(&slices, &y, source.key, 400, 0.95);
        let index = slices.last().and_then(|x| rank_index(x, &y));
        index.zip(floor).is_none_or(|(index, floor)| index > floor)
    })
}
