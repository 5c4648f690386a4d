//! The tables of an experiment, with what their columns mean.

use super::comparison::{COMPARISON, PLANS};
use super::schedule::SCHEDULE;
use super::sensitivity::SENSITIVITY;
use super::spend::{ALLOCATION, SPEND};
use super::table::{Cell, ColumnDoc, Table};
use crate::experiment::run::{self, ReplicateTable};
use crate::observation::{Output, Segments};
use crate::parameter;
use std::borrow::Cow;

/// Columns that all long tables share.
#[rustfmt::skip]
const SHARED: [ColumnDoc; 17] = [
    ColumnDoc::new("plan", "", "Name of the plan."),
    ColumnDoc::new("population", "", "Whom the row is about."),
    ColumnDoc::new("arm", "", "With the rollout, without it (the same luck), or the difference."),
    ColumnDoc::new("week", "weeks", "Plan week from 1; empty where the row is about the whole run."),
    ColumnDoc::new("week_start", "date", "Monday of the week."),
    ColumnDoc::new("metric", "", "Metric or output."),
    ColumnDoc::new("unit", "", "Unit of the numbers."),
    ColumnDoc::new("n", "units", "Units of work in which the number is defined."),
    ColumnDoc::new("mean", "as unit", "Mean over units of work."),
    ColumnDoc::new("mean_lo", "as unit", "Lower end of the 95 % interval of the mean."),
    ColumnDoc::new("mean_hi", "as unit", "Upper end of the 95 % interval of the mean."),
    ColumnDoc::new("p05", "as unit", "5 % of the outcomes lie below."),
    ColumnDoc::new("p25", "as unit", "A quarter of the outcomes lies below."),
    ColumnDoc::new("p50", "as unit", "Half of the outcomes lies below."),
    ColumnDoc::new("p75", "as unit", "Three quarters of the outcomes lie below."),
    ColumnDoc::new("p95", "as unit", "95 % of the outcomes lie below."),
    ColumnDoc::new("luck_share", "share", "Part of the variance that is luck; the rest comes from uncertain parameters."),
];

/// Columns that some long tables add.
const ADDED: [ColumnDoc; 6] = [
    ColumnDoc::new("dimension", "", "What the segment divides people by."),
    ColumnDoc::new("segment", "", "Name of the segment."),
    ColumnDoc::new("category", "", "Category of the tickets."),
    ColumnDoc::new("tier", "", "Line of the desk."),
    ColumnDoc::new(
        "ordinal",
        "",
        "Number of the prompt; the last collects the rest.",
    ),
    ColumnDoc::new("route", "", "Route of the enrolment."),
];

/// Columns of a unit, and what has no entry in a registry.
const OF_UNITS: [ColumnDoc; 5] = [
    ColumnDoc::new("plan", "", "Name of the plan."),
    ColumnDoc::new("point", "", "Row of points.csv."),
    ColumnDoc::new("draw", "", "Draw of the uncertain parameters."),
    ColumnDoc::new(
        "replicate",
        "",
        "Index of luck: equal numbers mean the same world.",
    ),
    ColumnDoc::new(
        "break_even_week",
        "week",
        "First week from which the plan has paid for itself; empty if none.",
    ),
];

/// Every column that tables have in every run, for explanations.
pub fn column_docs() -> impl Iterator<Item = ColumnDoc> {
    let of_units = OF_UNITS.into_iter().filter(|column| column.name != "plan");
    let known = SHARED.map(|column| column.name);
    let also: Vec<_> = known
        .iter()
        .cloned()
        .chain(COMPARISON.map(|c| c.name))
        .collect();
    let compared = COMPARISON
        .into_iter()
        .chain(PLANS)
        .chain(SCHEDULE.into_iter().filter(|column| column.name != "point"))
        .filter(move |column| !known.contains(&column.name));
    let studied = SENSITIVITY
        .into_iter()
        .filter(move |column| !also.contains(&column.name));
    SHARED
        .into_iter()
        .chain(ADDED)
        .chain(of_units)
        .chain(compared)
        .chain(studied)
        .chain(SPEND.into_iter().filter(new_in_spend))
        .chain(ALLOCATION.into_iter().filter(new_in_allocation))
}

/// Columns of `spend.csv` that no other table explains.
fn new_in_spend(column: &ColumnDoc) -> bool {
    let known = ["n", "point", "p_best_unit", "p_best_mean", "regret_mean"];
    !known.contains(&column.name.as_ref())
}

/// The same of `allocation.csv`.
fn new_in_allocation(column: &ColumnDoc) -> bool {
    column.name != "channel"
}

/// A long table as a file.
pub fn long_table<'a>(
    table: &'a run::Table<'a>,
) -> Table<impl Iterator<Item = Vec<Cell>> + use<'a>> {
    let added = table.extra.iter().map(|name| documented(name, &ADDED));
    Table {
        name: format!("{}.csv", table.name),
        columns: SHARED.into_iter().chain(added).collect(),
        rows: table.rows.iter().map(|row| cells(row, table.extra.len())),
    }
}

/// The table of all units as a file; `segments` are those of the scenario.
pub fn replicate_table<'a>(
    table: ReplicateTable<'a>,
    segments: &Segments,
) -> Table<impl Iterator<Item = Vec<Cell>> + use<'a>> {
    let columns = table.columns.iter().map(|name| {
        if let Some(parameter) = parameter::find(name) {
            column(name, parameter.unit, parameter.meaning)
        } else if let Ok(output) = Output::parse(name, segments) {
            column(name, output.unit(), &output.metric.meaning)
        } else {
            documented(name, &OF_UNITS)
        }
    });
    let columns = columns.collect();
    let plans = table.plans;
    let rows = table.rows.map(move |row| {
        let numbers = [row.unit.point, row.unit.draw, row.unit.replicate];
        let mut cells = vec![Cell::from(plans[row.unit.point as usize])];
        cells.extend(numbers.map(Cell::from));
        cells.extend(row.values.iter().map(|value| Cell::from(*value)));
        cells
    });
    Table {
        name: "replicates.csv".to_owned(),
        columns,
        rows,
    }
}

fn cells(row: &run::Row<'_>, added: usize) -> Vec<Cell> {
    let of = &row.numbers;
    let mut cells = vec![
        row.plan.into(),
        row.population.into(),
        row.arm.name().into(),
        row.week.map(u32::from).into(),
        row.week_start.map(|date| date.to_string()).into(),
        row.metric.as_ref().into(),
        row.unit.into(),
        Cell::Integer(of.n as i64),
    ];
    let numbers = [
        of.mean, of.mean_lo, of.mean_hi, of.p05, of.p25, of.p50, of.p75, of.p95,
    ];
    cells.extend(numbers.map(Cell::from));
    cells.push(of.luck_share.into());
    cells.extend(
        row.extra
            .iter()
            .take(added)
            .map(|text| Cell::from(text.as_ref())),
    );
    cells
}

fn documented(name: &str, known: &[ColumnDoc]) -> ColumnDoc {
    let found = known.iter().find(|column| column.name == name);
    found.cloned().unwrap_or_else(|| column(name, "", ""))
}

fn column(name: &str, unit: &str, meaning: &str) -> ColumnDoc {
    let own = |text: &str| Cow::Owned(text.to_owned());
    ColumnDoc {
        name: own(name),
        unit: own(unit),
        meaning: own(meaning),
    }
}

#[cfg(test)]
mod tests {
    use super::super::table;
    use super::*;
    use crate::experiment::Unit;
    use crate::experiment::run::{Numbers, ReplicateRow, Row};
    use crate::observation::Arm;
    use crate::units::Date;
    use crate::units::Population;

    fn text<R: Iterator<Item = Vec<Cell>>>(table: Table<R>) -> String {
        let undocumented: Vec<_> = table
            .columns
            .iter()
            .filter(|c| c.meaning.is_empty())
            .collect();
        assert_eq!(undocumented, Vec::<&ColumnDoc>::new());
        let mut out = Vec::new();
        table::write(&mut out, &table.columns, table.rows).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn long_tables_have_the_shared_columns_and_their_own() {
        assert!(SHARED.iter().map(|column| &*column.name).eq(run::COLUMNS));
        let row = Row {
            plan: "=plan",
            population: "workforce",
            arm: Arm::Difference,
            week: Some(2),
            week_start: Some(Date::from_days(0)),
            metric: "tickets.all".into(),
            unit: "tickets",
            numbers: Numbers {
                n: 4,
                mean: Some(-0.5),
                ..Numbers::default()
            },
            extra: ["device".into(), "first".into()],
        };
        let table = run::Table {
            name: "tickets",
            extra: &["category", "tier"],
            rows: vec![row],
        };
        let file = long_table(&table);
        assert_eq!(file.name, "tickets.csv");
        let written = text(file);
        let lines: Vec<&str> = written.lines().collect();
        assert!(
            lines[0].ends_with("p95,luck_share,category,tier"),
            "{}",
            lines[0]
        );
        let date = Date::from_days(0);
        let expected = format!(
            "'=plan,workforce,difference,2,{date},tickets.all,tickets,4,-0.5,,,,,,,,,device,first"
        );
        assert_eq!(lines[1..], [expected]);
    }

    #[test]
    fn every_column_of_a_unit_is_documented() {
        let parameter = parameter::ids().next().unwrap();
        let names = [
            "plan",
            "point",
            "draw",
            "replicate",
            "tickets.all.max",
            "break_even_week",
            parameter,
        ];
        let segments = Segments::of_populations(vec![(Population::Workforce, Vec::new())]);
        let table = ReplicateTable {
            plans: vec!["plan"],
            columns: names.map(String::from).to_vec(),
            rows: Box::new(std::iter::once(ReplicateRow {
                unit: Unit {
                    point: 0,
                    draw: 1,
                    replicate: 2,
                },
                values: vec![Some(12.5), None, Some(0.25)],
            })),
        };
        let written = text(replicate_table(table, &segments));
        assert_eq!(written.lines().nth(1), Some("plan,0,1,2,12.5,,0.25"));
    }
}
