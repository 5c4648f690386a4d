//! The helpdesk: how long people wait and how many agents answer them.

mod erlang;
pub mod queue;
pub mod roster;
mod staffing;

pub use erlang::{ErlangA, ErlangC, erlang_a, erlang_b, erlang_c};
pub use staffing::agents_needed;
