//! `--set key=value`: changes to the tree before it is read.

use std::sync::Arc;

use super::key::{Key, Keys, RESERVED};
use super::kind::{Kind, Words};
use super::problem::nearest;
use super::review::Review;
use super::text::{Field, Node, Origin, Place, Value, Voice, parse_value};
use super::tier::TierKind;
use super::{communications, fallback};

/// One `--set key=value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// Path of a key: `organisation.headcount`, `phase.2.first_week`,
    /// `department.engineering.share`, `assumptions.device.phone_loss`.
    pub key: String,
    /// The value in TOML syntax; quotes around texts may be left out.
    pub value: String,
}

/// A step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Name(String),
    Index(usize),
}

impl Override {
    /// Its text as an origin of values.
    pub(super) fn origin(&self) -> Origin {
        Origin {
            name: Arc::from("--set"),
            text: Arc::from(self.text().as_str()),
            voice: Voice::Override,
        }
    }

    fn text(&self) -> String {
        format!("{}={}", self.key, self.value)
    }
}

/// Applies one override, whose text is origin `origin`.
pub(super) fn apply(root: &mut Node, set: &Override, origin: usize, review: &Review) {
    let key_place = Place {
        origin,
        span: 0..set.key.len(),
    };
    put_at(root, &set.key, &key_place, value(set, origin), review);
}

/// Puts a value at the path `key`, which stands at `place`.
pub(super) fn put_at(root: &mut Node, key: &str, place: &Place, value: Node, review: &Review) {
    let refuse = |message: String, expected: Option<String>, near: Option<String>| {
        review.problem(
            "scenario::bad-override",
            key,
            place,
            message,
            expected,
            near,
        );
    };
    let Some(steps) = steps(key) else {
        let expected = Some("a key such as organisation.headcount".to_owned());
        return refuse(format!("{key:?} is no key"), expected, None);
    };
    if let [Step::Name(name)] = steps.as_slice() {
        let dials: Vec<&str> = match name.as_str() {
            "communications" => communications::dial_names().collect(),
            "fallback" => fallback::dial_names().collect(),
            _ => Vec::new(),
        };
        if !dials.is_empty() && value.fields().is_none() {
            return set_quality(root, name, &dials, value, place.clone());
        }
    }
    if let Err((message, expected, near)) = put(root, review.keys(), "", &steps, value, place) {
        refuse(message, expected, near);
    }
}

/// Turns `communications = "good"` into a table with that quality, so that dials
/// can be set beside it, and the numbers of tiers into their words, by which they
/// can be chosen.
pub(super) fn normalise(root: &mut Node) {
    let Value::Table(fields) = &mut root.value else {
        return;
    };
    if let Some(Value::List(tiers)) = value_of(fields, "tier") {
        for tier in tiers {
            if let Value::Table(fields) = &mut tier.value
                && let Some(kind) = value_of(fields, "kind")
                && let Value::Integer(number @ 1..=3) = kind
            {
                let word = TierKind::WORDS[*number as usize - 1];
                *kind = Value::Text(word.to_owned());
            }
        }
    }
    for field in fields {
        let is_word = ["communications", "fallback"].contains(&field.name.as_str());
        if is_word && field.node.fields().is_none() {
            let node = field.node.clone();
            let quality = Field {
                name: "quality".to_owned(),
                place: node.place.clone(),
                node,
            };
            field.node.value = Value::Table(vec![quality]);
        }
    }
}

fn value_of<'f>(fields: &'f mut [Field], name: &str) -> Option<&'f mut Value> {
    let field = fields.iter_mut().find(|field| field.name == name)?;
    Some(&mut field.node.value)
}

type Refused = (String, Option<String>, Option<String>);

/// The value in TOML syntax, or a text without its quotes.
fn value(set: &Override, origin: usize) -> Node {
    let offset = set.key.len() + 1;
    parse_value(&set.value, origin, offset).unwrap_or_else(|| Node {
        place: Place {
            origin,
            span: offset..offset + set.value.len(),
        },
        value: Value::Text(set.value.trim().to_owned()),
    })
}

/// A word for all dials: those of the file give way, its dates stay.
fn set_quality(root: &mut Node, name: &str, dials: &[&str], value: Node, place: Place) {
    let table = entry(root, name, &place, Value::Table(Vec::new()));
    if let Value::Table(fields) = &mut table.value {
        fields.retain(|field| field.name != "quality" && !dials.contains(&field.name.as_str()));
        fields.push(Field {
            name: "quality".to_owned(),
            place,
            node: value,
        });
    }
}

/// Splits `a.b[2]."c.d"` into steps.
fn steps(path: &str) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    let mut rest = path.trim();
    while !rest.is_empty() {
        if let Some(tail) = rest.strip_prefix('[') {
            let (index, tail) = tail.split_once(']')?;
            steps.push(Step::Index(index.trim().parse().ok()?));
            rest = tail;
        } else if let Some(quote) = rest.chars().next().filter(|c| "\"'".contains(*c)) {
            let (name, tail) = rest[1..].split_once(quote)?;
            steps.push(Step::Name(name.to_owned()));
            rest = tail;
        } else {
            let end = rest.find(['.', '[']).unwrap_or(rest.len());
            let (name, tail) = rest.split_at(end);
            if name.trim().is_empty() {
                return None;
            }
            steps.push(Step::Name(name.trim().to_owned()));
            rest = tail;
        }
        if let Some(tail) = rest.strip_prefix('.') {
            if tail.is_empty() {
                return None;
            }
            rest = tail;
        }
    }
    (!steps.is_empty()).then_some(steps)
}

/// Puts a value at a path below a table of a pattern.
fn put(
    node: &mut Node,
    keys: Keys,
    pattern: &'static str,
    steps: &[Step],
    value: Node,
    place: &Place,
) -> Result<(), Refused> {
    let Some((Step::Name(name), rest)) = steps.split_first() else {
        return Err((
            "an item of a list cannot be chosen here".to_owned(),
            None,
            None,
        ));
    };
    if pattern == "assumptions" {
        let parts = steps.iter().map(|step| match step {
            Step::Name(name) => name.clone(),
            Step::Index(i) => i.to_string(),
        });
        return insert(node, &parts.collect::<Vec<_>>().join("."), value, place);
    }
    let Some(key) = keys.find(pattern, name) else {
        return if rest.is_empty() || pattern.is_empty() && RESERVED.contains(&name.as_str()) {
            // Left for the check of the whole tree, which knows what to say.
            insert(node, name, value, place)
        } else {
            Err(unknown(keys, pattern, name))
        };
    };
    if rest.is_empty() {
        return insert(node, name, value, place);
    }
    match key.kind {
        Kind::Table(inner) | Kind::QualityTable(inner) => {
            let table = entry(node, name, place, Value::Table(Vec::new()));
            put(table, keys, inner, rest, value, place)
        }
        Kind::Tables(inner) => {
            // A list that is not there has no item to choose, and is not made one.
            if node.get(name).is_none() {
                let expected = format!("the whole list, such as '{name}=[{{ ... }}]'");
                return Err((format!("the file lists no `{name}`"), Some(expected), None));
            }
            let list = entry(node, name, place, Value::List(Vec::new()));
            let (item, rest) = choose(list, name, rest)?;
            if rest.is_empty() {
                item.value = value.value;
                return Ok(());
            }
            put(item, keys, inner, rest, value, place)
        }
        Kind::ShareByDepartment | Kind::Setting | Kind::Grace | Kind::Audience => {
            let table = entry(node, name, place, Value::Table(Vec::new()));
            if table.fields().is_none() {
                table.value = Value::Table(Vec::new());
            }
            match rest {
                [Step::Name(inner)] => insert(table, inner, value, place),
                _ => Err((
                    format!("`{}` has no keys that deep", key.path()),
                    None,
                    None,
                )),
            }
        }
        _ => Err((
            format!("`{}` takes {}, not keys", key.path(), key.kind.describe()),
            None,
            None,
        )),
    }
}

/// An item of a list, by its number from 1 or its name.
fn choose<'n, 's>(
    list: &'n mut Node,
    name: &str,
    steps: &'s [Step],
) -> Result<(&'n mut Node, &'s [Step]), Refused> {
    let Value::List(items) = &mut list.value else {
        return Err((format!("`{name}` is no list of tables"), None, None));
    };
    let names: Vec<String> = items
        .iter()
        .map(|item| item_name(item).unwrap_or_default().to_owned())
        .collect();
    let (step, rest) = steps
        .split_first()
        .unwrap_or_else(|| unreachable!("checked by the caller"));
    let at = match step {
        Step::Index(number) => number.checked_sub(1),
        Step::Name(step) => match step.parse::<usize>() {
            Ok(number) => number.checked_sub(1),
            Err(_) => names
                .iter()
                .position(|known| known.to_lowercase() == step.to_lowercase()),
        },
    };
    match at.filter(|at| *at < names.len()) {
        Some(at) => Ok((&mut items[at], rest)),
        None => {
            let shown = match step {
                Step::Index(number) => number.to_string(),
                Step::Name(step) => step.clone(),
            };
            let near = nearest(
                &shown,
                names.iter().map(String::as_str).filter(|n| !n.is_empty()),
            );
            let expected = Some(format!("a number from 1 to {}, or a name", names.len()));
            Err((format!("`{name}` has no item {shown:?}"), expected, near))
        }
    }
}

/// The name of an item; phases without one go by their kind.
fn item_name(item: &Node) -> Option<&str> {
    let named = item.get("name").or_else(|| item.get("kind"))?;
    match &named.value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

fn unknown(keys: Keys, pattern: &'static str, name: &str) -> Refused {
    let names: Vec<&'static str> = keys.of(pattern).map(|key: &Key| key.name).collect();
    let near = nearest(name, names.iter().copied());
    (
        format!("unknown key `{name}`"),
        Some(format!("one of {}", names.join(", "))),
        near,
    )
}

fn insert(node: &mut Node, name: &str, value: Node, place: &Place) -> Result<(), Refused> {
    *entry(node, name, place, Value::Flag(false)) = value;
    Ok(())
}

/// The field of a table, created when it is not there.
fn entry<'n>(node: &'n mut Node, name: &str, place: &Place, default: Value) -> &'n mut Node {
    if node.fields().is_none() {
        node.value = Value::Table(Vec::new());
    }
    let Value::Table(fields) = &mut node.value else {
        unreachable!("it was just made a table");
    };
    let at = fields
        .iter()
        .position(|field| field.name == name)
        .unwrap_or_else(|| {
            fields.push(Field {
                name: name.to_owned(),
                place: place.clone(),
                node: Node {
                    place: place.clone(),
                    value: default,
                },
            });
            fields.len() - 1
        });
    &mut fields[at].node
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_split() {
        let name = |text: &str| Step::Name(text.to_owned());
        assert_eq!(steps("a.b"), Some(vec![name("a"), name("b")]));
        assert_eq!(
            steps("phase[2].weeks"),
            Some(vec![name("phase"), Step::Index(2), name("weeks")])
        );
        assert_eq!(
            steps("assumptions.\"x.y\""),
            Some(vec![name("assumptions"), name("x.y")])
        );
        for bad in ["", ".", "a..b", "a.", "a[", "a[x]"] {
            assert_eq!(steps(bad), None, "{bad:?}");
        }
    }
}
