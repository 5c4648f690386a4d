use super::super::columns::column;
use super::super::registry::{metric, metric_ids, metrics};
use super::super::tally::Tally;
use super::*;
use crate::helpdesk::agents_needed;
use crate::parameter::table::{constant, helpdesk};
use crate::scenario::GateMetric;
use crate::units::Cents;
use std::collections::BTreeSet;

fn record(fill: impl Fn(&mut Tally, &mut Tally)) -> Record {
    let mut record = Record {
        population: Population::Workforce,
        rollout: Tally::new(3, 1),
        baseline: Tally::new(3, 1),
    };
    for week in 1..=3 {
        record.rollout.begin(week);
        record.baseline.begin(week);
        fill(&mut record.rollout, &mut record.baseline);
    }
    record
}

fn value(id: &str, record: &Record, arm: Arm) -> Option<f64> {
    let params = &Parameters::defaults(&[]);
    metric(id).unwrap().value(
        &View {
            record,
            params,
            arm,
        },
        2,
    )
}

#[test]
fn ids_are_unique_and_every_metric_is_documented() {
    let ids: BTreeSet<_> = metric_ids().into_iter().collect();
    assert_eq!(ids.len(), metrics().len());
    for metric in metrics() {
        assert!(
            metric.meaning.len() > 5 && !metric.unit.is_empty(),
            "{}",
            metric.id
        );
        let divides =
            matches!(metric.unit, "share" | "trust") || metric.aggregation == Aggregation::Ratio;
        assert_eq!(divides, !metric.denominator.is_empty(), "{}", metric.id);
        assert!(!metric.id.contains(['@', '/', ':']), "{}", metric.id);
        for ending in [".sum", ".max", ".week_of_max"] {
            assert!(!metric.id.ends_with(ending), "{}", metric.id);
        }
    }
}

#[test]
fn net_cash_is_helpdesk_difference_plus_programme_to_the_cent() {
    let record = record(|rollout, baseline| {
        rollout.add(column::SECONDS.plus(3), 12_347);
        rollout.add(column::REPEAT_SECONDS, 771);
        rollout.add(column::EXTRA_CENTS, 101);
        rollout.add(column::COMMUNICATIONS_CENTS, 12_345);
        rollout.add(column::KEYS_CENTS, 2_801);
        baseline.add(column::SECONDS, 9_001);
    });
    for price in [0.6, 1.1, 1.234_567, 2.5] {
        let params = &Parameters::defaults(&[]).with(helpdesk::PRICE, price);
        let view = |arm| View {
            record: &record,
            params,
            arm,
        };
        let cents = |dollars: Option<f64>| Cents::from_dollars(dollars.unwrap());
        for week in 1..=3 {
            for sum in [false, true] {
                let of = |id, arm| {
                    let (metric, view) = (metric(id).unwrap(), view(arm));
                    let value = if sum {
                        metric.cumulative(&view, week)
                    } else {
                        metric.value(&view, week)
                    };
                    cents(value)
                };
                assert_eq!(
                    of("cost.net_cash", Arm::Difference),
                    of("cost.helpdesk", Arm::Difference) + of("cost.programme", Arm::Rollout)
                );
                assert_eq!(
                    of("cost.programme", Arm::Rollout),
                    of("cost.communications", Arm::Rollout)
                        + of("cost.keys", Arm::Rollout)
                        + of("cost.messages", Arm::Rollout)
                );
            }
        }
    }
    // 13,118 s at $1.1 a minute and $1.01 of added agents.
    assert_eq!(
        value("cost.helpdesk", &record, Arm::Rollout),
        Some(240.50 + 1.01)
    );
}

#[test]
fn shares_divide_and_nothing_divides_by_nothing() {
    let record = record(|rollout, _| {
        rollout.set(column::HEADCOUNT, 200);
        rollout.set(column::CAPABLE, 160);
        rollout.set(column::ENROLLED, 80);
        rollout.set(column::TRUST_SUM, 120_000_000);
        rollout.set(column::TRUST_SQUARES, 80_000_000);
        rollout.set(column::WAIT_P90, 90);
        rollout.add_segment(0, SegmentColumn::Capable, 8);
        rollout.add_segment(0, SegmentColumn::Enrolled, 2);
    });
    let rollout = |id| value(id, &record, Arm::Rollout);
    assert_eq!(rollout("adoption.enrolled.headcount"), Some(0.4));
    assert_eq!(rollout("adoption.enrolled.capable"), Some(0.5));
    assert_eq!(rollout("adoption.enrolled.active"), None);
    assert!((rollout("trust.mean").unwrap() - 0.6).abs() < 1e-12);
    assert!((rollout("trust.spread").unwrap() - 0.2).abs() < 1e-9);
    assert_eq!(rollout("desk.wait_p90"), Some(1.5));
    assert_eq!(rollout("tickets.per_100_enrolments"), None);
    assert_eq!(rollout("desk.agents_needed"), None);
    let difference = value("adoption.enrolled.headcount", &record, Arm::Difference);
    assert_eq!(difference, None, "the baseline has nobody");
    let params = &Parameters::defaults(&[]);
    let view = View {
        record: &record,
        params,
        arm: Arm::Rollout,
    };
    let capable = metric("adoption.enrolled.capable").unwrap();
    assert_eq!(capable.segment_value(&view, 0, 1), Some(0.25));
    assert_eq!(capable.segment_value(&view, 1, 1), None);
    assert!(!metric("adoption.enrolled.active").unwrap().has_segments());
    assert_eq!(capable.value(&view, 0), None);
    assert_eq!(capable.value(&view, 4), None);
}

#[test]
fn weeks_combine_as_the_aggregation_says() {
    let mut record = record(|_, _| ());
    for (week, cases, enrolments) in [(1, 3, 10), (2, 0, 0), (3, 1, 10)] {
        record.rollout.begin(week);
        record.rollout.add(column::CREATED.plus(5), cases);
        record.rollout.add(column::CREATED, 100);
        record.rollout.add(column::ENROLMENTS, enrolments);
    }
    let params = &Parameters::defaults(&[]);
    let view = View {
        record: &record,
        params,
        arm: Arm::Rollout,
    };
    let cumulative = |id| metric(id).unwrap().cumulative(&view, 3);
    assert_eq!(cumulative("tickets.recovery"), Some(4.0));
    assert_eq!(cumulative("tickets.all"), Some(304.0));
    assert_eq!(cumulative("tickets.per_100_enrolments"), Some(20.0));
    assert_eq!(cumulative("desk.backlog"), None);
}

#[test]
fn agents_follow_the_week_s_contacts() {
    let record = record(|rollout, _| {
        rollout.set(column::OPEN_SECONDS, 50 * 3600);
        rollout.set(column::CONTACTS_FIRST, 3000);
        rollout.set(column::OFFERED_FIRST, 3000 * 12 * 60);
    });
    let params = Parameters::defaults(&[]);
    let goals = [
        constant::OCCUPANCY_GOAL,
        constant::ANSWER_GOAL,
        constant::ANSWER_MINUTES,
    ]
    .map(|id| params[id]);
    let patience = params[helpdesk::PATIENCE];
    let answering = agents_needed(60.0, 12.0, patience, goals[0], goals[1], goals[2]);
    // 12 erlangs at 85 % busy need 15, although fewer answer in time.
    assert!(answering.unwrap() <= 15);
    assert_eq!(
        value("desk.agents_needed", &record, Arm::Rollout),
        Some(15.0)
    );
    let params = params.with(constant::ANSWER_GOAL, 0.999);
    let view = View {
        record: &record,
        params: &params,
        arm: Arm::Rollout,
    };
    let strict = metric("desk.agents_needed")
        .unwrap()
        .value(&view, 2)
        .unwrap();
    assert!(strict > 15.0, "{strict}");
}

#[test]
fn three_arms_at_once_are_the_three_single_values() {
    let record = record(|rollout, baseline| {
        for at in 0..column::COUNT {
            rollout.add(column::HEADCOUNT.plus(at), 1000 + 7 * at as i64);
            baseline.add(column::HEADCOUNT.plus(at), 900 + 5 * at as i64);
        }
    });
    let params = Parameters::defaults(&[]);
    for population in Population::ALL {
        let record = Record {
            population,
            ..record.clone()
        };
        for metric in metrics() {
            let single = Arm::ALL.map(|arm| {
                let view = View {
                    record: &record,
                    params: &params,
                    arm,
                };
                metric.value(&view, 2)
            });
            assert_eq!(metric.arms(&record, &params, 2), single, "{}", metric.id);
            assert_eq!(
                single[0].is_some(),
                metric.is_of(population),
                "{}",
                metric.id
            );
        }
    }
}

#[test]
fn weeks_at_a_time_have_the_values_of_single_weeks() {
    let weeks = 2 * BLOCK as u16 + 3;
    for population in Population::ALL {
        let mut record = Record {
            population,
            rollout: Tally::new(weeks, 2),
            baseline: Tally::new(weeks, 2),
        };
        for (arm, tally) in [&mut record.rollout, &mut record.baseline]
            .into_iter()
            .enumerate()
        {
            for week in 1..=i64::from(weeks) {
                tally.begin(week as i32);
                for at in 0..column::COUNT {
                    // Some columns are zero throughout, some weeks have nothing to divide by.
                    let value = (at as i64 * 37 + week * week * (arm as i64 + 1)) % 23 - 3;
                    tally.set(column::HEADCOUNT.plus(at), value * i64::from(at % 5 > 0));
                }
                tally.add_segment(1, SegmentColumn::Headcount, week as u32 % 4);
                tally.add_segment(1, SegmentColumn::Enrolled, week as u32 % 3);
            }
        }
        let params = Parameters::defaults(&[]);
        let packed = record.packed();
        for metric in metrics() {
            let single = |week| metric.arms(&record, &params, week);
            let of_segment = |week| metric.segment_arms(&record, 1, week);
            for (record, first) in [(&record, 1), (&packed, 1), (&packed, 7), (&packed, 30)] {
                // One week more than there is.
                let mut arms = vec![[None; 3]; usize::from(weeks) + 2 - first];
                metric.arms_weeks(record, &params, first, &mut arms);
                assert!(
                    arms.iter()
                        .copied()
                        .eq((first..).map(single).take(arms.len()))
                );
                metric.segment_weeks(record, 1, first, &mut arms);
                assert!(
                    arms.iter()
                        .copied()
                        .eq((first..).map(of_segment).take(arms.len()))
                );
            }
        }
    }
}

/// A gate's metric is one of a workforce that has a value as a week closes.
#[test]
fn gates_watch_metrics_that_have_a_value_at_a_week_s_end() {
    let p = Parameters::defaults(&[]);
    let mut tally = Tally::new(3, 0);
    tally.begin(2);
    for (column, value) in [
        (column::HEADCOUNT, 200),
        (column::CAPABLE, 100),
        (column::ENROLLED, 50),
        (column::OPEN, 7),
        (column::READINESS, 600_000),
    ] {
        tally.set(column, value);
    }
    let each = GateMetric::ALL.iter().map(|watched| {
        let metric = metric(watched.id()).expect("one of the registry");
        metric
            .at_close(&tally, &p, 2)
            .expect("one that has a value at a week's end")
    });
    assert_eq!(each.collect::<Vec<_>>(), [0.25, 0.5, 7.0, 0.6]);
    let flow = metric("tickets.all").unwrap();
    assert_eq!(flow.at_close(&tally, &p, 2), None);
}
