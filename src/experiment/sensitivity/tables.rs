//! The tables of a study that are no part of its answer: its points and simulations.

use super::design::Design;
use super::quantity::Quantity;
use crate::answer::table::{Cell, ColumnDoc, PointRow, PointSimulationRow, Row, Table};
use crate::experiment::SimulationId;

/// The points of a design: every factor's value.
pub fn design_table<'a>(
    plan: &'a str,
    design: &'a Design,
) -> Table<impl Iterator<Item = Vec<Cell>> + use<'a>> {
    let factors = design.factors.iter();
    let factors = factors.map(|one| ColumnDoc::of(&one.id, &one.unit, &one.meaning));
    Table {
        name: "points.csv".to_owned(),
        columns: PointRow::COLUMNS.iter().cloned().chain(factors).collect(),
        rows: design
            .values
            .iter()
            .zip(0_u32..)
            .map(move |(values, point)| {
                let mut cells = PointRow { point, plan }.cells();
                cells.extend(values.iter().map(|value| Cell::Number(*value)));
                cells
            }),
    }
}

/// The outputs of every simulation.
pub fn simulations_table<'a>(
    quantities: &'a [Quantity],
    simulations: &'a [SimulationId],
    values: &'a [Vec<Option<f64>>],
) -> Table<impl Iterator<Item = Vec<Cell>> + use<'a>> {
    const MEANING: &str = "The output of the simulation; of a target, 1 where it is met.";
    let own = quantities.iter();
    let own = own.map(|one| ColumnDoc::of(&one.to_string(), one.unit(), MEANING));
    let columns = PointSimulationRow::COLUMNS.iter().cloned().chain(own);
    Table {
        name: "simulations.csv".to_owned(),
        columns: columns.collect(),
        rows: simulations.iter().enumerate().map(move |(at, simulation)| {
            let simulation = PointSimulationRow {
                point: simulation.point,
                replication: simulation.replication,
            };
            let mut cells = simulation.cells();
            cells.extend(values.iter().map(|column| Cell::from(column[at])));
            cells
        }),
    }
}
