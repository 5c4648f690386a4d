//! How often Kim and Nelson's procedure selects the best.

use super::{Size, Source, repeat, share};
use crate::experiment::runner::Runner;
use crate::statistics::{Goal, KimNelson};
use std::fmt::Write as _;

const SYSTEMS: usize = 5;
/// First-stage values, indifference, risk.
const RULE: KimNelson = KimNelson {
    indifference: 0.5,
    risk: 0.05,
    n0: 20,
    goal: Goal::Largest,
};
/// Values after which a repetition counts as a miss.
const MOST: usize = 1 << 14;

/// Per configuration, how often the best is selected and how many values that takes.
/// The best is ahead of all others by exactly the indifference, which is the hardest
/// case; `common` is the correlation that common random numbers give.
pub fn selection(runner: &Runner, size: Size) -> String {
    let mut text = format!(
        "{} repetitions, seed {}: {SYSTEMS} systems, the best ahead by the indifference; \
         guarantee {} %\n",
        size.draws,
        size.seed,
        100.0 * (1.0 - RULE.risk)
    );
    for (name, common, spread) in [
        ("independent", 0.0, 0.0),
        ("common random numbers, correlation 0.5", 0.5, 0.0),
        ("common random numbers, correlation 0.9", 0.9, 0.0),
        ("independent, standard deviations 1 to 3", 0.0, 0.5),
    ] {
        let found = repeat(runner, size, |_, source| once(source, common, spread));
        let right = found.iter().filter(|(best, _)| *best == Some(0)).count();
        let used: usize = found.iter().map(|(_, used)| *used).sum();
        let mean = used as f64 / (found.len().max(1) * SYSTEMS) as f64;
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "  {name}: best selected in {}; {mean:.0} values a system",
            share(right, found.len())
        );
    }
    text
}

/// The selected system and the values that it took.
fn once(source: Source, common: f64, spread: f64) -> (Option<usize>, usize) {
    let mut n = 64;
    loop {
        let systems: Vec<Vec<f64>> = (0..SYSTEMS)
            .map(|system| values(source, system, n, common, spread))
            .collect();
        let slices: Vec<&[f64]> = systems.iter().map(Vec::as_slice).collect();
        let Some(selection) = RULE.replay(&slices) else {
            return (None, 0);
        };
        if selection.best().is_some() || n >= MOST {
            return (selection.best(), selection.values_used());
        }
        n *= 2;
    }
}

/// Normals with the first system ahead; part of the variance is common to all.
fn values(source: Source, system: usize, n: usize, common: f64, spread: f64) -> Vec<f64> {
    let ahead = if system == 0 { RULE.indifference } else { 0.0 };
    let deviation = 1.0 + spread * system as f64;
    let own = source.normals(1 + system as u32, n);
    let value = |(shared, own): (f64, f64)| {
        ahead + deviation * (common.sqrt() * shared + (1.0 - common).sqrt() * own)
    };
    source
        .normals(0, n)
        .into_iter()
        .zip(own)
        .map(value)
        .collect()
}
