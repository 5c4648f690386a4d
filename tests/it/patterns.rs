//! The shipped scenarios show their patterns, paired under the same chance events at the
//! fitted defaults. Larger studies are in `docs/studies.md`.

use crate::support::{plan, shipped};
use passcast::model::ticket::Category;
use passcast::observation::{Record, Tally, column};
use passcast::parameter::Parameters;
use passcast::simulation::simulate;

const REPLICATIONS: u32 = 6;

fn records(name: &str, sets: &[&str]) -> Vec<Record> {
    let sets = [&["organisation.headcount=2500", "run.horizon=30"], sets].concat();
    let plan = plan(shipped(name, &sets), &Parameters::defaults(&[]));
    (0..REPLICATIONS)
        .map(|replication| simulate(&plan, 5, replication))
        .collect()
}

fn adoption(tally: &Tally, week: usize) -> f64 {
    tally.get(week, column::ENROLLED) as f64 / tally.get(week, column::HEADCOUNT) as f64
}

fn minutes(tally: &Tally, from: usize, to: usize) -> f64 {
    let seconds: i64 = (from..=to)
        .flat_map(|week| (0..Category::ALL.len()).map(move |c| (week, c)))
        .map(|(week, c)| {
            tally.get(week, column::SECONDS.plus(c))
                + tally.get(week, column::REPEAT_SECONDS.plus(c))
        })
        .sum();
    seconds as f64 / 60.0
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    (values[values.len() / 2] + values[(values.len() - 1) / 2]) / 2.0
}

fn median_adoption(records: &[Record], week: usize) -> f64 {
    median(records.iter().map(|r| adoption(&r.rollout, week)).collect())
}

/// The existence proof of the four-phase pattern: the good plan's medians lie in
/// the bands at weeks 10, 16 and 24. One sd of chance is about a point at 2,500
/// people; the seeds are fixed.
#[test]
fn the_good_plan_meets_the_bands() {
    let good = records("workforce-four-phase.toml", &[]);
    let found = [10, 16, 24].map(|week| median_adoption(&good, week));
    assert!((0.30..=0.45).contains(&found[0]), "week 10: {found:?}");
    assert!((0.60..=0.75).contains(&found[1]), "week 16: {found:?}");
    assert!(found[2] >= 0.80, "week 24: {found:?}");
}

/// In every replication, since chance is shared.
#[test]
fn failing_plans_fail_in_their_own_way() {
    let good = records("workforce-four-phase.toml", &[]);
    let poor = records("workforce-poor-communications.toml", &[]);
    let late = records("workforce-late-runbook.toml", &[]);
    let both = records("workforce-poor-both.toml", &[]);
    for at in 0..good.len() {
        let enrolled = |r: &[Record]| adoption(&r[at].rollout, 24);
        let load = |r: &[Record]| minutes(&r[at].rollout, 1, 24) - minutes(&r[at].baseline, 1, 24);
        assert!(enrolled(&poor) < enrolled(&good) - 0.10);
        assert!(load(&late) > load(&good));
        assert!(load(&both) > load(&good) && enrolled(&both) < enrolled(&good) - 0.10);
        assert_eq!(
            good[at].baseline, late[at].baseline,
            "the same world without a rollout"
        );
    }
}

/// W6: an ill-prepared rollout ends far below the good one and creeps.
#[test]
fn poor_communications_stall() {
    let poor = records("workforce-poor-both.toml", &[]);
    assert!(median_adoption(&poor, 30) < 0.65);
    let slope = (median_adoption(&poor, 30) - median_adoption(&poor, 26)) / 4.0;
    assert!(slope < 0.02, "{slope} a week");
}

/// A forced rule beats any message: nearly every capable person within weeks.
#[test]
fn factory_settings_force_nearly_everybody() {
    let forced = records("workforce-entra-factory.toml", &[]);
    for record in &forced {
        let capable = record.rollout.get(12, column::CAPABLE) as f64;
        assert!(record.rollout.get(12, column::ENROLLED) as f64 > 0.95 * capable);
    }
}

/// W7: a requirement without notice makes blocks and questions.
#[test]
fn poor_notice_spikes_at_enforcement() {
    let told = records(
        "workforce-poor-communications.toml",
        &["communications.notice=0.95"],
    );
    let untold = records(
        "workforce-poor-communications.toml",
        &["communications.notice=0.05"],
    );
    let blocks = |records: &[Record]| -> i64 {
        let category = column::CREATED.plus(Category::Block as usize);
        records
            .iter()
            .map(|r| {
                (17..=20)
                    .map(|week| r.rollout.get(week, category))
                    .sum::<i64>()
            })
            .sum()
    };
    assert!(
        blocks(&untold) > blocks(&told),
        "{} {}",
        blocks(&untold),
        blocks(&told)
    );
    assert!(blocks(&untold) > 0);
}

/// W9: acceptance falls with the prompt's ordinal.
#[test]
fn later_prompts_find_fewer_takers() {
    let good = records("workforce-four-phase.toml", &[]);
    let rate = |ordinal: usize| {
        let sum = |c: passcast::observation::Column| -> i64 {
            good.iter()
                .map(|r| {
                    (1..=30)
                        .map(|w| r.rollout.get(w, c.plus(ordinal)))
                        .sum::<i64>()
                })
                .sum()
        };
        sum(column::PROMPT_ATTEMPTS) as f64 / sum(column::PROMPTS) as f64
    };
    assert!(rate(0) > 1.3 * rate(1), "{} {}", rate(0), rate(1));
    assert!(rate(0) > 1.3 * rate(4));
}
