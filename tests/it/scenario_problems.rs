//! Mistakes and what is said about them.

use passcast::observation::metric_units;
use passcast::report::picture;
use passcast::scenario::{NoFiles, Override, Problem, Source, load, problem};

/// The problems of a text.
pub fn problems(text: &str, sets: &[Override]) -> Vec<Problem> {
    let source = Source {
        name: "plan.toml".to_owned(),
        text: text.to_owned(),
        folder: None,
    };
    load(&source, sets, &NoFiles, metric_units())
        .err()
        .unwrap_or_default()
}

/// Text, id, path, line, nearest name.
pub type Case = (
    &'static str,
    &'static str,
    &'static str,
    usize,
    Option<&'static str>,
);

#[rustfmt::skip]
pub const CASES: &[Case] = &[
    ("department = []\n", "missing-key", "department", 1, None),
    ("a = \n", "syntax", "", 1, None),
    ("# a plan\n", "empty", "", 1, None),
    ("headcount = 5\n", "unknown-key", "headcount", 1, None),
    ("name = \"\\u001b[31mred\"\n", "out-of-range", "name", 1, None),
    ("name = \"two\\nlines\"\n", "out-of-range", "name", 1, None),
    ("name = \"  \"\n", "out-of-range", "name", 1, None),
    ("organization = 5\n", "unknown-key", "organization", 1, Some("organisation")),
    ("[run]\nhorizn = 5\n", "unknown-key", "run.horizn", 2, Some("horizon")),
    ("[[phase]]\nweek = 5\n", "unknown-key", "phase[1].week", 2, Some("weeks")),
    ("[platform.prompt]\ncadance = 5\n", "unknown-key", "platform.prompt.cadance", 2, Some("cadence")),
    ("[[variant]]\nname = \"b\"\n", "missing-key", "variant[1].set", 1, None),
    ("[[variant]]\nname = \"b\"\nset = { \"fallback.runbok_week\" = 15 }\n", "unknown-key", "fallback.runbok_week", 3, Some("runbook_week")),
    ("[[variant]]\nname = \"b\"\nset = { communications = \"god\" }\n", "unknown-word", "communications.quality", 3, Some("good")),
    ("[[variant]]\nname = \"b\"\nset = { \"phase.9.weeks\" = \"3-4\" }\n", "bad-override", "phase.9.weeks", 3, None),
    ("[[variant]]\nname = \"b\"\nset = { name = \"c\" }\n", "bad-override", "name", 3, None),
    ("[[variant]]\nname = \"b\"\nset = {}\n[[variant]]\nname = \"b\"\nset = {}\n", "duplicate-name", "variant[2].name", 5, None),
    ("[organisation]\nheadcount = \"many\"\n", "wrong-type", "organisation.headcount", 2, None),
    ("[organisation]\nheadcount = 0\n", "out-of-range", "organisation.headcount", 2, None),
    ("[organisation]\nheadcount = 10000001\n", "out-of-range", "organisation.headcount", 2, None),
    ("organisation = 5\n", "wrong-type", "organisation", 1, None),
    ("phase = 5\n", "wrong-type", "phase", 1, None),
    ("[run]\nhorizon = 521\n", "out-of-range", "run.horizon", 2, None),
    ("[devices]\nsynced = \"160%\"\n", "out-of-range", "devices.synced", 2, None),
    ("communications = \"god\"\n", "unknown-word", "communications.quality", 1, Some("good")),
    ("[fallback]\nverification = \"strng\"\n", "unknown-word", "fallback.verification", 2, Some("strong")),
    ("[[phase]]\nkind = \"opt in\"\n", "unknown-word", "phase[1].kind", 2, Some("opt-in")),
    ("[[phase]]\nrequired = [\"priviledged\"]\nexceptions = true\n", "unknown-word", "phase[1].required", 2, Some("privileged")),
    ("[[phase]]\naudience = { roles = [\"prodeng\"] }\n", "unknown-word", "phase[1].audience", 2, Some("prod_eng")),
    ("format = 2\n", "format", "format", 1, None),
    ("start = 2027-01-05\n", "start-not-monday", "start", 1, None),
    ("[[phase]]\nstart = 2027-01-05\n", "start-not-monday", "phase[1].start", 2, None),
    ("[[department]]\nname = \"a\"\nshare = 0.5\n[[department]]\nname = \"b\"\nshare = 0.4\n", "shares", "department[2].share", 6, None),
    ("[[department]]\nname = \"a\"\nshare = 1\nfrontline = 0.7\nremote = 0.4\n", "shares", "department[1].remote", 5, None),
    ("[devices]\nwindows = 0.5\nmacos = 0.4\n", "shares", "devices.macos", 3, None),
    ("[[organisation.site]]\nname = \"x\"\nshare = 0.5\n", "shares", "organisation.site[1].share", 3, None),
    ("[[department]]\nname = \"a\"\nshare = 0.5\n[[department]]\nname = \"A\"\nshare = 0.5\n", "duplicate-name", "department[2].name", 5, None),
    ("[[department]]\nshare = 1\n", "missing-key", "department[1].name", 1, None),
    ("[[phase]]\naudience = [\"enginering\"]\n", "unknown-department", "phase[1].audience", 2, Some("engineering")),
    ("[organisation]\ninitial = { finanse = 0.1 }\n", "unknown-department", "organisation.initial.finanse", 2, Some("finance")),
    ("[assumptions]\n\"device.phone_los\" = 0.05\n", "unknown-parameter", "assumptions.\"device.phone_los\"", 2, Some("device.phone_loss")),
    ("[[communications.channel]]\nname = \"email\"\nwhen = [\"requird - 2\"]\n", "unknown-word", "communications.channel[1].when", 3, Some("required")),
    ("[[communications.channel]]\nname = \"email\"\nwhen = [\"required\"]\nweeks = 3\n", "conflicting-keys", "communications.channel[1].when", 3, None),
    ("[assumptions]\n\"device.phone_loss\" = \"$5\"\n", "wrong-type", "assumptions.\"device.phone_loss\"", 2, None),
    ("[helpdesk]\nprice = [\"60%\", \"110%\", \"250%\"]\n", "wrong-type", "helpdesk.price", 2, None),
    ("[assumptions]\n\"ceremony.success\" = 1.2\n", "impossible-parameter", "assumptions.\"ceremony.success\"", 2, None),
    ("[assumptions]\n\"device.phone_loss\" = -1\n", "impossible-parameter", "assumptions.\"device.phone_loss\"", 2, None),
    ("[assumptions]\n\"helpdesk.monday\" = 6\n", "impossible-parameter", "assumptions.\"helpdesk.monday\"", 2, None),
    ("[assumptions]\n\"helpdesk.patience\" = 1e9\n", "impossible-parameter", "assumptions.\"helpdesk.patience\"", 2, None),
    ("[assumptions]\n\"device.phone_loss\" = [3, 2, 1]\n", "out-of-range", "assumptions.\"device.phone_loss\"", 2, None),
    ("[helpdesk]\nprice = 1\n[assumptions]\n\"helpdesk.price\" = 1\n", "conflicting-keys", "helpdesk.price", 2, None),
    ("[platform]\nid = \"entre\"\n", "unknown-platform", "platform.id", 2, Some("entra")),
    ("[platform]\nid = \"auth0\"\n", "platform-population", "platform.id", 2, None),
    ("[platform.prompt]\ncadence = 20\n", "platform-setting", "platform.prompt.cadence", 2, None),
    ("[platform.prompt]\nskips = 4\n", "platform-setting", "platform.prompt.skips", 2, None),
    ("[platform]\nid = \"okta\"\n[platform.prompt]\non_exhaust = \"force\"\n", "platform-setting", "platform.prompt.on_exhaust", 4, None),
    ("[platform.prompt]\ngrace = { skips = 3 }\n", "platform-setting", "platform.prompt.grace", 2, None),
    ("[platform.prompt]\ngrace = { skips = 11 }\n", "out-of-range", "platform.prompt.grace", 2, None),
    ("[[phase]]\nweeks = \"1-4\"\n[[phase]]\nweeks = \"4-9\"\n", "phase-overlap", "phase[2].weeks", 4, None),
    ("[[phase]]\nweeks = \"1-4\"\n[[phase]]\nweeks = \"7-9\"\n", "phase-gap", "phase[2].weeks", 4, None),
    ("[[phase]]\nweeks = \"5-\"\n[[phase]]\nfirst_week = 3\n", "phase-order", "phase[2].first_week", 4, None),
    ("[[phase]]\nfirst_week = 60\n", "past-horizon", "phase[1].first_week", 2, None),
    ("[[phase]]\nweeks = \"1-\"\n[[phase]]\nkind = \"default\"\n", "missing-key", "phase[2].weeks", 3, None),
    ("[[phase]]\nweeks = \"9-2\"\n", "out-of-range", "phase[1].weeks", 2, None),
    ("[[phase]]\ngate = { metric = \"readyness\", min = 0.5 }\n", "unknown-metric", "phase[1].gate.metric", 2, Some("readiness")),
    ("[fallback]\nrunbook_quality = 0.6\nrunbook_week = 1\n[[phase]]\ngate = { metric = \"readiness\", min = 0.7 }\n", "gate-unsatisfiable", "phase[1].gate.min", 5, None),
    ("[[phase]]\ngate = { metric = \"adoption.enrolled.capable\", min = 1.2 }\n", "gate-unsatisfiable", "phase[1].gate.min", 2, None),
    ("[fallback]\nrunbook_week = 30\n[[phase]]\ngate = { metric = \"readiness\", min = 0.7, on_timeout = \"stop\" }\n", "gate-unsatisfiable", "phase[1].gate.min", 4, None),
    ("[[phase]]\nkind = \"required\"\nexceptions = false\n", "required-without-exception", "phase[1].exceptions", 3, None),
    ("[[phase]]\nrequired_departments = [\"IT\"]\n", "required-without-exception", "phase[1].required", 1, None),
    ("[[target]]\noutput = \"adoption.enroled.headcount@24\"\nmin = 0.8\n", "unknown-metric", "target[1].output", 2, Some("adoption.enrolled.headcount")),
    ("[[target]]\noutput = \"desk.backlog\"\nmax = 3\n", "output-grammar", "target[1].output", 2, Some("desk.backlog@24")),
    ("[[target]]\noutput = \"desk.backlog@60\"\nmax = 3\n", "past-horizon", "target[1].output", 2, None),
    ("[[target]]\noutput = \"desk.backlog@6\"\nmax = 3\nmin = 1\n", "conflicting-keys", "target[1].max", 3, None),
    ("[[target]]\noutput = \"desk.backlog@6\"\n", "missing-key", "target[1].min", 1, None),
    ("[[target]]\nname = \"a\"\noutput = \"desk.backlog@6\"\nmax = 1\n[[target]]\nname = \"a\"\noutput = \"desk.backlog@7\"\nmax = 1\n", "duplicate-name", "target[2].name", 6, None),
    ("[[target]]\nname = \"all\"\noutput = \"desk.backlog@6\"\nmax = 1\n", "duplicate-name", "target[1].name", 2, None),
    ("[[phase]]\ngate = { metric = \"desk.backlog\", max = \"10%\" }\n", "gate-unsatisfiable", "phase[1].gate.max", 2, None),
    ("[[target]]\noutput = \"desk.backlog@6\"\nmax = \"$10\"\n", "target-unit", "target[1].max", 3, None),
    ("[[target]]\noutput = \"cost.net_cash.sum@6\"\nmax = \"500 dollars\"\n", "wrong-type", "target[1].max", 3, None),
    ("[[target]]\noutput = \"desk.backlog@6\"\nmax = \"10%\"\n", "target-unit", "target[1].max", 3, None),
    ("[[target]]\noutput = \"readiness@6\"\nmin = 75\n", "target-unit", "target[1].min", 3, None),
    ("[[communications.channel]]\nname = \"emial\"\n", "missing-key", "communications.channel[1].name", 2, Some("email")),
    ("[helpdesk]\nopens = 9\ncloses = 9\n", "out-of-range", "helpdesk.closes", 3, None),
    ("[[shock]]\nkind = \"outage\"\n", "missing-key", "shock[1].week", 1, None),
    ("[run]\ndraws = 5\nreplicates = 10\n", "conflicting-keys", "run.replicates", 3, None),
    ("[customers]\naccounts = 0\n", "out-of-range", "customers.accounts", 2, None),
    ("[customers]\nacounts = 5\n", "unknown-key", "customers.acounts", 2, Some("accounts")),
    ("[customers.os]\nios = 0.5\nandroid = 0.4\n", "shares", "customers.os.android", 3, None),
    ("[customers.platform]\nid = \"duo\"\n", "platform-population", "customers.platform.id", 2, None),
    ("[customers.platform]\nid = \"entra\"\n", "platform-population", "customers.platform.id", 2, None),
    ("[customers.platform]\nid = \"auth\"\n", "unknown-platform", "customers.platform.id", 2, Some("auth0")),
    ("[customers.platform.prompt]\ncadence = 10\n", "platform-setting", "customers.platform.prompt.cadence", 2, None),
    ("[customers.platform.prompt]\nskips = 6\n", "platform-setting", "customers.platform.prompt.skips", 2, None),
    ("[customers.platform.prompt]\nstore = \"cookie\"\n", "platform-setting", "customers.platform.prompt.store", 2, None),
    ("[customers.recovery]\nhardening = \"harden\"\n", "unknown-word", "customers.recovery.hardening", 2, Some("hardened")),
    ("[customers.recovery]\nhardening = 1.5\n", "out-of-range", "customers.recovery.hardening", 2, None),
    ("[customers.recovery.stress]\nfirst_week = 60\n", "past-horizon", "customers.recovery.stress.first_week", 2, None),
    ("[customers.recovery.stress]\nfirst_week = 50\nweeks = 8\n", "past-horizon", "customers.recovery.stress.weeks", 3, None),
    ("[customers]\nremove_password = 60\n", "past-horizon", "customers.remove_password", 2, None),
    ("[customers]\nremove_password = 5\n[[tier]]\nkind = 3\n", "password-removal", "customers.remove_password", 2, None),
    ("tier = []\n[customers]\nremove_password = 5\n", "password-removal", "customers.remove_password", 3, None),
    ("[customers]\n[[tier]]\nweeks = \"1-4\"\n", "missing-key", "tier[1].kind", 2, None),
    ("[customers]\n[[tier]]\nkind = \"recovery\"\n", "unknown-word", "tier[1].kind", 3, Some("recovery-anchor")),
    ("[customers]\n[[tier]]\nkind = 4\n", "out-of-range", "tier[1].kind", 3, None),
    ("[customers]\n[[tier]]\nkind = 1\nplacement = \"settigns\"\n", "unknown-word", "tier[1].placement", 4, Some("settings")),
    ("[customers]\n[[tier]]\nkind = 2\nplacement = \"settings\"\n", "tier-setting", "tier[1].placement", 4, None),
    ("[customers]\n[[tier]]\nkind = \"required\"\nauto_create = true\n", "tier-setting", "tier[1].auto_create", 4, None),
    ("[customers]\n[[tier]]\nkind = 1\nwording = \"tetsed\"\n", "unknown-word", "tier[1].wording", 4, Some("tested")),
    ("[customers]\n[[tier]]\nkind = 1\nweeks = \"1-8\"\n[[tier]]\nkind = 1\nweeks = \"8-\"\n", "tier-overlap", "tier[2].weeks", 7, None),
    ("[customers]\n[[tier]]\nkind = 1\n[[tier]]\nkind = \"sign-in-faster\"\n", "tier-overlap", "tier[2].weeks", 4, None),
    ("[customers]\n[[tier]]\nkind = 2\nfirst_week = 60\n", "past-horizon", "tier[1].first_week", 4, None),
    ("[customers]\n[[tier]]\nkind = 2\nfirst_week = 6\nlast_week = 5\n", "out-of-range", "tier[1].last_week", 5, None),
    ("[customers]\n[[tier]]\nkind = 2\nweeks = \"6-9\"\nlast_week = 9\n", "conflicting-keys", "tier[1].last_week", 5, None),
    ("[customers]\n[[tier]]\nkind = 2\nweeks = \"6-9\"\nfirst_week = 6\n", "conflicting-keys", "tier[1].first_week", 5, None),
    ("[customers]\n[[tier]]\nkind = 2\nstart = 2027-01-05\n", "start-not-monday", "tier[1].start", 4, None),
    ("[[tier]]\nkind = 2\n", "other-population", "tier", 1, None),
    ("[customers]\n[helpdesk]\nagents = 4\n", "other-population", "helpdesk", 2, None),
    ("[customers]\n[platform]\nid = \"okta\"\n", "other-population", "platform", 2, Some("customers.platform")),
    ("[customers]\n[[phase]]\nweeks = \"1-\"\n", "other-population", "phase", 2, Some("tier")),
    ("fallback = \"good\"\n[customers]\n", "other-population", "fallback", 1, Some("customers.recovery")),
    ("[customers]\n[[variant]]\nname = \"b\"\nset = { communications = \"poor\" }\n", "other-population", "communications", 4, None),
    ("observed = \"observed.csv\"\n", "not-in-this-version", "observed", 1, None),
    ("id,department\n1,IT\n2,IT\n", "export", "", 1, None),
    ("[organisation]\nroster = \"people.csv\"\n", "file", "organisation.roster", 2, None),
];

#[test]
fn every_mistake_is_named_and_placed() {
    for (text, id, path, line, nearest) in CASES {
        let found = problems(text, &[]);
        let shown: Vec<String> = found.iter().map(|p| picture(p, false)).collect();
        let shown = format!("{text}\n{}", shown.join("\n"));
        assert_eq!(found.len(), 1, "{shown}");
        let problem = &found[0];
        assert_eq!(problem.id, format!("scenario::{id}"), "{shown}");
        assert_eq!(problem.path, *path, "{shown}");
        assert_eq!(problem.line, *line, "{shown}");
        assert_eq!(problem.nearest.as_deref(), *nearest, "{shown}");
    }
}

#[test]
fn every_id_has_a_case() {
    // Tests of overrides and of texts as owners have them show these.
    let elsewhere = [
        "scenario::bad-override",
        "scenario::more",
        "scenario::too-large",
    ];
    for id in problem::ids().filter(|id| !elsewhere.contains(id)) {
        let found = CASES
            .iter()
            .any(|case| id == format!("scenario::{}", case.1));
        assert!(found, "{id}");
    }
}

#[test]
fn eight_mistakes_are_eight_problems() {
    let text = r#"
start = 2027-01-05
[organisation]
headcount = 0
sizes = 3
[platform]
id = "entre"
[[phase]]
weeks = "1-4"
[[phase]]
weeks = "7-9"
gate = { metric = "readyness", min = 0.5 }
[[target]]
output = "desk.backlog"
max = 3
[assumptions]
"device.phone_los" = 0.05
"#;
    let lines: Vec<usize> = problems(text, &[]).iter().map(|p| p.line).collect();
    assert_eq!(lines, [2, 4, 5, 7, 11, 12, 14, 17]);
}

#[test]
fn mistakes_about_customers_are_reported_together() {
    let text = r#"
[customers]
accounts = 0
remove_password = 3
[customers.os]
ios = 0.5
[customers.platform]
id = "duo"
[customers.recovery]
hardening = "week"
[[tier]]
kind = "required"
placement = "nudge"
[[tier]]
kind = "recovery-ancor"
[helpdesk]
agents = 3
"#;
    let lines: Vec<usize> = problems(text, &[]).iter().map(|p| p.line).collect();
    assert_eq!(lines, [3, 6, 8, 10, 13, 15, 16]);
}

#[test]
fn overrides_are_pointed_at() {
    let cases = [
        (
            "organisation.headcont",
            "5",
            "unknown-key",
            Some("headcount"),
        ),
        ("organisation.headcount", "-5", "out-of-range", None),
        ("phase.9.weeks", "3", "bad-override", None),
        (
            "department.enginering.share",
            "3",
            "bad-override",
            Some("engineering"),
        ),
        ("run", "5", "wrong-type", None),
        ("run.horizon.weeks", "5", "bad-override", None),
        (
            "assumptions.device.phone_los",
            "5",
            "unknown-parameter",
            Some("device.phone_loss"),
        ),
        ("fallback", "god", "unknown-word", Some("good")),
        ("observed.file", "x", "not-in-this-version", None),
        ("customers.accounts", "0", "out-of-range", None),
        ("customers.acounts", "3", "unknown-key", Some("accounts")),
        ("tier.1.placement", "settings", "bad-override", None),
        ("phase.4.first_week", "60", "past-horizon", None),
    ];
    for (key, value, id, nearest) in cases {
        let set = Override {
            key: key.to_owned(),
            value: value.to_owned(),
        };
        let found = problems("format = 1\n", &[set]);
        let shown: Vec<String> = found.iter().map(|p| picture(p, false)).collect();
        let shown = format!("{key}={value}\n{}", shown.join("\n"));
        assert_eq!(found.len(), 1, "{shown}");
        assert_eq!(found[0].id, format!("scenario::{id}"), "{shown}");
        assert_eq!(found[0].nearest.as_deref(), nearest, "{shown}");
        assert_eq!(found[0].file, "--set");
        assert!(shown.contains(&format!("{key}={value}")), "{shown}");
    }
}
