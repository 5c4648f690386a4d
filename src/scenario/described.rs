//! Whom a file describes: an organisation's own people, its customers, or both.

use super::table::Table;
use super::text::{Node, Value, Voice};

/// Whom a file describes; at least one of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Described {
    /// The organisation's own people.
    pub workforce: bool,
    /// Its customers.
    pub customers: bool,
}

/// Tables about a workforce alone, and what customers have in their place.
const WORKFORCE: [(&str, Option<&str>); 11] = [
    ("department", None),
    ("devices", Some("customers.os")),
    ("platform", Some("customers.platform")),
    ("phase", Some("tier")),
    ("communications", None),
    ("fallback", Some("customers.recovery")),
    ("helpdesk", None),
    ("today", None),
    ("keys", None),
    ("remove_legacy", Some("customers.remove_password")),
    ("shock", None),
];

impl Described {
    /// A file without customers is about a workforce, which needs no table at all;
    /// with customers, `[organisation]` says that it is about both.
    fn by(named: impl Fn(&str) -> bool) -> Self {
        let customers = named("customers");
        Self {
            workforce: !customers || named("organisation"),
            customers,
        }
    }

    /// Whom the file describes. Reports tables about nobody in it.
    pub fn read(root: &Table<'_>) -> Self {
        let given = |name: &str| {
            let voice = root.review().voice(&root.place(name));
            root.raw(name).is_some() && voice != Voice::BuiltIn
        };
        let described = Self::by(given);
        if !described.workforce {
            for (name, instead) in WORKFORCE.into_iter().filter(|(name, _)| given(name)) {
                let message = format!("`{name}` is about a workforce, the file about customers");
                let expected = match instead {
                    Some(instead) => format!("`{instead}`, or [organisation] for a workforce too"),
                    None => "[organisation], if the file is about a workforce too".to_owned(),
                };
                root.problem(
                    "scenario::other-population",
                    name,
                    message,
                    Some(expected),
                    instead.map(str::to_owned),
                );
            }
        }
        if !described.customers && given("tier") {
            root.problem(
                "scenario::other-population",
                "tier",
                "`tier` is about customers, the file about a workforce",
                Some("[customers] beside it".to_owned()),
                None,
            );
        }
        described
    }
}

/// Adds the built-in lists that a file leaves out. `keys` are those that will yet
/// be set: they say whom the file describes too, and can reach into the lists.
pub(super) fn complete(root: &mut Node, defaults: &Node, keys: &[&str]) {
    let set = |name: &str| {
        let first = |key: &&&str| key.trim().split(['.', '[']).next() == Some(name);
        keys.iter().any(|key| first(&key))
    };
    let described = Described::by(|name| root.get(name).is_some() || set(name));
    // A roster brings its own departments.
    let roster = root
        .get("organisation")
        .is_some_and(|table| table.get("roster").is_some())
        || keys.iter().any(|key| key.trim() == "organisation.roster");
    let Value::Table(fields) = &mut root.value else {
        return;
    };
    for field in defaults.fields().unwrap_or_default() {
        let name = field.name.as_str();
        let wanted = match name {
            "tier" => described.customers,
            "department" => described.workforce && !roster,
            _ => described.workforce,
        };
        if !wanted {
            continue;
        }
        let Some(at) = fields.iter().position(|known| known.name == name) else {
            fields.push(field.clone());
            continue;
        };
        // Of communications, only the list of channels is built in.
        if name == "communications" {
            let known = &mut fields[at].node;
            let missing = known.get("channel").is_none();
            if let (true, Value::Table(inner), Some(channels)) =
                (missing, &mut known.value, field.node.field("channel"))
            {
                inner.push(channels.clone());
            }
        }
    }
}
