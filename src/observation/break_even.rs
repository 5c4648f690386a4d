//! When a rollout has paid for itself at the helpdesk.

use super::metric::{Arm, View};
use super::registry::metric;
use super::tally::Record;
use crate::parameter::Parameters;

/// The first week from which the cumulative `cost.helpdesk:difference` stays at
/// or below zero up to the horizon; `None` if it ends above.
pub fn break_even_week(record: &Record, params: &Parameters) -> Option<u16> {
    let metric = metric("cost.helpdesk")?;
    let view = View {
        record,
        params,
        arm: Arm::Difference,
    };
    // Whole cents, so that the sum is exact and zero is zero.
    let (mut sum, mut since) = (0_i64, None);
    for week in 1..=record.rollout.weeks() {
        sum += (metric.value(&view, week)? * 100.0).round() as i64;
        since = if sum <= 0 {
            since.or(Some(week as u16))
        } else {
            None
        };
    }
    since
}

#[cfg(test)]
mod tests {
    use super::super::columns::column;
    use super::super::tally::Tally;
    use super::*;
    use crate::units::Population;

    fn week(extra_cents: [i64; 5]) -> Option<u16> {
        let mut record = Record {
            population: Population::Workforce,
            rollout: Tally::new(5, 0),
            baseline: Tally::new(5, 0),
        };
        for (at, cents) in extra_cents.into_iter().enumerate() {
            record.rollout.begin(at as i32 + 1);
            record.rollout.add(column::EXTRA_CENTS, cents.max(0));
            record.baseline.begin(at as i32 + 1);
            record.baseline.add(column::EXTRA_CENTS, (-cents).max(0));
        }
        break_even_week(&record, &Parameters::defaults(&[]))
    }

    #[test]
    fn counts_from_where_it_stays() {
        assert_eq!(week([0; 5]), Some(1));
        assert_eq!(week([10, -5, -5, 1, -1]), Some(5));
        assert_eq!(week([10, -5, -5, 0, -1]), Some(3));
        assert_eq!(week([-10, 5, 6, -5, -5]), Some(4));
        assert_eq!(week([-10, 0, 0, 0, 11]), None);
    }
}
