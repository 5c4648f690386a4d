//! `sensitivity`: which unknowns and which dials move what one looks at.

mod answer;
mod design;
mod factor;
mod morris;
mod quantity;
mod rank;
mod sobol;
pub mod study;
#[cfg(test)]
mod tests;
mod tornado;

pub use answer::{Answer, Counts, Measure, OutputAnswer, Row, Verdict, analyse, default_outputs};
pub use design::{Design, Method, NoDesign};
pub use factor::{Factor, NoFactor, Over, choose, factors};
pub use quantity::{NoQuantity, Quantity};
pub use rank::rank;

/// Level at which the intervals of one table hold together.
const LEVEL: f64 = 0.95;
