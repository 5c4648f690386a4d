//! The tables of a run.

use crate::cli::exit;
use crate::cli::failure::Failure;
use crate::experiment::run::{Results, replicates, tables};
use crate::store::{Cell, ColumnDoc, RunFolder, Table, column_docs, long_table, replicate_table};

/// Writes all tables of a run.
///
/// # Errors
/// If writing fails.
pub fn write(results: &Results<'_>, run: &mut RunFolder) -> Result<(), Failure> {
    let name = results.scenario.name.as_str();
    let columns = ["point", "plan"].map(|name| column_docs().find(|column| column.name == name));
    run.write_table(Table {
        name: "points.csv".to_owned(),
        columns: columns.into_iter().flatten().collect::<Vec<ColumnDoc>>(),
        rows: [vec![Cell::from(0_u32), Cell::from(name)]],
    })?;
    for table in tables(results) {
        run.write_table(long_table(&table))?;
    }
    // Outputs are checked when a scenario is read.
    let units = replicates(results).map_err(|error| {
        let message = format!("an output cannot be read: {error}");
        Failure::plain(exit::BUG, "cli::bug", message)
    })?;
    run.write_table(replicate_table(&units, &results.segments))?;
    Ok(())
}
