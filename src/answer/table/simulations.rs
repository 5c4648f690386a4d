//! A row for each simulation: `simulations.csv`.

use super::row::row;

row! {
    /// Columns that tell which simulation it is. Outputs and parameters follow.
    pub struct SimulationRow<'a> {
        /// Name of the plan.
        [""] plan: &'a str,
        /// Row of points.csv.
        [""] point: u32,
        /// Draw of the uncertain parameters.
        [""] draw: u32,
        /// Index of the replication: equal numbers mean the same chance events.
        [""] replication: u32,
    }
}

row! {
    /// The same of a sensitivity study, whose parameters points.csv has.
    pub struct PointSimulationRow {
        /// Row of points.csv.
        [""] point: u32,
        /// Index of the replication: equal numbers mean the same chance events.
        [""] replication: u32,
    }
}

row! {
    /// The one output of a simulation that is no metric's.
    pub struct BreakEven {
        /// First week from which the plan has paid for itself; empty if none.
        ["week"] break_even_week: Option<u16>,
    }
}
