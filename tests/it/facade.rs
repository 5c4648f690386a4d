//! What other programs call.

use passcast::{Error, Plan, Simulator};

const PLAN: &str = "\
name = \"Sixty\"
communications = \"good\"
fallback = { quality = \"good\", runbook_week = 3 }
[organisation]
headcount = 60
[customers]
accounts = 200
[run]
horizon = 12
replicates = 8
[[target]]
name = \"A third by week 12\"
output = \"adoption.enrolled.headcount@12\"
min = \"33%\"
[[variant]]
name = \"Late runbook\"
set = { \"fallback.runbook_week\" = 8 }
";

fn plan() -> Plan {
    Plan::from_toml(PLAN).unwrap()
}

#[test]
fn mistakes_name_what_is_near_and_change_nothing() {
    let mut plan = plan();
    let before = plan.to_toml();
    let error = plan.set("organisation.headcont", "800").unwrap_err();
    let Error::Problems(problems) = &error else {
        panic!("{error}");
    };
    assert_eq!(problems[0].nearest.as_deref(), Some("headcount"));
    let text = error.to_string();
    assert!(text.contains("did you mean `headcount`?"), "{text}");
    assert_eq!(plan.to_toml(), before);
    let simulation = Simulator::new(&plan).simulate(0, 0);
    let error = simulation.output("tickets.al.sum@12").unwrap_err();
    assert!(
        error.to_string().contains("did you mean tickets.all"),
        "{error}"
    );
    let error = simulation.output("tickets.all.sum@13").unwrap_err();
    assert!(error.to_string().contains("ends with week 12"), "{error}");
    assert_eq!(simulation.parameter("device.phone_los"), None);
}

#[test]
fn exports_are_not_opened() {
    let error = Plan::from_toml("[organisation]\nroster = 'people.csv'").unwrap_err();
    let text = error.to_string();
    assert!(text.contains("its totals are not given"), "{text}");
}
