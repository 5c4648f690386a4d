//! The points and simulations of a study.

use super::factor::Factor;
use crate::answer::{Method, Over};
use crate::experiment::simulation::SimulationId;
use crate::random::WorldKey;
use crate::scenario::{Scenario, Uncertainty};
use crate::statistics::{morris_design, sobol_design};

/// Replications of a tornado's point that run together; their number is a multiple, so that
/// a longer list begins with the shorter one.
const BLOCK: u32 = 2;
/// Replications of a point of a Sobol' design, each drawn afresh: two are enough to take
/// chance's part off the indices.
pub(super) const REPLICATIONS: u32 = 2;

/// Most simulations of a design that is made for a time, as of one whose simulations are typed.
const MOST_UNITS: u32 = 100_000_000;

/// A study that can be simulated.
#[derive(Clone, Debug)]
pub struct Design {
    /// How it looks.
    pub method: Method,
    /// What it varies.
    pub over: Over,
    /// The factors.
    pub factors: Vec<Factor>,
    /// Names of what moves together: the factors, or groups of them.
    pub groups: Vec<String>,
    /// Each factor's group.
    pub group_of: Vec<usize>,
    /// Replications per point of a tornado, walks of Morris's design, base rows of Sobol's.
    pub size: u32,
    /// Places of the factors in every point, as the statistics take them; none for
    /// a tornado.
    pub places: Vec<Vec<f64>>,
    /// Values of the factors in every point.
    pub values: Vec<Vec<f64>>,
    /// The list of simulations.
    pub simulations: Vec<SimulationId>,
}

/// Why there is no design.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoDesign {
    /// There is nothing to vary.
    Empty,
    /// A tornado moves factors one by one, no groups.
    Groups,
    /// Fewer simulations than this make no design.
    TooFew(u64),
}

impl Design {
    /// A design of at most `budget` simulations, or of the usual size without one.
    ///
    /// # Errors
    /// [`NoDesign`].
    pub fn new(
        method: Method,
        over: Over,
        factors: Vec<Factor>,
        grouped: bool,
        budget: Option<u32>,
        seed: u64,
    ) -> Result<Self, NoDesign> {
        if factors.is_empty() {
            return Err(NoDesign::Empty);
        }
        if grouped && method == Method::Tornado {
            return Err(NoDesign::Groups);
        }
        let (groups, group_of) = group(&factors, grouped);
        let size = size(method, factors.len(), groups.len(), budget)?;
        let mut design = Self {
            method,
            over,
            factors,
            groups,
            group_of,
            size,
            places: Vec::new(),
            values: Vec::new(),
            simulations: Vec::new(),
        };
        design.fill(seed);
        Ok(design)
    }

    /// Simulations of the largest design within a budget.
    ///
    /// # Errors
    /// The fewest simulations that make a design.
    pub fn within(&self, budget: u64) -> Result<u32, u64> {
        let (factors, groups) = (self.factors.len(), self.groups.len());
        let budget = u32::try_from(budget).unwrap_or(u32::MAX).min(MOST_UNITS);
        match size(self.method, factors, groups, Some(budget)) {
            Ok(size) => Ok(size * step(self.method, factors, groups) as u32),
            Err(NoDesign::TooFew(least)) => Err(least),
            Err(_) => Err(u64::from(MOST_UNITS)),
        }
    }

    fn fill(&mut self, seed: u64) {
        // No simulated world has this number.
        let key = WorldKey::new(seed, u32::MAX);
        match self.method {
            Method::Tornado => {
                self.values = one_at_a_time(&self.factors);
                self.simulations = tornado_simulations(self.values.len() as u32, self.size);
            }
            Method::Morris => {
                self.places = morris_design(&self.group_of, self.size, key).unwrap_or_default();
                self.values = self.moved(Factor::between);
                self.simulations = morris_simulations(self.groups.len() as u32 + 1, self.size);
            }
            Method::Sobol => {
                self.places = sobol_design(&self.group_of, self.size, key).unwrap_or_default();
                self.values = self.moved(Factor::at);
                let simulation = |replication: u32| SimulationId {
                    point: replication / REPLICATIONS,
                    draw: 0,
                    replication,
                };
                let simulations = self.places.len() as u32 * REPLICATIONS;
                self.simulations = (0..simulations).map(simulation).collect();
            }
            Method::Rank => {}
        }
    }

    fn moved(&self, value: impl Fn(&Factor, f64) -> f64) -> Vec<Vec<f64>> {
        let of = |place: &Vec<f64>| {
            let pairs = self.factors.iter().zip(place);
            pairs.map(|(factor, u)| value(factor, *u)).collect()
        };
        self.places.iter().map(of).collect()
    }

    /// The points as plans: the scenario with every factor at its value and all
    /// other unknowns at their likeliest, so that chance alone is left.
    pub fn scenarios(&self, scenario: &Scenario) -> Vec<Scenario> {
        let mut base = scenario.clone();
        base.run.uncertainty = Uncertainty::Chance;
        let of = |values: &Vec<f64>| {
            let mut point = base.clone();
            for (factor, value) in self.factors.iter().zip(values) {
                // A dial that stays where it is must not be rounded or scaled.
                if *value != factor.default {
                    factor.apply(&mut point, *value);
                }
            }
            point
        };
        self.values.iter().map(of).collect()
    }
}

/// Groups and each factor's; every factor is its own without `grouped`.
fn group(factors: &[Factor], grouped: bool) -> (Vec<String>, Vec<usize>) {
    let mut groups: Vec<String> = Vec::new();
    let mut group_of = Vec::new();
    for factor in factors {
        let name = if grouped {
            format!("{}.*", factor.group())
        } else {
            factor.id.clone()
        };
        let known = groups.iter().position(|group| *group == name);
        group_of.push(known.unwrap_or_else(|| {
            groups.push(name);
            groups.len() - 1
        }));
    }
    (groups, group_of)
}

/// How large a design is: the usual size, or the largest within a budget of simulations.
fn size(
    method: Method,
    factors: usize,
    groups: usize,
    budget: Option<u32>,
) -> Result<u32, NoDesign> {
    let step = step(method, factors, groups);
    // The usual size, the smallest.
    let (usual, least) = match method {
        Method::Tornado => (16, BLOCK),
        Method::Morris => (20, 4),
        Method::Sobol => (256, 16),
        Method::Rank => return Ok(0),
    };
    let Some(budget) = budget else {
        return Ok(usual);
    };
    let most = u32::try_from(u64::from(budget) / step).unwrap_or(u32::MAX);
    if most < least {
        return Err(NoDesign::TooFew(step * u64::from(least)));
    }
    Ok(match method {
        Method::Tornado => most / BLOCK * BLOCK,
        // The sequence is balanced at powers of two.
        Method::Sobol => 1 << most.ilog2().min(20),
        _ => most,
    })
}

/// Simulations of one step of a design's size.
fn step(method: Method, factors: usize, groups: usize) -> u64 {
    match method {
        Method::Tornado => 2 * factors as u64 + 1,
        Method::Morris => groups as u64 + 2,
        Method::Sobol => (groups as u64 + 2) * u64::from(REPLICATIONS),
        Method::Rank => 0,
    }
}

/// The defaults, then each factor low and high.
fn one_at_a_time(factors: &[Factor]) -> Vec<Vec<f64>> {
    let base: Vec<f64> = factors.iter().map(|factor| factor.default).collect();
    let mut points = vec![base.clone()];
    for (at, factor) in factors.iter().enumerate() {
        for end in [factor.low, factor.high] {
            let mut point = base.clone();
            point[at] = end;
            points.push(point);
        }
    }
    points
}

/// Block by block of replications, so that every point meets the same worlds and more replications
/// only add to the list.
fn tornado_simulations(points: u32, replications: u32) -> Vec<SimulationId> {
    let block = |first: u32| {
        (0..points).flat_map(move |point| {
            (first..first + BLOCK).map(move |replication| SimulationId {
                point,
                draw: 0,
                replication,
            })
        })
    };
    (0..replications)
        .step_by(BLOCK as usize)
        .flat_map(block)
        .collect()
}

/// Walk by walk: all its points under one replication, and its first under another, whose
/// difference says what chance alone does.
fn morris_simulations(points: u32, walks: u32) -> Vec<SimulationId> {
    let walk = |walk: u32| {
        let simulation = move |point: u32, replication: u32| SimulationId {
            point: walk * points + point,
            draw: 0,
            replication: 2 * walk + replication,
        };
        (0..points)
            .map(move |point| simulation(point, 0))
            .chain([simulation(0, 1)])
    };
    (0..walks).flat_map(walk).collect()
}
