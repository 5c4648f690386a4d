//! The plan as written, and those that the levers make of it.

use super::lever::{Combination, Lever, count, grid};
use super::{Candidate, Grid, MOST};
use crate::experiment::error::{ExperimentError, Mistake};
use crate::experiment::given::Given;
use crate::scenario::{Override, Problem, Scenario, canonical};

/// The label of the plan as the file has it.
const AS_WRITTEN: &str = "as written";

/// Mistakes of typing, which no `--skip-invalid` passes over.
const TYPING: [&str; 6] = [
    "scenario::syntax",
    "scenario::unknown-key",
    "scenario::bad-override",
    "scenario::wrong-type",
    "scenario::unknown-word",
    "scenario::not-in-this-version",
];

/// What is searched.
#[derive(Debug)]
pub struct Candidates {
    /// The plan as given.
    pub given: Given,
    /// The plan as written, and the others.
    pub candidates: Vec<Candidate>,
    /// What the levers came to.
    pub grid: Grid,
}

impl Candidates {
    /// Makes every combination of the levers' settings. `plan` reads the plan as written,
    /// and `resolve` resolves it with these changes. With `skip_invalid` combinations that
    /// are no valid plan are left out.
    ///
    /// # Errors
    /// What is wrong with the plan or the levers; all problems of combinations at once.
    pub fn make<E: From<ExperimentError> + From<Mistake>>(
        levers: &[Lever],
        changes: &[Override],
        skip_invalid: bool,
        plan: impl FnOnce() -> Result<Given, E>,
        resolve: impl Fn(&Given, &[Override]) -> Result<Given, Vec<Problem>>,
    ) -> Result<Self, E> {
        let combinations = combinations(levers)?;
        let given = plan()?;
        let mut all = vec![written(&given, levers)];
        let mut known = vec![canonical(&all[0].scenario)];
        let mut grid = Grid {
            levers: levers.iter().map(|lever| lever.name.clone()).collect(),
            combinations: combinations.len(),
            ..Grid::default()
        };
        let mut wrong = Wrong::default();
        for one in combinations {
            // A file's own variants are no part of a search.
            let no_variants = Override {
                key: "variant".to_owned(),
                value: "[]".to_owned(),
            };
            let mut sets = changes.to_vec();
            sets.push(no_variants);
            sets.extend(one.sets.iter().cloned());
            let made = match resolve(&given, &sets) {
                Ok(made) => made.loaded.scenario,
                Err(problems) => {
                    grid.skipped += 1;
                    wrong.add(&one, problems);
                    continue;
                }
            };
            let identity = canonical(&made);
            if known.contains(&identity) {
                grid.repeated += 1;
                continue;
            }
            known.push(identity);
            all.push(candidate(one, levers, made));
        }
        if all.len() == 1 && grid.skipped == 0 {
            let message = "every combination of the levers is the plan as written";
            let expected = "other values; `passcast check FILE` shows the plan's own";
            return Err(Mistake::new(message).expecting(expected).into());
        }
        wrong.judge(skip_invalid && all.len() > 1)?;
        Ok(Self {
            given,
            candidates: all,
            grid,
        })
    }
}

/// All combinations, if they are not too many.
fn combinations(levers: &[Lever]) -> Result<Vec<Combination>, Mistake> {
    match count(levers) {
        Some(count) if count <= MOST => {
            grid(levers).map_err(|text| Mistake::new(format!("--lever: {text}")))
        }
        count => {
            let shown = count.map_or("far too many".to_owned(), |count| count.to_string());
            let message = format!("the levers make {shown} combinations, more than {MOST}");
            Err(Mistake::new(message).expecting(
                "fewer values; keys moved together in one lever; or two searches, the second with \
                 the first one's winner in --set",
            ))
        }
    }
}

fn written(given: &Given, levers: &[Lever]) -> Candidate {
    Candidate {
        label: AS_WRITTEN.to_owned(),
        settings: levers.iter().map(|_| AS_WRITTEN.to_owned()).collect(),
        scenario: given.loaded.scenario.clone(),
    }
}

fn candidate(one: Combination, levers: &[Lever], scenario: Scenario) -> Candidate {
    let chosen = levers.iter().zip(&one.settings);
    Candidate {
        label: one.label,
        settings: chosen
            .map(|(lever, at)| lever.settings[*at].label.clone())
            .collect(),
        scenario,
    }
}

/// Problems of combinations, each kind once, with whom it concerns.
#[derive(Debug, Default)]
struct Wrong {
    problems: Vec<(Problem, String, usize)>,
}

impl Wrong {
    fn add(&mut self, one: &Combination, problems: Vec<Problem>) {
        for mut problem in problems {
            let mut texts = one
                .sets
                .iter()
                .map(|set| format!("{}={}", set.key, set.value));
            if problem.file == "--set" && texts.any(|text| *text == *problem.text) {
                problem.file = "--lever".to_owned();
            }
            let same = |known: &&mut (Problem, String, usize)| {
                known.0.id == problem.id
                    && known.0.message == problem.message
                    && known.0.text == problem.text
                    && known.0.path == problem.path
            };
            match self.problems.iter_mut().find(same) {
                Some(known) => known.2 += 1,
                None => self.problems.push((problem, one.label.clone(), 1)),
            }
        }
    }

    /// # Errors
    /// All problems, or those of typing where others are skipped.
    fn judge(self, skip: bool) -> Result<(), ExperimentError> {
        let counts = |problem: &Problem| !skip || TYPING.contains(&problem.id);
        let problems: Vec<Problem> = self
            .problems
            .into_iter()
            .filter(|(problem, ..)| counts(problem))
            .map(|(mut problem, label, count)| {
                let more = match count {
                    1 => String::new(),
                    n => format!(", and {} more", n - 1),
                };
                problem.message = format!("{} (candidate {label}{more})", problem.message);
                problem
            })
            .collect();
        if problems.is_empty() {
            return Ok(());
        }
        Err(ExperimentError::Problems(problems))
    }
}
