//! `spend`: what money for communications brings, and how to divide it.

use clap::Args;

use crate::cli::console::Console;
use crate::cli::exit;
use crate::cli::failure::Failure;
use crate::cli::options::{PlaceArguments, ScenarioArguments};
use crate::cli::simulating::{Made, Typed};
use crate::cli::source;
use crate::experiment::Constraint;
use crate::experiment::assertion::comparable;
use crate::experiment::spend::response::{Asked, Response};
use crate::experiment::spend::{Cells, Design, Dividing, Measures, Spending};
use crate::scenario::Scenario;

/// Most levels of a curve.
const MOST_LEVELS: usize = 16;

/// Arguments of `spend`.
#[derive(Args, Clone, Debug)]
pub struct SpendArguments {
    /// The scenario and changes to it.
    #[command(flatten)]
    pub scenario: ScenarioArguments,
    /// Factors of the plan's own spend on all channels; 1, the plan, is always among
    /// them.
    #[arg(
        long,
        value_name = "FACTORS",
        value_delimiter = ',',
        value_parser = factor,
        default_value = "0,0.25,0.5,0.75,1,1.5,2,3"
    )]
    pub levels: Vec<f64>,
    /// Factors of one channel's spend, the others as in the plan.
    #[arg(
        long,
        value_name = "FACTORS",
        value_delimiter = ',',
        value_parser = factor,
        default_value = "0,0.5,1,2"
    )]
    pub channel_levels: Vec<f64>,
    /// Adoption is of this plan week, money and tickets up to it [default: 24, or the
    /// horizon].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub week: Option<u16>,
    /// What an adopter is worth, in dollars. Without it no level is called best.
    #[arg(long, value_name = "$", value_parser = money, allow_negative_numbers = true)]
    pub value_per_adopter: Option<f64>,
    /// Divide this much money among channels and blocks of weeks, in dollars.
    #[arg(long, value_name = "$", value_parser = money, allow_negative_numbers = true)]
    pub budget: Option<f64>,
    /// First weeks of the blocks [default: those of the phases].
    #[arg(
        long,
        value_name = "WEEKS",
        value_delimiter = ',',
        requires = "budget",
        value_parser = clap::value_parser!(u16).range(1..)
    )]
    pub blocks: Vec<u16>,
    /// What a division must keep, such as "P(desk.backlog.max > 200) <= 5%".
    #[arg(long, value_name = "LIMIT", requires = "budget", value_parser = Constraint::parse)]
    pub constraint: Option<Constraint>,
    /// Where the run goes.
    #[command(flatten)]
    pub place: PlaceArguments,
}

/// Largest factor, as of `communications.spend_factor`.
const LARGEST: f64 = 1000.0;

fn factor(text: &str) -> Result<f64, String> {
    let factor: Option<f64> = text.trim().parse().ok();
    factor
        .filter(|factor| (0.0..=LARGEST).contains(factor))
        // No minus before a zero.
        .map(|factor| factor + 0.0)
        .ok_or_else(|| format!("expected factors from 0 to {LARGEST}, such as 0,0.5,1,2"))
}

fn money(text: &str) -> Result<f64, String> {
    let digits: String = text.chars().filter(|c| !"$,_ ".contains(*c)).collect();
    let dollars: Option<f64> = digits.parse().ok();
    dollars
        .filter(|dollars| (0.0..=1e12).contains(dollars))
        .map(|dollars| dollars + 0.0)
        .ok_or_else(|| "expected dollars, at least 0, such as 40 or $20,000".to_owned())
}

/// What `--help` shows of it.
pub const SPEND_EXAMPLES: &str = "\
Examples:
  passcast spend workforce.toml --simulations 128
  passcast spend workforce.toml --simulations 128 --value-per-adopter 40
  passcast spend workforce.toml --levels 0,0.5,1,2,4 --channel-levels 0,1,3 --week 16
  passcast spend workforce.toml --simulations 128 --budget 20000
  passcast spend workforce.toml --within 1h
  passcast spend workforce.toml --budget 20000 --blocks 1,9,17 \\
    --constraint \"P(desk.backlog.max > 200) <= 5%\"

Every level meets the same draws and replications. run.tolerance is not looked at. A division is
searched on some draws and judged on others, which it never saw.";

impl Typed for SpendArguments {
    fn place(&self) -> &PlaceArguments {
        &self.place
    }

    fn with_simulations(&self, simulations: u32) -> Self {
        let mut counted = self.clone();
        counted.scenario.changes.simulations = Some(simulations);
        counted
    }

    fn make(&self, _console: &Console) -> Result<Made, Failure> {
        let given = source::load(&self.scenario.file, &self.scenario.overrides())?;
        let spending = spending(self, &given.loaded.scenario)?;
        let asked = Asked {
            levels: self.levels.clone(),
            channel_levels: self.channel_levels.clone(),
        };
        Ok(Made {
            notes: given.loaded.notes.clone(),
            assertions: Vec::new(),
            experiment: Box::new(Response::new(given, asked, spending)),
        })
    }
}

/// All that decides what is simulated, or what is wrong with the options.
fn spending(arguments: &SpendArguments, plan: &Scenario) -> Result<Spending, Failure> {
    for (option, levels) in [
        ("--levels", &arguments.levels),
        ("--channel-levels", &arguments.channel_levels),
    ] {
        if levels.len() > MOST_LEVELS {
            let message = format!(
                "{option}: at most {MOST_LEVELS} levels; here are {}",
                levels.len()
            );
            return Err(Failure::usage(message));
        }
    }
    let horizon = plan.run.horizon;
    let week = arguments.week.unwrap_or(horizon.min(24));
    if week > horizon {
        let message = format!("--week: {:?} ends with week {horizon}", plan.name);
        return Err(Failure::usage(message).advise("an earlier week, or a longer run.horizon"));
    }
    let nothing = |message: &str| Failure::plain(exit::SCENARIO, "spend::nothing", message);
    if plan.workforce.is_none() {
        return Err(nothing(
            "the plan has no channels of communication: it is not about a workforce",
        ));
    }
    let constraint = arguments.constraint.clone();
    if let Some(constraint) = &constraint {
        comparable("--constraint", &constraint.output, &constraint.typed, plan)?;
    }
    if let Some(late) = arguments.blocks.iter().find(|start| **start > week) {
        let message = format!("--blocks: a block from week {late} on is after week {week}");
        return Err(Failure::usage(message).advise("earlier weeks, or a later --week"));
    }
    let design = Design::new(plan, week, &arguments.levels, &arguments.channel_levels);
    let design = design.ok_or_else(|| {
        nothing(&format!(
            "the plan spends nothing on communications by week {week}"
        ))
        .advise("a spend on a channel, such as --set communications.channel.email.spend=0.06")
    })?;
    let load = constraint
        .as_ref()
        .map(|constraint| constraint.output.as_str());
    let measures = Measures::new(plan, week, load)?;
    let division = arguments.budget.map(|budget| {
        let cells = Cells::new(&design, &arguments.blocks, budget);
        Dividing::new(&design, cells, constraint.clone())
    });
    Ok(Spending {
        design,
        measures,
        value: arguments.value_per_adopter,
        division,
    })
}
