//! The simulation of customers: every account's life, event by event, both arms in
//! one pass.
//!
//! `plan` compiles a scenario and parameters; `life` visits the events of one
//! account that no plan can move, by what `ahead` has drawn for them; `sign_in` is what
//! an arm makes of one of them, and `chance` what else is drawn for it; `account` keeps
//! the events' effects in the books; `book` counts by week; `simulate` runs all accounts in
//! blocks.

mod account;
mod ahead;
mod book;
mod chance;
mod life;
mod offer;
mod plan;
mod sign_in;
mod simulate;

pub use book::Book;
pub use plan::CustomerPlan;
pub use simulate::{BLOCK, block, blocks, finish, simulate, simulate_with};
