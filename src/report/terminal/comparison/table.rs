//! The numbers of a comparison, in columns.

use super::super::number::{cell, heading_unit};
use super::share::share;
use crate::answer::{CompareAnswer, ComparedOutput, Difference};
use crate::report::page::{Page, WIDTH};
use crate::units::Better;

/// Longest name of a plan in tables.
const LONGEST_NAME: usize = 24;

/// Cells of a row before they are padded: plan, mean, outcomes, difference,
/// chances, regret.
type Cells = [String; 6];

/// The tables of all outputs, in columns of equal widths.
pub fn write(answer: &CompareAnswer, page: &mut Page) {
    let rows: Vec<Vec<Cells>> = answer.outputs.iter().map(|o| cells(o, answer)).collect();
    let mut widths = [0; 6];
    for row in rows.iter().flatten() {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let others: usize = widths[1..].iter().map(|width| width + 2).sum();
    let labels = labels(answer, WIDTH.saturating_sub(others + 2));
    let length = labels.iter().map(|label| label.chars().count()).max();
    widths[0] = length.unwrap_or(0);
    if labels.iter().ne(answer.plans.iter().map(|plan| &plan.name)) {
        let pairs = labels.iter().zip(&answer.plans);
        let pairs: Vec<String> = pairs
            .map(|(l, plan)| format!("{l}: {}", plan.name))
            .collect();
        page.gap();
        page.paragraph(&format!("{}.", pairs.join("; ")), 2);
    }
    for (output, rows) in answer.outputs.iter().zip(rows) {
        let better = match output.better {
            Better::Neither => "neither way is good",
            Better::Higher => "higher is better",
            Better::Lower => "lower is better",
        };
        page.gap();
        let aside = format!(
            "[{}] {better}{}",
            heading_unit(&output.unit, &output.of),
            best(output, answer, &labels)
        );
        page.wide_heading(&output.output, &aside);
        for (at, mut row) in rows.into_iter().enumerate() {
            row[0] = match at.checked_sub(1) {
                Some(plan) => labels[plan].clone(),
                None => String::new(),
            };
            let padded = row.iter().zip(widths);
            let padded = padded.map(|(cell, width)| format!("  {cell:<width$}"));
            page.line(&padded.collect::<String>());
        }
        if output.n < answer.counts.n {
            page.line(&format!(
                "  chances and regret are of the {} simulations in which all plans have a value",
                output.n
            ));
        }
    }
}

/// What tables call the plans: their names, or numbers where these are too long.
fn labels(answer: &CompareAnswer, room: usize) -> Vec<String> {
    let names = answer.plans.iter().map(|plan| plan.name.clone());
    if names
        .clone()
        .all(|name| name.chars().count() <= room.min(LONGEST_NAME))
    {
        return names.collect();
    }
    (1..=answer.plans.len())
        .map(|number| format!("plan {number}"))
        .collect()
}

/// Which plan is best in the mean, as far as it can be told.
fn best(output: &ComparedOutput, answer: &CompareAnswer, labels: &[String]) -> String {
    let label = |name: &String| {
        let at = answer.plans.iter().position(|plan| plan.name == *name);
        at.map_or(String::new(), |at| labels[at].clone())
    };
    match output.may_be_best.as_slice() {
        [] => String::new(),
        [one] => format!("; best in the mean: {}", label(one)),
        many if many.len() == output.plans.len() => "; which is best cannot be told".to_owned(),
        [one, other] => format!("; best in the mean: {} or {}", label(one), label(other)),
        many => format!("; best in the mean: one of {}", many.len()),
    }
}

fn cells(output: &ComparedOutput, answer: &CompareAnswer) -> Vec<Cells> {
    let unit = &output.unit;
    let ranked = output.better != Better::Neither;
    let head = [
        "",
        "mean",
        "outcomes",
        "difference",
        if ranked { "P(best)" } else { "" },
        if ranked { "regret" } else { "" },
    ];
    let mut rows = vec![head.map(str::to_owned)];
    for row in &output.plans {
        let shown = |number: Option<f64>| number.map_or("-".to_owned(), |v| cell(v, unit));
        let half = row.numbers.mean_lo.zip(row.numbers.mean_hi);
        let half = half.map_or(String::new(), |(lo, hi)| {
            format!(" ±{}", cell((hi - lo) / 2.0, unit))
        });
        let difference = match &row.difference {
            Some(difference) => interval(difference, unit),
            None if row.plan == answer.against => "-".to_owned(),
            None => "undefined".to_owned(),
        };
        let of = |p: Option<f64>| p.map_or("-".to_owned(), share);
        let (chances, regret) = if ranked {
            (
                format!("{} / {}", of(row.p_best_simulation), of(row.p_best_mean)),
                format!("{} ({})", shown(row.regret_mean), shown(row.regret_p90)),
            )
        } else {
            (String::new(), String::new())
        };
        rows.push([
            row.plan.clone(),
            format!("{}{half}", shown(row.numbers.mean)),
            format!("[{}..{}]", shown(row.numbers.p05), shown(row.numbers.p95)),
            difference,
            chances,
            regret,
        ]);
    }
    rows
}

fn interval(difference: &Difference, unit: &str) -> String {
    let mean = cell(difference.mean, unit);
    let sign = if difference.mean > 0.0 { "+" } else { "" };
    match (difference.lo, difference.hi) {
        _ if difference.higher + difference.lower == 0 => "the same".to_owned(),
        (Some(lo), Some(hi)) => format!("{sign}{mean} ({} to {})", cell(lo, unit), cell(hi, unit)),
        _ => format!("{sign}{mean}"),
    }
}
