//! The vocabulary of prompt rules, shared by profiles and plans.

use serde::{Deserialize, Serialize};

/// What kind of sign-in triggers a prompt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trigger {
    /// After a second factor.
    AfterMfa,
    /// After a password.
    AfterPassword,
    /// After a sign-in with a passkey of another device.
    AfterCrossDevice,
    /// At every sign-in.
    SignIn,
    /// Where a flow's designer put it: every sign-in of the flow.
    FlowNode,
}

/// When the skips are used up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Exhaust {
    /// Prompts go on.
    Continue,
    /// Prompts stop.
    Stop,
    /// Enrolment is forced.
    Force,
}

/// When declining ends by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grace {
    /// Never.
    None,
    /// Enrolment is forced from this plan week's Monday.
    ByWeek(u16),
    /// Enrolment is forced after so many skips, 1 to 10.
    BySkips(u8),
}

/// Where skips and dates are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Store {
    /// On the server: one count a person.
    Server,
    /// In a cookie: each browser counts for itself.
    Cookie,
}
