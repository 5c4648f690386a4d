//! passcast simulates a passkey rollout before it happens.
//!
//! Data flows one way: scenario, population, simulation, observation,
//! experiment, report. `ARCHITECTURE.md` has the map and its invariants.

pub mod answer;
#[cfg(feature = "cli")]
pub mod cli;
pub mod experiment;
pub mod helpdesk;
pub mod import;
pub mod math;
pub mod model;
pub mod observation;
pub mod parameter;
pub mod platform;
pub mod population;
pub mod random;
pub mod report;
pub mod scenario;
pub mod session;
pub mod simulation;
pub mod statistics;
pub mod store;
pub mod units;
mod vector;
