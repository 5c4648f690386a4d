//! One output of all plans.

use super::super::sequence::means;
use crate::answer::{ComparedOutput, Difference, Numbers, PlanNumbers};
use crate::experiment::run::Results;
use crate::experiment::run::estimate::support_of;
use crate::observation::{Arm, Better, Output, OutputError, Statistic};
use crate::scenario::Scenario;
use crate::statistics::{
    Goal, Support, best_probabilities, cluster_mean, regrets, sample_variance,
};

/// An output of a plan's simulations.
type Values = Vec<Option<f64>>;

/// How differences are judged.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    /// Position of the plan that differences are taken against.
    pub against: usize,
    /// Level of each interval.
    pub level: f64,
    /// Values that share their parameters.
    pub per_draw: usize,
}

impl Difference {
    /// Of two plans' values in simulation order; none where they are never both defined.
    pub(super) fn of(plan: &[Option<f64>], other: &[Option<f64>], rule: Rule) -> Option<Self> {
        Self::paired(plan, other, rule.per_draw, rule.level)
    }

    /// The same with an interval at `level`, `per_draw` values of each draw.
    pub fn paired(
        plan: &[Option<f64>],
        other: &[Option<f64>],
        per_draw: usize,
        level: f64,
    ) -> Option<Self> {
        let difference = |(a, b): (&Option<f64>, &Option<f64>)| Some((*a)? - (*b)?);
        let values: Vec<Option<f64>> = plan.iter().zip(other).map(difference).collect();
        let estimate = cluster_mean(&values, per_draw)?;
        let interval = estimate.interval(level, Support::Signed);
        let sums = values.chunks(per_draw.max(1)).filter_map(|draw| {
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
            variance_ratio: variance_ratio(plan, other, per_draw),
        })
    }

    /// Of two plans' means of draws, with an interval of this level.
    pub fn of_means(plan: &[Option<f64>], other: &[Option<f64>], level: f64) -> Option<Self> {
        let rule = Rule {
            against: 0,
            level,
            per_draw: 1,
        };
        Self::of(plan, other, rule)
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

/// Compares the values of an output, by plan and simulation.
pub(super) fn compare(
    output: &Output,
    scenarios: &[&Scenario],
    values: &[Vec<Option<f64>>],
    rule: Rule,
) -> ComparedOutput {
    let better = better(output);
    let columns = common(values, rule.per_draw);
    let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    let goal = goal(better);
    let chances = goal.and_then(|goal| best_probabilities(&columns, rule.per_draw, goal));
    let regrets = goal.and_then(|goal| regrets(&columns, goal));
    let row = |(at, scenario): (usize, &&Scenario)| {
        let chance = chances.as_ref().map(|chances| chances[at]);
        let regret = regrets.as_ref().map(|regrets| regrets[at]);
        PlanNumbers {
            plan: scenario.name.clone(),
            numbers: Numbers::of(&values[at], rule.per_draw, support_of(output)),
            difference: (at != rule.against)
                .then(|| Difference::of(&values[at], &values[rule.against], rule))
                .flatten(),
            p_best_simulation: chance.map(|chance| chance.realisation),
            p_best_mean: chance.and_then(|chance| chance.mean),
            regret_mean: regret.map(|regret| regret.expected),
            regret_p90: regret.map(|regret| regret.p90),
        }
    };
    let may_be_best = |at: &usize| {
        let wins = if goal == Some(Goal::Largest) { 1 } else { -1 };
        let beaten = |other: &Vec<Option<f64>>| {
            Difference::of(other, &values[*at], rule).is_some_and(|d| d.side() == wins)
        };
        goal.is_some() && !values.iter().any(beaten)
    };
    ComparedOutput {
        output: output.to_string(),
        unit: output.unit().to_owned(),
        of: output.metric.denominator_of(output.population).to_owned(),
        better,
        n: columns.first().map_or(0, |column| column.len()),
        plans: scenarios.iter().enumerate().map(row).collect(),
        may_be_best: (0..values.len())
            .filter(may_be_best)
            .map(|at| scenarios[at].name.clone())
            .collect(),
    }
}

/// Which way is good; a week says nothing of it, and no plan changes a baseline.
pub fn better(output: &Output) -> Better {
    if output.statistic == Statistic::WeekOfMax || output.arm == Arm::Baseline {
        Better::Neither
    } else {
        output.metric.better
    }
}

/// An output of every plan, and its values by plan and simulation.
pub(super) fn column(
    plans: &[Results<'_>],
    text: &str,
) -> Result<(Output, Vec<Values>), OutputError> {
    let mut values = Vec::new();
    for plan in plans {
        // Plans number their segments each for itself.
        values.push(plan.output(&Output::parse(text, &plan.segments)?));
    }
    Ok((Output::parse(text, &plans[0].segments)?, values))
}

/// Variance of independent plans' difference over that of the paired one, in the draws
/// that both have whole.
fn variance_ratio(plan: &[Option<f64>], other: &[Option<f64>], per_draw: usize) -> Option<f64> {
    let (ours, theirs) = (means(plan, per_draw), means(other, per_draw));
    let pairs = ours.into_iter().zip(theirs);
    let (ours, theirs): (Vec<f64>, Vec<f64>) = pairs.filter_map(|(a, b)| Some((a?, b?))).unzip();
    let differences: Vec<f64> = ours.iter().zip(&theirs).map(|(a, b)| a - b).collect();
    let paired = sample_variance(&differences)?;
    let independent = sample_variance(&ours)? + sample_variance(&theirs)?;
    (paired > 0.0).then(|| independent / paired)
}

/// Which way to go, where one way is good.
pub(super) fn goal(better: Better) -> Option<Goal> {
    match better {
        Better::Higher => Some(Goal::Largest),
        Better::Lower => Some(Goal::Smallest),
        Better::Neither => None,
    }
}

/// Values of the draws in which every plan's are all defined.
fn common(values: &[Vec<Option<f64>>], per_draw: usize) -> Vec<Vec<f64>> {
    let simulations = values.first().map_or(0, Vec::len);
    let mut columns = vec![Vec::new(); values.len()];
    for draw in (0..simulations / per_draw).map(|draw| draw * per_draw..(draw + 1) * per_draw) {
        let defined = |plan: &Vec<Option<f64>>| plan[draw.clone()].iter().all(Option::is_some);
        if values.iter().all(defined) {
            for (column, plan) in columns.iter_mut().zip(values) {
                column.extend(plan[draw.clone()].iter().flatten());
            }
        }
    }
    columns
}
