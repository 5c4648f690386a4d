//! `--shard` and `merge`, as people type them.

use crate::cli::{folder, passcast};
use crate::support::same_folders;
use std::fs;

const PLAN: &str = "name = \"Small\"\n[organisation]\nheadcount = 80\n[run]\nhorizon = 24\n\
    [[variant]]\nname = \"Poor\"\nset = { communications = \"poor\" }\n";

/// Computes three parts of `line`, merges them, and compares with the whole.
fn merged_is_whole(line: &str) {
    let here = folder(PLAN);
    let type_it = |rest: &str| passcast(here.path(), &format!("{line} {rest}"));
    let whole = type_it("--out whole");
    assert_eq!(whole.code, 0, "{}", whole.err);
    for (part, threads) in [(2, 1), (3, 2), (1, 1)] {
        type_it(&format!("--out big --shard {part}/3 --threads {threads}"))
            .prints(&[&format!("Part {part} of 3"), "passcast merge"]);
    }
    let parts = "merge big.shard-3-of-3 big.shard-1-of-3 big.shard-2-of-3";
    let merged = passcast(here.path(), parts);
    assert_eq!(merged.code, 0, "{}", merged.err);
    assert_eq!(merged.out, whole.out);
    same_folders(here.path(), "whole", "big");
    let again = passcast(here.path(), &format!("{parts} --out whole"));
    assert!(again.err.contains("stored answer"), "{}", again.err);
    assert_eq!(again.out, whole.out);
}

#[test]
fn a_run_in_parts_has_the_bytes_of_the_whole() {
    merged_is_whole("run plan.toml --simulations 50");
}

#[test]
fn a_comparison_in_parts_has_the_bytes_of_the_whole() {
    merged_is_whole("compare plan.toml --simulations 20 --output tickets.all.max");
}

#[test]
fn a_study_in_parts_has_the_bytes_of_the_whole() {
    merged_is_whole("sensitivity plan.toml --over dials --parameter fallback. --simulations 40");
    merged_is_whole(
        "sensitivity plan.toml --method sobol --groups --parameter key. --simulations 96",
    );
}

#[test]
fn a_run_that_stops_by_itself_says_that_it_needs_another_round() {
    let here = folder(PLAN);
    let line = "run plan.toml --set run.tolerance=0.01 --simulations 140 --out big";
    let part = |part: u32| passcast(here.path(), &format!("{line} --shard {part}/2"));
    let mut code = 12;
    for _ in 0..10 {
        part(1).prints(&["Part 1 of 2"]);
        part(2).prints(&["Part 2 of 2"]);
        let merged = passcast(here.path(), "merge big.shard-1-of-2 big.shard-2-of-2");
        code = merged.code;
        if code != 12 {
            break;
        }
        for words in ["another round of", "--shard 1/2", "run plan.toml"] {
            assert!(merged.err.contains(words), "{}", merged.err);
        }
        for part in 1..=2 {
            fs::remove_dir_all(here.path().join(format!("big.shard-{part}-of-2"))).unwrap();
        }
    }
    assert_eq!(code, 0);
    let whole = passcast(here.path(), &line.replace("--out big", "--out whole"));
    assert_eq!(whole.code, 0, "{}", whole.err);
    same_folders(here.path(), "whole", "big");
}

#[test]
fn missing_damaged_and_foreign_parts_are_refused() {
    let here = folder(PLAN);
    let part = |seed: u32, part: &str, out: &str| {
        let line =
            format!("run plan.toml --simulations 8 --seed {seed} --out {out} --shard {part}");
        passcast(here.path(), &line).prints(&["Part"]);
    };
    part(1, "1/3", "a");
    part(1, "3/3", "a");
    part(2, "2/3", "b");
    let merge = |rest: &str| passcast(here.path(), &format!("merge {rest}"));
    merge("a.shard-1-of-3 a.shard-3-of-3").fails(12, &["2/3", "missing"]);
    merge("a.shard-1-of-3 b.shard-2-of-3 a.shard-3-of-3").fails(16, &["another run"]);
    passcast(here.path(), "show a.shard-1-of-3").fails(12, &["part 1 of 3"]);
    passcast(
        here.path(),
        "run plan.toml --simulations 8 --out a.shard-1-of-3",
    )
    .fails(11, &["shard is"]);
    part(1, "2/3", "a");
    let records = here
        .path()
        .join("a.shard-2-of-3/records/000000.simulations");
    let mut bytes = fs::read(&records).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&records, bytes).unwrap();
    merge("a.shard-1-of-3 a.shard-2-of-3 a.shard-3-of-3").fails(16, &["damaged"]);
    passcast(here.path(), "run plan.toml --simulations 8 --out whole").prints(&["n = 8"]);
    merge("whole").fails(16, &["no part of a run"]);
    merge("nowhere").fails(16, &["nowhere"]);
    let line = "run plan.toml --simulations 8 --shard";
    let assertion = "1/2 --assert adoption.enrolled.headcount@24>=0.8";
    for (shard, part) in [
        (assertion, "of a whole run"),
        ("4/3", "counted from 1"),
        ("auto", "Slurm"),
        ("x", "I/N"),
    ] {
        passcast(here.path(), &format!("{line} {shard}")).fails(2, &[part]);
    }
}
