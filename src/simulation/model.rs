//! A compiled point and draw: all that its simulations share.

use super::customer::{self, CustomerPlan};
use crate::observation::{Record, Records};
use crate::parameter::Parameters;
use crate::population::Slots;
use crate::scenario::{Scenario, Today};
use crate::simulation::plan::compiled::Plan;
use crate::simulation::plan::desk::Need;
use crate::simulation::simulate::{Loop, simulate_together};
use std::sync::Arc;

/// The populations of a scenario under one draw of the parameters. They share no
/// more than seed and replication: nothing couples them.
#[derive(Debug)]
pub struct Model {
    workforce: Option<Workforce>,
    customers: Option<Customers>,
}

/// The plan and the organisation as it is today.
#[derive(Debug)]
struct Workforce {
    plan: Plan,
    today: Plan,
}

/// The plan, and the customers as they are today where the plan itself does not say it.
#[derive(Debug)]
struct Customers {
    plan: CustomerPlan,
    today: Option<CustomerPlan>,
}

impl Model {
    /// The slots of a scenario's organisation; none where it has no workforce.
    pub fn slots(scenario: &Scenario) -> Slots {
        let workforce = scenario.workforce.as_ref();
        workforce.map_or_else(Slots::default, |plan| Slots::new(&plan.organisation))
    }

    /// Compiles what the scenario is about; `slots` are those of its organisation. The
    /// baseline is what the scenario itself says of today.
    pub fn new(scenario: &Arc<Scenario>, slots: &Arc<Slots>, params: &Parameters) -> Self {
        Self::against(scenario, &scenario.today(), slots, params)
    }

    /// The same with another plan's word on what there is today.
    pub fn against(
        scenario: &Arc<Scenario>,
        today: &Today,
        slots: &Arc<Slots>,
        params: &Parameters,
    ) -> Self {
        let workforce = today
            .workforce
            .as_ref()
            .filter(|_| scenario.workforce.is_some());
        let workforce = workforce.map(|today| {
            let plan = Plan::against(Arc::clone(scenario), today, Arc::clone(slots), params);
            Workforce {
                today: plan.today(today, params.today()),
                plan,
            }
        });
        let compile =
            |customers| CustomerPlan::new(Arc::new(customers), scenario.run.horizon, params);
        let customers = scenario.customers.as_ref().map(|customers| Customers {
            plan: compile(customers.clone()),
            today: today.customers(customers).map(compile),
        });
        Self {
            workforce,
            customers,
        }
    }

    /// Agents on duty in the first line and the second; none without a workforce.
    pub fn agents(&self) -> Option<(u16, u16)> {
        self.workforce
            .as_ref()
            .map(|workforce| workforce.plan.agents())
    }

    /// What the load without a rollout needs of the first line; none without a workforce.
    pub fn need(&self) -> Option<Need> {
        self.workforce
            .as_ref()
            .map(|workforce| workforce.plan.need())
    }

    /// Simulates both arms of a replication.
    pub fn simulate(&self, seed: u64, replication: u32) -> Records {
        let mut records = Self::simulate_together(&[self], seed, replication);
        records.remove(0)
    }

    /// Simulates both arms of a replication for plans of the same people, parameters, bad
    /// days and today: the world and the workforce's baseline once for all of them.
    pub fn simulate_together(models: &[&Self], seed: u64, replication: u32) -> Vec<Records> {
        let workforces: Vec<&Workforce> = models
            .iter()
            .filter_map(|model| model.workforce.as_ref())
            .collect();
        let plans: Vec<&Plan> = workforces.iter().map(|one| &one.plan).collect();
        let mut records = workforces.first().map_or_else(Vec::new, |first| {
            simulate_together(&first.today, &plans, (seed, replication), Loop::Fast)
        });
        let customers = |model: &Self| {
            let customers = model.customers.as_ref()?;
            Some(customers.simulate(seed, replication))
        };
        let mut workforce = records.drain(..);
        models
            .iter()
            .map(|model| Records {
                workforce: model.workforce.as_ref().and_then(|_| workforce.next()),
                customers: customers(model),
            })
            .collect()
    }
}

impl Customers {
    fn simulate(&self, seed: u64, replication: u32) -> Record {
        let mut record = customer::simulate(&self.plan, seed, replication);
        if let Some(today) = &self.today {
            record.baseline = customer::simulate(today, seed, replication).baseline;
        }
        record
    }
}
