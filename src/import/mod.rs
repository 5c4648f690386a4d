//! Reads an organisation's own exports: a roster and its device managers' lists.
//!
//! Everything is aggregated as it is read. No name, address or identifier leaves
//! a reader: not in an aggregate, not in a note, not in an error. What a row is
//! recognised by is hashed in memory, to count it once, and forgotten.
//!
//! Exports are recognised by their header, never by the file's name, through
//! commas, semicolons, tabs or bars, in UTF-8, UTF-16 or Windows-1252.

mod date;
mod device_columns;
mod device_row;
mod devices;
mod error;
mod facts;
mod header;
mod layout;
mod presence;
mod private;
mod quotes;
mod roster;
mod roster_columns;
mod row;
mod skipped;
mod status;
mod system;
mod table;
mod text;
mod worker;

pub use devices::{ComputerCounts, DevicesAggregate, PhoneCounts, read_devices};
pub use error::{ImportError, because};
pub use facts::{Open, Taken, device_facts, roster_facts};
pub use roster::{DepartmentCount, RosterAggregate, RosterReading, read_roster};
pub use skipped::SkipReason;
