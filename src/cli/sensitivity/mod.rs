//! `sensitivity`: which unknowns, or which dials of a plan, move its outputs.

mod stored;

use clap::ValueEnum;
use serde_json::{Value, json};

use super::arguments::{MethodWord, OverWord, PlaceArguments, SensitivityArguments};
use super::console::Console;
use super::exit;
use super::failure::Failure;
use super::run::{Experiment, Order, SUMMARY, Then, Typed};
use super::source::{self, Given};
use crate::experiment::run::Finished;
use crate::experiment::sensitivity::{
    Design, Factor, Method, NoDesign, NoFactor, Over, Quantity, analyse, choose, default_outputs,
    factors,
};
use crate::experiment::{Runner, Unit};
use crate::scenario::problem::nearest;
use crate::scenario::{Scenario, Target, to_toml};
use crate::store::{Identity, RunFolder, design_table, sensitivity_table, unit_table};

impl Typed for SensitivityArguments {
    fn place(&self) -> &PlaceArguments {
        &self.place
    }

    fn with_replicates(&self, replicates: u32) -> Self {
        let mut counted = self.clone();
        counted.replicates = Some(replicates);
        counted
    }

    fn order(&self, console: &Console, then: Then<'_>) -> Result<u8, Failure> {
        let (method, over) = (self.method.method(), self.over.over());
        if method == Method::Rank {
            return stored::rank(self, console);
        }
        let given = source::load(&self.file, &self.overrides())?;
        let scenario = &given.loaded.scenario;
        let quantities = quantities(&self.outputs, scenario, method)?;
        let chosen = chosen(scenario, over, &self.parameters)?;
        let (grouped, seed) = (self.groups, scenario.run.seed);
        let design = Design::new(method, over, chosen, grouped, self.replicates, seed)
            .map_err(|reason| no_design(reason, over))?;
        let asked = json!({
            "method": self.method, "over": self.over, "groups": grouped,
            "replicates": self.replicates,
        });
        let study = Study::new(&given, design, quantities, asked);
        let identity = study.identity();
        let name = format!("sensitivity {}", scenario.name);
        let order = Order {
            experiment: &study,
            identity: &identity,
            name: &name,
            place: &self.place,
            assertions: &[],
            notes: &given.loaded.notes,
        };
        then(&order)
    }
}

/// A design on a plan.
pub struct Study<'a> {
    given: &'a Given,
    design: Design,
    quantities: Vec<Quantity>,
    points: Vec<Scenario>,
    /// The arguments that made the design.
    asked: Value,
}

impl<'a> Study<'a> {
    fn new(given: &'a Given, design: Design, quantities: Vec<Quantity>, asked: Value) -> Self {
        Self {
            points: design.scenarios(&given.loaded.scenario),
            given,
            design,
            quantities,
            asked,
        }
    }

    /// The study of a part's recipe; none if that is not one of this version.
    pub fn again(given: &'a Given, recipe: &Value) -> Option<Self> {
        let asked = &recipe["asked"];
        let word = |key: &str| asked[key].as_str();
        let method = MethodWord::from_str(word("method")?, false).ok()?.method();
        let over = OverWord::from_str(word("over")?, false).ok()?.over();
        let texts =
            |key: &str| -> Option<Vec<String>> { serde_json::from_value(recipe[key].clone()).ok() };
        let scenario = &given.loaded.scenario;
        let chosen = choose(factors(scenario, over), &texts("factors")?).ok()?;
        let quantities = quantities(&texts("outputs")?, scenario, method).ok()?;
        let budget = serde_json::from_value(asked["replicates"].clone()).ok()?;
        let (grouped, seed) = (asked["groups"].as_bool()?, scenario.run.seed);
        let design = Design::new(method, over, chosen, grouped, budget, seed).ok()?;
        Some(Self::new(given, design, quantities, asked.clone()))
    }

    /// What decides the numbers of the units. What is looked at is no part of it:
    /// another output needs no simulation.
    pub fn identity(&self) -> Identity {
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
        // More lucks only add to a tornado; the other designs are what they are.
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
}

impl Experiment for Study<'_> {
    fn scenarios(&self) -> Vec<&Scenario> {
        self.points.iter().collect()
    }

    fn next(&self, finished: &[Finished]) -> Result<Vec<Unit>, Failure> {
        let rest = self.design.units.get(finished.len()..);
        Ok(rest.unwrap_or_default().to_vec())
    }

    fn most(&self) -> u64 {
        self.design.units.len() as u64
    }

    fn within(&self, units: u64) -> Result<u32, u64> {
        self.design.within(units)
    }

    fn keeps_records(&self) -> bool {
        false
    }

    fn is_answered_by(&self, summary: &Value) -> bool {
        let outputs = summary["outputs"].as_array();
        let stored = outputs.into_iter().flatten().map(|one| &one["output"]);
        let asked = self.quantities.iter().map(|one| json!(one.to_string()));
        stored.cloned().eq(asked)
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

    fn write(
        &self,
        finished: Vec<Finished>,
        run: &mut RunFolder,
        _runner: &Runner,
    ) -> Result<Value, Failure> {
        let scenario = &self.given.loaded.scenario;
        let mut values = vec![Vec::with_capacity(finished.len()); self.quantities.len()];
        let mut params = finished.iter().map(|one| &one.params);
        for batch in run.records()? {
            for (stored, params) in batch?.iter().zip(params.by_ref()) {
                for (column, quantity) in values.iter_mut().zip(&self.quantities) {
                    column.push(quantity.evaluate(&stored.records, params));
                }
            }
        }
        let units: Vec<Unit> = finished.iter().map(|one| one.unit).collect();
        let answer = analyse(scenario, &self.design, &self.quantities, &units, &values);
        run.write_text("scenario.toml", &self.given.source.text)?;
        run.write_text("resolved.toml", &to_toml(scenario))?;
        run.write_table(design_table(&scenario.name, &self.design))?;
        run.write_table(unit_table(&self.quantities, &units, &values))?;
        run.write_table(sensitivity_table(&answer))?;
        run.write_json(SUMMARY, &answer)?;
        // Texts and finite numbers can always be written.
        Ok(serde_json::to_value(&answer).unwrap_or_default())
    }
}

/// What to look at, or the usual outputs.
fn quantities(
    asked: &[String],
    scenario: &Scenario,
    method: Method,
) -> Result<Vec<Quantity>, Failure> {
    let usual;
    let texts = if asked.is_empty() {
        usual = default_outputs(scenario);
        &usual
    } else {
        asked
    };
    let mut quantities = Vec::new();
    for text in texts {
        let quantity = Quantity::parse(text, scenario).map_err(|error| {
            if let Some(target) = unjudged(text, scenario) {
                let why = target.why_unjudged(scenario.run.horizon);
                let message = format!("--output: {text}: {:?} is not judged: {why}", target.name);
                return usage(message, None).advise("an earlier week, or a longer run.horizon");
            }
            let message = format!("--output: {text:?} is nothing that {:?} has", scenario.name);
            usage(message, error.nearest).advise(format!("expected {}", error.expected))
        })?;
        let horizon = scenario.run.horizon;
        if let Some(week) = quantity.week().filter(|week| *week > horizon) {
            let message = format!(
                "--output: {text} is of week {week}, and {:?} ends with week {horizon}",
                scenario.name
            );
            return Err(usage(message, None).advise("an earlier week, or a longer run.horizon"));
        }
        if method != Method::Tornado && matches!(quantity, Quantity::Quantile(..)) {
            let message = format!(
                "--output: {text} needs many lucks at each point, which --method {} has not",
                method.word()
            );
            return Err(usage(message, None).advise("--method tornado, or the output itself"));
        }
        if !quantities.contains(&quantity) {
            quantities.push(quantity);
        }
    }
    Ok(quantities)
}

/// The target that `P(TARGET)` or `P(all)` is about, if nobody judges it.
fn unjudged<'s>(text: &str, scenario: &'s Scenario) -> Option<&'s Target> {
    let name = text.strip_prefix("P(")?.strip_suffix(')')?.trim();
    let mut targets = scenario.unjudged.iter();
    targets.find(|target| name == "all" || name == target.name)
}

/// The factors that are varied.
fn chosen(scenario: &Scenario, over: Over, names: &[String]) -> Result<Vec<Factor>, Failure> {
    let all = factors(scenario, over);
    let ids: Vec<String> = all.iter().map(|factor| factor.id.clone()).collect();
    choose(all, names).map_err(|reason| match reason {
        NoFactor::Certain(name) if over == Over::Unknowns => usage(
            format!(
                "--parameter: {name} is certain in this plan, so that there is nothing to vary"
            ),
            None,
        )
        .advise("a range in [assumptions], or another parameter"),
        NoFactor::Certain(name) | NoFactor::Unknown(name) => {
            let (what, list) = match over {
                Over::Unknowns => ("parameter", "`passcast explain parameters` lists them"),
                Over::Dials => ("dial of this plan", "--over unknowns for parameters"),
            };
            let groups = ids.iter().filter_map(|id| id.split('.').next());
            let near = nearest(&name, ids.iter().map(String::as_str).chain(groups));
            usage(
                format!("--parameter: {name:?} is no {what} and no group of them"),
                near,
            )
            .advise(list)
        }
    })
}

fn no_design(reason: NoDesign, over: Over) -> Failure {
    match reason {
        NoDesign::Empty if over == Over::Dials => {
            usage("the plan has no dials that can be turned".to_owned(), None)
        }
        NoDesign::Empty => {
            usage("the plan leaves no parameter uncertain".to_owned(), None).advise("--over dials")
        }
        NoDesign::Groups => usage(
            "--groups: a tornado moves one factor at a time".to_owned(),
            None,
        )
        .advise("--method morris or sobol with --groups, or --parameter to name some"),
        NoDesign::TooFew(least) => usage(
            format!("--replicates: this design needs {least} units or more"),
            None,
        )
        .advise("more units, or fewer factors with --parameter or --groups"),
    }
}

fn usage(message: String, nearest: Option<String>) -> Failure {
    let mut failure = Failure::plain(exit::USAGE, "cli::usage", message);
    if let Failure::Plain(complaint) = &mut failure {
        complaint.nearest = nearest;
    }
    failure
}
