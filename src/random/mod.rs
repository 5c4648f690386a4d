//! Random numbers by name.
//!
//! **The simulation** has no generator. Every random number is a pure function of its
//! name: the world (seed and replication), the purpose, the entity it happens to, the
//! entity's epoch, the occasion, and the lane within the occasion; every random variable
//! is the inversion of one uniform. rand and rand_distr cannot do that:
//!
//! - A generator's numbers depend on how many were taken before. If one plan asked one
//!   person once more, everybody after that person would get other numbers, and two plans
//!   could no longer be compared under the same chance events.
//! - Most samplers of rand_distr (ziggurat, rejection) take a varying number of words and
//!   are not monotone in them. An inversion takes one uniform and moves in one direction
//!   with its parameters, so that a change of plan moves a person's outcome in one
//!   direction too.
//! - Records are the same bits on all platforms and at every vector width: inversions use
//!   `math`, and thirty-two people are drawn at a time.
//!
//! **Statistics** (resampling, permutations, random designs) take many numbers of one law
//! and pair nothing across plans. They use rand's sequence functions on [`Philox`], the
//! same Philox as a generator of rand's traits, named by its key as well.

pub mod draw;
mod generator;
mod key;
mod lanes;
mod philox;
mod purpose;
mod quad;
mod week;

pub use draw::{
    GEOMETRIC_CAP, GeometricGap, LogNormal, exponential, exponential32, gamma, log_normal_mean_cv,
    normal, poisson, triangular,
};
pub use generator::Philox;
pub use key::{WorldKey, parameter_uniform, uniform_pair};
pub(crate) use lanes::uniform_lanes;
pub use philox::{block, blocks};
pub use purpose::Purpose;
pub use quad::{Quad, word_uniform};
pub(crate) use week::single;
pub use week::{Chance, LANES, Week, Weeks, days_below};
