//! A division of a budget on a screen.

use super::super::number::{chance, money, plain};
use super::cell::{dollars, interval, outcomes};
use crate::answer::{Allocation, Difference, Gap, Marginal, Objective, SpendAnswer};
use crate::report::page::Page;

/// Longest name of a channel.
const LONGEST: usize = 24;

/// Writes everything.
pub fn write(found: &Allocation, answer: &SpendAnswer, page: &mut Page) {
    page.gap();
    let most = match found.objective {
        Objective::Worth => "most worth less net cash",
        Objective::Adopters => "most people enrolled",
    };
    let limit = found
        .constraint
        .as_ref()
        .map_or(String::new(), |limit| format!(", {limit}"));
    page.heading(
        &format!("Dividing {}", money(found.budget)),
        &format!("for {most} in week {}{limit}", answer.week),
    );
    cells(found, page);
    judged(found, answer, page);
    words(found, page);
    page.gap();
    page.heading(
        "To paste",
        "below [communications], in place of its channels; for spend_factor = 1",
    );
    for line in found.toml.lines() {
        page.line(line);
    }
}

/// A line a channel, a column a block; in brackets the plan's own proportions.
fn cells(found: &Allocation, page: &mut Page) {
    let mut names: Vec<&str> = Vec::new();
    for cell in &found.cells {
        if !names.contains(&cell.channel.as_str()) {
            names.push(&cell.channel);
        }
    }
    let width = names.iter().map(|name| name.chars().count()).max();
    let width = width.unwrap_or(0).clamp(9, LONGEST);
    let heads = found.blocks.iter().map(|block| {
        let weeks = format!("weeks {}-{}", block.first_week, block.last_week);
        format!("{weeks:>16}")
    });
    page.line(&format!(
        "  {:<width$}{}",
        "found [own split]",
        heads.collect::<String>()
    ));
    for name in names {
        let mut line = format!("  {:<width$}", name.chars().take(width).collect::<String>());
        for block in 0..found.blocks.len() {
            let cell = found
                .cells
                .iter()
                .find(|cell| cell.channel == name && cell.block == block);
            let shown = cell.map_or("-".to_owned(), |cell| {
                format!(
                    "{} [{}]",
                    money(cell.found),
                    money(cell.own).trim_start_matches('$')
                )
            });
            line.push_str(&format!("{shown:>16}"));
        }
        page.line(&line);
    }
    if found.unspent > 0.005 {
        page.line(&format!("  {} is better kept.", money(found.unspent)));
    }
}

/// Plans on draws that the search never saw.
fn judged(found: &Allocation, answer: &SpendAnswer, page: &mut Page) {
    page.gap();
    page.heading(
        "On fresh draws",
        &format!(
            "n = {} simulations that the search never saw; it evaluated {} divisions on {} draws",
            answer.counts.n, found.evaluated, found.search_draws
        ),
    );
    let broken = if found.constraint.is_some() {
        "limit broken"
    } else {
        ""
    };
    page.line(&format!(
        "  {:<13} {:>7} {:>13} {:>8} {:>13}  {:<20} {broken}",
        "", "spend", "enrolled, %", "net cash", "fullest queue", "people with found",
    ));
    for plan in &found.plans {
        let queue = match (plan.backlog.mean, plan.backlog.p95) {
            (Some(mean), Some(high)) => format!("{} [..{}]", plain(mean), plain(high)),
            _ => "-".to_owned(),
        };
        let over = plan.found_over.map_or("-".to_owned(), more);
        page.line(&format!(
            "  {:<13} {:>7} {:>13} {:>8} {queue:>13}  {over:<20} {}",
            plan.name,
            money(plan.spend),
            outcomes(&plan.adoption),
            plan.net_cash.mean.map_or("-".to_owned(), money),
            plan.broken.as_ref().map_or(String::new(), chance),
        ));
    }
}

fn more(difference: Difference) -> String {
    let sign = if difference.mean > 0.0 { "+" } else { "" };
    format!("{sign}{}", interval(difference.marginal()))
}

fn words(found: &Allocation, page: &mut Page) {
    if found.kept == Some(false) {
        page.paragraph(
            "The found division does not keep the limit on fresh draws; nothing better that does was found.",
            2,
        );
    }
    if let Some(gap) = &found.optimism {
        page.paragraph(&optimism(gap), 2);
    }
    if let Some(agent) = &found.agent {
        let amount = |found: Marginal| match (found.lo, found.hi) {
            (Some(lo), Some(hi)) => dollars(found.mean, lo, hi),
            _ => money(found.mean),
        };
        page.paragraph(
            &format!(
                "One more agent throughout: {} people and {} net cash for each agent-week, {} cases in \
                 the fullest queue.",
                interval(agent.adopters),
                amount(agent.net_cash),
                interval(agent.backlog)
            ),
            2,
        );
    }
}

fn optimism(gap: &Gap) -> String {
    let shown = |found: Marginal| {
        if gap.unit != "$" {
            return format!("{} people", interval(found));
        }
        match (found.lo, found.hi) {
            (Some(lo), Some(hi)) => dollars(found.mean, lo, hi),
            _ => money(found.mean),
        }
    };
    format!(
        "Over the even split the search saw {} on its draws, and fresh draws show {}: what the first is above \
         the second is optimism.",
        shown(gap.searched.marginal()),
        shown(gap.fresh.marginal())
    )
}
