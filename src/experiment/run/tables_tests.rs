use super::super::fixture::Fixture;
use super::*;
use crate::answer::table::{Cell, LongRow};
use crate::experiment::run::all_simulations;
use crate::observation::SegmentColumn;
use crate::parameter::table::helpdesk;

/// Cells as a file has them, but for what is escaped.
fn texts(cells: Vec<Cell>) -> Vec<String> {
    let text = |cell| match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text,
        Cell::Integer(number) => number.to_string(),
        Cell::Number(number) => number.to_string(),
    };
    cells.into_iter().map(text).collect()
}

fn runner() -> Runner {
    Runner::new(2).unwrap()
}

/// 8 draws of two replications over 6 weeks; week w opens w cases for draw 0 and
/// one more for each later replication, a third of them in the second line.
fn fixture() -> Fixture {
    Fixture::filled(8, 2, 6, |simulation, _, week, rollout, baseline| {
        rollout.set(column::HEADCOUNT, 100);
        rollout.add(
            column::CREATED,
            i64::from(week) * 3 + i64::from(simulation.replication) * 3,
        );
        rollout.add(
            column::CREATED_SECOND,
            i64::from(week) + i64::from(simulation.replication),
        );
        rollout.add(column::SECONDS, 120);
        rollout.add(column::ROUTE.plus(2), WHOLE / 2);
        baseline.add(column::CREATED, 3);
        rollout.add_segment(0, SegmentColumn::Headcount, 10);
        rollout.add_segment(0, SegmentColumn::Enrolled, week as u32);
    })
}

fn find<'r, 'a>(
    table: &'r Table<'a>,
    metric: &str,
    arm: Arm,
    week: u16,
    extra: [&str; 2],
) -> &'r Row<'a> {
    let is = |row: &&Row<'_>| {
        row.shared.metric == metric
            && row.shared.arm == arm
            && row.shared.week == Some(week)
            && row.extra == extra
    };
    table.rows.iter().find(is).unwrap()
}

#[test]
fn weekly_has_every_metric_arm_and_week() {
    let fixture = fixture();
    let table = weekly(&fixture.results(), &runner());
    let of_workforce = |metric: &&Metric| metric.is_of(Population::Workforce);
    let known = metrics().iter().filter(of_workforce).count();
    assert_eq!(table.rows.len(), known * 3 * 6);
    let row = find(&table, "tickets.all", Arm::Difference, 2, ["", ""]);
    // 3 + 3 r for r = 0..16.
    assert_eq!((row.shared.n, row.shared.mean), (16, Some(3.0 + 3.0 * 7.5)));
    assert_eq!(row.shared.week_start.unwrap().to_string(), "2027-01-11");
    // Within draws r differs by 1: MSW = 9/2; between: 2 x 36 x var(0..8) = 432.
    let chance = 4.5 / (4.5 + (432.0 - 4.5) / 2.0);
    assert!((row.shared.chance_share.unwrap() - chance).abs() < 1e-12);
    let cells = texts(table.cells(row));
    assert_eq!(cells.len(), LongRow::COLUMNS.len());
    assert_eq!(
        cells[..9],
        [
            "Made up",
            "workforce",
            "difference",
            "2",
            "2027-01-11",
            "tickets.all",
            "cases",
            "16",
            "25.5"
        ]
    );
    let undefined = find(
        &table,
        "adoption.enrolled.headcount",
        Arm::Difference,
        2,
        ["", ""],
    );
    assert_eq!(
        texts(table.cells(undefined))[7..],
        ["0", "", "", "", "", "", "", "", "", ""]
    );
}

#[test]
fn tickets_split_into_lines_that_add_up() {
    let fixture = fixture();
    let table = tickets(&fixture.results(), &runner());
    let mean = |metric: &str, category, tier| {
        find(&table, metric, Arm::Rollout, 3, [category, tier])
            .shared
            .mean
            .unwrap()
    };
    let (first, second) = (
        mean("tickets.reset", "reset", "first line"),
        mean("tickets.reset", "reset", "second line"),
    );
    assert_eq!((first, second), (21.0, 10.5));
    assert_eq!(mean("tickets.all", "all", "all"), first + second);
    assert_eq!(mean("desk.minutes", "reset", "all"), 2.0);
    let added = table.added.iter().map(|column| &*column.name);
    assert!(added.eq(["category", "tier"]));
    let row = find(
        &table,
        "tickets.reset",
        Arm::Rollout,
        3,
        ["reset", "first line"],
    );
    assert_eq!(texts(table.cells(row))[17..], ["reset", "first line"]);
}

#[test]
fn segments_funnel_and_peaks() {
    let fixture = fixture();
    let results = fixture.results();
    let table = segments(&results, &runner());
    let of_workforce = results.segments.of(Population::Workforce);
    let name = of_workforce[0].name.clone();
    let row = find(
        &table,
        "adoption.enrolled.headcount",
        Arm::Rollout,
        4,
        ["department", &name],
    );
    assert_eq!(row.shared.p50, Some(0.4));
    assert_eq!(table.rows.len(), 6 * of_workforce.len() * 6 * 3);
    let table = funnel(&results, &runner());
    assert_eq!(
        find(&table, "enrolments", Arm::Rollout, 1, ["", "moment"])
            .shared
            .mean,
        Some(0.5)
    );
    let table = peaks(&results, &runner());
    let peak = |metric: &str| {
        table
            .rows
            .iter()
            .find(|row| row.shared.metric == metric)
            .unwrap()
    };
    assert_eq!(peak("tickets.all.max").shared.mean, Some(18.0 + 22.5));
    assert_eq!(peak("tickets.all.week_of_max").shared.mean, Some(6.0));
    assert_eq!(texts(table.cells(peak("tickets.all.max")))[3..5], ["", ""]);
    assert_eq!(tables(&results, &runner()).count(), 5);
}

#[test]
fn a_row_a_simulation_with_outputs_and_parameters() {
    let fixture = fixture();
    let results = fixture.results();
    let file = || all_simulations(&results).unwrap().file(&results.segments);
    let columns = file().columns;
    let rows: Vec<Vec<String>> = file().rows.map(texts).collect();
    assert_eq!(rows.len(), 16);
    let at = |name: &str| columns.iter().position(|column| column.name == name);
    let cells = &rows[5];
    assert_eq!(cells.len(), columns.len());
    assert!(columns.iter().all(|column| !column.meaning.is_empty()));
    let names: Vec<&str> = columns[..4].iter().map(|column| &*column.name).collect();
    assert_eq!(names, ["plan", "point", "draw", "replication"]);
    assert_eq!(cells[..4], ["Made up", "0", "2", "5"]);
    assert_eq!(cells[at("tickets.all.max").unwrap()], "33");
    assert_eq!(cells[at("break_even_week").unwrap()], "");
    let price = results.simulations[5].params[helpdesk::PRICE];
    assert_eq!(cells[at("helpdesk.price").unwrap()].parse(), Ok(price));
    assert_eq!(at("minutes.cv"), None, "certain");
}
