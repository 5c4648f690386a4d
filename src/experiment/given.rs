//! A plan as given and as resolved.

use serde_json::Value;

use crate::observation::{Output, Segments, metric_units};
use crate::scenario::{self, Loaded, NoFiles, Override, Problem, ReadAggregates, Source};

/// A plan as given and as resolved.
#[derive(Clone, Debug)]
pub struct Given {
    /// What the user gave.
    pub source: Source,
    /// What it means; what was assumed in reading exports is among its notes.
    pub loaded: Loaded,
    /// Totals of the exports that it names; `Null` without any.
    pub aggregates: Value,
}

impl Given {
    /// Resolves a plan; `exports` reads the files that it names.
    ///
    /// # Errors
    /// All its problems.
    pub fn resolve(
        source: Source,
        sets: &[Override],
        exports: &dyn ReadAggregates,
    ) -> Result<Self, Vec<Problem>> {
        let loaded = scenario::load(&source, sets, exports, metric_units())?;
        let mut problems = unreadable_outputs(&source, &loaded);
        for variant in &loaded.variants {
            for problem in unreadable_outputs(&source, variant) {
                if !problems.contains(&problem) {
                    problems.push(problem);
                }
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Self {
            source,
            loaded,
            aggregates: Value::Null,
        })
    }

    /// Resolves a plan that a run keeps as text, of exports with these totals.
    ///
    /// # Errors
    /// All its problems.
    pub fn stored(text: String, aggregates: Value) -> Result<Self, Vec<Problem>> {
        let source = Source {
            name: "resolved.toml".to_owned(),
            text,
            folder: None,
        };
        let mut given = Self::resolve(source, &[], &NoFiles)?;
        given.aggregates = aggregates;
        Ok(given)
    }
}

/// Outputs of targets that cannot be evaluated, such as those of unknown
/// segments: better said now than after the run.
fn unreadable_outputs(source: &Source, loaded: &Loaded) -> Vec<Problem> {
    let segments = Segments::new(&loaded.scenario);
    let targets = loaded.scenario.targets.iter().enumerate();
    targets
        .filter_map(|(at, target)| {
            let error = Output::parse(&target.output, &segments).err()?;
            let start = source.text.find(&target.output);
            let before = &source.text[..start.unwrap_or(0)];
            let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
            let at_error = start.map_or(0..0, |start| start..start + target.output.len());
            Some(Problem {
                id: "scenario::output-grammar",
                path: format!("target[{}].output", at + 1),
                file: source.name.clone(),
                line: before.matches('\n').count() + 1,
                column: before[line_start..].chars().count() + 1,
                message: format!("{:?} is no output", target.output),
                expected: Some(error.expected),
                nearest: error.nearest,
                span: at_error,
                also: Vec::new(),
                text: source.text.as_str().into(),
            })
        })
        .collect()
}
