//! Rows of a search's answer: candidates, and the last judgement.

use super::super::sequence;
use super::race::{Contestant, Race, RaceStatus, Standing};
use super::{Candidate, Design, Measured};
use crate::answer::{
    CandidateAnswer, Chance, ConstraintNumbers, Difference, FinalAnswer, FinalRole, Numbers, Status,
};
use crate::experiment::constraint::Constraint;
use crate::statistics::{Goal, Support, cluster_mean, mean, sample_variance, student_t};

/// Level of the intervals that hold together.
pub(super) const LEVEL: f64 = 0.95;

/// What rows are made from.
pub(super) struct View<'a> {
    /// What is searched for.
    pub design: &'a Design,
    /// The plans.
    pub candidates: &'a [Candidate],
    /// All values.
    pub race: &'a Race,
    /// How the search ended.
    pub standing: &'a Standing,
    /// The winner, or the nearest candidate.
    pub first: usize,
    /// Whether no candidate's estimates keep the constraints.
    pub none_feasible: bool,
    /// Level of intervals of differences from the first.
    pub level: f64,
    /// Replications of a draw.
    pub per_draw: u32,
}

impl View<'_> {
    fn contestant(&self, at: usize) -> &Contestant {
        &self.standing.contestants[at]
    }

    /// The row of a candidate.
    pub fn candidate(&self, at: usize) -> CandidateAnswer {
        let contestant = self.contestant(at);
        let estimate = cluster_mean(&contestant.draws, 1);
        let interval = estimate.and_then(|estimate| estimate.interval(LEVEL, Support::Signed));
        let difference = (at != self.first)
            .then(|| {
                Difference::of_means(
                    &contestant.draws,
                    &self.contestant(self.first).draws,
                    self.level,
                )
            })
            .flatten();
        let status = match contestant.status {
            _ if at == self.first && !self.none_feasible => Status::Winner,
            RaceStatus::Infeasible(_) => Status::Infeasible,
            _ if self.race.miss(contestant) > 0.0 => Status::Infeasible,
            RaceStatus::Worse(_) => Status::Dropped,
            RaceStatus::Kept => Status::Kept,
        };
        let of = |(constraint, bad): (&Constraint, &f64)| ConstraintNumbers {
            probability: constraint.share(*bad),
            kept: *bad <= constraint.most_bad(),
        };
        CandidateAnswer {
            point: at as u32,
            label: self.candidates[at].label.clone(),
            settings: self.candidates[at].settings.clone(),
            status,
            draws: contestant.draws.len(),
            simulations: contestant.draws.len() * self.per_draw as usize,
            mean: estimate.map(|estimate| estimate.mean),
            mean_lo: interval.map(|interval| interval.lo),
            mean_hi: interval.map(|interval| interval.hi),
            told_apart: difference.is_some_and(|difference| difference.side() != 0),
            difference,
            sure: contestant.feasible,
            constraints: self
                .design
                .constraints
                .iter()
                .zip(&contestant.violation_rates)
                .map(of)
                .collect(),
        }
    }

    /// Plans on fresh draws, the winner first.
    pub fn finals(&self, fresh: &[&Measured], order: &[usize]) -> Vec<FinalAnswer> {
        let mut points: Vec<usize> = order.iter().take(2).copied().collect();
        if !points.contains(&0) {
            points.push(0);
        }
        let comparisons = (points.len() - 1).max(1) as f64;
        let level = 1.0 - (1.0 - LEVEL) / comparisons;
        let simulations = |at: usize| {
            let simulations = fresh.iter().copied();
            simulations.filter(move |one| one.simulation.point as usize == at)
        };
        let objectives =
            |at: usize| -> Vec<Option<f64>> { simulations(at).map(|one| one.objective).collect() };
        let per_draw = self.per_draw as usize;
        let best = sequence::means(&objectives(self.first), per_draw);
        let mut finals = Vec::new();
        for (place, at) in points.into_iter().enumerate() {
            let objective = objectives(at);
            let means = sequence::means(&objective, per_draw);
            let gap = self.optimism(&self.contestant(at).draws, &means);
            let (mut constraints, mut kept) = (Vec::new(), true);
            for (place, constraint) in self.design.constraints.iter().enumerate() {
                let values: Vec<_> = simulations(at).map(|one| one.constrained[place]).collect();
                let events: Vec<bool> = values.iter().map(|v| constraint.happens(*v)).collect();
                let bad = values.iter().filter(|v| constraint.is_bad(**v)).count();
                kept &= bad as f64 <= constraint.most_bad() * values.len() as f64;
                constraints.push(Chance::of_draws(&events, per_draw));
            }
            finals.push(FinalAnswer {
                point: at as u32,
                label: self.candidates[at].label.clone(),
                role: match place {
                    0 if self.none_feasible => FinalRole::Nearest,
                    0 => FinalRole::Winner,
                    _ if at == 0 => FinalRole::AsWritten,
                    _ if self.none_feasible => FinalRole::Next,
                    _ => FinalRole::RunnerUp,
                },
                as_written: at == 0,
                fresh: Numbers::of(&objective, per_draw, Support::Signed),
                search_mean: cluster_mean(&self.contestant(at).draws, 1).map(|one| one.mean),
                optimism: gap.map(|gap| gap.0),
                optimism_lo: gap.map(|gap| gap.0 - gap.1),
                optimism_hi: gap.map(|gap| gap.0 + gap.1),
                lead: (at != self.first)
                    .then(|| Difference::of_means(&best, &means, level))
                    .flatten(),
                constraints,
                kept,
            });
        }
        finals
    }

    /// Search less fresh, signed by the goal, and half of its 95 % interval by Welch's
    /// (1947) approximation: the two means are of different draws, and independent but
    /// for the search's choice.
    fn optimism(&self, search: &[Option<f64>], fresh: &[Option<f64>]) -> Option<(f64, f64)> {
        let part = |values: &[Option<f64>]| {
            let values: Vec<f64> = values.iter().copied().flatten().collect();
            let n = values.len() as f64;
            let centre = mean(&values)?;
            Some((centre, sample_variance(&values)? / n, n))
        };
        let ((one, one_error, n), (other, other_error, m)) = (part(search)?, part(fresh)?);
        let error = one_error + other_error;
        let sign = if self.design.goal == Goal::Largest {
            1.0
        } else {
            -1.0
        };
        let half = if error > 0.0 {
            let df = error * error
                / (one_error * one_error / (n - 1.0) + other_error * other_error / (m - 1.0));
            student_t(LEVEL, df)? * error.sqrt()
        } else {
            0.0
        };
        Some((sign * (one - other), half))
    }
}
