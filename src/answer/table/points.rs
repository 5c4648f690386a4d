//! The list of an experiment's points.

use super::row::{Cell, Table, row, table_of};

row! {
    /// Columns of `points.csv`. A sensitivity study adds its factors.
    pub struct PointRow<'a> {
        /// Row of points.csv.
        [""] point: u32,
        /// Name of the plan.
        [""] plan: &'a str,
    }
}

/// The list of points: `plans` in their order.
pub fn points_table<'a>(
    plans: impl IntoIterator<Item = &'a str>,
) -> Table<impl Iterator<Item = Vec<Cell>>> {
    let plans = plans.into_iter().zip(0_u32..);
    table_of(
        "points.csv",
        plans.map(|(plan, point)| PointRow { point, plan }),
    )
}
