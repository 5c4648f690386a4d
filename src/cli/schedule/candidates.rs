//! The plan as written, and those that the levers make of it.

use crate::cli::arguments::ScheduleArguments;
use crate::cli::exit;
use crate::cli::failure::Failure;
use crate::cli::source::{self, Given};
use crate::experiment::schedule::lever::{Combination, Lever, count, grid};
use crate::experiment::schedule::{Candidate, Grid, MOST};
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
    /// Reads the file, and makes every combination of the levers' settings.
    ///
    /// # Errors
    /// What is wrong with the file or the levers; all problems of combinations at once.
    pub fn load(arguments: &ScheduleArguments) -> Result<Self, Failure> {
        let levers = &arguments.levers;
        let combinations = combinations(levers)?;
        let changes = arguments.changes.overrides();
        let given = source::load(&arguments.file, &changes)?;
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
            let mut sets = changes.clone();
            sets.push(no_variants);
            sets.extend(one.sets.iter().cloned());
            let made = match source::resolve(given.source.clone(), &sets) {
                Ok(made) => made.loaded.scenario,
                Err(Failure::Problems { problems, .. }) => {
                    grid.skipped += 1;
                    wrong.add(&one, problems);
                    continue;
                }
                Err(other) => return Err(other),
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
            return Err(Failure::plain(exit::USAGE, "cli::usage", message)
                .advise("other values; `passcast check FILE` shows the plan's own"));
        }
        wrong.judge(arguments.skip_invalid && all.len() > 1)?;
        Ok(Self {
            given,
            candidates: all,
            grid,
        })
    }
}

/// All combinations, if they are not too many.
fn combinations(levers: &[Lever]) -> Result<Vec<Combination>, Failure> {
    let usage = |message: String| Failure::plain(exit::USAGE, "cli::usage", message);
    match count(levers) {
        Some(count) if count <= MOST => {
            grid(levers).map_err(|text| usage(format!("--lever: {text}")))
        }
        count => {
            let shown = count.map_or("far too many".to_owned(), |count| count.to_string());
            let message = format!("the levers make {shown} combinations, more than {MOST}");
            Err(usage(message).advise(
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
    fn judge(self, skip: bool) -> Result<(), Failure> {
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
        Err(Failure::Problems {
            code: exit::SCENARIO,
            problems,
        })
    }
}
