//! What every command that simulates does: open the folder, ask, fill it, show the
//! answer, check assertions.

use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::Value;

use super::answer;
use super::assertion::{self, Assertion};
use super::consent::agreed;
use super::folder;
use super::shard;
use super::simulate::Job;
use super::within::Settled;
use crate::cli::arguments::{Global, PlaceArguments};
use crate::cli::console::Console;
use crate::cli::exit;
use crate::cli::failure::Failure;
use crate::experiment::run::Finished;
use crate::experiment::{Runner, Unit, rounds};
use crate::scenario::{Note, Scenario};
use crate::store::{Identity, Opened, Request, RunFolder, StoreError, StoredRun, open};
use crate::units::grouped;

/// Most that `--replicates` takes.
pub const MOST_REPLICATES: u32 = 100_000_000;

/// Where runs go that are not told otherwise.
pub const OUTPUTS: &str = "outputs";

/// What a command simulates, and what it makes of it.
///
/// It runs in rounds: [`Experiment::next`] turns the units that are finished into
/// the next list of units. The lists one after the other are the journal of the
/// run's folder. After an interruption the same lists are asked for again, so that
/// `next` may look at nothing but what it is given.
pub trait Experiment {
    /// The points: whole plans, which units name by their position. Seed and what
    /// varies between units are the first one's word.
    fn scenarios(&self) -> Vec<&Scenario>;

    /// The units to simulate after those of all lists before, which are `finished`;
    /// none if those are enough. Unless an experiment says otherwise there is one
    /// list: as many draws as the first point says, of all points.
    ///
    /// # Errors
    /// If an output cannot be read.
    fn next(&self, finished: &[Finished]) -> Result<Vec<Unit>, Failure> {
        let scenarios = self.scenarios();
        let mut all = all_draws(&scenarios);
        Ok(all.split_off(finished.len().min(all.len())))
    }

    /// The most units that all lists have together: what is estimated, agreed to
    /// and shown as the total. A finished run with as many is not asked to go on.
    fn most(&self) -> u64 {
        self.most_at(self.scenarios()[0].run.draws)
    }

    /// [`Experiment::most`] with another number of draws; more with more.
    fn most_at(&self, draws: u32) -> u64 {
        let scenarios = self.scenarios();
        let per_draw = scenarios[0].run.replicates_per_draw;
        scenarios.len() as u64 * u64::from(draws) * u64::from(per_draw)
    }

    /// The fewest draws that make an answer: one says nothing of how widely outcomes vary.
    fn fewest_draws(&self) -> u32 {
        2
    }

    /// The largest `--replicates` with which there are at most so many units, in whole
    /// draws of all points.
    ///
    /// # Errors
    /// The fewest units that make an answer, if these are too few.
    fn within(&self, units: u64) -> Result<u32, u64> {
        let per_draw = self.scenarios()[0].run.replicates_per_draw.max(1);
        let (mut enough, mut many) = (self.fewest_draws(), MOST_REPLICATES / per_draw + 1);
        if self.most_at(enough) > units {
            return Err(self.most_at(enough));
        }
        while enough + 1 < many {
            let middle = enough + (many - enough) / 2;
            if self.most_at(middle) > units {
                many = middle;
            } else {
                enough = middle;
            }
        }
        Ok(enough * per_draw)
    }

    /// Whether the same run may be asked for more units. Where it may not, an answer
    /// that is there is shown however many units it took.
    fn extends(&self) -> bool {
        true
    }

    /// Whether the lists can end before [`Experiment::most`], by what was found.
    fn may_end_early(&self) -> bool {
        false
    }

    /// Whether its units can be simulated in parts, in several places. Not if it finds
    /// plans or looks at units on the way ([`Experiment::found`], [`Experiment::see`]).
    fn splits(&self) -> bool {
        true
    }

    /// Plans that finished units have brought about. They follow [`Experiment::scenarios`]
    /// in the list of points, have the first one's people, seed and assumptions, and
    /// those of more units begin with those of fewer.
    ///
    /// # Errors
    /// If an output cannot be read.
    fn found(&self, _finished: &[Finished]) -> Result<Vec<Scenario>, Failure> {
        Ok(Vec::new())
    }

    /// Shown every unit with its whole record, in the journal's order and before
    /// [`Experiment::next`] sees it, whether records are kept or not.
    fn see(&self, _one: &Finished) {}

    /// Whether finished units keep their records in memory. A design of many points
    /// says no, gets records of no week, and reads the real ones from the folder.
    fn keeps_records(&self) -> bool {
        true
    }

    /// Whether a stored answer is about what is asked now. Where it is not, the answer
    /// is made anew from the stored units, and nothing is simulated.
    fn is_answered_by(&self, _summary: &Value) -> bool {
        true
    }

    /// What a part of the run keeps, from which `merge` makes the experiment again; none
    /// if it cannot be split.
    fn recipe(&self) -> Option<Value> {
        None
    }

    /// Writes what was given, tables and answer, and returns the answer; `runner` has
    /// the threads to do it with. There may
    /// be more units than the lists have, if fewer are asked for than are there.
    ///
    /// # Errors
    /// If writing fails, or an output cannot be read.
    fn write(
        &self,
        finished: Vec<Finished>,
        run: &mut RunFolder,
        runner: &Runner,
    ) -> Result<Value, Failure>;
}

/// As many draws as the first scenario says, of every scenario.
pub fn all_draws(scenarios: &[&Scenario]) -> Vec<Unit> {
    let run = &scenarios[0].run;
    rounds(
        scenarios.len() as u32,
        0..run.draws,
        run.replicates_per_draw,
    )
}

/// What to run, and where.
pub struct Order<'a> {
    /// What is simulated.
    pub experiment: &'a dyn Experiment,
    /// What decides the numbers.
    pub identity: &'a Identity,
    /// Name of the folder, before the id.
    pub name: &'a str,
    /// The folder and the user's consent.
    pub place: &'a PlaceArguments,
    /// What must hold.
    pub assertions: &'a [Assertion],
    /// What the user should know of the plans before anything is simulated.
    pub notes: &'a [Note],
}

impl Order<'_> {
    /// The folder of the whole run.
    pub fn folder(&self) -> PathBuf {
        self.place.out.clone().unwrap_or_else(|| {
            let id = self.identity.id();
            id.folder(Path::new(OUTPUTS), self.name)
        })
    }
}

/// Simulates what is missing and shows the answer, or the one that is there
/// already. Returns the exit code.
///
/// # Errors
/// What is wrong with the folder or the machine, and that the run was interrupted.
pub fn execute(
    order: &Order<'_>,
    settled: Option<&Settled>,
    global: &Global,
    console: &Console,
) -> Result<u8, Failure> {
    for note in order.notes.iter().filter(|note| note.is_news()) {
        console.say(&format!("note: {note}"));
    }
    let folder = order.folder();
    if let Some(shard) = order.place.shard {
        if !order.experiment.splits() {
            let message =
                "--shard: this command decides on the way what it simulates, in one place";
            return Err(Failure::plain(exit::USAGE, "cli::usage", message)
                .advise("the same command without --shard; --threads uses all processors"));
        }
        return shard::execute(order, shard, &folder, global, console);
    }
    let mut request = request(order, &folder, global.force);
    // What is there already costs nothing; a new folder is made once the run fits.
    let mut opened = folder.exists().then(|| open(&request)).transpose()?;
    if let Some(Opened::Complete(finished)) = &opened {
        let summary = answer::read(finished)?;
        if order.experiment.is_answered_by(&summary) {
            return stored(order, summary, finished, console);
        }
        request.anew = true;
        opened = Some(open(&request)?);
    }
    let done = match &opened {
        Some(Opened::Resume { done, .. }) => *done,
        _ => 0,
    };
    let most = order.experiment.most();
    let missing = most.saturating_sub(done);
    let yes = order.place.yes;
    let estimate = agreed(order.experiment, missing, yes, settled, global, console)?;
    if opened.is_none() {
        opened = Some(open(&request)?);
    }
    let run = match opened {
        Some(Opened::Resume { run, .. }) => run,
        Some(Opened::Complete(finished)) => {
            return stored(order, answer::read(&finished)?, &finished, console);
        }
        None => return Ok(exit::DONE),
    };
    if done > 0 && missing > 0 {
        console.say(&format!(
            "Going on from {} of {} units in {}.",
            grouped(done),
            grouped(most),
            folder.display()
        ));
    }
    if missing > 0 {
        let most = if order.experiment.may_end_early() {
            "At most "
        } else {
            ""
        };
        console.say(&format!("{most}{}", estimate.text()));
    }
    if let Some(settled) = settled.filter(|settled| settled.each.is_some()) {
        run.note_budget(&settled.budget())?;
    }
    let filled = folder::fill(order.experiment, *run, &estimate, global, console);
    let (summary, finished) = filled.map_err(|failure| match settled {
        Some(settled) => settled.resumable(failure),
        None => failure,
    })?;
    let code = show(order, summary, &finished, console)?;
    console.say(&format!("Tables and records are in {}.", folder.display()));
    Ok(code)
}

/// What is asked of the folder of the whole run.
pub fn request<'a>(order: &'a Order<'_>, folder: &'a Path, force: bool) -> Request<'a> {
    let run = order.experiment.scenarios()[0].run.clone();
    Request {
        identity: order.identity,
        scenario: order.name,
        uncertainty: run.uncertainty,
        replicates_per_draw: run.replicates_per_draw,
        units: if order.experiment.extends() {
            order.experiment.most()
        } else {
            0
        },
        folder,
        force,
        part: None,
        anew: false,
    }
}

/// Shows the answer of a finished run.
pub fn stored(
    order: &Order<'_>,
    summary: Value,
    finished: &StoredRun,
    console: &Console,
) -> Result<u8, Failure> {
    console.say(&format!(
        "This run is complete in {}; here is its stored answer.",
        finished.folder().display()
    ));
    show(order, summary, finished, console)
}

/// Shows an answer, and what of the assertions does not hold.
pub fn show(
    order: &Order<'_>,
    mut summary: Value,
    finished: &StoredRun,
    console: &Console,
) -> Result<u8, Failure> {
    // They are of the text that was given now, which may say the stored plan otherwise.
    if !order.notes.is_empty() {
        insert(&mut summary, "notes", order.notes);
    }
    if order.assertions.is_empty() {
        answer::print(&summary, console)?;
        return Ok(exit::DONE);
    }
    let scenarios = order.experiment.scenarios();
    let job = Job::new(&scenarios);
    let units = folder::finished_units(finished.records(), &job, true)?;
    let checked = assertion::check(order.assertions, &scenarios, units)?;
    insert(&mut summary, "assertions", &checked[..]);
    answer::print(&summary, console)?;
    for one in &checked {
        if one.holds {
            console.say(&one.text());
        } else if !console.is_json() {
            console.warn(&format!("error[run::not-met]: {}", one.text()));
        }
    }
    let all = checked.iter().all(|one| one.holds);
    Ok(if all {
        exit::DONE
    } else {
        exit::TARGET_NOT_MET
    })
}

fn insert(summary: &mut Value, key: &str, list: &[impl Serialize]) {
    if let Some(document) = summary.as_object_mut() {
        // Texts and finite numbers can always be written.
        let value = serde_json::to_value(list).unwrap_or_default();
        document.insert(key.to_owned(), value);
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let failure = Self::plain(error.exit_code(), error.id(), error.to_string())
            .about(&error.path().display().to_string());
        match error.expected() {
            Some(expected) => failure.advise(expected),
            None => failure,
        }
    }
}
