//! The experiment's tables as tables of a run folder.

use std::borrow::Cow;

use crate::cli::columns::doc;
use crate::cli::exit;
use crate::cli::failure::Failure;
use crate::experiment::run::{Numbers, Results, Row, Table, replicates, tables};
use crate::observation::Output;
use crate::parameter;
use crate::store::{self, Cell, ColumnDoc, RunFolder};

/// Writes all tables of a run.
///
/// # Errors
/// If writing fails.
pub fn write(results: &Results<'_>, run: &mut RunFolder) -> Result<(), Failure> {
    run.write_table(store::Table {
        name: "points.csv",
        columns: &["point", "plan"].map(doc),
        rows: [vec![
            Cell::from(0_u32),
            Cell::from(results.scenario.name.as_str()),
        ]],
    })?;
    for table in tables(results) {
        long(&table, run)?;
    }
    one_row_a_unit(results, run)
}

fn long(table: &Table<'_>, run: &mut RunFolder) -> Result<(), Failure> {
    let columns: Vec<ColumnDoc> = table.columns().into_iter().map(doc).collect();
    let extra = table.extra.len();
    run.write_table(store::Table {
        name: &format!("{}.csv", table.name),
        columns: &columns,
        rows: table.rows.iter().map(|row| cells(row, extra)),
    })?;
    Ok(())
}

fn cells(row: &Row<'_>, extra: usize) -> Vec<Cell> {
    let Numbers {
        n,
        mean,
        mean_lo,
        mean_hi,
        p05,
        p25,
        p50,
        p75,
        p95,
        luck_share,
    } = row.numbers;
    let mut cells = vec![
        Cell::from(row.plan),
        Cell::from(row.population),
        Cell::from(row.arm.name()),
        Cell::from(row.week.map(u32::from)),
        Cell::from(row.week_start.map(|date| date.to_string())),
        Cell::from(row.metric.as_ref()),
        Cell::from(row.unit),
        Cell::from(n as i64),
    ];
    let numbers = [mean, mean_lo, mean_hi, p05, p25, p50, p75, p95, luck_share];
    cells.extend(numbers.map(Cell::from));
    let own = row.extra.iter().take(extra);
    cells.extend(own.map(|text| match text.as_ref() {
        "" => Cell::Empty,
        text => Cell::from(text),
    }));
    cells
}

fn one_row_a_unit(results: &Results<'_>, run: &mut RunFolder) -> Result<(), Failure> {
    let table = replicates(results).map_err(|error| {
        let message = format!("an output cannot be read: {error}");
        Failure::plain(exit::BUG, "cli::bug", message)
    })?;
    let columns: Vec<ColumnDoc> = table
        .columns
        .iter()
        .map(|name| column(name, results))
        .collect();
    run.write_table(store::Table {
        name: "replicates.csv",
        columns: &columns,
        rows: table.rows.iter().map(|row| {
            let unit = [row.unit.point, row.unit.draw, row.unit.replicate].map(Cell::from);
            let mut cells = vec![Cell::from(table.plan)];
            cells.extend(unit);
            cells.extend(row.values.iter().copied().map(Cell::from));
            cells
        }),
    })?;
    Ok(())
}

/// An output, a parameter, or a column that every run has.
fn column(name: &str, results: &Results<'_>) -> ColumnDoc {
    if let Ok(output) = Output::parse(name, &results.segments) {
        return ColumnDoc {
            name: Cow::Owned(name.to_owned()),
            unit: Cow::Borrowed(output.unit()),
            meaning: Cow::Owned(format!("Output of the unit: {}.", output.metric.meaning)),
        };
    }
    match parameter::find(name) {
        Some(parameter) => ColumnDoc {
            name: Cow::Borrowed(parameter.id),
            unit: Cow::Borrowed(parameter.unit),
            meaning: Cow::Owned(format!("Parameter: {}.", parameter.meaning)),
        },
        None => doc(name),
    }
}
