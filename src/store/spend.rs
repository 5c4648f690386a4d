//! The tables of a spend response and of a division of money.

use super::table::{Cell, ColumnDoc, Table};
use crate::experiment::compare::Difference;
use crate::experiment::run::Numbers;
use crate::experiment::spend::{Allocation, Answer, Curve, Level, Marginal, Scaled, Step, Worth};

/// Columns of `spend.csv`.
#[rustfmt::skip]
pub(super) const SPEND: [ColumnDoc; 48] = [
    ColumnDoc::new("curve", "", "What is scaled: all channels, or one of them while the others stay as in the plan."),
    ColumnDoc::new("scaled", "", "What level multiplies: own-spend, the plan's; half-spend, what buys half of the reach, where the plan spends nothing."),
    ColumnDoc::new("level", "", "Factor."),
    ColumnDoc::new("point", "", "Row of points.csv."),
    ColumnDoc::new("spend", "$", "Spend on all channels to the week of the answer, without set-up amounts."),
    ColumnDoc::new("n", "units", "Units of work in which the number is defined."),
    ColumnDoc::new("adopters_mean", "people", "Mean of the people enrolled at the week of the answer."),
    ColumnDoc::new("adopters_mean_lo", "people", "Lower end of the 95 % interval of the mean."),
    ColumnDoc::new("adopters_mean_hi", "people", "Upper end of the 95 % interval of the mean."),
    ColumnDoc::new("adoption_mean", "share", "Mean enrolment per head-count."),
    ColumnDoc::new("adoption_p05", "share", "5 % of the outcomes lie below."),
    ColumnDoc::new("adoption_p50", "share", "Median outcome."),
    ColumnDoc::new("adoption_p95", "share", "95 % of the outcomes lie below."),
    ColumnDoc::new("tickets_mean", "cases", "Mean tickets to that week against no rollout."),
    ColumnDoc::new("tickets_p05", "cases", "5 % of the outcomes lie below."),
    ColumnDoc::new("tickets_p50", "cases", "Median outcome."),
    ColumnDoc::new("tickets_p95", "cases", "95 % of the outcomes lie below."),
    ColumnDoc::new("net_cash_mean", "$", "Mean net cash to that week against no rollout."),
    ColumnDoc::new("net_cash_p05", "$", "5 % of the outcomes lie below."),
    ColumnDoc::new("net_cash_p50", "$", "Median outcome."),
    ColumnDoc::new("net_cash_p95", "$", "95 % of the outcomes lie below."),
    ColumnDoc::new("messages", "messages", "Messages that a head has understood by then, mean over draws; only where all channels are scaled."),
    ColumnDoc::new("lost_to_fatigue", "share", "Part of the messages that would have been understood if messages wearied nobody, mean over draws."),
    ColumnDoc::new("step_from", "", "The level before, which the columns of the step are against, unit by unit; empty for the lowest."),
    ColumnDoc::new("step_spend", "$", "What the step costs in spend."),
    ColumnDoc::new("step_adopters", "people", "Mean of the additional people enrolled."),
    ColumnDoc::new("step_adopters_lo", "people", "Lower end of its interval; those of a curve's steps hold together with 95 % (Bonferroni)."),
    ColumnDoc::new("step_adopters_hi", "people", "Upper end of its interval."),
    ColumnDoc::new("step_per_1000", "people", "Additional people enrolled for $1,000 of spend."),
    ColumnDoc::new("step_per_1000_lo", "people", "Lower end of its interval."),
    ColumnDoc::new("step_per_1000_hi", "people", "Upper end of its interval."),
    ColumnDoc::new("step_marginal", "", "positive, not told from zero, or negative: whether the step brings people."),
    ColumnDoc::new("step_tickets", "cases", "Mean of the additional tickets."),
    ColumnDoc::new("step_tickets_lo", "cases", "Lower end of its interval."),
    ColumnDoc::new("step_tickets_hi", "cases", "Upper end of its interval."),
    ColumnDoc::new("step_net_cash", "$", "Mean of the additional net cash."),
    ColumnDoc::new("step_net_cash_lo", "$", "Lower end of its interval."),
    ColumnDoc::new("step_net_cash_hi", "$", "Upper end of its interval."),
    ColumnDoc::new("break_even", "$", "What an adopter has to be worth for the step to pay; empty where the step is not shown to bring people."),
    ColumnDoc::new("break_even_lo", "$", "Lower end of its interval (Fieller)."),
    ColumnDoc::new("break_even_hi", "$", "Upper end of its interval."),
    ColumnDoc::new("worth_mean", "$", "Mean value of the adopters less net cash; empty without a value of an adopter."),
    ColumnDoc::new("worth_p05", "$", "5 % of the outcomes lie below."),
    ColumnDoc::new("worth_p95", "$", "95 % of the outcomes lie below."),
    ColumnDoc::new("p_best_unit", "share", "Part of the units in which the level is worth most, luck included; equal ones share."),
    ColumnDoc::new("p_best_mean", "share", "Part of the draws in which its mean over luck is worth most; empty under luck only."),
    ColumnDoc::new("regret_mean", "$", "Mean distance to the level that is worth most in the same unit."),
    ColumnDoc::new("may_be_best", "", "1 where no other level is shown to be worth more, else 0."),
];

/// Columns of `allocation.csv`.
#[rustfmt::skip]
pub(super) const ALLOCATION: [ColumnDoc; 8] = [
    ColumnDoc::new("channel", "", "Name of the channel; (unspent) is what is better kept."),
    ColumnDoc::new("first_week", "week", "First plan week of the block."),
    ColumnDoc::new("last_week", "week", "Last plan week of the block."),
    ColumnDoc::new("weeks_used", "weeks", "Weeks of the channel's calendar in the block."),
    ColumnDoc::new("found", "$", "Money of the division that was found; the column adds up to the budget."),
    ColumnDoc::new("even", "$", "Money of the even split."),
    ColumnDoc::new("own", "$", "Money of the plan's own proportions."),
    ColumnDoc::new("found_spend", "$ per addressed head and week", "Spend of the division that was found."),
];

/// Every level of every curve as a file.
pub fn spend_table(answer: &Answer) -> Table<impl Iterator<Item = Vec<Cell>> + use<'_>> {
    let rows = answer.curves.iter().flat_map(|curve| {
        let levels = curve.levels.iter().enumerate();
        levels.map(move |(at, level)| cells(curve, at, level))
    });
    Table {
        name: "spend.csv".to_owned(),
        columns: SPEND.to_vec(),
        rows,
    }
}

/// The money of every channel and block as a file.
pub fn allocation_table(found: &Allocation) -> Table<impl Iterator<Item = Vec<Cell>> + use<'_>> {
    let rows = found.cells.iter().map(|cell| {
        vec![
            cell.channel.as_str().into(),
            u32::from(cell.first_week).into(),
            u32::from(cell.last_week).into(),
            Cell::Integer(cell.weeks as i64),
            cell.found.into(),
            cell.even.into(),
            cell.own.into(),
            cell.spend.into(),
        ]
    });
    let rest = |sum: f64| Cell::from(found.budget - sum);
    let even = found.cells.iter().map(|cell| cell.even).sum();
    let own = found.cells.iter().map(|cell| cell.own).sum();
    let unspent = vec![
        "(unspent)".into(),
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        found.unspent.into(),
        rest(even),
        rest(own),
        Cell::Empty,
    ];
    Table {
        name: "allocation.csv".to_owned(),
        columns: ALLOCATION.to_vec(),
        rows: rows.chain([unspent]),
    }
}

fn cells(curve: &Curve, at: usize, level: &Level) -> Vec<Cell> {
    let scaled = match curve.scaled {
        Scaled::OwnSpend => "own-spend",
        Scaled::HalfSpend => "half-spend",
    };
    let mut cells: Vec<Cell> = vec![
        curve.name.as_str().into(),
        scaled.into(),
        level.level.into(),
        Cell::Integer(level.point as i64),
        level.spend.into(),
        Cell::Integer(level.adopters.n as i64),
    ];
    let Numbers {
        mean,
        mean_lo,
        mean_hi,
        ..
    } = level.adopters;
    cells.extend([mean, mean_lo, mean_hi].map(Cell::from));
    for numbers in [&level.adoption, &level.tickets, &level.net_cash] {
        let row = [numbers.mean, numbers.p05, numbers.p50, numbers.p95];
        cells.extend(row.map(Cell::from));
    }
    cells.extend([level.messages, level.lost_to_fatigue].map(Cell::from));
    let step = at.checked_sub(1).map(|before| &curve.steps[before]);
    cells.extend(of_step(step));
    let worth = curve.optimum.as_ref().map(|optimum| &optimum.levels[at]);
    cells.extend(of_worth(worth));
    cells
}

fn of_step(step: Option<&Step>) -> Vec<Cell> {
    let difference = |of: &dyn Fn(&Step) -> Option<Difference>| -> [Cell; 3] {
        let found = step.and_then(of);
        [
            found.map(|one| one.mean).into(),
            found.and_then(|one| one.lo).into(),
            found.and_then(|one| one.hi).into(),
        ]
    };
    let marginal = |of: &dyn Fn(&Step) -> Option<Marginal>| -> [Cell; 3] {
        let found = step.and_then(of);
        [
            found.map(|one| one.mean).into(),
            found.and_then(|one| one.lo).into(),
            found.and_then(|one| one.hi).into(),
        ]
    };
    let mut cells: Vec<Cell> = vec![
        step.map(|step| step.from).into(),
        step.map(|step| step.spend).into(),
    ];
    cells.extend(difference(&|step| step.adopters));
    cells.extend(marginal(&|step| step.adopters_per_1000));
    cells.push(step.map(|step| step.marginal).into());
    cells.extend(difference(&|step| step.tickets));
    cells.extend(difference(&|step| step.net_cash));
    cells.extend(marginal(&|step| step.break_even));
    cells
}

fn of_worth(worth: Option<&Worth>) -> Vec<Cell> {
    vec![
        worth.and_then(|worth| worth.worth.mean).into(),
        worth.and_then(|worth| worth.worth.p05).into(),
        worth.and_then(|worth| worth.worth.p95).into(),
        worth.map(|worth| worth.p_best_unit).into(),
        worth.and_then(|worth| worth.p_best_mean).into(),
        worth.map(|worth| worth.regret_mean).into(),
        worth.map(|worth| i64::from(worth.may_be_best)).into(),
    ]
}
