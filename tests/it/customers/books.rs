//! What must add up, in every week and plan.

use super::{plan, shop, three, tier};
use passcast::observation::{Column, Record, SegmentColumn, Tally, column};
use passcast::parameter::Parameters;
use passcast::platform::prompt_rule::{Exhaust, Grace, Store};
use passcast::scenario::{Customers, Placement, Stress, TierKind};
use passcast::simulation::customer::simulate;

/// Plans that between them use everything.
pub fn plans(accounts: u32) -> Vec<(&'static str, Customers)> {
    let base = Customers {
        churn: 0.3,
        dormant: 0.2,
        tiers: three(),
        ..shop(accounts)
    };
    let mut cookie = base.clone();
    cookie.platform.prompt.store = Store::Cookie;
    cookie.platform.prompt.suppress_mobile = true;
    cookie.platform.prompt.cadence_days = 0;
    cookie.platform.prompt.skips = None;
    let mut removed = Customers {
        remove_password: Some(6),
        initial: 0.4,
        ..base.clone()
    };
    removed.tiers[0].placement = Placement::Optimised;
    removed.recovery.stress = Some(Stress {
        first_week: 3,
        weeks: 4,
        attack_rate: 5.0,
        channel_compromise: 3.0,
    });
    let mut forced = base.clone();
    forced.platform.prompt.on_exhaust = Exhaust::Force;
    forced.platform.prompt.skips = Some(2);
    forced.platform.provider_syncs = false;
    let mut dated = base.clone();
    dated.platform.prompt.grace = Grace::ByWeek(7);
    dated.tiers[0].last_week = Some(8);
    dated.tiers[0].setup_cost = 1234.5;
    let mut automatic = base.clone();
    automatic.tiers[0].placement = Placement::Optimised;
    automatic.tiers[0].auto_create = true;
    automatic.tiers[0].first_week = 4;
    let mut settings = base.clone();
    settings.initial = 0.2;
    settings.tiers[0].placement = Placement::Settings;
    let mut late = base.clone();
    late.tiers = vec![
        tier(TierKind::Required, 2),
        tier(TierKind::SignInFaster, 400),
    ];
    let mut bare = base.clone();
    (bare.tiers, bare.initial) = (Vec::new(), 0.5);
    vec![
        ("three tiers", base),
        ("cookie", cookie),
        ("password removed", removed),
        ("forced", forced),
        ("dated", dated),
        ("automatic", automatic),
        ("settings", settings),
        ("late", late),
        ("bare", bare),
    ]
}

fn sum(tally: &Tally, week: usize, first: Column, count: usize) -> i64 {
    (0..count).map(|at| tally.get(week, first.plus(at))).sum()
}

fn balance(what: &str, tally: &Tally, customers: &Customers, rollout: bool) {
    let get = |week: usize, column| tally.get(week, column);
    for week in 0..=tally.weeks() {
        let what = format!("{what}, week {week}");
        let at = |column| get(week, column);
        assert_eq!(at(column::HEADCOUNT), i64::from(customers.accounts));
        let routes = sum(tally, week, column::CUSTOMER_ROUTE, 7);
        assert_eq!(routes, at(column::ENROLMENTS), "{what}: routes");
        let before = if week == 0 {
            0
        } else {
            get(week - 1, column::ENROLLED)
        };
        let change = at(column::ENROLMENTS) - at(column::LOSSES) - at(column::LEAVERS_ENROLLED);
        assert_eq!(at(column::ENROLLED) - before, change, "{what}: stock");
        let ended = at(column::SENSITIVE_COMPLETED)
            + at(column::SENSITIVE_ABANDONED)
            + at(column::SENSITIVE_LOST);
        let called = get(week, column::CONTACTS.plus(3));
        assert_eq!(at(column::SENSITIVE), ended + called, "{what}: sensitive");
        assert!(at(column::SENSITIVE_EXCEPTIONS) <= at(column::SENSITIVE_COMPLETED));
        let recoveries = at(column::SELF_RECOVERED)
            + at(column::RECOVERED)
            + at(column::RECOVERY_ABANDONED)
            + get(week, column::CONTACTS);
        if rollout && customers.remove_password.is_some() {
            // Codes for want of a password end in the same columns.
            assert!(at(column::FORGOTTEN) <= recoveries, "{what}: recoveries");
        } else {
            assert_eq!(at(column::FORGOTTEN), recoveries, "{what}: recoveries");
            assert_eq!(at(column::SIGN_INS_LOST), at(column::RECOVERY_ABANDONED));
        }
        for (less, more) in [
            (column::ENROLLED, column::CAPABLE),
            (column::CAPABLE, column::HEADCOUNT),
            (column::ACTIVE, column::HEADCOUNT),
            (column::USED_28D, column::ENROLLED_ACTIVE),
            (column::ENROLLED_ACTIVE, column::ENROLLED),
            (column::ENROLLED_ACTIVE, column::ACTIVE),
            (column::USED_28D, column::USED_ONCE_ACTIVE),
            (column::USED_ONCE_ACTIVE, column::USED_ONCE),
            (column::USED_ONCE_ACTIVE, column::ACTIVE),
            (column::PASSKEY_SIGN_INS, column::SIGN_INS),
            (column::SELF_RECOVERED, column::PASSKEY_SIGN_INS),
            (column::FAILURES, column::ATTEMPTS),
        ] {
            assert!(at(less) <= at(more), "{what}: {less:?} over {more:?}");
            assert!(at(less) >= 0, "{what}: {less:?}");
        }
        let lost = at(column::MESSAGES_LOST);
        assert!((0..=sum(tally, week, column::MESSAGES, 2)).contains(&lost));
        let reference = at(column::HEADCOUNT) * 700_000;
        assert!((0..=reference).contains(&at(column::TRUST_SUM)), "{what}");
        for (column, whole) in [
            (SegmentColumn::Headcount, column::HEADCOUNT),
            (SegmentColumn::Capable, column::CAPABLE),
            (SegmentColumn::Active, column::ACTIVE),
            (SegmentColumn::Enrolled, column::ENROLLED),
            (SegmentColumn::UsedOnce, column::USED_ONCE),
            (SegmentColumn::Used28d, column::USED_28D),
        ] {
            for segments in [0..4, 4..6] {
                let parts = segments.map(|s| i64::from(tally.segment(week, s, column)));
                assert_eq!(parts.sum::<i64>(), at(whole), "{what}: segments");
            }
        }
    }
}

#[test]
fn the_books_balance_in_every_plan_and_draw() {
    for (at, (name, customers)) in plans(1500).into_iter().enumerate() {
        for draw in 0..4 {
            let parameters = Parameters::drawn(&[], 7, 10 * at as u32 + draw);
            let plan = plan(customers.clone(), 30, &parameters);
            let Record {
                rollout, baseline, ..
            } = simulate(&plan, 5, draw);
            balance(&format!("{name} {draw}"), &rollout, &customers, true);
            balance(
                &format!("{name} {draw}, baseline"),
                &baseline,
                &customers,
                false,
            );
        }
    }
}

/// Messages of the baseline are 1.4 a code, and .03 or .01 of them are lost.
#[test]
fn messages_are_what_codes_take() {
    let plan = plan(shop(30_000), 26, &super::with(&[]));
    let tally = simulate(&plan, 5, 0).baseline;
    let codes = super::total(&tally, column::RISKY_CODES) + super::total(&tally, column::FORGOTTEN);
    let sent = [0, 1].map(|channel| super::total(&tally, column::MESSAGES.plus(channel)) as f64);
    let all = sent[0] + sent[1];
    let error = (codes as f64 * 0.24).sqrt();
    assert!((all - 1.4 * codes as f64).abs() < 4.0 * error);
    let lost = super::total(&tally, column::MESSAGES_LOST) as f64;
    let expected = 0.03 * sent[0] + 0.01 * sent[1];
    assert!((lost - expected).abs() < 4.0 * expected.sqrt());
}
