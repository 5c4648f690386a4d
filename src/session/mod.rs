//! A session at a machine: a run folder is filled with what an experiment asks for, in one
//! place or in parts, within memory and time.
//!
//! It prints nothing and looks at nothing but run folders: whoever starts it hands over a
//! [`Host`], which tells the time, is told how far it is, and says when to stop.

pub mod budget;
mod clock;
mod error;
mod estimate;
mod fill;
mod host;
mod merge;
mod order;
mod parts;
mod records;
pub mod shard;
mod shelf;
mod simulate;
#[cfg(test)]
mod tests;
pub mod words;

pub use clock::Clock;
pub use error::{NextRound, SessionError};
pub use estimate::Estimate;
pub use fill::SUMMARY;
pub use host::{Host, Progress, Start};
pub use merge::merge;
pub use order::{OUTPUTS, Order, default_folder};
pub use records::finished_simulations;
pub use shard::{PartEnd, Shard, simulate_part};
pub use simulate::{Answered, check, simulate, stored_answer};
