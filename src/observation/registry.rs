//! The registry of metrics.

use super::metric::Metric;
use super::{metric_customers, metric_table};
use crate::units::Population;
use std::sync::LazyLock;

/// All metrics, in table order.
pub fn metrics() -> &'static [Metric] {
    static METRICS: LazyLock<Vec<Metric>> = LazyLock::new(rows);
    &METRICS
}

/// The metric with this id.
pub fn metric(id: &str) -> Option<&'static Metric> {
    metrics().iter().find(|metric| metric.id == id)
}

/// The ids of all metrics, in table order.
pub fn metric_ids() -> Vec<&'static str> {
    metrics().iter().map(|metric| metric.id.as_str()).collect()
}

/// The ids of all metrics and the units of their values, in table order: what a scenario
/// is read with.
pub fn metric_units() -> &'static [(&'static str, &'static str)] {
    static UNITS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
        let all = metrics().iter();
        all.map(|metric| (metric.id.as_str(), metric.unit))
            .collect()
    });
    &UNITS
}

/// All rows, in table order.
fn rows() -> Vec<Metric> {
    let mut rows = metric_table::rows();
    metric_customers::add(&mut rows);
    for row in &mut rows {
        let has = |population: &Population| match population {
            Population::Workforce => row.workforce.is_some(),
            Population::Customers => row.customers.is_some(),
        };
        row.populations = Population::ALL.into_iter().filter(has).collect();
    }
    rows
}
