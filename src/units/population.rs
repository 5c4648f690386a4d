//! Whom a number is about.

use serde::{Deserialize, Serialize};
use std::fmt;

/// One of the two populations that a scenario can have; they are never added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Population {
    /// An organisation's own people.
    Workforce,
    /// Its customers' accounts.
    Customers,
}

impl Population {
    /// All, in table order.
    pub const ALL: [Self; 2] = [Self::Workforce, Self::Customers];

    /// Name in scenarios, outputs and tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Workforce => "workforce",
            Self::Customers => "customers",
        }
    }
}

impl fmt::Display for Population {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
