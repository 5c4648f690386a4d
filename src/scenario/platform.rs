//! `[platform]` and `[platform.prompt]`.

use crate::platform::prompt_rule::{Exhaust, Grace, Store, Trigger};
use serde::Serialize;

/// The identity platform and the plan's settings on it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Platform {
    /// Profile id: `entra okta auth0 pingone forgerock duo`.
    pub id: String,
    /// Whether the platform's passkey provider synchronises credentials.
    pub provider_syncs: bool,
    /// The prompt rule in force: the profile's, with the plan's changes.
    pub prompt: PromptRule,
}

/// When the platform asks a person to enrol, and what happens when they decline.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PromptRule {
    /// What kind of sign-in triggers a prompt.
    pub trigger: Trigger,
    /// Days until the next prompt after a decline; 0 is every sign-in (at most daily) [civil days].
    pub cadence_days: u16,
    /// Declines allowed; `None` is unlimited.
    pub skips: Option<u8>,
    /// What happens when the skips are used up.
    pub on_exhaust: Exhaust,
    /// When declining ends by itself.
    pub grace: Grace,
    /// Where skips and dates are kept.
    pub store: Store,
    /// No prompt on a phone's sign-in.
    pub suppress_mobile: bool,
    /// A Conditional Access policy on registration (or the like) is in force and suppresses every prompt.
    pub suppressed_by_policy: bool,
}
