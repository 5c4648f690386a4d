//! Every message that has an id, as its reader sees it.

use super::{held, plans, screen};
use crate::cli;
use crate::scenario_problems;
use crate::support::without_answer;
use passcast::report::picture;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Ids that no command line leads to within a second: an interruption, another process, a
/// run that is too large, a tolerance, a bug. Tests of their own hold what is said.
const ELSEWHERE: [&str; 7] = [
    "cli::bug",
    "files::unwritable",
    "import.too_large",
    "merge::next-round",
    "run::incomplete",
    "run::too-large",
    "store::busy",
];

/// Ids of failures that are seen elsewhere than in this table: reading and writing that
/// the system refuses.
const REFUSED_BY_THE_SYSTEM: [&str; 1] = ["store::io"];

/// What is typed, one line after the other; the last one fails with the id.
#[rustfmt::skip]
const CASES: &[(&str, &[&str])] = &[
    ("cli::usage", &["chek plan.toml"]),
    ("cli::unknown-name", &["explain helpdesk.prize"]),
    ("files::unreadable", &["check nothing.toml"]),
    ("files::exists", &["init workforce", "init workforce"]),
    ("compare::incompatible", &["compare plan.toml larger.toml --simulations 4"]),
    ("spend::nothing", &["spend shop.toml"]),
    ("sensitivity::no-run", &["sensitivity plan.toml --method rank"]),
    ("run::not-met", &["run plan.toml --quiet --simulations 4 --assert adoption.enrolled.headcount@24>=99.9%"]),
    ("merge::part", &["run plan.toml --quiet --simulations 8 --out big --shard 1/2", "show big.shard-1-of-2"]),
    ("merge::missing", &["merge big.shard-1-of-2"]),
    ("merge::foreign", &["run plan.toml --quiet --simulations 4 --out whole", "merge whole"]),
    ("store::exists", &["run shop.toml --quiet --simulations 4 --out whole"]),
    ("store::damaged", &["run plan.toml --quiet --simulations 4 --out damaged", "show damaged"]),
    ("store::incomplete", &["run plan.toml --quiet --simulations 4 --out incomplete", "show incomplete"]),
    ("store::other-format", &["run plan.toml --quiet --simulations 4 --out newer", "show newer"]),
    ("store::in-the-way", &["run plan.toml --quiet --simulations 4 --out again", "run plan.toml --quiet --simulations 6 --out again --force"]),
    ("store::foreign", &["run plan.toml --quiet --simulations 4 --out mine"]),
    ("store::no-run", &["show nowhere"]),
    ("import.unreadable", &["check plan.toml --set organisation.roster=nothing.csv"]),
    ("import.workbook", &["check plan.toml --set organisation.roster=workbook.xlsx"]),
    ("import.no_header", &["check plan.toml --set organisation.roster=plan.toml"]),
    ("import.other_kind", &["check plan.toml --set organisation.roster=devices.csv"]),
    ("import.missing_column", &["check plan.toml --set organisation.roster=columns.csv"]),
    ("import.too_few_rows", &["check plan.toml --set organisation.roster=rows.csv"]),
    ("import.open_quote", &["check plan.toml --set organisation.roster=quote.csv"]),
    ("import.ambiguous_dates", &["check plan.toml --set organisation.roster=dates.csv"]),
    ("import.nothing_counted", &["check plan.toml --set devices.file=unknown.csv"]),
];

/// Files that the table names.
fn files(here: &Path) {
    let write = |name: &str, text: &str| fs::write(here.join(name), text).unwrap();
    let plan = fs::read_to_string(here.join("plan.toml")).unwrap();
    // A headcount would contradict a roster.
    write(
        "larger.toml",
        &plan.replace("headcount = 60", "headcount = 90"),
    );
    write("plan.toml", &plan);
    write("workbook.xlsx", "PK\u{3}\u{4}");
    let exports = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/exports");
    fs::copy(exports.join("jamf_computers.csv"), here.join("devices.csv")).unwrap();
    let roster = fs::read_to_string(exports.join("roster.csv")).unwrap();
    let head = roster.lines().next().unwrap();
    write("rows.csv", &format!("{head}\n"));
    write("quote.csv", "id,department\n1,\"IT\n2,IT\n");
    write("dates.csv", "id,department,end date\n1,IT,03/01/2027\n");
    write("unknown.csv", "Device name,OS\na,Unknown\nb,\n");
    let lines = roster.lines().map(|line| line.split_once(',').unwrap().1);
    let lines: Vec<&str> = lines.collect();
    write(
        "columns.csv",
        &lines
            .join("\n")
            .replace("work_email", "e")
            .replace("department", "d"),
    );
    fs::create_dir(here.join("mine")).unwrap();
    write("mine/letter.txt", "mine");
}

/// Spoils a run that was just made, as its name says.
fn spoil(here: &Path, line: &str) {
    let Some(name) = line.split("--out ").nth(1) else {
        return;
    };
    let manifest = here.join(name).join("manifest.json");
    let change = |from: &str, to: &str| {
        let text = fs::read_to_string(&manifest).unwrap();
        assert!(text.contains(from), "{from}");
        fs::write(&manifest, text.replace(from, to)).unwrap();
    };
    match name {
        "damaged" => fs::write(here.join("damaged/summary.json"), "{}").unwrap(),
        "incomplete" => without_answer(&here.join(name)),
        "again" => fs::write(here.join(".again.new"), "mine").unwrap(),
        "newer" => change("\"format\": ", "\"format\": 9"),
        _ => {}
    }
}

#[test]
fn failures() {
    let here = plans();
    files(here.path());
    let mut wrong = Vec::new();
    for (id, lines) in CASES {
        let (last, before) = lines.split_last().unwrap();
        for line in before {
            let done = cli::passcast(here.path(), line);
            assert_eq!(done.code, 0, "{line}\n{}", done.err);
            spoil(here.path(), line);
        }
        let done = cli::passcast(here.path(), last);
        // The parser of command lines shows no ids.
        let mark = match *id {
            "cli::usage" => "error: ".to_owned(),
            _ => format!("error[{id}]"),
        };
        if !done.err.contains(&mark) {
            wrong.push(format!("{id}: {last}\n{}", done.err));
            continue;
        }
        let name = id.replace("::", "-").replace('.', "-");
        held(
            &format!("failure-{name}"),
            &screen(here.path(), last, &done),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_failure_has_a_screen() {
    let here = plans();
    let listed = cli::passcast(here.path(), "explain problems").out;
    let ids = listed
        .lines()
        .filter_map(|line| line.split_whitespace().next());
    let listed: BTreeSet<&str> = ids.filter(|id| !id.starts_with("scenario::")).collect();
    let shown = CASES.iter().map(|(id, _)| *id);
    let elsewhere = ELSEWHERE.into_iter().chain(REFUSED_BY_THE_SYSTEM);
    let shown: BTreeSet<&str> = shown.chain(elsewhere).collect();
    assert_eq!(listed, shown);
}

/// Every mistake in a plan that a test knows, one below the other.
#[test]
fn mistakes_in_a_plan() {
    let mut text = String::new();
    for (plan, ..) in scenario_problems::CASES {
        for problem in scenario_problems::problems(plan, &[]) {
            let _ = writeln!(text, "{}\n", picture(&problem, false));
        }
    }
    held("mistakes-in-a-plan", &text);
}
