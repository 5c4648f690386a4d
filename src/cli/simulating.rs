//! What every command that simulates does: make an experiment of what was typed, run it
//! or a part of it, show the answer, check assertions.

use serde_json::json;

use super::answer::{self, Shown, say_if_new, say_if_stored};
use super::console::Console;
use super::exit;
use super::failure::Failure;
use super::global::Global;
use super::machine::Machine;
use super::options::PlaceArguments;
use super::within::{self, resumable};
use crate::experiment::Experiment;
use crate::experiment::assertion::Assertion;
use crate::scenario::Note;
use crate::session::budget::{Settled, earlier, measured};
use crate::session::{self, Answered, Order, PartEnd, Shard, simulate_part};
use crate::units::grouped;

/// A command that simulates, as typed.
pub trait Typed: Sized {
    /// The folder, the time and the user's consent.
    fn place(&self) -> &PlaceArguments;

    /// The same with a number of simulations.
    fn with_simulations(&self, simulations: u32) -> Self;

    /// Makes what is to be simulated.
    ///
    /// # Errors
    /// What is wrong with what was typed.
    fn make(&self, console: &Console) -> Result<Made, Failure>;
}

/// What was typed, as an experiment.
pub struct Made {
    /// What is simulated.
    pub experiment: Box<dyn Experiment>,
    /// What must hold.
    pub assertions: Vec<Assertion>,
    /// What the user should know of the plans before anything is simulated.
    pub notes: Vec<Note>,
}

/// Simulates what was typed, or shows the answer that is there already; returns the
/// exit code.
///
/// # Errors
/// What is wrong with what was typed, the folder or the machine, and that the run was
/// interrupted.
pub fn simulate(typed: &impl Typed, global: &Global, console: &Console) -> Result<u8, Failure> {
    let machine = Machine::new(global, console);
    let place = typed.place();
    let Some(time) = place.within else {
        let made = typed.make(console)?;
        return execute(&made, place, None, global, &machine, console);
    };
    let silent = console.silent();
    let made = typed.make(&silent)?;
    let order = order(&made, place, global);
    let known = (!global.force).then(|| {
        earlier(&order, time.seconds(), |replications| {
            let made = typed.with_simulations(replications).make(&silent).ok()?;
            Some(self::order(&made, place, global).folder())
        })
    });
    let settled = match known.flatten() {
        Some(settled) => settled,
        None => measured(order.experiment, time.seconds(), &machine.host())
            .map_err(|error| within::too_short(error, time))?,
    };
    let made = typed.with_simulations(settled.replications).make(console)?;
    console.say(&within::text(&settled, time, made.experiment.as_ref()));
    execute(&made, place, Some(&settled), global, &machine, console)
}

fn order<'a>(made: &'a Made, place: &'a PlaceArguments, global: &Global) -> Order<'a> {
    Order {
        experiment: made.experiment.as_ref(),
        out: place.out.as_deref(),
        force: global.force,
        yes: place.yes,
    }
}

/// Simulates what is missing and shows the answer, or the one that is there already.
fn execute(
    made: &Made,
    place: &PlaceArguments,
    settled: Option<&Settled>,
    global: &Global,
    machine: &Machine,
    console: &Console,
) -> Result<u8, Failure> {
    for note in made.notes.iter().filter(|note| note.is_news()) {
        console.say(&format!("note: {note}"));
    }
    let order = order(made, place, global);
    if let Some(shard) = place.shard {
        return part(made, &order, shard, machine, console);
    }
    let answered = session::simulate(&order, settled, &machine.host());
    let answered = answered.map_err(|error| resumable(error.into(), settled))?;
    let code = show(made, &answered, console)?;
    say_if_new(&answered, console);
    Ok(code)
}

/// Simulates one part of a run.
fn part(
    made: &Made,
    order: &Order<'_>,
    shard: Shard,
    machine: &Machine,
    console: &Console,
) -> Result<u8, Failure> {
    if !made.assertions.is_empty() {
        let message = "--assert is of a whole run, and this is a part of one";
        let advice =
            "no --assert here; after `passcast merge` the command without --shard checks it";
        return Err(Failure::usage(message).advise(advice));
    }
    let (folder, simulations) = match simulate_part(order, shard, &machine.host())? {
        PartEnd::WholeRun(answered) => return show(made, &answered, console),
        PartEnd::Part {
            folder,
            simulations,
            was_there,
        } => {
            if was_there {
                console.say("This part is complete already.");
            }
            (folder, simulations)
        }
    };
    if console.is_json() {
        console.json(&json!({
            "format": 1,
            "shard": { "index": shard.index, "of": shard.of },
            "simulations": simulations,
            "folder": folder.display().to_string(),
        }))?;
    } else {
        console.result(&format!(
            "Part {} of {}: {} simulations are in {}. `passcast merge` joins the folders of all parts.\n",
            shard.index,
            shard.of,
            grouped(simulations),
            folder.display()
        ))?;
    }
    Ok(exit::DONE)
}

/// Shows an answer, and what of the assertions does not hold.
fn show(made: &Made, answered: &Answered, console: &Console) -> Result<u8, Failure> {
    say_if_stored(answered, console);
    // Notes are of the text that was given now, which may say the stored plan otherwise.
    let mut shown = Shown {
        answer: &answered.answer,
        notes: &made.notes,
        assertions: Vec::new(),
    };
    if made.assertions.is_empty() {
        answer::print(&shown, console)?;
        return Ok(exit::DONE);
    }
    let experiment = made.experiment.as_ref();
    shown.assertions = session::check(&made.assertions, experiment, &answered.run)?;
    answer::print(&shown, console)?;
    let checked = &shown.assertions;
    for one in checked {
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
