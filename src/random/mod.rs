//! Randomness without a generator: every draw is a pure function of its name.
//!
//! A draw is named by its world (seed and replicate), its purpose, the entity
//! it happens to, the entity's epoch, the occasion and the lane inside the
//! occasion. No order of evaluation, number of threads or unrelated decision
//! can change it, which is what lets two plans be compared in the same world.
//! Every random variable is the inversion of one uniform.

pub mod draw;
mod key;
mod lanes;
mod philox;
mod purpose;
mod quad;
mod shuffle;
mod week;

pub use draw::{
    GEOMETRIC_CAP, GeometricGap, LogNormal, exponential, exponential32, gamma, log_normal_mean_cv,
    normal, poisson, triangular,
};
pub use key::{WorldKey, parameter_uniform, uniform_pair};
pub(crate) use lanes::uniform_lanes;
pub use philox::{block, blocks};
pub use purpose::Purpose;
pub use quad::{Quad, word_uniform};
pub use shuffle::permutation;
pub(crate) use week::single;
pub use week::{Chance, LANES, Week, Weeks, days_below};
