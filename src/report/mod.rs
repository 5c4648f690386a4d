//! Reports: what an answer looks like to people, and what its words mean.

pub mod check;
pub mod glossary;
mod page;
#[cfg(feature = "cli")]
mod picture;
mod screen;
pub mod terminal;

#[cfg(feature = "cli")]
pub use picture::picture;
