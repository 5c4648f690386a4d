//! The plans of a comparison: files and their variants, under one seed.

use serde_json::Value;

use super::{default_outputs, shortest};
use crate::experiment::assertion::readable;
use crate::experiment::error::{ExperimentError, Mistake};
use crate::experiment::given::Given;
use crate::observation::Output;
use crate::scenario::problem::nearest;
use crate::scenario::{Note, Run, Scenario, canonical};
use crate::units::Population;

/// Most plans in one comparison.
const MOST: usize = 16;

/// What is compared.
#[derive(Debug)]
pub struct Plans {
    /// The files, in order.
    pub files: Vec<Given>,
    /// The plans: each file's own, then its variants.
    pub plans: Vec<Scenario>,
    /// Names of those that asked for another seed or other draws than the first.
    pub reseeded: Vec<String>,
}

impl Plans {
    /// The plans of some files. The first plan says how much runs, under which seed.
    ///
    /// # Errors
    /// Plans that cannot be compared.
    pub fn of(files: Vec<Given>) -> Result<Self, ExperimentError> {
        let all = files.iter().flat_map(|given| {
            let variants = given.loaded.variants.iter();
            std::iter::once(&given.loaded).chain(variants)
        });
        let mut plans: Vec<Scenario> = all.map(|loaded| loaded.scenario.clone()).collect();
        if !(2..=MOST).contains(&plans.len()) {
            let message = format!(
                "a comparison takes 2 to {MOST} plans; here are {}",
                plans.len()
            );
            return Err(Mistake::new(message)
                .expecting("more files, or [[variant]] tables in one")
                .into());
        }
        names(&mut plans);
        let shared = plans[0].run.clone();
        let mut reseeded = Vec::new();
        for plan in &mut plans {
            let run = Run {
                horizon: plan.run.horizon,
                tolerance: None,
                ..shared.clone()
            };
            let tolerance = plan.run.tolerance;
            if (Run {
                tolerance,
                ..run.clone()
            }) != plan.run
            {
                reseeded.push(plan.name.clone());
            }
            plan.run = run;
        }
        comparable(&plans)?;
        Ok(Self {
            files,
            plans,
            reseeded,
        })
    }

    /// Plans that a run keeps: as many of them are files as there are texts of files.
    pub fn stored(plans: Vec<Given>, files: usize) -> Self {
        let all = plans.iter().map(|plan| plan.loaded.scenario.clone());
        Self {
            plans: all.collect(),
            files: plans.into_iter().take(files).collect(),
            reseeded: Vec::new(),
        }
    }

    /// What the user should know of the plans; of some of them, with their names.
    pub fn notes(&self) -> Vec<Note> {
        let loaded = self.files.iter().flat_map(|given| {
            let variants = given.loaded.variants.iter();
            std::iter::once(&given.loaded).chain(variants)
        });
        let mut known: Vec<(&Note, Vec<&str>)> = Vec::new();
        for (plan, loaded) in self.plans.iter().zip(loaded) {
            // Variants take part, which is all that this note would say.
            for note in loaded.notes.iter().filter(|n| n.id != "note::variants") {
                match known.iter_mut().find(|(other, _)| *other == note) {
                    Some((_, plans)) => plans.push(&plan.name),
                    None => known.push((note, vec![&plan.name])),
                }
            }
        }
        let named = |(note, plans): (&Note, Vec<&str>)| {
            let mut note = note.clone();
            if plans.len() < self.plans.len() {
                note.message = format!("{} (in {})", note.message, plans.join(", "));
            }
            note
        };
        known.into_iter().map(named).collect()
    }

    /// The plans, to be lent.
    pub fn scenarios(&self) -> Vec<&Scenario> {
        self.plans.iter().collect()
    }

    /// The position of a plan.
    ///
    /// # Errors
    /// If there is none of this name.
    pub fn position(&self, name: &str) -> Result<usize, Mistake> {
        let at = self.plans.iter().position(|plan| plan.name == name);
        at.ok_or_else(|| {
            let names: Vec<&str> = self.plans.iter().map(|plan| plan.name.as_str()).collect();
            let near = nearest(name, names.iter().copied());
            Mistake::new(format!("--against: no plan is called {name:?}"))
                .expecting(format!("one of {}", names.join(", ")))
                .near(near)
        })
    }

    /// The outputs asked for, canonical, or the default ones.
    ///
    /// # Errors
    /// If a plan has no such output, or not within the shortest horizon.
    pub fn outputs(&self, asked: &[String]) -> Result<Vec<String>, ExperimentError> {
        if asked.is_empty() {
            return Ok(default_outputs(&self.scenarios()));
        }
        let mut outputs = Vec::new();
        for text in asked {
            let canonical = self.output("--output", text)?.to_string();
            if !outputs.contains(&canonical) {
                outputs.push(canonical);
            }
        }
        Ok(outputs)
    }

    /// An output that an option names, as the first plan has it.
    ///
    /// # Errors
    /// If a plan has no such output, or not within the shortest horizon.
    pub fn output(&self, option: &str, text: &str) -> Result<Output, ExperimentError> {
        let scenarios = self.scenarios();
        let shortest = shortest(&scenarios);
        let differ = scenarios.iter().any(|plan| plan.run.horizon != shortest);
        let read = |plan: &&Scenario| readable(option, text, plan);
        let read = scenarios
            .iter()
            .map(read)
            .collect::<Result<Vec<Output>, _>>()?;
        if differ && read[0].week().is_none() {
            let message = format!("plans of different length have no {text} that can be compared");
            let advice = format!("name a week up to {shortest}, or run.horizon={shortest}");
            return Err(incompatible(message, advice));
        }
        // Plans name their segments each for itself.
        let canonical = read[0].to_string();
        for plan in &scenarios {
            readable(option, &canonical, plan)?;
        }
        Ok(readable(option, &canonical, scenarios[0])?)
    }

    /// The plans as the id of a run takes them.
    pub fn canonical(&self) -> Vec<Value> {
        self.plans.iter().map(canonical).collect()
    }

    /// Totals of the files' exports; `Null` without any.
    pub fn aggregates(&self) -> Value {
        let all = self.files.iter().map(|given| given.aggregates.clone());
        let all: Vec<Value> = all.collect();
        if all.iter().all(Value::is_null) {
            Value::Null
        } else {
            Value::Array(all)
        }
    }
}

/// Gives every plan a name of its own.
fn names(plans: &mut [Scenario]) {
    for at in 1..plans.len() {
        let (before, rest) = plans.split_at_mut(at);
        let taken = |name: &str| before.iter().any(|plan| plan.name == name);
        let given = rest[0].name.clone();
        let mut number = 2;
        while taken(&rest[0].name) {
            rest[0].name = format!("{given} ({number})");
            number += 1;
        }
    }
}

/// Refuses plans whose difference would not be the plans' doing.
fn comparable(plans: &[Scenario]) -> Result<(), ExperimentError> {
    let first = &plans[0];
    for plan in &plans[1..] {
        let people = |plan: &Scenario| plan.workforce.as_ref().map(|w| w.organisation.headcount);
        let accounts = |plan: &Scenario| plan.customers.as_ref().map(|c| c.accounts);
        if !first.populations().eq(plan.populations()) {
            let who = |plan: &Scenario| {
                let names: Vec<&str> = plan.populations().map(Population::name).collect();
                names.join(" and ")
            };
            let message = format!(
                "{:?} and {:?} cannot be compared: the first is about {}, the other about {}",
                first.name,
                plan.name,
                who(first),
                who(plan)
            );
            let advice = "plans about the same people; a scenario without [organisation] is about \
                          customers alone, one without [customers] about the workforce alone";
            return Err(incompatible(message, advice));
        }
        let unequal = |key, show: &dyn Fn(&Scenario) -> Option<String>| {
            let (one, other) = (show(first), show(plan));
            (one != other).then_some((key, one?, other?))
        };
        let found = unequal("organisation.headcount", &|plan| {
            Some(people(plan)?.to_string())
        })
        .or_else(|| {
            unequal("customers.accounts", &|plan| {
                Some(accounts(plan)?.to_string())
            })
        })
        .or_else(|| unequal("start", &|plan| Some(plan.start.to_string())));
        let Some((key, one, other)) = found else {
            continue;
        };
        let message = format!(
            "{:?} and {:?} cannot be compared: {key} is {one} in the first and {other} in the other",
            first.name, plan.name
        );
        let advice = format!("--set {key}={one} makes it equal in all plans");
        return Err(incompatible(message, advice));
    }
    Ok(())
}

fn incompatible(message: String, expected: impl Into<String>) -> ExperimentError {
    ExperimentError::Incompatible {
        message,
        expected: Some(expected.into()),
    }
}
