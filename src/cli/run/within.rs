//! `--within`: a number of units from a time.
//!
//! The time decides nothing but the number, which then counts as if it had been typed:
//! results follow from it alone, and the same folders and answers serve both.

use std::fs;
use std::path::{Path, PathBuf};

use super::execute::{Experiment, Order, execute};
use super::interrupt;
use super::time::Time;
use crate::cli::arguments::{Global, PlaceArguments};
use crate::cli::console::Console;
use crate::cli::estimate::{self, Estimate};
use crate::cli::exit;
use crate::cli::failure::Failure;
use crate::parameter::Parameters;
use crate::store::{Budget, budgets};
use crate::units::grouped;

/// A command that simulates, as typed.
pub trait Typed: Sized {
    /// The folder, the time and the user's consent.
    fn place(&self) -> &PlaceArguments;

    /// The same with a number of units.
    fn with_replicates(&self, replicates: u32) -> Self;

    /// Makes what is to be simulated, and hands it on.
    ///
    /// # Errors
    /// What is wrong with what was typed, and what `then` finds.
    fn order(&self, console: &Console, then: Then<'_>) -> Result<u8, Failure>;
}

/// What takes an order.
pub type Then<'a> = &'a mut dyn FnMut(&Order<'_>) -> Result<u8, Failure>;

/// The number that a time came to.
#[derive(Clone, Copy, Debug)]
pub struct Settled {
    time: Time,
    replicates: u32,
    /// Threads that it was measured for.
    threads: usize,
    /// Time of a unit [s]; none if the number is that of an earlier start.
    pub each: Option<f64>,
}

/// Simulates what was typed, or shows the answer that is there already; returns the
/// exit code.
///
/// # Errors
/// What is wrong with what was typed, the folder or the machine, and that the run was
/// interrupted.
pub fn simulate(typed: &impl Typed, global: &Global, console: &Console) -> Result<u8, Failure> {
    let Some(time) = typed.place().within else {
        return typed.order(console, &mut |order| execute(order, None, global, console));
    };
    let silent = console.silent();
    let mut settled = None;
    let code = typed.order(&silent, &mut |order| {
        let earlier = if global.force {
            None
        } else {
            earlier(typed, order, time, &silent)
        };
        settled = Some(match earlier {
            Some(replicates) => Settled {
                time,
                replicates,
                threads: 0,
                each: None,
            },
            None => measured(order.experiment, time, global)?,
        });
        Ok(exit::DONE)
    })?;
    let Some(settled) = settled else {
        return Ok(code);
    };
    let typed = typed.with_replicates(settled.replicates);
    typed.order(console, &mut |order| {
        console.say(&settled.text(order.experiment));
        execute(order, Some(&settled), global, console)
    })
}

impl Settled {
    /// What the folder keeps of it, so that the same command goes on from there.
    pub fn budget(&self) -> Budget {
        Budget {
            within_seconds: self.time.seconds(),
            replicates: self.replicates,
        }
    }

    /// How a run that was stopped goes on, whatever the folder remembers.
    pub fn resumable(&self, mut failure: Failure) -> Failure {
        if let Failure::Plain(complaint) = &mut failure
            && complaint.code == exit::INCOMPLETE
        {
            let line = interrupt::command_line(Some(self.replicates));
            complaint.expected = Some(format!("`{line}` goes on from there"));
        }
        failure
    }

    fn text(&self, experiment: &dyn Experiment) -> String {
        let most = if experiment.may_end_early() {
            " at most"
        } else {
            ""
        };
        let units = grouped(experiment.most());
        let n = self.replicates;
        if self.each.is_none() {
            let were = self.time.subject("was", "were");
            return format!(
                "{were} taken for {units} units{most} when this run began; --replicates {n} repeats it."
            );
        }
        let are = self.time.subject("is", "are");
        let on = threads(self.threads);
        format!("{are} about {units} units{most} on {on}; --replicates {n} repeats this run.")
    }
}

/// The number of units that the time is enough for.
fn measured(experiment: &dyn Experiment, time: Time, global: &Global) -> Result<Settled, Failure> {
    let first = experiment.scenarios()[0];
    let defaults = Parameters::defaults(&crate::cli::settings::settings(first));
    let each = Estimate::typical(first, &defaults);
    let threads_there = estimate::threads(global.threads.into());
    // Saturates where a unit takes no time that a clock can see.
    let units = (time.seconds() * threads_there as f64 / each) as u64;
    let replicates = experiment.within(units).map_err(|least| {
        let takes = least as f64 * each / threads_there as f64;
        let message = format!(
            "--within: {} too short: the least that makes an answer is {} units, about {} on {}",
            time.subject("is", "are"),
            grouped(least),
            estimate::duration(takes),
            threads(threads_there)
        );
        // A little more, as the next measurement differs.
        let seconds = (1.2 * takes).ceil().max(1.0);
        Failure::plain(exit::USAGE, "cli::usage", message)
            .advise(format!("--within {seconds}s or more, or --replicates"))
    })?;
    Ok(Settled {
        time,
        replicates,
        threads: threads_there,
        each: Some(each),
    })
}

/// The number that an earlier start of the same command came to, if its folder is there.
/// It is another folder for another number where a design is made for the number.
fn earlier(typed: &impl Typed, order: &Order<'_>, time: Time, silent: &Console) -> Option<u32> {
    let same = |replicates: u32, folder: &Path| {
        let mut same = false;
        // A number that is too small for what is asked now was another command's.
        let made = typed
            .with_replicates(replicates)
            .order(silent, &mut |order| {
                same = order.folder() == folder;
                Ok(exit::DONE)
            });
        made.is_ok() && same
    };
    let of = |folder: &PathBuf| {
        let budget = budgets(folder)
            .into_iter()
            .rfind(|budget| budget.within_seconds == time.seconds())?;
        same(budget.replicates, folder).then_some(budget.replicates)
    };
    alike(order).iter().find_map(of)
}

/// Folders that may be the order's for some number of units, its own first.
fn alike(order: &Order<'_>) -> Vec<PathBuf> {
    let own = order.folder();
    let mut folders = vec![own.clone()];
    if order.place.out.is_some() {
        return folders;
    }
    let name = own.file_name().unwrap_or_default().to_string_lossy();
    let stem = name.rsplit_once('-').map_or("", |(stem, _)| stem);
    let entries = own.parent().and_then(|parent| fs::read_dir(parent).ok());
    let mut others: Vec<PathBuf> = entries
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            *path != own && name.rsplit_once('-').is_some_and(|(of, _)| of == stem)
        })
        .collect();
    // The file system's order is any.
    others.sort();
    folders.append(&mut others);
    folders
}

fn threads(count: usize) -> String {
    let word = if count == 1 { "thread" } else { "threads" };
    format!("{count} {word}")
}
