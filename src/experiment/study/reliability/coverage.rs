//! How often intervals hold what they are to hold.

use super::{Size, Source, repeat, share};
use crate::answer::Chance;
use crate::experiment::runner::Runner;
use crate::math;
use crate::statistics::{
    Interval, Support, clopper_pearson, cluster_mean, elementary_effects, morris_design,
    morris_indices, paired_change, quantile_interval, rank_interval, sobol_design, sobol_indices,
    sorted, t_mean, wilson,
};
use std::fmt::Write as _;

/// Names, whether an interval is wider than need be by its construction, and what each
/// repetition gives.
type Case = (&'static str, bool, fn(Source) -> Option<Interval>, f64);

/// Weights of a linear model and their shares of its variance.
const WEIGHTS: [f64; 3] = [4.0, 3.0, 0.0];
const FIRST: f64 = 0.64;

/// 90 % of normals lie below.
const Z90: f64 = 1.281_551_565_544_600_4;

const CASES: [Case; 22] = [
    ("mean of 16 normals (Student)", false, mean_of_normals, 0.0),
    (
        "mean of 64 draws x 2 replications (a draw is one observation)",
        false,
        mean_of_draws,
        0.0,
    ),
    (
        "skewed mean (log-normal, sigma 1), 32 draws",
        false,
        |source| skewed_mean(source, 32),
        1.648_721_270_700_128,
    ),
    (
        "skewed mean (log-normal, sigma 1), 256 draws",
        false,
        |source| skewed_mean(source, 256),
        1.648_721_270_700_128,
    ),
    (
        "rare count (1 event expected), 32 draws (exact bound)",
        true,
        |source| rare_mean(source, 32, 1.0),
        1.0 / 32.0,
    ),
    (
        "rare count (1 event expected), 256 draws (exact bound)",
        true,
        |source| rare_mean(source, 256, 1.0),
        1.0 / 256.0,
    ),
    (
        "rare count (10 events expected), 32 draws",
        true,
        |source| rare_mean(source, 32, 10.0),
        10.0 / 32.0,
    ),
    (
        "rare count (10 events expected), 256 draws",
        true,
        |source| rare_mean(source, 256, 10.0),
        10.0 / 256.0,
    ),
    (
        "rare count of unlike draws (10 events expected), 32 draws",
        false,
        |source| unlike_mean(source, 32),
        10.0 / 32.0,
    ),
    (
        "rare count of unlike draws (10 events expected), 256 draws",
        false,
        |source| unlike_mean(source, 256),
        10.0 / 256.0,
    ),
    (
        "probability 0.9, 100 trials (Wilson)",
        false,
        wilson_at_90,
        0.9,
    ),
    (
        "probability 0.9, 100 trials (Clopper-Pearson)",
        true,
        clopper_at_90,
        0.9,
    ),
    (
        "probability 0.9, 128 draws x 2 replications that share their fate",
        false,
        chance_at_90,
        0.9,
    ),
    (
        "probability 0.5, 128 draws x 2 replications that share their fate",
        false,
        chance_at_50,
        0.5,
    ),
    ("median of 64 (order statistics)", false, median, 0.0),
    ("change of 16 paired replications", false, swing, 1.0),
    (
        "mean size of an effect, 20 walks (Student)",
        false,
        mu_star,
        4.0,
    ),
    (
        "first-order index 0.64, 256 rows x 2 replications (blocks)",
        false,
        first,
        FIRST,
    ),
    (
        "total index 0.64, 256 rows x 2 replications (blocks)",
        false,
        total,
        FIRST,
    ),
    (
        "first-order index 0.64, the same with little chance (blocks)",
        true,
        quiet_first,
        FIRST,
    ),
    (
        "total index 0.64, the same with little chance (blocks)",
        true,
        quiet_total,
        FIRST,
    ),
    (
        "first-order index 0.64 by ranks, 256 draws (halves)",
        false,
        by_ranks,
        FIRST,
    ),
];

/// Per kind of interval, how often it holds the known answer.
pub fn coverage(runner: &Runner, size: Size) -> String {
    let mut text = format!(
        "{} repetitions, seed {}: nominal 95 % intervals that hold the known answer\n",
        size.draws, size.seed
    );
    for (name, wide, interval, truth) in CASES {
        let held = repeat(runner, size, |_, source| {
            interval(source).is_some_and(|interval| interval.lo <= truth && truth <= interval.hi)
        });
        let hits = held.iter().filter(|held| **held).count();
        let rate = hits as f64 / held.len().max(1) as f64;
        let most = if wide { 1.0 } else { 0.98 };
        let verdict = if (0.92..=most).contains(&rate) {
            ""
        } else {
            "  MISS"
        };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {name}: {}{verdict}", share(hits, held.len()));
    }
    text
}

fn mean_of_normals(source: Source) -> Option<Interval> {
    t_mean(&source.normals(0, 16), 0.95)
}

fn mean_of_draws(source: Source) -> Option<Interval> {
    let (draws, chance) = (source.normals(0, 64), source.normals(1, 128));
    let value = |(at, own): (usize, &f64)| Some(draws[at / 2] + 0.5 * own);
    let values: Vec<Option<f64>> = chance.iter().enumerate().map(value).collect();
    cluster_mean(&values, 2)?.interval(0.95, Support::Signed)
}

fn mean_of(values: impl Iterator<Item = f64>, support: Support) -> Option<Interval> {
    let values: Vec<Option<f64>> = values.map(Some).collect();
    cluster_mean(&values, 1)?.interval(0.95, support)
}

fn skewed_mean(source: Source, draws: usize) -> Option<Interval> {
    mean_of(
        source.normals(0, draws).into_iter().map(math::exp),
        Support::Amounts,
    )
}

/// `expected` events in all draws together.
fn rare_mean(source: Source, draws: usize, expected: f64) -> Option<Interval> {
    let mean = expected / draws as f64;
    let count = |u| f64::from(math::poisson_quantile(u, mean));
    mean_of(
        source.uniforms(0, draws).into_iter().map(count),
        Support::Counts,
    )
}

/// Ten events in all draws together, whose rates are log-normal with sigma 1.
fn unlike_mean(source: Source, draws: usize) -> Option<Interval> {
    let rates = source.normals(1, draws).into_iter();
    let rates = rates.map(|z| 10.0 / draws as f64 * math::exp(z - 0.5));
    let uniforms = source.uniforms(0, draws).into_iter();
    let counts = uniforms
        .zip(rates)
        .map(|(u, rate)| f64::from(math::poisson_quantile(u, rate)));
    mean_of(counts, Support::Counts)
}

fn hits_at_90(source: Source) -> u64 {
    let uniforms = source.uniforms(0, 100).into_iter();
    uniforms.filter(|u| *u < 0.9).count() as u64
}

fn wilson_at_90(source: Source) -> Option<Interval> {
    wilson(hits_at_90(source), 100, 0.95)
}

fn clopper_at_90(source: Source) -> Option<Interval> {
    clopper_pearson(hits_at_90(source), 100, 0.95)
}

/// Events of simulations whose draw and chance weigh alike: `level` standard deviations above
/// the middle is the end of what meets the target.
fn chance(source: Source, level: f64) -> Option<Interval> {
    let (draws, own) = (source.normals(0, 128), source.normals(1, 256));
    let meets = |(at, own): (usize, &f64)| draws[at / 2] + own < level * 2.0_f64.sqrt();
    let events: Vec<bool> = own.iter().enumerate().map(meets).collect();
    let chance = Chance::of_draws(&events, 2);
    Some(Interval {
        lo: chance.lo?,
        hi: chance.hi?,
    })
}

fn chance_at_90(source: Source) -> Option<Interval> {
    chance(source, Z90)
}

fn chance_at_50(source: Source) -> Option<Interval> {
    chance(source, 0.0)
}

fn median(source: Source) -> Option<Interval> {
    let skewed: Vec<f64> = source.normals(0, 64).into_iter().map(math::exp).collect();
    let (lo, hi) = quantile_interval(&sorted(&skewed), 0.5, 0.95)?;
    // The median of a lognormal is 1, and its logarithm 0.
    Some(Interval {
        lo: math::ln(lo?),
        hi: math::ln(hi?),
    })
}

fn swing(source: Source) -> Option<Interval> {
    let (low, own) = (source.normals(0, 16), source.normals(1, 16));
    let high: Vec<f64> = low
        .iter()
        .zip(&own)
        .map(|(x, y)| 1.0 + x + 0.3 * y)
        .collect();
    paired_change(&low, &high, 0.95)
}

fn linear(places: &[f64]) -> f64 {
    places.iter().zip(WEIGHTS).map(|(x, w)| x * w).sum()
}

fn mu_star(source: Source) -> Option<Interval> {
    let groups = [0, 1, 2];
    let points = morris_design(&groups, 20, source.key)?;
    let chance = source.normals(0, points.len());
    // Steps of 2/3: chance of 0.2 makes effects of 4 with a spread of about 0.4.
    let value = |(row, point): (usize, &Vec<f64>)| linear(point) + 0.2 * chance[row];
    let values: Vec<f64> = points.iter().enumerate().map(value).collect();
    let effects = elementary_effects(&points, &groups, &values)?;
    let indices = morris_indices(&effects, &groups, source.key, 1000, 0.95)?;
    indices[0].mu_star_interval
}

/// Chance of `chance` standard deviations; the inputs' is 1.44.
fn indices(source: Source, chance: f64) -> Option<(Option<Interval>, Option<Interval>)> {
    let points = sobol_design(&[0, 1, 2], 256, source.key)?;
    let runs = points.iter().flat_map(|point| [point, point]);
    let runs = runs.zip(source.normals(0, 2 * points.len()));
    let values = runs.map(|(point, own)| Some(linear(point) + chance * own));
    let found = sobol_indices(&values.collect::<Vec<_>>(), 3, 2, 0.95).ok()?;
    let index = found.groups[0];
    Some((index.first_interval, index.total_interval))
}

fn first(source: Source) -> Option<Interval> {
    indices(source, 0.6)?.0
}

fn total(source: Source) -> Option<Interval> {
    indices(source, 0.6)?.1
}

fn quiet_first(source: Source) -> Option<Interval> {
    indices(source, 0.1)?.0
}

fn quiet_total(source: Source) -> Option<Interval> {
    indices(source, 0.1)?.1
}

fn by_ranks(source: Source) -> Option<Interval> {
    let columns = [0, 1, 2].map(|factor| source.uniforms(factor, 256));
    let at = |row: usize| linear(&columns.each_ref().map(|column| column[row]));
    let y: Vec<f64> = (0..256).map(at).collect();
    rank_interval(&columns[0], &y, source.key, 400, 0.95)
}
