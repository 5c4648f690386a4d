//! One output of all plans.

use super::super::run::Numbers;
use super::better;
use crate::observation::{Better, Output};
use crate::scenario::Scenario;
use crate::statistics::{best_shares, cluster_mean, mean, quantile_sorted, regrets, sorted};
use serde::Serialize;

/// How an output comes out in every plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OutputAnswer {
    /// The output, canonical.
    pub output: String,
    /// Its unit.
    pub unit: &'static str,
    /// What a share divides by; empty where it divides by nothing.
    pub of: &'static str,
    /// Which way is good.
    pub better: Better,
    /// Units in which it is defined in every plan; chances and regrets are of
    /// these.
    pub n: usize,
    /// A row a plan, in their order.
    pub plans: Vec<PlanNumbers>,
    /// Plans that no other plan is shown to beat, by the intervals of paired
    /// differences: one of them is the best in the mean. Empty where neither way
    /// is good.
    pub may_be_best: Vec<String>,
}

/// An output of one plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlanNumbers {
    /// The plan's name.
    pub plan: String,
    /// The distribution over units.
    #[serde(flatten)]
    pub numbers: Numbers,
    /// The plan less the one that it is compared with; none of that one itself.
    pub difference: Option<Difference>,
    /// Probability that the plan is the best in one unit, luck included; equally
    /// good ones share. None where neither way is good.
    pub p_best_unit: Option<f64>,
    /// Probability over draws that the plan's mean over luck is the best. None
    /// under luck only.
    pub p_best_mean: Option<f64>,
    /// Mean distance to the best plan of the same unit.
    pub regret_mean: Option<f64>,
    /// In 10 % of the units the distance is larger.
    pub regret_p90: Option<f64>,
}

/// A paired difference between two plans.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// Units in which both are defined.
    pub n: usize,
    /// Mean difference.
    pub mean: f64,
    /// Lower end of its interval, which holds together with all others.
    pub lo: Option<f64>,
    /// Upper end of it.
    pub hi: Option<f64>,
    /// Draws (under luck only: units) in which both are defined.
    pub draws: usize,
    /// Draws in whose mean the plan is higher.
    pub higher: usize,
    /// Draws in whose mean it is lower.
    pub lower: usize,
}

/// How differences are judged.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    /// Position of the plan that differences are taken against.
    pub against: usize,
    /// Level of each interval.
    pub level: f64,
    /// Values that share their parameters.
    pub per_draw: usize,
    /// Whether luck is all that varies.
    pub luck_only: bool,
}

impl Difference {
    /// Of two plans' values in unit order; none where they are never both defined.
    pub(super) fn of(plan: &[Option<f64>], other: &[Option<f64>], rule: Rule) -> Option<Self> {
        let difference = |(a, b): (&Option<f64>, &Option<f64>)| Some((*a)? - (*b)?);
        let values: Vec<Option<f64>> = plan.iter().zip(other).map(difference).collect();
        let estimate = cluster_mean(&values, rule.per_draw)?;
        let interval = estimate.interval(rule.level);
        let sums = values.chunks(rule.per_draw.max(1)).filter_map(|draw| {
            let defined = draw.iter().flatten();
            draw.iter()
                .any(Option::is_some)
                .then(|| defined.sum::<f64>())
        });
        let sums: Vec<f64> = sums.collect();
        Some(Self {
            n: values.iter().flatten().count(),
            mean: estimate.mean,
            lo: interval.map(|interval| interval.lo),
            hi: interval.map(|interval| interval.hi),
            draws: sums.len(),
            higher: sums.iter().filter(|sum| **sum > 0.0).count(),
            lower: sums.iter().filter(|sum| **sum < 0.0).count(),
        })
    }

    /// Whether the interval lies on one side of zero: 1 above, -1 below, 0 neither.
    pub fn side(&self) -> i8 {
        match (self.lo, self.hi) {
            (Some(lo), _) if lo > 0.0 => 1,
            (_, Some(hi)) if hi < 0.0 => -1,
            _ => 0,
        }
    }
}

/// Compares the values of an output, by plan and unit.
pub(super) fn compare(
    output: &Output,
    scenarios: &[&Scenario],
    values: &[Vec<Option<f64>>],
    rule: Rule,
) -> OutputAnswer {
    let better = better(output);
    let common = common(values);
    let n = common.first().map_or(0, |column| column.len());
    let columns: Vec<Vec<f64>> = common
        .iter()
        .map(|column| column.iter().map(|(_, value)| *value).collect())
        .collect();
    let ranked = (better != Better::Neither).then_some(better == Better::Higher);
    let units = ranked.map(|higher| best_shares(&columns, higher));
    let means = ranked.filter(|_| !rule.luck_only).map(|higher| {
        let by_draw: Vec<Vec<f64>> = common
            .iter()
            .map(|c| draw_means(c, rule.per_draw))
            .collect();
        best_shares(&by_draw, higher)
    });
    let regrets = ranked.map(|higher| regrets(&columns, higher));
    let row = |(at, scenario): (usize, &&Scenario)| {
        let regret = regrets.as_ref().map(|regrets| sorted(&regrets[at]));
        PlanNumbers {
            plan: scenario.name.clone(),
            numbers: Numbers::of(&values[at], rule.per_draw),
            difference: (at != rule.against)
                .then(|| Difference::of(&values[at], &values[rule.against], rule))
                .flatten(),
            p_best_unit: units.as_ref().and_then(|shares| shares[at]),
            p_best_mean: means.as_ref().and_then(|shares| shares[at]),
            regret_mean: regret.as_ref().and_then(|regret| mean(regret)),
            regret_p90: regret.and_then(|regret| quantile_sorted(&regret, 0.9)),
        }
    };
    let may_be_best = |at: &usize| {
        let wins = if better == Better::Higher { 1 } else { -1 };
        let beaten = |other: &Vec<Option<f64>>| {
            Difference::of(other, &values[*at], rule).is_some_and(|d| d.side() == wins)
        };
        ranked.is_some() && !values.iter().any(beaten)
    };
    OutputAnswer {
        output: output.to_string(),
        unit: output.unit(),
        of: output.metric.denominator,
        better,
        n,
        plans: scenarios.iter().enumerate().map(row).collect(),
        may_be_best: (0..values.len())
            .filter(may_be_best)
            .map(|at| scenarios[at].name.clone())
            .collect(),
    }
}

/// The units in which every plan's value is defined, with their positions.
fn common(values: &[Vec<Option<f64>>]) -> Vec<Vec<(usize, f64)>> {
    let units = values.first().map_or(0, Vec::len);
    let whole: Vec<usize> = (0..units)
        .filter(|unit| values.iter().all(|plan| plan[*unit].is_some()))
        .collect();
    let column = |plan: &Vec<Option<f64>>| {
        let defined = whole.iter().filter_map(|unit| Some((*unit, plan[*unit]?)));
        defined.collect()
    };
    values.iter().map(column).collect()
}

/// Means over the units of each draw.
fn draw_means(column: &[(usize, f64)], per_draw: usize) -> Vec<f64> {
    let draws = column.chunk_by(|a, b| a.0 / per_draw == b.0 / per_draw);
    let mean = |draw: &[(usize, f64)]| {
        draw.iter().map(|(_, value)| value).sum::<f64>() / draw.len() as f64
    };
    draws.map(mean).collect()
}
