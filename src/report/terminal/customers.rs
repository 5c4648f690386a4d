//! The customers' section of the answer.

use super::number::{chance, plain, spread, value, with_n};
use crate::answer::{AdoptionAt, CustomerAccount, CustomersAnswer, Estimate, RunAnswer};
use crate::report::page::Page;

/// Shares of accounts and sign-ins, with their denominators.
const ROWS: [(&str, &str); 5] = [
    ("adoption.enrolled.headcount", "enrolled, of accounts"),
    ("adoption.enrolled.active", "enrolled, of active in 28 days"),
    ("adoption.used_once.active", "used once, of active"),
    ("adoption.used_28d.active", "used in 28 days, of active"),
    ("sign_ins.passkey_share", "with a passkey, of sign-ins"),
];

/// Writes the section.
pub fn write(customers: &CustomersAnswer, answer: &RunAnswer, page: &mut Page) {
    page.gap();
    let mut at: Vec<u16> = customers
        .adoption
        .iter()
        .filter_map(|row| row.week)
        .collect();
    at.dedup();
    let columns: String = at
        .iter()
        .map(|week| format!("{:<17}", format!("week {week}")))
        .collect();
    page.heading("Customers", &format!("{:<22}  {columns}", ""));
    let all: Vec<&AdoptionAt> = customers
        .adoption
        .iter()
        .chain(&customers.sign_in_share)
        .collect();
    for (metric, label) in ROWS {
        let cells = all.iter().filter(|row| row.metric == metric);
        let cells: String = cells
            .map(|row| format!("{:<17}", spread(&row.share)))
            .collect();
        page.line(&format!("  {label:<31}{cells}"));
    }
    happenings(customers, answer, page);
}

fn happenings(customers: &CustomersAnswer, answer: &RunAnswer, page: &mut Page) {
    let row = |label: &str, cell: &dyn Fn(&CustomerAccount) -> String| {
        let cells = customers.accounts_at.iter();
        let cells: String = cells
            .map(|account| format!("{:<34}  ", cell(account)))
            .collect();
        format!("  {label:<26}{cells}")
    };
    let of = |quantity: &Estimate| with_n(quantity, answer);
    let takeovers = |rollout: &Estimate, baseline: &Estimate| {
        let usual = baseline
            .numbers
            .p50
            .map_or_else(|| "-".to_owned(), |n| value(n, "takeovers"));
        format!("{}, without {usual}", of(rollout))
    };
    page.gap();
    page.heading(
        "Customers against no rollout; below zero is fewer, or saves",
        "",
    );
    for line in [
        row("", &|at| format!("to week {}", at.week)),
        row("contacts", &|at| of(&at.contacts_difference)),
        row("given up", &|at| of(&at.abandoned_difference)),
        row("messages", &|at| of(&at.messages_difference)),
        row("contact centre", &|at| of(&at.contact_centre_difference)),
        row("cost of messages", &|at| of(&at.message_cost_difference)),
        row("set-up", &|at| of(&at.setup)),
        row("net cash", &|at| of(&at.net_cash)),
        row("saves or 0", &|at| {
            format!("in {}", chance(&at.net_cash_not_above))
        }),
        row(
            "sensitive acts completed",
            &|at| of(&at.sensitive_completed),
        ),
        row("takeovers by recovery", &|at| {
            takeovers(
                &at.recovery_exposure.rollout,
                &at.recovery_exposure.baseline,
            )
        }),
        row("takeovers by password", &|at| {
            takeovers(&at.login_exposure.rollout, &at.login_exposure.baseline)
        }),
    ] {
        page.line(&line);
    }
    if customers.accounts_at.iter().any(|at| at.value.is_some()) {
        page.line(&row("value of sign-ins won", &|at| {
            at.value.as_ref().map(of).unwrap_or_default()
        }));
    }
    let base = customers.accounts_at.last();
    if let Some(at) = base {
        page.paragraph(
            &format!(
                "of {} accounts; without the rollout {} contacts to week {}",
                plain(f64::from(customers.accounts)),
                of(&at.baseline_contacts),
                at.week
            ),
            2,
        );
    }
}
