//! What a search says.

use super::super::compare::Difference;
use super::super::run::answer::{Counts, FORMAT};
use super::super::run::{Chance, Numbers, Results};
use super::super::sequence;
use super::race::{RISK, Race, checkpoints};
use super::rows::View;
use super::{Candidate, Constraint, Design, Grid, Measured};
use crate::observation::OutputError;
use crate::scenario::Scenario;
use crate::statistics::Goal;
use serde::Serialize;

/// Level of the intervals that hold together.
pub(super) const LEVEL: f64 = 0.95;

/// What a search says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answer {
    /// Version of this form.
    pub format: u32,
    /// `schedule`.
    pub command: &'static str,
    /// The plan's name.
    pub scenario: String,
    /// The output whose mean decides.
    pub objective: String,
    /// Its unit.
    pub unit: &'static str,
    /// What a share divides by; empty where it divides by nothing.
    pub of: &'static str,
    /// `largest` or `smallest`.
    pub goal: &'static str,
    /// What a plan must keep.
    pub constraints: Vec<Constraint>,
    /// Names of the levers.
    pub levers: Vec<String>,
    /// Combinations of their settings.
    pub combinations: usize,
    /// Combinations that are no valid plan and were skipped.
    pub skipped: usize,
    /// Combinations that are the same plan as another one.
    pub repeated: usize,
    /// Draws and lucks of a candidate in the search at most; `n` counts the units of
    /// all.
    pub counts: Counts,
    /// Units of the last judgement.
    pub fresh_units: usize,
    /// Draws of each plan in it.
    pub fresh_draws: usize,
    /// What the widths contain: `parameters and luck`, or `luck only`.
    pub uncertainty: &'static str,
    /// Draws at which the search could look.
    pub looks: Vec<u32>,
    /// Draws at its last look.
    pub last_look: u32,
    /// Risk of having dropped the best plan of those that keep the constraints.
    pub risk: f64,
    /// Level of each interval of a difference from the winner; all pairs at all looks
    /// hold together with 95 %.
    pub level: f64,
    /// The winner's label; none where no candidate keeps the constraints.
    pub winner: Option<String>,
    /// The candidate that comes nearest, where there is no winner.
    pub nearest: Option<String>,
    /// Candidates that cannot be told apart from the winner, and keep the constraints as
    /// far as is known.
    pub like_winner: Vec<String>,
    /// All candidates, best first.
    pub candidates: Vec<CandidateAnswer>,
    /// The last judgement.
    pub finals: Vec<FinalAnswer>,
}

/// What became of a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Best of those that keep the constraints.
    Winner,
    /// Not shown to be worse.
    Kept,
    /// Shown to be worse than another one.
    Dropped,
    /// Misses a constraint: shown on the way, or by the estimates at the end.
    Infeasible,
}

/// A candidate.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CandidateAnswer {
    /// Row of points.csv.
    pub point: u32,
    /// Its levers' settings.
    pub label: String,
    /// The setting of each lever.
    pub settings: Vec<String>,
    /// What became of it.
    pub status: Status,
    /// Draws that it took part with.
    pub draws: usize,
    /// Units that it took.
    pub units: usize,
    /// Mean of the objective over them.
    pub mean: Option<f64>,
    /// Lower end of the mean's own 95 % interval.
    pub mean_lo: Option<f64>,
    /// Upper end of it.
    pub mean_hi: Option<f64>,
    /// Paired difference from the winner, or from the nearest candidate.
    pub difference: Option<Difference>,
    /// Whether that interval leaves zero out.
    pub told_apart: bool,
    /// Whether it is shown to keep all constraints.
    pub sure: bool,
    /// The constraints' shares, in their order.
    pub constraints: Vec<ConstraintNumbers>,
}

/// A constraint of a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ConstraintNumbers {
    /// Share of units in which the event happens; of a median, in which it lies on the
    /// wanted side.
    pub probability: f64,
    /// Whether that keeps the constraint.
    pub kept: bool,
}

/// A plan on draws that the search never saw.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FinalAnswer {
    /// Row of points.csv.
    pub point: u32,
    /// Its levers' settings.
    pub label: String,
    /// `winner`, `nearest`, `runner-up`, `next` (to the nearest) or `as written`; a plan that is two of them is
    /// named by the first.
    pub role: &'static str,
    /// Whether it is the plan as written.
    pub as_written: bool,
    /// The objective there.
    pub fresh: Numbers,
    /// Its mean in the search.
    pub search_mean: Option<f64>,
    /// How much better the search made it look: search less fresh, signed so that more
    /// is more flattering.
    pub optimism: Option<f64>,
    /// Lower end of its 95 % interval (Welch).
    pub optimism_lo: Option<f64>,
    /// Upper end of it.
    pub optimism_hi: Option<f64>,
    /// Paired difference of the first plan from this one; all of them hold together
    /// with 95 % (Bonferroni). None of the first itself.
    pub lead: Option<Difference>,
    /// The constraints.
    pub constraints: Vec<Chance>,
    /// Whether the estimates keep all of them.
    pub kept: bool,
}

/// What finished units say. The number beside is how many of them belong to it: there
/// are more where a folder has them from elsewhere.
///
/// # Errors
/// If an output is none of every plan.
pub fn answer(
    design: &Design,
    candidates: &[Candidate],
    grid: &Grid,
    finished: &[Measured],
) -> Result<(Answer, usize), OutputError> {
    let plans: Vec<&Scenario> = candidates.iter().map(|one| &one.scenario).collect();
    let race = Race::new(design, &plans, finished)?;
    let needed = sequence::needed(finished.len(), |n| race.stage(n));
    let standing = race.standing(needed);
    let order = race.order(&standing);
    let none_feasible = race.none_feasible(&standing);
    let first = order[0];
    let per_draw = plans[0].run.replicates_per_draw.max(1);
    let looks = checkpoints(race.cap());
    let pairs = (plans.len() * (plans.len() - 1) / 2).max(1) * looks.len();
    let level = 1.0 - (1.0 - LEVEL) / pairs as f64;
    let view = View {
        design,
        candidates,
        race: &race,
        standing: &standing,
        first,
        none_feasible,
        level,
        per_draw,
    };
    let mut listed = order.clone();
    // Those that cannot win come after those that can, the nearest to it first.
    let mut rest: Vec<usize> = (0..plans.len()).filter(|at| !order.contains(at)).collect();
    rest.sort_by(|a, b| {
        let miss = |at: &usize| race.miss(&standing.contestants[*at]);
        miss(a).total_cmp(&miss(b))
    });
    listed.extend(rest);
    let rows: Vec<CandidateAnswer> = listed.iter().map(|at| view.candidate(*at)).collect();
    let fresh: Vec<&Measured> = finished[..needed]
        .iter()
        .filter(|one| one.unit.draw >= race.cap())
        .collect();
    let finals = view.finals(&fresh, &order);
    let output = race.reading.output();
    let like = |row: &&CandidateAnswer| row.status == Status::Kept && !row.told_apart;
    let label = |at: usize| candidates[at].label.clone();
    let luck_only = Results::new(plans[0], &[]).drawn().is_empty();
    let answer = Answer {
        format: FORMAT,
        command: "schedule",
        scenario: candidates[0].scenario.name.clone(),
        objective: output.to_string(),
        unit: output.unit(),
        of: output.metric.denominator_of(output.population),
        goal: match design.goal {
            Goal::Largest => "largest",
            Goal::Smallest => "smallest",
        },
        constraints: design.constraints.clone(),
        levers: grid.levers.clone(),
        combinations: grid.combinations,
        skipped: grid.skipped,
        repeated: grid.repeated,
        counts: Counts {
            draws: race.cap() as usize,
            replicates_per_draw: per_draw as usize,
            n: needed - fresh.len(),
            horizon: plans[0].run.horizon,
        },
        fresh_units: fresh.len(),
        fresh_draws: race.cap() as usize,
        uncertainty: if luck_only {
            "luck only"
        } else {
            "parameters and luck"
        },
        last_look: standing.checkpoint,
        looks,
        risk: RISK,
        level,
        winner: (!none_feasible).then(|| label(first)),
        nearest: none_feasible.then(|| label(first)),
        like_winner: rows
            .iter()
            .filter(like)
            .map(|row| row.label.clone())
            .collect(),
        candidates: rows,
        finals,
    };
    Ok((answer, needed))
}
