//! `spend`: how adoption answers money, and how to divide it among channels and weeks.
//!
//! All points meet the same draws and worlds. A division is searched on some draws and
//! judged on others, which nothing before has seen.

mod allocation;
mod answer;
mod cells;
mod curve;
mod design;
mod measure;
mod optimum;
pub mod response;
mod search;
#[cfg(test)]
mod search_tests;
mod spending;

pub use answer::answer;
pub use cells::Cells;
pub use design::{ALL, CurveDesign, Design, LevelPoint};
pub use measure::{Measured, Measures, place};
pub use spending::{Dividing, Known, Spending};
