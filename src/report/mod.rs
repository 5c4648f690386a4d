//! Reports: what an answer looks like to people.

pub mod check;
pub mod terminal;
