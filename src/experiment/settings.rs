//! What a scenario says of parameters, as the registry takes it.

use crate::parameter::{Id, Setting, table};
use crate::scenario::baseline::PRICES;
use crate::scenario::{Assumption, AssumptionValue, Scenario, Today};

/// The user's assumptions as settings of the registry.
pub fn settings(scenario: &Scenario) -> Vec<(Id, Setting)> {
    scenario.assumptions.iter().filter_map(setting).collect()
}

/// The settings of a scenario's baseline, where they are not the scenario's own: prices are
/// today's.
pub fn settings_today(scenario: &Scenario, today: &Today) -> Option<Vec<(Id, Setting)>> {
    let is_price = |assumption: &&Assumption| PRICES.contains(&assumption.id.as_str());
    let own = scenario.assumptions.iter();
    if own.clone().filter(is_price).eq(&today.prices) {
        return None;
    }
    let others = own.filter(|assumption| !is_price(assumption));
    Some(others.chain(&today.prices).filter_map(setting).collect())
}

fn setting(assumption: &Assumption) -> Option<(Id, Setting)> {
    let setting = match assumption.value {
        AssumptionValue::Fixed(value) => Setting::Fixed(value),
        AssumptionValue::Range { low, mode, high } => Setting::Range { low, mode, high },
    };
    Some((table::position(&assumption.id)?, setting))
}
