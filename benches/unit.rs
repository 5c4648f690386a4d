//! Whole simulations, and the parts that are made once for each.
//!
//! Throughput counts agent-weeks: people times plan weeks times two arms.

#![allow(
    missing_docs,
    reason = "criterion's macros make undocumented functions"
)]

mod common;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use passcast::helpdesk::queue::{Contact, Day, Line};
use passcast::helpdesk::roster;
use passcast::parameter::Parameters;
use passcast::population::Slots;
use passcast::random::{Purpose, WorldKey, draw};
use passcast::simulation::{Loop, Plan, World, simulate, simulate_with};
use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

fn simulations(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("unit");
    group
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(3));
    for (scenario, headcount, weeks) in [
        (common::FOUR_PHASES, 1_000, 24),
        (common::FOUR_PHASES, 10_000, 24),
        (common::FOUR_PHASES, 10_000, 52),
        ("enterprise-50k.toml", 50_000, 24),
    ] {
        let plan = common::plan(scenario, headcount, weeks);
        let id = BenchmarkId::new(
            scenario.trim_end_matches(".toml"),
            format!("{headcount}x{weeks}"),
        );
        group.throughput(Throughput::Elements(common::agent_weeks(&plan)));
        group.bench_function(id, |bencher| {
            let mut replication = 0;
            bencher.iter(|| {
                replication += 1;
                simulate(black_box(&plan), 1, replication)
            });
        });
    }
    group.finish();
}

fn loops(criterion: &mut Criterion) {
    let plan = common::plan(common::FOUR_PHASES, 1_000, 24);
    let mut group = criterion.benchmark_group("loop");
    group
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .throughput(Throughput::Elements(common::agent_weeks(&plan)));
    for (name, visits) in [("fast", Loop::Fast), ("plain", Loop::Plain)] {
        group.bench_function(name, |bencher| {
            bencher.iter(|| simulate_with(black_box(&plan), 1, 0, visits));
        });
    }
    group.finish();
}

fn set_up(criterion: &mut Criterion) {
    let scenario = Arc::new(common::scenario(common::FOUR_PHASES, 10_000, 24));
    let slots = Arc::new(Slots::new(&scenario.workforce().organisation));
    let parameters = Parameters::defaults(&[]);
    let mut group = criterion.benchmark_group("set-up");
    group.sample_size(10);
    group.bench_function("plan", |bencher| {
        bencher.iter(|| Plan::new(scenario.clone(), slots.clone(), black_box(&parameters)));
    });
    let plan = Plan::new(scenario.clone(), slots.clone(), &parameters);
    group.throughput(Throughput::Elements(plan.slots.len() as u64));
    group.bench_function("world of 10,000", |bencher| {
        bencher.iter(|| World::new(black_box(&plan), WorldKey::new(1, 0)));
    });
    group.finish();
}

/// A day of a desk: 300 contacts of ten minutes for six agents, which is a
/// little more than they can do, so that a queue forms.
fn desk_day(criterion: &mut Criterion) {
    const OPEN_SECONDS: u32 = 10 * 3600;
    let key = WorldKey::new(1, 0);
    let mut contacts: Vec<Contact> = (0..300)
        .map(|case| {
            let (u_clock, u_minutes) = key.pair(Purpose::Background, case, 0, 0, 0);
            let (u_patience, _) = key.pair(Purpose::Background, case, 0, 0, 1);
            let arrival = u64::from(roster::arrival(u_clock, OPEN_SECONDS));
            Contact {
                case,
                arrival,
                seconds: draw::log_normal_mean_cv(u_minutes, 600.0, 0.8) as u32,
                gives_up: arrival + (1800.0 * draw::exponential(u_patience)) as u64,
                priority: case % 20 == 0,
            }
        })
        .collect();
    contacts.sort_by_key(|contact| (contact.arrival, contact.case));
    let shifts = roster::shifts(6, OPEN_SECONDS);
    let mut group = criterion.benchmark_group("desk");
    group.throughput(Throughput::Elements(contacts.len() as u64));
    group.bench_function("day of 300 contacts, 6 agents", |bencher| {
        let mut day = Day::default();
        bencher.iter(|| {
            day.clear();
            let mut line = Line::default();
            line.run(
                (0, u64::from(OPEN_SECONDS)),
                &shifts,
                &contacts,
                &[],
                &mut day,
            );
            black_box(&day);
        });
    });
    group.finish();
}

criterion_group!(benches, simulations, loops, set_up, desk_day);
criterion_main!(benches);
