//! What other programs call. It stands above the experiments and beside the command line.

mod error;
mod outcome;
mod plan;
mod simulator;

pub use crate::answer::table::{Cell, ColumnDoc};
pub use crate::scenario::{DepartmentFacts, DeviceFacts, Note, Problem, RosterFacts};
pub use error::Error;
pub use outcome::{Options, Outcome, Table, compare, run};
pub use plan::{Facts, Plan};
pub use simulator::{Simulation, Simulator};
