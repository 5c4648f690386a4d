//! The generated parts of the documentation and the committed schema are
//! current. With `PASSCAST_UPDATE=1` in the environment this test rewrites them
//! instead.
//!
//! A generated part stands between `<!-- generated: NAME -->` and `<!-- end -->`.

use crate::support::{scenario, updates};
use passcast::observation::{COLUMN_NAMES, metrics};
use passcast::parameter::{self, Prior};
use passcast::report::glossary::TOPICS;
use passcast::scenario::{self as plan, Audience};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Makes a text.
type Make = fn() -> String;

/// Where each part stands, and what makes it.
const PARTS: [(&str, &str, Make); 13] = [
    ("docs/glossary.md", "glossary", glossary),
    ("docs/model.md", "parameters", parameters),
    ("docs/model.md", "constants", constants),
    ("docs/model.md", "fitted", fitted),
    ("docs/model.md", "metrics", metric_table),
    ("docs/model.md", "columns", columns),
    ("docs/model.md", "departments", departments),
    ("docs/model.md", "dials", dials),
    ("docs/model.md", "channels", channels),
    ("docs/model.md", "phases", phases),
    ("docs/platforms.md", "profiles", profiles),
    ("docs/scenario.md", "keys", plan::reference),
    ("docs/guide/exit-codes.md", "exit-codes", exit_codes),
];

/// Files that are generated as a whole.
const FILES: [(&str, Make); 1] = [("scenarios/passcast.schema.json", plan::schema)];

#[test]
fn generated_parts_are_current() {
    let updates = updates();
    let mut stale = Vec::new();
    for (file, name, make) in PARTS {
        let before = read(file);
        let after = replaced(&before, name, &make())
            .unwrap_or_else(|| panic!("{file} has no place for {name}"));
        if before != after {
            stale.push(format!("{file}: {name}"));
            write_if(updates, file, &after);
        }
    }
    for (file, make) in FILES {
        let text = make();
        if fs::read_to_string(root().join(file)).ok().as_ref() != Some(&text) {
            stale.push(file.to_owned());
            write_if(updates, file, &text);
        }
    }
    assert!(
        updates || stale.is_empty(),
        "not current: {stale:#?}\nPASSCAST_UPDATE=1 cargo test --test it generated rewrites them"
    );
}

#[test]
fn every_marker_in_the_documentation_has_a_generator() {
    let listed = |folder: &str| fs::read_dir(root().join(folder)).unwrap();
    for entry in listed("docs").chain(listed("docs/guide")) {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "md") {
            continue;
        }
        let file = path.strip_prefix(root()).unwrap();
        let file = file.to_string_lossy().replace('\\', "/");
        let text = read(&file);
        for part in text.split("<!-- generated: ").skip(1) {
            let name = part.split(" -->").next().unwrap_or_default();
            let known = PARTS.iter().any(|part| part.0 == file && part.1 == name);
            assert!(known, "{file}: nothing generates {name}");
        }
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn write_if(updates: bool, file: &str, text: &str) {
    if updates {
        fs::write(root().join(Path::new(file)), text).unwrap();
    }
}

/// The text with the part of this name replaced; `None` if it has no such part.
fn replaced(text: &str, name: &str, part: &str) -> Option<String> {
    let open = format!("<!-- generated: {name} -->\n");
    let start = text.find(&open)? + open.len();
    let end = start + text[start..].find("<!-- end -->")?;
    Some(format!(
        "{}\n{}\n\n{}",
        &text[..start],
        part.trim(),
        &text[end..]
    ))
}

/// A Markdown table.
fn table(head: &str, rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let columns = head.split('|').count();
    let mut out = format!("| {head} |\n|{}\n", "---|".repeat(columns));
    for row in rows {
        assert_eq!(row.len(), columns, "{row:?}");
        let cells: Vec<String> = row.iter().map(|cell| cell.replace('|', "\\|")).collect();
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    out
}

fn code(text: impl std::fmt::Display) -> String {
    format!("`{text}`")
}

fn prior(prior: Prior) -> String {
    format!("{prior:?}").to_lowercase()
}

fn parameters() -> String {
    let rows = parameter::entries()
        .iter()
        .filter(|row| row.prior != Prior::Fixed);
    table(
        "id | symbol | unit | default | low | high | prior | source | meaning",
        rows.map(|row| {
            vec![
                code(row.id),
                row.symbol.to_owned(),
                row.unit.to_owned(),
                row.default.to_string(),
                row.low.to_string(),
                row.high.to_string(),
                prior(row.prior),
                row.source.to_owned(),
                row.meaning.to_owned(),
            ]
        }),
    )
}

fn constants() -> String {
    let rows = parameter::entries()
        .iter()
        .filter(|row| row.prior == Prior::Fixed);
    table(
        "id | symbol | unit | value | source | meaning",
        rows.map(|row| {
            vec![
                code(row.id),
                row.symbol.to_owned(),
                row.unit.to_owned(),
                row.default.to_string(),
                row.source.to_owned(),
                row.meaning.to_owned(),
            ]
        }),
    )
}

fn fitted() -> String {
    let triple = |low: f64, mode: f64, high: f64| format!("{low} / {mode} / {high}");
    table(
        "id | prior | start: low / mode / high | in force: low / mode / high | state",
        parameter::table::FIT_START
            .iter()
            .map(|&(id, low, mode, high)| {
                let row = parameter::find(id).expect("a fitted row");
                let same = (row.low, row.default, row.high) == (low, mode, high);
                vec![
                    code(id),
                    prior(row.prior),
                    triple(low, mode, high),
                    triple(row.low, row.default, row.high),
                    if same { "not tuned" } else { "tuned" }.to_owned(),
                ]
            }),
    )
}

fn metric_table() -> String {
    let word = |value: serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    table(
        "id | unit | divides by | better | weeks combine as | meaning",
        metrics().iter().map(|metric| {
            vec![
                code(&metric.id),
                metric.unit.to_owned(),
                metric.denominator.to_owned(),
                word(serde_json::to_value(metric.better).unwrap()),
                word(serde_json::to_value(metric.aggregation).unwrap()),
                metric.meaning.clone(),
            ]
        }),
    )
}

/// Names and meanings of the tally's columns, from the declaration itself.
fn columns() -> String {
    let source = include_str!("../../src/observation/columns.rs");
    let start = source.find("\ncolumns! {").expect("the declaration");
    let mut meaning = Vec::new();
    let mut rows = Vec::new();
    for line in source[start..].lines().skip(2) {
        let line = line.trim();
        if line == "}" {
            break;
        }
        if let Some(text) = line.strip_prefix("///") {
            meaning.push(text.trim());
        } else if let Some(name) = line.strip_suffix(';') {
            let (name, group) = name.split_once('[').unwrap_or((name, ""));
            let name = name.to_lowercase();
            // A group's columns have its name and a number.
            let of_group = |column: &&String| {
                let number = column.strip_prefix(&name).and_then(|n| n.strip_prefix('_'));
                number.is_some_and(|n| n.parse::<usize>().is_ok())
            };
            let count = match group {
                "" => 1,
                _ => COLUMN_NAMES.iter().filter(of_group).count(),
            };
            rows.push(vec![code(name), count.to_string(), meaning.join(" ")]);
            meaning.clear();
        }
    }
    table("column | entries | meaning", rows)
}

fn departments() -> String {
    let departments = scenario("").workforce().organisation.departments.clone();
    table(
        "department | share | frontline | remote | technical | privileged | production engineering",
        departments.into_iter().map(|d| {
            let numbers = [d.share, d.frontline, d.remote];
            let roles = [d.technical, d.privileged, d.prod_eng];
            let mut row = vec![d.name];
            row.extend(numbers.iter().chain(&roles).map(f64::to_string));
            row
        }),
    )
}

fn dials() -> String {
    let at = |quality: &str| {
        let text = format!("communications = \"{quality}\"\nfallback = \"{quality}\"");
        let plan = scenario(&text);
        let plan = plan.workforce();
        let (c, f) = (&plan.communications, &plan.fallback);
        [
            ("communications.reach", c.reach),
            ("communications.clarity", c.clarity),
            ("communications.cadence", c.cadence),
            ("communications.faq", c.faq),
            ("communications.sponsorship", c.sponsorship),
            ("communications.notice", c.notice),
            ("fallback.runbook_quality", f.runbook_quality),
            ("fallback.self_service", f.self_service),
            ("fallback.backup", f.backup),
        ]
    };
    let levels = ["poor", "fair", "good", "excellent"].map(at);
    table(
        "dial | poor (0.25) | fair (0.5) | good (0.75) | excellent (1)",
        (0..levels[0].len()).map(|dial| {
            let mut row = vec![code(levels[0][dial].0)];
            let rounded = |value: f64| (value * 1000.0).round() / 1000.0;
            row.extend(
                levels
                    .iter()
                    .map(|level| rounded(level[dial].1).to_string()),
            );
            row
        }),
    )
}

fn channels() -> String {
    let channels = scenario("").workforce().communications.channels.clone();
    table(
        "channel | spend, $/head-week | weeks | frontline | largest reach | messages/week | attention | fatigue | credibility | half spend, $/head-week",
        channels.into_iter().map(|c| {
            let weeks = match (c.weeks.first(), c.weeks.last()) {
                (Some(first), Some(last)) if usize::from(last - first) + 1 == c.weeks.len() => {
                    format!("{first}-{last}")
                }
                _ => c
                    .weeks
                    .iter()
                    .map(u16::to_string)
                    .collect::<Vec<_>>()
                    .join(", "),
            };
            let numbers = [
                c.max_reach,
                c.frequency,
                c.attention,
                c.fatigue,
                c.credibility,
            ];
            let mut row = vec![c.name, c.spend.to_string(), weeks];
            row.push(if c.frontline { "yes" } else { "no" }.to_owned());
            row.extend(numbers.iter().map(f64::to_string));
            row.push(c.half_spend.to_string());
            row
        }),
    )
}

fn phases() -> String {
    let plan = scenario("");
    table(
        "kind | audience | self | prompts | moments | sponsorship | required | deadline window, days | friction | exceptions",
        plan.workforce().phases.clone().into_iter().map(|phase| {
            let audience = match phase.audience {
                Audience::Everyone => "everyone".to_owned(),
                Audience::Departments(names) => names.join(", "),
                Audience::Roles(roles) => format!("{roles:?}"),
            };
            let moments = phase.moments.map_or("ω".to_owned(), |m| m.to_string());
            let required = if phase.required.is_empty() {
                "nobody".to_owned()
            } else {
                "privileged, prod_eng, exec_finance".to_owned()
            };
            vec![
                phase.name,
                audience,
                phase.self_enrolment.to_string(),
                phase.prompts.to_string(),
                moments,
                phase.sponsorship.to_string(),
                required,
                phase.deadline_days.to_string(),
                phase.friction.to_string(),
                if phase.exceptions { "yes" } else { "no" }.to_owned(),
            ]
        }),
    )
}

fn glossary() -> String {
    let mut out = String::new();
    for topic in TOPICS {
        let _ = writeln!(out, "## {}\n", topic.title);
        let words = topic.words.iter();
        let rows = words.map(|word| vec![word.term.to_owned(), word.meaning.to_owned()]);
        let _ = writeln!(out, "{}", table("word | meaning", rows));
    }
    out
}

fn exit_codes() -> String {
    let row = |&(code, meaning): &(u8, &str)| vec![code.to_string(), meaning.to_owned()];
    table("code | meaning", passcast::cli::exit::ALL.iter().map(row))
}

fn profiles() -> String {
    passcast::platform::docs::docs_table()
}
