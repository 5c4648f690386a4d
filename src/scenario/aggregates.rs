//! What a scenario needs of roster and device files: totals, never rows.

use std::path::PathBuf;

use crate::units::Date;

/// Reads totals of files that a scenario names.
pub trait ReadAggregates {
    /// Totals of a roster.
    ///
    /// # Errors
    /// Why the file cannot be used, as a sentence without a full stop.
    fn roster(&self, file: &RosterFile) -> Result<RosterFacts, String>;

    /// Totals of a device inventory.
    ///
    /// # Errors
    /// Why a file cannot be used, as a sentence without a full stop.
    fn devices(&self, files: &DeviceFiles) -> Result<DeviceFacts, String>;
}

/// A roster that a scenario names, and how to read it.
#[derive(Clone, Debug, PartialEq)]
pub struct RosterFile {
    /// Where it is.
    pub path: PathBuf,
    /// The day on which people are counted.
    pub on: Date,
    /// Whether a date such as 03/04/2026 has its day first, if the scenario says so.
    pub day_first: Option<bool>,
    /// Share of rows that may be unreadable [0..1].
    pub unreadable: f64,
}

/// Device lists that a scenario names, and how to read them.
#[derive(Clone, Debug, PartialEq)]
pub struct DeviceFiles {
    /// Where they are; a device that several of them list counts once.
    pub paths: Vec<PathBuf>,
    /// Share of rows that may be unreadable, in each of them [0..1].
    pub unreadable: f64,
}

/// Totals of a roster [people].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RosterFacts {
    /// Employees and contractors.
    pub headcount: u32,
    /// Contractors among them.
    pub contractors: u32,
    /// Guests beside them.
    pub guests: u32,
    /// By department.
    pub departments: Vec<DepartmentFacts>,
    /// Name and people of each site; may be empty.
    pub sites: Vec<(String, u32)>,
}

/// Totals of a department [people].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DepartmentFacts {
    /// Its name.
    pub name: String,
    /// Employees and contractors.
    pub heads: u32,
    /// Frontline people among them.
    pub frontline: u32,
    /// Contractors among them.
    pub contractors: u32,
}

/// Totals of a device inventory [devices].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeviceFacts {
    /// Computers on Windows.
    pub windows: u32,
    /// Computers on macOS.
    pub macos: u32,
    /// Computers on ChromeOS.
    pub chromeos: u32,
    /// Computers on Linux and other systems that no share stands for.
    pub other_computers: u32,
    /// Phones on iOS.
    pub ios: u32,
    /// Phones on Android.
    pub android: u32,
    /// Computers that several people share.
    pub shared_computers: u32,
}

/// Reads no files: every one is refused.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoFiles;

impl ReadAggregates for NoFiles {
    fn roster(&self, _: &RosterFile) -> Result<RosterFacts, String> {
        Err("files cannot be read here".to_owned())
    }

    fn devices(&self, _: &DeviceFiles) -> Result<DeviceFacts, String> {
        Err("files cannot be read here".to_owned())
    }
}
