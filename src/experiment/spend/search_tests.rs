//! The search on responses whose optimum is known.

use super::search::{Division, Problem, Progress, Score};
use crate::experiment::constraint::Constraint;
use crate::statistics::Hill;
use std::collections::BTreeMap;

/// Three channels of the reference case, of which two pay little at first.
fn channels() -> (Vec<Hill>, serde_json::Value) {
    let text = include_str!("../../../tests/data/comparison_expected.json");
    let all: serde_json::Value = serde_json::from_str(text).unwrap();
    let rows = all["spend"]["allocation"]["channels_L_ec_slope"].clone();
    let rows: Vec<[f64; 3]> = serde_json::from_value(rows).unwrap();
    let hill = |[ceiling, half, steepness]: [f64; 3]| Hill {
        ceiling,
        half,
        steepness,
    };
    (rows.into_iter().map(hill).collect(), all["spend"].clone())
}

fn problem(limited: bool) -> Problem {
    let sizes: Vec<u32> = (0..=10).map(|tenth| 10 * tenth).collect();
    Problem {
        blocks: 100,
        most: vec![100; 3],
        sizes: vec![sizes; 3],
        base: vec![34, 33, 33],
        starts: Vec::new(),
        limited,
        rounds: 40,
        trials: 6,
    }
}

/// Runs the search on a function; also how many divisions it asked.
fn solve(problem: &Problem, evaluate: impl Fn(&Division) -> Score) -> (Division, usize) {
    let mut known: BTreeMap<Division, Score> = BTreeMap::new();
    loop {
        match problem.search(&|division| known.get(division).copied()) {
            Progress::Found(division) => return (division, known.len()),
            Progress::Ask(asked) => {
                assert!(!asked.is_empty());
                for division in asked {
                    let score = evaluate(&division);
                    assert!(known.insert(division, score).is_none(), "asked twice");
                }
            }
        }
    }
}

fn total(hills: &[Hill], blocks: &[u32]) -> f64 {
    let pairs = blocks.iter().zip(hills);
    pairs.map(|(x, hill)| hill.value(f64::from(*x))).sum()
}

#[test]
fn finds_what_greed_misses() {
    let (hills, reference) = channels();
    let exact = reference["allocation"]["exact_dp"]["value"]
        .as_f64()
        .unwrap();
    let greedy = reference["allocation"]["greedy_unit_marginal"]["value"]
        .as_f64()
        .unwrap();
    let problem = problem(false);
    let (found, asked) = solve(&problem, |division| Score {
        objective: total(&hills, division),
        load: 0.0,
        feasible: true,
    });
    let value = total(&hills, &found);
    assert!((value - exact).abs() < 1e-9, "{found:?} {value} {exact}");
    assert!(value > 2.0 * greedy, "{value} {greedy}");
    assert!(asked <= problem.most_asked(), "{asked}");
    assert_eq!(found.iter().sum::<u32>(), 100);
}

#[test]
fn keeps_a_limit() {
    let (hills, reference) = channels();
    let capacity = &reference["allocation_with_capacity"];
    let loads: Vec<f64> = serde_json::from_value(capacity["load_per_adoption"].clone()).unwrap();
    let limit = capacity["capacity"].as_f64().unwrap();
    let exact = capacity["value"].as_f64().unwrap();
    let (found, _) = solve(&problem(true), |division| {
        let cells = division.iter().zip(&hills).zip(&loads);
        let load: f64 = cells
            .map(|((x, hill), load)| load * hill.value(f64::from(*x)))
            .sum();
        Score {
            objective: total(&hills, division),
            load: load - limit,
            feasible: load <= limit,
        }
    });
    let value = total(&hills, &found);
    assert!(
        value > 0.999 * exact && value <= exact + 1e-9,
        "{found:?} {value} {exact}"
    );
}

#[test]
fn nothing_to_divide_and_nothing_allowed() {
    let none = Problem {
        blocks: 0,
        most: vec![0, 0],
        sizes: vec![vec![0], vec![0]],
        base: vec![0, 0],
        starts: vec![vec![0, 0]],
        limited: false,
        rounds: 3,
        trials: 4,
    };
    let flat = |_: &Division| Score {
        objective: 1.0,
        load: 0.0,
        feasible: true,
    };
    assert_eq!(solve(&none, flat), (vec![0, 0], 1));
    // Every division breaks the limit: the one that breaks it least.
    let (found, _) = solve(&problem(true), |division| Score {
        objective: 0.0,
        load: 1.0 + division.iter().sum::<u32>() as f64,
        feasible: false,
    });
    assert_eq!(found, [0, 0, 0]);
}

#[test]
fn scores_count_units_and_measure_the_distance() {
    let limit = Constraint::parse("P(desk.backlog.max > 10) <= 25%").unwrap();
    let score = |values: [f64; 4]| Score::limited(&limit, &values.map(Some), 7.0);
    let kept = score([1.0, 2.0, 3.0, 40.0]);
    assert_eq!((kept.feasible, kept.objective), (true, 7.0));
    let broken = score([1.0, 12.0, 14.0, 40.0]);
    assert!(!broken.feasible && broken.load > kept.load && broken.load > 0.0);
}
