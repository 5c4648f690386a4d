//! `[organisation]` and `[[department]]`.

use crate::units::calendar::Date;
use serde::Serialize;

/// Who works there.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Organisation {
    /// Employees and contractors [people].
    pub headcount: u32,
    /// Share of head-count who are contractors (no managed computer) [0..1].
    pub contractors: f64,
    /// Guests beside head-count, as a share of it [0..1].
    pub guests: f64,
    /// Whether guests count in head-count and its denominators.
    pub count_guests: bool,
    /// People in a team [people].
    pub team_size: u16,
    /// Departments; shares of head-count sum to 1.
    pub departments: Vec<Department>,
    /// Sites; shares sum to 1. At least one.
    pub sites: Vec<Site>,
    /// Plan weeks in which no phase starts, no requirement begins, no gate opens.
    pub freeze: Vec<u16>,
    /// Share of people (not guests) who have a passkey at week 0 [0..1]; departments may differ.
    pub initial: f64,
    /// Share of heads with access to money as executives, who are also VIPs [0..1].
    pub executives: f64,
    /// Whether privileged people elevate with an admin account of its own.
    pub admin_accounts: bool,
}

/// A department.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Department {
    /// Name, unique in the organisation.
    pub name: String,
    /// Share of head-count [0..1].
    pub share: f64,
    /// Share of it that is frontline [0..1]; never addressed by e-mail.
    pub frontline: f64,
    /// Share of it that works remotely [0..1].
    pub remote: f64,
    /// How technical the department is [0..1]: scales `attitude.technical`.
    pub technical: f64,
    /// Share with a privileged role [0..1].
    pub privileged: f64,
    /// Share with the production-engineering role [0..1].
    pub prod_eng: f64,
    /// Share with a passkey at week 0 [0..1].
    pub initial: f64,
}

/// A site with its calendar.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Site {
    /// Name, unique in the organisation.
    pub name: String,
    /// Share of every department's people [0..1].
    pub share: f64,
    /// Public holidays.
    pub holidays: Vec<Date>,
    /// Whether the FAQ and runbook exist in the site's language.
    pub language_covered: bool,
}
