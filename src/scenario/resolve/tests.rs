//! Tests of the whole way from text to scenario.

use super::*;
use crate::scenario::aggregates::{
    DepartmentFacts, DeviceFacts, DeviceFiles, NoFiles, RosterFacts, RosterFile,
};
use crate::scenario::keys::{self, Key};
use crate::scenario::written::METRICS;

pub(super) fn source(text: &str) -> Source {
    Source {
        name: "plans/plan.toml".to_owned(),
        text: text.to_owned(),
        folder: None,
    }
}

pub(super) fn set(key: &str, value: &str) -> Override {
    Override {
        key: key.to_owned(),
        value: value.to_owned(),
    }
}

pub(super) fn loaded(text: &str, sets: &[Override]) -> Loaded {
    load(&source(text), sets, &NoFiles, METRICS).unwrap_or_else(|problems| {
        let shown: Vec<String> = problems.iter().map(ToString::to_string).collect();
        panic!("{}", shown.join("\n"))
    })
}

#[test]
fn a_file_of_its_format_alone_is_the_default_plan() {
    let plan = loaded("format = 1\n", &[]).scenario;
    assert_eq!(plan.name, "plan");
    assert_eq!(plan.start.to_string(), "2027-01-04");
    let weeks: Vec<u16> = plan
        .workforce()
        .phases
        .iter()
        .map(|p| p.first_week)
        .collect();
    assert_eq!(weeks, [1, 5, 11, 17]);
    assert_eq!(plan.workforce().organisation.headcount, 5000);
    assert_eq!(plan.workforce().organisation.departments.len(), 10);
    assert_eq!(plan.workforce().communications.channels.len(), 8);
    assert_eq!(plan.workforce().communications.reach, 0.9);
    assert_eq!(plan.workforce().fallback.runbook_week, 3);
    assert_eq!(plan.workforce().helpdesk.extra_hour_cost, 66.0);
    let prompt = &plan.workforce().platform.prompt;
    assert_eq!((prompt.cadence_days, prompt.skips), (1, Some(3)));
}

#[test]
fn resolved_text_loads_back() {
    for text in [
        "format = 1\n",
        "communications = \"poor\"\n[run]\nhorizon = 8\n",
    ] {
        let first = loaded(text, &[]);
        let again = loaded(&to_toml(&first.scenario), &[]);
        assert_eq!(again.scenario, first.scenario);
        assert_eq!(again.canonical, first.canonical);
    }
}

#[test]
fn overrides_reach_every_kind_of_table() {
    let sets = [
        set("organisation.headcount", "50000"),
        set("run.horizon", "30"),
        set("phase.2.first_week", "7"),
        set("phase[4].friction", "0.5"),
        set("department.engineering.remote", "80%"),
        set("fallback", "poor"),
        set("fallback.runbook_week", "15"),
        set("assumptions.device.phone_loss", "0.05"),
        set("assumptions.\"device.key_loss\"", "[0.02, 0.05, 0.1]"),
        set("communications.channel.champions.spend", "$0.40"),
        set("helpdesk.price", "$2.00"),
    ];
    let plan = loaded("fallback = \"good\"\n", &sets).scenario;
    assert_eq!(plan.workforce().organisation.headcount, 50_000);
    assert_eq!(plan.run.horizon, 30);
    assert_eq!(plan.workforce().phases[1].first_week, 7);
    assert_eq!(plan.workforce().phases[3].friction, 0.5);
    assert_eq!(plan.workforce().organisation.departments[0].remote, 0.8);
    assert_eq!(
        (
            plan.workforce().fallback.runbook_week,
            plan.workforce().fallback.backup
        ),
        (15, 0.15)
    );
    let ids: Vec<&str> = plan.assumptions.iter().map(|a| a.id.as_str()).collect();
    assert_eq!(
        ids,
        ["device.key_loss", "device.phone_loss", "helpdesk.price"]
    );
    assert_eq!(plan.workforce().communications.channels[5].spend, 0.4);
    assert_eq!(plan.workforce().helpdesk.extra_hour_cost, 120.0);
}

/// As in a file, what a whole table does not say keeps its default: the channels are there.
#[test]
fn a_whole_table_keeps_the_built_in_list() {
    let table = "{ reach = 0.5, quality = \"poor\" }";
    let written = loaded(&format!("communications = {table}\n"), &[]);
    let set = loaded(
        "communications = \"good\"\n",
        &[set("communications", table)],
    );
    let variant = format!("[[variant]]\nname = \"b\"\nset = {{ communications = {table} }}\n");
    let variant = &loaded(&variant, &[]).variants[0];
    let of = |plan: &Loaded| plan.scenario.workforce().communications.clone();
    assert!(!of(&written).channels.is_empty());
    assert_eq!(of(&set), of(&written));
    assert_eq!(of(variant), of(&written));
}

#[test]
fn everyone_is_all_roles_and_departments() {
    let text = "[[phase]]\nkind = \"required\"\nrequired = \"everyone\"\nexceptions = true\n";
    let plan = loaded(text, &[]).scenario;
    let (phase, organisation) = (&plan.workforce().phases[0], &plan.workforce().organisation);
    assert_eq!(phase.required.len(), 3);
    let names: Vec<&String> = organisation.departments.iter().map(|d| &d.name).collect();
    assert_eq!(phase.required_departments.iter().collect::<Vec<_>>(), names);
    let role = "[[phase]]\nkind = \"opt-in\"\nrequired = \"privileged\"\nexceptions = true\n";
    assert_eq!(
        loaded(role, &[]).scenario.workforce().phases[0]
            .required
            .len(),
        1
    );
}

#[test]
fn variants_change_keys_of_the_file() {
    let text = "name = \"Base\"\nfallback = \"poor\"\n[run]\nhorizon = 30\n\
                [[variant]]\nname = \"Quoted\"\nset = { \"fallback.runbook_week\" = 15, communications = \"poor\" }\n\
                [[variant]]\nname = \"Bare\"\nset.fallback.runbook_week = 15\nset.assumptions.device.phone_loss = 0.05\n\
                [[variant]]\nname = \"Phase\"\nset = { \"phase.2.first_week\" = 7 }\n";
    let base = loaded(text, &[set("organisation.headcount", "70")]);
    let names: Vec<&str> = base
        .variants
        .iter()
        .map(|v| v.scenario.name.as_str())
        .collect();
    assert_eq!(names, ["Quoted", "Bare", "Phase"]);
    assert_eq!(
        (
            base.scenario.name.as_str(),
            base.scenario.workforce().fallback.backup
        ),
        ("Base", 0.15)
    );
    let [quoted, bare, phase] = [0, 1, 2].map(|at| &base.variants[at].scenario);
    for plan in [quoted, bare, phase] {
        assert_eq!(
            (plan.workforce().organisation.headcount, plan.run.horizon),
            (70, 30)
        );
        assert_eq!(plan.workforce().fallback.backup, 0.15);
    }
    assert_eq!(
        (
            quoted.workforce().fallback.runbook_week,
            bare.workforce().fallback.runbook_week
        ),
        (15, 15)
    );
    assert!(
        quoted.workforce().communications.reach < base.scenario.workforce().communications.reach
    );
    assert_eq!(bare.assumptions[0].id, "device.phone_loss");
    assert_eq!(
        (
            base.scenario.workforce().phases[1].first_week,
            phase.workforce().phases[1].first_week
        ),
        (5, 7)
    );
    assert_eq!(base.variants[0].canonical["name"], "Quoted");
}

#[test]
fn a_shorter_run_leaves_later_things_out() {
    let text = "[[target]]\noutput = \"desk.backlog@24\"\nmax = 3\n";
    let short = loaded(text, &[set("run.horizon", "12")]);
    assert_eq!(short.scenario.workforce().phases.len(), 3);
    assert!(short.scenario.targets.is_empty());
    assert!(
        short
            .notes
            .iter()
            .any(|note| note.id == "note::past-horizon")
    );
}

/// Has every table, so that every key is read.
const EVERYTHING: &str = include_str!("everything.toml");

#[test]
fn all_registered_keys_are_read_and_nothing_else() {
    // Reading a key that is not registered panics in the reader itself.
    let Prepared { root, review, .. } = prepare(&source(EVERYTHING), &[]).unwrap();
    review.check("", "", &root);
    read(
        &Table::root(&review, &root),
        &source(EVERYTHING),
        &Files,
        METRICS,
    );
    variant::resolve(&Table::root(&review, &root));
    let read = review.keys_read();
    let unread: Vec<String> = keys::all()
        .map(Key::path)
        .filter(|path| !read.contains(path))
        .collect();
    assert_eq!(unread, [""; 0]);
}

#[test]
fn a_full_file_survives_a_round_trip() {
    let first = load(&source(EVERYTHING), &[], &Files, METRICS).unwrap();
    let again = loaded(&to_toml(&first.scenario), &[]);
    assert_eq!(again.scenario, first.scenario);
}

#[test]
fn files_give_people_and_devices() {
    let text = "[organisation]\nroster = \"people.csv\"\n[devices]\nfile = \"devices.csv\"\n";
    let from_files = load(&source(text), &[], &Files, METRICS).unwrap();
    let plan = from_files.scenario;
    assert_eq!(plan.workforce().organisation.headcount, 200);
    assert_eq!(plan.workforce().organisation.contractors, 0.1);
    let names: Vec<&str> = plan
        .workforce()
        .organisation
        .departments
        .iter()
        .map(|d| d.name.as_str())
        .collect();
    assert_eq!(names, ["Engineering", "Shops"]);
    let [engineering, shops] = &plan.workforce().organisation.departments[..] else {
        panic!()
    };
    assert_eq!((engineering.technical, engineering.share), (1.0, 0.25));
    assert_eq!(shops.frontline, 0.5);
    assert_eq!(
        (
            plan.workforce().devices.windows,
            plan.workforce().devices.ios
        ),
        (0.75, 0.5)
    );
    assert!(
        from_files
            .notes
            .iter()
            .any(|note| note.id == "note::devices")
    );
    let problems = load(&source(text), &[], &NoFiles, METRICS).unwrap_err();
    assert_eq!(
        problems.iter().filter(|p| p.id == "scenario::file").count(),
        2
    );
}

#[test]
fn canonical_json_is_sorted() {
    let canonical = loaded("format = 1\n", &[]).canonical;
    let keys: Vec<&String> = canonical.as_object().unwrap().keys().collect();
    assert!(keys.is_sorted());
}

struct Files;

impl ReadAggregates for Files {
    fn roster(&self, _: &RosterFile) -> Result<RosterFacts, String> {
        let department = |name: &str, heads: u32, frontline: u32| DepartmentFacts {
            name: name.to_owned(),
            heads,
            frontline,
            contractors: 0,
        };
        Ok(RosterFacts {
            headcount: 200,
            contractors: 20,
            guests: 10,
            departments: vec![
                department("Engineering", 50, 0),
                department("Shops", 150, 75),
            ],
            sites: vec![("Lyon".to_owned(), 150), ("Oslo".to_owned(), 50)],
        })
    }

    fn devices(&self, _: &DeviceFiles) -> Result<DeviceFacts, String> {
        Ok(DeviceFacts {
            windows: 30,
            macos: 10,
            chromeos: 0,
            other_computers: 0,
            ios: 20,
            android: 20,
            shared_computers: 4,
        })
    }
}

#[test]
fn notes_say_what_was_taken() {
    let ids = |text: &str| -> Vec<&'static str> {
        loaded(text, &[]).notes.iter().map(|n| n.id).collect()
    };
    let silent = "[platform]\nprovider_syncs = true\n[communications]\nreach = 1\nclarity = 1\ncadence = 1\nfaq = 1\nsponsorship = 1\nnotice = 1\n[fallback]\nrunbook_week = 3\nrunbook_quality = 1\nself_service = 1\nbackup = 1\n";
    assert_eq!(ids(silent), [""; 0]);
    let said = ids(
        "[platform]\nid = \"duo\"\n[organisation]\nfreeze = [5]\n[assumptions]\n\"device.phone_loss\" = 0.9\n",
    );
    for id in [
        "note::assumed",
        "note::quality",
        "note::runbook-week",
        "note::frozen",
        "note::outside-evidence",
    ] {
        assert!(said.contains(&id), "{id}: {said:?}");
    }
    assert!(ids("format = 1\n").contains(&"note::provider-syncs"));
}

#[test]
fn bursts_spend_in_their_weeks_and_read_back() {
    let text = "[communications]\nspend_factor = 2\n[[communications.channel]]\nname = \"email\"\n\
                weeks = [\"3-6\"]\nburst = [{ weeks = \"5-8\", spend = 0.5 }, { weeks = 8, spend = 1 }]\n";
    let plan = loaded(text, &[]).scenario;
    let email = &plan.workforce().communications.channels[0];
    assert_eq!(email.weeks, [3, 4, 5, 6, 7, 8]);
    let spent = [3, 5, 7, 8].map(|week| email.spend_in(week));
    assert_eq!(spent, [0.12, 1.0, 1.0, 2.0]);
    let again = loaded(&to_toml(&plan), &[]);
    assert_eq!(again.scenario, plan);
    // Without any, plans are what they were before there were bursts.
    let plain = loaded("format = 1\n", &[]).canonical.to_string();
    assert!(!plain.contains("burst"));
    let lacking = "[[communications.channel]]\nname = \"email\"\nburst = [{ weeks = 3 }]\n";
    let refused = load(&source(lacking), &[], &NoFiles, METRICS).unwrap_err();
    assert_eq!(refused[0].path, "communications.channel[1].burst[1].spend");
}
