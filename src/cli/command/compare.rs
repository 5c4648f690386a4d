//! `compare`: several plans on the same draws and in the same worlds.

use clap::{Args, ValueHint};

use crate::cli::console::Console;
use crate::cli::failure::Failure;
use crate::cli::options::{Changes, PlaceArguments};
use crate::cli::simulating::{Made, Typed};
use crate::cli::source;
use crate::experiment::assertion::{self, Assertion};
use crate::experiment::compare::plans::Plans;
use crate::experiment::compare::selection::{FIRST_STAGE, Rule, selectable};
use crate::experiment::compare::several::Several;
use crate::units::amount::{self, Amount};

/// Arguments of `compare`.
#[derive(Args, Clone, Debug)]
pub struct CompareArguments {
    /// Two to sixteen plans: files, whose [[variant]] tables are plans too; `-`
    /// reads standard input.
    #[arg(value_name = "FILE", required = true, value_hint = ValueHint::FilePath)]
    pub files: Vec<String>,
    /// Changes to all plans.
    #[command(flatten)]
    pub changes: Changes,
    /// An output to compare; again for more [default: adoption, helpdesk minutes,
    /// busiest week, helpdesk cost, net cash].
    #[arg(long = "output", value_name = "OUTPUT")]
    pub outputs: Vec<String>,
    /// The plan that differences are taken against [default: the first].
    #[arg(long, value_name = "NAME")]
    pub against: Option<String>,
    /// Select the plan whose mean of this output is best, with a guarantee: plans are
    /// dropped, and the run stops, as soon as it is known. --simulations is the budget
    /// of each plan.
    #[arg(long, value_name = "OUTPUT", requires = "indifference")]
    pub select: Option<String>,
    /// The smallest lead that matters to --select, in the unit of its output: 2% of a
    /// share, $500, 30 minutes as 30.
    #[arg(long, value_name = "AMOUNT", requires = "select", value_parser = parse_amount)]
    pub indifference: Option<Amount>,
    /// Probability with which --select finds the best plan if its lead matters
    /// [default: 0.95].
    #[arg(long, value_name = "P", requires = "select", value_parser = parse_confidence)]
    pub confidence: Option<f64>,
    /// What must hold of the median over simulations of every plan, such as
    /// "adoption.enrolled.headcount@24 >= 80%"; again for more. Exit code 13 if not.
    #[arg(long = "assert", value_name = "ASSERTION", value_parser = assertion::parse)]
    pub assertions: Vec<Assertion>,
    /// Where the run goes.
    #[command(flatten)]
    pub place: PlaceArguments,
}

/// What `--help` shows of it.
pub const COMPARE_EXAMPLES: &str = "\
Examples:
  passcast compare four-phases.toml late-runbook.toml
  passcast compare workforce.toml                       the file and its [[variant]] tables
  passcast compare a.toml b.toml --output desk.backlog.max --output tickets.all.sum@24
  passcast compare a.toml b.toml --against \"Plan B\" --simulations 1000
  passcast compare a.toml b.toml c.toml --select adoption.enrolled.headcount@24 --indifference 2%
  passcast compare a.toml b.toml --within 2h
  passcast compare a.toml b.toml --assert \"adoption.enrolled.headcount@24 >= 80%\"

Draw j and its replications are the same in every plan, so that differences are the plans' doing.
The first plan's seed and number of draws serve all; run.tolerance is not looked at.";

fn parse_amount(text: &str) -> Result<Amount, String> {
    amount::parse(text)
        .filter(|amount| amount.value > 0.0)
        .ok_or_else(|| "expected an amount above zero, such as 2%, $500 or 30".to_owned())
}

fn parse_confidence(text: &str) -> Result<f64, String> {
    amount::parse(text)
        .map(|amount| amount.value)
        .filter(|level| *level > 0.5 && *level < 1.0)
        .ok_or_else(|| "expected a probability between 0.5 and 1, such as 0.95 or 95%".to_owned())
}

impl Typed for CompareArguments {
    fn place(&self) -> &PlaceArguments {
        &self.place
    }

    fn with_simulations(&self, simulations: u32) -> Self {
        let mut counted = self.clone();
        counted.changes.simulations = Some(simulations);
        counted
    }

    fn make(&self, console: &Console) -> Result<Made, Failure> {
        if self.files.iter().filter(|file| *file == "-").count() > 1 {
            return Err(Failure::usage("only one plan can come from standard input"));
        }
        let sets = self.changes.overrides();
        let files = self.files.iter().map(|file| source::load(file, &sets));
        let plans = Plans::of(files.collect::<Result<Vec<_>, _>>()?)?;
        let first = &plans.plans[0].name;
        for plan in &plans.reseeded {
            console.say(&format!(
                "{plan:?} runs with the seed and the draws of {first:?}."
            ));
        }
        let outputs = plans.outputs(&self.outputs)?;
        let against = self.against.as_deref();
        let against = against.map_or(Ok(0), |name| plans.position(name))?;
        for assertion in &self.assertions {
            for plan in &plans.plans {
                assertion.suits(plan)?;
            }
        }
        Ok(Made {
            notes: plans.notes(),
            assertions: self.assertions.clone(),
            experiment: Box::new(Several {
                rule: rule(self, &plans)?,
                aggregates: plans.aggregates(),
                plans,
                outputs,
                against,
            }),
        })
    }
}

/// Probability of the guarantee unless something else is asked.
const CONFIDENCE: f64 = 0.95;

/// The rule, where one is asked for.
///
/// # Errors
/// If a plan has no such output, no way of it is good, or too little would run.
fn rule(arguments: &CompareArguments, plans: &Plans) -> Result<Option<Rule>, Failure> {
    let (Some(text), Some(indifference)) = (&arguments.select, arguments.indifference) else {
        return Ok(None);
    };
    let output = plans.output("--select", text)?;
    let canonical = output.to_string();
    if !selectable(&output) {
        let message = format!("--select: neither way of {canonical} is good");
        return Err(Failure::usage(message).advise("an output of which more or less is better"));
    }
    if output.unit() == "share" && !indifference.percent && indifference.value >= 1.0 {
        let message = format!(
            "--indifference: {canonical} is a share, and no lead can be {}",
            indifference.value
        );
        let advice = format!("{}%, or {}", indifference.value, indifference.value / 100.0);
        return Err(Failure::usage(message).advise(advice));
    }
    let run = &plans.plans[0].run;
    // A time becomes a number of draws later, and never of fewer.
    let undecided = arguments.place.within.is_some() && arguments.changes.simulations.is_none();
    if run.draws < FIRST_STAGE && !undecided {
        let message = format!(
            "--select looks at {FIRST_STAGE} draws of every plan before it drops one; here are {}",
            run.draws
        );
        let simulations = FIRST_STAGE * run.replications_per_draw;
        return Err(Failure::usage(message).advise(format!("--simulations {simulations} or more")));
    }
    Ok(Some(Rule {
        output: canonical,
        indifference: indifference.value,
        confidence: arguments.confidence.unwrap_or(CONFIDENCE),
    }))
}
