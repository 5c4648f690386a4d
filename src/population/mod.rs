//! The people: slots that do not change between replications, and the traits of
//! whoever holds a slot, keyed by (slot, epoch).

mod customers;
mod slots;
mod traits;

pub use customers::{CustomerTraitPlan, CustomerTraits, Devices, MOST_DEVICES};
pub use slots::{Slots, WorkStyle};
pub(crate) use traits::Place;
pub use traits::{ATTITUDE_DRAWS, TRAIT_DRAWS, TraitPlan, Traits, bit, class};
