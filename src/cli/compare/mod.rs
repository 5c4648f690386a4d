//! `compare`: several plans on the same draws and in the same worlds.

pub mod plans;
mod select;

use serde_json::{Value, json};

use super::arguments::{CompareArguments, PlaceArguments};
use super::console::Console;
use super::failure::Failure;
use super::run::{Experiment, Order, SUMMARY, Then, Typed, all_draws, undefined};
use crate::experiment::compare::selection::{self, Rule};
use crate::experiment::compare::{compare as answer_of, pareto_outputs, whole_draws};
use crate::experiment::run::{Finished, Results, replicates_of, tables_of};
use crate::experiment::{Runner, Unit};
use crate::scenario::{Scenario, to_toml};
use crate::store::{
    Identity, RunFolder, comparison_table, long_table, plans_table, points_table, replicate_table,
};
use plans::Plans;

impl Typed for CompareArguments {
    fn place(&self) -> &PlaceArguments {
        &self.place
    }

    fn with_replicates(&self, replicates: u32) -> Self {
        let mut counted = self.clone();
        counted.changes.replicates = Some(replicates);
        counted
    }

    fn order(&self, console: &Console, then: Then<'_>) -> Result<u8, Failure> {
        let plans = Plans::load(&self.files, &self.changes, console)?;
        let outputs = plans.outputs(&self.outputs)?;
        let against = self.against.as_deref();
        let against = against.map_or(Ok(0), |name| plans.position(name))?;
        for assertion in &self.assertions {
            for plan in &plans.plans {
                assertion.suits(plan)?;
            }
        }
        let several = Several {
            rule: select::rule(self, &plans)?,
            plans: &plans,
            outputs: &outputs,
            against,
        };
        let identity = several.identity();
        let name = format!("compare {}", plans.plans[0].name);
        let order = Order {
            experiment: &several,
            identity: &identity,
            name: &name,
            place: &self.place,
            assertions: &self.assertions,
            notes: &plans.notes(),
        };
        then(&order)
    }
}

/// Plans that share draws and worlds.
pub struct Several<'a> {
    /// The plans.
    pub plans: &'a Plans,
    /// What is compared.
    pub outputs: &'a [String],
    /// The plan that differences are taken against.
    pub against: usize,
    /// Where a plan is to be selected.
    pub rule: Option<Rule>,
}

impl Several<'_> {
    /// What decides the numbers of a comparison.
    pub fn identity(&self) -> Identity {
        let plans = self.plans;
        let mut design = json!({
            "outputs": self.outputs, "against": plans.plans[self.against].name,
        });
        if let Some(rule) = &self.rule {
            design["select"] = json!({
                "output": rule.output,
                "indifference": rule.indifference,
                "confidence": rule.confidence,
            });
        }
        Identity {
            command: "compare".to_owned(),
            design,
            scenarios: plans.canonical(),
            aggregates: plans.aggregates(),
            seed: plans.plans[0].run.seed,
        }
    }
}

impl Experiment for Several<'_> {
    fn scenarios(&self) -> Vec<&Scenario> {
        self.plans.scenarios()
    }

    fn next(&self, finished: &[Finished]) -> Result<Vec<Unit>, Failure> {
        let scenarios = self.scenarios();
        match &self.rule {
            Some(rule) => selection::next(rule, &scenarios, finished).map_err(undefined),
            None => Ok(all_draws(&scenarios)
                .into_iter()
                .skip(finished.len())
                .collect()),
        }
    }

    fn fewest_draws(&self) -> u32 {
        // Before its first look a selection says nothing.
        self.rule.as_ref().map_or(2, |_| selection::FIRST_STAGE)
    }

    fn may_end_early(&self) -> bool {
        self.rule.is_some()
    }

    fn extends(&self) -> bool {
        self.rule.is_none()
    }

    /// A selection that is decided stays so; one that is not goes on with a larger
    /// budget.
    fn is_answered_by(&self, summary: &Value) -> bool {
        let selection = &summary["selection"];
        let budget = u64::from(self.plans.plans[0].run.draws);
        self.rule.is_none()
            || selection["outcome"] != "undecided"
            || selection["budget"].as_u64() >= Some(budget)
    }

    fn recipe(&self) -> Option<Value> {
        // A selection decides as it goes, and is made in one place.
        if self.rule.is_some() {
            return None;
        }
        let texts: Vec<&str> = self
            .plans
            .files
            .iter()
            .map(|f| f.source.text.as_str())
            .collect();
        let plans: Vec<String> = self.plans.plans.iter().map(to_toml).collect();
        Some(json!({
            "texts": texts, "plans": plans, "outputs": self.outputs, "against": self.against,
        }))
    }

    fn write(
        &self,
        mut finished: Vec<Finished>,
        run: &mut RunFolder,
        runner: &Runner,
    ) -> Result<Value, Failure> {
        let plans = &self.plans.plans;
        let selected = match &self.rule {
            Some(rule) => {
                let (selected, needed) =
                    selection::select(rule, &self.scenarios(), &finished).map_err(undefined)?;
                finished.truncate(needed);
                Some(selected)
            }
            None => None,
        };
        let units = whole_draws(finished, plans.len(), plans[0].run.replicates_per_draw);
        // A selection leaves plans with fewer draws; what is compared are those of all.
        let common = units.iter().map(Vec::len).min().unwrap_or(0);
        let of = |common: Option<usize>| -> Vec<Results<'_>> {
            let pairs = plans.iter().zip(&units);
            let part = |units: &Vec<Finished>| common.map_or(units.len(), |n| n.min(units.len()));
            pairs
                .map(|(plan, units)| Results::new(plan, &units[..part(units)]))
                .collect()
        };
        let results = of(self.rule.is_none().then_some(common));
        let mut answer =
            answer_of(&of(Some(common)), self.outputs, self.against).map_err(undefined)?;
        answer.selection = selected;
        for (at, given) in self.plans.files.iter().enumerate() {
            run.write_text(&format!("scenario-{}.toml", at + 1), &given.source.text)?;
        }
        for (at, plan) in plans.iter().enumerate() {
            run.write_text(&format!("resolved-{}.toml", at + 1), &to_toml(plan))?;
        }
        run.write_table(points_table(plans.iter().map(|plan| plan.name.as_str())))?;
        run.write_table(comparison_table(&answer))?;
        run.write_table(plans_table(&answer))?;
        for table in tables_of(&results, runner) {
            run.write_table(long_table(&table))?;
        }
        let mut columns = self.outputs.to_vec();
        for output in pareto_outputs(&self.scenarios()) {
            if !columns.contains(&output) {
                columns.push(output);
            }
        }
        let table = replicates_of(&results, &columns).map_err(undefined)?;
        run.write_table(replicate_table(table, &results[0].segments))?;
        run.write_json(SUMMARY, &answer)?;
        // Texts and finite numbers can always be written.
        Ok(serde_json::to_value(&answer).unwrap_or_default())
    }
}
