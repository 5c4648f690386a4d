//! Names, groupings, dates and spellings that must not matter.

use super::{compiled, records, same_but, with};
use passcast::observation::{SegmentColumn, column};
use passcast::simulation::{Plan, simulate};

const PROMPTS: &str = "[platform.prompt]\ncadence = 10\nskips = \"unlimited\"\n";

fn same_records(what: &str, a: &Plan, b: &Plan) {
    for replication in 0..2 {
        let (a, b) = (simulate(a, 6, replication), simulate(b, 6, replication));
        same_but(what, &a.rollout, &b.rollout, &[]);
        same_but(what, &a.baseline, &b.baseline, &[]);
        assert!(a == b, "{what}: segments");
    }
}

/// Two departments that swap their names swap nothing else.
#[test]
fn departments_names_do_not_matter() {
    let text = |first: &str, second: &str| {
        format!(
            "[organisation]\nheadcount = 500\n{PROMPTS}[run]\nhorizon = 30\n\
             [[department]]\nname = \"{first}\"\nshare = 0.3\ntechnical = 1.0\nremote = 0.2\n\
             privileged = 0.4\ninitial = 0.1\n\
             [[department]]\nname = \"{second}\"\nshare = 0.7\nfrontline = 0.4\n\
             [[communications.channel]]\nname = \"email\"\n\
             [[communications.channel]]\nname = \"banner\"\ndepartments = [\"{second}\"]\n\
             [[phase]]\nkind = \"pilot\"\nweeks = \"1-6\"\naudience = [\"{first}\"]\n\
             [[phase]]\nkind = \"default\"\nweeks = \"7-15\"\n\
             [[phase]]\nkind = \"required\"\nweeks = \"16-\"\nrequired_departments = [\"{first}\"]\n"
        )
    };
    let p = with(&[]);
    let plans = [
        compiled(&text("north", "south"), &p),
        compiled(&text("south", "north"), &p),
    ];
    same_records("names of departments", &plans[0], &plans[1]);
}

/// Departments that differ in nothing but their rank have the same law: both
/// halves' adoption agrees in the mean (the false-alarm rate is the module's).
#[test]
fn equal_departments_fare_equally() {
    let text = format!(
        "[organisation]\nheadcount = 1000\n{PROMPTS}[run]\nhorizon = 24\n\
         [[department]]\nname = \"left\"\nshare = 0.5\n\
         [[department]]\nname = \"right\"\nshare = 0.5\n"
    );
    let plan = compiled(&text, &with(&[]));
    let differences: Vec<f64> = records(&plan, 16)
        .iter()
        .map(|record| {
            let [left, right] =
                [0, 1].map(|at| f64::from(record.rollout.segment(24, at, SegmentColumn::Enrolled)));
            (left - right) / 500.0
        })
        .collect();
    super::agrees("left less right half", &differences, 0.0);
}

/// Without peer influence teams are a drawing on paper.
#[test]
fn teams_matter_only_to_peers() {
    let text = |size: u32| {
        format!(
            "[organisation]\nheadcount = 600\nteam_size = {size}\n{PROMPTS}[run]\nhorizon = 30\n"
        )
    };
    let p = with(&[("attitude.peers", 0.0)]);
    same_records(
        "teams without peers",
        &compiled(&text(8), &p),
        &compiled(&text(25), &p),
    );
    let p = with(&[]);
    let [small, large] = [8, 25].map(|size| simulate(&compiled(&text(size), &p), 6, 0));
    assert!(small.rollout != large.rollout, "with peers they do matter");
}

/// Without holidays and freezes the date of week 1 means nothing.
#[test]
fn the_start_may_shift_by_weeks() {
    let text = |start: &str| {
        format!("start = {start}\n[organisation]\nheadcount = 500\n{PROMPTS}[run]\nhorizon = 30\n")
    };
    let p = with(&[]);
    same_records(
        "start",
        &compiled(&text("2027-01-04"), &p),
        &compiled(&text("2027-09-20"), &p),
    );
}

/// Where one phase follows an identical one nothing happens.
#[test]
fn boundaries_between_identical_phases_do_not_matter() {
    let one = format!(
        "[organisation]\nheadcount = 500\n{PROMPTS}[run]\nhorizon = 30\n\
         [[communications.channel]]\nname = \"email\"\nweeks = \"1-24\"\n\
         [[phase]]\nkind = \"default\"\nweeks = \"2-\"\nfriction = 1\n"
    );
    let three = one.replace(
        "weeks = \"2-\"\nfriction = 1\n",
        "weeks = \"2-9\"\nfriction = 1\n\
         [[phase]]\nkind = \"default\"\nweeks = \"10-14\"\nfriction = 1\n\
         [[phase]]\nkind = \"default\"\nweeks = \"15-\"\nfriction = 1\n",
    );
    let p = with(&[]);
    let plans = [compiled(&one, &p), compiled(&three, &p)];
    for replication in 0..2 {
        let [a, b] = [0, 1].map(|at| simulate(&plans[at], 6, replication));
        same_but("phases", &a.rollout, &b.rollout, &[column::PHASE]);
        same_but("phases", &a.baseline, &b.baseline, &[]);
    }
}

/// A requirement that two phases state in turn binds as one does.
#[test]
fn boundaries_between_identical_requirements_do_not_matter() {
    let one = format!(
        "[organisation]\nheadcount = 500\n{PROMPTS}[run]\nhorizon = 30\n\
         [[communications.channel]]\nname = \"email\"\nweeks = \"1-24\"\n\
         [[phase]]\nkind = \"required\"\nweeks = \"4-\"\n"
    );
    let two = one.replace(
        "weeks = \"4-\"\n",
        "weeks = \"4-11\"\n[[phase]]\nkind = \"required\"\nweeks = \"12-\"\n",
    );
    let p = with(&[]);
    let plans = [compiled(&one, &p), compiled(&two, &p)];
    for replication in 0..2 {
        let [a, b] = [0, 1].map(|at| simulate(&plans[at], 6, replication));
        same_but("requirements", &a.rollout, &b.rollout, &[column::PHASE]);
    }
}

/// Percent, days and money as words or as numbers.
#[test]
fn spellings_do_not_matter() {
    let plain = "[organisation]\nheadcount = 400\ncontractors = 0.08\n[run]\nhorizon = 20\n\
                 [platform.prompt]\ncadence = 10\nskips = \"unlimited\"\n\
                 [communications]\nsetup_cost = 4000\nquality = 0.75\n\
                 [[phase]]\nkind = \"required\"\nweeks = \"5-\"\ndeadline = 14\n";
    let words = "[organisation]\nheadcount = 400\ncontractors = \"8%\"\n[run]\nhorizon = 20\n\
                 [platform.prompt]\ncadence = \"10 days\"\nskips = \"unlimited\"\n\
                 [communications]\nsetup_cost = \"$4,000\"\nquality = \"good\"\n\
                 [[phase]]\nkind = \"required\"\nfirst_week = 5\ndeadline = \"2 weeks\"\n";
    let p = with(&[]);
    same_records("spelling", &compiled(plain, &p), &compiled(words, &p));
}
