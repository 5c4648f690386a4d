//! A device manager's list, as counts by operating system.

use std::collections::BTreeMap;
use std::io::Read;

use serde::Serialize;

use super::device_columns::DEVICES;
use super::device_row::{Columns, Record};
use super::error::ImportError;
use super::private::hashed;
use super::row::Row;
use super::skipped::{SkipReason, Skipped};
use super::system::System;
use super::table::Table;
use crate::units::Date;

/// What a device manager's list says of an organisation. Counts are of devices.
/// The order of the rows does not matter, unless rows of one device disagree and none was
/// seen later than the other: the first counts.
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

/// Days after which a device that others of its list have outlived is noted, and after
/// which an older record of the same name and user is an old record of the same device.
const STALE: i32 = 90;

/// Reads device lists from CSV: those of several managers are one list, in which a device
/// of one serial number counts once, as it was seen last. Each list has the name that
/// errors call it by. `unreadable` is the share of a list's rows that may be so.
///
/// What system a device has is told by its own column, or by a model or version of one
/// system alone; a device without a known system does not count.
///
/// # Errors
/// [`ImportError`] when a list is none, too little of one is readable, or nothing counts.
pub fn read_devices<R: Read>(
    lists: impl IntoIterator<Item = (String, R)>,
    unreadable: f64,
) -> Result<DevicesAggregate, ImportError> {
    let mut skipped = Skipped::default();
    let mut count = Count::default();
    let mut names: Vec<String> = Vec::new();
    for (name, reader) in lists {
        let mut table = Table::open(&name, reader, &[&DEVICES])?;
        let columns = Columns::of(&mut table)?;
        let mut own = Skipped::default();
        while let Some(row) = table.next_row(&mut own) {
            if let Err(reason) = count.add(&row, &columns) {
                own.add(row.line, reason);
            }
        }
        table.enough(&own, unreadable)?;
        count.rows_read += table.rows_read();
        count.without_users += u32::from(columns.users.is_empty());
        count.notes.extend(table.notes());
        skipped.extend(own);
        names.push(name);
    }
    let reason = skipped.most();
    let devices = count.publish(skipped);
    if devices.computers.total() + devices.phones.total() == 0 {
        return Err(ImportError::NothingCounted {
            file: names.join(", "),
            rows_read: devices.rows_read,
            reason: reason.map_or("there are no rows", SkipReason::words),
        });
    }
    Ok(devices)
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

/// The records while reading.
#[derive(Default)]
struct Count {
    /// `None` where another record of the device was seen later.
    records: Vec<Option<Record>>,
    /// Records by hashed device and serial number.
    known: BTreeMap<[u8; 32], usize>,
    repeated: u32,
    rows_read: u32,
    without_users: u32,
    notes: Vec<String>,
}

impl Count {
    fn add(&mut self, row: &Row, columns: &Columns) -> Result<(), SkipReason> {
        let record = columns.record(row)?;
        let device = hashed(&["device", &row.first(&columns.device)]);
        let serial = hashed(&["serial", &row.first(&columns.serial)]);
        let keys = [device, serial];
        let before = keys.iter().flatten().find_map(|key| self.known.get(key));
        let at = before.copied().unwrap_or(self.records.len());
        for key in keys.into_iter().flatten() {
            self.known.entry(key).or_insert(at);
        }
        match self.records.get_mut(at) {
            None => self.records.push(Some(record)),
            Some(known) => {
                self.repeated += 1;
                if known.as_ref().is_none_or(|known| record.seen > known.seen) {
                    *known = Some(record);
                }
            }
        }
        Ok(())
    }

    /// Drops records that are long outlived by one of the same name, user and system.
    fn drop_outlived(&mut self) {
        let mut newest: BTreeMap<[u8; 32], Date> = BTreeMap::new();
        for record in self.records.iter().flatten() {
            if let (Some(name), Some(seen)) = (record.name, record.seen) {
                let newest = newest.entry(name).or_insert(seen);
                *newest = seen.max(*newest);
            }
        }
        for record in &mut self.records {
            let outlived = record.as_ref().is_some_and(|record| {
                let newest = record.name.and_then(|name| newest.get(&name));
                newest
                    .zip(record.seen)
                    .is_some_and(|(newest, seen)| newest.days_since(seen) > STALE)
            });
            if outlived {
                self.repeated += 1;
                *record = None;
            }
        }
    }

    fn publish(mut self, mut skipped: Skipped) -> DevicesAggregate {
        self.drop_outlived();
        let mut devices = DevicesAggregate::default();
        let mut unread_versions = 0;
        let mut at_odds = 0;
        for record in self.records.iter().flatten() {
            let Record { system, .. } = *record;
            *match system {
                System::Windows => &mut devices.computers.windows,
                System::MacOs => &mut devices.computers.macos,
                System::ChromeOs => &mut devices.computers.chromeos,
                System::OtherComputer => &mut devices.computers.other,
                System::Ios => &mut devices.phones.ios,
                System::Android => &mut devices.phones.android,
            } += 1;
            unread_versions += u32::from(record.unread_version);
            at_odds += u32::from(record.at_odds);
            let [ready, shared] = [record.ready, record.shared].map(u32::from);
            if system.is_phone() {
                devices.phones_ready += ready;
                devices.shared_phones += shared;
                devices.personal_phones += u32::from(record.own);
            } else {
                devices.computers_ready += ready;
                devices.shared_computers += shared;
            }
        }
        let seen = || {
            self.records
                .iter()
                .flatten()
                .filter_map(|record| record.seen)
        };
        let newest = seen().max();
        let stale = newest.map_or(0, |newest| {
            seen()
                .filter(|seen| newest.days_since(*seen) > STALE)
                .count()
        });
        let mut notes = std::mem::take(&mut self.notes);
        let mut say = |when: bool, what: String| notes.extend(when.then_some(what));
        say(
            self.repeated > 0,
            format!(
                "devices that are listed again, of which the record seen last counts: {}",
                self.repeated
            ),
        );
        if let Some(newest) = newest {
            say(
                stale > 0,
                format!("devices not seen in the {STALE} days before {newest}, counted: {stale}"),
            );
        }
        say(
            self.without_users > 0,
            "no user column: no device counted as shared".to_owned(),
        );
        say(
            unread_versions > 0,
            format!("unreadable system versions, counted as not ready: {unread_versions}"),
        );
        say(
            at_odds > 0,
            format!("phones enrolled as personal, counted as corporate by owner: {at_odds}"),
        );
        let unknown = devices.computers.chromeos + devices.computers.other;
        say(
            unknown > 0,
            format!("ChromeOS and Linux computers, counted as not ready: {unknown}"),
        );
        skipped.add_many(SkipReason::Repeated, self.repeated);
        devices.rows_read = self.rows_read;
        devices.rows_skipped = skipped.into_counts();
        devices.notes = notes;
        devices
    }
}

#[cfg(test)]
#[path = "devices_tests.rs"]
mod tests;
