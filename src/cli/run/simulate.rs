//! One unit of a run: its parameters, its compiled plan, its record.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::cli::settings::settings;
use crate::experiment::Unit;
use crate::observation::Record;
use crate::parameter::{Id, Parameters, Setting};
use crate::population::Slots;
use crate::scenario::{Scenario, Uncertainty};
use crate::simulation::{self, Plan};

/// Compiled plans that are kept: units of a draw come close to each other.
const KEPT: usize = 64;

/// Everything that the units of a run share.
#[derive(Debug)]
pub struct Job {
    scenario: Arc<Scenario>,
    slots: Arc<Slots>,
    settings: Vec<(Id, Setting)>,
    plans: Mutex<VecDeque<(u32, Compiled)>>,
}

type Compiled = Arc<OnceLock<Plan>>;

impl Job {
    /// The job of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        Self {
            slots: Arc::new(Slots::new(&scenario.organisation)),
            settings: settings(scenario),
            scenario: Arc::new(scenario.clone()),
            plans: Mutex::default(),
        }
    }

    /// Parameters of a draw; all draws have the same where luck alone varies.
    pub fn parameters(&self, draw: u32) -> Parameters {
        match self.scenario.run.uncertainty {
            Uncertainty::Full => Parameters::drawn(&self.settings, self.scenario.run.seed, draw),
            Uncertainty::Luck => Parameters::defaults(&self.settings),
        }
    }

    /// Simulates a unit.
    pub fn simulate(&self, unit: &Unit) -> Record {
        let plan = self.plan(unit.draw);
        let compile = || {
            let parameters = self.parameters(unit.draw);
            Plan::new(
                Arc::clone(&self.scenario),
                Arc::clone(&self.slots),
                &parameters,
            )
        };
        simulation::simulate(
            plan.get_or_init(compile),
            self.scenario.run.seed,
            unit.replicate,
        )
    }

    /// The place of a draw's plan; whoever comes first compiles it.
    fn plan(&self, draw: u32) -> Compiled {
        let point = match self.scenario.run.uncertainty {
            Uncertainty::Full => draw,
            Uncertainty::Luck => 0,
        };
        let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, plan)) = plans.iter().find(|(known, _)| *known == point) {
            return Arc::clone(plan);
        }
        if plans.len() == KEPT {
            plans.pop_front();
        }
        let plan = Compiled::default();
        plans.push_back((point, Arc::clone(&plan)));
        plan
    }
}
