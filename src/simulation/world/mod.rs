//! What happens whatever the plan: attendance, sign-ins, events, joiners and outages.

pub(in crate::simulation) mod absences;
pub(in crate::simulation) mod attendance;
pub(in crate::simulation) mod days;
pub(in crate::simulation) mod joiners;
pub(in crate::simulation) mod outage;
pub(in crate::simulation) mod sign_in_days;
pub(in crate::simulation) mod state;
