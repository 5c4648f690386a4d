//! How a row of the metric registry is written.

use super::columns::Column;
use super::formula::Formula;
use super::metric::{Aggregation, Better, Metric};
use super::sum::{Price, Sum};

/// Cents, and what is charged at a price.
pub(super) fn charged(plus: &[Column], prices: &[Price]) -> Formula {
    Formula::Amount {
        sum: Sum {
            plus: plus.to_vec(),
            minus: Vec::new(),
            prices: prices.to_vec(),
        },
        divisor: 100.0,
    }
}

pub(super) fn amount(plus: impl Into<Vec<Column>>, divisor: f64) -> Formula {
    Formula::Amount {
        sum: Sum::of(plus),
        divisor,
    }
}

pub(super) fn share(
    part: impl Into<Vec<Column>>,
    whole: impl Into<Vec<Column>>,
    scale: f64,
) -> Formula {
    Formula::Ratio {
        part: Sum::of(part),
        whole: Sum::of(whole),
        scale,
    }
}

pub(super) fn row(
    id: impl Into<String>,
    (unit, denominator, better, aggregation): (&'static str, &'static str, Better, Aggregation),
    formula: Formula,
    meaning: impl Into<String>,
) -> Metric {
    Metric {
        id: id.into(),
        unit,
        denominator,
        better,
        aggregation,
        meaning: meaning.into(),
        populations: Vec::new(),
        workforce: Some(formula),
        customers: None,
        segment: None,
    }
}
