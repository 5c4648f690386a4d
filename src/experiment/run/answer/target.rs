//! Targets.

use super::super::Results;
use crate::answer::{Chance, Estimate, TargetAnswer, UnjudgedTarget};
use crate::observation::{Output, OutputError};
use crate::scenario::{Comparison, Target};

/// The targets that nobody judged.
pub(in crate::experiment) fn unjudged(results: &Results<'_>) -> Vec<UnjudgedTarget> {
    let targets = results.scenario.unjudged.iter();
    let answer = |target: &Target| UnjudgedTarget {
        name: target.name.clone(),
        output: target.output.clone(),
        comparison: target.comparison,
        value: target.value,
        reason: target.why_unjudged(results.horizon()),
    };
    targets.map(answer).collect()
}

/// All targets that are judged, and the probability of all together.
pub(in crate::experiment) fn answers(
    results: &Results<'_>,
) -> Result<(Vec<TargetAnswer>, Option<Chance>), OutputError> {
    let mut all = vec![true; results.simulations.len()];
    let mut answers = Vec::new();
    for target in &results.scenario.targets {
        let output = Output::parse(&target.output, &results.segments)?;
        let met = met(target, results)?;
        all.iter_mut().zip(&met).for_each(|(all, met)| *all &= met);
        answers.push(TargetAnswer {
            name: target.name.clone(),
            output: output.to_string(),
            comparison: target.comparison,
            value: target.value,
            met: Chance::of(&met, results),
            outcome: Estimate::of_output(&output, results),
        });
    }
    let joint = (!answers.is_empty()).then(|| Chance::of(&all, results));
    Ok((answers, joint))
}

/// Whether each simulation meets a target. What is undefined meets none.
///
/// # Errors
/// If the target's output is none.
pub(in super::super) fn met(
    target: &Target,
    results: &Results<'_>,
) -> Result<Vec<bool>, OutputError> {
    let output = Output::parse(&target.output, &results.segments)?;
    let meets = |value: f64| match target.comparison {
        Comparison::AtLeast => value >= target.value,
        Comparison::AtMost => value <= target.value,
    };
    let values = results.output(&output);
    Ok(values
        .into_iter()
        .map(|value| value.is_some_and(meets))
        .collect())
}
