//! The README and the guide: every command on a page runs, in a folder of its own, and
//! every answer that a page shows is what the command before it prints. With
//! `PASSCAST_UPDATE=1` the answers are rewritten.
//!
//! A block `sh` has commands of passcast; `sh exit=10` says how its last one ends. A block
//! `text` right after it is the last one's answer. A block `toml FILE` is added to that
//! file. Only `cargo` stands beside passcast.

use crate::cli::words;
use crate::support::updates;
use std::fs;
use std::path::{Path, PathBuf};

/// What a page writes, `cargo` in a README; a new page is added here.
macro_rules! pages {
    ($($name:ident: $path:literal;)*) => {
        $(#[test]
        fn $name() {
            page($path);
        })*

        #[test]
        fn every_page_of_the_guide_is_tested() {
            let folder = root().join("docs/guide");
            for entry in fs::read_dir(folder).unwrap() {
                let name = entry.unwrap().file_name().into_string().unwrap();
                let path = format!("docs/guide/{name}");
                assert!([$($path),*].contains(&&*path), "{path} is in no test");
            }
        }
    };
}

pages! {
    readme: "README.md";
    guide: "docs/guide/README.md";
    forecast: "docs/guide/forecast.md";
    compare: "docs/guide/compare.md";
    schedule: "docs/guide/schedule.md";
    spend: "docs/guide/spend.md";
    sensitivity: "docs/guide/sensitivity.md";
    customers: "docs/guide/customers.md";
    library: "docs/guide/library.md";
    many_machines: "docs/guide/many-machines.md";
    uncertainty: "docs/guide/uncertainty.md";
    exit_codes: "docs/guide/exit-codes.md";
}

#[test]
fn the_front_page_is_short() {
    let lines = fs::read_to_string(root().join("README.md")).unwrap();
    let lines = lines.lines().count();
    assert!(lines <= 150, "{lines} lines");
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A fenced block: what stands behind the fence, its lines, and whether only blank
/// lines are between it and the block before.
struct Block {
    info: String,
    body: String,
    follows: bool,
}

/// The blocks of a page, and the text between them; there is one text more.
fn blocks(page: &str) -> (Vec<String>, Vec<Block>) {
    let (mut texts, mut blocks) = (vec![String::new()], Vec::<Block>::new());
    let mut open = false;
    for line in page.split_inclusive('\n') {
        match line.strip_prefix("```") {
            Some(_) if open => {
                open = false;
                texts.push(String::new());
            }
            Some(info) => {
                open = true;
                blocks.push(Block {
                    info: info.trim().to_owned(),
                    body: String::new(),
                    follows: texts.last().is_some_and(|text| text.trim().is_empty()),
                });
            }
            None if open => blocks.last_mut().unwrap().body.push_str(line),
            None => texts.last_mut().unwrap().push_str(line),
        }
    }
    assert!(!open, "a block is never closed");
    (texts, blocks)
}

/// Runs a page.
fn page(path: &str) {
    let before = fs::read_to_string(root().join(path)).unwrap();
    let (texts, blocks) = blocks(&before);
    let here = tempfile::tempdir().unwrap();
    copy_plans(here.path());
    let (mut answer, mut after) = (None, String::new());
    for (text, block) in texts.iter().zip(&blocks) {
        let mut body = block.body.clone();
        let mut info = block.info.split(' ');
        match (info.next(), info.next()) {
            (Some("sh"), exit) => {
                let exit = exit.and_then(|word| word.strip_prefix("exit="));
                let exit = exit.map_or(0, |code| code.parse().expect("a code"));
                answer = commands(path, here.path(), &body, exit);
            }
            (Some("toml"), Some(file)) => {
                let file = here.path().join(file);
                let plan = fs::read_to_string(&file).unwrap();
                fs::write(&file, format!("{plan}\n{body}")).unwrap();
            }
            (Some("text"), None) if block.follows => {
                body = answer.take().expect("a command before the answer");
            }
            _ => {}
        }
        after.push_str(&format!("{text}```{}\n{body}```\n", block.info));
    }
    after.push_str(texts.last().unwrap());
    if updates() {
        fs::write(root().join(path), &after).unwrap();
    }
    assert!(
        updates() || after == before,
        "{path} shows another answer than the program\n\
         PASSCAST_UPDATE=1 cargo test --test it guide rewrites it"
    );
}

/// Runs the commands of a block; gives what the last one printed.
fn commands(path: &str, here: &Path, body: &str, exit: i32) -> Option<String> {
    let body = body.replace("\\\n", " ");
    let lines: Vec<&str> = body.lines().filter(|line| !line.is_empty()).collect();
    let mut answer = None;
    for (at, line) in lines.iter().enumerate() {
        let mut typed = split(line);
        if line.starts_with("cargo run --release -- ") {
            typed.drain(..3);
        } else if typed[0] == "cargo" {
            continue;
        } else {
            assert_eq!(typed[0], "passcast", "{path}: {line}");
        }
        let typed: Vec<String> = typed[1..].iter().map(|word| found(here, word)).collect();
        let typed: Vec<&str> = typed.iter().map(String::as_str).collect();
        let done = words(here, &typed);
        let wanted = if at + 1 == lines.len() { exit } else { 0 };
        assert_eq!(
            done.code, wanted,
            "{path}: {line}\n{}{}",
            done.out, done.err
        );
        make_small(here);
        answer = Some(done.out);
    }
    answer
}

/// The words of a command line: quotes keep them together, a lone `#` ends it.
fn split(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), String::new(), None);
    for letter in line.chars() {
        match (letter, quote) {
            ('"' | '\'', None) => quote = Some(letter),
            (_, Some(open)) if letter == open => quote = None,
            (' ', None) if word == "#" => return words,
            (' ', None) if word.is_empty() => {}
            (' ', None) => words.push(std::mem::take(&mut word)),
            _ => word.push(letter),
        }
    }
    words.extend((!word.is_empty()).then_some(word));
    words
}

/// A word, or the one path that it stands for if it ends in a star.
fn found(here: &Path, word: &str) -> String {
    let Some((folder, start)) = word
        .strip_suffix('*')
        .and_then(|word| word.rsplit_once('/'))
    else {
        return word.to_owned();
    };
    let names = fs::read_dir(here.join(folder)).unwrap();
    let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let names: Vec<String> = names.filter(|name| name.starts_with(start)).collect();
    assert_eq!(names.len(), 1, "{word}: {names:?}");
    format!("{folder}/{}", names[0])
}

/// Makes plans as small as the guide says.
fn make_small(here: &Path) {
    for entry in fs::read_dir(here).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "toml") {
            let plan = fs::read_to_string(&path).unwrap();
            let plan = plan.replace("headcount = 5000 ", "headcount = 1000 ");
            let plan = plan.replace("accounts = 100000 ", "accounts = 2000 ");
            fs::write(&path, plan).unwrap();
        }
    }
}

/// Puts the shipped plans where a page expects them.
fn copy_plans(here: &Path) {
    fs::create_dir(here.join("scenarios")).unwrap();
    for entry in fs::read_dir(root().join("scenarios")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            fs::copy(
                &path,
                here.join("scenarios").join(path.file_name().unwrap()),
            )
            .unwrap();
        }
    }
}

#[test]
fn command_lines_are_split_as_a_shell_does() {
    let found = split("passcast run a.toml --set \"a b=c\" 'P(x > 2)' # why");
    assert_eq!(
        found,
        ["passcast", "run", "a.toml", "--set", "a b=c", "P(x > 2)"]
    );
}
