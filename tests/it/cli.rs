//! The command line, as people type it.

#[cfg(unix)]
use crate::support::interrupted;
use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// What a command came to.
pub struct Done {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Done {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {}{}", self.out, self.err))
    }

    /// Checks the code and that a stream has every part.
    #[track_caller]
    fn says(&self, code: i32, stream: &str, parts: &[&str]) {
        assert_eq!(self.code, code, "{}\n{}", self.out, self.err);
        for part in parts {
            assert!(stream.contains(part), "no {part:?} in\n{stream}");
        }
    }

    #[track_caller]
    pub fn prints(&self, parts: &[&str]) {
        self.says(0, &self.out, parts);
    }

    #[track_caller]
    pub fn fails(&self, code: i32, parts: &[&str]) {
        self.says(code, &self.err, parts);
        assert_eq!(self.out, "", "nothing but results on standard output");
    }
}

/// Types a command line in a folder.
pub fn passcast(folder: &Path, line: &str) -> Done {
    typed(folder, line, "")
}

fn typed(folder: &Path, line: &str, input: &str) -> Done {
    ran(folder, &line.split_whitespace().collect::<Vec<_>>(), input)
}

/// Types words of which some have spaces.
pub fn words(folder: &Path, words: &[&str]) -> Done {
    ran(folder, words, "")
}

fn ran(folder: &Path, words: &[&str], input: &str) -> Done {
    let output = Command::cargo_bin("passcast")
        .unwrap()
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .env("LC_ALL", "C.UTF-8")
        .args(words)
        .write_stdin(input)
        .output()
        .unwrap();
    Done {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A folder with `plan.toml`.
pub fn folder(text: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("plan.toml"), text).unwrap();
    folder
}

#[test]
fn help_and_version() {
    let here = folder("");
    let top = passcast(here.path(), "--help");
    top.prints(&[
        "Usage: passcast",
        "check",
        "explain",
        "Exit codes",
        "Examples:",
    ]);
    for command in [
        "run",
        "compare",
        "spend",
        "check",
        "init",
        "show",
        "schema",
        "explain",
        "completions",
        "man",
    ] {
        let help = passcast(here.path(), &format!("{command} --help"));
        help.prints(&["Usage: passcast", "Examples:"]);
    }
    passcast(here.path(), "--version").prints(&[env!("CARGO_PKG_VERSION")]);
}

#[test]
fn mistyped_commands_are_usage() {
    let here = folder("");
    passcast(here.path(), "chek plan.toml").fails(2, &["chek", "check"]);
    passcast(here.path(), "check plan.toml --sed 1").fails(2, &["--sed", "--se"]);
    let json = passcast(here.path(), "chek plan.toml --format json");
    assert_eq!((json.code, json.json()["code"].as_i64()), (2, Some(2)));
    assert_eq!(json.json()["problems"][0]["id"], "cli::usage");
}

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
    passcast(here.path(), "check plan.toml").fails(15, &["import.unreadable", "people.csv"]);
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
        "512 units of 300 people",
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
fn explains_names_and_suggests_near_ones() {
    let here = folder("");
    passcast(here.path(), "explain").prints(&["parameter", "metric", "exit code"]);
    passcast(here.path(), "explain helpdesk.price").prints(&["$/min", "HD019"]);
    passcast(here.path(), "explain exit-codes").prints(&["17", "12"]);
    passcast(here.path(), "explain phase.weeks").prints(&["example"]);
    passcast(here.path(), "explain scenario::shares").prints(&["add up to 1"]);
    let typo = passcast(here.path(), "explain helpdesk.prize");
    typo.fails(2, &["helpdesk.prize", "did you mean helpdesk.price"]);
    let json = passcast(here.path(), "explain helpdesk.prize --format json").json();
    assert_eq!(json["problems"][0]["id"], "cli::unknown-name");
}

#[test]
fn completions_and_manuals() {
    let here = folder("");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        passcast(here.path(), &format!("completions {shell}")).prints(&["passcast"]);
    }
    passcast(here.path(), "man").prints(&[".TH passcast"]);
    passcast(here.path(), "man pages").prints(&[]);
    assert!(here.path().join("pages/passcast-check.1").is_file());
}

/// The committed example can be shown, and is what this version computes.
#[test]
fn the_example_is_current() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    passcast(root, "show outputs/example").prints(&["A small company", "8 units"]);
    let place = TempDir::new().unwrap();
    let made = place.path().join("example");
    let line = format!(
        "run scenarios/small-company.toml --replicates 8 --set run.horizon=6 --quiet --out {}",
        made.display()
    );
    assert_eq!(passcast(root, &line).code, 0);
    for file in [
        "weekly.csv",
        "replicates.csv",
        "summary.json",
        "manifest.json",
    ] {
        let fresh = fs::read(made.join(file)).unwrap();
        let committed = fs::read(root.join("outputs/example").join(file)).unwrap();
        assert!(
            fresh == committed,
            "outputs/example/{file} is not what this version computes"
        );
    }
}

#[test]
fn colour_only_where_it_is_wanted() {
    let here = folder("[run]\nhorizn = 3\n");
    let escape = '\u{1b}';
    let plain = passcast(here.path(), "check plan.toml");
    assert!(!plain.err.contains(escape), "a pipe is no terminal");
    let always = passcast(here.path(), "check plan.toml --color always");
    assert!(always.err.contains(escape));
    let output = Command::cargo_bin("passcast")
        .unwrap()
        .current_dir(here.path())
        .env("NO_COLOR", "1")
        .args(["check", "plan.toml"])
        .output()
        .unwrap();
    assert!(!output.stderr.contains(&0x1b));
}

#[test]
fn ascii_where_the_locale_has_no_more() {
    let here = folder("[organisation]\nheadcount = 50\n");
    let output = Command::cargo_bin("passcast")
        .unwrap()
        .current_dir(here.path())
        .env("LC_ALL", "C")
        .args(["check", "plan.toml"])
        .output()
        .unwrap();
    assert!(output.status.success() && output.stdout.is_ascii());
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_error() {
    use std::process::{Command as Process, Stdio};
    let here = folder("");
    let mut child = Process::new(env!("CARGO_BIN_EXE_passcast"))
        .args(["explain", "parameters"])
        .current_dir(here.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The reader goes before anything is written, or soon after.
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(
        output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// A small plan that runs in a moment.
const SMALL: &str = "name = \"Small\"\n[organisation]\nheadcount = 60\n[run]\nhorizon = 30\n\
    [[target]]\nname = \"Half\"\noutput = \"adoption.enrolled.headcount@20\"\nmin = \"50%\"\n";

#[test]
fn a_run_answers_and_is_not_repeated() {
    let here = folder(SMALL);
    let first = passcast(here.path(), "run plan.toml --replicates 8 --out made");
    first.prints(&[
        "Small",
        "n = 8 units: 4 draws of the parameters x 2 lucks",
        "95 % confidence interval",
        "Half",
        "week 24",
        "of head-count",
        "of capable",
        "agents needed",
        "helpdesk in ",
        "Tickets a week",
    ]);
    let widest = first.out.lines().map(|line| line.chars().count()).max();
    assert!(
        widest <= Some(100) && first.out.lines().count() <= 42,
        "{}",
        first.out
    );
    for file in [
        "manifest.json",
        "summary.json",
        "weekly.csv",
        "replicates.csv",
        "columns.json",
    ] {
        assert!(here.path().join("made").join(file).is_file(), "{file}");
    }
    let again = passcast(here.path(), "run plan.toml --replicates 8 --out made");
    assert_eq!(again.out, first.out);
    assert!(again.err.contains("stored answer"), "{}", again.err);
    assert_eq!(passcast(here.path(), "show made").out, first.out);
    let json = passcast(
        here.path(),
        "run plan.toml --replicates 8 --out made --format json",
    );
    assert_eq!(json.json()["counts"]["n"], 8);
    assert_eq!(json.err, "");
    // Notes are of the text that was given now, and not stored.
    let mut answer = json.json();
    let notes = answer.as_object_mut().unwrap().remove("notes");
    assert!(notes.is_some_and(|notes| !notes[0]["message"].is_null()));
    let shown = passcast(here.path(), "show made --format json");
    assert_eq!(shown.json(), answer);
}

#[test]
fn more_replicates_extend_a_run() {
    let here = folder(SMALL);
    passcast(here.path(), "run plan.toml --replicates 4 --out made").prints(&["n = 4 units"]);
    let more = passcast(
        here.path(),
        "run plan.toml --replicates 8 --out made --threads 1",
    );
    more.prints(&["n = 8 units"]);
    assert!(more.err.contains("Going on from 4 of 8"), "{}", more.err);
    let whole = passcast(
        here.path(),
        "run plan.toml --replicates 8 --out whole --threads 2",
    );
    assert_eq!(whole.out, more.out);
    for file in [
        "weekly.csv",
        "replicates.csv",
        "summary.json",
        "manifest.json",
    ] {
        let read = |folder: &str| fs::read(here.path().join(folder).join(file)).unwrap();
        assert!(read("made") == read("whole"), "{file} differs");
    }
}

#[test]
fn another_run_is_left_alone() {
    let here = folder(SMALL);
    passcast(here.path(), "run plan.toml --replicates 2 --out made").prints(&[]);
    let other = "run plan.toml --replicates 2 --out made --seed 9";
    passcast(here.path(), other).fails(11, &["holds another run", "seed", "--force"]);
    passcast(here.path(), &format!("{other} --force")).prints(&["n = 2 lucks"]);
    fs::create_dir(here.path().join("photos")).unwrap();
    fs::write(here.path().join("photos/cat.jpg"), "miaow").unwrap();
    passcast(here.path(), "run plan.toml --replicates 2 --out photos").fails(16, &["photos"]);
    passcast(here.path(), "show photos").fails(16, &["photos"]);
    fs::write(here.path().join("made/summary.json"), "{}").unwrap();
    passcast(here.path(), "show made").fails(16, &["damaged"]);
}

#[test]
fn quiet_and_json_say_nothing_beside_the_result() {
    let here = folder(SMALL);
    let quiet = passcast(
        here.path(),
        "run plan.toml --replicates 2 --out made --quiet",
    );
    quiet.prints(&["n = 2 lucks"]);
    assert_eq!(quiet.err, "");
    let refused = passcast(
        here.path(),
        "run plan.toml --seed 5 --out made --format json",
    );
    assert_eq!((refused.code, &refused.json()["code"]), (11, &11.into()));
    assert_eq!(refused.json()["problems"][0]["id"], "store::exists");
    assert_eq!(refused.err, "");
}

#[test]
fn luck_alone_is_said_to_be_no_forecast() {
    let here = folder(SMALL);
    let luck = passcast(
        here.path(),
        "run plan.toml --replicates 4 --uncertainty luck",
    );
    luck.prints(&[
        "n = 4 lucks",
        "luck alone, which is no forecast uncertainty",
    ]);
    assert!(luck.err.contains("outputs/small-"), "{}", luck.err);
}

#[test]
fn too_large_a_run_is_refused_where_nobody_can_be_asked() {
    let here = folder("[organisation]\nheadcount = 10000000\n");
    let large = passcast(here.path(), "run plan.toml --replicates 1000 --out made");
    large.fails(17, &["run::too-large", "GB", "--yes"]);
    assert!(!here.path().join("made").exists());
}

#[test]
fn outputs_of_unknown_segments_are_found_before_the_run() {
    let text = SMALL.replace("@20", "@20/enginering");
    let here = folder(&text);
    let wrong = passcast(here.path(), "run plan.toml");
    wrong.fails(10, &["plan.toml:8", "enginering", "engineering"]);
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_goes_on() {
    let here = folder(&SMALL.replace("60", "400"));
    let err = interrupted(here.path(), "run plan.toml --replicates 3000 --out made");
    let resume = "passcast run plan.toml --replicates 3000 --out made";
    assert!(
        err.contains(resume) && err.contains("of 3,000 units"),
        "{err}"
    );
    passcast(here.path(), "show made").fails(12, &["incomplete"]);
    let fewer = passcast(here.path(), "run plan.toml --replicates 2 --out made");
    fewer.prints(&["units"]);
}
