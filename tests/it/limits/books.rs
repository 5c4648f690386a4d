//! Conservation: the books of a record balance exactly, week by week.

use super::{compiled, every_column, group, with};
use passcast::model::hazard::WHOLE;
use passcast::observation::{Column, Dimension, Record, SegmentColumn, Segments, Tally, column};
use passcast::parameter::Parameters;
use passcast::simulation::{Plan, simulate};
use passcast::units::Population;

/// Checks the books of both arms.
pub fn balance(what: &str, plan: &Plan, record: &Record) {
    for (arm, tally) in [("rollout", &record.rollout), ("baseline", &record.baseline)] {
        let what = format!("{what}, {arm}");
        stocks(&what, tally, plan);
        cases(&what, tally);
        heads(&what, tally, plan);
        if plan.scenario.workforce().helpdesk.queue {
            agents(&what, tally);
        }
    }
    burn_in(what, record);
}

/// No count is negative; a wait of -1 means that there was none.
fn counts(what: &str, tally: &Tally, week: usize) {
    for (column, name) in every_column() {
        let least = if column == column::WAIT_P90 { -1 } else { 0 };
        let value = tally.get(week, column);
        assert!(value >= least, "{what}: {name} is {value} in week {week}");
    }
}

/// Enrolments − losses − leavers is the change of the stock, from an empty one
/// before burn-in on; an enrolment's routes sum to one.
fn stocks(what: &str, tally: &Tally, plan: &Plan) {
    let mut before = 0;
    for week in 0..=tally.weeks() {
        counts(what, tally, week);
        let get = |column| tally.get(week, column);
        let change = get(column::ENROLMENTS) - get(column::LOSSES) - get(column::LEAVERS_ENROLLED);
        assert_eq!(
            get(column::ENROLLED) - before,
            change,
            "{what}: stock in week {week}"
        );
        before = get(column::ENROLLED);
        let routes = group(tally, week, column::ROUTE, 9);
        assert_eq!(
            routes,
            WHOLE * get(column::ENROLMENTS),
            "{what}: routes in week {week}"
        );
        // Ceremonies that succeed are the enrolments by the first six routes;
        // guests outside headcount have ceremonies, too.
        let made = WHOLE * (get(column::ATTEMPTS) - get(column::FAILURES));
        let counted = group(tally, week, column::ROUTE, 6);
        assert!(counted <= made, "{what}: ceremonies in week {week}");
        if plan.scenario.workforce().organisation.guests == 0.0 {
            assert_eq!(counted, made, "{what}: ceremonies in week {week}");
        }
        let initial = get(column::ROUTE.plus(6));
        assert!(week == 0 || initial == 0, "{what}: initial in week {week}");
        for ordinal in 0..6 {
            assert!(
                get(column::PROMPT_ATTEMPTS.plus(ordinal)) <= get(column::PROMPTS.plus(ordinal))
            );
        }
    }
}

/// Created = resolved + given up + withdrawn + still open.
fn cases(what: &str, tally: &Tally) {
    let (mut created, mut closed) = (0, 0);
    for week in 0..=tally.weeks() {
        let get = |column| tally.get(week, column);
        created += group(tally, week, column::CREATED, 11);
        closed += get(column::RESOLVED) + get(column::ABANDONED) + get(column::WITHDRAWN);
        assert_eq!(
            created,
            closed + get(column::OPEN),
            "{what}: cases in week {week}"
        );
        for category in 0..11 {
            assert!(
                get(column::CREATED_SECOND.plus(category)) <= get(column::CREATED.plus(category))
            );
        }
    }
}

/// Everybody has one standing; parts are parts of wholes; every dimension's
/// segments sum to the total.
fn heads(what: &str, tally: &Tally, plan: &Plan) {
    const PARTS: &[(Column, Column)] = &[
        (column::CAPABLE, column::HEADCOUNT),
        (column::ACTIVE, column::HEADCOUNT),
        (column::ENROLLED, column::CAPABLE),
        (column::USED_ONCE, column::HEADCOUNT),
        (column::USED_28D, column::USED_ONCE),
        (column::USED_28D, column::ENROLLED),
        (column::ENROLLED_ACTIVE, column::ENROLLED),
        (column::ENROLLED_ACTIVE, column::ACTIVE),
        (column::USED_ONCE_ACTIVE, column::USED_ONCE),
        (column::USED_28D_ACTIVE, column::USED_28D),
        (column::USED_28D_ACTIVE, column::ACTIVE),
        (column::EXCEPTIONS, column::HEADCOUNT),
        (column::KEYS_HELD, column::HEADCOUNT),
        (column::FAILURES, column::ATTEMPTS),
    ];
    let organisation = &plan.scenario.workforce().organisation;
    let mut people = i64::from(plan.slots.first_guest);
    if organisation.count_guests {
        people = plan.slots.len() as i64;
    }
    let segments = Segments::new(&plan.scenario);
    let segments = segments.of(Population::Workforce);
    for week in 0..=tally.weeks() {
        let get = |column| tally.get(week, column);
        assert_eq!(
            get(column::HEADCOUNT),
            people,
            "{what}: heads in week {week}"
        );
        let settled = get(column::ENROLLED) + get(column::REJECTED);
        assert!(settled <= people, "{what}: standings in week {week}");
        for (at, (part, whole)) in PARTS.iter().enumerate() {
            assert!(
                get(*part) <= get(*whole),
                "{what}: part {at} in week {week}"
            );
        }
        if week == 0 {
            continue; // burn-in's flows are of four weeks, its stocks of the last
        }
        assert!(
            get(column::PASSKEY_SIGN_INS) <= get(column::SIGN_INS),
            "{what}: sign-ins in week {week}"
        );
        for (dimension, column, whole) in [
            (
                Dimension::Department,
                SegmentColumn::Headcount,
                column::HEADCOUNT,
            ),
            (
                Dimension::WorkStyle,
                SegmentColumn::Capable,
                column::CAPABLE,
            ),
            (Dimension::WorkerType, SegmentColumn::Active, column::ACTIVE),
            (
                Dimension::OsClass,
                SegmentColumn::Enrolled,
                column::ENROLLED,
            ),
            (
                Dimension::Department,
                SegmentColumn::Enrolled,
                column::ENROLLED,
            ),
            (
                Dimension::WorkStyle,
                SegmentColumn::UsedOnce,
                column::USED_ONCE,
            ),
            (
                Dimension::WorkerType,
                SegmentColumn::Used28d,
                column::USED_28D,
            ),
        ] {
            let sum: i64 = (0..segments.len())
                .filter(|at| segments[*at].dimension == dimension)
                .map(|at| i64::from(tally.segment(week, at, column)))
                .sum();
            assert_eq!(
                sum,
                get(whole),
                "{what}: {dimension:?} {column:?} in week {week}"
            );
        }
    }
}

/// Nobody works more than they are on duty.
fn agents(what: &str, tally: &Tally) {
    for week in 0..=tally.weeks() {
        for (busy, capacity) in [
            (column::BUSY_FIRST, column::CAPACITY_FIRST),
            (column::BUSY_SECOND, column::CAPACITY_SECOND),
        ] {
            assert!(
                tally.get(week, busy) <= tally.get(week, capacity),
                "{what}: agents in week {week}"
            );
        }
    }
}

/// Both arms share burn-in, and people and desk of every week.
fn burn_in(what: &str, record: &Record) {
    super::same_but(
        what,
        &first_row(&record.rollout),
        &first_row(&record.baseline),
        &[],
    );
}

fn first_row(tally: &Tally) -> Tally {
    let mut first = Tally::new(0, 0);
    for (column, _) in every_column() {
        first.set(column, tally.get(0, column));
    }
    first
}

/// Scenarios that use every part of the model.
const SCENARIOS: [&str; 4] = [
    "[organisation]\nheadcount = 500\n",
    // Everything scarce: a late runbook, one agent, poor messages, forced rules.
    "communications = \"poor\"\n[organisation]\nheadcount = 400\ninitial = 0.2\n\
     contractors = 0.1\nguests = 0.1\n[helpdesk]\nagents = 1\nsecond_line = 1\n\
     [fallback]\nquality = \"poor\"\nrunbook_week = 30\n[remove_legacy]\nweek = 25\n\
     [platform.prompt]\ncadence = 1\nskips = 3\non_exhaust = \"force\"\n",
    // Keys, guests who count, shocks, cookies.
    "[organisation]\nheadcount = 400\nguests = 0.2\ncount_guests = true\ncontractors = 0.3\n\
     [platform]\nid = \"okta\"\n[platform.prompt]\ncadence = 5\nskips = 6\n\
     [keys]\nweeks = \"2-20\"\n[remove_legacy]\nweek = 30\n\
     [[shock]]\nkind = \"domain-change\"\nweek = 24\n\
     [[shock]]\nkind = \"outage\"\nweek = 20\ndays = 3\n\
     [[shock]]\nkind = \"allow-list\"\nweek = 33\nsize = 0.5\n\
     [[shock]]\nkind = \"phone-refresh\"\nweek = 12\n",
    // No queue, load gate, freeze.
    "[organisation]\nheadcount = 400\nfreeze = [11, 12]\n[helpdesk]\nqueue = false\n\
     [platform.prompt]\ncadence = 10\nskips = \"unlimited\"\n\
     [[phase]]\nkind = \"opt-in\"\nweeks = \"1-10\"\nload_gate = { high = 4, low = 2 }\n\
     [[phase]]\nkind = \"required\"\nweeks = \"11-\"\nfriction = 2\n",
];

#[test]
fn the_books_balance() {
    for (at, text) in SCENARIOS.iter().enumerate() {
        let plan = compiled(text, &with(&[]));
        balance(&format!("scenario {at}"), &plan, &simulate(&plan, 2, 0));
        for draw in 0..3 {
            let plan = compiled(text, &Parameters::drawn(&[], 3, draw));
            let what = format!("scenario {at}, draw {draw}");
            balance(&what, &plan, &simulate(&plan, 2, draw));
        }
    }
}

/// Guests outside headcount sign in with passkeys, too, but in no count of
/// sign-ins; people's last week counts as any other.
#[test]
fn sign_ins_are_those_of_head_count() {
    let text = "[organisation]\nheadcount = 100\nguests = 5.0\n[run]\nhorizon = 30\n\
                [platform]\nid = \"okta\"\n[platform.prompt]\ncadence = 1\n\
                skips = \"unlimited\"\n[[phase]]\nkind = \"default\"\nweeks = \"1-\"\n";
    let parameters = with(&[
        ("sign_in.legacy_apps", 0.0),
        ("sign_in.away", 0.0),
        ("use.habit_start", 1.0),
        ("use.habit_ceiling", 1.0),
        ("use.habit_spread", 0.0),
        ("use.local_success", 1.0),
        ("turnover.office", 3.0),
        ("shock.outages", 0.0),
    ]);
    let plan = compiled(text, &parameters);
    balance("guests", &plan, &simulate(&plan, 2, 0));
}

/// Nobody calls again, hangs up or has to: every contact is one created case.
#[test]
fn contacts_of_an_endless_desk_are_cases() {
    let text = "[organisation]\nheadcount = 500\n[helpdesk]\nqueue = false\n";
    let parameters = with(&[("helpdesk.resolve", 1.0), ("recovery.ad_hoc_success", 1.0)])
        .with_named("recovery.best_success", 1.0);
    let plan = compiled(text, &parameters);
    let record = simulate(&plan, 2, 0);
    for tally in [&record.rollout, &record.baseline] {
        for week in 0..=tally.weeks() {
            assert_eq!(group(tally, week, column::REPEATS, 11), 0);
            assert_eq!(tally.get(week, column::ABANDONED), 0);
        }
    }
}
