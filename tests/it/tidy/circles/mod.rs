//! No circle of files: data flows one way between files as between folders.
//!
//! File A imports file B when code of A, tests aside, names something that B
//! defines. A name that a module only hands on with `pub use` counts for the file
//! that defines it, so a child that takes `super::Name` imports its sibling and not
//! its parent. `mod x;` alone is no import, and neither is a `pub use` of a name
//! that the same file does not use itself.

mod names;
mod tokens;

use super::texts;
use names::{Crate, imports};
use std::collections::{BTreeMap, BTreeSet};

/// Who imports whom, by path.
type Imports = BTreeMap<String, BTreeSet<String>>;

#[test]
fn no_files_import_one_another() {
    let mut found = BTreeSet::new();
    for root in ["src", "tests/it", "benches/reference"] {
        let sources = texts(root, &["rs"]);
        let imports = imports(&Crate::new(root, &sources));
        for circle in circles(&imports) {
            for user in &circle {
                let used = imports[user].intersection(&circle);
                println!("{user} -> {:?}", used.collect::<Vec<_>>());
            }
            println!();
            found.insert(circle);
        }
    }
    assert!(found.is_empty(), "circles of files: {found:#?}");
}

/// The sets of files that reach one another.
fn circles(imports: &Imports) -> BTreeSet<BTreeSet<String>> {
    let reached: BTreeMap<&String, BTreeSet<String>> = imports
        .keys()
        .map(|file| (file, reached(imports, file)))
        .collect();
    let own = |file: &String| -> BTreeSet<String> {
        let back = |other: &&String| reached.get(other).is_some_and(|them| them.contains(file));
        reached[file].iter().filter(back).cloned().collect()
    };
    let all = imports.keys().map(own);
    all.filter(|circle| circle.len() > 1).collect()
}

/// All files that one imports, straight or through others.
fn reached(imports: &Imports, from: &str) -> BTreeSet<String> {
    let (mut seen, mut ahead) = (BTreeSet::new(), vec![from.to_owned()]);
    while let Some(file) = ahead.pop() {
        for used in imports.get(&file).into_iter().flatten() {
            if seen.insert(used.clone()) {
                ahead.push(used.clone());
            }
        }
    }
    seen
}

fn set(files: &[&str]) -> BTreeSet<String> {
    files.iter().map(|&file| file.to_owned()).collect()
}

/// The imports of a small crate under `src`.
fn small(files: &[(&str, &str)]) -> Imports {
    let owned = |(path, text): &(&str, &str)| (format!("src/{path}"), (*text).to_owned());
    imports(&Crate::new(
        "src",
        &files.iter().map(owned).collect::<Vec<_>>(),
    ))
}

#[test]
fn imports_lead_to_the_file_that_defines_a_name() {
    let found = small(&[
        ("lib.rs", "pub mod a; pub mod b;"),
        (
            "a/mod.rs",
            "mod x; mod y; pub use x::{X, again as Z}; pub use self::y::Y; fn f(_: Y) {}",
        ),
        ("a/x.rs", "use super::Y; fn g() { super::f() }"),
        (
            "a/y.rs",
            "// use super::X;\nstr!(\"crate::b::B\"); pub struct Y;",
        ),
        (
            "b.rs",
            "use crate::a::{self, Y}; fn f(_: a::Z, _: crate::a::X) {}
             mod inner { fn f() { super::super::a::f() } }
             #[cfg(test)] mod tests { use super::super::c::C; }",
        ),
    ]);
    assert!(found["src/lib.rs"].is_empty());
    // It uses `Y` itself, and hands the others on.
    assert_eq!(found["src/a/mod.rs"], set(&["src/a/y.rs"]));
    assert_eq!(found["src/a/x.rs"], set(&["src/a/mod.rs", "src/a/y.rs"]));
    assert!(found["src/a/y.rs"].is_empty());
    let all = set(&["src/a/mod.rs", "src/a/x.rs", "src/a/y.rs"]);
    assert_eq!(found["src/b.rs"], all);
}

#[test]
fn circles_are_found() {
    let found = small(&[
        ("lib.rs", "mod a; mod b; mod c; mod d;"),
        ("a.rs", "use crate::b::B;"),
        ("b.rs", "fn f() { crate::c::f() }"),
        ("c.rs", "use super::{a::A, d::D};"),
        ("d.rs", "use std::fmt;"),
    ]);
    let circle = set(&["src/a.rs", "src/b.rs", "src/c.rs"]);
    assert_eq!(circles(&found), BTreeSet::from([circle]));
}
