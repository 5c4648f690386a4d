//! Which plan was selected, with what guarantee, and what that took.

use super::super::number::{percent, plain, value};
use crate::answer::{CompareAnswer, Outcome, SelectionAnswer};
use crate::report::page::Page;
use crate::units::Better;

/// Writes the section, where there was a selection.
pub fn write(answer: &CompareAnswer, page: &mut Page) {
    let Some(selection) = &answer.selection else {
        return;
    };
    page.gap();
    let way = if selection.better == Better::Lower {
        "lowest"
    } else {
        "highest"
    };
    page.heading("Selection", &format!("{way} mean of {}", selection.output));
    page.paragraph(&outcome(selection, answer), 2);
    page.paragraph(&guarantee(selection, answer), 2);
    let plans: Vec<String> = selection
        .plans
        .iter()
        .map(|row| {
            let fate = if row.dropped {
                format!("dropped after {} draws", row.draws)
            } else {
                format!("{} draws", row.draws)
            };
            format!("{}: {} ({fate})", row.plan, row.simulations)
        })
        .collect();
    page.paragraph(
        &format!(
            "It took {} of the budget's {} simulations. {}.",
            plain(selection.simulations as f64),
            plain(selection.simulations_of_budget as f64),
            plans.join("; ")
        ),
        2,
    );
}

fn outcome(selection: &SelectionAnswer, answer: &CompareAnswer) -> String {
    let remaining = selection.remaining.join(", ");
    match selection.outcome {
        Outcome::Selected => format!(
            "Selected: {}.",
            selection.selected.as_deref().unwrap_or_default()
        ),
        Outcome::Equal => {
            format!("Undecided: {remaining} came to the same in every draw. Either will do.")
        }
        Outcome::Undefined => format!(
            "Undecided: {} has no value in some draws, so that means cannot be compared.",
            selection.output
        ),
        Outcome::Undecided => format!(
            "Undecided: the budget of {} draws a plan ended with {remaining} still in it. More \
             --simulations go on from here; a larger --indifference needs fewer.{}",
            selection.budget,
            if answer.plans.len() > selection.remaining.len() {
                " The others were dropped under the same guarantee."
            } else {
                ""
            }
        ),
    }
}

fn guarantee(selection: &SelectionAnswer, answer: &CompareAnswer) -> String {
    let lead = match selection.unit.as_str() {
        "share" => format!("{} points", plain(100.0 * selection.indifference)),
        "$" => value(selection.indifference, "$"),
        unit => format!("{} {unit}", plain(selection.indifference)),
    };
    let over = if answer.uncertainty.is_chance_only() {
        "chance alone"
    } else {
        "parameters and chance"
    };
    format!(
        "Guaranteed: if one plan's mean over {over} leads every other by {lead} or more, it is \
         the one selected with probability {} or more. Plans that are closer may be taken for each \
         other. One observation is a draw, the mean of its {} replications, taken as normal; draws are \
         independent, and variances are those of differences over the first {} draws (Kim and \
         Nelson 2001).",
        percent(selection.confidence),
        selection.replications_per_draw,
        selection.first_stage
    )
}
