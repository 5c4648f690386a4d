//! The long tables, computed one metric and week at a time.

use super::{Results, Row, Table};
use crate::model::customer::CustomerRoute;
use crate::model::hazard::{Route, WHOLE};
use crate::model::ticket::Category;
use crate::observation::{Arm, Column, Metric, Record, Tally, View, column, metric, metrics};
use crate::units::Population;

/// Prompt ordinals that the tally tells apart; the last collects the rest.
pub(super) const ORDINALS: [&str; 6] = ["1", "2", "3", "4", "5", "6+"];

/// Metrics whose peaks are tabled.
const PEAKS: [&str; 6] = [
    "tickets.all",
    "tickets.recovery",
    "desk.minutes",
    "desk.backlog",
    "desk.wait_p90",
    "desk.agents_needed",
];

/// All long tables.
pub fn tables<'a>(results: &Results<'a>) -> Vec<Table<'a>> {
    vec![
        weekly(results),
        segments(results),
        tickets(results),
        funnel(results),
        peaks(results),
    ]
}

/// All long tables of several plans: the rows of a plan come after those of the one
/// before, and the column `plan` tells them apart.
pub fn tables_of<'a>(plans: &[Results<'a>]) -> Vec<Table<'a>> {
    let mut all: Vec<Table<'a>> = Vec::new();
    for plan in plans {
        for (at, table) in tables(plan).into_iter().enumerate() {
            match all.get_mut(at) {
                Some(known) => known.rows.extend(table.rows),
                None => all.push(table),
            }
        }
    }
    all
}

/// Every metric, arm and week: a flow's amount in the week.
pub fn weekly<'a>(results: &Results<'a>) -> Table<'a> {
    let mut rows = Vec::new();
    for population in results.scenario.populations() {
        for metric in metrics().iter().filter(|metric| metric.is_of(population)) {
            for week in 1..=results.horizon() {
                let mut arms = [const { Vec::new() }; 3];
                for one in results.units {
                    let values = metric.arms(one.of(population), &one.params, week.into());
                    for (arm, value) in arms.iter_mut().zip(values) {
                        arm.push(value);
                    }
                }
                for (arm, values) in Arm::ALL.into_iter().zip(&arms) {
                    let (id, whose) = (metric.id.as_str(), (population, arm));
                    rows.push(Row::new(
                        results,
                        whose,
                        Some(week),
                        id,
                        metric.unit,
                        values,
                    ));
                }
            }
        }
    }
    Table {
        name: "weekly",
        extra: &[],
        rows,
    }
}

/// Adoption by department, work style, worker type and OS class; by operating
/// system and channel of customers.
pub fn segments<'a>(results: &Results<'a>) -> Table<'a> {
    let mut rows = Vec::new();
    for population in results.scenario.populations() {
        let has = |metric: &&Metric| metric.has_segments() && metric.is_of(population);
        for metric in metrics().iter().filter(has) {
            for (at, segment) in results.segments.of(population).iter().enumerate() {
                for week in 1..=results.horizon() {
                    for arm in Arm::ALL {
                        let values = results.column(|one| {
                            let view = View {
                                record: one.of(population),
                                params: &one.params,
                                arm,
                            };
                            metric.segment_value(&view, at, week.into())
                        });
                        let (id, whose) = (metric.id.as_str(), (population, arm));
                        let row = Row::new(results, whose, Some(week), id, metric.unit, &values);
                        rows.push(row.with(segment.dimension.name(), segment.name.clone()));
                    }
                }
            }
        }
    }
    Table {
        name: "segments",
        extra: &["dimension", "segment"],
        rows,
    }
}

/// Cases opened by category and line, and agents' minutes by category.
pub fn tickets<'a>(results: &Results<'a>) -> Table<'a> {
    let mut rows = Vec::new();
    if results.scenario.workforce.is_some() {
        cases(results, &mut rows);
    }
    if results.scenario.customers.is_some() {
        contacts(results, &mut rows);
    }
    Table {
        name: "tickets",
        extra: &["category", "tier"],
        rows,
    }
}

fn cases<'a>(results: &Results<'a>, rows: &mut Vec<Row<'a>>) {
    let everything: Vec<usize> = (0..Category::ALL.len()).collect();
    let single = everything
        .iter()
        .map(|at| (Category::ALL[*at].name(), vec![*at]));
    for (name, members) in single.chain([("all", everything.clone())]) {
        let sum = |tally: &Tally, week: usize, group: Column| -> i64 {
            members
                .iter()
                .map(|at| tally.get(week, group.plus(*at)))
                .sum()
        };
        let second = |tally: &Tally, week| sum(tally, week, column::CREATED_SECOND);
        let created = |tally: &Tally, week| sum(tally, week, column::CREATED);
        let first = |tally: &Tally, week| created(tally, week) - second(tally, week);
        let seconds = |tally: &Tally, week| {
            sum(tally, week, column::SECONDS) + sum(tally, week, column::REPEAT_SECONDS)
        };
        type Reading<'r> = &'r dyn Fn(&Tally, usize) -> i64;
        let readings: [(&str, &str, &str, f64, Reading<'_>); 4] = [
            ("tickets", "cases", "all", 1.0, &created),
            ("tickets", "cases", "first line", 1.0, &first),
            ("tickets", "cases", "second line", 1.0, &second),
            ("desk.minutes", "min", "all", 60.0, &seconds),
        ];
        for (metric, unit, tier, divisor, read) in readings {
            let id = if metric == "tickets" {
                format!("tickets.{name}")
            } else {
                metric.to_string()
            };
            for week in 1..=results.horizon() {
                for arm in Arm::ALL {
                    let values = results.column(|one| {
                        let amount = in_arm(one.workforce(), arm, |tally| read(tally, week.into()));
                        Some(amount as f64 / divisor)
                    });
                    let whose = (Population::Workforce, arm);
                    let row = Row::new(results, whose, Some(week), id.clone(), unit, &values);
                    rows.push(row.with(name, tier));
                }
            }
        }
    }
}

/// The contact centre's contacts by category.
fn contacts<'a>(results: &Results<'a>, rows: &mut Vec<Row<'a>>) {
    let all = metrics()
        .iter()
        .filter(|metric| metric.id.starts_with("tickets.") && metric.is_of(Population::Customers));
    for metric in all {
        let category = metric.id.trim_start_matches("tickets.");
        for week in 1..=results.horizon() {
            for arm in Arm::ALL {
                let values = results.column(|one| {
                    let view = View {
                        record: one.of(Population::Customers),
                        params: &one.params,
                        arm,
                    };
                    metric.value(&view, week.into())
                });
                let (id, whose) = (metric.id.as_str(), (Population::Customers, arm));
                let row = Row::new(results, whose, Some(week), id, metric.unit, &values);
                rows.push(row.with(category, "contact centre"));
            }
        }
    }
}

/// The rollout's weeks from prompt to enrolment: prompts and ceremonies by the
/// prompt's ordinal for the person, enrolments by route.
pub fn funnel<'a>(results: &Results<'a>) -> Table<'a> {
    let mut rows = Vec::new();
    for population in results.scenario.populations() {
        funnel_of(results, population, &mut rows);
    }
    Table {
        name: "funnel",
        extra: &["ordinal", "route"],
        rows,
    }
}

fn funnel_of<'a>(results: &Results<'a>, population: Population, rows: &mut Vec<Row<'a>>) {
    let mut add = |metric: &'static str, column: Column, divisor: i64, ordinal, route| {
        for week in 1..=results.horizon() {
            let values = results.column(|one| {
                let rollout = &one.of(population).rollout;
                Some(rollout.get(week.into(), column) as f64 / divisor as f64)
            });
            let unit = if metric == "enrolments" {
                metric
            } else {
                "times"
            };
            let whose = (population, Arm::Rollout);
            let row = Row::new(results, whose, Some(week), metric, unit, &values);
            rows.push(row.with(ordinal, route));
        }
    };
    for (at, ordinal) in ORDINALS.into_iter().enumerate() {
        add("prompts", column::PROMPTS.plus(at), 1, ordinal, "");
        add("attempts", column::PROMPT_ATTEMPTS.plus(at), 1, ordinal, "");
    }
    add("attempts", column::ATTEMPTS, 1, "", "");
    add("failures", column::FAILURES, 1, "", "");
    match population {
        Population::Workforce => {
            for (at, route) in Route::ALL.iter().enumerate() {
                let column = column::ROUTE.plus(at);
                add("enrolments", column, WHOLE, "", route.name());
            }
        }
        Population::Customers => {
            for (at, route) in CustomerRoute::ALL.into_iter().enumerate() {
                let column = column::CUSTOMER_ROUTE.plus(at);
                add("enrolments", column, 1, "", route.name());
            }
        }
    }
}

/// Each replicate's own largest week and when it was. The largest week of a
/// median is not the median largest week: staff from these.
pub fn peaks<'a>(results: &Results<'a>) -> Table<'a> {
    let mut rows = Vec::new();
    for population in results.scenario.populations() {
        let known = PEAKS.iter().filter_map(|id| metric(id));
        for metric in known.filter(|metric| metric.is_of(population)) {
            peak(results, population, metric, &mut rows);
        }
    }
    Table {
        name: "peaks",
        extra: &[],
        rows,
    }
}

fn peak<'a>(
    results: &Results<'a>,
    population: Population,
    metric: &'static Metric,
    rows: &mut Vec<Row<'a>>,
) {
    let mut values = [const { Vec::new() }; 3];
    let mut weeks = [const { Vec::new() }; 3];
    for one in results.units {
        let mut best = [None; 3];
        for week in 1..=usize::from(results.horizon()) {
            let arms = metric.arms(one.of(population), &one.params, week);
            for (best, value) in best.iter_mut().zip(arms) {
                let Some(value) = value else { continue };
                if best.is_none_or(|(_, largest)| value > largest) {
                    *best = Some((week, value));
                }
            }
        }
        for (arm, best) in best.into_iter().enumerate() {
            values[arm].push(best.map(|(_, value)| value));
            weeks[arm].push(best.map(|(week, _)| week as f64));
        }
    }
    let id = &metric.id;
    for (at, arm) in Arm::ALL.into_iter().enumerate() {
        let (max, week, whose) = (
            format!("{id}.max"),
            format!("{id}.week_of_max"),
            (population, arm),
        );
        rows.push(Row::new(
            results,
            whose,
            None,
            max,
            metric.unit,
            &values[at],
        ));
        rows.push(Row::new(results, whose, None, week, "week", &weeks[at]));
    }
}

fn in_arm(record: &Record, arm: Arm, read: impl Fn(&Tally) -> i64) -> i64 {
    match arm {
        Arm::Rollout => read(&record.rollout),
        Arm::Baseline => read(&record.baseline),
        Arm::Difference => read(&record.rollout) - read(&record.baseline),
    }
}

#[cfg(test)]
#[path = "tables_tests.rs"]
mod tests;
