//! How far a session is: what begins, a bar with the time left, and a question where a
//! run takes much.

use std::cell::{Cell, RefCell};
use std::fmt::Write;
use std::io::{self, BufRead, IsTerminal};
use std::time::Duration;

use indicatif::{HumanDuration, ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use super::console::Console;
use super::interrupt;
use crate::session::words::duration;
use crate::session::{Estimate, Progress, Start};
use crate::units::grouped;

/// Before this nothing is shown.
const PATIENCE: Duration = Duration::from_secs(2);

/// Time between two lines where there is no terminal for a bar, such as in a log.
const BETWEEN_LINES: Duration = Duration::from_secs(30);

/// Tells the user; the bar is for runs of more than two seconds on a terminal.
pub struct Bar {
    console: Console,
    /// Hidden until the run takes long enough.
    bar: RefCell<ProgressBar>,
    waits: Cell<bool>,
    /// Simulations that were there when the bar was made, and when a line was last said.
    before: Cell<u64>,
    said: Cell<Duration>,
}

impl Bar {
    /// A bar of nothing yet.
    pub fn new(console: &Console) -> Self {
        Self {
            console: *console,
            bar: RefCell::new(ProgressBar::hidden()),
            waits: Cell::new(console.shows_progress()),
            before: Cell::new(0),
            said: Cell::new(Duration::ZERO),
        }
    }

    fn show(&self) {
        if self.waits.replace(false) {
            let bar = self.bar.borrow();
            bar.set_draw_target(ProgressDrawTarget::stderr());
            bar.enable_steady_tick(Duration::from_millis(500));
        }
    }

    fn made(&self, simulations: u64, done: u64) -> ProgressBar {
        let bar = ProgressBar::with_draw_target(Some(simulations), ProgressDrawTarget::hidden());
        let template = if self.console.unicode {
            "{bar:40} {human_pos} of {human_len} simulations, {left}"
        } else {
            "[{bar:40.##-}] {human_pos} of {human_len} simulations, {left}"
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
        bar
    }
}

impl Progress for Bar {
    fn agrees(&self, estimate: &Estimate) -> bool {
        let console = &self.console;
        let terminals = io::stdin().is_terminal() && io::stderr().is_terminal();
        if !terminals || console.is_json() {
            return false;
        }
        console.warn(&format!("{}. Run it nevertheless? [y/N]", estimate.text()));
        let mut line = String::new();
        let read = io::stdin().lock().read_line(&mut line);
        read.is_ok() && matches!(line.trim().to_lowercase().as_str(), "y" | "yes")
    }

    fn begins(&self, start: &Start<'_>) {
        let estimate = start.estimate;
        if start.done > 0 && estimate.simulations > 0 && !start.part {
            self.console.say(&format!(
                "Going on from {} of {} simulations in {}.",
                grouped(start.done),
                grouped(start.most),
                start.folder.display()
            ));
        }
        if estimate.simulations > 0 {
            let most = if start.may_end_early { "At most " } else { "" };
            self.console.say(&format!("{most}{}", estimate.text()));
        }
        let bar = self.made(estimate.simulations + start.done, start.done);
        self.bar.replace(bar);
        self.before.set(start.done);
        self.said.set(Duration::ZERO);
        interrupt::listen(!self.console.talks());
        if estimate.seconds > 2.0 {
            self.show();
        }
    }

    fn finished(&self, simulations: u64) {
        let bar = self.bar.borrow();
        bar.set_position(simulations);
        if self.waits.get() && bar.elapsed() > PATIENCE {
            self.show();
        }
        if !self.console.shows_progress() && bar.elapsed() > self.said.get() + BETWEEN_LINES {
            self.said.set(bar.elapsed());
            self.console
                .say(&line(&bar, simulations, self.before.get()));
        }
    }

    fn ends(&self) {
        self.bar.borrow().finish_and_clear();
    }
}

/// How far a run is that no bar shows, of which `before` were there when it began.
fn line(bar: &ProgressBar, done: u64, before: u64) -> String {
    let all = bar.length().unwrap_or(done);
    let each = bar.elapsed().as_secs_f64() / done.saturating_sub(before).max(1) as f64;
    let left = duration(each * all.saturating_sub(done) as f64);
    let (done, all) = (grouped(done), grouped(all));
    format!("{done} of {all} simulations, {left} left.")
}
