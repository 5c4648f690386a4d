//! The simulation of customers: every account's life, event by event, both arms in
//! one pass.
//!
//! `plan` compiles a scenario and parameters. `life` is one account, with a `state` in
//! each arm; its `course` visits the events that no plan can move, by what `ahead` has
//! drawn for them. A `visit` is one of them, `sign_in` what an arm makes of it, `offer`
//! what it is asked, and `chance` what else is drawn for it; `account` keeps the effects
//! in the books. `book` counts by week; `simulate` runs all accounts in blocks.

mod account;
mod ahead;
mod book;
mod chance;
mod course;
mod life;
mod offer;
mod plan;
mod sign_in;
mod simulate;
mod state;
mod visit;

pub use book::Book;
pub use plan::CustomerPlan;
pub use simulate::{BLOCK, block, blocks, finish, simulate, simulate_with};
