//! A search on a screen: who won, on draws that it never saw, and the candidates.

mod table;

use super::number::{heading_unit, plain};
use crate::answer::{ScheduleAnswer, Wanted};
use crate::report::page::{Page, WIDTH};

/// Labels named in a sentence.
const NAMED: usize = 4;

/// Writes everything.
pub fn write(answer: &ScheduleAnswer, page: &mut Page) {
    head(answer, page);
    verdict(answer, page);
    table::finals(answer, page);
    table::candidates(answer, page);
    page.gap();
    page.paragraph(
        "Means ±95 %; [5th..95th percentile of outcomes]. \"From the winner\" are paired differences \
         whose intervals hold together with 95 %, all pairs at all looks (Bonferroni), so that whichever \
         candidate won is allowed for. All candidates met the same draws and replications.",
        2,
    );
}

fn head(answer: &ScheduleAnswer, page: &mut Page) {
    let mut made = format!("{} combinations", answer.combinations);
    let mut less = Vec::new();
    if answer.skipped > 0 {
        less.push(format!("{} no valid plan", answer.skipped));
    }
    if answer.repeated > 0 {
        less.push(format!("{} the same as another", answer.repeated));
    }
    if !less.is_empty() {
        made.push_str(&format!(" ({})", less.join(", ")));
    }
    page.heading(
        "Schedule",
        &format!(
            "{made} of {} {}, and the plan as written",
            answer.levers.len(),
            if answer.levers.len() == 1 {
                "lever"
            } else {
                "levers"
            }
        ),
    );
    let way = if answer.goal == Wanted::Smallest {
        "lowest"
    } else {
        "highest"
    };
    let shown = heading_unit(&answer.unit, &answer.of);
    let mut wanted = format!("Wanted: {way} mean of {} [{shown}]", answer.objective);
    for (at, constraint) in answer.constraints.iter().enumerate() {
        let median = if constraint.median {
            " in the median"
        } else {
            ""
        };
        wanted.push_str(&format!("; [{}] {}{median}", at + 1, constraint.text));
    }
    page.paragraph(&format!("{wanted}."), 0);
    let over = if answer.uncertainty.is_chance_only() {
        "Chance alone varies, which is no forecast uncertainty. "
    } else {
        ""
    };
    page.paragraph(
        &format!(
            "{over}Searched with {} simulations: at most {} draws x {} replications a candidate, the last look at \
             {}. The best plan{} was dropped on the way with a probability of at most {} %.",
            plain(answer.counts.n as f64),
            answer.counts.draws,
            answer.counts.replications_per_draw,
            answer.last_look,
            if answer.constraints.is_empty() {
                ""
            } else {
                " that keeps the constraints"
            },
            plain(100.0 * answer.risk)
        ),
        0,
    );
}

/// A heading with a label beside it, or below where it is long.
fn named(heading: &str, label: &str, page: &mut Page) {
    if heading.chars().count() + 2 + label.chars().count() <= WIDTH {
        return page.heading(heading, label);
    }
    page.heading(heading, "");
    page.paragraph(label, 2);
}

fn verdict(answer: &ScheduleAnswer, page: &mut Page) {
    page.gap();
    let Some(winner) = &answer.winner else {
        let nearest = answer.nearest.as_deref().unwrap_or_default();
        let what = if answer.constraints.len() == 1 {
            "No candidate keeps the constraint"
        } else {
            "No candidate keeps all constraints"
        };
        named(what, &format!("nearest: {nearest}"), page);
        return;
    };
    named("Winner", winner, page);
    let sure = answer.candidates.first().is_some_and(|one| one.sure);
    if !answer.constraints.is_empty() && !sure {
        page.paragraph(
            "Its estimates keep the constraints, which is not shown beyond doubt.",
            2,
        );
    }
    let like = &answer.like_winner;
    if like.is_empty() {
        if answer.candidates.len() > 1 {
            page.paragraph(
                "Every other candidate is shown to be worse, or misses a constraint.",
                2,
            );
        }
        return;
    }
    let mut named = like
        .iter()
        .take(NAMED)
        .cloned()
        .collect::<Vec<_>>()
        .join("; ");
    if like.len() > NAMED {
        named.push_str(&format!("; and {} more", like.len() - NAMED));
    }
    page.paragraph(
        &format!("Cannot be told apart from it: {named}. Choose among these by what they cost."),
        2,
    );
}
