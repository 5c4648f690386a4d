//! `[organisation]` and `[[organisation.site]]`.

use std::path::Path;

use serde::Serialize;

use super::aggregates::{ReadAggregates, RosterFacts, RosterFile};
use super::department;
pub use super::department::Department;
use super::initial;
use super::key::{Key, key};
use super::kind::Kind;
use super::shares::check_shares;
use super::table::Table;
use super::writer::Writer;
use crate::units::Date;

/// Who works there.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Organisation {
    /// Employees and contractors [people].
    pub headcount: u32,
    /// Share of headcount who are contractors (no managed computer) [0..1].
    pub contractors: f64,
    /// Guests beside headcount, as a share of it: 2 is two guests a head.
    pub guests: f64,
    /// Whether guests count in headcount and its denominators.
    pub count_guests: bool,
    /// People in a team [people].
    pub team_size: u16,
    /// Departments; shares of headcount sum to 1.
    pub departments: Vec<Department>,
    /// Sites; shares sum to 1. At least one.
    pub sites: Vec<Site>,
    /// Plan weeks in which no phase starts, no requirement begins, no gate opens.
    pub freeze: Vec<u16>,
    /// Share of people (not guests) who have a passkey at week 0 [0..1]; departments may differ.
    pub initial: f64,
    /// Share of heads with access to money as executives, who are also VIPs [0..1].
    pub executives: f64,
    /// Whether privileged people elevate with an admin account of its own.
    pub admin_accounts: bool,
}

/// A site with its calendar.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Site {
    /// Name, unique in the organisation.
    pub name: String,
    /// Share of every department's people [0..1].
    pub share: f64,
    /// Public holidays.
    pub holidays: Vec<Date>,
    /// Whether the FAQ and runbook exist in the site's language.
    pub language_covered: bool,
}

#[rustfmt::skip]
pub(super) const KEYS: &[Key] = &[
    key("organisation", "headcount", Kind::Integer(1, 10_000_000), "people", "5000", "12000", "Employees and contractors."),
    key("organisation", "contractors", Kind::Share, "", "0", "\"8%\"", "Share of headcount who are contractors; they have no managed computer."),
    key("organisation", "guests", Kind::Number(0.0, 100.0), "", "0", "0.05", "Guests beside headcount, as a share of it; at most 18000000 people in all."),
    key("organisation", "count_guests", Kind::Flag, "", "false", "true", "Whether guests count in headcount and its denominators."),
    key("organisation", "team_size", Kind::Integer(2, 1000), "people", "8", "10", "People in a team."),
    key("organisation", "initial", Kind::ShareByDepartment, "", "0", "{ engineering = 0.1 }", "Share of the people who can have a passkey, on a computer or phone of theirs, who have one at week 0; `check` says what share of all that is; a table gives it by department, zero for the rest."),
    key("organisation", "executives", Kind::Share, "", "0.01", "0.02", "Share of heads with executive access to money, who are also VIPs at the desk."),
    key("organisation", "admin_accounts", Kind::Flag, "", "false", "true", "Whether privileged people elevate with an admin account of its own."),
    key("organisation", "freeze", Kind::Weeks, "", "[]", "[51, 52]", "Weeks in which no phase starts, no requirement begins and no gate opens; such dates move to the next unfrozen Monday."),
    key("organisation", "holidays", Kind::Dates, "", "[]", "[2027-05-03]", "Public holidays, for sites that list none of their own."),
    key("organisation", "roster", Kind::Text, "", "(none)", "\"people.csv\"", "A roster whose totals give headcount, contractors, guests, departments and sites."),
    key("organisation", "roster_date", Kind::Date, "", "(start)", "2026-12-01", "Day on which the roster's people are counted: who left by then or starts later is not."),
    key("organisation", "roster_dates", Kind::Word(&DATE_ORDERS), "", "(as the roster's own dates show)", "\"day first\"", "How to read a date such as 03/04/2026 in the roster."),
    key("organisation", "unreadable", Kind::Share, "", "0.1", "0.02", "Share of the roster's rows that may be unreadable; above it the roster is refused."),
    key("organisation", "site", Kind::Tables("organisation.site"), "", "(one site)", "", "Sites, at most 256; their shares add up to 1."),
    key("organisation.site", "name", Kind::Text, "", "(site 1, site 2, ..)", "\"Lyon\"", "Name of the site."),
    key("organisation.site", "share", Kind::Share, "", "", "0.4", "Share of every department's people who work there."),
    key("organisation.site", "holidays", Kind::Dates, "", "(organisation.holidays)", "[2027-07-14]", "Public holidays of the site."),
    key("organisation.site", "language_covered", Kind::Flag, "", "true", "false", "Whether the FAQ and the runbook exist in the site's language."),
];

/// Orders of day and month in a date.
const DATE_ORDERS: [&str; 2] = ["day first", "month first"];

/// Departments, and sites, at most: a person's are numbered in a byte each.
const MOST_GROUPS: usize = 256;

/// People at most, guests included: each adds up to 10^12 to the sum of squares of
/// trust, of which 64 bits hold 18.4 million.
const MOST_PEOPLE: f64 = 18e6;

/// Reads the organisation and its departments.
pub(super) fn resolve(
    root: &Table<'_>,
    folder: Option<&Path>,
    files: &dyn ReadAggregates,
    start: Date,
    horizon: u16,
) -> Organisation {
    let table = root.table("organisation");
    let roster = listed(&table, folder, files, start);
    let of_heads = |count: fn(&RosterFacts) -> u32| {
        let facts = roster.as_ref()?;
        Some(f64::from(count(facts)) / f64::from(facts.headcount))
    };
    let heads = roster.as_ref().map(|facts| facts.headcount);
    let typed = table
        .integer("headcount")
        .and_then(|v| u32::try_from(v).ok());
    if let (Some(heads), Some(typed)) = (heads, typed) {
        table.note(
            "note::roster",
            "headcount",
            format!(
                "{typed} people as written, though the roster lists {heads}; its shares are kept"
            ),
        );
    }
    let mut departments = department::resolve(root, roster.as_ref());
    let initial = initial::spread(&table, &mut departments);
    let sites = sites(&table, roster.as_ref());
    check_number(
        &table,
        "departments",
        departments.len(),
        &root.tables("department"),
    );
    check_number(&table, "sites", sites.len(), &table.tables("site"));
    let headcount = typed
        .or(heads)
        .unwrap_or(table.integer_or_default("headcount") as u32);
    let guests = share_or(&table, "guests", of_heads(|f| f.guests));
    check_people(&table, f64::from(headcount), guests);
    Organisation {
        headcount,
        contractors: share_or(&table, "contractors", of_heads(|f| f.contractors)),
        guests,
        count_guests: table.flag_or_default("count_guests"),
        team_size: table.integer_or_default("team_size") as u16,
        departments,
        sites,
        freeze: table.weeks("freeze", horizon),
        initial,
        executives: table.number_or_default("executives"),
        admin_accounts: table.flag_or_default("admin_accounts"),
    }
}

/// Totals of the roster that the table names, if it names one that can be used.
fn listed(
    table: &Table<'_>,
    folder: Option<&Path>,
    files: &dyn ReadAggregates,
    start: Date,
) -> Option<RosterFacts> {
    let name = table.text("roster");
    let order = table.text("roster_dates");
    let on = table.date_or_default("roster_date").unwrap_or(start);
    let unreadable = table.number_or_default("unreadable");
    let name = name?;
    let file = RosterFile {
        path: folder.map_or_else(|| name.clone().into(), |folder| folder.join(&name)),
        on,
        day_first: order.map(|order| order == DATE_ORDERS[0]),
        unreadable,
    };
    match files.roster(&file) {
        Ok(facts) if facts.headcount > 0 => Some(facts),
        Ok(_) => refuse(table, &name, "it lists nobody"),
        Err(why) => refuse(table, &name, &why),
    }
}

/// Writes the tables.
pub(super) fn write(organisation: &Organisation, out: &mut Writer) {
    out.header("[organisation]");
    out.plain("headcount", organisation.headcount);
    out.number("contractors", organisation.contractors);
    out.number("guests", organisation.guests);
    out.plain("count_guests", organisation.count_guests);
    out.plain("team_size", organisation.team_size);
    out.number("executives", organisation.executives);
    out.plain("admin_accounts", organisation.admin_accounts);
    out.list("freeze", &organisation.freeze);
    for site in &organisation.sites {
        out.header("[[organisation.site]]");
        out.text("name", &site.name);
        out.number("share", site.share);
        out.list("holidays", &site.holidays);
        out.plain("language_covered", site.language_covered);
    }
    department::write(&organisation.departments, out);
}

/// Reports too many departments or sites: at the first one too many where they are
/// typed, else at the roster that lists them.
fn check_number(organisation: &Table<'_>, what: &str, number: usize, typed: &[Table<'_>]) {
    if number <= MOST_GROUPS {
        return;
    }
    let (table, key) = match typed.get(MOST_GROUPS) {
        Some(row) => (row, "name"),
        None => (organisation, "roster"),
    };
    let message = format!("there are {number} {what}");
    let expected = Some(format!(
        "at most {MOST_GROUPS} {what}: put the smallest together into one"
    ));
    table.problem("scenario::out-of-range", key, message, expected, None);
}

/// Reports more people than sums over them can hold.
fn check_people(table: &Table<'_>, headcount: f64, guests: f64) {
    let people = headcount + (headcount * guests).round();
    if people <= MOST_PEOPLE {
        return;
    }
    let keys = ["guests", "headcount", "roster"];
    let typed = keys.into_iter().find(|key| table.raw(key).is_some());
    let message = format!("there are {people} people, guests included");
    let expected = Some(format!("at most {MOST_PEOPLE} people in all"));
    let key = typed.unwrap_or("guests");
    table.problem("scenario::out-of-range", key, message, expected, None);
}

fn refuse<T>(table: &Table<'_>, name: &str, why: &str) -> Option<T> {
    let message = format!("the roster {name:?} cannot be used: {why}");
    table.problem("scenario::file", "roster", message, None, None);
    None
}

fn share_or(table: &Table<'_>, name: &str, listed: Option<f64>) -> f64 {
    let typed = table.number(name);
    typed
        .or(listed)
        .unwrap_or_else(|| table.number_or_default(name))
}

fn sites(table: &Table<'_>, roster: Option<&RosterFacts>) -> Vec<Site> {
    let holidays = || {
        let mut dates = table.dates("holidays").unwrap_or_default();
        dates.sort_unstable();
        dates.dedup();
        dates
    };
    let typed = table.tables("site");
    let mut sites: Vec<Site> = Vec::new();
    for (i, row) in typed.iter().enumerate() {
        if row.raw("share").is_none() {
            row.problem(
                "scenario::missing-key",
                "share",
                "a site needs its share",
                Some(Kind::Share.describe()),
                None,
            );
        }
        let mut own = row.dates("holidays").unwrap_or_else(holidays);
        own.sort_unstable();
        own.dedup();
        let name = row
            .text("name")
            .unwrap_or_else(|| format!("site {}", i + 1));
        if sites.iter().any(|site| site.name == name) {
            row.problem(
                "scenario::duplicate-name",
                "name",
                format!("two sites are called {name:?}"),
                None,
                None,
            );
        }
        sites.push(Site {
            name,
            share: row.number("share").unwrap_or(0.0),
            holidays: own,
            language_covered: row.flag_or_default("language_covered"),
        });
    }
    let readable = typed.iter().all(|row| row.number("share").is_some());
    if readable {
        let parts: Vec<_> = typed.into_iter().map(|row| (row, "share")).collect();
        check_shares(
            "shares of sites",
            &parts,
            sites.iter().map(|s| s.share).sum(),
        );
    }
    if sites.is_empty() {
        sites = listed_sites(roster, holidays());
    }
    sites
}

/// Sites of the roster, or one for everybody.
fn listed_sites(roster: Option<&RosterFacts>, holidays: Vec<Date>) -> Vec<Site> {
    let listed = roster
        .map(|facts| facts.sites.as_slice())
        .unwrap_or_default();
    let people: f64 = listed.iter().map(|(_, people)| f64::from(*people)).sum();
    let site = |name: &str, share: f64| Site {
        name: name.to_owned(),
        share,
        holidays: holidays.clone(),
        language_covered: true,
    };
    if people > 0.0 {
        listed
            .iter()
            .map(|(name, n)| site(name, f64::from(*n) / people))
            .collect()
    } else {
        vec![site("main", 1.0)]
    }
}
