//! What the columns of result tables hold.

use std::borrow::Cow;

use crate::store::ColumnDoc;

/// Columns by name, with unit and meaning.
#[rustfmt::skip]
pub const COLUMNS: &[(&str, &str, &str)] = &[
    ("plan", "", "Name of the plan: the scenario's, or a variant's."),
    ("population", "", "`workforce` or `customers`."),
    ("arm", "", "`rollout`, `baseline` (the same organisation and the same luck without a rollout), or `difference` (rollout less baseline, unit by unit)."),
    ("week", "week", "Plan week, from 1; empty where a row is about the whole run."),
    ("week_start", "", "Monday of the week."),
    ("metric", "", "Id of the metric; `passcast explain metrics` lists them."),
    ("unit", "", "Unit of the numbers in the row."),
    ("n", "units", "Units in which the value is defined."),
    ("mean", "the row's", "Mean over units."),
    ("mean_lo", "the row's", "Lower end of the 95 % confidence interval of the mean: how well the mean is known from so many draws. More replicates make it narrower."),
    ("mean_hi", "the row's", "Upper end of the 95 % confidence interval of the mean."),
    ("p05", "the row's", "5th percentile over units: where outcomes lie, not how well a mean is known. More replicates do not make it narrower."),
    ("p25", "the row's", "25th percentile over units."),
    ("p50", "the row's", "Median over units."),
    ("p75", "the row's", "75th percentile over units."),
    ("p95", "the row's", "95th percentile over units."),
    ("luck_share", "share", "Share of the variance over units that is luck: the difference between units of one draw of the parameters. The rest is what is not known of the parameters."),
    ("dimension", "", "What a segment divides people by: department, work_style, worker_type or os_class."),
    ("segment", "", "Name of the segment."),
    ("category", "", "Category of a ticket."),
    ("tier", "", "Line of the helpdesk."),
    ("ordinal", "", "Which prompt of a person it is, from 1."),
    ("route", "", "How people came to their passkey."),
    ("point", "", "Row of points.csv: a plan with parameter values."),
    ("draw", "", "Draw of the uncertain parameters, from 0."),
    ("replicate", "", "Index of luck, from 0. Equal replicates mean the same world in every plan."),
    ("break_even_week", "week", "First week from which the cumulative helpdesk cost difference stays at or below zero up to the horizon; empty if it ends above."),
];

/// The documentation of a column that every run has.
pub fn doc(name: &str) -> ColumnDoc {
    let row = COLUMNS.iter().find(|(known, ..)| *known == name);
    match row {
        Some((name, unit, meaning)) => ColumnDoc::new(name, unit, meaning),
        None => ColumnDoc {
            name: Cow::Owned(name.to_owned()),
            unit: Cow::Borrowed(""),
            meaning: Cow::Borrowed(""),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shared_column_is_documented() {
        for column in crate::experiment::run::COLUMNS {
            assert!(!doc(column).meaning.is_empty(), "{column}");
        }
    }
}
