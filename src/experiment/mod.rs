//! Experiments: pure functions from finished simulations to an answer, and what runs
//! simulations in parallel.

mod again;
pub mod assertion;
pub mod compare;
mod constraint;
mod error;
mod given;
mod handover;
mod identity;
mod interface;
mod job;
#[cfg(not(feature = "parallel"))]
mod one_thread;
pub mod run;
mod runner;
pub mod schedule;
pub mod sensitivity;
pub mod sequence;
mod settings;
mod simulation;
pub mod spend;
#[cfg(feature = "studies")]
pub mod study;
#[cfg(feature = "parallel")]
mod threads;
#[cfg(any(test, feature = "studies"))]
pub mod tune;

pub use again::again;
pub use constraint::Constraint;
pub use error::{ExperimentError, Mistake};
pub use given::Given;
pub use handover::{Handover, Refused};
pub use identity::Identity;
pub use interface::{Experiment, MOST_REPLICATIONS, all_draws};
pub use job::Job;
pub use runner::{NoThreads, Progress, Quiet, Runner};
pub use settings::settings;
pub use simulation::{SimulationId, rounds, simulations};
