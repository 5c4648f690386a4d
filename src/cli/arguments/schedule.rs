//! What `schedule` takes.

use clap::{Args, ValueHint};

use super::shared::{Changes, PlaceArguments};
use crate::experiment::Constraint;
use crate::experiment::schedule::lever::{self, Lever};

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
    /// The output whose mean should be best [default: enrolment of head-count at week
    /// 24, or at the horizon].
    #[arg(long, value_name = "OUTPUT")]
    pub objective: Option<String>,
    /// More of the objective is better, whatever the output says.
    #[arg(long, alias = "maximize", conflicts_with = "minimise")]
    pub maximise: bool,
    /// Less of it is better.
    #[arg(long, alias = "minimize")]
    pub minimise: bool,
    /// What a plan must keep: "P(desk.backlog.max > 200) <= 5%" over units, or
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
    --constraint \"P(desk.backlog.max > 200) <= 5%\" --replicates 128
  passcast schedule workforce.toml --lever \"fallback.runbook_week=3,8\" --within \"30 min\"
  passcast schedule workforce.toml --objective cost.net_cash.sum@24:difference \\
    --lever \"runbook: fallback.runbook_week=3; communications.faq_week=2 | fallback.runbook_week=15\"
  passcast schedule workforce.toml --lever \"platform.prompt.cadence=7 days,10 days,14 days\" \\
    --lever \"phase.1.audience=[\\\"IT\\\"],everyone\" --set run.horizon=26

A lever's keys are those of --set. Commas separate values, bars settings, semicolons the keys
of a setting; inside quotes and brackets they belong to the value. \"as written\" leaves the file's.
All candidates, at most 256, and the plan as written meet the same draws and the same lucks.
--replicates is the most that a candidate takes in the search; losers are dropped on the way, and
the best plan of those that keep the constraints is dropped with a probability of at most 5 %.
Winner, runner-up and the plan as written are then judged on as many draws that the search never saw.";
