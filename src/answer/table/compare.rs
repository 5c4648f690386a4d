//! The tables of a comparison.

use super::row::{Cell, Table, row, table_of};
use crate::answer::{CompareAnswer, ComparedOutput, PlanNumbers};

row! {
    /// Columns of `comparison.csv`.
    pub struct ComparisonRow<'a> {
        /// Name of the plan.
        [""] plan: &'a str,
        /// The output.
        [""] output: &'a str,
        /// Unit of the numbers.
        [""] unit: &'a str,
        /// Which way is good: higher, lower or neither.
        [""] better: &'static str,
        /// Simulations in which the number is defined.
        ["simulations"] n: usize,
        /// Mean over simulations.
        ["as unit"] mean: Option<f64>,
        /// Lower end of the 95 % interval of the mean.
        ["as unit"] mean_lo: Option<f64>,
        /// Upper end of the 95 % interval of the mean.
        ["as unit"] mean_hi: Option<f64>,
        /// 5 % of the outcomes lie below.
        ["as unit"] p05: Option<f64>,
        /// A quarter of the outcomes lies below.
        ["as unit"] p25: Option<f64>,
        /// Half of the outcomes lies below.
        ["as unit"] p50: Option<f64>,
        /// Three quarters of the outcomes lie below.
        ["as unit"] p75: Option<f64>,
        /// 95 % of the outcomes lie below.
        ["as unit"] p95: Option<f64>,
        /// Mean paired difference from the plan that others are compared with; empty for that
        /// plan.
        ["as unit"] difference: Option<f64>,
        /// Lower end of the difference's interval; all of a comparison hold together with 95 %
        /// (Bonferroni).
        ["as unit"] difference_lo: Option<f64>,
        /// Upper end of the difference's interval.
        ["as unit"] difference_hi: Option<f64>,
        /// Variance of the difference of independently simulated plans over that of the paired
        /// one: as many times the simulations would be needed without common draws and chance
        /// events.
        [""] variance_ratio: Option<f64>,
        /// Part of the simulations in which the plan is best, chance included; equally good
        /// plans share. Empty where neither way is good.
        ["share"] p_best_simulation: Option<f64>,
        /// Part of the draws in which the plan's mean over chance is best; empty under chance
        /// only.
        ["share"] p_best_mean: Option<f64>,
        /// Mean distance to the best plan of the same simulation.
        ["as unit"] regret_mean: Option<f64>,
        /// In 10 % of the simulations the distance to the best plan is larger.
        ["as unit"] regret_p90: Option<f64>,
    }
}

row! {
    /// Columns of `plans.csv`.
    pub struct PlanRow<'a> {
        /// Name of the plan.
        [""] plan: &'a str,
        /// Part of the simulations that meet all targets of the plan; empty without targets.
        ["share"] targets_met: Option<f64>,
        /// Whether at least half of the simulations do, as they do where there are none.
        [""] feasible: bool,
        /// Whether no other plan is better in adoption, peak tickets and net cash, by means.
        [""] on_front: bool,
        /// Part of the bootstrap resamples of the draws in which that is so; empty for a plan
        /// that was left out.
        ["share"] p_front: Option<f64>,
        /// Whether the plan was selected; empty without a selection.
        [""] selected: Option<bool>,
        /// Draws that the selection looked at; empty without a selection.
        ["draws"] draws_looked_at: Option<usize>,
        /// Simulations that the selection simulated; empty without a selection.
        ["simulations"] simulations: Option<usize>,
        /// Mean over the draws that were looked at; empty without a selection.
        ["as the selection's output"] mean_selected_by: Option<f64>,
    }
}

/// What is said of every plan as a whole.
pub fn plans_table(answer: &CompareAnswer) -> Table<impl Iterator<Item = Vec<Cell>> + use<'_>> {
    let rows = answer.plans.iter().map(|plan| {
        let chances = answer.pareto.chances.iter();
        let mut front = chances.filter(|one| one.plan == plan.name);
        let selection = answer.selection.as_ref();
        let row = selection.and_then(|s| s.plans.iter().find(|row| row.plan == plan.name));
        PlanRow {
            plan: &plan.name,
            targets_met: plan.all_targets.as_ref().and_then(|met| met.probability),
            feasible: plan.feasible,
            on_front: answer.pareto.plans.contains(&plan.name),
            p_front: front.find_map(|one| one.probability),
            selected: selection.map(|s| s.selected.as_ref() == Some(&plan.name)),
            draws_looked_at: row.map(|row| row.draws),
            simulations: row.map(|row| row.simulations),
            mean_selected_by: row.and_then(|row| row.mean),
        }
    });
    table_of("plans.csv", rows)
}

/// Every output of every plan as a file.
pub fn comparison_table(
    answer: &CompareAnswer,
) -> Table<impl Iterator<Item = Vec<Cell>> + use<'_>> {
    let rows = answer.outputs.iter().flat_map(|output| {
        let plans = output.plans.iter();
        plans.map(move |plan| comparison_row(output, plan))
    });
    table_of("comparison.csv", rows)
}

fn comparison_row<'a>(output: &'a ComparedOutput, plan: &'a PlanNumbers) -> ComparisonRow<'a> {
    let (of, difference) = (&plan.numbers, plan.difference);
    ComparisonRow {
        plan: &plan.plan,
        output: &output.output,
        unit: &output.unit,
        better: output.better.word(),
        n: of.n,
        mean: of.mean,
        mean_lo: of.mean_lo,
        mean_hi: of.mean_hi,
        p05: of.p05,
        p25: of.p25,
        p50: of.p50,
        p75: of.p75,
        p95: of.p95,
        difference: difference.map(|difference| difference.mean),
        difference_lo: difference.and_then(|difference| difference.lo),
        difference_hi: difference.and_then(|difference| difference.hi),
        variance_ratio: difference.and_then(|difference| difference.variance_ratio),
        p_best_simulation: plan.p_best_simulation,
        p_best_mean: plan.p_best_mean,
        regret_mean: plan.regret_mean,
        regret_p90: plan.regret_p90,
    }
}
