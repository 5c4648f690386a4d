//! The table of a search's candidates.

use super::table::{Cell, ColumnDoc, Table};
use crate::experiment::schedule::{Answer, CandidateAnswer, Status};
use std::borrow::Cow;

/// Columns of `schedule.csv` that every search has; after `candidate` stands a column
/// for each lever, and at the end one for each constraint.
#[rustfmt::skip]
pub(super) const SCHEDULE: [ColumnDoc; 14] = [
    ColumnDoc::new("point", "", "Row of points.csv."),
    ColumnDoc::new("candidate", "", "Settings of all levers."),
    ColumnDoc::new("status", "", "winner, kept (not shown to be worse), dropped (shown to be worse) or infeasible (misses a constraint)."),
    ColumnDoc::new("draws", "draws", "Draws that it took part with in the search."),
    ColumnDoc::new("units", "units", "Units that it took in the search."),
    ColumnDoc::new("objective", "", "The output whose mean decides."),
    ColumnDoc::new("estimate", "of the objective", "Its mean over those units."),
    ColumnDoc::new("estimate_lo", "of the objective", "Lower end of the mean's own 95 % interval."),
    ColumnDoc::new("estimate_hi", "of the objective", "Upper end of it."),
    ColumnDoc::new("from_winner", "of the objective", "Mean paired difference from the winner, or from the nearest candidate where nobody wins; empty for that one."),
    ColumnDoc::new("from_winner_lo", "of the objective", "Lower end of its interval; all pairs at all looks hold together with 95 %."),
    ColumnDoc::new("from_winner_hi", "of the objective", "Upper end of it."),
    ColumnDoc::new("told_apart", "", "Whether that interval leaves zero out."),
    ColumnDoc::new("surely_feasible", "", "Whether it is shown to keep all constraints."),
];

/// Every candidate, best first.
pub fn schedule_table(answer: &Answer) -> Table<impl Iterator<Item = Vec<Cell>> + use<'_>> {
    let mut columns = SCHEDULE.to_vec();
    let own = |name: &str, unit: &'static str, meaning: &'static str| ColumnDoc {
        name: Cow::Owned(name.to_owned()),
        ..ColumnDoc::new("", unit, meaning)
    };
    let levers = answer.levers.iter();
    let levers = levers.map(|name| own(name, "", "Setting of the lever."));
    columns.splice(2..2, levers);
    let constraints = answer.constraints.iter();
    columns.extend(constraints.map(|constraint| {
        let meaning = if constraint.median {
            "Part of the units on the wanted side; half of them keep the constraint."
        } else {
            "Part of the units in which the event happens."
        };
        own(&constraint.text, "share", meaning)
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

fn cells(answer: &Answer, one: &CandidateAnswer) -> Vec<Cell> {
    let status = match one.status {
        Status::Winner => "winner",
        Status::Kept => "kept",
        Status::Dropped => "dropped",
        Status::Infeasible => "infeasible",
    };
    let yes = |is: bool| Cell::from(if is { "yes" } else { "no" });
    let mut cells = vec![one.point.into(), one.label.as_str().into()];
    cells.extend(
        one.settings
            .iter()
            .map(|setting| Cell::from(setting.as_str())),
    );
    let difference = one.difference;
    cells.extend([
        status.into(),
        Cell::Integer(one.draws as i64),
        Cell::Integer(one.units as i64),
        answer.objective.as_str().into(),
        one.mean.into(),
        one.mean_lo.into(),
        one.mean_hi.into(),
        difference.map(|difference| difference.mean).into(),
        difference.and_then(|difference| difference.lo).into(),
        difference.and_then(|difference| difference.hi).into(),
        yes(one.told_apart),
        yes(one.sure),
    ]);
    cells.extend(one.constraints.iter().map(|of| Cell::from(of.probability)));
    cells
}
