//! `[devices]`.

use std::path::Path;

use serde::Serialize;

use super::aggregates::{DeviceFacts, DeviceFiles, ReadAggregates};
use super::key::{Key, key};
use super::kind::Kind;
use super::shares::check_shares;
use super::table::Table;
use super::writer::Writer;

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

#[rustfmt::skip]
pub(super) const KEYS: &[Key] = &[
    key("devices", "windows", Kind::Share, "", "0.68", "0.9", "Share of computers on Windows. Naming any system of computers sets those not named to 0."),
    key("devices", "macos", Kind::Share, "", "0.27", "0.1", "Share of computers on macOS."),
    key("devices", "chromeos", Kind::Share, "", "0.05", "0", "Share of computers on ChromeOS."),
    key("devices", "ios", Kind::Share, "", "0.58", "0.7", "Share of phones on iOS. Naming one system of phones sets the other to 0 if it is not named."),
    key("devices", "android", Kind::Share, "", "0.42", "0.3", "Share of phones on Android."),
    key("devices", "synced", Kind::Share, "", "0.6", "0.9", "Share of holders whose passkey is synced, where the platform allows it."),
    key("devices", "file", Kind::Files, "", "(none)", "[\"intune.csv\", \"jamf.csv\"]", "A device inventory, or several, whose totals give the shares; a device in several counts once."),
    key("devices", "unreadable", Kind::Share, "", "0.1", "0.02", "Share of an inventory's rows that may be unreadable; above it the inventory is refused."),
];

/// Systems of computers, and of phones.
const GROUPS: [(&str, &[&str]); 2] = [
    ("computers", &["windows", "macos", "chromeos"]),
    ("phones", &["ios", "android"]),
];

/// Reads the table.
pub(super) fn resolve(
    root: &Table<'_>,
    folder: Option<&Path>,
    files: &dyn ReadAggregates,
) -> Devices {
    let table = root.table("devices");
    let unreadable = table.number_or_default("unreadable");
    let facts = table.texts("file").and_then(|names| {
        let path = |name: &String| match folder {
            Some(folder) => folder.join(name),
            None => name.into(),
        };
        let lists = DeviceFiles {
            paths: names.iter().map(path).collect(),
            unreadable,
        };
        let refused = |why: String| {
            let names: Vec<String> = names.iter().map(|name| format!("{name:?}")).collect();
            let names = names.join(" and ");
            let message = format!("the device inventory {names} cannot be used: {why}");
            table.problem("scenario::file", "file", message, None, None);
        };
        files.devices(&lists).map_err(refused).ok()
    });
    if let Some(facts) = facts.as_ref().filter(|facts| facts.shared_computers > 0) {
        let message = format!(
            "{} shared computers are listed; how many people depend on one is the assumption device.shared_workstation",
            facts.shared_computers
        );
        table.note("note::devices", "file", message);
    }
    if let Some(facts) = facts.as_ref().filter(|facts| facts.other_computers > 0) {
        let message = format!(
            "{} computers with Linux or another system that no share stands for are left out; the shares are of the others",
            facts.other_computers
        );
        table.note("note::devices", "file", message);
    }
    let [computers, phones] =
        GROUPS.map(|(whole, names)| shares(&table, whole, names, facts.as_ref()));
    Devices {
        windows: computers[0],
        macos: computers[1],
        chromeos: computers[2],
        ios: phones[0],
        android: phones[1],
        synced: table.number_or_default("synced"),
    }
}

/// Writes the table.
pub(super) fn write(devices: &Devices, out: &mut Writer) {
    out.header("[devices]");
    out.number("windows", devices.windows);
    out.number("macos", devices.macos);
    out.number("chromeos", devices.chromeos);
    out.number("ios", devices.ios);
    out.number("android", devices.android);
    out.number("synced", devices.synced);
}

/// Shares as typed; else those of the inventory; else the defaults.
fn shares(
    table: &Table<'_>,
    whole: &str,
    names: &[&'static str],
    facts: Option<&DeviceFacts>,
) -> Vec<f64> {
    let typed: Vec<&str> = names
        .iter()
        .copied()
        .filter(|name| table.raw(name).is_some())
        .collect();
    if !typed.is_empty() {
        let values: Vec<f64> = names
            .iter()
            .map(|name| table.number(name).unwrap_or(0.0))
            .collect();
        if typed.iter().all(|name| table.number(name).is_some()) {
            let parts: Vec<_> = typed.iter().map(|name| (table.clone(), *name)).collect();
            check_shares(&format!("shares of {whole}"), &parts, values.iter().sum());
        }
        return values;
    }
    let count = |facts: &DeviceFacts, name: &str| match name {
        "windows" => f64::from(facts.windows),
        "macos" => f64::from(facts.macos),
        "chromeos" => f64::from(facts.chromeos),
        "ios" => f64::from(facts.ios),
        _ => f64::from(facts.android),
    };
    let counts: Option<Vec<f64>> = facts.map(|f| names.iter().map(|name| count(f, name)).collect());
    match counts.map(|counts| (counts.iter().sum::<f64>(), counts)) {
        Some((sum, counts)) if sum > 0.0 => counts.iter().map(|n| n / sum).collect(),
        found => {
            if found.is_some() {
                let message = format!("no {whole} are listed: their shares are the defaults");
                table.note("note::devices", "file", message);
            }
            names
                .iter()
                .map(|name| table.number_or_default(name))
                .collect()
        }
    }
}
