//! This machine, as a session is given it: its name, its clock, and who watches.

use std::env;
use std::time::{Instant, SystemTime};

use super::console::Console;
use super::global::Global;
use super::interrupt;
use super::progress::Bar;
use crate::session::{Clock, Host};

/// This machine.
pub struct Machine {
    name: String,
    command_line: Vec<String>,
    threads: usize,
    clock: Watch,
    progress: Bar,
}

impl Machine {
    /// The machine, watched on a console.
    pub fn new(global: &Global, console: &Console) -> Self {
        Self {
            name: name(),
            command_line: interrupt::words(),
            threads: global.threads.into(),
            clock: Watch::new(),
            progress: Bar::new(console),
        }
    }

    /// What a session is given.
    pub fn host(&self) -> Host<'_> {
        Host {
            name: &self.name,
            command_line: &self.command_line,
            threads: self.threads,
            clock: &self.clock,
            progress: &self.progress,
            stop: interrupt::flag(),
        }
    }
}

/// The computer's clock.
#[derive(Clone, Copy, Debug)]
pub struct Watch(Instant);

impl Watch {
    /// A clock that counts from now.
    #[expect(
        clippy::disallowed_methods,
        reason = "progress and estimates are of the clock"
    )]
    pub fn new() -> Self {
        Self(Instant::now())
    }
}

impl Clock for Watch {
    fn seconds(&self) -> f64 {
        self.0.elapsed().as_secs_f64()
    }

    fn since_1970(&self) -> u64 {
        #[expect(clippy::disallowed_methods, reason = "sessions say when they were")]
        let time = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        time.map_or(0, |time| time.as_secs())
    }
}

/// This computer's name.
fn name() -> String {
    let from_kernel = std::fs::read_to_string("/proc/sys/kernel/hostname");
    let name = from_kernel
        .or_else(|_| env::var("HOSTNAME"))
        .or_else(|_| env::var("COMPUTERNAME"));
    name.map_or_else(|_| "unknown".to_owned(), |name| name.trim().to_owned())
}
