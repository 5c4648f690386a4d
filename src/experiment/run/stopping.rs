//! When a run with a tolerance has seen enough.

use super::Results;
use super::answer::met;
use crate::observation::OutputError;
use crate::statistics::{Decision, Monitored, Quantity, Reason, StoppingRule};

/// A decision, and which number it hangs on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// What to do next; sizes count draws.
    pub decision: Decision,
    /// Where the run stops: the number that decided its length.
    pub binding: Option<String>,
}

/// Draws before the first decision, and between decisions.
const START: usize = 30;
/// The same where probabilities are monitored: a rare miss shows late.
const START_OF_PROBABILITIES: usize = 100;
const BATCH: usize = 16;

/// What a run is judged by, of its first simulations: taken of every simulation once, as decisions
/// are many. It belongs to one run.
#[derive(Clone, Debug, Default)]
pub struct Watched {
    /// Values by number and simulation.
    values: Vec<Vec<Option<f64>>>,
    /// The size at which the run was last told to decide again; all smaller ones had
    /// told it to go on.
    next: Option<usize>,
}

/// Whether the finished simulations are enough for `run.tolerance`; `None` if it is not
/// set, and all draws run.
///
/// Monitored are enrolment at week 24 (or the horizon) per headcount, the
/// cumulative difference of helpdesk minutes as a share of the baseline load of the same simulation, and each
/// target's probability: all are shares, and the tolerance is relative to their
/// size but never finer than half of it, so that a share near zero can still
/// stop. Decisions fall at 30 draws (100 with targets) and every 16 after, and
/// look only at the draws up to there, so that threads and batches change
/// nothing. Repeated looks make the interval's coverage approximate.
///
/// # Errors
/// If a target's output is none.
pub fn decide(results: &Results<'_>, watched: &mut Watched) -> Result<Option<Stop>, OutputError> {
    let run = &results.scenario.run;
    let Some(tolerance) = run.tolerance else {
        return Ok(None);
    };
    let per_draw = run.replications_per_draw.max(1) as usize;
    // Under chance alone each simulation stands for itself, but batches stay whole draws.
    let per_cluster = if results.drawn().is_empty() {
        1
    } else {
        per_draw
    };
    let whole = results.simulations.len() / per_draw * per_draw;
    watched.take(results, whole)?;
    let scale = per_draw / per_cluster;
    let start = if results.scenario.targets.is_empty() {
        START
    } else {
        START_OF_PROBABILITIES
    };
    let next = watched.next.filter(|next| *next <= whole / per_cluster);
    let rule = StoppingRule {
        n0: next.unwrap_or(start * scale),
        batch: BATCH * scale,
        cap: run.draws as usize * scale,
        eps_abs: tolerance / 2.0,
        eps_rel: tolerance,
        level: 0.95,
    };
    let names = names(results);
    let monitored: Vec<Monitored<'_>> = names
        .iter()
        .zip(&watched.values)
        .map(|((_, quantity), values)| Monitored {
            values: &values[..whole],
            quantity: *quantity,
        })
        .collect();
    let decision = match rule.decide(&monitored, per_cluster) {
        Decision::Continue { next_n } => {
            watched.next = Some(next_n);
            Decision::Continue {
                next_n: next_n / scale,
            }
        }
        Decision::Stop { n, reason } => Decision::Stop {
            n: n / scale,
            reason,
        },
    };
    let binding = match decision {
        Decision::Stop {
            reason: Reason::Tolerance { binding } | Reason::Cap { binding },
            ..
        } => names.get(binding).map(|(name, _)| name.clone()),
        Decision::Continue { .. } => None,
    };
    Ok(Some(Stop { decision, binding }))
}

impl Watched {
    /// Takes the values of the first `whole` simulations, as far as they are missing.
    fn take(&mut self, results: &Results<'_>, whole: usize) -> Result<(), OutputError> {
        let known = self.values.first().map_or(0, Vec::len);
        let simulations = results.simulations.get(known..whole).unwrap_or_default();
        let fresh = values(&Results::new(results.scenario, simulations))?;
        self.values.resize_with(fresh.len(), Vec::new);
        for (values, fresh) in self.values.iter_mut().zip(fresh) {
            values.extend(fresh);
        }
        Ok(())
    }
}

/// What the monitored numbers are called.
fn names(results: &Results<'_>) -> Vec<(String, Quantity)> {
    let week = results.main_week();
    let enrolled = format!("adoption.enrolled.headcount@{week}");
    let minutes =
        format!("desk.minutes.sum@{week}:difference / desk.baseline_minutes.sum@{week}:baseline");
    let targets = results.scenario.targets.iter();
    let targets = targets.map(|target| (target.name.clone(), Quantity::Probability));
    [(enrolled, Quantity::Mean), (minutes, Quantity::Mean)]
        .into_iter()
        .chain(targets)
        .collect()
}

/// The monitored numbers of simulations, in the order of [`names`].
fn values(results: &Results<'_>) -> Result<Vec<Vec<Option<f64>>>, OutputError> {
    let week = results.main_week();
    let minutes = results.named(&format!("desk.minutes.sum@{week}:difference"));
    let load = results.named(&format!("desk.baseline_minutes.sum@{week}:baseline"));
    let share = |(minutes, load): (&Option<f64>, &Option<f64>)| {
        let (minutes, load) = ((*minutes)?, (*load)?);
        (load > 0.0).then(|| minutes / load)
    };
    let mut values = vec![
        results.named(&format!("adoption.enrolled.headcount@{week}")),
        minutes.iter().zip(&load).map(share).collect(),
    ];
    for target in &results.scenario.targets {
        let met = met(target, results)?.into_iter();
        values.push(met.map(|met| Some(f64::from(u8::from(met)))).collect());
    }
    Ok(values)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Fixture;
    use super::*;
    use crate::observation::column;
    use crate::scenario::{Comparison, Target, Uncertainty};

    /// Enrolment alternates by draw between 40 and 60 %; minutes are a tenth above.
    fn fixture(draws: u32) -> Fixture {
        let mut fixture = Fixture::filled(draws, 2, 24, |simulation, _, _, rollout, baseline| {
            rollout.set(column::HEADCOUNT, 100);
            rollout.set(column::ENROLLED, 40 + 20 * i64::from(simulation.draw % 2));
            rollout.add(column::SECONDS, 660);
            baseline.add(column::SECONDS, 600);
        });
        fixture.scenario.run.draws = 1000;
        fixture
    }

    fn decision(fixture: &Fixture) -> (Decision, Option<String>) {
        let stop = decide(&fixture.results(), &mut Watched::default())
            .unwrap()
            .unwrap();
        (stop.decision, stop.binding)
    }

    #[test]
    fn stops_at_the_first_boundary_that_is_precise_enough() {
        let mut fixture = fixture(200);
        let mut none = Watched::default();
        assert_eq!(decide(&fixture.results(), &mut none).unwrap(), None);
        fixture.scenario.run.tolerance = Some(0.05);
        // Half width t x 0.1 / sqrt(draws - 1) within 0.025: first at 78 draws.
        let (stop, binding) = decision(&fixture);
        assert!(matches!(stop, Decision::Stop { n: 78, .. }), "{stop:?}");
        assert_eq!(binding.as_deref(), Some("adoption.enrolled.headcount@24"));
        fixture.simulations.truncate(2 * 78 + 1);
        assert!(matches!(decision(&fixture).0, Decision::Stop { n: 78, .. }));
        fixture.simulations.truncate(2 * 78 - 1);
        assert_eq!(
            decision(&fixture),
            (Decision::Continue { next_n: 78 }, None)
        );
    }

    #[test]
    fn targets_and_the_cap_bind() {
        let mut fixture = fixture(300);
        fixture.scenario.run.tolerance = Some(0.05);
        fixture.scenario.targets = vec![Target {
            name: "Half".into(),
            output: "adoption.enrolled.headcount@24".into(),
            comparison: Comparison::AtLeast,
            value: 0.5,
        }];
        assert_eq!(decision(&fixture).0, Decision::Continue { next_n: 308 });
        fixture.scenario.run.draws = 250;
        let (stop, binding) = decision(&fixture);
        assert!(matches!(
            stop,
            Decision::Stop {
                n: 250,
                reason: Reason::Cap { .. }
            }
        ));
        assert_eq!(binding.as_deref(), Some("Half"));
        fixture.scenario.run.uncertainty = Uncertainty::Chance;
        assert!(matches!(decision(&fixture).0, Decision::Stop { .. }));
    }

    #[test]
    fn what_was_watched_before_changes_no_decision() {
        let mut fixture = fixture(200);
        fixture.scenario.run.tolerance = Some(0.05);
        let mut watched = Watched::default();
        // Growing, and from the beginning again, as a run that goes on does.
        for simulations in [0, 1, 60, 61, 155, 156, 400, 0, 60, 300, 156] {
            let results = Results::new(&fixture.scenario, &fixture.simulations[..simulations]);
            let fresh = decide(&results, &mut Watched::default()).unwrap();
            assert_eq!(
                decide(&results, &mut watched).unwrap(),
                fresh,
                "{simulations}"
            );
        }
        assert_eq!(watched.values[0].len(), 400);
    }
}
