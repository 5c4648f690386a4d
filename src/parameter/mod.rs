//! The parameter registry: the one source of every name, unit, default, range
//! and source, and the draws of the uncertain ones.

mod draw;
mod row;
pub mod table;

pub use draw::{Parameters, Setting, is_certain, prior_quantile};
pub use row::{Id, Parameter, Prior};
pub use table::{entries, find, ids, position};
