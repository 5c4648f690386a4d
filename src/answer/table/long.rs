//! Long tables: a row for each number that is followed by week.

use super::row::row;
use crate::units::{Arm, Date, Population};
use std::borrow::Cow;

row! {
    /// Columns that all long tables share: the distribution of one number over
    /// simulations.
    pub struct LongRow<'a> {
        /// Name of the plan.
        [""] plan: &'a str,
        /// Whom the row is about.
        [""] population: Population,
        /// With the rollout, without it (the same chance), or the difference.
        [""] arm: Arm,
        /// Plan week from 1; empty where the row is about the whole run.
        ["weeks"] week: Option<u16>,
        /// Monday of the week.
        ["date"] week_start: Option<Date>,
        /// Metric or output.
        [""] metric: Cow<'a, str>,
        /// Unit of the numbers.
        [""] unit: &'static str,
        /// Simulations in which the number is defined.
        ["simulations"] n: usize,
        /// Mean over simulations.
        ["as unit"] mean: Option<f64>,
        /// Lower end of the 95 % interval of the mean.
        ["as unit"] mean_lo: Option<f64>,
        /// Upper end of the 95 % interval of the mean.
        ["as unit"] mean_hi: Option<f64>,
        /// 5 % of the outcomes lie below.
        ["as unit"] p05: Option<f64>,
        /// A quarter of the outcomes lies below.
        ["as unit"] p25: Option<f64>,
        /// Half of the outcomes lies below.
        ["as unit"] p50: Option<f64>,
        /// Three quarters of the outcomes lie below.
        ["as unit"] p75: Option<f64>,
        /// 95 % of the outcomes lie below.
        ["as unit"] p95: Option<f64>,
        /// Part of the variance that is chance; the rest comes from uncertain parameters.
        ["share"] chance_share: Option<f64>,
    }
}

row! {
    /// Columns that `segments.csv` adds.
    pub struct SegmentKey<'a> {
        /// What the segment divides people by.
        [""] dimension: &'a str,
        /// Name of the segment.
        [""] segment: &'a str,
    }
}

row! {
    /// Columns that `tickets.csv` adds.
    pub struct TicketKey<'a> {
        /// Category of the tickets.
        [""] category: &'a str,
        /// Line of the desk.
        [""] tier: &'a str,
    }
}

row! {
    /// Columns that `funnel.csv` adds.
    pub struct FunnelKey<'a> {
        /// Number of the prompt; the last collects the rest.
        [""] ordinal: &'a str,
        /// Route of the enrolment.
        [""] route: &'a str,
    }
}
