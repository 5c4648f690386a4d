//! Several plans on the same draws and in the same worlds.

use serde_json::{Value, json};

use super::outputs::pareto_outputs;
use super::plans::Plans;
use super::selection::{self, Rule};
use super::{compare, whole_draws};
use crate::answer::table::{comparison_table, plans_table, points_table};
use crate::answer::{Answer, Outcome, SelectionAnswer};
use crate::experiment::error::ExperimentError;
use crate::experiment::handover::Handover;
use crate::experiment::identity::Identity;
use crate::experiment::interface::{Experiment, all_draws};
use crate::experiment::run::results::{Finished, Results};
use crate::experiment::run::simulations::simulations_of;
use crate::experiment::run::tables::tables_of;
use crate::experiment::runner::Runner;
use crate::experiment::simulation::SimulationId;
use crate::scenario::{Scenario, to_toml};

/// Plans that share draws and worlds.
pub struct Several {
    /// The plans.
    pub plans: Plans,
    /// What is compared.
    pub outputs: Vec<String>,
    /// The plan that differences are taken against.
    pub against: usize,
    /// Where a plan is to be selected.
    pub rule: Option<Rule>,
    /// Totals of the files' exports; `Null` without any.
    pub aggregates: Value,
}

impl Experiment for Several {
    fn identity(&self) -> Identity {
        let plans = &self.plans;
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
            aggregates: self.aggregates.clone(),
            seed: plans.plans[0].run.seed,
        }
    }

    fn name(&self) -> String {
        format!("compare {}", self.plans.plans[0].name)
    }

    fn scenarios(&self) -> Vec<&Scenario> {
        self.plans.scenarios()
    }

    fn next(&self, finished: &[Finished]) -> Result<Vec<SimulationId>, ExperimentError> {
        let scenarios = self.scenarios();
        match &self.rule {
            Some(rule) => Ok(selection::next(rule, &scenarios, finished)?),
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
    fn is_answered_by(&self, answer: &Answer) -> bool {
        let Answer::Compare(answer) = answer else {
            return false;
        };
        let budget = self.plans.plans[0].run.draws;
        let goes_on = |selection: &SelectionAnswer| {
            selection.outcome == Outcome::Undecided && selection.budget < budget
        };
        self.rule.is_none() || !answer.selection.as_ref().is_some_and(goes_on)
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

    fn answer(
        &self,
        mut finished: Vec<Finished>,
        into: &mut dyn Handover,
        runner: &Runner,
    ) -> Result<Answer, ExperimentError> {
        let plans = &self.plans.plans;
        let selected = match &self.rule {
            Some(rule) => {
                let (selected, needed) = selection::select(rule, &self.scenarios(), &finished)?;
                finished.truncate(needed);
                Some(selected)
            }
            None => None,
        };
        let simulations = whole_draws(finished, plans.len(), plans[0].run.replications_per_draw);
        // A selection leaves plans with fewer draws; what is compared are those of all.
        let common = simulations.iter().map(Vec::len).min().unwrap_or(0);
        let of = |common: Option<usize>| -> Vec<Results<'_>> {
            let pairs = plans.iter().zip(&simulations);
            let part = |simulations: &Vec<Finished>| {
                common.map_or(simulations.len(), |n| n.min(simulations.len()))
            };
            pairs
                .map(|(plan, simulations)| Results::new(plan, &simulations[..part(simulations)]))
                .collect()
        };
        let results = of(self.rule.is_none().then_some(common));
        let mut answer = compare(&of(Some(common)), &self.outputs, self.against)?;
        answer.selection = selected;
        for (at, given) in self.plans.files.iter().enumerate() {
            into.text(&format!("scenario-{}.toml", at + 1), &given.source.text)?;
        }
        for (at, plan) in plans.iter().enumerate() {
            into.text(&format!("resolved-{}.toml", at + 1), &to_toml(plan))?;
        }
        let names = plans.iter().map(|plan| plan.name.as_str());
        into.table(points_table(names).boxed())?;
        into.table(comparison_table(&answer).boxed())?;
        into.table(plans_table(&answer).boxed())?;
        for table in tables_of(&results, runner) {
            into.table(table.file().boxed())?;
        }
        let mut columns = self.outputs.clone();
        for output in pareto_outputs(&self.scenarios()) {
            if !columns.contains(&output) {
                columns.push(output);
            }
        }
        let table = simulations_of(&results, &columns)?;
        into.table(table.file(&results[0].segments).boxed())?;
        Ok(Answer::Compare(answer))
    }
}
