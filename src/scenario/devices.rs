//! `[devices]`.

use serde::Serialize;

/// What people sign in with. Shares of own computers sum to 1, of phones too.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Devices {
    /// Share of computers on Windows [0..1].
    pub windows: f64,
    /// Share of computers on macOS [0..1].
    pub macos: f64,
    /// Share of computers on ChromeOS [0..1].
    pub chromeos: f64,
    /// Share of phones on iOS [0..1].
    pub ios: f64,
    /// Share of phones on Android [0..1].
    pub android: f64,
    /// Share of holders whose credential is synced, where the platform allows it [0..1].
    pub synced: f64,
}
