//! `schedule`: the best of the plans that levers make.

use clap::{Args, ValueHint};

use crate::cli::console::Console;
use crate::cli::failure::Failure;
use crate::cli::options::{Changes, PlaceArguments};
use crate::cli::simulating::{Made, Typed};
use crate::cli::source;
use crate::experiment::Constraint;
use crate::experiment::assertion::{comparable, readable};
use crate::experiment::compare::better;
use crate::experiment::schedule::Design;
use crate::experiment::schedule::candidates::Candidates;
use crate::experiment::schedule::lever::{self, Lever};
use crate::experiment::schedule::search::Search;
use crate::observation::Better;
use crate::scenario::Scenario;
use crate::statistics::Goal;
use crate::units::Population;

/// Arguments of `schedule`.
#[derive(Args, Clone, Debug)]
pub struct ScheduleArguments {
    /// The plan as written; `-` reads standard input.
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: String,
    /// A key of the plan and the values that it may have, KEY=VALUE,VALUE,...; or
    /// settings that move several keys together, NAME: KEY=VALUE; KEY=VALUE | KEY=VALUE.
    /// Again for more: every combination is a candidate.
    #[arg(long = "lever", value_name = "LEVER", required = true, value_parser = lever::parse)]
    pub levers: Vec<Lever>,
    /// Changes to all candidates, the plan as written included.
    #[command(flatten)]
    pub changes: Changes,
    /// The output whose mean should be best [default: enrolment of headcount at week
    /// 24, or at the horizon].
    #[arg(long, value_name = "OUTPUT")]
    pub objective: Option<String>,
    /// More of the objective is better, whatever the output says.
    #[arg(long, alias = "maximize", conflicts_with = "minimise")]
    pub maximise: bool,
    /// Less of it is better.
    #[arg(long, alias = "minimize")]
    pub minimise: bool,
    /// What a plan must keep: "P(desk.backlog.max > 200) <= 5%" over simulations, or
    /// "adoption.enrolled.headcount@24 >= 70%" for the median; again for more.
    #[arg(long = "constraint", value_name = "LIMIT", value_parser = Constraint::parse)]
    pub constraints: Vec<Constraint>,
    /// Skip combinations that are no valid plan, in place of reporting them all.
    #[arg(long)]
    pub skip_invalid: bool,
    /// Where the run goes.
    #[command(flatten)]
    pub place: PlaceArguments,
}

/// What `--help` shows of it.
pub const SCHEDULE_EXAMPLES: &str = "\
Examples:
  passcast schedule workforce.toml --lever \"fallback.runbook_week=3,8,as written\"
  passcast schedule workforce.toml --lever \"phase.2.first_week=5,7\" --lever \"phase.3.first_week=9,11,13\" \\
    --constraint \"P(desk.backlog.max > 200) <= 5%\" --simulations 128
  passcast schedule workforce.toml --lever \"fallback.runbook_week=3,8\" --within \"30 min\"
  passcast schedule workforce.toml --objective cost.net_cash.sum@24:difference \\
    --lever \"runbook: fallback.runbook_week=3; communications.faq_week=2 | fallback.runbook_week=15\"
  passcast schedule workforce.toml --lever \"platform.prompt.cadence=7 days,10 days,14 days\" \\
    --lever \"phase.1.audience=[\\\"IT\\\"],everyone\" --set run.horizon=26

A lever's keys are those of --set. Commas separate values, bars settings, semicolons the keys
of a setting; inside quotes and brackets they belong to the value. \"as written\" leaves the file's.
All candidates, at most 256, and the plan as written meet the same draws and the same replications.
--simulations is the most that a candidate takes in the search; losers are dropped on the way, and
the best plan of those that keep the constraints is dropped with a probability of at most 5 %.
Winner, runner-up and the plan as written are then judged on as many draws that the search never saw.";

impl Typed for ScheduleArguments {
    fn place(&self) -> &PlaceArguments {
        &self.place
    }

    fn with_simulations(&self, simulations: u32) -> Self {
        let mut counted = self.clone();
        counted.changes.simulations = Some(simulations);
        counted
    }

    fn make(&self, console: &Console) -> Result<Made, Failure> {
        let changes = self.changes.overrides();
        let found = Candidates::make::<Failure>(
            &self.levers,
            &changes,
            self.skip_invalid,
            || source::load(&self.file, &changes),
            |given, sets| {
                let made = source::resolve(given.source.clone(), sets);
                made.map_err(|found| found.problems)
            },
        )?;
        let design = design(self, &found.candidates[0].scenario)?;
        if found.grid.skipped > 0 {
            console.say(&format!(
                "{} of {} combinations are no valid plan and were skipped.",
                found.grid.skipped, found.grid.combinations
            ));
        }
        Ok(Made {
            notes: found.given.loaded.notes.clone(),
            assertions: Vec::new(),
            experiment: Box::new(Search::new(found, design)?),
        })
    }
}

/// What is searched for, checked against the plan.
fn design(arguments: &ScheduleArguments, plan: &Scenario) -> Result<Design, Failure> {
    let moved = |one: &Population| arguments.levers.iter().any(|lever| lever.moves(*one));
    // The first of those that the levers move.
    let population = plan.populations().find(moved);
    let week = plan.run.horizon.min(24);
    let default = match population {
        Some(of) => format!("adoption.enrolled.headcount@{week}/{of}"),
        None => format!("adoption.enrolled.headcount@{week}"),
    };
    let text = arguments.objective.as_deref().unwrap_or(&default);
    let objective = readable("--objective", text, plan)?;
    if let Some(of) = population.filter(|_| !moved(&objective.population)) {
        let message = format!("--objective: no lever moves anything that {objective} depends on");
        return Err(Failure::usage(message).advise(format!(
            "an output about {of}, such as cost.net_cash.sum@{week}/{of}"
        )));
    }
    let goal = match better(&objective) {
        _ if arguments.maximise => Goal::Largest,
        _ if arguments.minimise => Goal::Smallest,
        Better::Higher => Goal::Largest,
        Better::Lower => Goal::Smallest,
        Better::Neither => {
            let message = format!("--objective: neither way of {objective} is good by itself");
            return Err(
                Failure::usage(message).advise("--maximise or --minimise says which way is meant")
            );
        }
    };
    let canonical = |constraint: &Constraint| {
        let Constraint { output, typed, .. } = constraint;
        let output = comparable("--constraint", output, typed, plan)?;
        Ok(Constraint {
            output: output.to_string(),
            ..constraint.clone()
        })
    };
    let constraints = arguments.constraints.iter().map(canonical);
    Ok(Design {
        objective: objective.to_string(),
        goal,
        constraints: constraints.collect::<Result<_, Failure>>()?,
    })
}
