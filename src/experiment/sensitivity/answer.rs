//! What a study says, as data.

use super::design::Design;
use super::factor::Factor;
use super::{LEVEL, Quantity, morris, sobol, tornado};
use crate::answer::{
    FORMAT, FactorAnswer, FactorRow, Measure, Method, Over, SensitivityAnswer, StudiedOutput,
    StudyCounts, Verdict,
};
use crate::experiment::simulation::SimulationId;
use crate::observation::{Output, Segments};
use crate::scenario::Scenario;

impl StudiedOutput {
    /// Of a quantity with these values, one a simulation, of which nothing is said yet.
    pub(super) fn new(quantity: &Quantity, values: &[Option<f64>]) -> Self {
        Self {
            output: quantity.to_string(),
            unit: quantity.unit().to_owned(),
            of: quantity.denominator().to_owned(),
            better: quantity.better(),
            n: values.iter().flatten().count(),
            general: Vec::new(),
            rows: Vec::new(),
            notes: Vec::new(),
        }
    }
}

impl FactorRow {
    /// A row without numbers.
    pub(super) fn undefined(factor: &str, n: usize) -> Self {
        Self {
            factor: factor.to_owned(),
            n,
            verdict: Verdict::Undefined,
            measures: Vec::new(),
        }
    }
}

impl Measure {
    /// A number and the ends of its interval, if it has one.
    pub(super) fn new(
        name: &str,
        unit: &str,
        value: Option<f64>,
        interval: Option<crate::statistics::Interval>,
    ) -> Self {
        Self {
            name: name.to_owned(),
            unit: unit.to_owned(),
            value,
            lo: interval.map(|interval| interval.lo),
            hi: interval.map(|interval| interval.hi),
        }
    }
}

/// What is looked at unless something else is asked, of every population.
pub fn default_outputs(scenario: &Scenario) -> Vec<String> {
    let week = scenario.run.horizon.min(24);
    let segments = Segments::new(scenario);
    let texts = [
        format!("adoption.enrolled.headcount@{week}"),
        format!("desk.minutes.sum@{week}:difference"),
    ];
    let of = |population| {
        let read = |text: &String| Output::of(text, population, &segments);
        let outputs = texts.iter().filter_map(read);
        outputs.map(|output| output.to_string()).collect::<Vec<_>>()
    };
    scenario.populations().flat_map(of).collect()
}

/// What the finished simulations of a design say. `values` are each quantity's numbers of
/// `simulations`, which are the design's, or for a tornado perhaps more.
pub fn analyse(
    scenario: &Scenario,
    design: &Design,
    quantities: &[Quantity],
    simulations: &[SimulationId],
    values: &[Vec<Option<f64>>],
) -> SensitivityAnswer {
    let comparisons = quantities.len() * design.groups.len();
    let level = 1.0 - (1.0 - LEVEL) / comparisons as f64;
    let points = design.values.len();
    let replications = simulations.len() / points.max(1);
    let (replications, rows) = match design.method {
        Method::Morris => (design.size as usize, 0),
        Method::Sobol => (super::design::REPLICATIONS as usize, design.size as usize),
        _ => (replications, 0),
    };
    let outputs = quantities.iter().zip(values).map(|(quantity, values)| {
        let mut answer = StudiedOutput::new(quantity, values);
        match design.method {
            Method::Tornado => {
                let points = by_point(simulations, values, points);
                tornado::fill(
                    &mut answer,
                    design,
                    quantity,
                    &points,
                    scenario.run.seed,
                    level,
                );
            }
            Method::Morris => {
                morris::fill(&mut answer, design, values, scenario.run.seed, level);
            }
            Method::Sobol => {
                let risk = (1.0 - LEVEL) / comparisons as f64;
                sobol::fill(&mut answer, design, values, risk);
            }
            Method::Rank => {}
        }
        answer
    });
    SensitivityAnswer {
        format: FORMAT,
        plan: scenario.name.clone(),
        method: design.method,
        over: design.over,
        counts: StudyCounts {
            points,
            replications,
            rows,
            n: simulations.len(),
            horizon: scenario.run.horizon,
        },
        others: "at their defaults".to_owned(),
        comparisons: match design.method {
            Method::Tornado => comparisons,
            _ => 1,
        },
        level: match design.method {
            Method::Tornado => level,
            _ => LEVEL,
        },
        outputs: outputs.collect(),
        factors: design.factors.iter().map(Factor::answer).collect(),
    }
}

/// An answer about stored simulations, whose outputs are not yet filled.
pub(super) fn of_stored(
    scenario: &Scenario,
    factors: Vec<FactorAnswer>,
    counts: StudyCounts,
    outputs: Vec<StudiedOutput>,
) -> SensitivityAnswer {
    SensitivityAnswer {
        format: FORMAT,
        plan: scenario.name.clone(),
        method: Method::Rank,
        over: Over::Unknowns,
        counts,
        others: "drawn as well".to_owned(),
        comparisons: 1,
        level: LEVEL,
        factors,
        outputs,
    }
}

/// The values of every point, in the order of their replications; only replications that all points
/// have.
fn by_point(
    simulations: &[SimulationId],
    values: &[Option<f64>],
    points: usize,
) -> Vec<Vec<Option<f64>>> {
    let mut all = vec![Vec::new(); points];
    for (simulation, value) in simulations.iter().zip(values) {
        if let Some(point) = all.get_mut(simulation.point as usize) {
            point.push(*value);
        }
    }
    let common = all.iter().map(Vec::len).min().unwrap_or(0);
    for point in &mut all {
        point.truncate(common);
    }
    all
}
