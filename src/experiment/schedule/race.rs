//! The search: all candidates on the same draws, the losers dropped early.
//!
//! There is a checkpoint after 16 draws of every candidate, and whenever that number has
//! doubled, up to the budget. At a checkpoint a candidate leaves
//!
//! - as infeasible, if a constraint is shown to be missed ([`share_above`]);
//! - as worse, if its paired difference from a candidate that is shown to keep all
//!   constraints ([`share_below`]) is below zero by a one-sided Student bound.
//!
//! The risk of ever dropping the candidate that is the best of those that keep the
//! constraints is at most [`RISK`]. For that it would have to be shown infeasible
//! (constraints times checkpoints), or worse than one of the others that is no better
//! (others times checkpoints), or worse than one that was wrongly taken for feasible
//! (others times checkpoints). Each of the three has a third of the risk, divided by its
//! number of cases
//! (Bonferroni); without constraints the second has all of it. The bounds of shares
//! hold for any law; Student's takes the means of draws as normal.

use super::super::sequence::{self, Reading, of_points};
use super::{Design, Measured};
use crate::experiment::simulation::SimulationId;
use crate::observation::OutputError;
use crate::scenario::Scenario;
use crate::statistics::{Goal, mean, sample_variance, share_above, share_below, student_t};

/// Draws before the first checkpoint.
const FIRST_CHECKPOINT: u32 = 16;

/// Accepted probability of dropping the best candidate.
pub const RISK: f64 = 0.05;

/// Whether a candidate is still in the race.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RaceStatus {
    /// Still in.
    Kept,
    /// Shown to be worse than another candidate.
    Worse(usize),
    /// Shown to miss a constraint.
    Infeasible(usize),
}

/// A candidate in the search.
#[derive(Clone, Debug, PartialEq)]
pub struct Contestant {
    /// What became of it.
    pub status: RaceStatus,
    /// Mean of each of its draws, as far as it took part.
    pub draws: Vec<Option<f64>>,
    /// Share of its simulations that break each constraint.
    pub violation_rates: Vec<f64>,
    /// Whether it is shown to keep all constraints.
    pub feasible: bool,
}

/// Where the search stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// The candidates.
    pub contestants: Vec<Contestant>,
    /// Draws at the last checkpoint; 0 before the first one.
    pub checkpoint: u32,
    /// Whether the search is over.
    pub over: bool,
    /// Whether it is over because all that are left are the same in every simulation.
    pub same: bool,
}

/// All values that decide.
#[derive(Debug)]
pub struct Race {
    /// The objective.
    pub reading: Reading,
    objective: Vec<(SimulationId, Option<f64>)>,
    violations: Vec<Vec<(SimulationId, bool)>>,
    most_bad: Vec<f64>,
    points: usize,
    per_draw: u32,
    cap: u32,
    goal: Goal,
}

/// Numbers of draws at which the search decides who leaves.
pub fn checkpoints(cap: u32) -> Vec<u32> {
    let doubled = std::iter::successors(Some(FIRST_CHECKPOINT), |draws| draws.checked_mul(2));
    let mut checkpoints: Vec<u32> = doubled.take_while(|draws| *draws < cap).collect();
    checkpoints.push(cap);
    checkpoints
}

impl Race {
    /// Reads the values of finished simulations.
    ///
    /// # Errors
    /// If an output is none of every plan.
    pub fn new(
        design: &Design,
        plans: &[&Scenario],
        finished: &[Measured],
    ) -> Result<Self, OutputError> {
        let reading = Reading::new(&design.objective, plans)?;
        let run = &plans[0].run;
        let mut violations = Vec::new();
        for (at, constraint) in design.constraints.iter().enumerate() {
            let judge = |one: &Measured| (one.simulation, constraint.is_bad(one.constrained[at]));
            violations.push(finished.iter().map(judge).collect());
        }
        Ok(Self {
            objective: finished
                .iter()
                .map(|one| (one.simulation, one.objective))
                .collect(),
            violations,
            most_bad: design
                .constraints
                .iter()
                .map(|one| one.most_bad())
                .collect(),
            points: plans.len(),
            per_draw: run.replications_per_draw.max(1),
            cap: run.draws,
            goal: design.goal,
            reading,
        })
    }

    /// The simulations that follow the first `n`.
    pub fn stage(&self, n: usize) -> Vec<SimulationId> {
        let standing = self.standing(n);
        let fresh = self.cap..2 * self.cap;
        if standing.over {
            let there = self.objective[..n]
                .iter()
                .any(|(simulation, _)| fresh.contains(&simulation.draw));
            if there {
                return Vec::new();
            }
            let finalists = self.finalists(&standing);
            return of_points(&finalists, fresh, self.per_draw);
        }
        let next = checkpoints(self.cap)
            .into_iter()
            .find(|checkpoint| *checkpoint > standing.checkpoint);
        let left = standing.contestants.iter().zip(0_u32..);
        let left: Vec<u32> = left
            .filter(|(contestant, _)| contestant.status == RaceStatus::Kept)
            .map(|(_, point)| point)
            .collect();
        match next {
            Some(next) => of_points(&left, standing.checkpoint..next, self.per_draw),
            None => Vec::new(),
        }
    }

    /// Plans that are evaluated again on draws that the search never saw: the winner or
    /// the nearest to one, the runner-up, and the plan as written.
    fn finalists(&self, standing: &Standing) -> Vec<u32> {
        let order = self.order(standing);
        let mut points: Vec<u32> = order.iter().take(2).map(|at| *at as u32).collect();
        if !points.contains(&0) {
            points.push(0);
        }
        points.sort_unstable();
        points
    }

    /// Replays the search on the first `n` simulations.
    pub fn standing(&self, n: usize) -> Standing {
        let n = n.min(self.objective.len());
        let means = self.search_means(n);
        let violations: Vec<Vec<Vec<bool>>> = self
            .violations
            .iter()
            .map(|values| sequence::by_plan(&searched(&values[..n], self.cap), self.points))
            .collect();
        let mut standing = Standing {
            contestants: means
                .iter()
                .map(|_| Contestant {
                    status: RaceStatus::Kept,
                    draws: Vec::new(),
                    violation_rates: vec![0.0; self.violations.len()],
                    feasible: false,
                })
                .collect(),
            checkpoint: 0,
            over: false,
            same: false,
        };
        let checkpoints = checkpoints(self.cap);
        for checkpoint in &checkpoints {
            let kept: Vec<usize> = kept(&standing);
            let draws = *checkpoint as usize;
            if kept.iter().any(|at| means[*at].len() < draws) {
                break;
            }
            standing.checkpoint = *checkpoint;
            let simulations = draws * self.per_draw as usize;
            for at in &kept {
                let contestant = &mut standing.contestants[*at];
                contestant.draws = means[*at][..draws].to_vec();
                let share = |plans: &Vec<Vec<bool>>| {
                    let violated = plans[*at][..simulations]
                        .iter()
                        .filter(|violated| **violated);
                    violated.count() as f64 / simulations as f64
                };
                contestant.violation_rates = violations.iter().map(share).collect();
            }
            self.drop_losers(&mut standing, &kept, checkpoints.len());
            let left = self::kept(&standing);
            let twins = |other: &usize| {
                let first = left[0];
                let flags = |plans: &Vec<Vec<bool>>| {
                    plans[first][..simulations] == plans[*other][..simulations]
                };
                standing.contestants[first].draws == standing.contestants[*other].draws
                    && violations.iter().all(flags)
            };
            standing.same = left.len() > 1 && left.iter().all(twins);
            // One that is left alone may still turn out to be infeasible.
            let known = left.iter().all(|at| standing.contestants[*at].feasible);
            let settled = left.is_empty() || known && (left.len() == 1 || standing.same);
            standing.over = settled || *checkpoint == self.cap;
            if standing.over {
                break;
            }
        }
        standing
    }

    /// Means of the objective over the draws of the search, by plan.
    fn search_means(&self, n: usize) -> Vec<Vec<Option<f64>>> {
        let values = searched(&self.objective[..n], self.cap);
        let plans = sequence::by_plan(&values, self.points);
        let means = |values: &Vec<Option<f64>>| sequence::means(values, self.per_draw as usize);
        plans.iter().map(means).collect()
    }

    fn drop_losers(&self, standing: &mut Standing, kept: &[usize], checkpoints: usize) {
        let (checkpoints, others) = (checkpoints as f64, (self.points.max(2) - 1) as f64);
        let constraints = self.violations.len();
        let part = if constraints == 0 { RISK } else { RISK / 3.0 };
        let of_misses = part / (constraints.max(1) as f64 * checkpoints);
        let of_others = part / (others * checkpoints);
        let draws = standing.checkpoint as usize;
        let judge = |at: usize, limit: usize, above: bool| {
            let (rate, most) = (
                standing.contestants[at].violation_rates[limit],
                self.most_bad[limit],
            );
            if above {
                share_above(rate, draws, most, of_misses)
            } else {
                share_below(rate, draws, most, of_others)
            }
        };
        let is_feasible = |at: &&usize| (0..constraints).all(|limit| judge(**at, limit, false));
        let feasible: Vec<usize> = kept.iter().filter(is_feasible).copied().collect();
        // Judged anew at every checkpoint, on all draws so far.
        let mut left_race = Vec::new();
        for at in kept {
            if let Some(limit) = (0..constraints).find(|limit| judge(*at, *limit, true)) {
                left_race.push((*at, RaceStatus::Infeasible(limit)));
                continue;
            }
            let ours = &standing.contestants[*at].draws;
            let beats = |rival: &&usize| {
                let theirs = &standing.contestants[**rival].draws;
                **rival != *at && self.is_worse(ours, theirs, of_others)
            };
            if let Some(rival) = feasible.iter().find(beats) {
                left_race.push((*at, RaceStatus::Worse(*rival)));
            }
        }
        for at in kept {
            standing.contestants[*at].feasible = feasible.contains(at);
        }
        for (at, status) in left_race {
            standing.contestants[at].status = status;
        }
    }

    /// Whether one is shown to be worse than another, with this risk.
    fn is_worse(&self, ours: &[Option<f64>], theirs: &[Option<f64>], risk: f64) -> bool {
        let differences = self.gains(ours, theirs);
        let n = differences.len() as f64;
        let (Some(centre), Some(variance)) = (mean(&differences), sample_variance(&differences))
        else {
            return false;
        };
        let t = student_t(1.0 - 2.0 * risk, n - 1.0);
        t.is_some_and(|t| centre + t * (variance / n).sqrt() < 0.0)
    }

    /// What one gains on another in each draw that both have, more being better.
    pub fn gains(&self, ours: &[Option<f64>], theirs: &[Option<f64>]) -> Vec<f64> {
        let pairs = ours.iter().zip(theirs);
        pairs
            .filter_map(|(a, b)| Some(self.goal.merit((*a)? - (*b)?)))
            .collect()
    }

    /// By how much a candidate's shares exceed what they may be, the worst of all; zero
    /// or less where the estimates keep every constraint.
    pub fn miss(&self, contestant: &Contestant) -> f64 {
        let over = contestant.violation_rates.iter().zip(&self.most_bad);
        over.map(|(rate, most)| rate - most).fold(-1.0, f64::max)
    }

    /// The candidates that may win, best first; where no candidate's estimates keep the
    /// constraints, all, the nearest first. Ties keep the order of points.
    pub fn order(&self, standing: &Standing) -> Vec<usize> {
        let contestants = &standing.contestants;
        let may_win = |at: &usize| {
            !matches!(contestants[*at].status, RaceStatus::Infeasible(_))
                && self.miss(&contestants[*at]) <= 0.0
        };
        let mut all: Vec<usize> = (0..contestants.len()).filter(may_win).collect();
        if all.is_empty() {
            all = (0..contestants.len()).collect();
            all.sort_by(|a, b| {
                self.miss(&contestants[*a])
                    .total_cmp(&self.miss(&contestants[*b]))
            });
            return all;
        }
        // Those that were kept have all draws, and one of them is ahead of the others.
        let merit = |at: usize| {
            let defined: Vec<f64> = contestants[at].draws.iter().copied().flatten().collect();
            mean(&defined).map_or(f64::NEG_INFINITY, |mean| self.goal.merit(mean))
        };
        let kept = |at: usize| contestants[at].status == RaceStatus::Kept;
        let any = all.iter().any(|at| kept(*at));
        let mut best = None;
        for at in &all {
            let ahead = best.is_none_or(|best| merit(*at) > merit(best));
            if (kept(*at) || !any) && ahead {
                best = Some(*at);
            }
        }
        let Some(best) = best else { return all };
        // Others have fewer draws: what counts is the distance in those.
        let behind = |at: usize| {
            let gains = self.gains(&contestants[at].draws, &contestants[best].draws);
            if at == best {
                f64::INFINITY
            } else {
                mean(&gains).unwrap_or(f64::NEG_INFINITY)
            }
        };
        all.sort_by(|a, b| behind(*b).total_cmp(&behind(*a)));
        all
    }

    /// Draws of the search at most.
    pub fn cap(&self) -> u32 {
        self.cap
    }

    /// Whether no candidate's estimates keep the constraints.
    pub fn none_feasible(&self, standing: &Standing) -> bool {
        let first = self
            .order(standing)
            .first()
            .map(|at| &standing.contestants[*at]);
        first.is_none_or(|contestant| {
            matches!(contestant.status, RaceStatus::Infeasible(_)) || self.miss(contestant) > 0.0
        })
    }
}

fn kept(standing: &Standing) -> Vec<usize> {
    let contestants = standing.contestants.iter().enumerate();
    contestants
        .filter(|(_, contestant)| contestant.status == RaceStatus::Kept)
        .map(|(at, _)| at)
        .collect()
}

/// Values of the search alone: final evaluations come from later draws.
fn searched<T: Copy>(values: &[(SimulationId, T)], cap: u32) -> Vec<(SimulationId, T)> {
    let values = values
        .iter()
        .filter(|(simulation, _)| simulation.draw < cap);
    values.copied().collect()
}
