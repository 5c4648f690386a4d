//! One arm: its people, its desk, its headcount and its tally.

pub(in crate::simulation) mod batch;
pub(in crate::simulation) mod case;
pub(in crate::simulation) mod desk;
pub(in crate::simulation) mod heads;
pub(in crate::simulation) mod people;
pub(in crate::simulation) mod state;
pub(in crate::simulation) mod traits_batch;
