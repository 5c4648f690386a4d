//! The customers' side of the metric registry.

use super::columns::column;
use super::formula::Formula;
use super::metric::{Aggregation, Better, Metric};
use super::metric_row::{amount, charged, row, share};
use super::sum::{CONTACTS, MESSAGES, Price};
use crate::model::customer::{ContactCategory, CustomerRoute};

use Aggregation::Flow;
use Better::{Higher, Lower, Neither};

/// Gives rows that both populations have the customers' formula, and adds the rows
/// that customers alone have.
pub(super) fn add(rows: &mut Vec<Metric>) {
    for metric in rows.iter_mut() {
        let same = metric.id.starts_with("adoption.")
            || [
                "sign_ins.passkey_share",
                "enrolments",
                "cost.communications",
                "exposure.recovery",
                "trust.mean",
            ]
            .contains(&metric.id.as_str());
        if same {
            metric.customers.clone_from(&metric.workforce);
        }
    }
    let shared = own().into_iter().filter_map(|metric| {
        let Some(known) = rows.iter_mut().find(|known| known.id == metric.id) else {
            return Some(metric);
        };
        known.customers = metric.customers;
        known.meaning = format!("{}; of customers, {}", known.meaning, metric.meaning);
        None
    });
    let added: Vec<Metric> = shared.collect();
    rows.extend(added);
}

fn own() -> Vec<Metric> {
    [contacts(), routes(), money(), recovery(), sensitive()]
        .into_iter()
        .flatten()
        .collect()
}

fn contacts() -> Vec<Metric> {
    let single = ContactCategory::ALL
        .iter()
        .enumerate()
        .map(|(at, category)| {
            let name = category.name();
            of_customers(
                format!("tickets.{name}"),
                ("contacts", "", Lower, Flow),
                amount([column::CONTACTS.plus(at)], 1.0),
                format!("contacts of the contact centre in category {name}"),
            )
        });
    let mut rows: Vec<_> = single.collect();
    rows.push(of_customers(
        "tickets.all",
        ("contacts", "", Lower, Flow),
        amount(CONTACTS, 1.0),
        "contacts of the contact centre",
    ));
    rows.push(of_customers(
        "desk.minutes",
        ("min", "", Lower, Flow),
        Formula::ContactMinutes,
        "minutes of the contact centre's contacts",
    ));
    rows
}

fn routes() -> Vec<Metric> {
    let row = |(at, route): (usize, &CustomerRoute)| {
        let name = route.name();
        of_customers(
            format!("enrolments.route.{name}"),
            ("enrolments", "", Neither, Flow),
            amount([column::CUSTOMER_ROUTE.plus(at)], 1.0),
            format!("enrolments by {name}"),
        )
    };
    CustomerRoute::ALL.iter().enumerate().map(row).collect()
}

fn money() -> Vec<Metric> {
    let cost = ("$", "", Lower, Flow);
    let spend = [column::COMMUNICATIONS_CENTS];
    vec![
        of_customers(
            "cost.helpdesk",
            cost,
            charged(&[], &[Price::Contacts]),
            "the contact centre's contacts at their price",
        ),
        of_customers(
            "cost.messages",
            cost,
            charged(&[], &[Price::Messages]),
            "text messages and e-mails with one-time codes",
        ),
        of_customers(
            "cost.programme",
            cost,
            charged(&spend, &[Price::Messages]),
            "set-up and messages, those that the baseline sends too included: read the difference",
        ),
        of_customers(
            "cost.net_cash",
            cost,
            charged(&spend, &[Price::Contacts, Price::Messages]),
            "contact centre, set-up and messages: read the difference",
        ),
    ]
}

fn recovery() -> Vec<Metric> {
    let count = |id, unit, column, meaning| {
        of_customers(id, (unit, "", Lower, Flow), amount([column], 1.0), meaning)
    };
    vec![
        of_customers(
            "customers.messages",
            ("messages", "", Lower, Flow),
            amount(MESSAGES, 1.0),
            "text messages and e-mails with one-time codes",
        ),
        count(
            "customers.messages_lost",
            "messages",
            column::MESSAGES_LOST,
            "of them, never delivered",
        ),
        count(
            "customers.risky_codes",
            "codes",
            column::RISKY_CODES,
            "one-time codes asked for at risky sign-ins with a password",
        ),
        count(
            "customers.forgotten",
            "sign-ins",
            column::FORGOTTEN,
            "sign-ins at which the password was forgotten",
        ),
        of_customers(
            "customers.self_recovered",
            ("sign-ins", "", Higher, Flow),
            amount([column::SELF_RECOVERED], 1.0),
            "forgotten passwords that a passkey made good, without a message",
        ),
        of_customers(
            "customers.recovered",
            ("sign-ins", "", Neither, Flow),
            amount([column::RECOVERED], 1.0),
            "recoveries completed by one-time code",
        ),
        of_customers(
            "customers.abandoned",
            ("sign-ins", "", Lower, Flow),
            amount(
                [column::RECOVERY_ABANDONED, column::SENSITIVE_ABANDONED],
                1.0,
            ),
            "recoveries given up, and sensitive actions at a requirement",
        ),
        count(
            "customers.recoveries_abandoned",
            "sign-ins",
            column::RECOVERY_ABANDONED,
            "recoveries given up",
        ),
        count(
            "customers.sign_ins_lost",
            "sign-ins",
            column::SIGN_INS_LOST,
            "sign-ins that did not come about",
        ),
        of_customers(
            "exposure.login",
            ("takeovers", "", Lower, Flow),
            amount([column::LOGIN_EXPOSURE], 1e9),
            "expected takeovers through the sign-in by password",
        ),
        of_customers(
            "exposure.recovery_per_login",
            (
                "ratio",
                "expected takeovers through the sign-in by password",
                Lower,
                Aggregation::Ratio,
            ),
            share([column::EXPOSURE], [column::LOGIN_EXPOSURE], 1.0),
            "expected takeovers through recovery, held against those through the sign-in",
        ),
    ]
}

fn sensitive() -> Vec<Metric> {
    vec![
        of_customers(
            "customers.sensitive",
            ("sign-ins", "", Neither, Flow),
            amount([column::SENSITIVE], 1.0),
            "sign-ins for a sensitive action",
        ),
        of_customers(
            "customers.sensitive_completed",
            (
                "share",
                "sign-ins for a sensitive action",
                Higher,
                Aggregation::Ratio,
            ),
            share([column::SENSITIVE_COMPLETED], [column::SENSITIVE], 1.0),
            "sensitive actions completed, by exception or not",
        ),
        of_customers(
            "customers.sensitive_abandoned",
            ("sign-ins", "", Lower, Flow),
            amount([column::SENSITIVE_ABANDONED, column::SENSITIVE_LOST], 1.0),
            "sensitive actions given up at a requirement, or whose sign-in did not come about",
        ),
        of_customers(
            "customers.exceptions",
            ("sign-ins", "", Lower, Flow),
            amount([column::SENSITIVE_EXCEPTIONS], 1.0),
            "sensitive actions let through by a one-time code at a requirement",
        ),
    ]
}

fn of_customers(
    id: impl Into<String>,
    about: (&'static str, &'static str, Better, Aggregation),
    formula: Formula,
    meaning: impl Into<String>,
) -> Metric {
    let mut metric = row(id, about, formula, meaning);
    metric.customers = metric.workforce.take();
    metric
}
