//! `--select`: the rule as typed.

use super::plans::Plans;
use crate::cli::arguments::CompareArguments;
use crate::cli::exit;
use crate::cli::failure::Failure;
use crate::experiment::compare::selection::{FIRST_STAGE, Rule, selectable};

/// Probability of the guarantee unless something else is asked.
const CONFIDENCE: f64 = 0.95;

/// The rule, where one is asked for.
///
/// # Errors
/// If a plan has no such output, no way of it is good, or too little would run.
pub fn rule(arguments: &CompareArguments, plans: &Plans) -> Result<Option<Rule>, Failure> {
    let (Some(text), Some(indifference)) = (&arguments.select, arguments.indifference) else {
        return Ok(None);
    };
    let wrong = |message: String| Failure::plain(exit::USAGE, "cli::usage", message);
    let output = plans.output("--select", text)?;
    let canonical = output.to_string();
    if !selectable(&output) {
        let message = format!("--select: neither way of {canonical} is good");
        return Err(wrong(message).advise("an output of which more or less is better"));
    }
    if output.unit() == "share" && !indifference.percent && indifference.value >= 1.0 {
        let message = format!(
            "--indifference: {canonical} is a share, and no lead can be {}",
            indifference.value
        );
        let advice = format!("{}%, or {}", indifference.value, indifference.value / 100.0);
        return Err(wrong(message).advise(advice));
    }
    let run = &plans.plans[0].run;
    // A time becomes a number of draws later, and never of fewer.
    let undecided = arguments.place.within.is_some() && arguments.changes.replicates.is_none();
    if run.draws < FIRST_STAGE && !undecided {
        let message = format!(
            "--select looks at {FIRST_STAGE} draws of every plan before it drops one; here are {}",
            run.draws
        );
        let units = FIRST_STAGE * run.replicates_per_draw;
        return Err(wrong(message).advise(format!("--replicates {units} or more")));
    }
    Ok(Some(Rule {
        output: canonical,
        indifference: indifference.value,
        confidence: arguments.confidence.unwrap_or(CONFIDENCE),
    }))
}
