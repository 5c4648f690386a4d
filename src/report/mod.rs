//! Reports: what an answer looks like to people, and what its words mean.

pub mod check;
pub mod glossary;
pub mod terminal;
