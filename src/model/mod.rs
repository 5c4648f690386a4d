//! The rules: one file a submodel. A rule takes a person's state, parameters,
//! published aggregates and uniforms, and returns the change; it knows no loop.

pub mod absence;
pub mod attitude;
pub mod ceremony;
pub mod communications;
pub mod credential;
pub mod customer;
pub mod exposure;
pub mod hazard;
pub mod mass;
pub mod phase;
pub mod prompt;
pub mod recovery;
pub mod shock;
pub mod ticket;
pub mod trust;
pub mod usage;
