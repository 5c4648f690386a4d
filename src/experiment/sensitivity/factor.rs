//! What a sensitivity study varies: unknowns or dials, each with its range.

use crate::answer::{FactorAnswer, Over};
use crate::parameter::{Id, Setting, entries, is_certain, prior_quantile, table};
use crate::scenario::{Assumption, AssumptionValue, Scenario, knobs, turn};

/// The quantiles between which an unknown is moved: rarer values are believed less,
/// and would make the widest prior the most important one.
const ENDS: [f64; 2] = [0.1, 0.9];

/// One thing that is varied.
#[derive(Clone, Debug, PartialEq)]
pub struct Factor {
    /// Registry id or key.
    pub id: String,
    /// What it is.
    pub meaning: String,
    /// Unit of its values; empty for shares of 1.
    pub unit: String,
    /// Value that it has while others are moved: an unknown's likeliest, a dial's in
    /// the plan.
    pub default: f64,
    /// Where it is moved to: 10 % of the prior lie below, or a dial's low end.
    pub low: f64,
    /// 10 % of the prior lie above, or a dial's high end.
    pub high: f64,
    /// All values that it can take.
    pub range: [f64; 2],
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Unknown(Id, Option<Setting>),
    Dial { key: &'static str, whole: bool },
}

/// Why a name chooses nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoFactor {
    /// There is no such factor.
    Unknown(String),
    /// There is such a parameter, but the plan makes it certain.
    Certain(String),
}

impl Factor {
    /// Value at a place of its whole range: quantile `u` of an unknown's prior, a
    /// dial's value on the line between its ends.
    pub fn at(&self, u: f64) -> f64 {
        match self.kind {
            Kind::Unknown(id, set) => prior_quantile(id, set, u),
            Kind::Dial { whole, .. } => {
                let value = self.low + u * (self.high - self.low);
                if whole { value.round() } else { value }
            }
        }
    }

    /// Value at a place between `low` and `high`, both of which it reaches.
    pub fn between(&self, u: f64) -> f64 {
        match self.kind {
            Kind::Unknown(..) => self.at(ENDS[0] + u * (ENDS[1] - ENDS[0])),
            Kind::Dial { .. } => self.at(u),
        }
    }

    /// Gives the factor a value in a scenario.
    pub fn apply(&self, scenario: &mut Scenario, value: f64) {
        match self.kind {
            Kind::Dial { key, .. } => turn(scenario, key, value),
            Kind::Unknown(id, _) => {
                let fixed = AssumptionValue::Fixed(value);
                let id = id.entry().id;
                match scenario.assumptions.iter_mut().find(|set| set.id == id) {
                    Some(set) => set.value = fixed,
                    None => scenario.assumptions.push(Assumption {
                        id: id.to_owned(),
                        value: fixed,
                    }),
                }
            }
        }
    }

    /// As answers tell it.
    pub fn answer(&self) -> FactorAnswer {
        FactorAnswer {
            id: self.id.clone(),
            meaning: self.meaning.clone(),
            unit: self.unit.clone(),
            default: self.default,
            low: self.low,
            high: self.high,
            range: self.range,
        }
    }

    /// The part of the id before the last point.
    pub fn group(&self) -> &str {
        self.id.split('.').next().unwrap_or(&self.id)
    }
}

/// All factors of a plan, in the order of the registry or of the plan's tables.
pub fn factors(scenario: &Scenario, over: Over) -> Vec<Factor> {
    match over {
        Over::Unknowns => {
            let ids = entries().iter().filter_map(|row| table::position(row.id));
            ids.filter_map(|id| unknown(scenario, id)).collect()
        }
        Over::Dials => dials(scenario),
    }
}

/// A parameter that the plan is about and that is not certain.
fn unknown(scenario: &Scenario, id: Id) -> Option<Factor> {
    let row = id.entry();
    if !scenario.uses(row) {
        return None;
    }
    let set = setting(scenario, row.id);
    if is_certain(id, set) {
        return None;
    }
    let (low, default, high) = match set {
        Some(Setting::Range { low, mode, high }) => (low, mode, high),
        _ => (row.low, row.default, row.high),
    };
    Some(Factor {
        id: row.id.to_owned(),
        meaning: row.meaning.to_owned(),
        unit: row.unit.to_owned(),
        default,
        low: prior_quantile(id, set, ENDS[0]),
        high: prior_quantile(id, set, ENDS[1]),
        range: [low, high],
        kind: Kind::Unknown(id, set),
    })
}

fn dials(scenario: &Scenario) -> Vec<Factor> {
    let factor = |knob: crate::scenario::Knob| Factor {
        id: knob.key.to_owned(),
        meaning: knob.meaning.to_owned(),
        unit: knob.unit.to_owned(),
        default: knob.value,
        low: knob.low,
        high: knob.high,
        range: [knob.low, knob.high],
        kind: Kind::Dial {
            key: knob.key,
            whole: knob.whole,
        },
    };
    knobs(scenario).into_iter().map(factor).collect()
}

/// What the user said of a parameter.
fn setting(scenario: &Scenario, id: &str) -> Option<Setting> {
    let set = scenario.assumptions.iter().find(|set| set.id == id)?;
    Some(match set.value {
        AssumptionValue::Fixed(value) => Setting::Fixed(value),
        AssumptionValue::Range { low, mode, high } => Setting::Range { low, mode, high },
    })
}

/// The factors that names choose, in the order of `all`; all of them without names.
/// A name that ends in a point, or stops before one, chooses all that begin with it.
///
/// # Errors
/// The first name that chooses nothing.
pub fn choose(all: Vec<Factor>, names: &[String]) -> Result<Vec<Factor>, NoFactor> {
    if names.is_empty() {
        return Ok(all);
    }
    let chooses = |name: &str, factor: &Factor| {
        let rest = factor.id.strip_prefix(name.trim_end_matches(['*', '.']));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    for name in names {
        if !all.iter().any(|factor| chooses(name, factor)) {
            return Err(match table::position(name) {
                Some(_) => NoFactor::Certain(name.clone()),
                None => NoFactor::Unknown(name.clone()),
            });
        }
    }
    let chosen = |factor: &Factor| names.iter().any(|name| chooses(name, factor));
    Ok(all.into_iter().filter(chosen).collect())
}
