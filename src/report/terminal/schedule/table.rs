//! The numbers of a search, in columns.

use super::super::number::{cell, percent};
use crate::answer::{CandidateAnswer, Difference, FinalAnswer, FinalRole, ScheduleAnswer, Status};
use crate::report::page::{Page, WIDTH};

/// Candidates on the screen; `schedule.csv` has all.
const SHOWN: usize = 14;

/// The plans that were judged again.
pub fn finals(answer: &ScheduleAnswer, page: &mut Page) {
    if answer.finals.is_empty() {
        return;
    }
    page.gap();
    page.heading(
        "Judged again",
        &format!(
            "on {} draws that the search never saw, n = {} simulations each",
            answer.fresh_draws, answer.finals[0].fresh.n
        ),
    );
    let first = answer.finals[0].role.word();
    let mut rows = vec![vec![
        String::new(),
        "mean".to_owned(),
        "outcomes".to_owned(),
        format!("{first} less this one"),
        "search flattered by".to_owned(),
    ]];
    rows.extend(answer.finals.iter().map(|one| judged(one, answer)));
    columns(&rows, page);
    if !answer.constraints.is_empty() {
        let of: Vec<String> = answer.finals.iter().map(kept).collect();
        page.paragraph(&format!("Constraints there: {}.", of.join("; ")), 2);
    }
    let second = answer
        .finals
        .iter()
        .find(|one| matches!(one.role, FinalRole::RunnerUp | FinalRole::Next));
    if let Some(second) = second {
        page.paragraph(&format!("{}: {}.", second.role.word(), second.label), 2);
    }
}

fn judged(one: &FinalAnswer, answer: &ScheduleAnswer) -> Vec<String> {
    let unit = &answer.unit;
    let role = if one.as_written && one.role != FinalRole::AsWritten {
        format!("{}, as written", one.role.word())
    } else {
        one.role.word().to_owned()
    };
    let shown = |number: Option<f64>| number.map_or("-".to_owned(), |value| cell(value, unit));
    let of = &one.fresh;
    let lead = match &one.lead {
        None => "-".to_owned(),
        Some(lead) => difference(lead, unit),
    };
    let flattered = match (one.optimism, one.optimism_lo, one.optimism_hi) {
        (Some(gap), Some(lo), Some(hi)) => {
            format!(
                "{} ({} to {})",
                cell(gap, unit),
                cell(lo, unit),
                cell(hi, unit)
            )
        }
        _ => "-".to_owned(),
    };
    vec![
        role,
        mean(of.mean, of.mean_lo, of.mean_hi, unit),
        format!("[{}..{}]", shown(of.p05), shown(of.p95)),
        lead,
        flattered,
    ]
}

/// The constraints of a plan that was judged again.
fn kept(one: &FinalAnswer) -> String {
    let bare = |p: f64| percent(p).trim_end_matches(" %").to_owned();
    let shares = one.constraints.iter().zip(1..).map(|(chance, number)| {
        match (chance.probability, chance.lo, chance.hi) {
            (Some(p), Some(lo), Some(hi)) => {
                format!("[{number}] {} ({} to {})", percent(p), bare(lo), bare(hi))
            }
            _ => format!("[{number}] -"),
        }
    });
    let missed = if one.kept { "" } else { ": missed" };
    format!(
        "{}{missed}, {}",
        one.role.word(),
        shares.collect::<Vec<_>>().join(", ")
    )
}

/// The candidates, best first.
pub fn candidates(answer: &ScheduleAnswer, page: &mut Page) {
    page.gap();
    let names: Vec<&str> = answer.levers.iter().map(String::as_str).collect();
    page.heading("Candidates", "best first");
    let from = if answer.winner.is_some() {
        "from the winner"
    } else {
        "from the nearest"
    };
    let mut head = vec!["mean".to_owned(), from.to_owned(), "status".to_owned()];
    for (at, _) in answer.constraints.iter().enumerate() {
        head.push(format!("[{}]", at + 1));
    }
    head.push(names.join(" | "));
    let mut rows = vec![head];
    let shown = answer.candidates.iter().take(SHOWN);
    rows.extend(shown.map(|one| row(one, answer)));
    columns(&rows, page);
    let more = answer.candidates.len().saturating_sub(SHOWN);
    if more > 0 {
        page.line(&format!("  and {more} more, in schedule.csv"));
    }
}

fn row(one: &CandidateAnswer, answer: &ScheduleAnswer) -> Vec<String> {
    let unit = &answer.unit;
    let status = match one.status {
        Status::Winner => "winner".to_owned(),
        status => format!("{}, {} draws", status.word(), one.draws),
    };
    let from = one.difference.as_ref();
    let from = from.map_or("-".to_owned(), |from| difference(from, unit));
    let mut row = vec![mean(one.mean, one.mean_lo, one.mean_hi, unit), from, status];
    row.extend(one.constraints.iter().map(|share| {
        let missed = if share.kept { "" } else { " missed" };
        format!("{}{missed}", percent(share.probability))
    }));
    row.push(settings(one, answer));
    row
}

/// The settings without the names that the heading has.
fn settings(one: &CandidateAnswer, answer: &ScheduleAnswer) -> String {
    if one.settings.iter().all(|setting| setting == &one.label) {
        return one.label.clone();
    }
    let short = |(name, setting): (&String, &String)| {
        let rest = setting.strip_prefix(name.as_str());
        let rest = rest.map(|rest| rest.trim_start_matches('=').trim());
        rest.unwrap_or(setting).to_owned()
    };
    let pairs = answer.levers.iter().zip(&one.settings);
    pairs.map(short).collect::<Vec<_>>().join(" | ")
}

fn mean(mean: Option<f64>, lo: Option<f64>, hi: Option<f64>, unit: &str) -> String {
    let Some(mean) = mean else {
        return "-".to_owned();
    };
    match (lo, hi) {
        (Some(lo), Some(hi)) => format!("{} ±{}", cell(mean, unit), cell((hi - lo) / 2.0, unit)),
        _ => cell(mean, unit),
    }
}

fn difference(difference: &Difference, unit: &str) -> String {
    if difference.higher + difference.lower == 0 {
        return "the same".to_owned();
    }
    let sign = if difference.mean > 0.0 { "+" } else { "" };
    let mean = cell(difference.mean, unit);
    match (difference.lo, difference.hi) {
        (Some(lo), Some(hi)) => format!("{sign}{mean} ({} to {})", cell(lo, unit), cell(hi, unit)),
        _ => format!("{sign}{mean}"),
    }
}

/// Rows of cells in columns; the last one may be cut.
fn columns(rows: &[Vec<String>], page: &mut Page) {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.get(at));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..count).map(width).collect();
    for row in rows {
        let cells = row.iter().zip(&widths);
        let line: String = cells
            .map(|(cell, width)| format!("  {cell:<width$}"))
            .collect();
        let line = line.trim_end();
        if line.chars().count() <= WIDTH {
            page.line(line);
        } else {
            let kept: String = line.chars().take(WIDTH - 2).collect();
            page.line(&format!("{kept}.."));
        }
    }
}
