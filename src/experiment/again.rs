//! Experiments made again from what a part of their run keeps.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::compare::plans::Plans;
use super::compare::several::Several;
use super::given::Given;
use super::interface::Experiment;
use super::run::single::Single;
use super::sensitivity::study::Study;

/// The experiment of a command whose parts keep this recipe, of exports with these
/// totals; none if this version makes no such recipe.
pub fn again(command: &str, recipe: &Value, aggregates: &Value) -> Option<Box<dyn Experiment>> {
    let texts: Vec<String> = read(&recipe["texts"])?;
    let plans: Vec<String> = read(&recipe["plans"])?;
    let mut plans = plans
        .into_iter()
        .map(|plan| Given::stored(plan, aggregates.clone()).ok())
        .collect::<Option<Vec<_>>>()?;
    for (plan, text) in plans.iter_mut().zip(&texts) {
        plan.source.text.clone_from(text);
    }
    if plans.is_empty() {
        return None;
    }
    match command {
        "run" => Some(Box::new(Single::new(plans.swap_remove(0)))),
        "compare" => {
            let against: usize = read(&recipe["against"])?;
            let there = against < plans.len();
            let several = Several {
                plans: Plans::stored(plans, texts.len()),
                outputs: read(&recipe["outputs"])?,
                against,
                rule: None,
                aggregates: aggregates.clone(),
            };
            there.then(|| Box::new(several) as Box<dyn Experiment>)
        }
        "sensitivity" => {
            let study = Study::again(plans.swap_remove(0), recipe)?;
            Some(Box::new(study))
        }
        _ => None,
    }
}

fn read<T: DeserializeOwned>(value: &Value) -> Option<T> {
    serde_json::from_value(value.clone()).ok()
}
