//! Profiles: what each platform can do, and its factory settings.

use std::sync::LazyLock;

use serde::Deserialize;

use super::prompt_rule::{Exhaust, Store, Trigger};
use crate::units::Population;

/// How well a value is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// In the platform's documentation.
    Found,
    /// From experience, not looked up again.
    Recalled,
    /// Taken from another platform, or a guess.
    Assumed,
}

/// A fact about a platform.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// Whether it is so.
    pub value: bool,
    /// How well it is known.
    pub mark: Mark,
    /// Where from.
    pub source: String,
}

/// A setting: what can be chosen, and the factory's choice.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice<T> {
    /// What can be chosen.
    pub allowed: Vec<T>,
    /// The factory's choice.
    pub default: T,
    /// How well it is known.
    pub mark: Mark,
    /// Where from.
    pub source: String,
}

/// Which kinds of grace there are; the factory's is none.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GraceChoice {
    /// What can be chosen.
    pub allowed: Vec<GraceKind>,
    /// How well it is known.
    pub mark: Mark,
    /// Where from.
    pub source: String,
}

/// Kinds of grace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum GraceKind {
    /// No grace.
    None,
    /// Until a week.
    Week,
    /// For some skips.
    Skips,
}

/// How many declines a platform can allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SkipLimit {
    /// Any number from the first to the last.
    Count(u8, u8),
    /// As many as people like.
    Unlimited,
}

/// Whose prompt rule customers meet where the plan sets nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CustomerRule {
    /// The factory's, which is documented.
    Factory,
    /// One that is assumed, since flows are free or no factory setting is known:
    /// the parameters `customers.cadence_days` and `customers.most_prompts`, then
    /// no more prompts.
    Assumed,
}

/// What a platform can do.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Id used in scenarios.
    pub id: String,
    /// Name in reports.
    pub name: String,
    /// `workforce`, `customer`.
    pub populations: Vec<String>,
    /// What enrolling presupposes, for the documentation.
    pub precondition: String,
    /// Where sources disagree about `provider_syncs`.
    pub disagreement: Option<String>,
    /// What holds for customers where the plan sets nothing; none if it serves none.
    pub customer_rule: Option<CustomerRule>,
    /// Why every account keeps its password, where the platform insists on it.
    pub password_stays: Option<String>,
    /// Triggers after which snoozes are kept in a cookie, where the platform ties
    /// the one to the other: after all others the server keeps them.
    #[serde(default)]
    pub cookie_triggers: Vec<Trigger>,
    /// What kind of sign-in triggers a prompt.
    pub trigger: Choice<Trigger>,
    /// Days until the next prompt: lowest and highest [civil days].
    pub cadence: Choice<u16>,
    /// Declines allowed.
    pub skips: Choice<SkipLimit>,
    /// What happens when the skips are used up.
    pub on_exhaust: Choice<Exhaust>,
    /// When declining can end by itself.
    pub grace: GraceChoice,
    /// Where skips and dates are kept.
    pub store: Choice<Store>,
    /// No prompt on a phone's sign-in.
    pub suppress_mobile: Choice<bool>,
    /// A policy on registration suppresses every prompt.
    pub suppressed_by_policy: Choice<bool>,
    /// Whether guests can enrol.
    pub guests_can_enrol: Fact,
    /// Whether the platform's passkey provider synchronises credentials.
    pub provider_syncs: Fact,
    /// Whether taking a model off the allow-list revokes existing credentials.
    pub aaguid_change_blocks_existing: Fact,
    /// Whether switching synced passkeys off revokes existing ones.
    pub disable_synced_blocks_existing: Fact,
    /// Whether a change of user principal names makes management and recovery longer.
    pub upn_change_breaks_management: Fact,
    /// Whether a change of the relying-party domain revokes all credentials.
    pub rp_id_change_blocks: Fact,
}

/// All profiles, in the order of the documentation.
pub fn all() -> &'static [Profile] {
    static PROFILES: LazyLock<Vec<Profile>> = LazyLock::new(|| {
        let text = include_str!("profiles.toml");
        // The text is part of the program, and a test reads it.
        toml::from_str::<File>(text).map_or_else(|e| unreachable!("{e}"), |file| file.profile)
    });
    &PROFILES
}

/// The profile of an id.
pub fn find(id: &str) -> Option<&'static Profile> {
    all().iter().find(|profile| profile.id == id)
}

/// The ids.
pub fn ids() -> impl Iterator<Item = &'static str> {
    all().iter().map(|profile| profile.id.as_str())
}

impl Profile {
    /// Whether it prompts this population to enrol.
    pub fn serves(&self, population: Population) -> bool {
        let name = match population {
            Population::Workforce => "workforce",
            Population::Customers => "customer",
        };
        self.populations.iter().any(|known| known == name)
    }

    /// Whether so many declines can be set; `None` is unlimited.
    pub fn allows_skips(&self, skips: Option<u8>) -> bool {
        self.skips.allowed.iter().any(|limit| match (limit, skips) {
            (SkipLimit::Unlimited, None) => true,
            (SkipLimit::Count(low, high), Some(n)) => (*low..=*high).contains(&n),
            _ => false,
        })
    }

    /// The factory's declines; `None` is unlimited.
    pub fn default_skips(&self) -> Option<u8> {
        match self.skips.default {
            SkipLimit::Count(count, _) => Some(count),
            SkipLimit::Unlimited => None,
        }
    }

    /// Lowest and highest days between prompts [civil days].
    pub fn cadence_range(&self) -> (u16, u16) {
        let low = self.cadence.allowed.iter().min().copied();
        let high = self.cadence.allowed.iter().max().copied();
        (low.unwrap_or(0), high.unwrap_or(0))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    profile: Vec<Profile>,
}

impl<'de> Deserialize<'de> for SkipLimit {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = SkipLimit;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a number, [lowest, highest], or \"unlimited\"")
            }

            fn visit_i64<E: serde::de::Error>(self, v: i64) -> Result<SkipLimit, E> {
                let count = u8::try_from(v).map_err(E::custom)?;
                Ok(SkipLimit::Count(count, count))
            }

            fn visit_str<E: serde::de::Error>(self, v: &str) -> Result<SkipLimit, E> {
                match v {
                    "unlimited" => Ok(SkipLimit::Unlimited),
                    _ => Err(E::custom("expected \"unlimited\"")),
                }
            }

            fn visit_seq<A: serde::de::SeqAccess<'de>>(
                self,
                mut seq: A,
            ) -> Result<SkipLimit, A::Error> {
                let mut next = || {
                    let missing = || serde::de::Error::custom("expected two numbers");
                    seq.next_element::<u8>()?.ok_or_else(missing)
                };
                Ok(SkipLimit::Count(next()?, next()?))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn factory_settings_are_allowed() {
        for profile in all() {
            let id = &profile.id;
            assert!(
                profile.trigger.allowed.contains(&profile.trigger.default),
                "{id}"
            );
            assert!(
                profile
                    .on_exhaust
                    .allowed
                    .contains(&profile.on_exhaust.default),
                "{id}"
            );
            assert!(
                profile.store.allowed.contains(&profile.store.default),
                "{id}"
            );
            assert!(profile.allows_skips(profile.default_skips()), "{id}");
            assert!(profile.grace.allowed.contains(&GraceKind::None), "{id}");
            let (low, high) = profile.cadence_range();
            assert!((low..=high).contains(&profile.cadence.default), "{id}");
            assert_eq!(
                profile.serves(Population::Customers),
                profile.customer_rule.is_some(),
                "{id}"
            );
            if profile.customer_rule == Some(CustomerRule::Assumed) {
                assert!(profile.on_exhaust.allowed.contains(&Exhaust::Stop), "{id}");
                assert!(profile.allows_skips(Some(6)), "{id}");
                assert!(high >= 21, "{id}");
            }
        }
    }

    #[test]
    fn six_platforms() {
        let known: Vec<&str> = ids().collect();
        assert_eq!(
            known,
            ["entra", "okta", "auth0", "pingone", "forgerock", "duo"]
        );
        let entra = find("entra").unwrap();
        assert_eq!(entra.cadence_range(), (0, 14));
        assert!(entra.allows_skips(None) && !entra.allows_skips(Some(4)));
        assert!(!entra.guests_can_enrol.value);
        assert!(find("ldap").is_none());
    }
}
