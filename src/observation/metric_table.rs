//! The rows of metrics that the workforce has.

use super::columns::{Column, column};
use super::formula::Formula;
use super::metric::{Aggregation, Better, Metric};
use super::metric_row::{amount, charged, row, share};
use super::sum::{Price, Sum, agent_seconds, group};
use super::tally::SegmentColumn;
use crate::model::hazard::{Route, WHOLE};
use crate::model::ticket::Category;

use Aggregation::{Flow, Ratio, State, Week};
use Better::{Higher, Lower, Neither};

/// The rows that the workforce has.
pub(super) fn rows() -> Vec<Metric> {
    [adoption(), tickets(), desk(), money(), people()].concat()
}

fn adoption() -> Vec<Metric> {
    use SegmentColumn as S;
    let parts = [
        (
            "enrolled",
            "hold a live passkey",
            column::ENROLLED,
            column::ENROLLED_ACTIVE,
            S::Enrolled,
        ),
        (
            "used_once",
            "have used a passkey at least once",
            column::USED_ONCE,
            column::USED_ONCE_ACTIVE,
            S::UsedOnce,
        ),
        (
            "used_28d",
            "hold a passkey and used one in the last 28 days",
            column::USED_28D,
            column::USED_28D_ACTIVE,
            S::Used28d,
        ),
    ];
    let mut rows = Vec::new();
    for (name, who, part, active, segment) in parts {
        for (over, whose, part, whole, segment) in [
            (
                "headcount",
                "employees and contractors; of customers, accounts",
                part,
                column::HEADCOUNT,
                Some((segment, S::Headcount)),
            ),
            (
                "capable",
                "people who could enrol today",
                part,
                column::CAPABLE,
                Some((segment, S::Capable)),
            ),
            (
                "active",
                "people with a counted sign-in in the last 28 days",
                active,
                column::ACTIVE,
                None,
            ),
        ] {
            rows.push(Metric {
                segment,
                ..row(
                    format!("adoption.{name}.{over}"),
                    ("share", whose, Higher, State),
                    share([part], [whole], 1.0),
                    format!("people who {who}, per {over} at the week's end"),
                )
            });
        }
    }
    rows.push(row(
        "sign_ins.passkey_share",
        (
            "share",
            "counted sign-ins, at most one a person and day",
            Higher,
            Ratio,
        ),
        share([column::PASSKEY_SIGN_INS], [column::SIGN_INS], 1.0),
        "counted sign-ins with a passkey",
    ));
    rows.push(row(
        "enrolments",
        ("enrolments", "", Higher, Flow),
        amount([column::ENROLMENTS], 1.0),
        "enrolments by any route",
    ));
    for (at, route) in Route::ALL.iter().enumerate() {
        rows.push(row(
            format!("enrolments.route.{}", route.name()),
            ("enrolments", "", Neither, Flow),
            amount([column::ROUTE.plus(at)], WHOLE as f64),
            format!(
                "enrolments that came about by route {}; one with several causes is divided",
                route.name()
            ),
        ));
    }
    rows
}

fn tickets() -> Vec<Metric> {
    let mut rows = Vec::new();
    for (at, category) in Category::ALL.iter().enumerate() {
        rows.push(row(
            format!("tickets.{}", category.name()),
            ("cases", "", Lower, Flow),
            amount([column::CREATED.plus(at)], 1.0),
            format!("cases opened in category {}", category.name()),
        ));
    }
    rows.push(row(
        "tickets.repeat",
        ("contacts", "", Lower, Flow),
        amount(group(column::REPEATS, |_| true), 1.0),
        "contacts after the first of a case, all categories",
    ));
    rows.push(row(
        "tickets.all",
        ("cases", "", Lower, Flow),
        amount(group(column::CREATED, |_| true), 1.0),
        "cases opened in all categories; repeats are contacts of the same case",
    ));
    rows.push(row(
        "tickets.per_100_enrolments",
        ("cases", "100 enrolments", Lower, Ratio),
        share(
            group(column::CREATED, |category| !category.is_legacy()),
            [column::ENROLMENTS],
            100.0,
        ),
        "cases opened in categories that exist only with passkeys, per 100 enrolments",
    ));
    rows
}

fn desk() -> Vec<Metric> {
    let legacy = [
        group(column::SECONDS, Category::is_legacy),
        group(column::REPEAT_SECONDS, Category::is_legacy),
    ]
    .concat();
    vec![
        row(
            "desk.minutes",
            ("min", "", Lower, Flow),
            amount(agent_seconds().to_vec(), 60.0),
            "agents' minutes of all contacts of authentication cases, both lines, worked or not; never background",
        ),
        row(
            "desk.baseline_minutes",
            ("min", "", Neither, Flow),
            amount(legacy, 60.0),
            "agents' minutes in reset, legacy registration and lockout with their repeats; in the baseline arm the load B that percentages refer to",
        ),
        row(
            "desk.backlog",
            ("cases", "", Lower, State),
            amount([column::OPEN], 1.0),
            "cases open at the week's close",
        ),
        row(
            "desk.wait_p90",
            ("open min", "", Lower, Week),
            Formula::WaitP90,
            "90th percentile of first contacts' waits, in minutes of opening hours",
        ),
        row(
            "desk.agents_needed",
            ("agents", "", Lower, Week),
            Formula::Agents,
            "fewest first-line agents for the week's contacts, background included, at the occupancy and answer goals",
        ),
        row(
            "desk.occupancy",
            ("share", "agents' time on duty", Lower, Ratio),
            share(
                [column::BUSY_FIRST, column::BUSY_SECOND],
                [column::CAPACITY_FIRST, column::CAPACITY_SECOND],
                1.0,
            ),
            "time worked, both lines",
        ),
    ]
}

fn money() -> Vec<Metric> {
    let programme = [column::COMMUNICATIONS_CENTS, column::KEYS_CENTS];
    let agents = |plus: &[Column]| charged(plus, &[Price::Agents]);
    let cost = ("$", "", Lower, Flow);
    vec![
        row(
            "cost.helpdesk",
            cost,
            agents(&[column::EXTRA_CENTS]),
            "agents' minutes at their price, and agents that the plan adds",
        ),
        row(
            "cost.communications",
            cost,
            amount([column::COMMUNICATIONS_CENTS], 100.0),
            "spend on communications and set-up",
        ),
        row(
            "cost.keys",
            cost,
            amount([column::KEYS_CENTS], 100.0),
            "security keys",
        ),
        row(
            "cost.messages",
            cost,
            amount([], 100.0),
            "codes sent by message; none in a workforce",
        ),
        row(
            "cost.programme",
            cost,
            amount(programme, 100.0),
            "communications, keys and messages",
        ),
        row(
            "cost.net_cash",
            cost,
            agents(&[&[column::EXTRA_CENTS], &programme[..]].concat()),
            "defined on the difference: helpdesk cost difference plus programme cost; in one arm, helpdesk plus programme",
        ),
    ]
}

fn people() -> Vec<Metric> {
    let minutes = Formula::Amount {
        sum: Sum {
            plus: vec![
                column::PEOPLE_ENROL,
                column::PEOPLE_FAILED,
                column::PEOPLE_RECOVERY,
                column::PEOPLE_WAIT,
                column::PEOPLE_FRICTION,
            ],
            minus: vec![column::PEOPLE_SAVED],
            prices: Vec::new(),
        },
        divisor: 60.0,
    };
    vec![
        row(
            "people.minutes",
            ("min", "", Lower, Flow),
            minutes,
            "people's time in ceremonies, recovery, waits and friction, less time saved by passkey sign-ins; joins no money",
        ),
        row(
            "people.exceptions",
            ("people", "", Lower, State),
            amount([column::EXCEPTIONS], 1.0),
            "holders of an exception at the week's end",
        ),
        row(
            "people.rejected",
            ("people", "", Lower, State),
            amount([column::REJECTED], 1.0),
            "people who gave up after failures",
        ),
        row(
            "people.keys",
            ("people", "", Neither, State),
            amount([column::KEYS_HELD], 1.0),
            "holders of a security key",
        ),
        row(
            "exposure.recovery",
            ("impostors", "", Lower, Flow),
            amount([column::EXPOSURE], 1e9),
            "expected impostors who pass the recovery path",
        ),
        row(
            "trust.mean",
            ("trust", "employees and contractors", Higher, State),
            share([column::TRUST_SUM], [column::HEADCOUNT], 1e-6),
            "mean trust at the week's end",
        ),
        row(
            "trust.spread",
            ("trust", "employees and contractors", Neither, State),
            Formula::TrustSpread,
            "standard deviation of trust between people at the week's end",
        ),
        row(
            "readiness",
            ("share", "a ready desk", Higher, State),
            amount([column::READINESS], 1e6),
            "readiness of the desk",
        ),
    ]
}
