//! One simulation: both arms of one organisation under one replication.
//!
//! `plan` is a plan compiled for one set of parameters. `world` draws what happens
//! whatever the plan, `arm` is one arm's people, desk and tally, `person` takes one
//! person through one day, `bulk` takes ordinary weeks of many people at once. `week`
//! decides who is visited when, between `monday`, when rules are published, and
//! `sunday`, when heads are counted. `customer` is the life of a customer's account.

mod arm;
mod bulk;
pub mod customer;
mod model;
mod monday;
mod person;
mod plan;
mod simulate;
mod sunday;
mod week;
mod world;

pub use model::Model;
pub use plan::calendar::{BURN_IN_DAYS, BURN_IN_WEEKS};
pub use plan::compiled::Plan;
pub use plan::desk::Need;
pub use plan::event::{Event, EventKind};
pub use simulate::{Loop, simulate, simulate_arm, simulate_together, simulate_with};
pub use world::state::World;
