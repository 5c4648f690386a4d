//! Plans that share a world and a baseline.

use super::*;
use crate::observation::{Record, metrics};
use crate::scenario::written;

const COMBINED: &str = include_str!("../../scenarios/combined.toml");

#[test]
fn what_is_kept_has_the_values_of_the_whole() {
    let scenario = written::scenario(COMBINED, &[]);
    let plans = [&scenario];
    let job = Job::new(&plans, None);
    let simulation = SimulationId {
        point: 0,
        draw: 3,
        replication: 7,
    };
    let records = job.simulate(&simulation);
    let finished = job.finished(simulation, &records, true);
    for (whole, kept) in records.iter().zip(finished.records.iter()) {
        assert_eq!(whole.population, kept.population);
        for week in 0..=usize::from(scenario.run.horizon) + 1 {
            for metric in metrics() {
                let arms = |record| metric.arms(record, &finished.params, week);
                assert_eq!(arms(whole), arms(kept), "{} in week {week}", metric.id);
                for segment in 0..=whole.rollout.segments() {
                    let arms = |record| metric.segment_arms(record, segment, week);
                    assert_eq!(arms(whole), arms(kept), "{} in week {week}", metric.id);
                }
            }
        }
    }
}

/// Variants of one plan that turn every kind of lever.
fn variants() -> Vec<Scenario> {
    let base = "format = 1\nname = \"Base\"\n[organisation]\nheadcount = 150\ninitial = 0.3\n\
                [helpdesk]\nagents = 2\n[customers]\naccounts = 300\n[run]\nhorizon = 12\n";
    let levers: [&[(&str, &str)]; 9] = [
        &[],
        &[("fallback.verification", "strong")],
        &[("fallback", "poor"), ("fallback.runbook_week", "9")],
        &[("helpdesk.price", "2.2")],
        &[("helpdesk.agents", "1")],
        &[("helpdesk.opens", "7"), ("helpdesk.closes", "23")],
        &[("communications", "poor"), ("communications.faq_week", "5")],
        &[
            ("phase.3.first_week", "7"),
            ("phase.3.required_departments", "[\"Finance\"]"),
            ("phase.3.exceptions", "true"),
        ],
        &[
            ("customers.recovery.hardening", "weak"),
            ("tier.1.first_week", "3"),
        ],
    ];
    levers.map(|sets| written::scenario(base, sets)).to_vec()
}

fn ids(points: u32) -> Vec<SimulationId> {
    super::super::simulation::rounds(points, 0..2, 2)
}

/// Whatever lever a plan turns, what it is judged against stays.
#[test]
fn all_plans_have_one_baseline() {
    let plans = variants();
    let points: Vec<&Scenario> = plans.iter().collect();
    let job = Job::new(&points, Some(&plans[0]));
    let list = ids(points.len() as u32);
    let money = crate::observation::metric("cost.helpdesk").unwrap();
    let all: Vec<(Parameters, Records)> = list
        .iter()
        .map(|id| (job.parameters(id), job.simulate(id)))
        .collect();
    let base = |id: &SimulationId| {
        let base = SimulationId { point: 0, ..*id };
        let at = list.iter().position(|other| *other == base);
        &all[at.unwrap()]
    };
    for (id, (params, records)) in list.iter().zip(&all) {
        let (params_of_all, records_of_all) = base(id);
        assert_eq!(params.today(), params_of_all.today());
        for (own, of_all) in records.iter().zip(records_of_all.iter()) {
            assert_eq!(own.baseline, of_all.baseline, "{id:?}");
            let baseline = |record, params| money.arms(record, params, 12)[1];
            let of_all = baseline(of_all, params_of_all);
            assert_eq!(baseline(own, params), of_all, "{id:?}");
        }
    }
    // And each of the levers does something.
    for (at, plan) in plans.iter().enumerate().skip(1) {
        let differs = |(id, (params, records)): (&SimulationId, &(Parameters, Records))| {
            let costs = |params, records: &Records| -> Vec<_> {
                let of =
                    |record: &Record| (record.rollout.clone(), money.arms(record, params, 12)[0]);
                records.iter().map(of).collect()
            };
            let (base_params, base_records) = base(id);
            costs(params, records) != costs(base_params, base_records)
        };
        let mut own = list
            .iter()
            .zip(&all)
            .filter(|(id, _)| id.point as usize == at);
        assert!(own.any(differs), "lever {at} of {}", plan.name);
    }
}

/// The world and the baseline once for all plans give what each plan alone gives.
#[test]
fn plans_that_are_simulated_together_are_as_if_alone() {
    let plans = variants();
    let points: Vec<&Scenario> = plans.iter().collect();
    let job = Job::new(&points, Some(&plans[0]));
    let list = ids(points.len() as u32);
    let groups = job.groups(&list, 1);
    assert!(groups.len() < list.len() / 2, "{}", groups.len());
    assert_eq!(groups.concat(), list);
    for group in groups {
        let together = job.simulate_together(group);
        for (id, together) in group.iter().zip(together) {
            assert_eq!(together, job.simulate(id), "{id:?}");
        }
    }
}
