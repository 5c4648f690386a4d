//! A bar with the time left, for runs of more than two seconds on a terminal.

use std::cell::Cell;
use std::fmt::Write;
use std::time::{Duration, Instant};

use indicatif::{HumanDuration, ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use crate::cli::console::Console;
use crate::experiment::Progress;

/// Before this nothing is shown.
const PATIENCE: Duration = Duration::from_secs(2);

/// The bar, hidden until the run takes long enough.
pub struct Bar {
    bar: ProgressBar,
    start: Instant,
    /// Units done before those that the runner counts.
    before: Cell<u64>,
    waits: Cell<bool>,
}

impl Bar {
    /// A bar of `units`, of which `done` are there already. One that surely takes
    /// long is shown at once.
    pub fn new(units: u64, done: u64, long: bool, console: &Console) -> Self {
        let bar = ProgressBar::with_draw_target(Some(units), ProgressDrawTarget::hidden());
        let template = if console.unicode {
            "{bar:40} {human_pos} of {human_len} units, {left}"
        } else {
            "[{bar:40.##-}] {human_pos} of {human_len} units, {left}"
        };
        let left = move |state: &ProgressState, out: &mut dyn Write| {
            // Nobody is left to be told when this fails.
            let _ = if state.pos() > done {
                write!(out, "{:#} left", HumanDuration(state.eta()))
            } else {
                write!(out, "the first is in work")
            };
        };
        let style =
            ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        bar.set_style(style.with_key("left", left));
        bar.set_position(done);
        bar.reset_eta();
        #[expect(clippy::disallowed_methods, reason = "progress is of the clock")]
        let start = Instant::now();
        let this = Self {
            bar,
            start,
            before: Cell::new(done),
            waits: Cell::new(console.shows_progress()),
        };
        if long {
            this.show();
        }
        this
    }

    /// Says how many units were done before the runner starts to count again.
    pub fn starts_at(&self, done: u64) {
        self.before.set(done);
    }

    /// Time since the bar was made [s].
    pub fn seconds(&self) -> f64 {
        self.start.elapsed().as_secs_f64()
    }

    /// Takes the bar away.
    pub fn clear(&self) {
        self.bar.finish_and_clear();
    }

    fn show(&self) {
        if self.waits.replace(false) {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            self.bar.enable_steady_tick(Duration::from_millis(500));
        }
    }
}

impl Progress for Bar {
    fn finished(&self, units: usize) {
        self.bar.set_position(self.before.get() + units as u64);
        if self.waits.get() && self.start.elapsed() > PATIENCE {
            self.show();
        }
    }
}
