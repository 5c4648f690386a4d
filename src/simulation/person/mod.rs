//! One person through one day: the rules in their order.

pub(in crate::simulation) mod consequence;
pub(in crate::simulation) mod day;
pub(in crate::simulation) mod enrolment;
pub(in crate::simulation) mod loss;
pub(in crate::simulation) mod opportunity;
pub(in crate::simulation) mod passkey_use;
pub(in crate::simulation) mod requirement;
