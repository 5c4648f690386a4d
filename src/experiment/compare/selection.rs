//! `--select`: simulate until one plan is known to be the best, dropping the others on
//! the way.

use super::super::run::Finished;
use super::super::sequence::{self, Reading};
use super::better;
use super::outcome::goal;
use crate::answer::{Outcome, SelectionAnswer, SelectionRow};
use crate::experiment::sequence::of_points;
use crate::experiment::simulation::SimulationId;
use crate::observation::OutputError;
use crate::scenario::Scenario;
use crate::statistics::{Goal, KimNelson, Selection, mean};

/// Draws of every plan before the first one can be dropped. The variances of
/// differences come from these alone, as the guarantee wants it.
pub const FIRST_STAGE: u32 = 20;

/// Draws between two looks. Which plan leaves at which draw does not depend on it:
/// values beyond are not looked at.
const BATCH: u32 = 8;

/// What is selected.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// The output whose mean decides.
    pub output: String,
    /// Leads below this do not matter, in the unit of the output.
    pub indifference: f64,
    /// Probability of selecting the best plan if it leads by that much.
    pub confidence: f64,
}

/// Simulations that are missing before the selection is decided.
///
/// # Errors
/// If the output is none of every plan.
pub fn next(
    rule: &Rule,
    plans: &[&Scenario],
    finished: &[Finished],
) -> Result<Vec<SimulationId>, OutputError> {
    let race = Race::new(rule, plans, finished)?;
    Ok(sequence::missing(finished.len(), |n| race.stage(n)))
}

/// What the selection comes to, and how many of the simulations belong to it.
///
/// # Errors
/// If the output is none of every plan.
pub fn select(
    rule: &Rule,
    plans: &[&Scenario],
    finished: &[Finished],
) -> Result<(SelectionAnswer, usize), OutputError> {
    let race = Race::new(rule, plans, finished)?;
    let needed = sequence::needed(finished.len(), |n| race.stage(n));
    Ok((race.answer(rule, plans, needed), needed))
}

/// Values of the output, and the procedure.
struct Race {
    reading: Reading,
    values: Vec<(SimulationId, Option<f64>)>,
    points: usize,
    per_draw: u32,
    cap: u32,
    procedure: KimNelson,
}

/// Where a race stands.
enum Standing {
    Running(Selection),
    Undefined,
    TooFew,
}

impl Race {
    fn new(rule: &Rule, plans: &[&Scenario], finished: &[Finished]) -> Result<Self, OutputError> {
        let reading = Reading::new(&rule.output, plans)?;
        let run = &plans[0].run;
        Ok(Self {
            values: reading.values(finished),
            points: plans.len(),
            per_draw: run.replications_per_draw.max(1),
            cap: run.draws,
            procedure: KimNelson {
                indifference: rule.indifference,
                risk: 1.0 - rule.confidence,
                n0: FIRST_STAGE as usize,
                goal: goal(better(reading.output())).unwrap_or(Goal::Largest),
            },
            reading,
        })
    }

    /// Means of whole draws, by plan; `None` inside where one is undefined.
    fn means(&self, n: usize) -> Vec<Vec<Option<f64>>> {
        let plans = sequence::by_plan(&self.values[..n.min(self.values.len())], self.points);
        let means = |values: &Vec<Option<f64>>| sequence::means(values, self.per_draw as usize);
        plans.iter().map(means).collect()
    }

    fn standing(&self, means: &[Vec<Option<f64>>]) -> Standing {
        let defined = |plan: &Vec<Option<f64>>| plan.iter().copied().collect::<Option<Vec<f64>>>();
        let Some(columns) = means.iter().map(defined).collect::<Option<Vec<_>>>() else {
            return Standing::Undefined;
        };
        let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
        match self.procedure.replay(&columns) {
            Some(selection) => Standing::Running(selection),
            None => Standing::TooFew,
        }
    }

    /// The list that follows the first `n` simulations.
    fn stage(&self, n: usize) -> Vec<SimulationId> {
        if n == 0 {
            let everyone: Vec<u32> = (0..self.points as u32).collect();
            return of_points(&everyone, 0..FIRST_STAGE.min(self.cap), self.per_draw);
        }
        match self.standing(&self.means(n)) {
            Standing::Running(selection) if selection.best().is_none() => {
                let left: Vec<u32> = selection.remaining.iter().map(|at| *at as u32).collect();
                let from = selection.at as u32;
                of_points(&left, from..(from + BATCH).min(self.cap), self.per_draw)
            }
            _ => Vec::new(),
        }
    }

    fn answer(&self, rule: &Rule, plans: &[&Scenario], needed: usize) -> SelectionAnswer {
        let means = self.means(needed);
        let standing = self.standing(&means);
        let (remaining, eliminated, at) = match &standing {
            Standing::Running(race) => (race.remaining.clone(), race.eliminated.clone(), race.at),
            _ => {
                let draws = means.iter().map(Vec::len).min();
                ((0..plans.len()).collect(), Vec::new(), draws.unwrap_or(0))
            }
        };
        let best = remaining.first().filter(|_| remaining.len() == 1).copied();
        // The procedure names one of several that are equal to the last bit.
        let equal = |plan: &usize| {
            let same = |best: usize| *plan != best && means[*plan][..at] == means[best][..at];
            best.is_some_and(same)
        };
        let twins: Vec<usize> = (0..plans.len())
            .filter(|plan| means[*plan].len() >= at && equal(plan))
            .collect();
        let outcome = match (&standing, best) {
            (Standing::Undefined, _) => Outcome::Undefined,
            (_, Some(_)) if !twins.is_empty() => Outcome::Equal,
            (_, Some(_)) => Outcome::Selected,
            _ => Outcome::Undecided,
        };
        let mut left = remaining;
        left.extend(&twins);
        left.sort_unstable();
        let row = |plan: usize| {
            let gone = eliminated.iter().find(|gone| gone.0 == plan);
            let gone = gone.filter(|_| !left.contains(&plan));
            let draws = gone.map_or(at, |gone| gone.1).min(means[plan].len());
            let looked: Option<Vec<f64>> = means[plan][..draws].iter().copied().collect();
            SelectionRow {
                plan: plans[plan].name.clone(),
                mean: looked.and_then(|values| mean(&values)),
                draws,
                simulations: means[plan].len() * self.per_draw as usize,
                dropped: gone.is_some(),
            }
        };
        let output = self.reading.output();
        let name = |at: &usize| plans[*at].name.clone();
        SelectionAnswer {
            output: output.to_string(),
            unit: output.unit().to_owned(),
            better: better(output),
            indifference: rule.indifference,
            confidence: rule.confidence,
            outcome,
            selected: best
                .filter(|_| outcome == Outcome::Selected)
                .map(|at| name(&at)),
            remaining: left.iter().map(name).collect(),
            replications_per_draw: self.per_draw,
            first_stage: FIRST_STAGE,
            budget: self.cap,
            plans: (0..plans.len()).map(row).collect(),
            simulations: needed,
            simulations_of_budget: plans.len() * (self.cap * self.per_draw) as usize,
        }
    }
}

/// Whether a selection can go by this output: one way has to be good.
pub fn selectable(output: &crate::observation::Output) -> bool {
    goal(better(output)).is_some()
}

#[cfg(test)]
mod tests {
    use super::super::super::run::fixture::{Fixture, steady};
    use super::*;
    use crate::observation::column;

    const ADOPTION: &str = "adoption.enrolled.headcount@24";

    fn rule(indifference: f64) -> Rule {
        Rule {
            output: ADOPTION.to_owned(),
            indifference,
            confidence: 0.95,
        }
    }

    /// Simulates what is asked for: 1000 people, of whom `enrolled` tells how many
    /// are enrolled.
    fn run(
        names: &[&str],
        rule: &Rule,
        draws: u32,
        enrolled: impl Fn(&SimulationId) -> i64,
    ) -> (SelectionAnswer, Vec<Finished>) {
        let scenario = |name: &&str| {
            let mut scenario = Fixture::filled(1, 2, 24, |_, _, _, _, _| ()).scenario;
            scenario.name = (*name).to_owned();
            scenario.run.draws = draws;
            scenario
        };
        let plans: Vec<Scenario> = names.iter().map(scenario).collect();
        let plans: Vec<&Scenario> = plans.iter().collect();
        let mut finished: Vec<Finished> = Vec::new();
        loop {
            let simulations = next(rule, &plans, &finished).unwrap();
            if simulations.is_empty() {
                break;
            }
            finished.extend(simulations.into_iter().map(|simulation| {
                let people = [
                    (column::HEADCOUNT, 1000),
                    (column::ENROLLED, enrolled(&simulation)),
                ];
                steady(simulation, plans[0], &people)
            }));
        }
        (select(rule, &plans, &finished).unwrap().0, finished)
    }

    /// What chance adds to a simulation, from -50 to 50; the same for all plans.
    fn chance(simulation: &SimulationId) -> i64 {
        i64::from((simulation.draw * 7919 + simulation.replication * 104_729) % 101) - 50
    }

    #[test]
    fn a_clear_winner_is_selected_after_the_first_stage() {
        let lead = |simulation: &SimulationId| {
            500 + chance(simulation) + 100 * i64::from(simulation.point)
        };
        let (answer, finished) = run(&["a", "b", "c"], &rule(0.02), 400, lead);
        assert_eq!(answer.outcome, Outcome::Selected);
        assert_eq!(answer.selected.as_deref(), Some("c"));
        assert_eq!((answer.simulations, finished.len()), (120, 120));
        assert_eq!(answer.simulations_of_budget, 2400);
        assert!(answer.plans[0].dropped && !answer.plans[2].dropped);
        assert_eq!(answer.plans[2].draws, 20);
    }

    #[test]
    fn losers_leave_early_and_close_plans_end_undecided() {
        // The third is far behind; the first two differ by chance of their own.
        let close = |simulation: &SimulationId| match simulation.point {
            2 => 200 + chance(simulation),
            point => {
                500 + chance(simulation)
                    + 9 * chance(&SimulationId {
                        replication: simulation.replication + 17 * point,
                        ..*simulation
                    }) / 10
            }
        };
        let (answer, finished) = run(&["a", "b", "c"], &rule(0.002), 60, close);
        assert_eq!(answer.outcome, Outcome::Undecided);
        assert_eq!(answer.remaining, ["a", "b"]);
        assert_eq!((answer.plans[2].dropped, answer.plans[2].draws), (true, 20));
        // 20 draws of three, 40 of two, two simulations each.
        assert_eq!((answer.simulations, finished.len()), (280, 280));
        assert_eq!(
            (answer.plans[0].simulations, answer.plans[2].simulations),
            (120, 40)
        );
        // A larger budget begins with the same simulations.
        let (_, more) = run(&["a", "b", "c"], &rule(0.002), 90, close);
        let simulations =
            |list: &[Finished]| list.iter().map(|one| one.simulation).collect::<Vec<_>>();
        assert!(simulations(&more).starts_with(&simulations(&finished)));
    }

    #[test]
    fn plans_that_are_the_same_are_said_to_be() {
        let same = |simulation: &SimulationId| {
            500 + chance(simulation) - 300 * i64::from(simulation.point == 1)
        };
        let (answer, _) = run(&["a", "b", "c"], &rule(0.02), 60, same);
        assert_eq!((answer.outcome, answer.selected), (Outcome::Equal, None));
        assert_eq!(answer.remaining, ["a", "c"]);
        assert!(!answer.plans[0].dropped && answer.plans[1].dropped && !answer.plans[2].dropped);
    }
}
