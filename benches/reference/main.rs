//! The engine against reference loops of a plain adoption model, interleaved in
//! one process, so that a busy machine slows all alike and ratios can be read.
//!
//! `cargo bench --bench reference [-- ROUNDS]`. Every loop's outcome is checked
//! before anything is timed.

#![allow(clippy::print_stdout)]
#![allow(
    clippy::disallowed_methods,
    reason = "a benchmark reads the clock; results do not depend on it"
)]

mod adoption;
#[path = "../common/mod.rs"]
mod common;
mod plain;
mod thresholds;

use adoption::{AGENTS, Network, Outcome, WEEKS};
use passcast::simulation::simulate;
use std::hint::black_box;
use std::time::Instant;

/// Name, agent-weeks of one call, and the call, given a seed.
type Contender<'a> = (&'a str, f64, Box<dyn Fn(u32) + 'a>);
type Reference = (&'static str, fn(&Network, u64) -> Outcome);

const REFERENCES: [Reference; 3] = [
    ("(a) plain model, xoshiro256++", plain::xoshiro),
    ("(b) plain model, Philox batches", plain::philox),
    ("(c) plain model, thresholds", thresholds::thresholds),
];

fn main() {
    let rounds = std::env::args()
        .skip(1)
        .find_map(|argument| argument.parse().ok())
        .unwrap_or(9);
    let network = Network::new(7);
    for (name, run) in REFERENCES {
        let outcome = run(&network, 1);
        adoption::check(name, &outcome);
        println!(
            "{name}: adopters {} at week 26, {} at week 52; tickets {}",
            outcome.adopters[25],
            outcome.adopters[51],
            outcome.tickets.iter().sum::<u32>()
        );
    }
    let simulations = [(10_000, 24), (10_000, 52), (1_000, 24)]
        .map(|(people, weeks)| common::plan(common::FOUR_PHASES, people, weeks));
    let names = [
        "engine, 10,000 x 24",
        "engine, 10,000 x 52",
        "engine, 1,000 x 24",
    ];
    let mut contenders: Vec<Contender> = names
        .into_iter()
        .zip(&simulations)
        .map(|(name, plan)| -> Contender {
            let work = move |round| drop(black_box(simulate(plan, 1, round)));
            (name, common::agent_weeks(plan) as f64, Box::new(work))
        })
        .collect();
    for (name, run) in REFERENCES {
        let network = &network;
        let work = move |round| drop(black_box(run(network, u64::from(round))));
        contenders.push((name, (AGENTS as u32 * WEEKS) as f64, Box::new(work)));
    }
    report(&contenders, &measure(&contenders, rounds));
}

/// Million agent-weeks a second of each contender in each round, A B C A B C.
fn measure(contenders: &[Contender], rounds: u32) -> Vec<Vec<f64>> {
    let mut rates = vec![Vec::new(); contenders.len()];
    for round in 0..rounds {
        for (rates, (_, agent_weeks, work)) in rates.iter_mut().zip(contenders) {
            let start = Instant::now();
            work(round);
            rates.push(agent_weeks / start.elapsed().as_secs_f64() / 1e6);
        }
    }
    for rates in &mut rates {
        rates.sort_by(f64::total_cmp);
    }
    rates
}

fn report(contenders: &[Contender], rates: &[Vec<f64>]) {
    println!(
        "{:34} {:>8} {:>8} {:>8} {:>11}",
        "million agent-weeks / s", "best", "median", "worst", "ratio (best)"
    );
    let best = |rates: &[f64]| rates[rates.len() - 1];
    for ((name, ..), rates_of) in contenders.iter().zip(rates) {
        println!(
            "{name:34} {:8.2} {:8.2} {:8.2} {:11.4}",
            best(rates_of),
            rates_of[rates_of.len() / 2],
            rates_of[0],
            best(rates_of) / best(&rates[0]),
        );
    }
}
