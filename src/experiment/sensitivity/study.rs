//! A design on a plan, and what is looked at.

use std::cell::RefCell;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::answer::analyse;
use super::design::{Design, NoDesign};
use super::factor::{Factor, choose, factors};
use super::quantity::Quantity;
use super::tables::{design_table, simulations_table};
use crate::answer::table::sensitivity_table;
use crate::answer::{Answer, Method, Over};
use crate::experiment::error::ExperimentError;
use crate::experiment::given::Given;
use crate::experiment::handover::Handover;
use crate::experiment::identity::Identity;
use crate::experiment::interface::Experiment;
use crate::experiment::run::results::Finished;
use crate::experiment::runner::Runner;
use crate::experiment::simulation::SimulationId;
use crate::scenario::{Scenario, to_toml};

/// A design on a plan.
pub struct Study {
    given: Given,
    design: Design,
    quantities: Vec<Quantity>,
    points: Vec<Scenario>,
    /// What made the design.
    asked: Asked,
    /// Values of simulations that were seen, by quantity.
    seen: RefCell<Vec<Vec<Option<f64>>>>,
}

/// What makes a design, beside the factors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// How it is looked for what matters.
    pub method: Method,
    /// What is varied.
    pub over: Over,
    /// Whether the factors of a group move together.
    #[serde(rename = "groups")]
    pub grouped: bool,
    /// Most simulations in all.
    #[serde(rename = "replicates")]
    pub budget: Option<u32>,
}

impl Study {
    /// Quantities of a design of these factors.
    ///
    /// # Errors
    /// Why there is no such design.
    pub fn new(
        given: Given,
        asked: Asked,
        factors: Vec<Factor>,
        quantities: Vec<Quantity>,
    ) -> Result<Self, NoDesign> {
        let seed = given.loaded.scenario.run.seed;
        let Asked {
            method,
            over,
            grouped,
            budget,
        } = asked;
        let design = Design::new(method, over, factors, grouped, budget, seed)?;
        Ok(Self {
            points: design.scenarios(&given.loaded.scenario),
            given,
            design,
            seen: RefCell::new(vec![Vec::new(); quantities.len()]),
            quantities,
            asked,
        })
    }

    /// The study of a part's recipe; none if that is not one of this version.
    pub fn again(given: Given, recipe: &Value) -> Option<Self> {
        let asked: Asked = serde_json::from_value(recipe["asked"].clone()).ok()?;
        let texts =
            |key: &str| -> Option<Vec<String>> { serde_json::from_value(recipe[key].clone()).ok() };
        let scenario = &given.loaded.scenario;
        let chosen = choose(factors(scenario, asked.over), &texts("factors")?).ok()?;
        let outputs = texts("outputs")?;
        let parse = |text: &String| Quantity::parse(text, scenario).ok();
        let quantities = outputs.iter().map(parse).collect::<Option<Vec<_>>>()?;
        Self::new(given, asked, chosen, quantities).ok()
    }
}

impl Experiment for Study {
    /// What decides the numbers of the simulations. What is looked at is no part of it:
    /// another output needs no simulation.
    fn identity(&self) -> Identity {
        let design = &self.design;
        let factor = |factor: &Factor| {
            json!({
                "id": factor.id, "low": factor.low, "high": factor.high, "range": factor.range,
            })
        };
        let factors: Vec<Value> = design.factors.iter().map(factor).collect();
        let mut described = json!({
            "method": design.method.word(),
            "factors": factors,
            "groups": design.groups,
        });
        // More replications only add to a tornado; the other designs are what they are.
        if design.method != Method::Tornado {
            described["size"] = design.size.into();
        }
        Identity {
            command: "sensitivity".to_owned(),
            design: described,
            scenarios: vec![self.given.loaded.canonical.clone()],
            aggregates: self.given.aggregates.clone(),
            seed: self.given.loaded.scenario.run.seed,
        }
    }

    fn name(&self) -> String {
        format!("sensitivity {}", self.given.loaded.scenario.name)
    }

    fn scenarios(&self) -> Vec<&Scenario> {
        self.points.iter().collect()
    }

    fn today(&self) -> Option<&Scenario> {
        match self.asked.over {
            Over::Dials => Some(&self.given.loaded.scenario),
            Over::Unknowns => None,
        }
    }

    fn next(&self, finished: &[Finished]) -> Result<Vec<SimulationId>, ExperimentError> {
        let rest = self.design.simulations.get(finished.len()..);
        Ok(rest.unwrap_or_default().to_vec())
    }

    fn most(&self) -> u64 {
        self.design.simulations.len() as u64
    }

    fn within(&self, simulations: u64) -> Result<u32, u64> {
        self.design.within(simulations)
    }

    fn see(&self, one: &Finished) {
        let mut seen = self.seen.borrow_mut();
        for (column, quantity) in seen.iter_mut().zip(&self.quantities) {
            column.push(quantity.evaluate(&one.records, &one.params));
        }
    }

    fn keeps_records(&self) -> bool {
        false
    }

    fn is_answered_by(&self, answer: &Answer) -> bool {
        let Answer::Sensitivity(answer) = answer else {
            return false;
        };
        let stored = answer.outputs.iter().map(|one| one.output.clone());
        stored.eq(self.quantities.iter().map(Quantity::to_string))
    }

    fn recipe(&self) -> Option<Value> {
        let factors = self.design.factors.iter().map(|factor| factor.id.as_str());
        let outputs = self.quantities.iter().map(Quantity::to_string);
        Some(json!({
            "texts": [self.given.source.text],
            "plans": [to_toml(&self.given.loaded.scenario)],
            "asked": self.asked,
            "factors": factors.collect::<Vec<_>>(),
            "outputs": outputs.collect::<Vec<_>>(),
        }))
    }

    fn answer(
        &self,
        finished: Vec<Finished>,
        into: &mut dyn Handover,
        _runner: &Runner,
    ) -> Result<Answer, ExperimentError> {
        let scenario = &self.given.loaded.scenario;
        let values = self.seen.borrow();
        let simulations: Vec<SimulationId> = finished.iter().map(|one| one.simulation).collect();
        let answer = analyse(
            scenario,
            &self.design,
            &self.quantities,
            &simulations,
            &values,
        );
        into.text("scenario.toml", &self.given.source.text)?;
        into.text("resolved.toml", &to_toml(scenario))?;
        into.table(design_table(&scenario.name, &self.design).boxed())?;
        into.table(simulations_table(&self.quantities, &simulations, &values).boxed())?;
        into.table(sensitivity_table(&answer).boxed())?;
        Ok(Answer::Sensitivity(answer))
    }
}
