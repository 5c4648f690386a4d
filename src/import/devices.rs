//! A device manager's list, as counts by operating system.

use std::io::Read;

use serde::Serialize;

use super::error::ImportError;
use super::layout::{INTUNE, JAMF};
use super::private::Seen;
use super::skipped::{SkipReason, Skipped};
use super::table::{Row, Table};
use super::text::folded;

/// What a device manager's list says of an organisation. Counts are of devices.
/// The order of the rows does not matter, unless rows of one device disagree:
/// the first counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct DevicesAggregate {
    /// Computers by operating system.
    pub computers: ComputerCounts,
    /// Phones and tablets by operating system.
    pub phones: PhoneCounts,
    /// Computers without a primary user; 0 where the list names no users.
    pub shared_computers: u32,
    /// Phones and tablets without a primary user.
    pub shared_phones: u32,
    /// Computers whose system can be a platform authenticator: Windows 10 or
    /// macOS 13, or later. No such version is known for other systems.
    pub computers_ready: u32,
    /// Phones and tablets likewise: iOS 17 or Android 14, or later.
    pub phones_ready: u32,
    /// Phones and tablets that belong to their users.
    pub personal_phones: u32,
    /// Rows below the header.
    pub rows_read: u32,
    /// Rows not counted, by reason.
    pub rows_skipped: Vec<(SkipReason, u32)>,
    /// What was assumed, in sentences for the user.
    pub notes: Vec<String>,
}

/// Computers by operating system.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct ComputerCounts {
    /// Windows, servers apart.
    pub windows: u32,
    /// macOS.
    pub macos: u32,
    /// ChromeOS.
    pub chromeos: u32,
    /// Linux and what else is no phone.
    pub other: u32,
}

/// Phones and tablets by operating system.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct PhoneCounts {
    /// iOS and iPadOS.
    pub ios: u32,
    /// Android.
    pub android: u32,
}

/// Reads a device list from CSV, Intune's or Jamf's, told apart by the header.
/// `name` is what errors call the file.
///
/// A device in several rows counts once. A Jamf list without a system column is
/// of Macs, but for models that say otherwise.
///
/// # Errors
/// [`ImportError`] when the file is no device list or too little is readable.
pub fn read_devices(name: &str, reader: impl Read) -> Result<DevicesAggregate, ImportError> {
    let mut table = Table::open(name, reader, &[&INTUNE, &JAMF])?;
    let columns = Columns::of(&table);
    let mut skipped = Skipped::default();
    let mut count = Count::default();
    while let Some(row) = table.next_row(&mut skipped) {
        if let Err(reason) = count.add(&row, &columns) {
            skipped.add(row.line, reason);
        }
    }
    table.enough(&skipped)?;
    let notes = count.notes(&columns);
    Ok(DevicesAggregate {
        rows_read: table.rows_read(),
        rows_skipped: skipped.into_counts(),
        notes,
        ..count.devices
    })
}

impl ComputerCounts {
    /// All computers.
    pub fn total(self) -> u32 {
        self.windows + self.macos + self.chromeos + self.other
    }
}

impl PhoneCounts {
    /// All phones and tablets.
    pub fn total(self) -> u32 {
        self.ios + self.android
    }
}

/// Where the list's columns are.
struct Columns {
    /// The list is Jamf's, and of Macs where no column says otherwise.
    apple: bool,
    device: Option<usize>,
    system: Option<usize>,
    version: Option<usize>,
    model: Option<usize>,
    owner: Option<usize>,
    users: [Option<usize>; 2],
}

/// The counts while reading.
#[derive(Default)]
struct Count {
    seen: Seen,
    devices: DevicesAggregate,
    unreadable_versions: u32,
    owners_at_odds: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum System {
    Windows,
    MacOs,
    ChromeOs,
    OtherComputer,
    Ios,
    Android,
}

impl Columns {
    fn of(table: &Table) -> Columns {
        Columns {
            apple: table.layout.title == JAMF.title,
            device: table.column("device").or(table.column("serial")),
            system: table.column("system"),
            version: table.column("version"),
            model: table.column("model"),
            owner: table.column("owner"),
            users: [table.column("upn"), table.column("user")],
        }
    }

    fn system(&self, row: &Row) -> Result<System, SkipReason> {
        let named = folded(&row.cell(self.system));
        let model = folded(&row.cell(self.model));
        match named.as_str() {
            "" if self.apple && model.starts_with("appletv") => Err(SkipReason::NotPersonal),
            "" if self.apple
                && ["iphone", "ipad", "ipod"]
                    .iter()
                    .any(|m| model.starts_with(m)) =>
            {
                Ok(System::Ios)
            }
            "" if self.apple => Ok(System::MacOs),
            "" => Err(SkipReason::NoSystem),
            name => system(name),
        }
    }
}

impl Count {
    fn add(&mut self, row: &Row, columns: &Columns) -> Result<(), SkipReason> {
        let system = columns.system(row)?;
        if !self.seen.first(&row.cell(columns.device)) {
            return Err(SkipReason::Repeated);
        }
        let devices = &mut self.devices;
        *match system {
            System::Windows => &mut devices.computers.windows,
            System::MacOs => &mut devices.computers.macos,
            System::ChromeOs => &mut devices.computers.chromeos,
            System::OtherComputer => &mut devices.computers.other,
            System::Ios => &mut devices.phones.ios,
            System::Android => &mut devices.phones.android,
        } += 1;
        let major = major_version(&row.cell(columns.version));
        self.unreadable_versions += u32::from(major.is_none());
        let ready = first_ready(system)
            .zip(major)
            .is_some_and(|(first, major)| major >= first);
        let named = columns
            .users
            .iter()
            .any(|user| !placeholder(&row.cell(*user)));
        let shared = columns.users.iter().any(Option::is_some) && !named;
        if !matches!(system, System::Ios | System::Android) {
            devices.computers_ready += u32::from(ready);
            devices.shared_computers += u32::from(shared);
            return Ok(());
        }
        // The owner column is what the administrator decided; the system's name
        // only says how the phone was enrolled.
        let enrolled_as_own = folded(&row.cell(columns.system)).contains("personal");
        let own = match folded(&row.cell(columns.owner)).as_str() {
            "personal" | "byod" | "user" | "employee" | "userowned" => true,
            "" | "unknown" => enrolled_as_own,
            _ => {
                self.owners_at_odds += u32::from(enrolled_as_own);
                false
            }
        };
        devices.phones_ready += u32::from(ready);
        devices.shared_phones += u32::from(shared);
        devices.personal_phones += u32::from(own);
        Ok(())
    }

    fn notes(&self, columns: &Columns) -> Vec<String> {
        let mut notes = Vec::new();
        let mut say = |when: bool, what: String| notes.extend(when.then_some(what));
        say(
            columns.users.iter().all(Option::is_none),
            "no user column: no device counted as shared".to_owned(),
        );
        let unread = self.unreadable_versions;
        say(
            unread > 0,
            format!("unreadable system versions, counted as not ready: {unread}"),
        );
        let odd = self.owners_at_odds;
        say(
            odd > 0,
            format!("phones enrolled as personal, counted as corporate by owner: {odd}"),
        );
        let ComputerCounts {
            chromeos, other, ..
        } = self.devices.computers;
        let unknown = chromeos + other;
        say(
            unknown > 0,
            format!("ChromeOS, Linux and others, counted as not ready: {unknown}"),
        );
        notes
    }
}

/// The system that a folded name means.
fn system(name: &str) -> Result<System, SkipReason> {
    let has = |part: &str| name.contains(part);
    match () {
        () if has("server") || has("tvos") || has("visionos") || has("watchos") => {
            Err(SkipReason::NotPersonal)
        }
        () if has("windowsphone") || has("windowsmobile") || has("holographic") => {
            Err(SkipReason::NotPersonal)
        }
        () if has("windows") => Ok(System::Windows),
        () if has("mac") || has("osx") => Ok(System::MacOs),
        () if has("chrome") => Ok(System::ChromeOs),
        () if has("ipados") || name.starts_with("ios") || has("iphone") || has("ipad") => {
            Ok(System::Ios)
        }
        () if has("android") => Ok(System::Android),
        () => Ok(System::OtherComputer),
    }
}

/// The first version that can be a platform authenticator at the strictest of
/// the platforms, Entra ID: what its deployment guide asks before enforcement.
fn first_ready(system: System) -> Option<u32> {
    match system {
        System::Windows => Some(10),
        System::MacOs => Some(13),
        System::Ios => Some(17),
        System::Android => Some(14),
        System::ChromeOs | System::OtherComputer => None,
    }
}

/// The first whole number: 10 of `10.0.26100.4000`, 14 of `macOS 14.2`.
fn major_version(text: &str) -> Option<u32> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let digits = text[start..].split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok()
}

fn placeholder(user: &str) -> bool {
    matches!(
        folded(user).as_str(),
        "" | "none" | "na" | "null" | "unassigned" | "nouser"
    )
}

#[cfg(test)]
#[path = "devices_tests.rs"]
mod tests;
