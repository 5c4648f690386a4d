//! The simulation of one unit: both arms of one organisation under one luck.
//!
//! `world` draws what happens whatever the plan, with `begin` for whoever takes a slot,
//! `lives` for whoever is there, `absence`, `reset` and `outage`; `arm` is one arm's people, desk
//! and tally; `day` is the order of a person's day; `week` decides who is visited
//! when, `pass` takes ordinary weeks in bulk (`holders` of a passkey, and those who
//! `seek` one), `publish` is Monday, `close` Sunday, when `heads` are counted.

mod absence;
mod arm;
mod begin;
mod bulk;
mod calendar;
mod case;
mod clock;
mod close;
mod consequence;
pub mod customer;
mod day;
mod desk;
mod desk_plan;
mod enrolment;
mod event;
mod heads;
mod holders;
mod lanes;
mod lives;
mod loss;
mod mind;
mod model;
mod opportunity;
mod outage;
mod pass;
mod passkey_use;
mod people;
mod plan;
mod publish;
mod requirement;
mod reset;
mod seek;
mod sign_in_days;
mod unit;
mod week;
mod world;

pub use calendar::{BURN_IN_DAYS, BURN_IN_WEEKS};
pub use event::{Event, EventKind};
pub use model::Model;
pub use plan::Plan;
pub use unit::{Loop, simulate, simulate_arm, simulate_with};
pub use world::World;
