//! Values of all parameters: the defaults, what the user set, and draws.

use super::{Id, Prior, entries, table};
use crate::math;
use crate::random;
use std::ops::Index;
use std::sync::Arc;

/// What the user said of one parameter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Setting {
    /// Certain.
    Fixed(f64),
    /// Triangular on the registry's scale.
    Range {
        /// Smallest.
        low: f64,
        /// Most likely.
        mode: f64,
        /// Largest.
        high: f64,
    },
}

/// One value for every parameter of the registry.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameters {
    values: Vec<f64>,
    /// Those of the baseline, where they differ.
    today: Option<Arc<Parameters>>,
}

impl Parameters {
    /// The defaults, with the user's settings (a range counts by its mode).
    pub fn defaults(settings: &[(Id, Setting)]) -> Self {
        let mut values: Vec<f64> = entries().iter().map(|row| row.default).collect();
        for &(id, setting) in settings {
            values[usize::from(id.0)] = match setting {
                Setting::Fixed(value) | Setting::Range { mode: value, .. } => value,
            };
        }
        Self {
            values,
            today: None,
        }
    }

    /// Draw number `draw`: each uncertain parameter from its own prior, keyed by
    /// (seed, draw, id), so that adding or setting one moves no other.
    pub fn drawn(settings: &[(Id, Setting)], seed: u64, draw: u32) -> Self {
        let mut parameters = Self::defaults(settings);
        for (at, row) in entries().iter().enumerate() {
            let id = Id(at as u16);
            let set = settings.iter().find(|(known, _)| *known == id);
            let set = set.map(|(_, setting)| *setting);
            if is_certain(id, set) {
                continue;
            }
            let u = random::parameter_uniform(seed, draw, row.id);
            parameters.values[at] = prior_quantile(id, set, u);
        }
        parameters
    }

    /// The same, with other values in the baseline.
    #[must_use]
    pub fn against(mut self, today: Self) -> Self {
        self.today = Some(Arc::new(today));
        self
    }

    /// The values of the baseline: prices are today's there.
    pub fn today(&self) -> &Self {
        self.today.as_deref().unwrap_or(self)
    }

    /// Replaces one value; for experiments and tests.
    #[must_use]
    pub fn with(mut self, id: Id, value: f64) -> Self {
        self.values[usize::from(id.0)] = value;
        self
    }

    /// Replaces one value by its registry name.
    ///
    /// # Panics
    /// If no parameter has this name.
    #[must_use]
    pub fn with_named(self, name: &str, value: f64) -> Self {
        let id = table::position(name).unwrap_or_else(|| panic!("no parameter {name}"));
        self.with(id, value)
    }

    /// All values, in registry order.
    pub fn values(&self) -> &[f64] {
        &self.values
    }
}

impl Index<Id> for Parameters {
    type Output = f64;

    fn index(&self, id: Id) -> &f64 {
        &self.values[usize::from(id.0)]
    }
}

/// Whether a parameter has one value, by the registry or by the user.
pub fn is_certain(id: Id, set: Option<Setting>) -> bool {
    match set {
        Some(Setting::Fixed(_)) => true,
        Some(Setting::Range { low, high, .. }) => low == high,
        None => id.entry().prior == Prior::Fixed,
    }
}

/// Quantile `u` of what is believed of a parameter, in its unit: the user's setting,
/// else the registry's prior.
pub fn prior_quantile(id: Id, set: Option<Setting>, u: f64) -> f64 {
    let row = id.entry();
    match set {
        Some(Setting::Fixed(value)) => value,
        Some(Setting::Range { low, mode, high }) => quantile(row.prior, low, mode, high, u),
        None if row.prior == Prior::Fixed => row.default,
        None => quantile(row.prior, row.low, row.default, row.high, u),
    }
}

/// Quantile of a triangular prior on its scale: inversion of one uniform. A
/// range typed by the user on a scale that cannot hold it (a zero on `ln`, a
/// zero or one on `logit`) counts as `lin`.
fn quantile(prior: Prior, low: f64, mode: f64, high: f64, u: f64) -> f64 {
    if low == high {
        return mode;
    }
    match prior {
        Prior::Ln if low > 0.0 => math::exp(random::draw::triangular(
            u,
            math::ln(low),
            math::ln(mode),
            math::ln(high),
        )),
        Prior::Logit if low > 0.0 && high < 1.0 => math::logistic(random::draw::triangular(
            u,
            math::logit(low),
            math::logit(mode),
            math::logit(high),
        )),
        _ => random::draw::triangular(u, low, mode, high),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parameter::table::{attitude, enrolment, helpdesk};

    #[test]
    fn setting_one_parameter_moves_no_other() {
        let free = Parameters::drawn(&[], 7, 3);
        let set = Parameters::drawn(&[(helpdesk::RESETS, Setting::Fixed(2.0))], 7, 3);
        for (at, row) in entries().iter().enumerate() {
            if row.id == "helpdesk.resets_per_head_year" {
                assert_eq!(set.values[at], 2.0);
            } else {
                assert_eq!(set.values[at], free.values[at], "{}", row.id);
            }
        }
    }

    #[test]
    fn draws_stay_in_their_ranges_and_reach_both_sides_of_the_mode() {
        let (mut below, mut above) = (0, 0);
        for draw in 0..400 {
            let drawn = Parameters::drawn(&[], 1, draw);
            for (at, row) in entries().iter().enumerate() {
                let value = drawn.values[at];
                assert!(
                    value >= row.low - 1e-12 && value <= row.high + 1e-12,
                    "{} {value}",
                    row.id
                );
            }
            if drawn[attitude::SPREAD] < attitude::SPREAD.entry().default {
                below += 1;
            } else {
                above += 1;
            }
        }
        assert!(below > 100 && above > 100);
    }

    #[test]
    fn a_range_is_triangular_on_its_scale() {
        // The median of a symmetric triangle on the log scale is its mode.
        let setting = Setting::Range {
            low: 0.01,
            mode: 0.1,
            high: 1.0,
        };
        let mut values: Vec<f64> = (0..2001)
            .map(|draw| {
                Parameters::drawn(&[(enrolment::SELF_MASS, setting)], 5, draw)[enrolment::SELF_MASS]
            })
            .collect();
        values.sort_by(f64::total_cmp);
        // Standard error of the log median: about .02 at 2,001 draws; four of them.
        assert!((math::ln(values[1000]) - math::ln(0.1)).abs() < 0.12);
    }
}
