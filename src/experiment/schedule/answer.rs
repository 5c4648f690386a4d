//! What a search says.

use super::super::run::Results;
use super::super::sequence;
use super::race::{RISK, Race, checkpoints};
use super::rows::{LEVEL, View};
use super::{Candidate, Design, Grid, Measured};
use crate::answer::{CandidateAnswer, Counts, FORMAT, ScheduleAnswer, Status, Uncertainty, Wanted};
use crate::observation::OutputError;
use crate::scenario::Scenario;
use crate::statistics::Goal;

/// What finished simulations say. The number beside is how many of them belong to it: there
/// are more where a folder has them from elsewhere.
///
/// # Errors
/// If an output is none of every plan.
pub fn answer(
    design: &Design,
    candidates: &[Candidate],
    grid: &Grid,
    finished: &[Measured],
) -> Result<(ScheduleAnswer, usize), OutputError> {
    let plans: Vec<&Scenario> = candidates.iter().map(|one| &one.scenario).collect();
    let race = Race::new(design, &plans, finished)?;
    let needed = sequence::needed(finished.len(), |n| race.stage(n));
    let standing = race.standing(needed);
    let order = race.order(&standing);
    let none_feasible = race.none_feasible(&standing);
    let first = order[0];
    let per_draw = plans[0].run.replications_per_draw.max(1);
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
        .filter(|one| one.simulation.draw >= race.cap())
        .collect();
    let finals = view.finals(&fresh, &order);
    let output = race.reading.output();
    let like = |row: &&CandidateAnswer| row.status == Status::Kept && !row.told_apart;
    let label = |at: usize| candidates[at].label.clone();
    let chance_only = Results::new(plans[0], &[]).drawn().is_empty();
    let answer = ScheduleAnswer {
        format: FORMAT,
        scenario: candidates[0].scenario.name.clone(),
        objective: output.to_string(),
        unit: output.unit().to_owned(),
        of: output.metric.denominator_of(output.population).to_owned(),
        goal: match design.goal {
            Goal::Largest => Wanted::Largest,
            Goal::Smallest => Wanted::Smallest,
        },
        constraints: design.constraints.iter().map(|one| one.answer()).collect(),
        levers: grid.levers.clone(),
        combinations: grid.combinations,
        skipped: grid.skipped,
        repeated: grid.repeated,
        counts: Counts {
            draws: race.cap() as usize,
            replications_per_draw: per_draw as usize,
            n: needed - fresh.len(),
            horizon: plans[0].run.horizon,
        },
        fresh_simulations: fresh.len(),
        fresh_draws: race.cap() as usize,
        uncertainty: Uncertainty::of(chance_only),
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
