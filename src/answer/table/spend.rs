//! The tables of a spend response and of a division of money.

use super::row::{Cell, Table, row, table_of};
use crate::answer::{Allocation, Curve, Difference, Level, Marginal, SpendAnswer, Step, Worth};

row! {
    /// Columns of `spend.csv`.
    pub struct SpendRow<'a> {
        /// What is scaled: all channels, or one of them while the others stay as in the plan.
        [""] curve: &'a str,
        /// What level multiplies: own-spend, the plan's; half-spend, what buys half of the
        /// reach, where the plan spends nothing.
        [""] scaled: &'static str,
        /// Factor.
        [""] level: f64,
        /// Row of points.csv.
        [""] point: usize,
        /// Spend on all channels to the week of the answer, without set-up amounts.
        ["$"] spend: f64,
        /// Simulations in which the number is defined.
        ["simulations"] n: usize,
        /// Mean of the people enrolled at the week of the answer.
        ["people"] adopters_mean: Option<f64>,
        /// Lower end of the 95 % interval of the mean.
        ["people"] adopters_mean_lo: Option<f64>,
        /// Upper end of the 95 % interval of the mean.
        ["people"] adopters_mean_hi: Option<f64>,
        /// Mean enrolment per headcount.
        ["share"] adoption_mean: Option<f64>,
        /// 5 % of the outcomes lie below.
        ["share"] adoption_p05: Option<f64>,
        /// Median outcome.
        ["share"] adoption_p50: Option<f64>,
        /// 95 % of the outcomes lie below.
        ["share"] adoption_p95: Option<f64>,
        /// Mean tickets to that week against no rollout.
        ["cases"] tickets_mean: Option<f64>,
        /// 5 % of the outcomes lie below.
        ["cases"] tickets_p05: Option<f64>,
        /// Median outcome.
        ["cases"] tickets_p50: Option<f64>,
        /// 95 % of the outcomes lie below.
        ["cases"] tickets_p95: Option<f64>,
        /// Mean net cash to that week against no rollout.
        ["$"] net_cash_mean: Option<f64>,
        /// 5 % of the outcomes lie below.
        ["$"] net_cash_p05: Option<f64>,
        /// Median outcome.
        ["$"] net_cash_p50: Option<f64>,
        /// 95 % of the outcomes lie below.
        ["$"] net_cash_p95: Option<f64>,
        /// Messages that a person has understood by then, mean over draws; only where all
        /// channels are scaled.
        ["messages"] messages: Option<f64>,
        /// Part of the messages that would have been understood without message fatigue, mean
        /// over draws.
        ["share"] lost_to_fatigue: Option<f64>,
        /// The level before, which the columns of the step are against, simulation by
        /// simulation; empty for the lowest.
        [""] step_from: Option<f64>,
        /// What the step costs in spend.
        ["$"] step_spend: Option<f64>,
        /// Mean of the additional people enrolled.
        ["people"] step_adopters: Option<f64>,
        /// Lower end of its interval; those of a curve's steps hold together with 95 %
        /// (Bonferroni).
        ["people"] step_adopters_lo: Option<f64>,
        /// Upper end of its interval.
        ["people"] step_adopters_hi: Option<f64>,
        /// Additional people enrolled for $1,000 of spend.
        ["people"] step_per_1000: Option<f64>,
        /// Lower end of its interval.
        ["people"] step_per_1000_lo: Option<f64>,
        /// Upper end of its interval.
        ["people"] step_per_1000_hi: Option<f64>,
        /// positive, not told from zero, or negative: whether the step brings people.
        [""] step_marginal: Option<&'a str>,
        /// Mean of the additional tickets.
        ["cases"] step_tickets: Option<f64>,
        /// Lower end of its interval.
        ["cases"] step_tickets_lo: Option<f64>,
        /// Upper end of its interval.
        ["cases"] step_tickets_hi: Option<f64>,
        /// Mean of the additional net cash.
        ["$"] step_net_cash: Option<f64>,
        /// Lower end of its interval.
        ["$"] step_net_cash_lo: Option<f64>,
        /// Upper end of its interval.
        ["$"] step_net_cash_hi: Option<f64>,
        /// What an adopter has to be worth for the step to pay; empty where the step is not
        /// shown to bring people.
        ["$"] break_even: Option<f64>,
        /// Lower end of its interval (Fieller).
        ["$"] break_even_lo: Option<f64>,
        /// Upper end of its interval.
        ["$"] break_even_hi: Option<f64>,
        /// Mean value of the adopters less net cash; empty without a value of an adopter.
        ["$"] worth_mean: Option<f64>,
        /// 5 % of the outcomes lie below.
        ["$"] worth_p05: Option<f64>,
        /// 95 % of the outcomes lie below.
        ["$"] worth_p95: Option<f64>,
        /// Part of the simulations in which the level is worth most, chance included; equal
        /// ones share.
        ["share"] p_best_simulation: Option<f64>,
        /// Part of the draws in which its mean over chance is worth most; empty under chance
        /// only.
        ["share"] p_best_mean: Option<f64>,
        /// Mean distance to the level that is worth most in the same simulation.
        ["$"] regret_mean: Option<f64>,
        /// 1 where no other level is shown to be worth more, else 0.
        [""] may_be_best: Option<u32>,
    }
}

row! {
    /// Columns of `allocation.csv`.
    pub struct AllocationRow<'a> {
        /// Name of the channel; (unspent) is what is better kept.
        [""] channel: &'a str,
        /// First plan week of the block.
        ["week"] first_week: Option<u16>,
        /// Last plan week of the block.
        ["week"] last_week: Option<u16>,
        /// Weeks of the channel's calendar in the block.
        ["weeks"] weeks_used: Option<usize>,
        /// Money of the division that was found; the column adds up to the budget.
        ["$"] found: f64,
        /// Money of the even split.
        ["$"] even: f64,
        /// Money of the plan's own proportions.
        ["$"] own: f64,
        /// Spend of the division that was found.
        ["$ per addressed head and week"] found_spend: Option<f64>,
    }
}

/// Every level of every curve as a file.
pub fn spend_table(answer: &SpendAnswer) -> Table<impl Iterator<Item = Vec<Cell>> + use<'_>> {
    let rows = answer.curves.iter().flat_map(|curve| {
        let levels = curve.levels.iter().enumerate();
        levels.map(move |(at, level)| spend_row(curve, at, level))
    });
    table_of("spend.csv", rows)
}

/// The money of every channel and block as a file.
pub fn allocation_table(found: &Allocation) -> Table<impl Iterator<Item = Vec<Cell>> + use<'_>> {
    let rows = found.cells.iter().map(|cell| AllocationRow {
        channel: &cell.channel,
        first_week: Some(cell.first_week),
        last_week: Some(cell.last_week),
        weeks_used: Some(cell.weeks),
        found: cell.found,
        even: cell.even,
        own: cell.own,
        found_spend: Some(cell.spend),
    });
    let even: f64 = found.cells.iter().map(|cell| cell.even).sum();
    let own: f64 = found.cells.iter().map(|cell| cell.own).sum();
    let unspent = AllocationRow {
        channel: "(unspent)",
        first_week: None,
        last_week: None,
        weeks_used: None,
        found: found.unspent,
        even: found.budget - even,
        own: found.budget - own,
        found_spend: None,
    };
    table_of("allocation.csv", rows.chain([unspent]))
}

fn spend_row<'a>(curve: &'a Curve, at: usize, level: &Level) -> SpendRow<'a> {
    let step = at.checked_sub(1).map(|before| &curve.steps[before]);
    let worth = curve.optimum.as_ref().map(|optimum| &optimum.levels[at]);
    let difference = |of: fn(&Step) -> Option<Difference>| {
        ends(step.and_then(of).map(|one| (one.mean, one.lo, one.hi)))
    };
    let marginal = |of: fn(&Step) -> Option<Marginal>| {
        ends(step.and_then(of).map(|one| (one.mean, one.lo, one.hi)))
    };
    let of_worth = |of: fn(&Worth) -> Option<f64>| worth.and_then(of);
    let [step_adopters, step_adopters_lo, step_adopters_hi] = difference(|step| step.adopters);
    let [step_per_1000, step_per_1000_lo, step_per_1000_hi] =
        marginal(|step| step.adopters_per_1000);
    let [step_tickets, step_tickets_lo, step_tickets_hi] = difference(|step| step.tickets);
    let [step_net_cash, step_net_cash_lo, step_net_cash_hi] = difference(|step| step.net_cash);
    let [break_even, break_even_lo, break_even_hi] = marginal(|step| step.break_even);
    SpendRow {
        curve: &curve.name,
        scaled: curve.scaled.word(),
        level: level.level,
        point: level.point,
        spend: level.spend,
        n: level.adopters.n,
        adopters_mean: level.adopters.mean,
        adopters_mean_lo: level.adopters.mean_lo,
        adopters_mean_hi: level.adopters.mean_hi,
        adoption_mean: level.adoption.mean,
        adoption_p05: level.adoption.p05,
        adoption_p50: level.adoption.p50,
        adoption_p95: level.adoption.p95,
        tickets_mean: level.tickets.mean,
        tickets_p05: level.tickets.p05,
        tickets_p50: level.tickets.p50,
        tickets_p95: level.tickets.p95,
        net_cash_mean: level.net_cash.mean,
        net_cash_p05: level.net_cash.p05,
        net_cash_p50: level.net_cash.p50,
        net_cash_p95: level.net_cash.p95,
        messages: level.messages,
        lost_to_fatigue: level.lost_to_fatigue,
        step_from: step.map(|step| step.from),
        step_spend: step.map(|step| step.spend),
        step_adopters,
        step_adopters_lo,
        step_adopters_hi,
        step_per_1000,
        step_per_1000_lo,
        step_per_1000_hi,
        step_marginal: step.map(|step| step.marginal.word()),
        step_tickets,
        step_tickets_lo,
        step_tickets_hi,
        step_net_cash,
        step_net_cash_lo,
        step_net_cash_hi,
        break_even,
        break_even_lo,
        break_even_hi,
        worth_mean: of_worth(|worth| worth.worth.mean),
        worth_p05: of_worth(|worth| worth.worth.p05),
        worth_p95: of_worth(|worth| worth.worth.p95),
        p_best_simulation: of_worth(|worth| Some(worth.p_best_simulation)),
        p_best_mean: of_worth(|worth| worth.p_best_mean),
        regret_mean: of_worth(|worth| Some(worth.regret_mean)),
        may_be_best: worth.map(|worth| u32::from(worth.may_be_best)),
    }
}

/// A mean and the ends of its interval, as three cells.
fn ends(found: Option<(f64, Option<f64>, Option<f64>)>) -> [Option<f64>; 3] {
    let (mean, lo, hi) = found.map_or((None, None, None), |(mean, lo, hi)| (Some(mean), lo, hi));
    [mean, lo, hi]
}
