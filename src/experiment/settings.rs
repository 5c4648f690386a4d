//! What a scenario says of parameters, as the registry takes it.

use crate::parameter::{Id, Setting, table};
use crate::scenario::{AssumptionValue, Scenario};

/// The user's assumptions as settings of the registry.
pub fn settings(scenario: &Scenario) -> Vec<(Id, Setting)> {
    let setting = |value| match value {
        AssumptionValue::Fixed(value) => Setting::Fixed(value),
        AssumptionValue::Range { low, mode, high } => Setting::Range { low, mode, high },
    };
    let known = scenario.assumptions.iter();
    known
        .filter_map(|a| Some((table::position(&a.id)?, setting(a.value))))
        .collect()
}
