//! Ordinary weeks of many people at once.

pub(in crate::simulation) mod bulk_week;
pub(in crate::simulation) mod enrolled_week;
pub(in crate::simulation) mod headcount;
pub(in crate::simulation) mod scope;
pub(in crate::simulation) mod unenrolled_week;
