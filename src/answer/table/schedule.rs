//! The table of a search's candidates.

use super::row::{Cell, ColumnDoc, Row, Table, row};
use crate::answer::{CandidateAnswer, ScheduleAnswer};

/// Where the columns of the levers stand.
const LEVERS: usize = 2;

row! {
    /// Columns of `schedule.csv` that every search has; after `candidate` stands a column
    /// for each lever, and at the end one for each constraint.
    pub struct CandidateRow<'a> {
        /// Row of points.csv.
        [""] point: u32,
        /// Settings of all levers.
        [""] candidate: &'a str,
        /// winner, kept (not shown to be worse), dropped (shown to be worse) or infeasible
        /// (misses a constraint).
        [""] status: &'static str,
        /// Draws that it took part with in the search.
        ["draws"] draws: usize,
        /// Simulations that it took in the search.
        ["simulations"] simulations: usize,
        /// The output whose mean decides.
        [""] objective: &'a str,
        /// Its mean over those simulations.
        ["of the objective"] estimate: Option<f64>,
        /// Lower end of the mean's own 95 % interval.
        ["of the objective"] estimate_lo: Option<f64>,
        /// Upper end of it.
        ["of the objective"] estimate_hi: Option<f64>,
        /// Mean paired difference from the winner, or from the nearest candidate where nobody
        /// wins; empty for that one.
        ["of the objective"] from_winner: Option<f64>,
        /// Lower end of its interval; all pairs at all looks hold together with 95 %.
        ["of the objective"] from_winner_lo: Option<f64>,
        /// Upper end of it.
        ["of the objective"] from_winner_hi: Option<f64>,
        /// Whether that interval leaves zero out.
        [""] told_apart: bool,
        /// Whether it is shown to keep all constraints.
        [""] surely_feasible: bool,
    }
}

/// Every candidate, best first.
pub fn schedule_table(answer: &ScheduleAnswer) -> Table<impl Iterator<Item = Vec<Cell>> + use<'_>> {
    let mut columns = CandidateRow::COLUMNS.to_vec();
    let levers = answer.levers.iter();
    let levers = levers.map(|name| ColumnDoc::of(name, "", "Setting of the lever."));
    columns.splice(LEVERS..LEVERS, levers);
    columns.extend(answer.constraints.iter().map(|constraint| {
        let meaning = if constraint.median {
            "Part of the simulations on the wanted side; half of them keep the constraint."
        } else {
            "Part of the simulations in which the event happens."
        };
        ColumnDoc::of(&constraint.text, "share", meaning)
    }));
    Table {
        name: "schedule.csv".to_owned(),
        columns,
        rows: answer
            .candidates
            .iter()
            .map(|candidate| cells(answer, candidate)),
    }
}

fn cells(answer: &ScheduleAnswer, one: &CandidateAnswer) -> Vec<Cell> {
    let difference = one.difference;
    let row = CandidateRow {
        point: one.point,
        candidate: &one.label,
        status: one.status.word(),
        draws: one.draws,
        simulations: one.simulations,
        objective: &answer.objective,
        estimate: one.mean,
        estimate_lo: one.mean_lo,
        estimate_hi: one.mean_hi,
        from_winner: difference.map(|difference| difference.mean),
        from_winner_lo: difference.and_then(|difference| difference.lo),
        from_winner_hi: difference.and_then(|difference| difference.hi),
        told_apart: one.told_apart,
        surely_feasible: one.sure,
    };
    let mut cells = row.cells();
    let settings = one.settings.iter();
    cells.splice(
        LEVERS..LEVERS,
        settings.map(|setting| setting.as_str().into()),
    );
    cells.extend(one.constraints.iter().map(|of| Cell::from(of.probability)));
    cells
}
