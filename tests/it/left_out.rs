//! What a plan says and a run leaves out: everybody is told.

use crate::cli::{folder, passcast, words};
use std::fs;

/// Three weeks of targets, and a removal late in the year.
const PLAN: &str = "format = 1\nname = \"Plan\"\n[organisation]\nheadcount = 60\n\
    [remove_legacy]\nweek = 30\n\
    [[target]]\nname = \"soon\"\noutput = \"adoption.enrolled.headcount@4\"\nmin = 0.01\n\
    [[target]]\nname = \"later\"\noutput = \"adoption.enrolled.headcount@8\"\nmin = 0.02\n\
    [[target]]\nname = \"late\"\noutput = \"adoption.enrolled.headcount@24\"\nmin = 0.8\n\
    [run]\nhorizon = 52\nreplicates = 4\n";

#[test]
fn targets_past_a_shortened_horizon_are_named_and_not_judged() {
    let here = folder(PLAN);
    let short = "plan.toml --set run.horizon=20";
    let run = passcast(here.path(), &format!("run {short} --out made"));
    let rows = [
        "late          not judged: week 24 is past the horizon of 20 weeks",
        "the 2 judged  met in",
    ];
    run.prints(&rows);
    assert!(!run.out.contains("all together"), "{}", run.out);
    for note in [
        "note: target[3].output: the target is in week 24",
        "note: remove_legacy.week:",
    ] {
        assert!(run.err.contains(note), "{}", run.err);
    }
    assert_eq!(passcast(here.path(), "show made").out, run.out);
    passcast(here.path(), &format!("check {short}")).prints(&["not judged: week 24 is past"]);
    let quiet = passcast(here.path(), &format!("run {short} --out made --quiet"));
    assert_eq!((quiet.out, quiet.err), (run.out, String::new()));
    let json = passcast(
        here.path(),
        &format!("run {short} --out made --format json"),
    )
    .json();
    assert_eq!(json["targets"].as_array().map(Vec::len), Some(2));
    assert_eq!(json["unjudged"][0]["name"], "late");
    let notes = json["notes"].as_array().expect("notes");
    assert!(
        notes
            .iter()
            .any(|note| note["path"] == "remove_legacy.week")
    );

    let none = passcast(here.path(), "run plan.toml --set run.horizon=3");
    none.prints(&[
        "Targets and gates",
        "soon          not judged: week 4 is past the horizon of 3",
    ]);
    assert!(!none.out.contains("met in"), "{}", none.out);
    // What is written down of the plan reads back, and knows them too.
    let resolved = fs::read_to_string(here.path().join("made/resolved.toml")).unwrap();
    fs::write(here.path().join("again.toml"), resolved).unwrap();
    passcast(here.path(), "run again.toml").prints(&rows);
}

#[test]
fn comparisons_parts_and_searches_name_what_they_leave_out() {
    let here = folder(PLAN);
    fs::write(
        here.path().join("poor.toml"),
        PLAN.replace("\"Plan\"", "\"Poor\""),
    )
    .unwrap();
    let both = passcast(
        here.path(),
        "compare plan.toml poor.toml --set run.horizon=20",
    );
    both.prints(&[
        "late, not judged: week 24 is past the horizon of 20 weeks",
        "those judged met in",
    ]);
    assert!(
        both.err.contains("note: remove_legacy.week:"),
        "{}",
        both.err
    );
    let line = "run plan.toml --set run.horizon=20 --out made";
    let whole = passcast(here.path(), line);
    for part in ["1/2", "2/2"] {
        passcast(
            here.path(),
            &format!("run plan.toml --set run.horizon=20 --out cut --shard {part}"),
        )
        .prints(&[]);
    }
    let merged = passcast(here.path(), "merge cut.shard-1-of-2 cut.shard-2-of-2");
    assert_eq!(merged.out, whole.out, "{}", merged.err);
    let lever = "phase.2.first_week=5,6";
    let line = [
        "schedule",
        "plan.toml",
        "--lever",
        lever,
        "--set",
        "run.horizon=20",
        "--simulations",
        "8",
    ];
    let found = words(here.path(), &line);
    assert!(
        found.err.contains("note: target[3].output:"),
        "{}",
        found.err
    );
}

#[test]
fn variants_are_cut_short_with_their_plan() {
    let scenarios = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios");
    let here = folder("");
    let set = "--set run.horizon=26 --set organisation.headcount=60 --simulations 4";
    let file = format!("{scenarios}/four-phase-alternatives.toml {set}");
    passcast(here.path(), &format!("run {file}")).prints(&["26 weeks"]);
    let all = passcast(here.path(), &format!("compare {file}"));
    all.prints(&["Targets"]);
    assert!(
        all.err
            .contains("the phase is in week 27, after the last week 26"),
        "{}",
        all.err
    );

    // A variant that contradicts its own horizon, or that of the file, is a mistake.
    let late = "\"phase.4.first_week\" = 30";
    for (set, code) in [
        (format!("{late}, \"run.horizon\" = 26"), 10),
        (late.to_owned(), 0),
        ("\"run.horizon\" = 10".to_owned(), 0),
        ("\"phase.4.first_week\" = 60".to_owned(), 10),
    ] {
        let plan = format!("{PLAN}[[variant]]\nname = \"Other\"\nset = {{ {set} }}\n");
        let phases = "[[phase]]\nkind = \"pilot\"\nweeks = \"1-4\"\n[[phase]]\nweeks = \"5-10\"\n\
            [[phase]]\nkind = \"default\"\nweeks = \"11-16\"\n[[phase]]\nkind = \"required\"\nweeks = \"17-\"\n";
        let here = folder(&plan.replace("[remove", &format!("{phases}[remove")));
        let checked = passcast(here.path(), "check plan.toml");
        assert_eq!(checked.code, code, "{set}: {}{}", checked.out, checked.err);
    }
}

#[test]
fn phases_that_frozen_weeks_leave_no_room_are_named() {
    let plan = "format = 1\n[organisation]\nheadcount = 60\n[run]\nhorizon = 20\nreplicates = 4\n";
    let here = folder(plan);
    let frozen = |weeks: &str, command: &str| {
        let set = format!("organisation.freeze=\"{weeks}\"");
        words(here.path(), &[command, "plan.toml", "--set", &set])
    };
    let checked = frozen("5-20", "check");
    checked.prints(&[
        "weeks 1–20",
        "never",
        "opt-in (planned for week 5; frozen weeks leave it none)",
    ]);
    assert!(!checked.out.contains("weeks 5–10"), "{}", checked.out);
    let run = frozen("5-20", "run");
    run.prints(&["opt-in        never begins, planned for week 5"]);
    assert!(run.err.contains("note: phase[2]: "), "{}", run.err);
    // A move is handed on, so that the last phase finds no week though its own is free.
    let moved = frozen("5-8", "check");
    moved.prints(&[
        "weeks 9–14",
        "weeks 15–20",
        "required (planned for week 17; frozen weeks leave it none)",
    ]);
    frozen("5-8", "run").prints(&["required      never begins, planned for week 17"]);
}

#[test]
fn a_chance_of_a_target_that_is_not_judged_says_why_there_is_none() {
    let here = folder(PLAN);
    let of = |output: &str, horizon: &str| {
        let horizon = format!("run.horizon={horizon}");
        let line = [
            "sensitivity",
            "plan.toml",
            "--output",
            output,
            "--set",
            &horizon,
        ];
        words(here.path(), &line)
    };
    let why = ["\"late\" is not judged: week 24 is past the horizon of 20 weeks"];
    of("P(late)", "20").fails(2, &why);
    let all = of("P(all)", "3");
    all.fails(2, &["P(all)", "week 4 is past the horizon of 3 weeks"]);
    assert!(!all.err.contains("did you mean"), "{}", all.err);
    of("P(lat)", "20").fails(2, &["is nothing that"]);
}

#[test]
fn messages_after_the_horizon_are_noted() {
    let here = folder(
        "format = 1\n[communications]\nfaq_week = 99\n\
         [[communications.channel]]\nname = \"email\"\nweeks = [3, \"50-60\"]\n\
         [[communications.channel.burst]]\nweeks = 70\nspend = 0.2\n\
         [[communications.channel]]\nname = \"chat\"\nweeks = \"5-\"\n",
    );
    let checked = passcast(here.path(), "check plan.toml");
    checked.prints(&[
        "communications.faq_week: week 99 is after the horizon: the FAQ is never written",
        "communications.channel[1].weeks: goes on to week 60",
        "communications.channel[1].burst[1].weeks: goes on to week 70",
    ]);
    assert!(!checked.out.contains("channel[2].weeks"), "{}", checked.out);
}
