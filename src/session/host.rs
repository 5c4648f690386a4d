//! What a session is given of the machine that it runs on, and whom it tells how far it is.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use super::clock::Clock;
use super::estimate::Estimate;

/// The machine as whoever starts a session knows it.
#[derive(Clone, Copy)]
pub struct Host<'a> {
    /// Its name.
    pub name: &'a str,
    /// The command line as typed.
    pub command_line: &'a [String],
    /// Threads that are asked for; 0 is one a processor.
    pub threads: usize,
    /// Tells the time.
    pub clock: &'a dyn Clock,
    /// Is told how far the session is.
    pub progress: &'a dyn Progress,
    /// Set when the session should stop after the simulations in work.
    pub stop: &'a AtomicBool,
}

/// Is told how far a session is, on the thread that started it.
pub trait Progress {
    /// Whether a run may take that much: more than 8 GB of memory or an hour.
    fn agrees(&self, estimate: &Estimate) -> bool;

    /// Simulating begins, though nothing may be missing.
    fn begins(&self, start: &Start<'_>);

    /// So many simulations are finished, with those that were there.
    fn finished(&self, simulations: u64);

    /// Simulating has ended.
    fn ends(&self);
}

/// What there is when simulating begins.
#[derive(Clone, Copy, Debug)]
pub struct Start<'a> {
    /// The folder.
    pub folder: &'a Path,
    /// Simulations that are there.
    pub done: u64,
    /// Simulations that there will be, or may be if the run can end early.
    pub most: u64,
    /// What the missing ones take.
    pub estimate: &'a Estimate,
    /// Whether the run can end before all of them, by what is found.
    pub may_end_early: bool,
    /// Whether it is one part of a run.
    pub part: bool,
}
