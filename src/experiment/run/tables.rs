//! The long tables, computed one series of weeks at a time.

use super::{Finished, Results, Row, Table};
use crate::answer::table::{FunnelKey, Row as _, SegmentKey, TicketKey};
use crate::experiment::runner::Runner;
use crate::model::customer::CustomerRoute;
use crate::model::hazard::{Route, WHOLE};
use crate::model::ticket::Category;
use crate::observation::{Arm, BLOCK, Column, Metric, column, metric, metrics};
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
        let columns = metric.columns(*population);
        series_of(results, whose, &columns, Arm::ALL, |one, first, weeks| {
            metric.arms_weeks(one.of(*population), &one.params, first, weeks);
        })
    });
    Table {
        name: "weekly",
        added: &[],
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
        let columns = metric.segment_columns(*at);
        let rows = series_of(results, whose, &columns, Arm::ALL, |one, first, weeks| {
            metric.segment_weeks(one.of(*population), *at, first, weeks);
        });
        let with = |row: Row<'a>| row.with(segment.dimension.name(), segment.name.clone());
        rows.into_iter().map(with).collect::<Vec<_>>()
    });
    Table {
        name: "segments",
        added: SegmentKey::COLUMNS,
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
        added: TicketKey::COLUMNS,
        rows: rows.into_iter().flatten().collect(),
    }
}

fn cases<'a>(results: &Results<'a>, name: &'static str, members: &[usize]) -> Vec<Row<'a>> {
    let of = |groups: &[Column]| -> Vec<Column> {
        let members = groups
            .iter()
            .flat_map(|group| members.iter().map(|at| group.plus(*at)));
        members.collect()
    };
    let (created, second) = (of(&[column::CREATED]), of(&[column::CREATED_SECOND]));
    let seconds = of(&[column::SECONDS, column::REPEAT_SECONDS]);
    let opened = format!("tickets.{name}");
    let minutes = "desk.minutes".to_owned();
    // Columns that add, and those that are taken away.
    type Reading<'r> = [&'r [Column]; 2];
    let readings: [(&String, &str, &str, f64, Reading<'_>); 4] = [
        (&opened, "cases", "all", 1.0, [&created, &[]]),
        (&opened, "cases", "first line", 1.0, [&created, &second]),
        (&opened, "cases", "second line", 1.0, [&second, &[]]),
        (&minutes, "min", "all", 60.0, [&seconds, &[]]),
    ];
    let mut rows = Vec::new();
    for (metric, simulation, tier, divisor, [plus, minus]) in readings {
        let whose = (Population::Workforce, metric.clone(), simulation);
        let columns = [plus, minus].concat();
        let series = series_of(results, whose, &columns, Arm::ALL, |one, first, weeks| {
            let record = one.workforce();
            let [one, other] = [&record.rollout, &record.baseline].map(|tally| {
                let mut sums = [0; BLOCK];
                tally.add_weeks(1, plus, first, &mut sums[..weeks.len()]);
                tally.add_weeks(-1, minus, first, &mut sums[..weeks.len()]);
                sums
            });
            for (arms, (one, other)) in weeks.iter_mut().zip(one.iter().zip(&other)) {
                *arms = [*one, *other, one - other].map(|amount| Some(amount as f64 / divisor));
            }
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
    let columns = metric.columns(Population::Customers);
    let rows = series_of(results, whose, &columns, Arm::ALL, |one, first, weeks| {
        metric.arms_weeks(one.of(Population::Customers), &one.params, first, weeks);
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
        let simulation = match step.metric {
            "enrolments" => "enrolments",
            _ => "times",
        };
        let whose = (*population, step.metric, simulation);
        let columns = [step.column];
        let rows = series_of(
            results,
            whose,
            &columns,
            [Arm::Rollout],
            |one, first, weeks| {
                let mut counts = [0; BLOCK];
                let tally = &one.of(*population).rollout;
                tally.add_weeks(1, &columns, first, &mut counts[..weeks.len()]);
                for (arms, count) in weeks.iter_mut().zip(counts) {
                    *arms = [Some(count as f64 / step.divisor as f64)];
                }
            },
        );
        let with = |row: Row<'a>| row.with(step.ordinal, step.route);
        rows.into_iter().map(with).collect::<Vec<_>>()
    });
    Table {
        name: "funnel",
        added: FunnelKey::COLUMNS,
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
            for (at, route) in CustomerRoute::ALL.iter().enumerate() {
                let column = column::CUSTOMER_ROUTE.plus(at);
                add("enrolments", column, 1, "", route.name());
            }
        }
    }
    steps
}

/// Each replication's own largest week and when it was. The largest week of a
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
        added: &[],
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
    let mut read = vec![[None; 3]; results.horizon().into()];
    for one in results.fetched(population, &metric.columns(population)) {
        let mut best = [None; 3];
        metric.arms_weeks(one.of(population), &one.params, 1, &mut read);
        for (week, arms) in (1_usize..).zip(&read) {
            for (best, value) in best.iter_mut().zip(arms) {
                let Some(value) = *value else { continue };
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
    let row = |arm, (ending, simulation): (&str, &'static str), values: &[Option<f64>]| {
        let id = format!("{}.{ending}", metric.id);
        Row::new(results, (population, arm), None, id, simulation, values)
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

/// The rows of a number that every simulation has in every week, by week and arm.
fn series_of<'a, const ARMS: usize>(
    results: &Results<'a>,
    (population, id, simulation): (Population, impl Into<Cow<'a, str>> + Clone, &'static str),
    columns: &[Column],
    arms: [Arm; ARMS],
    read: impl Fn(&Finished, usize, &mut [[Option<f64>; ARMS]]),
) -> Vec<Row<'a>> {
    results.by_week((population, columns), read, |week, arm, values| {
        let whose = (population, arms[arm]);
        Row::new(results, whose, Some(week), id.clone(), simulation, values)
    })
}

#[cfg(test)]
#[path = "tables_tests.rs"]
mod tests;
