//! How long a run takes, and how much memory, measured on a small part of it.

use std::sync::Arc;
use std::thread;
use std::time::Instant;

use serde::Serialize;

use crate::observation::{SEGMENT_COLUMNS, Segments, column};
use crate::parameter::Parameters;
use crate::scenario::{Customers, Scenario};
use crate::simulation::{BURN_IN_WEEKS, Model};
use crate::units::{Population, grouped};

/// What a run would need.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// Units.
    pub units: u64,
    /// The workforce of each unit, guests included [people].
    pub people: u64,
    /// Customers of each unit [accounts].
    pub accounts: u64,
    /// Threads.
    pub threads: usize,
    /// Time on this machine [s].
    pub seconds: f64,
    /// Memory [bytes].
    pub bytes: f64,
    /// Part of it that finished units' records take [bytes].
    #[serde(skip)]
    records: f64,
    /// Disk [bytes].
    pub disk: f64,
}

/// Most people in the measured unit.
const SAMPLE: u32 = 2_000;
/// Most units that are timed for a budget of time, and no more after so long [s].
const TIMED: usize = 7;
const MOST_TIMING: f64 = 2.0;
/// Memory of a person in a unit that is being simulated, both arms [bytes];
/// 284 were measured at 300,000 people.
const BYTES_PER_PERSON: f64 = 320.0;
/// A packed integer, of a week of a column, takes about half the bits that the number of
/// people takes: 3 were measured at 200 people, 5 at 5,000, 7 at 50,000.
const BITS_PER_BIT_OF_HEADS: f64 = 0.5;
/// What a packed column takes besides its weeks, and a unit besides its columns [bytes].
const BYTES_PER_COLUMN: f64 = 6.0;
const BYTES_PER_UNIT: f64 = 4_000.0;
/// Memory of the program itself [bytes].
const BASE: f64 = 15e6;
/// Records of a unit's week, compressed, and tables of a week, on the disk
/// [bytes]; measured in the shipped workforce scenario.
const DISK_PER_UNIT_WEEK: f64 = 300.0;
const DISK_PER_WEEK: f64 = 150_000.0;
/// Above this a run is asked about [bytes].
const MOST_BYTES: f64 = 8e9;
/// Above this a run is asked about [s].
const MOST_SECONDS: f64 = 3600.0;

impl Estimate {
    /// Simulates one unit of at most two thousand people, or twenty thousand accounts,
    /// and scales it to `units` units of the whole: time grows with people.
    pub fn measure(scenario: &Scenario, p: &Parameters, units: u64, threads: usize) -> Self {
        Self::of(scenario, seconds(scenario, p), units, threads)
    }

    /// Time of one unit [s], the median of a few, as the first is slower than the rest.
    pub fn typical(scenario: &Scenario, p: &Parameters) -> f64 {
        let mut times = Vec::with_capacity(TIMED);
        while times.len() < TIMED && times.iter().sum::<f64>() < MOST_TIMING {
            times.push(seconds(scenario, p));
        }
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    }

    /// What `units` units need, of which one takes `each` seconds.
    pub fn of(scenario: &Scenario, each: f64, units: u64, asked: usize) -> Self {
        let busy = threads(asked)
            .min(usize::try_from(units).unwrap_or(usize::MAX))
            .max(1);
        let seconds = each * units as f64 / busy as f64;
        let (people, accounts) = heads(scenario);
        let weeks = f64::from(scenario.run.horizon + BURN_IN_WEEKS);
        let records = record(scenario) * units as f64;
        Self {
            units,
            people: people.round() as u64,
            accounts,
            threads: busy,
            seconds,
            bytes: BASE + people * BYTES_PER_PERSON * busy as f64 + records,
            records,
            disk: DISK_PER_UNIT_WEEK * weeks * units as f64 + DISK_PER_WEEK * weeks,
        }
    }

    /// Takes off what records take in memory, where they stay on the disk.
    pub fn without_records(&mut self) {
        self.bytes -= self.records;
        self.records = 0.0;
    }

    /// Whether the user has to agree first.
    pub fn is_large(&self) -> bool {
        self.fills_memory() || self.seconds > MOST_SECONDS
    }

    /// Whether memory alone is reason enough to ask.
    pub fn fills_memory(&self) -> bool {
        self.bytes > MOST_BYTES
    }

    fn who(&self) -> String {
        let people = format!("{} people", grouped(self.people));
        let accounts = format!("{} accounts", grouped(self.accounts));
        match (self.people, self.accounts) {
            (_, 0) => people,
            (0, _) => accounts,
            _ => format!("{people} and {accounts}"),
        }
    }

    /// In words.
    pub fn text(&self) -> String {
        let threads = if self.threads == 1 {
            "thread"
        } else {
            "threads"
        };
        format!(
            "{} {} of {}: about {} on {} {threads}, {} of memory, {} on the disk",
            grouped(self.units),
            if self.units == 1 { "unit" } else { "units" },
            self.who(),
            duration(self.seconds),
            self.threads,
            memory(self.bytes),
            memory(self.disk)
        )
    }
}

/// Memory of a finished unit until the tables are written [bytes]: packed integers of
/// both arms, and parameters and outputs.
fn record(scenario: &Scenario) -> f64 {
    let segments = Segments::new(scenario);
    let (people, accounts) = heads(scenario);
    let of = |population| {
        let heads = match population {
            Population::Workforce => people as u64,
            Population::Customers => accounts,
        };
        let columns = column::COUNT + SEGMENT_COLUMNS * segments.of(population).len();
        let week = f64::from(heads.max(2).ilog2()) * BITS_PER_BIT_OF_HEADS / 8.0;
        2.0 * columns as f64 * (f64::from(scenario.run.horizon) * week + BYTES_PER_COLUMN)
    };
    scenario.populations().map(of).sum::<f64>() + BYTES_PER_UNIT
}

/// Threads that are asked for; 0 is one a processor.
pub fn threads(asked: usize) -> usize {
    match asked {
        0 => thread::available_parallelism().map_or(1, usize::from),
        n => n,
    }
}

/// People of the workforce with its guests, and customers' accounts.
fn heads(scenario: &Scenario) -> (f64, u64) {
    let people = scenario.workforce.as_ref().map_or(0.0, |plan| {
        f64::from(plan.organisation.headcount) * (1.0 + plan.organisation.guests)
    });
    let accounts = scenario.customers.as_ref().map_or(0, |plan| plan.accounts);
    (people, accounts.into())
}

/// Time of one unit: each population's small part, scaled [s].
fn seconds(scenario: &Scenario, p: &Parameters) -> f64 {
    let mut total = 0.0;
    if let Some(plan) = &scenario.workforce {
        let mut small = Scenario {
            customers: None,
            ..scenario.clone()
        };
        let heads = plan.organisation.headcount;
        let part = heads.min(SAMPLE);
        small.workforce_mut().organisation.headcount = part;
        total += one_unit(small, p) * f64::from(heads) / f64::from(part);
    }
    if let Some(plan) = &scenario.customers {
        let part = plan.accounts.min(10 * SAMPLE);
        let small = Scenario {
            workforce: None,
            customers: Some(Customers {
                accounts: part,
                ..plan.clone()
            }),
            ..scenario.clone()
        };
        total += one_unit(small, p) * f64::from(plan.accounts) / f64::from(part);
    }
    total
}

/// Time of one unit, its plan's compilation included [s].
fn one_unit(scenario: Scenario, p: &Parameters) -> f64 {
    let slots = Arc::new(Model::slots(&scenario));
    let scenario = Arc::new(scenario);
    #[expect(clippy::disallowed_methods, reason = "measures this machine")]
    let start = Instant::now();
    std::hint::black_box(Model::new(&scenario, &slots, p).simulate(0, 0));
    start.elapsed().as_secs_f64()
}

/// A duration in words, two digits.
pub fn duration(seconds: f64) -> String {
    match seconds {
        s if s < 1.5 => "a second".to_owned(),
        s if s < 100.0 => format!("{s:.0} seconds"),
        s if s < 5400.0 => format!("{:.0} minutes", s / 60.0),
        s if s < 36.0 * 3600.0 => format!("{:.1} hours", s / 3600.0),
        s => format!("{:.1} days", s / 86400.0),
    }
}

fn memory(bytes: f64) -> String {
    if bytes < 1e9 {
        format!("{:.0} MB", (bytes / 1e6).max(1.0))
    } else {
        format!("{:.1} GB", bytes / 1e9)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_numbers() {
        assert_eq!(duration(150.0), "2 minutes");
        assert_eq!(memory(2.34e9), "2.3 GB");
    }
}
