//! What is said of a scenario before anything runs.

use super::{folder, passcast, typed};
use serde_json::Value;
use std::fs;
use tempfile::TempDir;

#[test]
fn a_typo_is_shown_where_it_stands() {
    let here = folder("format = 1\n[organisation]\nheadcont = 300\n");
    passcast(here.path(), "check plan.toml").fails(
        10,
        &[
            "plan.toml:3:1",
            "headcont",
            "did you mean `headcount`?",
            "1 problem",
        ],
    );
    let set = passcast(here.path(), "run plan.toml --set organisation.headcout=3");
    set.fails(10, &["--set", "headcout", "headcount", "2 problems"]);
}

#[test]
fn all_problems_come_at_once() {
    let text = "[run]\nhorizn = 3\nseed = \"x\"\n[platform]\nid = \"okto\"\n";
    let here = folder(text);
    let human = passcast(here.path(), "check plan.toml");
    human.fails(
        10,
        &["plan.toml:2", "plan.toml:3", "plan.toml:5", "3 problems"],
    );
    let json = passcast(here.path(), "check plan.toml --format json");
    let document = json.json();
    assert_eq!(json.code, 10);
    assert_eq!(
        (&document["format"], &document["code"]),
        (&1.into(), &10.into())
    );
    let problems = document["problems"].as_array().unwrap();
    assert_eq!(problems.len(), 3);
    for key in [
        "id", "path", "file", "line", "column", "message", "expected", "nearest",
    ] {
        assert!(problems[0].get(key).is_some(), "{key}");
    }
    assert_eq!(problems[0]["line"], 2);
    assert_eq!(problems[0]["nearest"], "horizon");
}

#[test]
fn an_empty_file_is_no_scenario() {
    for text in ["", "\n \n", "# to do\n", "\u{feff}"] {
        let here = folder(text);
        let parts = ["scenario::empty", "passcast init"];
        for line in [
            "check plan.toml",
            "run plan.toml",
            "run plan.toml --set run.seed=3",
        ] {
            passcast(here.path(), line).fails(10, &[parts[0], parts[1], "plan.toml is empty"]);
        }
        let piped = typed(here.path(), "run -", text);
        piped.fails(10, &[parts[0], parts[1], "<stdin> is empty"]);
    }
    let here = folder("format = 1\n");
    passcast(here.path(), "check plan.toml").prints(&["5,000 employees"]);
}

#[test]
fn missing_files_and_folders() {
    let here = folder("[organisation]\nroster = \"people.csv\"\n");
    passcast(here.path(), "check nothing.toml").fails(15, &["nothing.toml", "no such file"]);
    let json = passcast(here.path(), "check nothing.toml --format json");
    assert_eq!(
        (json.code, &json.json()["problems"][0]["file"]),
        (15, &"nothing.toml".into())
    );
    passcast(here.path(), "check .").fails(15, &["it is a folder"]);
    passcast(here.path(), "check plan.toml").fails(
        15,
        &[
            "import.unreadable",
            "cannot read people.csv: there is no such file or folder",
            "the scenario's own folder",
        ],
    );
    fs::write(here.path().join("people.csv"), "this,is\nno,roster\n").unwrap();
    passcast(here.path(), "check plan.toml").fails(14, &["import.no_header"]);
    for line in [
        "show nothere",
        "show .",
        "merge nothere",
        "sensitivity . --method rank",
    ] {
        let parts = ["store::no-run", "there is no run in", "passcast run"];
        passcast(here.path(), line).fails(16, &parts);
    }
    fs::write(here.path().join("manifest.json"), "{}").unwrap();
    passcast(here.path(), "show .").fails(16, &["store::no-run"]);
}

#[test]
fn rosters_are_found_beside_the_scenario() {
    let here = folder("");
    fs::create_dir(here.path().join("plans")).unwrap();
    let mut roster = "Employee ID,Department,Termination Date\n".to_owned();
    for person in 0..40 {
        roster.push_str(&format!("{person},{},\n", ["sales", "IT"][person % 2]));
    }
    fs::write(here.path().join("plans/people.csv"), roster).unwrap();
    let text = "[organisation]\nroster = \"people.csv\"\n[[phase]]\nkind = \"opt-in\"\n";
    fs::write(here.path().join("plans/plan.toml"), text).unwrap();
    passcast(here.path(), "check plans/plan.toml").prints(&["40 employees", "sales 50 %"]);
}

#[test]
fn check_shows_the_plan_and_its_assumptions() {
    let here = folder("[organisation]\nheadcount = 300\n");
    let human = passcast(here.path(), "check plan.toml --set helpdesk.price=2");
    human.prints(&[
        "300 employees",
        "weeks 1–4",
        "2027-01-04",
        "= helpdesk.price",
        "* helpdesk.patience",
        "Entra",
        "factory setting",
        "first-line",
        "\"good\" is the default and means",
        "512 simulations of 300 people",
    ]);
    let json = passcast(here.path(), "check plan.toml --format json").json();
    assert_eq!(json["scenario"]["organisation"]["headcount"], 300);
    let assumptions = json["assumptions"].as_array().unwrap();
    assert!(
        assumptions
            .iter()
            .any(|row| row["id"] == "helpdesk.price" && row["low"] == 0.6)
    );
    assert!(json["estimate"]["seconds"].as_f64().unwrap() > 0.0);
}

#[test]
fn scenarios_come_from_standard_input() {
    let here = folder("");
    typed(here.path(), "check -", "[organisation]\nheadcount = 70\n").prints(&["70 employees"]);
    let wrong = typed(here.path(), "check -", "[organisation]\nheadcont = 70\n");
    wrong.fails(10, &["<stdin>:2:1"]);
}

#[test]
fn differences_between_scenarios() {
    let here = folder("[organisation]\nheadcount = 70\n");
    fs::write(
        here.path().join("other.toml"),
        "[organisation]\nheadcount = 80\n",
    )
    .unwrap();
    let diff = passcast(here.path(), "check plan.toml --diff other.toml");
    diff.prints(&[
        "organisation.headcount",
        "70",
        "80",
        "2 keys differ",
        "name",
    ]);
    let same = passcast(here.path(), "check plan.toml --diff plan.toml");
    same.prints(&["mean the same"]);
}

#[test]
fn init_never_overwrites_unasked() {
    let here = TempDir::new().unwrap();
    passcast(here.path(), "init workforce").prints(&["workforce.toml", "passcast.schema.json"]);
    let schema = fs::read_to_string(here.path().join("passcast.schema.json")).unwrap();
    assert_eq!(schema, passcast(here.path(), "schema").out);
    assert!(serde_json::from_str::<Value>(&schema).is_ok());
    fs::write(here.path().join("workforce.toml"), "mine").unwrap();
    passcast(here.path(), "init workforce").fails(11, &["workforce.toml", "--force"]);
    assert_eq!(
        fs::read_to_string(here.path().join("workforce.toml")).unwrap(),
        "mine"
    );
    passcast(here.path(), "init workforce --force").prints(&["workforce.toml"]);
    passcast(here.path(), "check workforce.toml").prints(&["no mistakes"]);
    passcast(here.path(), "init workforce spring.toml").prints(&["spring.toml"]);
    passcast(here.path(), "init workforce no/such/folder.toml").fails(15, &["no such"]);
}

#[test]
fn scenarios_with_customers_are_checked() {
    let here = TempDir::new().unwrap();
    passcast(here.path(), "init customer").prints(&["customer.toml"]);
    let check = passcast(here.path(), "check customer.toml");
    check.prints(&[
        "100,000 accounts",
        "tier 2: an anchor for recovery (from 2027-03-01)",
        "Customers' platform: Auth0",
        "customers.t1_mass",
        "PR005",
        "no mistakes",
    ]);
    for absent in ["Phases", "Helpdesk", "device.phone_loss"] {
        assert!(!check.out.contains(absent), "{absent}");
    }
    passcast(here.path(), "init combined").prints(&["combined.toml"]);
    let both = passcast(here.path(), "check combined.toml");
    both.prints(&["Phases", "Tiers", "customers.t1_mass", "device.phone_loss"]);
    let workforce = passcast(here.path(), "init workforce");
    workforce.prints(&["workforce.toml"]);
    let workforce = passcast(here.path(), "check workforce.toml");
    assert!(!workforce.out.contains("customers."));
    let diff = passcast(here.path(), "check customer.toml --diff combined.toml");
    diff.prints(&["organisation.headcount", "keys differ"]);
    typed(
        here.path(),
        "check -",
        "[customers]\n[helpdesk]\nagents = 3\n",
    )
    .fails(10, &["scenario::other-population", "<stdin>:2:1"]);
    let desk = "[customers]\n[[target]]\noutput = \"desk.backlog@6\"\nmax = 3\n";
    typed(here.path(), "check -", desk).fails(10, &["output-grammar"]);
    passcast(here.path(), "explain tier").prints(&["placement", "wording"]);
    passcast(here.path(), "explain other-population").prints(&["[organisation]"]);
}

#[test]
fn lists_that_nobody_wrote_are_set_whole() {
    let here = folder("[organisation]\nheadcount = 50\n");
    passcast(
        here.path(),
        "check plan.toml --set organisation.site.1.name=Lyon",
    )
    .fails(10, &["the file lists no `site`", "site=[{ ... }]"]);
    let whole = "check plan.toml --set organisation.site=[{name=\"Lyon\",share=1.0}]";
    assert_eq!(passcast(here.path(), whole).code, 0);
}
