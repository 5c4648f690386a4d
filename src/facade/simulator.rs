//! For experiments of one's own: single simulations, and any output of them.

use std::ops::Range;

use super::error::Error;
use super::plan::Plan;
use crate::experiment::assertion::readable;
use crate::experiment::{Job, SimulationId};
use crate::observation::Records;
use crate::parameter::{Parameters, table};
use crate::scenario::Scenario;

/// Simulates a plan, one draw under one replication at a time.
///
/// It can be shared between threads. Simulations of different plans with the same draw and
/// the same replication share their parameters and their chance events, so that a difference
/// between them is the plans' doing.
///
/// ```
/// use passcast::{Plan, Simulator};
///
/// let plan = Plan::from_toml(
///     "organisation = { headcount = 50 }
///      run = { horizon = 8, replicates = 4 }",
/// )?;
/// let simulator = Simulator::new(&plan);
/// let mut most = 0.0_f64;
/// for draw in 0..simulator.draws() {
///     for replication in simulator.replications(draw) {
///         let simulation = simulator.simulate(draw, replication);
///         let enrolled = simulation.output("adoption.enrolled.headcount@8")?;
///         most = most.max(enrolled.unwrap());
///     }
/// }
/// assert!((0.0..=1.0).contains(&most));
/// # Ok::<(), passcast::Error>(())
/// ```
#[derive(Debug)]
pub struct Simulator<'a> {
    scenario: &'a Scenario,
    job: Job<'a>,
}

/// One draw under one replication, with and without the rollout.
///
/// ```
/// use passcast::{Plan, Simulator};
///
/// let plan = Plan::from_toml("organisation = { headcount = 50 }\nrun = { horizon = 8 }")?;
/// let simulation = Simulator::new(&plan).simulate(0, 0);
/// let rollout = simulation.output("tickets.all.sum@8")?.unwrap();
/// let baseline = simulation.output("tickets.all.sum@8:baseline")?.unwrap();
/// let difference = simulation.output("tickets.all.sum@8:difference")?.unwrap();
/// assert_eq!(rollout - baseline, difference);
/// # Ok::<(), passcast::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Simulation<'a> {
    scenario: &'a Scenario,
    parameters: Parameters,
    records: Records,
}

impl<'a> Simulator<'a> {
    /// A simulator of a plan; [`Simulator`] has an example.
    pub fn new(plan: &'a Plan) -> Self {
        let scenario = &plan.given().loaded.scenario;
        Self {
            scenario,
            job: Job::new(&[scenario], None),
        }
    }

    /// How many draws of the uncertain parameters the plan asks for. There are more: any
    /// number is a draw.
    pub fn draws(&self) -> u32 {
        self.scenario.run.draws
    }

    /// The replications that the plan asks for under a draw. No two draws share one.
    ///
    /// ```
    /// use passcast::{Plan, Simulator};
    ///
    /// let plan = Plan::from_toml("run = { replicates_per_draw = 2 }")?;
    /// let simulator = Simulator::new(&plan);
    /// assert_eq!(simulator.replications(0), 0..2);
    /// assert_eq!(simulator.replications(7), 14..16);
    /// # Ok::<(), passcast::Error>(())
    /// ```
    pub fn replications(&self, draw: u32) -> Range<u32> {
        let per_draw = self.scenario.run.replications_per_draw;
        per_draw * draw..per_draw * (draw + 1)
    }

    /// Simulates a draw under a replication, on the calling thread. Equal numbers are equal
    /// simulations, and those that [`run`](crate::run) summarises; [`Simulator`] has an
    /// example.
    pub fn simulate(&self, draw: u32, replication: u32) -> Simulation<'a> {
        let id = SimulationId {
            point: 0,
            draw,
            replication,
        };
        Simulation {
            scenario: self.scenario,
            parameters: self.job.parameters(&id),
            records: self.job.simulate(&id),
        }
    }
}

impl Simulation<'_> {
    /// A number of it, such as `adoption.enrolled.headcount@24`, `tickets.all.max` or
    /// `cost.net_cash.sum@24:difference`; none where it is not defined, as a share of nothing.
    /// [`Simulation`] has an example.
    ///
    /// # Errors
    /// [`Error::Mistake`] if the plan has no such output, or none so late.
    pub fn output(&self, text: &str) -> Result<Option<f64>, Error> {
        let output = readable("output", text, self.scenario)?;
        Ok(output.evaluate(&self.records, &self.parameters))
    }

    /// The value that a parameter was drawn with, in its unit of measurement; `None` if there is no such parameter.
    ///
    /// ```
    /// use passcast::{Plan, Simulator};
    ///
    /// let plan = Plan::from_toml("run = { horizon = 4 }\norganisation = { headcount = 50 }")?;
    /// let simulation = Simulator::new(&plan).simulate(0, 0);
    /// assert!(simulation.parameter("device.phone_loss").unwrap() > 0.0);
    /// # Ok::<(), passcast::Error>(())
    /// ```
    pub fn parameter(&self, id: &str) -> Option<f64> {
        table::position(id).map(|id| self.parameters[id])
    }
}
