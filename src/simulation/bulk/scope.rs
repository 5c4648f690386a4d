//! Days and rules that a week in bulk is about.

use crate::model::phase::Row;
use crate::simulation::arm::state::Arm;
use crate::simulation::plan::calendar::span;
use crate::simulation::plan::compiled::Plan;
use crate::simulation::world::state::World;

/// Days and rules that a week in bulk is about.
pub(in crate::simulation) struct Scope<'a> {
    pub(in crate::simulation) row: Option<&'a Row>,
    /// 1 if a phase is in force.
    pub(in crate::simulation) planned: u32,
    pub(in crate::simulation) from: u16,
    pub(in crate::simulation) to: u16,
    /// The days as bits of the week.
    pub(in crate::simulation) within: u8,
    /// Whether anybody is required, or without the legacy factor.
    pub(in crate::simulation) watch: bool,
    /// Whether a deadline is near.
    pub(in crate::simulation) deadline: bool,
    /// Roles whose admin accounts may be required.
    pub(in crate::simulation) admins: u32,
    /// Providers with an outage this week, as [`World::down`] has them.
    pub(in crate::simulation) down: u32,
}

impl Arm {
    /// What [from, to) is about.
    pub(in crate::simulation) fn scope<'a>(
        &self,
        plan: &'a Plan,
        world: &World,
        from: u16,
        to: u16,
    ) -> Scope<'a> {
        let row = self.row(plan);
        let requires = row.is_some_and(|row| row.requires);
        Scope {
            row,
            planned: row.is_some().into(),
            from,
            to,
            within: span(world.monday(), from, to),
            watch: requires || self.published.legacy_removed,
            deadline: self.deadline_near(world.monday()),
            admins: if requires { plan.admin_roles } else { 0 },
            down: world.down,
        }
    }

    /// Whether the window before a requirement overlaps the week.
    pub(in crate::simulation) fn deadline_near(&self, monday: u16) -> bool {
        self.published.deadline.is_some_and(|(_, date, window)| {
            date.saturating_sub(window) < monday + 7 && monday < date
        })
    }
}
