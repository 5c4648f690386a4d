//! What owners type into a scenario, and what they are told.

use super::Case;
use passcast::observation::metric_units;
use passcast::report::picture;
use passcast::scenario::{NoFiles, Source, load, to_toml};
use std::fmt::Write as _;

/// The message of a note of this id.
#[track_caller]
fn note(case: &Case, id: &str) -> String {
    let loaded = case.loaded();
    let note = loaded.notes.iter().find(|note| note.id == id);
    note.unwrap_or_else(|| panic!("no {id}")).message.clone()
}

fn problems(text: &str) -> Vec<passcast::scenario::Problem> {
    let source = Source {
        name: "plan.toml".into(),
        text: text.into(),
        folder: None,
    };
    load(&source, &[], &NoFiles, metric_units())
        .err()
        .unwrap_or_default()
}

#[test]
fn a_path_of_another_system_is_one_error_that_says_what_to_write() {
    let shown = Case::new("[organisation]\nroster = \"D:\\Users\\me\\hr.csv\"\n", &[]).refused();
    assert_eq!(shown.matches("error[").count(), 1, "{shown}");
    assert!(
        shown.contains("a backslash starts an escape") && shown.contains("'...'"),
        "{shown}"
    );
    // Escapes that there are, though nobody meant them.
    let shown = Case::new("[organisation]\nroster = \"D:\\temp\\new.csv\"\n", &[]).refused();
    assert!(shown.contains("a backslash starts an escape"), "{shown}");
}

#[test]
fn the_initial_share_is_said_of_all_people() {
    let said = note(
        &Case::new("[organisation]\ninitial = 0.5\n", &[]),
        "note::initial",
    );
    assert!(
        said.contains("50 % is of the people who can have a passkey"),
        "{said}"
    );
    assert!(said.contains("of all people begin with one"), "{said}");
    let none = Case::new("[organisation]\nheadcount = 60\n", &[]).loaded();
    assert!(none.notes.iter().all(|note| note.id != "note::initial"));
}

#[test]
fn a_night_desk_is_open_over_midnight() {
    let case = Case::new("[helpdesk]\nopens = 22\ncloses = 6\n", &[]);
    assert_eq!(case.loaded().scenario.workforce().helpdesk.hours(), 8);
    assert!(note(&case, "note::over-midnight").contains("22:00 over midnight to 6:00"));
    let shown = Case::new("[helpdesk]\nopens = 9\ncloses = 9\n", &[]).refused();
    assert!(
        shown.contains("0 and 24 for a desk by day and night"),
        "{shown}"
    );
}

#[test]
fn whom_a_pilot_goes_to_is_said_where_nobody_did() {
    let own = "[[department]]\nname = \"Accounts\"\nshare = 0.3\n\
        [[department]]\nname = \"Software Engineering\"\nshare = 0.7\n";
    let said = note(&Case::new(own, &[]), "note::pilot");
    assert!(
        said.contains("the pilot goes to Accounts, the first of the list"),
        "{said}"
    );
    let typed = format!("{own}[[phase]]\nkind = \"pilot\"\naudience = [\"Accounts\"]\n");
    let silent = Case::new(&typed, &[]).loaded();
    assert!(silent.notes.iter().all(|note| note.id != "note::pilot"));
}

#[test]
fn shares_that_nearly_add_up_are_told_what_is_missing() {
    let thirds: String = (0..3).fold(String::new(), |mut text, at| {
        write!(text, "[[department]]\nname = \"d{at}\"\nshare = 0.333\n").unwrap();
        text
    });
    assert!(
        Case::new(&thirds, &[])
            .refused()
            .contains("such as 0.334 here")
    );
}

#[test]
fn an_export_given_as_a_scenario_is_said_to_be_one() {
    let people = (0..3000).fold(
        "employee_id,work_email,department\n".to_owned(),
        |mut text, at| {
            writeln!(text, "E{at},user{at}@corp.example,IT").unwrap();
            text
        },
    );
    let semicolons = people.replace(',', ";");
    for text in [
        people.as_str(),
        &semicolons,
        "[{\"mail\":\"user@corp.example\"}]\n",
    ] {
        let found = problems(text);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].id, "scenario::export");
        let shown = picture(&found[0], false);
        assert!(
            !shown.contains("corp.example") && shown.contains("roster"),
            "{shown}"
        );
        assert!(
            !serde_json::to_string(&found)
                .unwrap()
                .contains("corp.example")
        );
    }
    assert_eq!(problems("headcount = \n")[0].id, "scenario::syntax");
}

#[test]
fn many_mistakes_are_listed_in_part_and_counted_in_full() {
    let keys = (0..20_000).fold("[run]\n".to_owned(), |mut text, at| {
        writeln!(text, "key{at} = 1").unwrap();
        text
    });
    let found = problems(&keys);
    assert_eq!(found.len(), 201);
    let last = found.last().unwrap();
    assert_eq!(
        (last.id, &*last.message),
        ("scenario::more", "and 19800 more problems")
    );
    let tables = (0..20_000).fold(String::new(), |mut text, at| {
        write!(text, "[[department]]\nname = \"d{at}\"\nshare = 0.1\n").unwrap();
        text
    });
    assert_eq!(problems(&tables)[0].id, "scenario::too-large");
}

#[test]
fn money_has_its_range_as_a_text_and_in_sums() {
    for text in [
        "[communications]\nsetup_cost = \"$1e308\"\n",
        "[fallback]\nrunbook_week = 3\nsetup_cost = \"1e13\"\n",
        "[[communications.channel]]\nname = \"email\"\nspend = 1e12\n",
        "[communications]\nspend_factor = 10\n[[communications.channel]]\nname = \"email\"\nspend = 1e12\nweeks = 1\n",
    ] {
        let found = problems(&format!("[organisation]\nheadcount = 20000\n{text}"));
        assert_eq!(
            found.first().map(|p| p.id),
            Some("scenario::out-of-range"),
            "{text}"
        );
    }
}

#[test]
fn what_is_written_is_read_back_at_the_bounds_too() {
    for text in [
        "[communications]\nsetup_cost = 1e12\n",
        "[communications]\nsetup_cost = \"$1,000,000,000,000\"\n",
        "[helpdesk]\nopens = 22\ncloses = 6\nextra_hour_cost = 1e-300\n",
        "[organisation]\nheadcount = 1\nguests = 100\ninitial = 1\n",
        "[[communications.channel]]\nname = \"email\"\nspend = 1e-12\n",
        "[organisation]\nheadcount = 60\n[keys]\nunit_cost = 1e12\n",
        "[run]\nhorizon = 1\n[[phase]]\nkind = \"opt-in\"\n",
    ] {
        let case = Case::new(text, &[]);
        let first = case.loaded();
        let source = Source {
            name: "resolved.toml".into(),
            text: to_toml(&first.scenario),
            folder: None,
        };
        let again = load(&source, &[], &NoFiles, metric_units())
            .unwrap_or_else(|problems| panic!("{text}: {}", picture(&problems[0], false)));
        assert_eq!(again.canonical, first.canonical, "{text}");
    }
}
