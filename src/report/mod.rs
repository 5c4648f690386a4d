//! Reports: what an answer looks like to people, and what its words mean.

pub mod check;
pub mod glossary;
#[cfg(feature = "cli")]
mod picture;
pub mod terminal;

#[cfg(feature = "cli")]
pub use picture::picture;
