//! Comparisons of made-up simulations.

use super::super::run::Results;
use super::super::run::fixture::Fixture;
use super::compare;
use crate::answer::CompareAnswer;
use crate::observation::{Better, column};
use crate::scenario::{Comparison, Target};

const ADOPTION: &str = "adoption.enrolled.headcount@24";
const MINUTES: &str = "desk.minutes.sum@24:difference";

/// A plan whose simulations enrol 40 to 60 % and `more`, with a tenth of a minute of
/// extra work a week for each of `more`.
fn plan(name: &str, more: impl Fn(u32, u32) -> i64) -> Fixture {
    let mut fixture = Fixture::filled(10, 2, 24, |simulation, _, _, rollout, baseline| {
        let more = more(simulation.draw, simulation.replication);
        rollout.set(column::HEADCOUNT, 100);
        rollout.set(column::ENROLLED, 40 + 2 * i64::from(simulation.draw) + more);
        rollout.add(column::SECONDS, 600 + 6 * more);
        baseline.add(column::SECONDS, 600);
    });
    fixture.scenario.name = name.to_owned();
    fixture
}

fn of(plans: &[&Fixture], against: usize) -> CompareAnswer {
    let results: Vec<Results<'_>> = plans.iter().map(|plan| plan.results()).collect();
    compare(
        &results,
        &[ADOPTION.to_owned(), MINUTES.to_owned()],
        against,
    )
    .unwrap()
}

#[test]
fn a_plan_differs_from_itself_by_nothing() {
    let one = plan("one", |_, replication| i64::from(replication % 3));
    let same = plan("same", |_, replication| i64::from(replication % 3));
    let answer = of(&[&one, &same], 0);
    for output in &answer.outputs {
        let row = &output.plans[1];
        let difference = row.difference.unwrap();
        assert_eq!(
            (difference.mean, difference.higher, difference.lower),
            (0.0, 0, 0)
        );
        assert_eq!((difference.lo, difference.hi), (Some(0.0), Some(0.0)));
        assert_eq!(
            (row.p_best_simulation, row.p_best_mean),
            (Some(0.5), Some(0.5))
        );
        assert_eq!((row.regret_mean, row.regret_p90), (Some(0.0), Some(0.0)));
        assert_eq!(output.may_be_best, ["one", "same"]);
        assert_eq!(output.plans[0].difference, None);
    }
    assert_eq!(answer.pareto.plans, ["one", "same"]);
}

#[test]
fn paired_differences_are_known_where_levels_are_not() {
    let one = plan("one", |_, _| 0);
    // 3 or 5 points more, by draw.
    let more = plan("more", |draw, _| 3 + 2 * i64::from(draw % 2));
    let answer = of(&[&one, &more], 0);
    let adoption = &answer.outputs[0];
    assert_eq!((adoption.better, adoption.n), (Better::Higher, 20));
    let difference = adoption.plans[1].difference.unwrap();
    assert!((difference.mean - 0.04).abs() < 1e-12);
    // Two outputs of one other plan: 97.5 % each; t(9) = 2.685, s = 0.01054.
    assert_eq!((answer.comparisons, answer.level), (2, 0.975));
    let half = 2.685_01 * 0.010_540_93 / 10.0_f64.sqrt();
    assert!((difference.hi.unwrap() - 0.04 - half).abs() < 1e-5);
    assert_eq!(
        (difference.draws, difference.higher, difference.lower),
        (10, 10, 0)
    );
    assert_eq!(adoption.may_be_best, ["more"]);
    // Draw j has 40 + 2 j and that plus 3 or 5: in points, variances 36.67 and 40
    // apart, 1.111 paired.
    let ratio = difference.variance_ratio.unwrap();
    assert!((ratio - 69.0).abs() < 1e-6, "{ratio}");
    let chances = |at: usize| {
        (
            adoption.plans[at].p_best_simulation,
            adoption.plans[at].p_best_mean,
        )
    };
    assert_eq!(
        (chances(0), chances(1)),
        ((Some(0.0), Some(0.0)), (Some(1.0), Some(1.0)))
    );
    assert!((adoption.plans[0].regret_mean.unwrap() - 0.04).abs() < 1e-12);
    // Less work is better, and so each beats the other in something.
    assert_eq!(answer.outputs[1].may_be_best, ["one"]);
    assert_eq!(answer.pareto.plans.len(), 2);
    // Each leads in something in every draw, and so in every resample.
    let chances = answer.pareto.chances.iter().map(|one| one.probability);
    assert!(chances.eq([Some(1.0); 2]));
}

#[test]
fn best_in_a_simulation_and_best_in_the_mean_are_two_numbers() {
    let one = plan("one", |_, _| 0);
    // Better in one of a draw's two replications, and there by more than it loses.
    let bold = plan(
        "bold",
        |_, replication| if replication % 2 == 0 { 5 } else { -1 },
    );
    let row = &of(&[&one, &bold], 0).outputs[0].plans[1];
    assert_eq!(
        (row.p_best_simulation, row.p_best_mean),
        (Some(0.5), Some(1.0))
    );
    assert!((row.regret_mean.unwrap() - 0.005).abs() < 1e-12);
}

#[test]
fn the_order_of_plans_does_not_matter() {
    let one = plan("one", |draw, _| i64::from(draw % 3));
    let two = plan("two", |_, replication| i64::from(replication % 5));
    let three = plan("three", |draw, replication| {
        i64::from((draw + replication) % 4)
    });
    let (first, other) = (of(&[&one, &two, &three], 0), of(&[&three, &one, &two], 1));
    for (a, b) in first.outputs.iter().zip(&other.outputs) {
        for row in &a.plans {
            let same = b.plans.iter().find(|other| other.plan == row.plan);
            assert_eq!(same, Some(row));
        }
    }
    assert_eq!(first.against, other.against);
}

#[test]
fn what_is_undefined_in_one_plan_is_ranked_in_none() {
    let one = plan("one", |_, _| 0);
    let mut gaps = plan("gaps", |_, _| 1);
    for simulation in gaps.simulations.iter_mut().step_by(4) {
        simulation
            .records
            .workforce
            .as_mut()
            .unwrap()
            .rollout
            .set(column::HEADCOUNT, 0);
    }
    let adoption = &of(&[&one, &gaps], 0).outputs[0];
    let ns = (
        adoption.n,
        adoption.plans[0].numbers.n,
        adoption.plans[1].numbers.n,
    );
    // Chances are of the draws that are whole.
    assert_eq!(ns, (10, 20, 15));
    assert_eq!(adoption.plans[1].difference.unwrap().n, 15);
    assert_eq!(adoption.plans[1].p_best_simulation, Some(1.0));
}

#[test]
fn plans_that_meet_their_targets_come_first() {
    let mut few = plan("few", |_, _| 0);
    let mut many = plan("many", |_, _| 30);
    for plan in [&mut few, &mut many] {
        plan.scenario.targets = vec![Target {
            name: "Most".into(),
            output: ADOPTION.into(),
            comparison: Comparison::AtLeast,
            value: 0.65,
        }];
    }
    let answer = of(&[&few, &many], 0);
    let feasible: Vec<bool> = answer.plans.iter().map(|plan| plan.feasible).collect();
    assert_eq!(feasible, [false, true]);
    assert_eq!(
        answer.plans[1].all_targets.as_ref().unwrap().probability,
        Some(1.0)
    );
    assert!(answer.pareto.feasible_only);
    assert_eq!(answer.pareto.plans, ["many"]);
    assert_eq!(answer.pareto.chances.len(), 1);
}

#[test]
fn chance_alone_has_no_chance_over_draws() {
    let (mut one, mut two) = (plan("one", |_, _| 0), plan("two", |_, r| i64::from(r % 2)));
    for plan in [&mut one, &mut two] {
        plan.scenario.run.uncertainty = crate::scenario::Uncertainty::Chance;
    }
    let answer = of(&[&one, &two], 0);
    assert!(answer.uncertainty.is_chance_only());
    let row = &answer.outputs[0].plans[1];
    assert_eq!((row.p_best_simulation, row.p_best_mean), (Some(0.75), None));
    assert_eq!(row.difference.unwrap().draws, 20);
}

/// Which of two is ahead hangs on the draws that happen to be drawn.
#[test]
fn a_front_that_hangs_on_few_draws_is_not_sure() {
    let plan = |name: &str, more: i64| {
        let mut fixture = Fixture::filled(10, 2, 24, |simulation, _, _, rollout, _| {
            let more = if simulation.draw == 3 { more } else { 0 };
            rollout.set(column::HEADCOUNT, 100);
            rollout.set(column::ENROLLED, 40 + more);
        });
        fixture.scenario.name = name.to_owned();
        fixture
    };
    let pareto = of(&[&plan("one", 0), &plan("rare", 5)], 0).pareto;
    let chance = |at: usize| pareto.chances[at].probability.unwrap();
    assert_eq!(pareto.plans, ["rare"]);
    // Draw 3 is absent from a resample with 0.9^10 = 0.349; five standard errors of
    // 1000, so that a false alarm has a probability of one in a million. The
    // resamples are fixed.
    assert!((chance(0) - 0.349).abs() < 0.075, "{}", chance(0));
    assert_eq!(chance(1), 1.0);
}
