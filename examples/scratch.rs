use passcast::observation::column;
use passcast::parameter::Parameters;
use passcast::population::Slots;
use passcast::scenario::*;
use passcast::simulation::*;
use std::sync::Arc;
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let sets: Vec<Override> = std::env::args()
        .skip(3)
        .map(|s| {
            let (k, v) = s.split_once('=').unwrap();
            Override {
                key: k.into(),
                value: v.into(),
            }
        })
        .collect();
    let text = std::fs::read_to_string(&path).unwrap();
    let l = load(
        &Source {
            name: path.clone(),
            text,
            folder: None,
        },
        &sets,
        &NoFiles,
    )
    .unwrap_or_else(|p| panic!("{p:#?}"));
    let s = Arc::new(l.scenario);
    let slots = Arc::new(Slots::new(&s.organisation));
    let p = Parameters::defaults(&[]);
    let plan = Plan::new(s.clone(), slots.clone(), &p);
    let reps: u32 = std::env::args().nth(2).unwrap().parse().unwrap();
    let t = std::time::Instant::now();
    let recs: Vec<_> = (0..reps).map(|r| simulate(&plan, 1, r)).collect();
    let dt = t.elapsed().as_secs_f64();
    println!(
        "{} M agent-weeks/s",
        f64::from(reps) * slots.len() as f64 * f64::from(plan.horizon) * 2.0 / dt / 1e6
    );
    let m = |f: &dyn Fn(&passcast::observation::Record) -> f64| {
        recs.iter().map(f).sum::<f64>() / f64::from(reps)
    };
    for w in [1usize, 4, 7, 10, 13, 16, 20, 24, 30, 40, 52] {
        if w > usize::from(plan.horizon) {
            break;
        }
        let h = m(&|r| r.rollout.get(w, column::HEADCOUNT) as f64);
        let secs = |t: &passcast::observation::Tally, w: usize| {
            (0..11)
                .map(|c| {
                    t.get(w, column::SECONDS.plus(c)) + t.get(w, column::REPEAT_SECONDS.plus(c))
                })
                .sum::<i64>() as f64
                / 60.0
        };
        let cum = |t: &passcast::observation::Tally| (1..=w).map(|w| secs(t, w)).sum::<f64>();
        println!(
            "w{w:2} enr {:5.1}% used28 {:5.1}% cap {:5.1}% act {:5.1}% base {:4.1}% min {:7.0} vs {:7.0} cum {:+5.1}% created {:4.0}/{:4.0} open {:3.0} wait90 {:4.0}m pkshare {:4.1}% rq {:.2} trust {:.3} rep {:.4} phase {}",
            100.0 * m(&|r| r.rollout.get(w, column::ENROLLED) as f64) / h,
            100.0 * m(&|r| r.rollout.get(w, column::USED_28D) as f64) / h,
            100.0 * m(&|r| r.rollout.get(w, column::CAPABLE) as f64) / h,
            100.0 * m(&|r| r.rollout.get(w, column::ACTIVE) as f64) / h,
            100.0 * m(&|r| r.baseline.get(w, column::ENROLLED) as f64) / h,
            m(&|r| secs(&r.rollout, w)),
            m(&|r| secs(&r.baseline, w)),
            100.0 * (m(&|r| cum(&r.rollout)) / m(&|r| cum(&r.baseline)) - 1.0),
            m(&|r| (0..11)
                .map(|c| r.rollout.get(w, column::CREATED.plus(c)))
                .sum::<i64>() as f64),
            m(&|r| (0..11)
                .map(|c| r.baseline.get(w, column::CREATED.plus(c)))
                .sum::<i64>() as f64),
            m(&|r| r.rollout.get(w, column::OPEN) as f64),
            m(&|r| r.rollout.get(w, column::WAIT_P90) as f64) / 60.0,
            100.0 * m(&|r| r.rollout.get(w, column::PASSKEY_SIGN_INS) as f64)
                / m(&|r| r.rollout.get(w, column::SIGN_INS) as f64),
            m(&|r| r.rollout.get(w, column::READINESS) as f64) / 1e6,
            m(&|r| r.rollout.get(w, column::TRUST_SUM) as f64) / 1e6 / h,
            m(&|r| r.rollout.get(w, column::REPUTATION) as f64) / 1e6,
            m(&|r| r.rollout.get(w, column::PHASE) as f64)
        );
    }
    let names = [
        "reset", "legacy", "lockout", "how_to", "ceremony", "recovery", "outage", "cross", "block",
        "key", "shared",
    ];
    let last = usize::from(plan.horizon).min(24);
    for (c, n) in names.iter().enumerate() {
        let f = |t: &passcast::observation::Tally, col: passcast::observation::Column| {
            (1..=last).map(|w| t.get(w, col.plus(c))).sum::<i64>() as f64
        };
        println!(
            "{n:10} created {:6.0} / {:6.0}  minutes {:7.0} / {:7.0} repeats {:5.0}/{:5.0}",
            m(&|r| f(&r.rollout, column::CREATED)),
            m(&|r| f(&r.baseline, column::CREATED)),
            m(
                &|r| (f(&r.rollout, column::SECONDS) + f(&r.rollout, column::REPEAT_SECONDS))
                    / 60.0
            ),
            m(
                &|r| (f(&r.baseline, column::SECONDS) + f(&r.baseline, column::REPEAT_SECONDS))
                    / 60.0
            ),
            m(&|r| f(&r.rollout, column::REPEATS)),
            m(&|r| f(&r.baseline, column::REPEATS))
        );
    }
    let e = m(&|r| {
        (1..=last)
            .map(|w| r.rollout.get(w, column::ENROLMENTS))
            .sum::<i64>() as f64
    });
    print!("routes of {e:.0}: ");
    for (at, n) in [
        "self", "prompt", "moment", "deadline", "required", "forced", "initial", "drift",
        "recovery",
    ]
    .iter()
    .enumerate()
    {
        print!(
            "{n} {:.3} ",
            m(&|r| (1..=last)
                .map(|w| r.rollout.get(w, column::ROUTE.plus(at)))
                .sum::<i64>() as f64)
                / 1048576.0
                / e
        );
    }
    println!();
    let t = |c: passcast::observation::Column| {
        m(&|r| (1..=last).map(|w| r.rollout.get(w, c)).sum::<i64>() as f64)
    };
    println!(
        "attempts {:.0} failures {:.0} losses {:.0} leavers {:.0} resolved {:.0} abandoned {:.0} withdrawn {:.0}",
        t(column::ATTEMPTS),
        t(column::FAILURES),
        t(column::LOSSES),
        t(column::LEAVERS_ENROLLED),
        t(column::RESOLVED),
        t(column::ABANDONED),
        t(column::WITHDRAWN)
    );
    for o in 0..6 {
        print!(
            "prompt{o} {:.0}->{:.0} ",
            t(column::PROMPTS.plus(o)),
            t(column::PROMPT_ATTEMPTS.plus(o))
        );
    }
    println!(
        "busy {:.2}",
        t(column::BUSY_FIRST) / t(column::CAPACITY_FIRST)
    );
}
