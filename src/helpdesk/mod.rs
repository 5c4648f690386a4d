//! (filled in by the first landings)

pub mod queue;
pub mod roster;
