//! `run`: what the finished units of one plan say, as tables and as one answer.

mod chance;
mod estimate;
#[cfg(test)]
mod fixture;
mod results;

pub use chance::{Chance, WeekDistribution};
pub use estimate::{Estimate, LuckShare, Numbers};
pub use results::{Finished, Results};
