//! The scenario: what the user typed (raw), and what it means (resolved).
//!
//! `Scenario` is complete: no `Option` in it means "take the default", unless the
//! default depends on a parameter that is drawn. One file a table holds the table's
//! type, its defaults, and its checks.

pub mod aggregates;
pub mod assumptions;
mod audience;
pub mod baseline;
mod built_in;
mod canonical;
pub mod channel;
mod channel_list;
pub mod communications;
pub mod customers;
pub mod department;
mod described;
pub mod devices;
mod dial;
mod explain;
pub mod fallback;
mod first_week;
pub mod helpdesk;
mod initial;
mod key;
pub mod keys;
pub mod kind;
mod knob;
mod money_limit;
pub mod organisation;
pub mod overrides;
pub mod phase;
pub mod plan_item;
pub mod platform;
pub mod problem;
mod problem_ids;
mod resolve;
mod review;
pub mod run;
pub mod schema;
mod shares;
pub mod shock;
mod table;
pub mod target;
mod template;
pub mod text;
pub mod tier;
pub mod today;
mod variant;
mod when;
mod words;
mod writer;
#[cfg(test)]
pub(crate) mod written;

use crate::parameter::Parameter;
use crate::units::{Date, Population};
use serde::Serialize;

pub use aggregates::{
    DepartmentFacts, DeviceFacts, DeviceFiles, NoFiles, ReadAggregates, RosterFacts, RosterFile,
};
pub use audience::{Audience, Role};
pub use baseline::{Today, WorkforceToday, WorkforceWorld};
pub use canonical::canonical;
pub use channel_list::channel_list;
pub use communications::{Burst, Calendar, Channel, Communications};
pub use customers::{CustomerRecovery, Customers, OperatingSystem, Stress};
pub use devices::Devices;
pub use explain::{explain, reference};
pub use fallback::{Fallback, Verification};
pub use helpdesk::{ExtraAgents, Helpdesk};
pub use knob::{Knob, knobs, turn};
pub use organisation::{Department, Organisation, Site};
pub use overrides::Override;
pub use phase::{Comparison, Gate, GateMetric, GateTimeout, Phase, PhaseKind};
pub use plan_item::{KeyPlan, LegacyRemoval};
pub(crate) use platform::Factory;
pub use platform::{Platform, PromptRule};
pub use problem::{Note, Problem};
pub use resolve::{Loaded, load, to_toml};
pub use run::{Assumption, AssumptionValue, Run, Uncertainty};
pub use schema::schema;
pub use shock::{Shock, ShockKind};
pub use target::{Metrics, Target};
pub use template::{COMBINED, CUSTOMER, WORKFORCE};
pub use text::Source;
pub use tier::{Placement, Tier, TierKind};
pub use today::TodayTable;

/// A resolved plan for an organisation's own people, for its customers, or both.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Scenario {
    /// The plan's name; defaults to the file's stem.
    pub name: String,
    /// Monday of week 1.
    pub start: Date,
    /// The plan for the organisation's own people, if it is about them.
    #[serde(flatten)]
    pub workforce: Option<Workforce>,
    /// The plan for the customers, if it is about them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customers: Option<Customers>,
    /// What the owner wants, and by when.
    pub targets: Vec<Target>,
    /// Targets that nobody judges, most of them past a horizon that the command line
    /// shortened: answers name them, so that none goes missing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unjudged: Vec<Target>,
    /// Horizon, draws, seed.
    pub run: Run,
    /// Parameters that the user set, by registry id.
    pub assumptions: Vec<Assumption>,
}

/// A resolved plan for an organisation's own people.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Workforce {
    /// Who works there.
    pub organisation: Organisation,
    /// What they sign in with.
    pub devices: Devices,
    /// The identity platform and the plan's prompt rule on it.
    pub platform: Platform,
    /// Phases in order, contiguous from their first week; the last one goes on.
    pub phases: Vec<Phase>,
    /// Messages, FAQ, sponsorship.
    pub communications: Communications,
    /// Runbook, self-service, verification.
    pub fallback: Fallback,
    /// Staffing and prices.
    pub helpdesk: Helpdesk,
    /// What was different before the rollout.
    #[serde(skip_serializing_if = "TodayTable::is_empty")]
    pub today: TodayTable,
    /// Security keys for people without a capable device, if planned.
    pub keys: Option<KeyPlan>,
    /// Removal of the legacy factor, if planned.
    pub remove_legacy: Option<LegacyRemoval>,
    /// Bad days.
    pub shocks: Vec<Shock>,
}

/// Parameters outside `customers.*` that customers' lives depend on.
const CUSTOMERS_TOO: [&str; 2] = ["trust.reference", "trust.reversion"];

impl Scenario {
    /// The populations that the plan is about, in table order.
    pub fn populations(&self) -> impl Iterator<Item = Population> {
        let workforce = self.workforce.is_some().then_some(Population::Workforce);
        let customers = self.customers.is_some().then_some(Population::Customers);
        workforce.into_iter().chain(customers)
    }

    /// The population that an output is about unless it names one.
    pub fn first_population(&self) -> Population {
        if self.workforce.is_some() {
            Population::Workforce
        } else {
            Population::Customers
        }
    }

    /// Whether a parameter of the registry has any effect on the populations that
    /// the plan is about.
    pub fn uses(&self, parameter: &Parameter) -> bool {
        let shared = CUSTOMERS_TOO.contains(&parameter.id);
        let theirs = parameter.id.starts_with("customers.");
        self.workforce.is_some() && !theirs || self.customers.is_some() && (theirs || shared)
    }

    /// The plan for the organisation's own people.
    ///
    /// # Panics
    /// If the scenario is about customers alone.
    pub fn workforce(&self) -> &Workforce {
        let workforce = self.workforce.as_ref();
        workforce.expect("asked of scenarios with a workforce alone")
    }

    /// The same, to change it.
    ///
    /// # Panics
    /// If the scenario is about customers alone.
    pub fn workforce_mut(&mut self) -> &mut Workforce {
        let workforce = self.workforce.as_mut();
        workforce.expect("asked of scenarios with a workforce alone")
    }
}

impl Workforce {
    /// The week in which each phase starts, if no gate holds one; none for those that
    /// frozen weeks keep from ever starting.
    pub fn starts(&self, horizon: u16) -> Vec<Option<u16>> {
        phase::starts(&self.phases, &self.organisation.freeze, horizon)
    }
}
