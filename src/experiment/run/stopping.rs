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

/// Whether the finished units are enough for `run.tolerance`; `None` if it is not
/// set, and all draws run.
///
/// Monitored are enrolment at week 24 (or the horizon) per head-count, the
/// cumulative difference of helpdesk minutes as a share of the baseline load of the same unit, and each
/// target's probability: all are shares, and the tolerance is relative to their
/// size but never finer than half of it, so that a share near zero can still
/// stop. Decisions fall at 30 draws (100 with targets) and every 16 after, and
/// look only at the draws up to there, so that threads and batches change
/// nothing. Repeated looks make the interval's coverage approximate.
///
/// # Errors
/// If a target's output is none.
pub fn decide(results: &Results<'_>) -> Result<Option<Stop>, OutputError> {
    let run = &results.scenario.run;
    let Some(tolerance) = run.tolerance else {
        return Ok(None);
    };
    let per_draw = run.replicates_per_draw.max(1) as usize;
    // Under luck alone each unit stands for itself, but batches stay whole draws.
    let per_cluster = if results.drawn().is_empty() {
        1
    } else {
        per_draw
    };
    let whole = results.units.len() / per_draw * per_draw;
    let results = Results::new(results.scenario, &results.units[..whole]);
    let week = results.main_week();
    let minutes = results.named(&format!("desk.minutes.sum@{week}:difference"));
    let load = results.named(&format!("desk.baseline_minutes.sum@{week}:baseline"));
    let share = |(minutes, load): (&Option<f64>, &Option<f64>)| {
        let (minutes, load) = ((*minutes)?, (*load)?);
        (load > 0.0).then(|| minutes / load)
    };
    let mut numbers = vec![
        (
            format!("adoption.enrolled.headcount@{week}"),
            results.named(&format!("adoption.enrolled.headcount@{week}")),
            Quantity::Mean,
        ),
        (
            format!(
                "desk.minutes.sum@{week}:difference / desk.baseline_minutes.sum@{week}:baseline"
            ),
            minutes.iter().zip(&load).map(share).collect(),
            Quantity::Mean,
        ),
    ];
    for target in &results.scenario.targets {
        let met = met(target, &results)?;
        let values = met
            .into_iter()
            .map(|met| Some(f64::from(u8::from(met))))
            .collect();
        numbers.push((target.name.clone(), values, Quantity::Probability));
    }
    let scale = per_draw / per_cluster;
    let start = if results.scenario.targets.is_empty() {
        START
    } else {
        START_OF_PROBABILITIES
    };
    let rule = StoppingRule {
        n0: start * scale,
        batch: BATCH * scale,
        cap: run.draws as usize * scale,
        eps_abs: tolerance / 2.0,
        eps_rel: tolerance,
        level: 0.95,
    };
    let monitored: Vec<Monitored<'_>> = numbers
        .iter()
        .map(|(_, values, quantity)| Monitored {
            values,
            quantity: *quantity,
        })
        .collect();
    let decision = match rule.decide(&monitored, per_cluster) {
        Decision::Continue { next_n } => Decision::Continue {
            next_n: next_n / scale,
        },
        Decision::Stop { n, reason } => Decision::Stop {
            n: n / scale,
            reason,
        },
    };
    let binding = match decision {
        Decision::Stop {
            reason: Reason::Tolerance { binding } | Reason::Cap { binding },
            ..
        } => numbers.get(binding).map(|(name, ..)| name.clone()),
        Decision::Continue { .. } => None,
    };
    Ok(Some(Stop { decision, binding }))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Fixture;
    use super::*;
    use crate::observation::column;
    use crate::scenario::{Comparison, Target, Uncertainty};

    /// Enrolment alternates by draw between 40 and 60 %; minutes are a tenth above.
    fn fixture(draws: u32) -> Fixture {
        let mut fixture = Fixture::filled(draws, 2, 24, |unit, _, _, rollout, baseline| {
            rollout.set(column::HEADCOUNT, 100);
            rollout.set(column::ENROLLED, 40 + 20 * i64::from(unit.draw % 2));
            rollout.add(column::SECONDS, 660);
            baseline.add(column::SECONDS, 600);
        });
        fixture.scenario.run.draws = 1000;
        fixture
    }

    fn decision(fixture: &Fixture) -> (Decision, Option<String>) {
        let stop = decide(&fixture.results()).unwrap().unwrap();
        (stop.decision, stop.binding)
    }

    #[test]
    fn stops_at_the_first_boundary_that_is_precise_enough() {
        let mut fixture = fixture(200);
        assert_eq!(decide(&fixture.results()).unwrap(), None);
        fixture.scenario.run.tolerance = Some(0.05);
        // Half width t x 0.1 / sqrt(draws - 1) within 0.025: first at 78 draws.
        let (stop, binding) = decision(&fixture);
        assert!(matches!(stop, Decision::Stop { n: 78, .. }), "{stop:?}");
        assert_eq!(binding.as_deref(), Some("adoption.enrolled.headcount@24"));
        fixture.units.truncate(2 * 78 + 1);
        assert!(matches!(decision(&fixture).0, Decision::Stop { n: 78, .. }));
        fixture.units.truncate(2 * 78 - 1);
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
        fixture.scenario.run.uncertainty = Uncertainty::Luck;
        assert!(matches!(decision(&fixture).0, Decision::Stop { .. }));
    }
}
