//! `sensitivity`: which unknowns and which dials move what one looks at.

mod answer;
mod design;
mod factor;
mod morris;
mod quantity;
mod rank;
mod sobol;
pub mod study;
mod tables;
#[cfg(test)]
mod tests;
mod tornado;

pub use answer::{analyse, default_outputs};
pub use design::{Design, NoDesign};
pub use factor::{Factor, NoFactor, choose, factors};
pub use quantity::{NoQuantity, Quantity};
pub use rank::rank;
pub use tables::{design_table, simulations_table};

/// Level at which the intervals of one table hold together.
const LEVEL: f64 = 0.95;
