//! How many there may be of something, and what is said of more.

use crate::support::{plan, scenario};
use passcast::observation::metric_units;
use passcast::parameter::Parameters;
use passcast::report::picture;
use passcast::scenario::{
    DepartmentFacts, DeviceFacts, DeviceFiles, Problem, ReadAggregates, RosterFacts, RosterFile,
    Source, load,
};
use std::fmt::Write as _;

/// A roster of departments and sites of ten people each.
struct Roster {
    departments: usize,
    sites: usize,
    guests: u32,
}

impl ReadAggregates for Roster {
    fn roster(&self, _: &RosterFile) -> Result<RosterFacts, String> {
        let department = |at| DepartmentFacts {
            name: format!("d{at}"),
            heads: 10,
            ..DepartmentFacts::default()
        };
        Ok(RosterFacts {
            headcount: 10 * self.departments as u32,
            guests: self.guests,
            departments: (0..self.departments).map(department).collect(),
            sites: (0..self.sites).map(|at| (format!("s{at}"), 10)).collect(),
            ..RosterFacts::default()
        })
    }

    fn devices(&self, _: &DeviceFiles) -> Result<DeviceFacts, String> {
        Err("there is none".into())
    }
}

const ROSTER: &str = "[organisation]\nroster = \"people.csv\"\n";

/// A roster of so many departments and sites, without guests.
fn listing(departments: usize, sites: usize) -> Roster {
    Roster {
        departments,
        sites,
        guests: 0,
    }
}

fn problems(text: &str, roster: &Roster) -> Vec<Problem> {
    let source = Source {
        name: "plan.toml".into(),
        text: text.into(),
        folder: None,
    };
    load(&source, &[], roster, metric_units())
        .err()
        .unwrap_or_default()
}

/// The text has one problem, of range, at this key and line; it says the rest.
#[track_caller]
fn refused(text: &str, roster: &Roster, path: &str, line: usize, said: &str) {
    let found = problems(text, roster);
    let shown: Vec<String> = found.iter().map(|p| picture(p, false)).collect();
    let shown = shown.join("\n");
    assert_eq!(found.len(), 1, "{shown}");
    assert_eq!(found[0].id, "scenario::out-of-range", "{shown}");
    assert_eq!((&*found[0].path, found[0].line), (path, line), "{shown}");
    assert!(shown.contains(said), "{shown}");
}

#[track_caller]
fn accepted(text: &str, roster: &Roster) {
    let found = problems(text, roster);
    assert!(found.is_empty(), "{found:#?}");
}

/// Tables of equal shares.
fn rows(table: &str, many: usize) -> String {
    let mut text = String::new();
    for at in 0..many {
        let share = 1.0 / many as f64;
        let _ = writeln!(text, "[[{table}]]\nname = \"n{at}\"\nshare = {share}");
    }
    text
}

#[test]
fn departments_and_sites_are_as_many_as_a_byte_numbers() {
    let none = listing(0, 0);
    for (table, path, what) in [
        ("department", "department[257].name", "257 departments"),
        (
            "organisation.site",
            "organisation.site[257].name",
            "257 sites",
        ),
    ] {
        accepted(&rows(table, 256), &none);
        refused(&rows(table, 257), &none, path, 3 * 256 + 2, what);
    }
    accepted(ROSTER, &listing(256, 256));
    for (roster, what) in [
        (listing(257, 3), "at most 256 departments"),
        (listing(3, 257), "at most 256 sites"),
    ] {
        refused(ROSTER, &roster, "organisation.roster", 2, what);
    }
}

#[test]
fn agents_of_a_line_are_as_many_as_sixteen_bits_number() {
    let desk = |extra: &[(&str, u32)]| {
        let mut text = "[helpdesk]\nagents = 65000\n".to_owned();
        for (weeks, agents) in extra {
            let _ = writeln!(
                text,
                "[[helpdesk.extra]]\nweeks = {weeks:?}\nagents = {agents}"
            );
        }
        text
    };
    let none = listing(0, 0);
    accepted(&desk(&[("1-9", 535), ("10-12", 535)]), &none);
    accepted(&desk(&[("1-9", 300), ("9-12", 235)]), &none);
    let (path, said) = ("helpdesk.extra[2].agents", "65536 agents at a time");
    let rows = [("1-9", 300), ("9-12", 236), ("9-12", 1)];
    refused(&desk(&rows), &none, path, 8, said);
    let alone = "[[helpdesk.extra]]\nweeks = \"3\"\nagents = 65535\n";
    refused(alone, &none, "helpdesk.extra[1].agents", 3, said);
}

/// A desk that is staffed to its load leaves room for the agents whom the plan adds.
#[test]
fn agents_who_are_staffed_leave_room_for_those_added() {
    let text = "[organisation]\nheadcount = 1000\n\
                [[helpdesk.extra]]\nweeks = \"1-2\"\nagents = 65500\n";
    let at = |utilisation| {
        let p = Parameters::defaults(&[]).with_named("helpdesk.utilisation", utilisation);
        plan(scenario(text), &p).agents().0
    };
    // Two cover the ten hours.
    assert_eq!((at(0.82), at(0.01)), (2, 35));
}

#[test]
fn people_are_as_many_as_their_sums_hold() {
    let none = listing(0, 0);
    let heads = "[organisation]\nheadcount = 10000000\n";
    accepted(heads, &none);
    accepted(&format!("{heads}guests = 0.8\n"), &none);
    let (guests, said) = (format!("{heads}guests = 1.2\n"), "22000000 people");
    refused(&guests, &none, "organisation.guests", 3, said);
    let mut roster = listing(1, 1);
    roster.guests = 18_000_000;
    refused(
        ROSTER,
        &roster,
        "organisation.roster",
        2,
        "at most 18000000 people",
    );
}

#[test]
fn units_are_as_many_as_can_be_numbered() {
    let none = listing(0, 0);
    accepted("[run]\ndraws = 10000\nreplicates_per_draw = 10000\n", &none);
    accepted(
        "[run]\nreplicates_per_draw = 9999\nreplicates = 100000000\n",
        &none,
    );
    let run = "[run]\nreplicates_per_draw = 10000\ndraws = 10000000\n";
    refused(run, &none, "run.draws", 3, "100000000000 simulations");
}
