use super::super::fixture::{self, Fixture};
use super::*;
use crate::answer::{Estimate, RunAnswer, Uncertainty as Varies, WorkforceAnswer};
use crate::model::ticket::Category;
use crate::observation::column;
use crate::parameter::table::{attitude, helpdesk};
use crate::scenario::{Comparison, Target, Uncertainty};
use crate::statistics;

/// 40 draws with two replications over 30 weeks. The first 20 draws enrol 20 of
/// 1,000 a week, begin phase 2 in week 3 and need 101 minutes of resets a week;
/// the others enrol 30, begin it in week 5 and need 99. The baseline needs 100.
fn halves() -> Fixture {
    Fixture::filled(40, 2, 30, |simulation, _, week, rollout, baseline| {
        let (slow, week) = (simulation.draw < 20, i64::from(week));
        for tally in [&mut *rollout, &mut *baseline] {
            tally.set(column::HEADCOUNT, 1000);
            tally.set(column::OPEN_SECONDS, 50 * 3600);
            tally.add(column::CREATED, 10);
        }
        let enrolled = if slow { 20 } else { 30 };
        rollout.set(column::ENROLLED, enrolled * week);
        rollout.set(
            column::PHASE,
            if week < if slow { 3 } else { 5 } {
                1
            } else {
                2
            },
        );
        rollout.add(column::ENROLMENTS, enrolled);
        rollout.add(column::ROUTE.plus(1), enrolled << 20);
        rollout.add(column::PROMPTS, 100);
        rollout.add(column::PROMPT_ATTEMPTS, 25);
        rollout.add(column::SECONDS, if slow { 6060 } else { 5940 });
        rollout.add(column::COMMUNICATIONS_CENTS, 5000);
        baseline.add(column::SECONDS, 6000);
        if week == 10 {
            let recovery = Category::ALL
                .iter()
                .position(|one| *one == Category::Recovery);
            rollout.add(
                column::CREATED.plus(recovery.unwrap()),
                50 + i64::from(simulation.draw),
            );
            rollout.add(column::CONTACTS_FIRST, 3000);
            rollout.add(column::OFFERED_FIRST, 3000 * 600);
        }
    })
}

fn target(output: &str, comparison: Comparison, value: f64) -> Target {
    Target {
        name: output.to_string(),
        output: output.to_string(),
        comparison,
        value,
    }
}

fn workforce(answer: &RunAnswer) -> &WorkforceAnswer {
    answer.workforce.as_ref().unwrap()
}

#[test]
fn weeks_and_phases_are_each_replicate_s_own() {
    let fixture = halves();
    let answer = answer(&fixture.results()).unwrap();
    let [half, _, most] = &workforce(&answer).thresholds[..] else {
        panic!("three thresholds")
    };
    assert_eq!(
        (half.first_week.p10, half.first_week.p90),
        (Some(17), Some(25))
    );
    assert_eq!(
        (half.first_week.by_week[15], half.first_week.by_week[16]),
        (0.0, 0.5)
    );
    assert_eq!(most.first_week.p50, Some(27));
    assert_eq!(
        (most.first_week.p90, most.first_week.never.probability),
        (None, Some(0.5))
    );
    let [pilot, opt_in] = &workforce(&answer).phases[..] else {
        panic!("two phases")
    };
    assert_eq!((opt_in.begins.p10, opt_in.begins.p90), (Some(3), Some(5)));
    // The pilot ends at 2 weeks of 20 or 4 weeks of 30.
    let end = &pilot.adoption_at_end[0].share.numbers;
    assert_eq!((end.p05, end.p95), (Some(0.04), Some(0.12)));
    assert_eq!(opt_in.adoption_at_end[0].share.numbers.p95, Some(0.9));
    assert_eq!(workforce(&answer).adoption.len(), 4 * 9);
    assert!(
        workforce(&answer)
            .adoption
            .iter()
            .all(|one| !one.share.of.is_empty())
    );
}

#[test]
fn accounts_close() {
    let fixture = halves();
    let answer = answer(&fixture.results()).unwrap();
    let [at_24, at_30] = &workforce(&answer).accounts[..] else {
        panic!("two accounts")
    };
    let minutes = &at_24.minutes_difference.numbers;
    assert_eq!(
        (minutes.mean, minutes.p05, minutes.p95),
        (Some(0.0), Some(-24.0), Some(24.0))
    );
    // Draw means are +-24, 20 of each: standard error 24 / sqrt(39).
    let half = statistics::student_t(0.95, 39.0).unwrap() * 24.0 / 39.0_f64.sqrt();
    assert!((minutes.mean_hi.unwrap() - half).abs() < 1e-9);
    assert_eq!(at_24.baseline_minutes.numbers.mean, Some(2400.0));
    assert_eq!(at_24.five_percent.numbers.mean, Some(5.0));
    assert_eq!(at_24.within_five_percent.probability, Some(1.0));
    assert!(at_24.within_five_percent.lo.unwrap() < 0.95);
    assert_eq!(at_30.helpdesk_not_above.probability, Some(0.5));
    assert_eq!(at_30.programme.numbers.mean, Some(1500.0));
    let numbers = |estimate: &Estimate| estimate.numbers.mean.unwrap();
    let net = numbers(&at_30.helpdesk_difference) + numbers(&at_30.programme);
    assert!((numbers(&at_30.net_cash) - net).abs() < 1e-9);
    assert_eq!(
        (
            workforce(&answer).break_even.p10,
            workforce(&answer).break_even.p90
        ),
        (Some(1), None)
    );
    assert_eq!(workforce(&answer).break_even.never.probability, Some(0.5));
    // Replications of a draw are equal: chance adds no variance.
    assert_eq!(answer.chance_shares.len(), 3);
    assert!(
        answer
            .chance_shares
            .iter()
            .all(|chance| chance.share == 0.0)
    );
}

#[test]
fn peaks_routes_and_funnel() {
    let fixture = halves();
    let answer = answer(&fixture.results()).unwrap();
    assert_eq!(workforce(&answer).peak.week.numbers.mean, Some(10.0));
    assert_eq!(
        workforce(&answer).peak.tickets.numbers.mean,
        Some(60.0 + 19.5)
    );
    // 60 contacts of 10 minutes an hour: 10 erlangs at most 85 % busy.
    assert!(workforce(&answer).peak.agents_needed.numbers.p05.unwrap() >= 12.0);
    assert_eq!(
        workforce(&answer).peak.baseline_agents_needed.numbers.mean,
        Some(0.0)
    );
    assert_eq!(workforce(&answer).routes[1].share.numbers.mean, Some(1.0));
    assert_eq!(workforce(&answer).funnel[0].share.numbers.mean, Some(0.25));
    assert_eq!(
        (
            workforce(&answer).funnel[1].share.numbers.n,
            workforce(&answer).funnel[1].share.numbers.mean
        ),
        (0, None)
    );
    // Recovery cases of week 10 over 600 or 900 enrolments.
    let per_100 = workforce(&answer)
        .tickets_per_100_enrolments
        .numbers
        .mean
        .unwrap();
    let expected = (0..40).map(|draw| (50.0 + f64::from(draw)) / if draw < 20 { 6.0 } else { 9.0 });
    assert!((per_100 - expected.sum::<f64>() / 40.0).abs() < 1e-9);
    assert_eq!(answer.series.len(), 4);
    assert_eq!(answer.series[0].p50[19], Some(0.5));
    assert_eq!(answer.series[3].p95, vec![Some(10.0); 30]);
}

#[test]
fn all_targets_together_are_not_the_product() {
    let mut fixture = halves();
    assert_eq!(answer(&fixture.results()).unwrap().all_targets, None);
    fixture.scenario.targets = vec![
        target("adoption.enrolled.headcount@24", Comparison::AtLeast, 0.5),
        target("adoption.enrolled.headcount@24", Comparison::AtMost, 0.5),
        target(
            "tickets.per_100_enrolments@1:baseline",
            Comparison::AtMost,
            1e9,
        ),
    ];
    let whole = answer(&fixture.results()).unwrap();
    let met: Vec<_> = whole
        .targets
        .iter()
        .map(|target| target.met.probability)
        .collect();
    assert_eq!(
        met,
        [Some(0.5), Some(0.5), Some(0.0)],
        "the undefined meets none"
    );
    fixture.scenario.targets.pop();
    let joint = answer(&fixture.results()).unwrap().all_targets.unwrap();
    assert_eq!(joint.probability, Some(0.0));
    assert!(joint.hi.unwrap() >= statistics::wilson(0, 40, 0.95).unwrap().hi - 1e-12);
    fixture.scenario.targets = vec![target("adoption@24", Comparison::AtMost, 0.5)];
    assert!(answer(&fixture.results()).is_err());
}

#[test]
fn names_the_assumptions_that_matter_and_no_more() {
    let fixture = Fixture::filled(160, 2, 24, |simulation, params, _, rollout, baseline| {
        let chance = i64::from(simulation.replication % 2) * 4_000;
        rollout.set(column::HEADCOUNT, 1_000_000);
        rollout.set(
            column::ENROLLED,
            (params[attitude::SPREAD] * 200_000.0) as i64 + chance,
        );
        rollout.add(column::SECONDS, 60_000);
        baseline.add(
            column::SECONDS,
            (params[helpdesk::RESETS] * 60_000.0) as i64,
        );
    });
    let answer = answer(&fixture.results()).unwrap();
    let leaning = answer.leaning.iter();
    let names: Vec<&str> = leaning.map(|one| one.parameter.as_str()).collect();
    assert!(
        names.len() <= 3 && names[..2].contains(&attitude::SPREAD.entry().id),
        "{names:?}"
    );
    let of = |id: &str| {
        answer
            .leaning
            .iter()
            .find(|one| one.parameter == id)
            .unwrap()
    };
    let (spread, resets) = (
        of(attitude::SPREAD.entry().id),
        of(helpdesk::RESETS.entry().id),
    );
    assert!(
        spread.index > 0.9 && spread.rises && spread.noise_floor < 0.4,
        "{spread:?}"
    );
    assert!(
        !resets.rises && resets.output == "cost.helpdesk.sum@24:difference",
        "{resets:?}"
    );
    let chance = &answer.chance_shares[0];
    assert!(chance.share > 0.0 && chance.share < 0.1, "{chance:?}");
}

#[test]
fn chance_alone_is_called_chance() {
    let mut fixture = halves();
    fixture.scenario.run.uncertainty = Uncertainty::Chance;
    let chance = answer(&fixture.results()).unwrap();
    assert_eq!(
        (chance.uncertainty, chance.counts.draws, chance.counts.n),
        (Varies::ChanceOnly, 1, 80)
    );
    assert!(chance.chance_shares.is_empty() && chance.leaning.is_empty());
    assert_eq!(workforce(&chance).trust_spread.numbers.chance_share, None);
    let minutes = workforce(&chance).accounts[0].minutes_difference.numbers;
    let half = statistics::student_t(0.95, 79.0).unwrap() * 24.0 / 79.0_f64.sqrt();
    assert!(
        (minutes.mean_hi.unwrap() - half).abs() < 1e-9,
        "simulations are independent"
    );
    let one = fixture::empty(1, 4, 10);
    let alone = answer(&one.results()).unwrap();
    assert!(alone.uncertainty.is_chance_only());
}

#[test]
fn survives_nothing_and_prints_no_nan() {
    let fixture = fixture::empty(0, 2, 8);
    let nothing = answer(&fixture.results()).unwrap();
    assert_eq!(
        (nothing.counts.n, workforce(&nothing).accounts.len()),
        (0, 1)
    );
    let text = serde_json::to_string(&nothing).unwrap();
    assert!(text.starts_with("{\"format\":2,") && !text.contains("NaN"));
    let text = serde_json::to_string(&answer(&halves().results()).unwrap()).unwrap();
    assert!(text.contains("\"p50\":") && !text.contains("Infinity"));
}
