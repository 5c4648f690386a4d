//! A compiled point and draw: all that its simulations share.

use super::customer::{self, CustomerPlan};
use crate::observation::Records;
use crate::parameter::Parameters;
use crate::population::Slots;
use crate::scenario::Scenario;
use crate::simulation::plan::compiled::Plan;
use crate::simulation::simulate::simulate;
use std::sync::Arc;

/// The populations of a scenario under one draw of the parameters. They share no
/// more than seed and replication: nothing couples them.
#[derive(Debug)]
pub struct Model {
    workforce: Option<Plan>,
    customers: Option<CustomerPlan>,
}

impl Model {
    /// The slots of a scenario's organisation; none where it has no workforce.
    pub fn slots(scenario: &Scenario) -> Slots {
        let workforce = scenario.workforce.as_ref();
        workforce.map_or_else(Slots::default, |plan| Slots::new(&plan.organisation))
    }

    /// Compiles what the scenario is about; `slots` are those of its organisation.
    pub fn new(scenario: &Arc<Scenario>, slots: &Arc<Slots>, params: &Parameters) -> Self {
        let plan = || Plan::new(Arc::clone(scenario), Arc::clone(slots), params);
        Self {
            workforce: scenario.workforce.is_some().then(plan),
            customers: scenario.customers.as_ref().map(|customers| {
                CustomerPlan::new(Arc::new(customers.clone()), scenario.run.horizon, params)
            }),
        }
    }

    /// Agents on duty in the first line and the second; none without a workforce.
    pub fn agents(&self) -> Option<(u16, u16)> {
        self.workforce.as_ref().map(Plan::agents)
    }

    /// Simulates both arms of a replication.
    pub fn simulate(&self, seed: u64, replication: u32) -> Records {
        let (workforce, customers) = (self.workforce.as_ref(), self.customers.as_ref());
        Records {
            workforce: workforce.map(|plan| simulate(plan, seed, replication)),
            customers: customers.map(|plan| customer::simulate(plan, seed, replication)),
        }
    }
}
