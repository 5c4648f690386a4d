//! Forecasts and comparisons, in memory.

use std::fmt;
use std::sync::atomic::AtomicBool;

use super::error::Error;
use super::plan::Plan;
use crate::answer::table::{self, Cell, Rows};
use crate::answer::{Answer, CompareAnswer, RunAnswer};
use crate::experiment::compare::plans::Plans;
use crate::experiment::compare::several::Several;
use crate::experiment::run::Finished;
use crate::experiment::run::single::Single;
use crate::experiment::{Experiment, Handover, Job, Progress, Refused, Runner, SimulationId};
use crate::observation::Records;

/// How to simulate. Nothing here changes a result.
///
/// ```
/// use passcast::Options;
///
/// let options = Options {
///     threads: 2,
///     progress: &|done, most| eprintln!("{done} of {most}"),
///     ..Options::default()
/// };
/// ```
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// Threads; 0 is one a processor. Without the feature `parallel` there is one.
    pub threads: usize,
    /// Told after every simulation, on the calling thread, how many are finished and how
    /// many there will be at most.
    pub progress: &'a dyn Fn(u64, u64),
    /// Once it is true no further simulation is begun, and [`Error::Stopped`] returned.
    /// It may be set on another thread, or while progress is told.
    pub stop: &'a AtomicBool,
}

/// What [`run`] and [`compare`] find.
///
/// ```
/// use passcast::{Cell, Options, Plan};
///
/// let plan = Plan::from_toml(
///     "organisation = { headcount = 50 }
///      run = { horizon = 8, replicates = 4 }",
/// )?;
/// let outcome = passcast::run(&plan, &Options::default())?;
/// let simulations = outcome.table("simulations.csv").unwrap();
/// assert_eq!(simulations.rows.len(), 4);
/// assert_eq!(simulations.rows[0].len(), simulations.columns.len());
/// # Ok::<(), passcast::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Outcome<A> {
    /// The answer, which serde writes as JSON.
    pub answer: A,
    /// The tables that the program writes into a run's folder.
    pub tables: Vec<Table>,
}

/// A table: its name, such as `weekly.csv`, what its columns are, and its rows.
pub type Table = table::Table<Vec<Vec<Cell>>>;

/// Says how a plan comes out, as `passcast run` does.
///
/// ```
/// use passcast::{Options, Plan};
///
/// let plan = Plan::from_toml(
///     "organisation = { headcount = 50 }
///      run = { horizon = 8, replicates = 4 }",
/// )?;
/// let outcome = passcast::run(&plan, &Options::default())?;
/// let adoption = &outcome.answer.workforce.unwrap().adoption;
/// assert_eq!(adoption.last().unwrap().week, Some(8));
/// # Ok::<(), passcast::Error>(())
/// ```
///
/// # Errors
/// [`Error::Stopped`], [`Error::Threads`].
pub fn run(plan: &Plan, options: &Options<'_>) -> Result<Outcome<RunAnswer>, Error> {
    match answered(&Single::new(plan.given().clone()), options)? {
        (Answer::Run(answer), tables) => Ok(Outcome { answer, tables }),
        _ => unreachable!("a run has its own answer"),
    }
}

/// Compares plans on the same draws and the same chance events, as `passcast compare` does:
/// those given and their variants, 2 to 16 in all, each less the first one. `outputs` are
/// what is compared, such as `adoption.enrolled.headcount@24`; the usual ones if there are none.
///
/// ```
/// use passcast::{Options, Plan};
///
/// let late = Plan::from_toml(
///     "name = 'Runbook in week 8'
///      organisation = { headcount = 50 }
///      fallback = { quality = 'good', runbook_week = 8 }
///      run = { horizon = 10, replicates = 4 }",
/// )?;
/// let mut early = late.clone();
/// early.set("name", "Runbook in week 2")?;
/// early.set("fallback.runbook_week", "2")?;
/// let output = "desk.minutes.sum@10:difference";
/// let outcome = passcast::compare(&[late, early], &[output], &Options::default())?;
/// assert_eq!(outcome.answer.against, "Runbook in week 8");
/// # Ok::<(), passcast::Error>(())
/// ```
///
/// # Errors
/// [`Error::Incompatible`] if the plans are not about the same people and weeks,
/// [`Error::Mistake`] if there are too few or too many, or one has no such output;
/// [`Error::Stopped`], [`Error::Threads`].
pub fn compare(
    plans: &[Plan],
    outputs: &[&str],
    options: &Options<'_>,
) -> Result<Outcome<CompareAnswer>, Error> {
    let plans = Plans::of(plans.iter().map(|plan| plan.given().clone()).collect())?;
    let outputs: Vec<String> = outputs.iter().map(ToString::to_string).collect();
    let several = Several {
        outputs: plans.outputs(&outputs)?,
        aggregates: plans.aggregates(),
        plans,
        against: 0,
        rule: None,
    };
    match answered(&several, options)? {
        (Answer::Compare(answer), tables) => Ok(Outcome { answer, tables }),
        _ => unreachable!("a comparison has its own answer"),
    }
}

/// Simulates all that an experiment asks for, and has it answer.
fn answered(
    experiment: &dyn Experiment,
    options: &Options<'_>,
) -> Result<(Answer, Vec<Table>), Error> {
    let runner = Runner::new(options.threads)?;
    let most = experiment.most();
    let mut job = Job::of(experiment);
    if !experiment.splits() {
        job.grows();
    }
    let mut finished: Vec<Finished> = Vec::new();
    loop {
        job.extend(experiment.found(&finished)?);
        let list = experiment.next(&finished)?;
        if list.is_empty() {
            break;
        }
        let counted = Counted {
            before: finished.len() as u64,
            most,
            tell: options.progress,
        };
        let deliver = |simulation: &SimulationId, records: Records| -> Result<(), Error> {
            let mut one = job.finished(*simulation, &records, true);
            experiment.see(&one);
            if !experiment.keeps_records() {
                one.records = Records::default();
            }
            finished.push(one);
            Ok(())
        };
        if job.run(&list, &runner, options.stop, &counted, deliver)? < list.len() {
            let done = finished.len() as u64;
            return Err(Error::Stopped { done, most });
        }
    }
    let mut tables = Tables::default();
    let answer = experiment.answer(finished, &mut tables, &runner)?;
    Ok((answer, tables.0))
}

/// Counts the simulations of a list after those before it.
struct Counted<'a> {
    before: u64,
    most: u64,
    tell: &'a dyn Fn(u64, u64),
}

impl Progress for Counted<'_> {
    fn finished(&self, simulations: usize) {
        (self.tell)(self.before + simulations as u64, self.most);
    }
}

/// Takes all tables.
#[derive(Default)]
struct Tables(Vec<Table>);

impl Handover for Tables {
    fn text(&mut self, _name: &str, _text: &str) -> Result<(), Refused> {
        Ok(())
    }

    fn table(&mut self, table: table::Table<Rows<'_>>) -> Result<(), Refused> {
        self.0.push(Table {
            name: table.name,
            columns: table.columns,
            rows: table.rows.collect(),
        });
        Ok(())
    }
}

impl<A> Outcome<A> {
    /// The table of this name, such as `weekly.csv`; [`Outcome`] has an example.
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.name == name)
    }
}

impl Default for Options<'_> {
    fn default() -> Self {
        static NEVER: AtomicBool = AtomicBool::new(false);
        Self {
            threads: 0,
            progress: &|_, _| {},
            stop: &NEVER,
        }
    }
}

impl fmt::Debug for Options<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("threads", &self.threads)
            .field("stop", &self.stop)
            .finish_non_exhaustive()
    }
}
