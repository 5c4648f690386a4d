//! `[[department]]`.

use std::fmt::Write as _;

use serde::Serialize;

use super::aggregates::RosterFacts;
use super::key::{Key, key};
use super::kind::Kind;
use super::problem::nearest;
use super::shares::check_shares;
use super::table::Table;
use super::writer::Writer;

/// A department.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Department {
    /// Name, unique in the organisation.
    pub name: String,
    /// Share of headcount [0..1].
    pub share: f64,
    /// Share of it that is frontline [0..1]; never addressed by e-mail.
    pub frontline: f64,
    /// Share of it that works remotely [0..1].
    pub remote: f64,
    /// How technical the department is [0..1]: scales `attitude.technical`.
    pub technical: f64,
    /// Share with a privileged role [0..1].
    pub privileged: f64,
    /// Share with the production-engineering role [0..1].
    pub prod_eng: f64,
    /// Share with a passkey at week 0 [0..1].
    pub initial: f64,
}

#[rustfmt::skip]
pub(super) const KEYS: &[Key] = &[
    key("department", "name", Kind::Text, "", "", "\"engineering\"", "Name, unique in the organisation. A default department of the same name fills in what is not written."),
    key("department", "share", Kind::Share, "", "(the roster's)", "0.18", "Share of headcount; departments add up to 1."),
    key("department", "frontline", Kind::Share, "", "(the default department's, or 0)", "1.0", "Share of it that is frontline, and never addressed by e-mail."),
    key("department", "remote", Kind::Share, "", "(the default department's, or 0)", "0.3", "Share of it that works remotely."),
    key("department", "technical", Kind::Share, "", "(the default department's, or 0)", "1.0", "How technical it is, from 0 to 1."),
    key("department", "privileged", Kind::Share, "", "(the default department's, or 0)", "0.7", "Share with a privileged role."),
    key("department", "prod_eng", Kind::Share, "", "(the default department's, or 0)", "0.35", "Share with the production-engineering role."),
    key("department", "initial", Kind::Share, "", "(organisation.initial)", "0.1", "Share with a passkey at week 0."),
];

/// Default departments: name, share, frontline, remote, technical, privileged,
/// production engineering.
///
/// Shares and roles are the default organisation of `docs/model.md`. That 30 %
/// of office work is remote, and that IT and security are as technical as
/// engineering and all others not at all, are assumptions.
const DEFAULTS: [(&str, [f64; 6]); 10] = [
    ("engineering", [0.18, 0.0, 0.3, 1.0, 0.0, 0.35]),
    ("IT", [0.05, 0.0, 0.3, 1.0, 0.7, 0.0]),
    ("security", [0.02, 0.0, 0.3, 1.0, 0.8, 0.0]),
    ("finance", [0.08, 0.0, 0.3, 0.0, 0.0, 0.0]),
    ("sales", [0.16, 0.0, 0.3, 0.0, 0.0, 0.0]),
    ("support", [0.12, 0.0, 0.3, 0.0, 0.0, 0.0]),
    ("frontline", [0.18, 1.0, 0.0, 0.0, 0.0, 0.0]),
    ("HR and legal", [0.07, 0.0, 0.3, 0.0, 0.0, 0.0]),
    ("marketing", [0.07, 0.0, 0.3, 0.0, 0.0, 0.0]),
    ("other", [0.07, 0.0, 0.3, 0.0, 0.0, 0.0]),
];

/// The default departments as rows of a file that has none.
pub(super) fn default_rows() -> String {
    let mut text = String::new();
    for (name, [share, ..]) in DEFAULTS {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "[[department]]\nname = {name:?}\nshare = {share:?}");
    }
    text
}

/// Index of a department by name; case does not matter.
pub(super) fn position(names: &[String], name: &str) -> Option<usize> {
    let same = |known: &String| known.to_lowercase() == name.to_lowercase();
    let exact = names.iter().position(|known| known == name);
    exact.or_else(|| names.iter().position(same))
}

/// Puts names as typed into the spelling of the departments; unknown ones are
/// problems of the key.
pub(super) fn known_names(
    table: &Table<'_>,
    key: &str,
    typed: &[String],
    departments: &[Department],
) -> Vec<String> {
    let names: Vec<String> = departments.iter().map(|d| d.name.clone()).collect();
    if names.is_empty() {
        // Why there are none is a problem of its own.
        return typed.to_vec();
    }
    let mut known: Vec<String> = Vec::new();
    for name in typed {
        match position(&names, name) {
            Some(at) if known.contains(&names[at]) => {}
            Some(at) => known.push(names[at].clone()),
            None => {
                let near = nearest(name, names.iter().map(String::as_str));
                let message = format!("no department is called {name:?}");
                let expected = Some(format!("one of {}", names.join(", ")));
                table.problem("scenario::unknown-department", key, message, expected, near);
            }
        }
    }
    known
}

/// Reads the departments. `initial` is NaN where it is not written.
pub(super) fn resolve(root: &Table<'_>, roster: Option<&RosterFacts>) -> Vec<Department> {
    let rows = root.tables("department");
    let Some(roster) = roster.filter(|facts| !facts.departments.is_empty()) else {
        if rows.is_empty() && root.raw("department").is_some() {
            let expected = Some("at least one, or none of them written".to_owned());
            root.problem(
                "scenario::missing-key",
                "department",
                "there is no department",
                expected,
                None,
            );
        }
        return typed(rows);
    };
    let heads: f64 = roster.departments.iter().map(|d| f64::from(d.heads)).sum();
    let listed = roster.departments.iter().map(|facts| {
        let size = f64::from(facts.heads);
        let frontline = if size > 0.0 {
            f64::from(facts.frontline) / size
        } else {
            0.0
        };
        Department {
            share: size / heads,
            frontline,
            ..template(&facts.name)
        }
    });
    let mut departments: Vec<Department> = listed.collect();
    let names: Vec<String> = departments.iter().map(|d| d.name.clone()).collect();
    for row in rows {
        let Some(name) = row.text("name") else {
            missing(&row, "name");
            continue;
        };
        match position(&names, &name) {
            Some(at) => departments[at] = adjusted(&row, departments[at].clone()),
            None => {
                known_names(&row, "name", &[name], &departments);
            }
        }
    }
    departments
}

/// Writes the tables.
pub(super) fn write(departments: &[Department], out: &mut Writer) {
    for department in departments {
        out.header("[[department]]");
        out.text("name", &department.name);
        out.number("share", department.share);
        out.number("frontline", department.frontline);
        out.number("remote", department.remote);
        out.number("technical", department.technical);
        out.number("privileged", department.privileged);
        out.number("prod_eng", department.prod_eng);
        out.number("initial", department.initial);
    }
}

/// Departments of the file alone.
fn typed(rows: Vec<Table<'_>>) -> Vec<Department> {
    let mut departments: Vec<Department> = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        if row.raw("name").is_none() {
            missing(row, "name");
        }
        if row.raw("share").is_none() {
            missing(row, "share");
        }
        let name = row
            .text("name")
            .unwrap_or_else(|| format!("department {}", i + 1));
        let taken = departments
            .iter()
            .any(|d| d.name.to_lowercase() == name.to_lowercase());
        if taken {
            row.problem(
                "scenario::duplicate-name",
                "name",
                format!("two departments are called {name:?}"),
                None,
                None,
            );
        }
        departments.push(adjusted(row, template(&name)));
    }
    if rows.iter().all(|row| row.number("share").is_some()) {
        let sum = departments.iter().map(|d| d.share).sum();
        let parts: Vec<_> = rows.into_iter().map(|row| (row, "share")).collect();
        check_shares("shares of departments", &parts, sum);
    }
    departments
}

/// The default department of a name, without its share.
fn template(name: &str) -> Department {
    let known = DEFAULTS
        .iter()
        .find(|(known, _)| known.to_lowercase() == name.to_lowercase());
    let [_, frontline, remote, technical, privileged, prod_eng] = known.map_or([0.0; 6], |d| d.1);
    Department {
        name: name.to_owned(),
        share: 0.0,
        frontline,
        remote,
        technical,
        privileged,
        prod_eng,
        initial: f64::NAN,
    }
}

fn adjusted(row: &Table<'_>, base: Department) -> Department {
    let or = |name: &str, value: f64| row.number(name).unwrap_or(value);
    let (frontline, remote) = (row.number("frontline"), row.number("remote"));
    if let (Some(frontline), Some(remote)) = (frontline, remote)
        && frontline + remote > 1.0 + 1e-9
    {
        row.problem(
            "scenario::shares",
            "remote",
            format!(
                "frontline and remote add up to {}, more than 1",
                frontline + remote
            ),
            Some("shares of the department that leave room for the office".to_owned()),
            None,
        );
    }
    // What is not written gives way to what is.
    let frontline = frontline.unwrap_or_else(|| base.frontline.min(1.0 - remote.unwrap_or(0.0)));
    Department {
        share: or("share", base.share),
        frontline,
        remote: remote.unwrap_or_else(|| base.remote.min(1.0 - frontline)),
        technical: or("technical", base.technical),
        privileged: or("privileged", base.privileged),
        prod_eng: or("prod_eng", base.prod_eng),
        initial: or("initial", base.initial),
        name: base.name,
    }
}

fn missing(row: &Table<'_>, name: &str) {
    let message = format!("a department needs its {name}");
    row.problem("scenario::missing-key", name, message, None, None);
}
