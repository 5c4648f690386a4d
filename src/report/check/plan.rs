//! The plan in words: what is simulated, targets, notes.

use crate::report::page::Page;
use crate::scenario::{Comparison, Note, Scenario, Target, Uncertainty};
use crate::units::grouped;

/// Writes what is simulated.
pub fn write_head(scenario: &Scenario, page: &mut Page) {
    let run = &scenario.run;
    page.section(&scenario.name);
    page.text(&format!(
        "{} weeks from {}; {}; seed {}",
        run.horizon,
        scenario.start,
        match run.uncertainty {
            Uncertainty::Full => format!(
                "{} draws of the parameters, {} replications each",
                grouped(run.draws.into()),
                run.replications_per_draw
            ),
            Uncertainty::Chance => format!(
                "parameters at their most likely values, {} replications",
                grouped(u64::from(run.draws) * u64::from(run.replications_per_draw))
            ),
        },
        run.seed
    ));
}

/// Writes the targets.
pub fn write_targets(scenario: &Scenario, page: &mut Page) {
    let unjudged = &scenario.unjudged;
    if !(scenario.targets.is_empty() && unjudged.is_empty()) {
        page.section("Targets");
    }
    let wanted = |target: &Target| {
        let sign = match target.comparison {
            Comparison::AtLeast => '≥',
            Comparison::AtMost => '≤',
        };
        let Target { name, output, .. } = target;
        format!("{name}: {output} {sign} {}", target.value)
    };
    for target in &scenario.targets {
        page.text(&wanted(target));
    }
    for target in unjudged {
        let why = target.why_unjudged(scenario.run.horizon);
        page.text(&format!("{}; not judged: {why}", wanted(target)));
    }
}

/// Writes the notes.
pub fn write_notes(notes: &[Note], page: &mut Page) {
    if notes.is_empty() {
        return;
    }
    page.section("Notes");
    for note in notes {
        page.row("-", 1, &note.to_string());
    }
}
