//! What `spend` takes.

use clap::Args;

use super::shared::{PlaceArguments, ScenarioArguments};
use crate::experiment::Constraint;

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
  passcast spend workforce.toml --replicates 128
  passcast spend workforce.toml --replicates 128 --value-per-adopter 40
  passcast spend workforce.toml --levels 0,0.5,1,2,4 --channel-levels 0,1,3 --week 16
  passcast spend workforce.toml --replicates 128 --budget 20000
  passcast spend workforce.toml --within 1h
  passcast spend workforce.toml --budget 20000 --blocks 1,9,17 \\
    --constraint \"P(desk.backlog.max > 200) <= 5%\"

Every level meets the same draws and lucks. run.tolerance is not looked at. A division is
searched on some draws and judged on others, which it never saw.";
