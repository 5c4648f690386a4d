//! The registry of keys: the one list of what a scenario may say.
//!
//! Each table's file holds its rows. They drive the finding of unknown keys,
//! types and ranges, defaults, the JSON schema, `explain` and the documentation.

pub use super::key::Key;
use super::key::{Keys, key};
use super::kind::Kind;
use super::{
    assumptions, channel, communications, customers, department, devices, fallback, helpdesk,
    organisation, phase, plan_item, platform, run, shock, target, tier, today, variant,
};

/// Keys at the top of the file.
#[rustfmt::skip]
const TOP: &[Key] = &[
    key("", "format", Kind::Integer(1, 1_000_000), "", "1", "1", "Version of the format."),
    key("", "name", Kind::Text, "", "(the file's stem)", "\"Spring rollout\"", "Name of the plan, used in results."),
    key("", "start", Kind::Date, "", "2027-01-04", "2027-03-01", "Monday of week 1."),
    key("", "organisation", Kind::Table("organisation"), "", "(see its keys)", "", "Who works there."),
    key("", "department", Kind::Tables("department"), "", "(ten departments)", "", "The departments, at most 256; their shares add up to 1."),
    key("", "devices", Kind::Table("devices"), "", "(see its keys)", "", "What people sign in with."),
    key("", "platform", Kind::Table("platform"), "", "(see its keys)", "", "The identity platform and the plan's settings on it."),
    key("", "phase", Kind::Tables("phase"), "", "(four phases over 24 weeks)", "", "Phases in order; each is in force until the next one starts."),
    key("", "communications", Kind::QualityTable("communications"), "", "\"good\"", "\"fair\"", "Messages, FAQ and sponsorship: one word or number, or a table of dials."),
    key("", "fallback", Kind::QualityTable("fallback"), "", "\"good\"", "\"fair\"", "What happens when a passkey is gone: one word or number, or a table of dials."),
    key("", "helpdesk", Kind::Table("helpdesk"), "", "(see its keys)", "", "Staffing of the desk."),
    key("", "today", Kind::Table("today"), "", "(as the plan)", "", "The desk and the fallback before the rollout: what the baseline has, and the rollout until week 1. Of several plans the first one's counts for all."),
    key("", "keys", Kind::Table("keys"), "", "(none)", "", "Security keys for people who are not capable otherwise."),
    key("", "remove_legacy", Kind::Table("remove_legacy"), "", "(none)", "", "Removal of the legacy factor."),
    key("", "shock", Kind::Tables("shock"), "", "(none)", "", "Bad days."),
    key("", "customers", Kind::Table("customers"), "", "(none)", "", "Accounts of customers. With [organisation] beside it the file is about both, without it about customers alone."),
    key("", "tier", Kind::Tables("tier"), "", "(three tiers, from weeks 1, 9 and 17 on)", "", "What customers are offered, and what is required of them."),
    key("", "target", Kind::Tables("target"), "", "(none)", "", "What the owner wants, and by when."),
    key("", "run", Kind::Table("run"), "", "(see its keys)", "", "Horizon, draws, seed."),
    key("", "assumptions", Kind::Table("assumptions"), "", "(none)", "", "Parameters of the registry, by id."),
    key("", "variant", Kind::Tables("variant"), "", "(none)", "", "Plans that differ from this one in some keys, for `compare`."),
];

/// All tables, in the order of the documentation.
pub(super) const REGISTRY: Keys = Keys(&[
    TOP,
    organisation::KEYS,
    department::KEYS,
    devices::KEYS,
    platform::KEYS,
    phase::KEYS,
    communications::KEYS,
    channel::KEYS,
    fallback::KEYS,
    helpdesk::KEYS,
    today::KEYS,
    plan_item::KEYS,
    shock::KEYS,
    customers::KEYS,
    platform::CUSTOMER_KEYS,
    tier::KEYS,
    target::KEYS,
    run::KEYS,
    assumptions::KEYS,
    variant::KEYS,
]);

/// All keys, in the order of the documentation.
pub fn all() -> impl Iterator<Item = &'static Key> {
    REGISTRY.all()
}

/// The keys of one table.
pub fn of(table: &str) -> impl Iterator<Item = &'static Key> {
    REGISTRY.of(table)
}

/// A key of a table.
pub fn find(table: &str, name: &str) -> Option<&'static Key> {
    REGISTRY.find(table, name)
}

#[cfg(test)]
mod tests {
    use super::super::text::parse_value;
    use super::*;

    #[test]
    fn paths_are_unique() {
        let mut paths: Vec<String> = all().map(Key::path).collect();
        let count = paths.len();
        paths.sort();
        paths.dedup();
        assert_eq!(paths.len(), count);
    }

    #[test]
    fn defaults_and_examples_are_values_of_their_kind() {
        for key in all() {
            let texts = [key.default_value(), Some(key.example)];
            for text in texts.into_iter().flatten().filter(|t| !t.is_empty()) {
                let node =
                    parse_value(text, 0, 0).unwrap_or_else(|| panic!("{}: {text}", key.path()));
                let kind = match key.kind {
                    Kind::QualityTable(_) => Kind::Quality,
                    other => other,
                };
                assert!(kind.read(&node).is_ok(), "{}: {text}", key.path());
            }
            assert!(key.meaning.ends_with('.'), "{}", key.path());
        }
    }

    #[test]
    fn every_table_has_keys_and_a_parent() {
        for key in all() {
            if let Kind::Table(table) | Kind::Tables(table) | Kind::QualityTable(table) = key.kind {
                assert!(of(table).count() > 0 || table == "assumptions", "{table}");
            }
            let parent = |k: &Key| matches!(k.kind, Kind::Table(t) | Kind::Tables(t) | Kind::QualityTable(t) if t == key.table);
            assert!(key.table.is_empty() || all().any(parent), "{}", key.table);
        }
    }
}
