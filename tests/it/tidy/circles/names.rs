//! Which file defines a name that another file uses.

use super::tokens::{tokens, without_tests};
use std::collections::{BTreeMap, BTreeSet};

/// Segments of a path from the crate's root.
type Path = Vec<String>;

/// A name that code uses.
struct Used {
    /// The module in which it stands, modules inside a file included.
    module: Path,
    /// As written; a `use` may start at an own module, like any path.
    path: Path,
    /// What a `use` calls it, and whether it hands it on.
    import: Option<(String, bool)>,
}

/// The files of a crate and the names in them.
pub struct Crate {
    /// Files by the module that they are.
    files: BTreeMap<Path, String>,
    /// Names that a module imports or hands on, and what they lead to as written.
    imported: BTreeMap<(Path, String), Path>,
    used: BTreeMap<String, Vec<Used>>,
    /// What a file's code says, `use` and `mod` aside.
    words: BTreeMap<String, BTreeSet<String>>,
}

impl Crate {
    /// Reads the files below a crate's root; tests among them are left out.
    pub fn new(root: &str, sources: &[(String, String)]) -> Self {
        let mut found = Self {
            files: BTreeMap::new(),
            imported: BTreeMap::new(),
            used: BTreeMap::new(),
            words: BTreeMap::new(),
        };
        let (mut codes, mut tests) = (Vec::new(), BTreeSet::new());
        for (path, text) in sources.iter().filter(|(p, _)| !p.ends_with("tests.rs")) {
            let module = module(root, path);
            let (code, declared) = without_tests(&tokens(text));
            for name in declared {
                tests.insert([module.clone(), vec![name]].concat());
            }
            codes.push((path, module, code));
        }
        codes.retain(|(_, module, _)| !(1..=module.len()).any(|n| tests.contains(&module[..n])));
        for (path, module, code) in codes {
            found.words.insert(path.clone(), words(&code));
            let used = used(&module, &code);
            for name in &used {
                if let Some((alias, _)) = &name.import {
                    let key = (name.module.clone(), alias.clone());
                    found.imported.insert(key, name.path.clone());
                }
            }
            found.files.insert(module, path.clone());
            found.used.insert(path.clone(), used);
        }
        found
    }

    /// A path from the root, if it leads into this crate. `depth` ends a ring of
    /// names that lead to one another.
    fn absolute(&self, module: &[String], path: &[String], depth: usize) -> Option<Path> {
        let (first, rest) = path.split_first()?;
        let start = match first.as_str() {
            "crate" => Vec::new(),
            "self" => module.to_vec(),
            "super" => module[..module.len().checked_sub(1)?].to_vec(),
            _ => {
                let child = [module, std::slice::from_ref(first)].concat();
                if self.files.contains_key(&child) {
                    child
                } else {
                    let own = (module.to_vec(), first.clone());
                    let target = self.imported.get(&own).filter(|_| depth > 0)?;
                    if target == path {
                        return None;
                    }
                    self.absolute(module, target, depth - 1)?
                }
            }
        };
        match rest.first().map(String::as_str) {
            Some("super") => self.absolute(&start, rest, depth),
            _ => Some([&start, rest].concat()),
        }
    }

    /// The file that defines what a path from the root names; `None` for a module,
    /// which is no use of what is in it yet.
    fn definer(&self, path: &[String], depth: usize) -> Option<&String> {
        let mut module = Vec::new();
        for (at, name) in path.iter().enumerate() {
            let below = [&module[..], std::slice::from_ref(name)].concat();
            let last = at + 1 == path.len();
            let handed = self.imported.get(&(module.clone(), name.clone()));
            let is_module = self.files.contains_key(&below);
            if let Some(target) = handed.filter(|_| depth > 0 && (last || !is_module)) {
                let whole = [target, &path[at + 1..]].concat();
                if let Some(next) = self.absolute(&module, &whole, 8)
                    && next != path
                {
                    return self.definer(&next, depth - 1);
                }
            }
            if !is_module {
                return self.files.get(&module);
            }
            module = below;
        }
        None
    }
}

/// Who imports whom.
pub fn imports(all: &Crate) -> BTreeMap<String, BTreeSet<String>> {
    let of = |(file, used): (&String, &Vec<Used>)| {
        let handed_on = |used: &Used| match &used.import {
            Some((alias, public)) => *public && !all.words[file].contains(alias),
            None => false,
        };
        let names = used.iter().filter(|used| !handed_on(used));
        let files = names
            .filter_map(|used| all.absolute(&used.module, &used.path, 8))
            .filter_map(|path| all.definer(&path, 8).cloned())
            .filter(|other| other != file);
        (file.clone(), files.collect())
    };
    all.used.iter().map(of).collect()
}

/// The module that a file is.
fn module(root: &str, path: &str) -> Path {
    let rest = path[root.len() + 1..].trim_end_matches(".rs");
    let mut parts: Path = rest.split('/').map(str::to_owned).collect();
    if parts.last().is_some_and(|l| l == "mod") || ["lib", "main"].contains(&rest) {
        parts.pop();
    }
    parts
}

/// All words of a file's code, without what it declares with `use` and `mod`.
fn words(code: &[String]) -> BTreeSet<String> {
    let mut declares = false;
    let word = |token: &&String| {
        declares = match token.as_str() {
            "use" | "mod" => true,
            ";" => false,
            _ => declares,
        };
        !declares && is_name(token)
    };
    code.iter().filter(word).cloned().collect()
}

/// All paths in a file, those of `use` with the names that they bring.
fn used(module: &[String], code: &[String]) -> Vec<Used> {
    let (mut at, mut found) = (0, Vec::new());
    // Modules inside the file, with the depth of braces at which each began.
    let (mut inner, mut depth): (Vec<(String, usize)>, usize) = (Vec::new(), 0);
    while at < code.len() {
        let here = || [module, &inner.iter().map(|i| i.0.clone()).collect::<Path>()].concat();
        match code[at].as_str() {
            "mod" if code.get(at + 2).is_some_and(|t| t == "{") => {
                inner.push((code[at + 1].clone(), depth));
                at += 1;
            }
            "{" => depth += 1,
            "}" => {
                depth = depth.saturating_sub(1);
                inner.retain(|(_, began)| *began < depth);
            }
            // `+ use<'a>` in a type imports nothing.
            "use" if code.get(at + 1).is_none_or(|t| t != "<") => {
                let end = at + code[at..].iter().position(|t| t == ";").unwrap_or(0);
                let public = at > 0 && ["pub", ")"].contains(&code[at - 1].as_str());
                for (path, alias) in tree(&code[at + 1..end]) {
                    let import = Some((alias, public));
                    let module = here();
                    found.push(Used {
                        module,
                        path,
                        import,
                    });
                }
                at = end;
            }
            first if starts_path(code, at) => {
                let mut path = vec![first.to_owned()];
                while code.get(at + 1).is_some_and(|t| t == "::")
                    && code.get(at + 2).is_some_and(|t| is_name(t))
                {
                    path.push(code[at + 2].clone());
                    at += 2;
                }
                if path.len() > 1 {
                    let module = here();
                    found.push(Used {
                        module,
                        path,
                        import: None,
                    });
                }
            }
            _ => {}
        }
        at += 1;
    }
    found
}

fn is_name(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

fn starts_path(code: &[String], at: usize) -> bool {
    is_name(&code[at]) && (at == 0 || code[at - 1] != "::")
}

/// The paths of a tree such as `a::{self, b as c, d::*}`, each with its name.
fn tree(tokens: &[String]) -> Vec<(Path, String)> {
    let mut head = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token.as_str() {
            "::" => {}
            "{" => {
                let group = members(&tokens[at + 1..tokens.len() - 1]);
                let leaves = group.into_iter().flat_map(tree);
                return leaves.map(|leaf| below(&head, leaf)).collect();
            }
            "as" => return vec![(head, tokens[at + 1].clone())],
            name => head.push(name.to_owned()),
        }
    }
    match head.last().cloned() {
        Some(name) => vec![(head, name)],
        None => Vec::new(),
    }
}

/// A member of a group under the group's head; `self` is the head itself.
fn below(head: &[String], (path, alias): (Path, String)) -> (Path, String) {
    if path == ["self"] && !head.is_empty() {
        let own = head.last().cloned().unwrap_or_default();
        let alias = if alias == "self" { own } else { alias };
        return (head.to_vec(), alias);
    }
    ([head, &path].concat(), alias)
}

/// The members of a group, split at commas outside inner groups.
fn members(tokens: &[String]) -> Vec<&[String]> {
    let (mut depth, mut start, mut found) = (0, 0, Vec::new());
    for (at, token) in tokens.iter().enumerate() {
        match token.as_str() {
            "{" => depth += 1,
            "}" => depth -= 1,
            "," if depth == 0 => {
                found.push(&tokens[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(&tokens[start..]);
    found.retain(|member| !member.is_empty());
    found
}
