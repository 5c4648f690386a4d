//! A problem of a scenario as a picture of the text with a pointer into it.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use crate::scenario::Problem;

/// The problem as a picture of the text with a pointer into it.
pub fn picture(problem: &Problem, colour: bool) -> String {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let label = match problem.nearest.as_deref() {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => String::new(),
    };
    let spans = || problem.also.iter().chain([&problem.span]);
    // The lines that take part, and no others, so that a long text is not read for each.
    let length = problem.text.len();
    let first = spans().map(|span| span.start.min(length)).min();
    let last = spans().map(|span| span.end.min(length)).max();
    let bytes = problem.text.as_bytes();
    let from = (0..first.unwrap_or(0)).rev().find(|at| bytes[*at] == b'\n');
    let from = from.map_or(0, |newline| newline + 1);
    let to = (last.unwrap_or(0)..length).find(|at| bytes[*at] == b'\n');
    let to = to.unwrap_or(length);
    let lines_before = bytes[..from].iter().filter(|b| **b == b'\n').count();
    let shown = &problem.text[from..to];
    let clamped = |span: &Range<usize>| {
        let within = |at: usize| at.clamp(from, to) - from;
        within(span.start)..within(span.end)
    };
    let primary = AnnotationKind::Primary
        .span(clamped(&problem.span))
        .label(label);
    let mut snippet = Snippet::source(shown)
        .line_start(lines_before + 1)
        .path(problem.file.as_str())
        .annotation(primary);
    for span in &problem.also {
        let context = AnnotationKind::Context.span(clamped(span));
        snippet = snippet.annotation(context.label("also counted"));
    }
    let mut group = Level::ERROR
        .primary_title(problem.message.as_str())
        .id(problem.id)
        .elements(problem.quotes().then_some(snippet));
    if let Some(expected) = &problem.expected {
        group = group.element(Level::HELP.message(format!("expected {expected}")));
    }
    renderer.render(&[group])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_into_the_text() {
        let problem = Problem {
            id: "scenario::unknown-key",
            path: "run.horizn".to_owned(),
            file: "plan.toml".to_owned(),
            line: 2,
            column: 1,
            message: "unknown key `horizn`".to_owned(),
            expected: Some("a key of [run]".to_owned()),
            nearest: Some("horizon".to_owned()),
            span: 6..12,
            also: std::iter::once(0..5).collect(),
            text: "[run]\nhorizn = 5\n".into(),
        };
        let shown = picture(&problem, false);
        for part in [
            "error[scenario::unknown-key]: unknown key `horizn`",
            "plan.toml:2:1",
            "did you mean `horizon`?",
            "help: expected a key of [run]",
        ] {
            assert!(shown.contains(part), "{shown}");
        }
        assert!(picture(&problem, true).contains('\u{1b}'));
    }
}
