//! `[[phase]]`.

mod calendar;
mod gate;
mod gate_metric;
mod preset;
mod row;

use super::assumptions::{Assumption, assumed};
use super::audience::{Audience, Role};
use super::department::{self, Department};
use super::key::{Key, key};
use super::kind::{Given, Kind, Words};
use super::table::Table;
use super::writer::{Writer, number};
pub use gate_metric::GateMetric;
pub(super) use row::Surroundings;
pub use row::{Comparison, Gate, GateTimeout, Phase, PhaseKind};

/// All people, in place of roles.
const EVERYONE: &str = "everyone";

#[rustfmt::skip]
pub(super) const KEYS: &[Key] = &[
    key("phase", "name", Kind::Text, "", "(its kind)", "\"Pilot\"", "Name shown in results, unique."),
    key("phase", "kind", Kind::Word(PhaseKind::WORDS), "", "\"opt-in\"", "\"pilot\"", "The preset that the row starts from; every other key changes it."),
    key("phase", "weeks", Kind::Span, "weeks", "(after the previous phase)", "\"5-10\"", "First and last week. A phase stays in force until the next one starts; the last one goes on."),
    key("phase", "first_week", Kind::Integer(1, 9_999), "week", "(from weeks)", "5", "First week, in place of weeks."),
    key("phase", "start", Kind::Date, "", "(from weeks)", "2027-02-01", "Monday of the first week, in place of weeks."),
    key("phase", "audience", Kind::Audience, "", "(everyone; a pilot's engineering, security and IT)", "[\"engineering\"]", "Who may enrol and is prompted."),
    key("phase", "self_enrolment", Kind::Number(0.0, 10.0), "", "1.0", "0.5", "Multiplier of enrolment of one's own accord."),
    key("phase", "prompts", Kind::Number(0.0, 10.0), "", "(1; a pilot's prompts.phase_one)", "0", "Multiplier of prompts' effect; 0 means no prompts."),
    key("phase", "moments", Kind::NumberOr("opt-in", 0.0, 10.0), "", "(opt-in; 1 in default and required phases)", "\"opt-in\"", "Multiplier of offers at new devices, onboarding and resets; \"opt-in\" takes the parameter enrolment.moment_opt_in."),
    key("phase", "sponsorship", Kind::Share, "", "(1; 0.5 in a pilot)", "0.5", "Sponsorship in force, as a share of communications.sponsorship."),
    key("phase", "required", Kind::WordsOr(EVERYONE, Role::WORDS), "", "(none; all roles in a required phase)", "[\"privileged\"]", "Roles for whom a passkey is required on risky paths from this phase on; \"everyone\" is all people of all departments."),
    key("phase", "required_departments", Kind::Names, "", "[]", "[\"IT\"]", "Departments for all of whose members a passkey is required on risky paths."),
    key("phase", "deadline", Kind::Days(365), "days", "(0; 14 in a required phase)", "\"14 days\"", "Time before the requirement in which people who were told feel the deadline."),
    key("phase", "friction", Kind::Number(0.0, 2.0), "step-ups", "(0; 1 in a required phase)", "0.5", "Extra legacy step-ups per sign-in."),
    key("phase", "exceptions", Kind::Flag, "", "(false; true in a required phase)", "true", "Whether required people who cannot have a passkey get standing exceptions."),
    key("phase", "gate", Kind::Table("phase.gate"), "", "(none)", "", "A condition that holds the phase back."),
    key("phase", "load_gate", Kind::Table("phase.load_gate"), "", "(none)", "", "Backlog at which new prompts stop, and resume."),
    key("phase.gate", "metric", Kind::Text, "", "", "\"readiness\"", "adoption.enrolled.headcount, adoption.enrolled.capable, desk.backlog or readiness."),
    key("phase.gate", "min", Kind::Number(-1e12, 1e12), "", "", "\"30%\"", "Lowest value that opens the gate."),
    key("phase.gate", "max", Kind::Number(-1e12, 1e12), "", "", "20", "Highest value that opens the gate."),
    key("phase.gate", "max_hold", Kind::Integer(0, 520), "weeks", "8", "4", "Weeks that the gate can hold."),
    key("phase.gate", "on_timeout", Kind::Word(GateTimeout::WORDS), "", "\"proceed\"", "\"stop\"", "What happens then: the phase starts anyway, or it and all later ones never start."),
    key("phase.load_gate", "high", Kind::Number(0.0, 1e6), "cases per 1,000 heads", "", "8", "Backlog above which new prompts stop."),
    key("phase.load_gate", "low", Kind::Number(0.0, 1e6), "cases per 1,000 heads", "", "4", "Backlog below which they resume."),
];

/// The four phases of a file that has none.
pub(super) const DEFAULT_ROWS: &str = r#"
[[phase]]
kind = "pilot"
weeks = "1-4"
[[phase]]
kind = "opt-in"
weeks = "5-10"
[[phase]]
kind = "default"
weeks = "11-16"
[[phase]]
kind = "required"
weeks = "17-"
"#;

/// Reads the phases.
pub(super) fn resolve(root: &Table<'_>, around: &Surroundings<'_>) -> Vec<Phase> {
    let rows = root.tables("phase");
    let first_weeks = calendar::first_weeks(&rows, around);
    let mut phases: Vec<Phase> = Vec::new();
    for (row, first_week) in rows.iter().zip(first_weeks) {
        let mut phase = one(row, first_week.unwrap_or(1), around);
        if row.given("name").is_none() {
            let base = phase.name.clone();
            let mut count = 1;
            while phases.iter().any(|p| p.name == phase.name) {
                count += 1;
                phase.name = format!("{base} {count}");
            }
        } else if phases.iter().any(|p| p.name == phase.name) {
            let message = format!("two phases are called {:?}", phase.name);
            row.problem("scenario::duplicate-name", "name", message, None, None);
        }
        note_pilots(row, &phase, around);
        check_requirement(row, &phase, around);
        if first_week.is_some() {
            phases.push(phase);
        }
    }
    phases
}

/// The week in which each phase starts, if no gate holds one; none for those that
/// frozen weeks keep from ever starting.
pub(super) fn starts(phases: &[Phase], freeze: &[u16], horizon: u16) -> Vec<Option<u16>> {
    let mut moved = 0;
    let start = |phase: &Phase| calendar::thawed(phase.first_week, &mut moved, freeze, horizon);
    phases.iter().map(start).collect()
}

/// Writes the tables.
pub(super) fn write(phases: &[Phase], out: &mut Writer) {
    for phase in phases {
        out.header("[[phase]]");
        out.text("name", &phase.name);
        out.text("kind", phase.kind.word());
        out.plain("first_week", phase.first_week);
        out.audience("audience", &phase.audience);
        out.number("self_enrolment", phase.self_enrolment);
        out.number("prompts", phase.prompts);
        match phase.moments {
            Some(moments) => out.number("moments", moments),
            None => out.text("moments", "opt-in"),
        }
        out.number("sponsorship", phase.sponsorship);
        let roles: Vec<&str> = phase.required.iter().map(|role| role.word()).collect();
        out.texts("required", &roles);
        out.texts("required_departments", &phase.required_departments);
        out.plain("deadline", phase.deadline_days);
        out.number("friction", phase.friction);
        out.plain("exceptions", phase.exceptions);
        if let Some(gate) = &phase.gate {
            gate::write(gate, out);
        }
        if let Some((high, low)) = phase.load_gate {
            out.raw(
                "load_gate",
                format!("{{ high = {}, low = {} }}", number(high), number(low)),
            );
        }
    }
}

/// Departments of an audience in the spelling of the organisation.
pub(super) fn known_audience(
    row: &Table<'_>,
    audience: Audience,
    departments: &[Department],
) -> Audience {
    match audience {
        Audience::Departments(names) => Audience::Departments(department::known_names(
            row,
            "audience",
            &names,
            departments,
        )),
        other => other,
    }
}

fn one(row: &Table<'_>, first_week: u16, around: &Surroundings<'_>) -> Phase {
    let departments = &around.organisation.departments;
    let kind = PhaseKind::from_word(&row.text_or_default("kind")).unwrap_or(PhaseKind::OptIn);
    let preset = preset::of(
        kind,
        departments,
        assumed(around.assumptions, "prompts.phase_one"),
    );
    let mut required: Vec<Role> = match row.texts("required") {
        Some(words) => words
            .iter()
            .filter_map(|word| Role::from_word(word))
            .collect(),
        None => preset.required,
    };
    let mut seen = Vec::new();
    required.retain(|role| {
        !seen.contains(role) && {
            seen.push(*role);
            true
        }
    });
    let everyone = row
        .texts("required")
        .is_some_and(|words| words == [EVERYONE]);
    let names = if everyone {
        required = Role::VALUES.to_vec();
        departments.iter().map(|d| d.name.clone()).collect()
    } else {
        row.texts_or_default("required_departments")
    };
    let deadline = row
        .integer("deadline")
        .map_or(preset.deadline_days, |days| days as u16);
    Phase {
        name: row.text("name").unwrap_or(preset.name),
        kind,
        first_week,
        audience: row
            .audience("audience")
            .map_or(preset.audience, |a| known_audience(row, a, departments)),
        self_enrolment: row.number_or_default("self_enrolment"),
        prompts: row.number("prompts").unwrap_or(preset.prompts),
        moments: match row.given("moments") {
            Some(Given::Number(moments)) => Some(moments),
            Some(_) => None,
            None => preset.moments,
        },
        sponsorship: row.number("sponsorship").unwrap_or(preset.sponsorship),
        required,
        required_departments: department::known_names(
            row,
            "required_departments",
            &names,
            departments,
        ),
        deadline_days: deadline,
        friction: row.number("friction").unwrap_or(preset.friction),
        exceptions: row.flag("exceptions").unwrap_or(preset.exceptions),
        gate: gate::resolve(row, first_week, around),
        load_gate: gate::load(row),
    }
}

/// Says whom a pilot goes to where nobody said so and no name shows it.
fn note_pilots(row: &Table<'_>, phase: &Phase, around: &Surroundings<'_>) {
    let chosen = phase.kind == PhaseKind::Pilot && row.raw("audience").is_none();
    let pilots = preset::pilots(&around.organisation.departments);
    if let (true, Some(why)) = (chosen, pilots.why) {
        let names = pilots.names.join(", ");
        let message = format!(
            "not written: the pilot goes to {names}, {why}, as no department is called engineering, security or IT; `audience` says otherwise"
        );
        row.note("note::pilot", "audience", message);
    }
}

/// Refuses a requirement on people who cannot meet it.
fn check_requirement(row: &Table<'_>, phase: &Phase, around: &Surroundings<'_>) {
    let requires = !phase.required.is_empty() || !phase.required_departments.is_empty();
    if !requires || phase.exceptions || around.keys_planned || all_capable(around) {
        return;
    }
    let message = format!(
        "phase {:?} requires a passkey of people who cannot have one",
        phase.name
    );
    let expected = Some("`exceptions = true`, or security keys in [keys]".to_owned());
    let key = if row.raw("exceptions").is_some() {
        "exceptions"
    } else {
        "required"
    };
    row.problem(
        "scenario::required-without-exception",
        key,
        message,
        expected,
        None,
    );
}

/// Whether the assumptions leave nobody without an authenticator.
fn all_capable(around: &Surroundings<'_>) -> bool {
    let certain = |id: &str, value: f64| {
        let fixed = |a: &Assumption| a.id == id && a.is_certainly(value);
        around.assumptions.iter().any(fixed)
    };
    let frontline = around
        .organisation
        .departments
        .iter()
        .any(|d| d.frontline > 0.0);
    let computers = certain("device.computer_ok", 1.0)
        && around.organisation.contractors == 0.0
        && (!frontline || certain("device.shared_workstation", 0.0));
    let phones = ["office", "frontline"].iter().all(|style| {
        certain(&format!("device.phone_has.{style}"), 1.0)
            && certain(&format!("device.phone_refused.{style}"), 0.0)
    });
    computers || phones
}
