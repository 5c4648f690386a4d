//! Tests of the way from text to a scenario about customers.

use super::tests::{loaded, set};
use crate::platform::prompt_rule::{Exhaust, Store};
use crate::scenario::Override;

#[test]
fn tables_say_whom_a_file_describes() {
    let populations = |text: &str, sets: &[Override]| {
        let plan = loaded(text, sets).scenario;
        (plan.workforce.is_some(), plan.customers.is_some())
    };
    assert_eq!(populations("format = 1\n", &[]), (true, false));
    assert_eq!(populations("[helpdesk]\nagents = 4\n", &[]), (true, false));
    assert_eq!(populations("[customers]\n", &[]), (false, true));
    assert_eq!(
        populations("format = 1\n", &[set("customers.accounts", "7")]),
        (false, true)
    );
    let both = "[organisation]\n[customers]\n[[phase]]\n";
    assert_eq!(populations(both, &[]), (true, true));
    let widened = [
        set("organisation.headcount", "70"),
        set("phase.2.first_week", "6"),
    ];
    assert_eq!(populations("[customers]\n", &widened), (true, true));
    let text = "[customers]\n[[variant]]\nname = \"Both\"\n\
                set = { \"organisation.headcount\" = 70, \"phase.2.first_week\" = 6, \"tier.3.first_week\" = 20 }\n";
    let plan = loaded(text, &[]);
    assert!(plan.scenario.workforce.is_none());
    let variant = &plan.variants[0].scenario;
    assert_eq!(variant.workforce().phases[1].first_week, 6);
    let tiers = &variant.customers.as_ref().unwrap().tiers;
    assert_eq!((tiers.len(), tiers[2].first_week), (3, 20));
}

#[test]
fn customers_have_defaults() {
    let plan = loaded("[customers]\n", &[]).scenario.customers.unwrap();
    assert_eq!((plan.accounts, plan.churn), (100_000, 0.1));
    assert!((plan.os.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    let tiers: Vec<_> = plan
        .tiers
        .iter()
        .map(|t| (t.kind.number(), t.first_week))
        .collect();
    assert_eq!(tiers, [(1, 1), (2, 9), (3, 17)]);
    assert_eq!((plan.recovery.hardening, plan.recovery.stress), (0.5, None));
    let prompt = &plan.platform.prompt;
    assert_eq!(
        (plan.platform.id.as_str(), prompt.cadence_days, prompt.skips),
        ("auth0", 30, None)
    );
    let short = loaded("[customers]\n[run]\nhorizon = 12\n", &[]).scenario;
    assert_eq!(short.customers.unwrap().tiers.len(), 2);
}

#[test]
fn customers_meet_an_assumed_rule_where_the_factory_has_none() {
    let rule = |text: &str| {
        let text = format!("[customers.platform]\n{text}");
        let prompt = loaded(&text, &[])
            .scenario
            .customers
            .unwrap()
            .platform
            .prompt;
        (prompt.cadence_days, prompt.skips, prompt.on_exhaust)
    };
    for id in ["okta", "pingone", "forgerock"] {
        let text = format!("id = {id:?}\n");
        assert_eq!(rule(&text), (21, Some(6), Exhaust::Stop), "{id}");
        let set = format!("{text}[assumptions]\n\"customers.most_prompts\" = 3\n");
        assert_eq!(rule(&set).1, Some(3));
    }
    let own = "id = \"pingone\"\n[customers.platform.prompt]\nskips = \"unlimited\"\n";
    assert_eq!(rule(own), (21, None, Exhaust::Stop));
    // A snooze after a sign-in from another device is kept in a cookie.
    let cookie = "[customers.platform.prompt]\ntrigger = \"after-cross-device\"\n";
    let plan = loaded(cookie, &[]).scenario.customers.unwrap();
    assert_eq!(plan.platform.prompt.store, Store::Cookie);
}

#[test]
fn dates_of_tiers() {
    let weeks = |row: &str, sets: &[Override]| {
        let text = format!("[customers]\n[[tier]]\nkind = 2\n{row}");
        let plan = loaded(&text, sets).scenario.customers.unwrap();
        (plan.tiers[0].first_week, plan.tiers[0].last_week)
    };
    assert_eq!(weeks("", &[]), (9, None));
    assert_eq!(weeks("weeks = \"3-8\"", &[]), (3, Some(8)));
    assert_eq!(
        weeks("start = 2027-01-18\nlast_week = 5", &[]),
        (3, Some(5))
    );
    let moved = [set("tier.1.first_week", "12")];
    assert_eq!(weeks("weeks = \"3-8\"", &moved), (12, None));
    assert_eq!(
        weeks("weeks = \"3-8\"", &[set("tier.1.last_week", "20")]),
        (3, Some(20))
    );
    assert_eq!(weeks("", &[set("tier.1.kind", "3")]).0, 17);
}

#[test]
fn notes_about_customers_say_what_was_taken() {
    let ids = |text: &str| -> Vec<&'static str> {
        let text = format!("[customers]\n{text}");
        loaded(&text, &[]).notes.iter().map(|n| n.id).collect()
    };
    assert_eq!(ids(""), [""; 0]);
    assert_eq!(ids("remove_password = 20\n"), ["note::password-stays"]);
    assert_eq!(
        ids("[customers.platform]\nid = \"okta\"\n"),
        ["note::assumed"]
    );
    let silent = "[customers.platform.prompt]\ntrigger = \"after-cross-device\"\n";
    assert_eq!(ids(silent), ["note::no-offers"]);
    let settings = "[[tier]]\nkind = 1\nplacement = \"settings\"\n";
    assert_eq!(ids(&format!("{silent}{settings}")), [""; 0]);
    let over = "[customers.platform.prompt]\ngrace = { week = 60 }\n";
    let over = format!("platform.id = \"pingone\"\n{over}");
    assert!(ids(&over).contains(&"note::past-horizon"));
}
