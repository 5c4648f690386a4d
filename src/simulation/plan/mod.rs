//! A plan compiled for one set of parameters: calendars, clocks, tables and the desk.

pub(in crate::simulation) mod calendar;
pub(in crate::simulation) mod clock;
pub(in crate::simulation) mod compiled;
pub(in crate::simulation) mod desk;
pub(in crate::simulation) mod event;
pub(in crate::simulation) mod lanes;
pub(in crate::simulation) mod reset;
