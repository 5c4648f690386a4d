use super::docs::{DECLARED, column_docs};
use super::{AllocationRow, BreakEven, Cell, LongRow, PointRow, Row, table_of};
use crate::units::{Arm, Date, Population};
use std::collections::BTreeSet;

#[test]
fn every_declared_column_has_a_name_of_its_own_and_a_meaning() {
    for columns in DECLARED {
        let names: BTreeSet<&str> = columns.iter().map(|column| &*column.name).collect();
        assert_eq!(names.len(), columns.len(), "{names:?}");
        for column in *columns {
            let meaning = column.meaning.trim();
            assert!(
                meaning.ends_with('.') && meaning == column.meaning,
                "{column:?}"
            );
        }
    }
    let docs = column_docs();
    let names: BTreeSet<&str> = docs.iter().map(|column| &*column.name).collect();
    assert_eq!(names.len(), docs.len(), "each name is explained once");
    assert!(names.contains("chance_share") && names.contains("p_best_simulation"));
}

#[test]
fn a_row_has_its_fields_in_their_order() {
    let row = LongRow {
        plan: "Plan",
        population: Population::Workforce,
        arm: Arm::Difference,
        week: Some(2),
        week_start: Some(Date::from_days(0)),
        metric: "tickets.all".into(),
        unit: "cases",
        n: 4,
        mean: Some(-0.5),
        mean_lo: None,
        mean_hi: None,
        p05: None,
        p25: None,
        p50: Some(1.0),
        p75: None,
        p95: None,
        chance_share: None,
    };
    let names: Vec<&str> = LongRow::COLUMNS.iter().map(|one| &*one.name).collect();
    assert_eq!((names[2], names[8], names[13]), ("arm", "mean", "p50"));
    let cells = row.cells();
    assert_eq!(cells.len(), names.len());
    assert_eq!(cells[2], Cell::from("difference"));
    assert_eq!(
        (&cells[3], &cells[7]),
        (&Cell::Integer(2), &Cell::Integer(4))
    );
    assert_eq!(cells[4], Cell::Text(Date::from_days(0).to_string()));
    assert_eq!((&cells[8], &cells[9]), (&Cell::Number(-0.5), &Cell::Empty));
}

#[test]
fn a_comment_of_several_lines_is_one_meaning() {
    let find = |columns: &'static [super::ColumnDoc], name: &str| {
        let mut columns = columns.iter();
        columns.find(|column| column.name == name).unwrap().clone()
    };
    let found = find(AllocationRow::COLUMNS, "found");
    let expected = "Money of the division that was found; the column adds up to the budget.";
    assert_eq!((&*found.meaning, &*found.unit), (expected, "$"));
    let scaled = find(super::SpendRow::COLUMNS, "scaled");
    assert!(
        scaled.meaning.contains("buys half of the reach, where"),
        "{scaled:?}"
    );
    assert_eq!(BreakEven::COLUMNS[0].unit, "week");
}

#[test]
fn a_table_has_the_columns_of_its_rows() {
    let rows = ["a", "b"].into_iter().zip(0..);
    let table = table_of(
        "points.csv",
        rows.map(|(plan, point)| PointRow { point, plan }),
    );
    assert_eq!(table.columns, PointRow::COLUMNS);
    let rows: Vec<Vec<Cell>> = table.boxed().rows.collect();
    assert_eq!(rows[1], [Cell::Integer(1), Cell::from("b")]);
}
