//! What a study says, as data.

use super::design::{Design, Method};
use super::factor::{Factor, Over};
use super::{LEVEL, Quantity, morris, sobol, tornado};
use crate::experiment::unit::Unit;
use crate::observation::{Better, Output, Segments};
use crate::scenario::Scenario;
use serde::Serialize;

/// Version of this form.
const FORMAT: u32 = 1;

/// What a study says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answer {
    /// Version of this form.
    pub format: u32,
    /// `sensitivity`.
    pub command: &'static str,
    /// The plan's name.
    pub plan: String,
    /// How it looked.
    pub method: Method,
    /// What it varied.
    pub over: Over,
    /// How much was simulated.
    pub counts: Counts,
    /// What the factors that are not moved do meanwhile.
    pub others: &'static str,
    /// Intervals that hold together with 95 % (Bonferroni); 1 where each holds alone.
    pub comparisons: usize,
    /// Level of each of them.
    pub level: f64,
    /// The factors and their ranges: all results are of these ranges.
    pub factors: Vec<Factor>,
    /// What each output leans on.
    pub outputs: Vec<OutputAnswer>,
}

/// How much was simulated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Points: sets of values of the factors.
    pub points: usize,
    /// Lucks per point of a tornado and of Sobol's design; walks of Morris's; lucks
    /// per draw of stored units.
    pub replicates: usize,
    /// Base rows of Sobol's design, draws of stored units; 0 elsewhere.
    pub rows: usize,
    /// Units in all.
    pub n: usize,
    /// Plan weeks.
    pub horizon: u16,
}

/// What one output leans on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OutputAnswer {
    /// The output, canonical.
    pub output: String,
    /// Unit of its numbers.
    pub unit: &'static str,
    /// What a share divides by; empty where it divides by nothing.
    pub of: String,
    /// Which way is good.
    pub better: Better,
    /// Units in which it is defined.
    pub n: usize,
    /// Numbers that are of no factor: the output at the defaults, what luck alone
    /// does, the noise floor.
    pub general: Vec<Measure>,
    /// Every factor or group, those that matter most first.
    pub rows: Vec<Row>,
    /// What has to be known to read the numbers.
    pub notes: Vec<String>,
}

impl OutputAnswer {
    /// Of a quantity with these values, one a unit, of which nothing is said yet.
    pub(super) fn new(quantity: &Quantity, values: &[Option<f64>]) -> Self {
        Self {
            output: quantity.to_string(),
            unit: quantity.unit(),
            of: quantity.denominator().to_owned(),
            better: quantity.better(),
            n: values.iter().flatten().count(),
            general: Vec::new(),
            rows: Vec::new(),
            notes: Vec::new(),
        }
    }
}

/// What one factor or group does.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// The factor's id, or a group's name such as `helpdesk.*`.
    pub factor: String,
    /// Independent observations that the numbers rest on: lucks, walks, base rows,
    /// draws.
    pub n: usize,
    /// What can be said.
    pub verdict: Verdict,
    /// The numbers.
    pub measures: Vec<Measure>,
}

/// What can be said of a factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It moves the output.
    Influential,
    /// What it does cannot be separated from noise.
    NotSeparable,
    /// It changed the output in no unit at all.
    NoEffect,
    /// Too few lucks to tell it from noise or not.
    TooFew,
    /// The output is undefined in too many units.
    Undefined,
}

/// A number with its interval.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Measure {
    /// Which number.
    pub name: &'static str,
    /// Its unit: the output's, or a share of its variance.
    pub unit: &'static str,
    /// It; none where it is undefined.
    pub value: Option<f64>,
    /// Lower end of its interval.
    pub lo: Option<f64>,
    /// Upper end of it.
    pub hi: Option<f64>,
}

impl Row {
    /// One of the numbers.
    pub fn measure(&self, name: &str) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.name == name)
    }

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
        name: &'static str,
        unit: &'static str,
        value: Option<f64>,
        interval: Option<crate::statistics::Interval>,
    ) -> Self {
        Self {
            name,
            unit,
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

/// What the finished units of a design say. `values` are each quantity's numbers of
/// `units`, which are the design's, or for a tornado perhaps more.
pub fn analyse(
    scenario: &Scenario,
    design: &Design,
    quantities: &[Quantity],
    units: &[Unit],
    values: &[Vec<Option<f64>>],
) -> Answer {
    let comparisons = quantities.len() * design.groups.len();
    let level = 1.0 - (1.0 - LEVEL) / comparisons as f64;
    let points = design.values.len();
    let lucks = units.len() / points.max(1);
    let (replicates, rows) = match design.method {
        Method::Morris => (design.size as usize, 0),
        Method::Sobol => (super::design::LUCKS as usize, design.size as usize),
        _ => (lucks, 0),
    };
    let outputs = quantities.iter().zip(values).map(|(quantity, values)| {
        let mut answer = OutputAnswer::new(quantity, values);
        match design.method {
            Method::Tornado => {
                let points = by_point(units, values, points);
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
    Answer {
        format: FORMAT,
        command: "sensitivity",
        plan: scenario.name.clone(),
        method: design.method,
        over: design.over,
        counts: Counts {
            points,
            replicates,
            rows,
            n: units.len(),
            horizon: scenario.run.horizon,
        },
        others: "at their defaults",
        comparisons: match design.method {
            Method::Tornado => comparisons,
            _ => 1,
        },
        level: match design.method {
            Method::Tornado => level,
            _ => LEVEL,
        },
        outputs: outputs.collect(),
        factors: design.factors.clone(),
    }
}

/// An answer about stored units, whose outputs are not yet filled.
pub(super) fn of_stored(
    scenario: &Scenario,
    factors: Vec<Factor>,
    counts: Counts,
    outputs: Vec<OutputAnswer>,
) -> Answer {
    Answer {
        format: FORMAT,
        command: "sensitivity",
        plan: scenario.name.clone(),
        method: Method::Rank,
        over: Over::Unknowns,
        counts,
        others: "drawn as well",
        comparisons: 1,
        level: LEVEL,
        factors,
        outputs,
    }
}

/// The values of every point, in the order of their lucks; only lucks that all points
/// have.
fn by_point(units: &[Unit], values: &[Option<f64>], points: usize) -> Vec<Vec<Option<f64>>> {
    let mut all = vec![Vec::new(); points];
    for (unit, value) in units.iter().zip(values) {
        if let Some(point) = all.get_mut(unit.point as usize) {
            point.push(*value);
        }
    }
    let common = all.iter().map(Vec::len).min().unwrap_or(0);
    for point in &mut all {
        point.truncate(common);
    }
    all
}
