//! Who has a passkey before the plan begins.

use super::assumptions::{Assumption, assumed, believed};
use super::department::{self, Department};
use super::kind::{Given, Kind, Words};
use super::problem::nearest;
use super::run::Uncertainty;
use super::table::Table;
use super::text::Value;

/// Says what share of all people begins with a passkey: the key is of those who can have one.
pub(super) fn note(
    root: &Table<'_>,
    departments: &[Department],
    contractors: f64,
    initial: f64,
    assumptions: &[Assumption],
) {
    if initial <= 0.0 {
        return;
    }
    let drawn = root.table("run").text_or_default("uncertainty") == Uncertainty::Full.word();
    let value = |id: &str| match drawn {
        true => believed(assumptions, id),
        false => assumed(assumptions, id),
    };
    let capable = |style: &str, own: f64| {
        let computer = own * (1.0 - contractors) * value("device.computer_ok");
        let has = value(&format!("device.phone_has.{style}"));
        let phone = has * (1.0 - value(&format!("device.phone_refused.{style}")));
        1.0 - (1.0 - computer) * (1.0 - phone)
    };
    let office = capable("office", 1.0);
    let frontline = capable("frontline", 1.0 - value("device.shared_workstation"));
    let sum = |of: &dyn Fn(&Department) -> f64| -> f64 {
        departments.iter().map(|d| d.share * of(d)).sum()
    };
    let able = |d: &Department| office + d.frontline * (frontline - office);
    let percent = |share: f64| format!("{} %", (share * 1000.0).round() / 10.0);
    let message = format!(
        "{} is of the people who can have a passkey, about {} of all: about {} of all people begin with one, and some of them leave or lose it before week 1",
        percent(initial),
        percent(sum(&able)),
        percent(sum(&|d| able(d) * d.initial)),
    );
    root.table("organisation")
        .note("note::initial", "initial", message);
}

/// Spreads `initial` over departments; returns the share of all heads.
pub(super) fn spread(table: &Table<'_>, departments: &mut [Department]) -> f64 {
    let typed = table.given("initial");
    if typed == Some(Given::Nested) {
        by_department(table, departments);
    }
    let rest = match typed {
        Some(Given::Number(share)) => share,
        _ => 0.0,
    };
    for department in departments.iter_mut().filter(|d| d.initial.is_nan()) {
        department.initial = rest;
    }
    // A weighted sum of equal shares would round.
    let equal = departments.windows(2).all(|d| d[0].initial == d[1].initial);
    match departments.first() {
        Some(first) if equal => first.initial,
        _ => departments.iter().map(|d| d.share * d.initial).sum(),
    }
}

fn by_department(table: &Table<'_>, departments: &mut [Department]) {
    let names: Vec<String> = departments.iter().map(|d| d.name.clone()).collect();
    let Some(Value::Table(fields)) = table.raw("initial").map(|node| &node.value) else {
        return;
    };
    for field in fields {
        let path = format!("{}.{}", table.path("initial"), field.name);
        let review = table.review();
        let Some(at) = department::position(&names, &field.name) else {
            let message = format!("no department is called {:?}", field.name);
            let near = nearest(&field.name, names.iter().map(String::as_str));
            let expected = Some(format!("one of {}", names.join(", ")));
            review.problem(
                "scenario::unknown-department",
                path,
                &field.place,
                message,
                expected,
                near,
            );
            continue;
        };
        match Kind::Share.read(&field.node) {
            Ok(Given::Number(share)) => departments[at].initial = share,
            Ok(_) => {}
            Err(_) => {
                let message = format!("{} is no share", field.node.what());
                let expected = Some(Kind::Share.describe());
                review.problem(
                    "scenario::out-of-range",
                    path,
                    &field.node.place,
                    message,
                    expected,
                    None,
                );
            }
        }
    }
}
