//! `sensitivity`: which unknowns, or which dials of a plan, move its outputs.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum, ValueHint};

use crate::answer::{Answer, Method, Over};
use crate::cli::answer::{self, Shown};
use crate::cli::console::Console;
use crate::cli::exit;
use crate::cli::failure::Failure;
use crate::cli::global::Global;
use crate::cli::options::{PlaceArguments, parse_set};
use crate::cli::simulating::{Made, Typed, simulate};
use crate::cli::source;
use crate::experiment::run::Results;
use crate::experiment::run::single::Single;
use crate::experiment::sensitivity::study::{Asked, Study};
use crate::experiment::sensitivity::{
    Factor, NoDesign, NoFactor, Quantity, choose, default_outputs, factors,
    rank as sensitivity_of_run,
};
use crate::experiment::{Experiment, Given, Job};
use crate::scenario::problem::nearest;
use crate::scenario::{Override, Scenario, Target};
use crate::session::{default_folder, finished_simulations};
use crate::store::{RunId, StoredRun};

/// Arguments of `sensitivity`.
#[derive(Args, Clone, Debug)]
pub struct SensitivityArguments {
    /// The scenario's file; `-` reads standard input. With --method rank also the folder
    /// of a stored run.
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: String,
    /// How to look for what matters.
    #[arg(long, value_enum, value_name = "METHOD", default_value_t = MethodWord::Tornado)]
    method: MethodWord,
    /// What is varied.
    #[arg(long, value_enum, value_name = "KIND", default_value_t = OverWord::Unknowns)]
    over: OverWord,
    /// What to look at: OUTPUT, P90(OUTPUT) (tornado alone) or P(TARGET); again for more
    /// [default: adoption and the difference of helpdesk minutes, to week 24].
    #[arg(long = "output", value_name = "OUTPUT")]
    pub outputs: Vec<String>,
    /// Vary this parameter or dial alone, or all of a group such as `helpdesk.`; again
    /// for more.
    #[arg(long = "parameter", value_name = "ID")]
    pub parameters: Vec<String>,
    /// Move all factors of a group, such as helpdesk.*, together (morris, sobol).
    #[arg(long)]
    pub groups: bool,
    /// Change a key of the scenario, in the file's own syntax; again for more.
    #[arg(long = "set", value_name = "KEY=VALUE", value_parser = parse_set)]
    pub sets: Vec<Override>,
    /// Most simulations in all [default: 16 replications a point, 20 walks, or 256 base rows].
    #[arg(long, alias = "replicates", value_name = "N",
        value_parser = clap::value_parser!(u32).range(1..=100_000_000))]
    pub simulations: Option<u32>,
    /// Seed: equal seeds give equal results (run.seed).
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(..=i64::MAX as u64))]
    pub seed: Option<u64>,
    /// Where the run goes.
    #[command(flatten)]
    pub place: PlaceArguments,
}

/// Words of `--method`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum MethodWord {
    /// Each factor from low to high, the others at their defaults, in the same worlds.
    Tornado,
    /// Screening of many factors by elementary effects along random walks.
    Morris,
    /// Shares of the variance, with interactions; the dearest.
    Sobol,
    /// Shares of the variance from a stored run, without simulating.
    Rank,
}

/// Words of `--over`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum OverWord {
    /// Parameters that nobody knows: what to find out.
    Unknowns,
    /// Numbers of the plan that its owner decides: what to change.
    Dials,
}

impl MethodWord {
    /// The method.
    fn method(self) -> Method {
        match self {
            Self::Tornado => Method::Tornado,
            Self::Morris => Method::Morris,
            Self::Sobol => Method::Sobol,
            Self::Rank => Method::Rank,
        }
    }
}

impl OverWord {
    /// What is varied.
    fn over(self) -> Over {
        match self {
            Self::Unknowns => Over::Unknowns,
            Self::Dials => Over::Dials,
        }
    }
}

impl SensitivityArguments {
    /// All changes, in the order in which they apply.
    pub fn overrides(&self) -> Vec<Override> {
        let mut sets = self.sets.clone();
        sets.extend(self.seed.map(|seed| Override {
            key: "run.seed".to_owned(),
            value: seed.to_string(),
        }));
        sets
    }
}

/// What `--help` shows of it.
pub const SENSITIVITY_EXAMPLES: &str = "\
Examples:
  passcast sensitivity workforce.toml                      which unknowns matter most
  passcast sensitivity workforce.toml --over dials         which of the plan's numbers do
  passcast sensitivity workforce.toml --method morris --output desk.backlog.max
  passcast sensitivity workforce.toml --method sobol --groups
  passcast sensitivity workforce.toml --method sobol --within \"90 min\"
  passcast sensitivity workforce.toml --parameter attitude. --output 'P(all)'
  passcast sensitivity outputs/workforce-0123456789 --method rank

Unknowns go from the 10 % to the 90 % point of their prior (sobol: all of it), dials from
their low to their high end. All ranges are shown: another range gives another answer.";

/// Does what was typed; returns the exit code.
///
/// # Errors
/// What is wrong with what was typed, the folder or the machine.
pub fn sensitivity(
    arguments: &SensitivityArguments,
    global: &Global,
    console: &Console,
) -> Result<u8, Failure> {
    if arguments.method == MethodWord::Rank {
        return rank(arguments, console);
    }
    simulate(arguments, global, console)
}

impl Typed for SensitivityArguments {
    fn place(&self) -> &PlaceArguments {
        &self.place
    }

    fn with_simulations(&self, simulations: u32) -> Self {
        let mut counted = self.clone();
        counted.simulations = Some(simulations);
        counted
    }

    fn make(&self, _console: &Console) -> Result<Made, Failure> {
        let (method, over) = (self.method.method(), self.over.over());
        let given = source::load(&self.file, &self.overrides())?;
        let scenario = &given.loaded.scenario;
        let quantities = quantities(&self.outputs, scenario, method)?;
        let chosen = chosen(scenario, over, &self.parameters)?;
        let asked = Asked {
            method,
            over,
            grouped: self.groups,
            budget: self.simulations,
        };
        let notes = given.loaded.notes.clone();
        let study = Study::new(given, asked, chosen, quantities);
        Ok(Made {
            notes,
            assertions: Vec::new(),
            experiment: Box::new(study.map_err(|reason| no_design(reason, over))?),
        })
    }
}

/// What to look at, or the usual outputs.
fn quantities(
    asked: &[String],
    scenario: &Scenario,
    method: Method,
) -> Result<Vec<Quantity>, Failure> {
    let usual;
    let texts = if asked.is_empty() {
        usual = default_outputs(scenario);
        &usual
    } else {
        asked
    };
    let mut quantities = Vec::new();
    for text in texts {
        let quantity = Quantity::parse(text, scenario).map_err(|error| {
            if let Some(target) = unjudged(text, scenario) {
                let why = target.why_unjudged(scenario.run.horizon);
                let message = format!("--output: {text}: {:?} is not judged: {why}", target.name);
                return Failure::usage(message).advise("an earlier week, or a longer run.horizon");
            }
            let message = format!("--output: {text:?} is nothing that {:?} has", scenario.name);
            Failure::usage(message)
                .near(error.nearest)
                .advise(format!("expected {}", error.expected))
        })?;
        let horizon = scenario.run.horizon;
        if let Some(week) = quantity.week().filter(|week| *week > horizon) {
            let message = format!(
                "--output: {text} is of week {week}, and {:?} ends with week {horizon}",
                scenario.name
            );
            return Err(Failure::usage(message).advise("an earlier week, or a longer run.horizon"));
        }
        if method != Method::Tornado && matches!(quantity, Quantity::Quantile(..)) {
            let message = format!(
                "--output: {text} needs many replications at each point, which --method {} has not",
                method.word()
            );
            return Err(Failure::usage(message).advise("--method tornado, or the output itself"));
        }
        if !quantities.contains(&quantity) {
            quantities.push(quantity);
        }
    }
    Ok(quantities)
}

/// The target that `P(TARGET)` or `P(all)` is about, if nobody judges it.
fn unjudged<'s>(text: &str, scenario: &'s Scenario) -> Option<&'s Target> {
    let name = text.strip_prefix("P(")?.strip_suffix(')')?.trim();
    let mut targets = scenario.unjudged.iter();
    targets.find(|target| name == "all" || name == target.name)
}

/// The factors that are varied.
fn chosen(scenario: &Scenario, over: Over, names: &[String]) -> Result<Vec<Factor>, Failure> {
    let all = factors(scenario, over);
    let ids: Vec<String> = all.iter().map(|factor| factor.id.clone()).collect();
    choose(all, names).map_err(|reason| match reason {
        NoFactor::Certain(name) if over == Over::Unknowns => Failure::usage(format!(
            "--parameter: {name} is certain in this plan, so that there is nothing to vary"
        ))
        .advise("a range in [assumptions], or another parameter"),
        NoFactor::Certain(name) | NoFactor::Unknown(name) => {
            let (what, list) = match over {
                Over::Unknowns => ("parameter", "`passcast explain parameters` lists them"),
                Over::Dials => ("dial of this plan", "--over unknowns for parameters"),
            };
            let groups = ids.iter().filter_map(|id| id.split('.').next());
            let near = nearest(&name, ids.iter().map(String::as_str).chain(groups));
            Failure::usage(format!(
                "--parameter: {name:?} is no {what} and no group of them"
            ))
            .near(near)
            .advise(list)
        }
    })
}

fn no_design(reason: NoDesign, over: Over) -> Failure {
    match reason {
        NoDesign::Empty if over == Over::Dials => {
            Failure::usage("the plan has no dials that can be turned")
        }
        NoDesign::Empty => {
            Failure::usage("the plan leaves no parameter uncertain").advise("--over dials")
        }
        NoDesign::Groups => Failure::usage("--groups: a tornado moves one factor at a time")
            .advise("--method morris or sobol with --groups, or --parameter to name some"),
        NoDesign::TooFew(least) => Failure::usage(format!(
            "--simulations: this design needs {least} simulations or more"
        ))
        .advise("more simulations, or fewer factors with --parameter or --groups"),
    }
}

/// Prints rank-based indices of a stored run: that of a folder, or of a scenario that
/// was run already.
///
/// # Errors
/// What is wrong with the arguments, the folder or the scenario.
fn rank(arguments: &SensitivityArguments, console: &Console) -> Result<u8, Failure> {
    if arguments.over.over() == Over::Dials {
        let message = "--method rank: a run turns no dials, so that it says nothing of them";
        return Err(Failure::usage(message).advise("--method tornado"));
    }
    if arguments.groups || arguments.simulations.is_some() || arguments.place.within.is_some() {
        let message = "--method rank simulates nothing: no --groups, --simulations or --within";
        let advice = "--method sobol --groups, or a run with more --simulations";
        return Err(Failure::usage(message).advise(advice));
    }
    let (run, given) = find(arguments)?;
    let scenario = &given.loaded.scenario;
    let quantities = quantities(&arguments.outputs, scenario, Method::Rank)?;
    let chosen = chosen(scenario, Over::Unknowns, &arguments.parameters)?;
    let plans = [scenario];
    let job = Job::new(&plans, None);
    run.verify_records()?;
    let simulations = finished_simulations(run.records(), &job, true)?;
    let results = Results::new(scenario, &simulations);
    if results.chance_only() {
        let message = format!(
            "{} varies chance alone, which says nothing of parameters",
            run.folder().display()
        );
        return Err(Failure::usage(message).advise("a run with --uncertainty full"));
    }
    let found = sensitivity_of_run(&results, &quantities, &chosen);
    answer::print(&Shown::alone(&Answer::Sensitivity(found)), console)?;
    Ok(exit::DONE)
}

/// The stored run and its plan.
fn find(arguments: &SensitivityArguments) -> Result<(StoredRun, Given), Failure> {
    let path = Path::new(&arguments.file);
    if path.is_dir() {
        return open(path);
    }
    let given = source::load(&arguments.file, &arguments.overrides())?;
    let folder: PathBuf = arguments
        .place
        .out
        .clone()
        .unwrap_or_else(|| default_folder(&Single::new(given.clone())));
    if !folder.exists() {
        let message = format!(
            "{} has no stored run in {}",
            arguments.file,
            folder.display()
        );
        let advice = format!("`passcast run {}` first, or its folder", arguments.file);
        return Err(Failure::plain(exit::FILES, "sensitivity::no-run", message).advise(advice));
    }
    open(&folder)
}

/// A folder of `run`, with the plan that it keeps.
fn open(folder: &Path) -> Result<(StoredRun, Given), Failure> {
    let run = StoredRun::open(folder)?;
    let name = folder.display();
    let foreign = |message: String| {
        Failure::plain(exit::RUN_FOLDER, "store::other-format", message)
            .about(&name.to_string())
            .advise("a folder that `passcast run` of this version wrote")
    };
    if run.manifest().command != "run" {
        return Err(foreign(format!(
            "{name} is a folder of `{}`, and --method rank reads those of `run`",
            run.manifest().command
        )));
    }
    let mut given = source::load(&folder.join("resolved.toml").to_string_lossy(), &[])?;
    given.aggregates = run.manifest().identity["aggregates"].clone();
    let id = RunId::new(&Single::new(given.clone()).identity());
    if id.as_str() != run.manifest().id {
        return Err(foreign(format!(
            "{name} was written by another version of passcast"
        )));
    }
    Ok((run, given))
}
