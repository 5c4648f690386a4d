//! How long a run takes, and how much memory, measured on a small part of it.

use std::sync::Arc;
use std::thread;

use serde::Serialize;

use super::clock::Clock;
use super::words::{duration, memory, thread_count};
use crate::experiment::settings;
use crate::observation::{SEGMENT_COLUMNS, Segments, column};
use crate::parameter::Parameters;
use crate::scenario::{Customers, Scenario};
use crate::simulation::{BURN_IN_WEEKS, Model};
use crate::units::{Population, grouped};

/// What a run would need.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// Simulations.
    pub simulations: u64,
    /// The workforce of each simulation, guests included [people].
    pub people: u64,
    /// Customers of each simulation [accounts].
    pub accounts: u64,
    /// Threads.
    pub threads: usize,
    /// Time on this machine [s].
    pub seconds: f64,
    /// Memory [bytes].
    pub bytes: f64,
    /// Part of it that finished simulations' records take [bytes].
    #[serde(skip)]
    records: f64,
    /// Disk [bytes].
    pub disk: f64,
}

/// Most people in the measured simulation.
const SAMPLE: u32 = 2_000;
/// Most simulations that are timed for a budget of time, and no more after so long [s].
const TIMED: usize = 7;
const MOST_TIMING: f64 = 2.0;
/// Memory of a person in a simulation that is being simulated, both arms [bytes];
/// 284 were measured at 300,000 people.
const BYTES_PER_PERSON: f64 = 320.0;
/// A packed integer, of a week of a column, takes about half the bits that the number of
/// people takes: 3 were measured at 200 people, 5 at 5,000, 7 at 50,000.
const BITS_PER_BIT_OF_HEADS: f64 = 0.5;
/// What a packed column takes besides its weeks, and a simulation besides its columns [bytes].
const BYTES_PER_COLUMN: f64 = 6.0;
const BYTES_PER_SIMULATION: f64 = 4_000.0;
/// Memory of the program itself [bytes].
const BASE: f64 = 15e6;
/// Records of a simulation's week, compressed, and tables of a week, on the disk
/// [bytes]; measured in the shipped workforce scenario.
const DISK_PER_SIMULATION_WEEK: f64 = 300.0;
const DISK_PER_WEEK: f64 = 150_000.0;
/// Above this a run is asked about [bytes].
const MOST_BYTES: f64 = 8e9;
/// Above this a run is asked about [s].
const MOST_SECONDS: f64 = 3600.0;

impl Estimate {
    /// Simulates one simulation of at most two thousand people, or twenty thousand accounts,
    /// and scales it to `simulations` simulations of the whole: time grows with people.
    pub fn measure(
        scenario: &Scenario,
        simulations: u64,
        threads: usize,
        clock: &dyn Clock,
    ) -> Self {
        let defaults = Parameters::defaults(&settings(scenario));
        Self::of(
            scenario,
            seconds(scenario, &defaults, clock),
            simulations,
            threads,
        )
    }

    /// Time of one simulation [s], the median of a few, as the first is slower than the rest.
    pub fn typical(scenario: &Scenario, clock: &dyn Clock) -> f64 {
        let defaults = Parameters::defaults(&settings(scenario));
        let mut times = Vec::with_capacity(TIMED);
        while times.len() < TIMED && times.iter().sum::<f64>() < MOST_TIMING {
            times.push(seconds(scenario, &defaults, clock));
        }
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    }

    /// What `simulations` simulations need, of which one takes `each` seconds.
    pub fn of(scenario: &Scenario, each: f64, simulations: u64, asked: usize) -> Self {
        let busy = threads(asked)
            .min(usize::try_from(simulations).unwrap_or(usize::MAX))
            .max(1);
        let seconds = each * simulations as f64 / busy as f64;
        let (people, accounts) = heads(scenario);
        let weeks = f64::from(scenario.run.horizon + BURN_IN_WEEKS);
        let records = record(scenario) * simulations as f64;
        Self {
            simulations,
            people: people.round() as u64,
            accounts,
            threads: busy,
            seconds,
            bytes: BASE + people * BYTES_PER_PERSON * busy as f64 + records,
            records,
            disk: DISK_PER_SIMULATION_WEEK * weeks * simulations as f64 + DISK_PER_WEEK * weeks,
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
        format!(
            "{} {} of {}: about {} on {}, {} of memory, {} on the disk",
            grouped(self.simulations),
            if self.simulations == 1 {
                "simulation"
            } else {
                "simulations"
            },
            self.who(),
            duration(self.seconds),
            thread_count(self.threads),
            memory(self.bytes),
            memory(self.disk)
        )
    }
}

/// Memory of a finished simulation until the tables are written [bytes]: packed integers of
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
    scenario.populations().map(of).sum::<f64>() + BYTES_PER_SIMULATION
}

/// Threads that are asked for; 0 is one a processor.
pub fn threads(asked: usize) -> usize {
    match asked {
        _ if cfg!(not(feature = "parallel")) => 1,
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

/// Time of one simulation: each population's small part, scaled [s].
fn seconds(scenario: &Scenario, p: &Parameters, clock: &dyn Clock) -> f64 {
    let mut total = 0.0;
    if let Some(plan) = &scenario.workforce {
        let mut small = Scenario {
            customers: None,
            ..scenario.clone()
        };
        let heads = plan.organisation.headcount;
        let part = heads.min(SAMPLE);
        small.workforce_mut().organisation.headcount = part;
        total += one_simulation(small, p, clock) * f64::from(heads) / f64::from(part);
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
        total += one_simulation(small, p, clock) * f64::from(plan.accounts) / f64::from(part);
    }
    total
}

/// Time of one simulation, its plan's compilation included [s].
fn one_simulation(scenario: Scenario, p: &Parameters, clock: &dyn Clock) -> f64 {
    let slots = Arc::new(Model::slots(&scenario));
    let scenario = Arc::new(scenario);
    let start = clock.seconds();
    std::hint::black_box(Model::new(&scenario, &slots, p).simulate(0, 0));
    clock.seconds() - start
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::{Job, SimulationId};
    use crate::scenario::written;

    const SMALL: &str = include_str!("../../scenarios/small-company.toml");
    const COMBINED: &str = include_str!("../../scenarios/combined.toml");

    /// Of 20,000 simulations of a small company this is 240 MB.
    #[test]
    fn little_is_kept_of_a_simulation_and_no_more_than_is_estimated() {
        let large = "format = 1\norganisation.headcount = 5000\n";
        for (text, most) in [(SMALL, 13_000), (large, 25_000), (COMBINED, 30_000)] {
            let scenario = written::scenario(text, &[]);
            let plans = [&scenario];
            let job = Job::new(&plans, None);
            let simulation = SimulationId {
                point: 0,
                draw: 3,
                replication: 7,
            };
            let records = job.simulate(&simulation);
            let finished = job.finished(simulation, &records, true);
            let (whole, kept) = (records.bytes(), finished.records.bytes());
            assert!(kept < most && 7 * kept < whole, "{kept} of {whole} bytes");
            let of = |simulations| Estimate::of(&scenario, 0.0, simulations, 1).bytes;
            let estimated = (of(10_001) - of(1)) / 10_000.0;
            let known = (kept + size_of_val(finished.params.values())) as f64;
            assert!(
                (known..4.0 * known).contains(&estimated),
                "{estimated} for {known}"
            );
        }
    }
}
