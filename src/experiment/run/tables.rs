//! The long tables, computed one series of weeks at a time.

use super::super::Runner;
use super::{Finished, Results, Row, Table};
use crate::model::customer::CustomerRoute;
use crate::model::hazard::{Route, WHOLE};
use crate::model::ticket::Category;
use crate::observation::{Arm, Column, Metric, Tally, column, metric, metrics};
use crate::units::Population;
use std::borrow::Cow;

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

/// Weeks that are read of a unit at a time: they lie side by side in memory, while the
/// next unit's are far away.
const WEEKS: usize = 8;

/// All long tables, each made when it is asked for; `runner` has the threads that sum
/// their series up.
pub fn tables<'r, 'a>(
    results: &'r Results<'a>,
    runner: &'r Runner,
) -> impl Iterator<Item = Table<'a>> + use<'r, 'a> {
    tables_of(std::slice::from_ref(results), runner)
}

/// All long tables of several plans: the rows of a plan come after those of the one
/// before, and the column `plan` tells them apart.
pub fn tables_of<'r, 'a>(
    plans: &'r [Results<'a>],
    runner: &'r Runner,
) -> impl Iterator<Item = Table<'a>> + use<'r, 'a> {
    [weekly, segments, tickets, funnel, peaks]
        .into_iter()
        .filter_map(move |table| {
            let parts = plans.iter().map(|plan| table(plan, runner));
            parts.reduce(|mut all, part| {
                all.rows.extend(part.rows);
                all
            })
        })
}

/// Every metric, arm and week: a flow's amount in the week.
pub fn weekly<'a>(results: &Results<'a>, runner: &Runner) -> Table<'a> {
    let series: Vec<_> = of_populations(results, |_| true);
    let rows = runner.each(&series, |(population, metric)| {
        let whose = (*population, metric.id.as_str(), metric.unit);
        series_of(results, whose, Arm::ALL, |one, week| {
            metric.arms(one.of(*population), &one.params, week)
        })
    });
    Table {
        name: "weekly",
        extra: &[],
        rows: rows.into_iter().flatten().collect(),
    }
}

/// Adoption by department, work style, worker type and OS class; by operating
/// system and channel of customers.
pub fn segments<'a>(results: &Results<'a>, runner: &Runner) -> Table<'a> {
    let mut series = Vec::new();
    for (population, metric) in of_populations(results, Metric::has_segments) {
        let segments = results.segments.of(population).iter().enumerate();
        series.extend(segments.map(|(at, segment)| (population, metric, at, segment)));
    }
    let rows = runner.each(&series, |(population, metric, at, segment)| {
        let whose = (*population, metric.id.as_str(), metric.unit);
        let rows = series_of(results, whose, Arm::ALL, |one, week| {
            metric.segment_arms(one.of(*population), *at, week)
        });
        let with = |row: Row<'a>| row.with(segment.dimension.name(), segment.name.clone());
        rows.into_iter().map(with).collect::<Vec<_>>()
    });
    Table {
        name: "segments",
        extra: &["dimension", "segment"],
        rows: rows.into_iter().flatten().collect(),
    }
}

/// Cases opened by category and line, and agents' minutes by category.
pub fn tickets<'a>(results: &Results<'a>, runner: &Runner) -> Table<'a> {
    let mut rows = Vec::new();
    if results.scenario.workforce.is_some() {
        let everything: Vec<usize> = (0..Category::ALL.len()).collect();
        let single = everything
            .iter()
            .map(|at| (Category::ALL[*at].name(), vec![*at]));
        let categories: Vec<_> = single.chain([("all", everything.clone())]).collect();
        rows = runner.each(&categories, |(name, members)| cases(results, name, members));
    }
    if results.scenario.customers.is_some() {
        let categories: Vec<&Metric> = metrics().iter().filter(of_contacts).collect();
        rows.extend(runner.each(&categories, |category| contacts(results, category)));
    }
    Table {
        name: "tickets",
        extra: &["category", "tier"],
        rows: rows.into_iter().flatten().collect(),
    }
}

fn cases<'a>(results: &Results<'a>, name: &'static str, members: &[usize]) -> Vec<Row<'a>> {
    let sum = |tally: &Tally, week: usize, group: Column| -> i64 {
        let members = members.iter();
        members.map(|at| tally.get(week, group.plus(*at))).sum()
    };
    let second = |tally: &Tally, week| sum(tally, week, column::CREATED_SECOND);
    let created = |tally: &Tally, week| sum(tally, week, column::CREATED);
    let first = |tally: &Tally, week| created(tally, week) - second(tally, week);
    let seconds = |tally: &Tally, week| {
        sum(tally, week, column::SECONDS) + sum(tally, week, column::REPEAT_SECONDS)
    };
    type Reading<'r> = &'r dyn Fn(&Tally, usize) -> i64;
    let opened = format!("tickets.{name}");
    let minutes = "desk.minutes".to_owned();
    let readings: [(&String, &str, &str, f64, Reading<'_>); 4] = [
        (&opened, "cases", "all", 1.0, &created),
        (&opened, "cases", "first line", 1.0, &first),
        (&opened, "cases", "second line", 1.0, &second),
        (&minutes, "min", "all", 60.0, &seconds),
    ];
    let mut rows = Vec::new();
    for (metric, unit, tier, divisor, read) in readings {
        let whose = (Population::Workforce, metric.clone(), unit);
        let series = series_of(results, whose, Arm::ALL, |one, week| {
            let record = one.workforce();
            let (one, other) = (read(&record.rollout, week), read(&record.baseline, week));
            [one, other, one - other].map(|amount| Some(amount as f64 / divisor))
        });
        rows.extend(series.into_iter().map(|row| row.with(name, tier)));
    }
    rows
}

fn of_contacts(metric: &&'static Metric) -> bool {
    metric.id.starts_with("tickets.") && metric.is_of(Population::Customers)
}

/// The contact centre's contacts of a category.
fn contacts<'a>(results: &Results<'a>, metric: &'static Metric) -> Vec<Row<'a>> {
    let whose = (Population::Customers, metric.id.as_str(), metric.unit);
    let rows = series_of(results, whose, Arm::ALL, |one, week| {
        metric.arms(one.of(Population::Customers), &one.params, week)
    });
    let category = metric.id.trim_start_matches("tickets.");
    let with = |row: Row<'a>| row.with(category, "contact centre");
    rows.into_iter().map(with).collect()
}

/// The rollout's weeks from prompt to enrolment: prompts and ceremonies by the
/// prompt's ordinal for the person, enrolments by route.
pub fn funnel<'a>(results: &Results<'a>, runner: &Runner) -> Table<'a> {
    let populations = results.scenario.populations();
    let steps: Vec<_> = populations.flat_map(steps).collect();
    let rows = runner.each(&steps, |(population, step)| {
        let unit = match step.metric {
            "enrolments" => "enrolments",
            _ => "times",
        };
        let whose = (*population, step.metric, unit);
        let rows = series_of(results, whose, [Arm::Rollout], |one, week| {
            let count = one.of(*population).rollout.get(week, step.column);
            [Some(count as f64 / step.divisor as f64)]
        });
        let with = |row: Row<'a>| row.with(step.ordinal, step.route);
        rows.into_iter().map(with).collect::<Vec<_>>()
    });
    Table {
        name: "funnel",
        extra: &["ordinal", "route"],
        rows: rows.into_iter().flatten().collect(),
    }
}

/// A column of the funnel.
struct Step {
    metric: &'static str,
    column: Column,
    divisor: i64,
    ordinal: &'static str,
    route: &'static str,
}

fn steps(population: Population) -> Vec<(Population, Step)> {
    let mut steps = Vec::new();
    let mut add = |metric, column, divisor, ordinal, route| {
        let step = Step {
            metric,
            column,
            divisor,
            ordinal,
            route,
        };
        steps.push((population, step));
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
    steps
}

/// Each replicate's own largest week and when it was. The largest week of a
/// median is not the median largest week: staff from these.
pub fn peaks<'a>(results: &Results<'a>, runner: &Runner) -> Table<'a> {
    let tabled: Vec<&Metric> = PEAKS.iter().filter_map(|id| metric(id)).collect();
    let mut series = Vec::new();
    for population in results.scenario.populations() {
        let of = tabled.iter().filter(|metric| metric.is_of(population));
        series.extend(of.map(|metric| (population, *metric)));
    }
    let rows = runner.each(&series, |(population, metric)| {
        peak(results, *population, metric)
    });
    Table {
        name: "peaks",
        extra: &[],
        rows: rows.into_iter().flatten().collect(),
    }
}

fn peak<'a>(
    results: &Results<'a>,
    population: Population,
    metric: &'static Metric,
) -> Vec<Row<'a>> {
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
    let row = |arm, (ending, unit): (&str, &'static str), values: &[Option<f64>]| {
        let id = format!("{}.{ending}", metric.id);
        Row::new(results, (population, arm), None, id, unit, values)
    };
    let arms = Arm::ALL.into_iter().zip(values.iter().zip(&weeks));
    let rows = arms.flat_map(|(arm, (values, weeks))| {
        [
            row(arm, ("max", metric.unit), values),
            row(arm, ("week_of_max", "week"), weeks),
        ]
    });
    rows.collect()
}

/// The metrics of every population that are wanted.
fn of_populations(
    results: &Results<'_>,
    wanted: impl Fn(&Metric) -> bool,
) -> Vec<(Population, &'static Metric)> {
    let mut found = Vec::new();
    for population in results.scenario.populations() {
        let all = metrics().iter().filter(|metric| metric.is_of(population));
        found.extend(
            all.filter(|metric| wanted(metric))
                .map(|metric| (population, metric)),
        );
    }
    found
}

/// The rows of a number that every unit has in every week, by week and arm.
fn series_of<'a, const ARMS: usize>(
    results: &Results<'a>,
    (population, id, unit): (Population, impl Into<Cow<'a, str>> + Clone, &'static str),
    arms: [Arm; ARMS],
    read: impl Fn(&Finished, usize) -> [Option<f64>; ARMS],
) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    let weeks: Vec<u16> = (1..=results.horizon()).collect();
    for weeks in weeks.chunks(WEEKS) {
        let empty = || [(); ARMS].map(|()| Vec::with_capacity(results.units.len()));
        let mut values: Vec<_> = weeks.iter().map(|_| empty()).collect();
        for one in results.units {
            for (week, arms) in weeks.iter().zip(&mut values) {
                for (arm, value) in arms.iter_mut().zip(read(one, (*week).into())) {
                    arm.push(value);
                }
            }
        }
        for (week, values) in weeks.iter().zip(&values) {
            for (arm, values) in arms.into_iter().zip(values) {
                let whose = (population, arm);
                rows.push(Row::new(
                    results,
                    whose,
                    Some(*week),
                    id.clone(),
                    unit,
                    values,
                ));
            }
        }
    }
    rows
}

#[cfg(test)]
#[path = "tables_tests.rs"]
mod tests;
