//! passcast simulates a passkey rollout before it happens.
//!
//! A scenario, in TOML, becomes a [`Plan`], and a [`Simulator`] simulates it. Nothing here
//! reads a file, prints, or needs the command line:
//!
//! ```
//! use passcast::{Plan, Simulator};
//!
//! let mut plan = Plan::from_toml(
//!     "communications = 'good'
//!      [organisation]
//!      headcount = 50
//!      [run]
//!      horizon = 8",
//! )?;
//! plan.set("fallback.runbook_week", "3")?;
//! let simulation = Simulator::new(&plan).simulate(0, 0);
//! println!("{:?}", simulation.output("adoption.enrolled.headcount@8")?);
//! # Ok::<(), passcast::Error>(())
//! ```
//!
//! # Words
//!
//! A **draw** is one set of the uncertain parameters, a **replication** one seed of chance,
//! and a **simulation** one draw under one replication, with and without the rollout. Equal
//! seeds give equal results, on however many threads.
//!
//! # Features
//!
//! - `cli` (default): the program `passcast`, and what only it needs.
//! - `parallel` (default): experiments use all processors. Without it they use the calling
//!   thread, and say the same.
//!
//! With `default-features = false` the library stands alone. Keys of a scenario, outputs and
//! parameters are those of the program: `docs/scenario.md` and `docs/model.md` list them.

mod facade;

pub use facade::{
    DepartmentFacts, DeviceFacts, Error, Facts, Note, Plan, Problem, RosterFacts, Simulation,
    Simulator,
};

// What follows is for the program, tests and benchmarks, and may change with any version.

#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
#[doc(hidden)]
pub mod experiment;
#[doc(hidden)]
pub mod helpdesk;
#[doc(hidden)]
pub mod import;
#[doc(hidden)]
pub mod math;
#[doc(hidden)]
pub mod model;
#[doc(hidden)]
pub mod observation;
#[doc(hidden)]
pub mod parameter;
#[doc(hidden)]
pub mod platform;
#[doc(hidden)]
pub mod population;
#[doc(hidden)]
pub mod random;
#[doc(hidden)]
pub mod report;
#[doc(hidden)]
pub mod scenario;
#[doc(hidden)]
pub mod session;
#[doc(hidden)]
pub mod simulation;
#[doc(hidden)]
pub mod statistics;
#[doc(hidden)]
pub mod store;
#[doc(hidden)]
pub mod units;
mod vector;

/// The Rust of the guide's page, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../docs/guide/library.md")]
struct Guide;
