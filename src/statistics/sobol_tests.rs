use super::super::reference::{assert_close, comparison, rows};
use super::*;
use crate::math::{self, normal_quantile};
use crate::random::Purpose;
use serde_json::Value;
use std::f64::consts::PI;

type Model = fn(&[f64]) -> f64;

fn ishigami(u: &[f64]) -> f64 {
    let x: Vec<f64> = u.iter().map(|u| PI * (2.0 * u - 1.0)).collect();
    let (first, second) = (math::sin(x[0]), math::sin(x[1]));
    first + 7.0 * second * second + 0.1 * math::powi(x[2], 4) * first
}

const G: [f64; 8] = [0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0];

fn sobol_g(u: &[f64]) -> f64 {
    let factor = |(u, a): (&f64, &f64)| ((4.0 * u - 2.0).abs() + a) / (1.0 + a);
    u.iter().zip(&G).map(factor).product()
}

fn run(model: impl Fn(&[f64]) -> f64, design: &[Vec<f64>]) -> Vec<Option<f64>> {
    design.iter().map(|point| Some(model(point))).collect()
}

/// Outputs of the reference, less the columns that swap the roles of A and B.
fn stored(text: &str, groups: usize, width: usize) -> (Rows, f64) {
    let all: Vec<f64> = rows(text, 0).into_iter().flatten().collect();
    let keep = |row: &[f64]| -> Vec<Option<f64>> {
        let kept = row[..=groups].iter().chain(row.last());
        kept.copied().map(Some).collect()
    };
    let outputs: Vec<Option<f64>> = all.chunks_exact(width).flat_map(keep).collect();
    assert_eq!(outputs.len(), 256 * (groups + 2));
    // The reference centres on every run it has.
    (Rows::new(&outputs, groups, 1).unwrap(), mean(&all).unwrap())
}

#[test]
fn estimators_match_the_reference() {
    let all = comparison();
    let files = [
        (
            "ishigami",
            include_str!("../../tests/data/ishigami_saltelli_y.csv"),
            3,
            8,
        ),
        (
            "sobol_g",
            include_str!("../../tests/data/sobol_g_saltelli_y.csv"),
            8,
            10,
        ),
    ];
    for (name, text, groups, width) in files {
        let (rows, centre) = stored(text, groups, width);
        let reference = &all["sobol"][name];
        let base: Vec<usize> = (0..256).collect();
        let ours = rows.estimate(&base, centre).unwrap();
        for group in 0..groups {
            let (first, total) = ours.indices[group];
            assert_close(
                first,
                &reference["estimators"]["S1_saltelli2010"][group],
                1e-9,
            );
            assert_close(total, &reference["estimators"]["ST_jansen"][group], 1e-9);
        }
    }
}

#[test]
fn chance_is_taken_off() {
    let rows = rows(include_str!("../../tests/data/stochastic_64x5x4.csv"), 0);
    let outputs: Vec<Option<f64>> = rows.into_iter().flatten().map(Some).collect();
    let all = comparison();
    let reference = &all["replicate_corrected"];
    let ours = sobol_indices(&outputs, 3, 4, 0.95).unwrap();
    assert_close(ours.variance, &reference["V_corrected"], 1e-9);
    for (group, index) in ours.groups.iter().enumerate() {
        assert_close(index.first, &reference["S1"][group], 1e-9);
        assert_close(index.total, &reference["ST"][group], 1e-9);
    }
    // Four replications, so chance's variance is four times that of the means.
    let chance = 4.0 * reference["noise_var_of_means"].as_f64().unwrap();
    let share = chance / (chance + ours.variance);
    assert!((ours.noise_share.unwrap() - share).abs() < 1e-12);
}

/// Root mean square error over inputs and 40 scramblings, first and total.
fn error(model: Model, inputs: usize, rows: u32, exact: &Value) -> (f64, f64) {
    let each: Vec<usize> = (0..inputs).collect();
    let (mut first, mut total) = (0.0, 0.0);
    for scrambling in 0..40 {
        let design = sobol_design(&each, rows, WorldKey::new(2024, scrambling)).unwrap();
        let ours = sobol_indices(&run(model, &design), inputs, 1, 0.95).unwrap();
        for (input, index) in ours.groups.iter().enumerate() {
            let reference = |key: &str| exact[key][input].as_f64().unwrap();
            first += (index.first - reference("S1")) * (index.first - reference("S1"));
            total += (index.total - reference("ST")) * (index.total - reference("ST"));
        }
    }
    let values = (40 * inputs) as f64;
    ((first / values).sqrt(), (total / values).sqrt())
}

/// As precise as the best known implementations with the same estimators.
#[test]
fn precision_of_designed_indices() {
    let all = comparison();
    let models: [(&str, Model, usize); 2] = [("ishigami", ishigami, 3), ("sobol_g", sobol_g, 8)];
    for (name, model, inputs) in models {
        for rows in [256, 1024] {
            let exact = &all["sobol"][format!("{name}_exact")];
            let (first, total) = error(model, inputs, rows, exact);
            let reference = &all["sobol_rmse"][format!("{name}_N{rows}")];
            let bound = |key: &str| 1.35 * reference[key].as_f64().unwrap();
            assert!(first <= bound("S1_saltelli2010"), "{name} {rows}: {first}");
            assert!(total <= bound("ST_jansen"), "{name} {rows}: {total}");
        }
    }
}

/// x1 and x3 interact; as one group their indices are all but x2's.
#[test]
fn groups_hold_their_interactions() {
    let key = WorldKey::new(6, 0);
    let design = sobol_design(&[0, 1, 0], 1024, key).unwrap();
    assert_eq!((design.len(), design[0].len()), (4096, 3));
    let outputs = run(ishigami, &design);
    let ours = sobol_indices(&outputs, 2, 1, 0.95).unwrap();
    for (index, exact) in ours.groups.iter().zip([0.557_588_855, 0.442_411_145]) {
        assert!((index.first - exact).abs() < 0.03, "{index:?}");
        assert!((index.total - exact).abs() < 0.03, "{index:?}");
        let (first, total) = (index.first_interval.unwrap(), index.total_interval.unwrap());
        assert!(first.lo < index.first && index.first < first.hi);
        assert!(total.lo < index.total && index.total < total.hi);
    }
    assert_eq!(sobol_indices(&outputs, 2, 1, 0.95), Ok(ours));
    // A longer design starts with the shorter.
    assert_eq!(sobol_design(&[0, 1, 0], 512, key).unwrap(), design[..2048]);
}

#[test]
fn bad_outputs_are_refused() {
    let refuse = |outputs: &[Option<f64>]| sobol_indices(outputs, 1, 1, 0.95).unwrap_err();
    let good = [1.0, 2.0, 3.0, 5.0, 4.0, 9.0].map(Some);
    assert!(sobol_indices(&good, 1, 1, 0.95).is_ok());
    assert_eq!(refuse(&good[..5]), SobolRefusal::Shape);
    assert_eq!(refuse(&good[..3]), SobolRefusal::Shape);
    assert_eq!(refuse(&[]), SobolRefusal::Shape);
    // Two rows do not fill the blocks.
    let few = sobol_indices(&good, 1, 1, 0.95).unwrap();
    assert_eq!(few.groups[0].total_interval, None);
    let mut holes = good;
    (holes[1], holes[4]) = (None, Some(f64::NAN));
    assert_eq!(refuse(&holes), SobolRefusal::Failed(2));
    assert_eq!(refuse(&[Some(0.1); 6]), SobolRefusal::Constant);
    let key = WorldKey::new(1, 0);
    assert_eq!(sobol_design(&[0, 2], 8, key), None);
    assert_eq!(sobol_design(&[], 8, key), None);
}

/// Normal chance and two linear inputs with shares of 0.64 and 0.36.
#[test]
fn intervals_hold_their_index_under_chance() {
    let (mut first, mut total) = (0, 0);
    for repetition in 0..200 {
        let key = WorldKey::new(77, repetition);
        let chance = |run| normal_quantile(key.uniform(Purpose::Bootstrap, run, 100, 0, 0));
        let design = sobol_design(&[0, 1, 2], 256, key).unwrap();
        let runs = design.iter().flat_map(|point| [point, point]).zip(0_u32..);
        let value = |(x, run): (&Vec<f64>, u32)| Some(4.0 * x[0] + 3.0 * x[1] + 0.6 * chance(run));
        let outputs: Vec<Option<f64>> = runs.map(value).collect();
        let ours = sobol_indices(&outputs, 3, 2, 0.95).unwrap().groups[0];
        let holds = |interval: Option<Interval>| {
            u32::from(interval.is_some_and(|interval| interval.lo < 0.64 && 0.64 < interval.hi))
        };
        first += holds(ours.first_interval);
        total += holds(ours.total_interval);
    }
    // Of 200 at 95 %, fewer than 178 or all hold it once in some thousand seeds.
    assert!((178..200).contains(&first), "{first}");
    assert!((178..200).contains(&total), "{total}");
}
