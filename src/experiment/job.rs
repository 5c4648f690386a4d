//! One simulation of an experiment: its parameters, its compiled plan, its record.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::run::results::Finished;
use super::settings::settings;
use super::simulation::SimulationId;
use crate::observation::Records;
use crate::parameter::{Id, Parameters, Setting};
use crate::population::Slots;
use crate::scenario::{Organisation, Scenario, Uncertainty};
use crate::simulation::Model;

/// Compiled plans that are kept: simulations of a draw come close to each other.
const KEPT: usize = 64;

/// Everything that the simulations of an experiment share.
#[derive(Debug)]
pub struct Job<'a> {
    points: Vec<Point<'a>>,
    /// Points before those that are found on the way.
    given: usize,
    /// Whether there may be any of those.
    grows: bool,
    /// Slots of every organisation that differs from the others, made when first
    /// needed. Thousands of points of a design have one between them.
    organisations: Vec<Employer<'a>>,
    plans: Mutex<VecDeque<(Key, Compiled)>>,
}

/// One plan.
#[derive(Debug)]
struct Point<'a> {
    scenario: Cow<'a, Scenario>,
    /// Which of the organisations.
    organisation: usize,
    settings: Vec<(Id, Setting)>,
}

/// An organisation, if the plan is about a workforce, and its slots.
type Employer<'a> = (Option<&'a Organisation>, OnceLock<Arc<Slots>>);
/// A point and a draw.
type Key = (u32, u32);
type Compiled = Arc<OnceLock<Model>>;

impl<'a> Job<'a> {
    /// The job of some scenarios, in the order of their points.
    pub fn new(scenarios: &[&'a Scenario]) -> Self {
        let mut organisations: Vec<Employer<'_>> = Vec::new();
        let mut points = Vec::with_capacity(scenarios.len());
        for &scenario in scenarios {
            let own = scenario.workforce.as_ref().map(|plan| &plan.organisation);
            let known = organisations.iter().position(|(other, _)| *other == own);
            let organisation = known.unwrap_or_else(|| {
                organisations.push((own, OnceLock::new()));
                organisations.len() - 1
            });
            points.push(Point {
                scenario: Cow::Borrowed(scenario),
                organisation,
                settings: settings(scenario),
            });
        }
        Self {
            given: points.len(),
            grows: false,
            points,
            organisations,
            plans: Mutex::default(),
        }
    }

    /// Lets simulations be of points that are yet to be found.
    pub fn grows(&mut self) {
        self.grows = true;
    }

    /// Adds the points that are not there yet of `found`, which are those that
    /// follow the first ones and have the first one's people.
    pub fn extend(&mut self, found: Vec<Scenario>) {
        let known = self.points.len() - self.given;
        for scenario in found.into_iter().skip(known) {
            self.points.push(Point {
                settings: settings(&scenario),
                scenario: Cow::Owned(scenario),
                organisation: 0,
            });
        }
    }

    /// Whether a simulation is of one of the points, or may be of one that is found later.
    pub fn has(&self, simulation: &SimulationId) -> bool {
        self.grows || (simulation.point as usize) < self.points.len()
    }

    /// A finished simulation, with its packed records or with those of no week.
    pub fn finished(&self, simulation: SimulationId, records: &Records, keeps: bool) -> Finished {
        Finished {
            simulation,
            params: self.parameters(&simulation),
            records: if keeps {
                records.packed()
            } else {
                Records::default()
            },
        }
    }

    /// Parameters of a simulation; all draws have the same where chance alone varies.
    pub fn parameters(&self, simulation: &SimulationId) -> Parameters {
        // A point that is yet to be found again has the first one's assumptions.
        let point = self.points.get(simulation.point as usize);
        let point = point.unwrap_or(&self.points[0]);
        let run = &point.scenario.run;
        match run.uncertainty {
            Uncertainty::Full => Parameters::drawn(&point.settings, run.seed, simulation.draw),
            Uncertainty::Chance => Parameters::defaults(&point.settings),
        }
    }

    /// Simulates a simulation.
    pub fn simulate(&self, simulation: &SimulationId) -> Records {
        let point = self.point(simulation);
        let plan = self.plan(simulation);
        let compile = || {
            let (_, slots) = &self.organisations[point.organisation];
            let slots = slots.get_or_init(|| Arc::new(Model::slots(&point.scenario)));
            Model::new(
                &Arc::new(point.scenario.clone().into_owned()),
                slots,
                &self.parameters(simulation),
            )
        };
        let seed = point.scenario.run.seed;
        plan.get_or_init(compile)
            .simulate(seed, simulation.replication)
    }

    fn point(&self, simulation: &SimulationId) -> &Point<'a> {
        &self.points[simulation.point as usize]
    }

    /// The place of a simulation's plan; whoever comes first compiles it.
    fn plan(&self, simulation: &SimulationId) -> Compiled {
        let key = match self.point(simulation).scenario.run.uncertainty {
            Uncertainty::Full => (simulation.point, simulation.draw),
            Uncertainty::Chance => (simulation.point, 0),
        };
        let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, plan)) = plans.iter().find(|(known, _)| *known == key) {
            return Arc::clone(plan);
        }
        if plans.len() == KEPT {
            plans.pop_front();
        }
        let plan = Compiled::default();
        plans.push_back((key, Arc::clone(&plan)));
        plan
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observation::metrics;
    use crate::scenario::written;

    const COMBINED: &str = include_str!("../../scenarios/combined.toml");

    #[test]
    fn what_is_kept_has_the_values_of_the_whole() {
        let scenario = written::scenario(COMBINED, &[]);
        let plans = [&scenario];
        let job = Job::new(&plans);
        let simulation = SimulationId {
            point: 0,
            draw: 3,
            replication: 7,
        };
        let records = job.simulate(&simulation);
        let finished = job.finished(simulation, &records, true);
        for (whole, kept) in records.iter().zip(finished.records.iter()) {
            assert_eq!(whole.population, kept.population);
            for week in 0..=usize::from(scenario.run.horizon) + 1 {
                for metric in metrics() {
                    let arms = |record| metric.arms(record, &finished.params, week);
                    assert_eq!(arms(whole), arms(kept), "{} in week {week}", metric.id);
                    for segment in 0..=whole.rollout.segments() {
                        let arms = |record| metric.segment_arms(record, segment, week);
                        assert_eq!(arms(whole), arms(kept), "{} in week {week}", metric.id);
                    }
                }
            }
        }
    }
}
