//! What other programs call. It stands above the experiments and beside the command line.

mod error;
mod plan;
mod simulator;

pub use crate::scenario::{DepartmentFacts, DeviceFacts, Note, Problem, RosterFacts};
pub use error::Error;
pub use plan::{Facts, Plan};
pub use simulator::{Simulation, Simulator};
