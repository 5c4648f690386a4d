//! The tables of a run.

use super::undefined;
use crate::cli::failure::Failure;
use crate::experiment::Runner;
use crate::experiment::run::{Results, replicates, tables};
use crate::store::{RunFolder, long_table, points_table, replicate_table};

/// Writes all tables of a run.
///
/// # Errors
/// If writing fails.
pub fn write(results: &Results<'_>, run: &mut RunFolder, runner: &Runner) -> Result<(), Failure> {
    run.write_table(points_table([results.scenario.name.as_str()]))?;
    for table in tables(results, runner) {
        run.write_table(long_table(&table))?;
    }
    let units = replicates(results).map_err(undefined)?;
    run.write_table(replicate_table(units, &results.segments))?;
    Ok(())
}
