//! What a row of a device list says.

use std::borrow::Cow;

use super::date::{self, Order, Reading};
use super::error::ImportError;
use super::private::hashed;
use super::row::Row;
use super::skipped::{SkipReason, Skipped};
use super::status::yes;
use super::system::{System, is_retired, major_version, system};
use super::table::Table;
use super::text::plain;
use crate::units::Date;

/// Where the list's columns are.
pub(super) struct Columns {
    /// The list is Jamf's of computers, without a column that says which: of Macs.
    pub(super) apple: bool,
    pub(super) day_first: bool,
    pub(super) device: Vec<usize>,
    pub(super) serial: Vec<usize>,
    pub(super) name: Vec<usize>,
    pub(super) system: Vec<usize>,
    pub(super) version: Vec<usize>,
    pub(super) model: Vec<usize>,
    pub(super) owner: Vec<usize>,
    pub(super) users: Vec<usize>,
    pub(super) seen: Vec<usize>,
    pub(super) enabled: Vec<usize>,
    pub(super) state: Vec<usize>,
}

/// One device as a row tells it, without whose it is.
pub(super) struct Record {
    pub(super) system: System,
    pub(super) ready: bool,
    pub(super) shared: bool,
    pub(super) own: bool,
    pub(super) at_odds: bool,
    pub(super) unread_version: bool,
    pub(super) seen: Option<Date>,
    pub(super) name: Option<[u8; 32]>,
}

impl Columns {
    /// # Errors
    /// [`ImportError::MissingColumn`] if nothing tells a device's system.
    pub(super) fn of(table: &mut Table) -> Result<Columns, ImportError> {
        let mut order = Order::default();
        let seen = table.columns("seen");
        let mut unused = Skipped::default();
        while let Some(row) = table.next_row(&mut unused) {
            seen.iter()
                .for_each(|column| order.learn(&row.cell(Some(*column))));
        }
        table.rewind();
        let model = table.columns("model");
        let system = table.columns("system");
        let apple = system.is_empty() && model.is_empty() && table.has("computer name");
        if system.is_empty() && (model.is_empty() && !apple || table.nearest("system").is_some()) {
            return Err(table.missing("system"));
        }
        Ok(Columns {
            apple,
            day_first: order.day_first().unwrap_or(false),
            device: table.columns("device"),
            serial: table.columns("serial"),
            name: table.columns("name"),
            system,
            version: table.columns("version"),
            model,
            owner: table.columns("owner"),
            users: table.columns("user"),
            seen,
            enabled: table.columns("active"),
            state: table.columns("status"),
        })
    }

    fn system(&self, row: &Row) -> Result<System, SkipReason> {
        let version = row.first(&self.version);
        let system = system(&row.first(&self.system), &row.first(&self.model), &version);
        match system {
            Err(SkipReason::NoSystem) if self.apple && major_version(&version).is_some() => {
                Ok(System::MacOs)
            }
            system => system,
        }
    }

    fn seen(&self, row: &Row) -> Option<Date> {
        match date::read(&row.first(&self.seen)) {
            Reading::Day(day) => Some(day),
            Reading::Either { day_first, .. } if self.day_first => Some(day_first),
            Reading::Either { month_first, .. } => Some(month_first),
            _ => None,
        }
    }

    /// The first user that is one.
    fn user<'r>(&self, row: &'r Row) -> Option<Cow<'r, str>> {
        let cells = self.users.iter().map(|column| row.cell(Some(*column)));
        cells.into_iter().find(|user| !placeholder(user))
    }

    /// What a row says of its device.
    ///
    /// # Errors
    /// Why the device does not count.
    pub(super) fn record(&self, row: &Row) -> Result<Record, SkipReason> {
        let said = |columns: &[usize], no: bool| yes(&row.first(columns)) == Some(!no);
        if said(&self.enabled, true) {
            return Err(SkipReason::Disabled);
        }
        if is_retired(&row.first(&self.state)) {
            return Err(SkipReason::Retired);
        }
        let system = self.system(row)?;
        let major = major_version(&row.first(&self.version));
        let user = self.user(row);
        // The owner column is what the administrator decided; the system's name
        // only says how the phone was enrolled.
        let enrolled_as_own = plain(&row.first(&self.system)).contains("personal");
        let owner = match plain(&row.first(&self.owner)).as_str() {
            "personal" | "byod" | "user" | "employee" | "userowned" | "personlich"
            | "personnel" | "privat" | "personale" | "personnelle" | "persoonlijk" | "pessoal" => {
                Some(true)
            }
            "" | "unknown" | "unbekannt" | "inconnu" => None,
            _ => Some(false),
        };
        let system_name = format!("{system:?}");
        let name = row.first(&self.name);
        Ok(Record {
            system,
            ready: system
                .first_ready()
                .zip(major)
                .is_some_and(|(first, major)| major >= first),
            shared: !self.users.is_empty() && user.is_none(),
            own: owner.unwrap_or(enrolled_as_own),
            at_odds: system.is_phone() && enrolled_as_own && owner == Some(false),
            unread_version: !self.version.is_empty() && major.is_none(),
            seen: self.seen(row),
            name: user
                .as_ref()
                .and_then(|user| hashed(&["name", &name, user, &system_name])),
        })
    }
}

fn placeholder(user: &str) -> bool {
    matches!(
        plain(user).as_str(),
        "" | "none" | "na" | "null" | "unassigned" | "nouser" | "unknown" | "keine" | "aucun"
    )
}
