//! One unit of an experiment: its parameters, its compiled plan, its record.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::cli::settings::settings;
use crate::experiment::Unit;
use crate::observation::Records;
use crate::parameter::{Id, Parameters, Setting};
use crate::population::Slots;
use crate::scenario::{Scenario, Uncertainty};
use crate::simulation::Model;

/// Compiled plans that are kept: units of a draw come close to each other.
const KEPT: usize = 64;

/// Everything that the units of an experiment share.
#[derive(Debug)]
pub struct Job {
    points: Vec<Point>,
    plans: Mutex<VecDeque<(Key, Compiled)>>,
}

/// One plan.
#[derive(Debug)]
struct Point {
    scenario: Arc<Scenario>,
    slots: Arc<Slots>,
    settings: Vec<(Id, Setting)>,
}

/// A point and a draw.
type Key = (u32, u32);
type Compiled = Arc<OnceLock<Model>>;

impl Job {
    /// The job of some scenarios, in the order of their points.
    pub fn new(scenarios: &[&Scenario]) -> Self {
        let mut points: Vec<Point> = Vec::new();
        for scenario in scenarios {
            let organisation = scenario.workforce.as_ref().map(|plan| &plan.organisation);
            let same = |point: &&Point| {
                let workforce = point.scenario.workforce.as_ref();
                workforce.map(|plan| &plan.organisation) == organisation
            };
            let slots = match points.iter().find(same) {
                Some(point) => Arc::clone(&point.slots),
                None => Arc::new(Model::slots(scenario)),
            };
            points.push(Point {
                slots,
                settings: settings(scenario),
                scenario: Arc::new((*scenario).clone()),
            });
        }
        Self {
            points,
            plans: Mutex::default(),
        }
    }

    /// Parameters of a unit; all draws have the same where luck alone varies.
    pub fn parameters(&self, unit: &Unit) -> Parameters {
        let point = self.point(unit);
        let run = &point.scenario.run;
        match run.uncertainty {
            Uncertainty::Full => Parameters::drawn(&point.settings, run.seed, unit.draw),
            Uncertainty::Luck => Parameters::defaults(&point.settings),
        }
    }

    /// Simulates a unit.
    pub fn simulate(&self, unit: &Unit) -> Records {
        let point = self.point(unit);
        let plan = self.plan(unit);
        let compile = || Model::new(&point.scenario, &point.slots, &self.parameters(unit));
        let seed = point.scenario.run.seed;
        plan.get_or_init(compile).simulate(seed, unit.replicate)
    }

    fn point(&self, unit: &Unit) -> &Point {
        &self.points[unit.point as usize]
    }

    /// The place of a unit's plan; whoever comes first compiles it.
    fn plan(&self, unit: &Unit) -> Compiled {
        let key = match self.point(unit).scenario.run.uncertainty {
            Uncertainty::Full => (unit.point, unit.draw),
            Uncertainty::Luck => (unit.point, 0),
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
