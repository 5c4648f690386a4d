//! A plan compiled for one set of parameters: every rule ready to apply, every
//! lookup done. Shared by the replications of a draw.

use crate::math;
use crate::model::absence::Absence;
use crate::model::attitude::Attitude;
use crate::model::ceremony::Ceremony;
use crate::model::communications::Messages;
use crate::model::hazard::{self, Hazard};
use crate::model::mass::PromptMass;
use crate::model::phase::{Members, Phases};
use crate::model::prompt::Rule;
use crate::model::recovery::Recovery;
use crate::model::shock::Shocks;
use crate::model::ticket::HandleTimes;
use crate::model::trust::Trust;
use crate::model::usage::Usage;
use crate::parameter::Parameters;
use crate::parameter::table::{constant, helpdesk, usage};
use crate::population::{Slots, TraitPlan, bit};
use crate::random::draw::GeometricGap;
use crate::random::{Chance, Purpose, WorldKey};
use crate::scenario::{Scenario, WorkforceToday};
use crate::simulation::plan::calendar::{BURN_IN_WEEKS, Calendar, first_day};
use crate::simulation::plan::clock::{Clock, clocks};
use crate::simulation::plan::desk::{DeskPlan, Need};
use crate::simulation::plan::reset::ResetTable;
use std::sync::Arc;

/// A scenario and its parameters, ready to simulate.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The scenario.
    pub scenario: Arc<Scenario>,
    /// Who sits where.
    pub slots: Arc<Slots>,
    /// Parameters in force.
    pub parameters: Parameters,
    /// Plan weeks simulated.
    pub horizon: u16,
    pub(in crate::simulation) traits: TraitPlan,
    pub(in crate::simulation) calendar: Calendar,
    pub(in crate::simulation) sign_in: Chance,
    pub(in crate::simulation) risky: Chance,
    /// A sign-in is on the computer, of those who have a phone too.
    pub(in crate::simulation) on_computer: Chance,
    /// A sign-in is in the second browser.
    pub(in crate::simulation) second_browser: Chance,
    pub(in crate::simulation) absence: Absence,
    pub(in crate::simulation) outage_gap: GeometricGap,
    pub(in crate::simulation) clocks: Vec<Clock>,
    pub(in crate::simulation) attitude: Attitude,
    pub(in crate::simulation) trust: Trust,
    pub(in crate::simulation) usage: Usage,
    pub(in crate::simulation) ceremony: Ceremony,
    pub(in crate::simulation) recovery: Recovery,
    pub(in crate::simulation) handle: HandleTimes,
    pub(in crate::simulation) prompt_mass: PromptMass,
    pub(in crate::simulation) messages: Messages,
    pub(in crate::simulation) silence: Messages,
    pub(in crate::simulation) phases: Phases,
    pub(in crate::simulation) shocks: Shocks,
    pub(in crate::simulation) prompt: Rule<u32>,
    pub(in crate::simulation) desk: DeskPlan,
    pub(in crate::simulation) keys_for: Option<Members>,
    pub(in crate::simulation) legacy_removed_for: Option<(u16, Members)>,
    /// Share of people whose language is covered.
    covered: f64,
    /// FAQ in force once it exists: its quality times the share of people whose language it covers.
    pub(in crate::simulation) faq: f64,
    /// FAQ and quality of the runbook that were in force before the rollout; 0 is none.
    pub(in crate::simulation) before: Before,
    pub(in crate::simulation) guests_can_enrol: bool,
    /// Departments that some phase requires as a whole: all members have risky paths.
    pub(in crate::simulation) required_departments: Vec<bool>,
    /// Roles whose risky accesses are made by an admin account.
    pub(in crate::simulation) admin_roles: u32,
    counted: usize,
    turnover: [GeometricGap; 3],
    pub(in crate::simulation) resets: ResetTable,
}

/// What helps holders of passkeys since before the rollout.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::simulation) struct Before {
    /// FAQ, times the share of people whose language it covers [0..1].
    pub faq: f64,
    /// Quality of the runbook [0..1].
    pub runbook: f64,
}

impl Plan {
    /// Compiles a scenario with a workforce for one set of parameters.
    ///
    /// # Panics
    /// Without a workforce.
    pub fn new(scenario: Arc<Scenario>, slots: Arc<Slots>, p: &Parameters) -> Self {
        let today = scenario.today().workforce.expect("a workforce");
        Self::against(scenario, &today, slots, p)
    }

    /// The same with another plan's word on what the organisation has without the rollout.
    pub fn against(
        scenario: Arc<Scenario>,
        today: &WorkforceToday,
        slots: Arc<Slots>,
        p: &Parameters,
    ) -> Self {
        let organisation = &scenario.workforce().organisation;
        let communications = &scenario.workforce().communications;
        let profile = crate::platform::profile::find(&scenario.workforce().platform.id);
        let covered: f64 = organisation
            .sites
            .iter()
            .filter(|s| s.language_covered)
            .map(|s| s.share)
            .sum();
        let covered = covered.min(1.0);
        let per_day = |rate: f64| (rate / 365.0).min(1.0);
        let in_force = |week: u16, quality: f64| if week == 0 { quality } else { 0.0 };
        // Whatever comes after the last day never comes.
        let days = 7 * u32::from(BURN_IN_WEEKS + scenario.run.horizon);
        let phases = Phases::new(&scenario, p);
        let shocks = Shocks::new(scenario.workforce(), p, first_day);
        Self {
            horizon: scenario.run.horizon,
            traits: TraitPlan::new(&scenario, p),
            calendar: Calendar::new(&scenario),
            sign_in: Chance::new(p[usage::SIGN_IN]),
            risky: Chance::new(-math::exp_m1(-p[usage::RISKY])),
            on_computer: Chance::new(p[constant::ON_COMPUTER]),
            second_browser: Chance::new(p[constant::SECOND_BROWSER]),
            absence: Absence::new(p, days),
            outage_gap: GeometricGap::new(per_day(p[helpdesk::OUTAGES])),
            clocks: clocks(&scenario, &shocks, p, days),
            attitude: Attitude::new(p),
            trust: Trust::new(p),
            usage: Usage::new(p),
            ceremony: Ceremony::new(p),
            recovery: Recovery::new(p, &scenario.workforce().fallback, organisation.headcount),
            handle: HandleTimes::new(p),
            prompt_mass: PromptMass::new(p),
            messages: Messages::new(&scenario, p, &slots),
            silence: Messages::none(&scenario),
            prompt: Rule::new(&scenario.workforce().platform.prompt, |week| {
                first_day(phases.thaw(week)).into()
            }),
            phases,
            shocks,
            desk: DeskPlan::new(&scenario, today, p),
            keys_for: scenario
                .workforce()
                .keys
                .as_ref()
                .map(|keys| Members::new(&keys.audience, organisation)),
            legacy_removed_for: scenario
                .workforce()
                .remove_legacy
                .as_ref()
                .map(|r| (r.week, Members::new(&r.audience, organisation))),
            faq: communications.faq * covered,
            before: Before {
                faq: in_force(today.faq_week, today.faq * covered),
                runbook: in_force(today.fallback.runbook_week, today.fallback.runbook_quality),
            },
            covered,
            admin_roles: if organisation.admin_accounts {
                bit::PRIVILEGED
            } else {
                0
            },
            guests_can_enrol: profile.is_none_or(|p| p.guests_can_enrol.value),
            required_departments: organisation
                .departments
                .iter()
                .map(|d| {
                    let mut phases = scenario.workforce().phases.iter();
                    phases.any(|phase| phase.required_departments.contains(&d.name))
                })
                .collect(),
            turnover: [
                usage::TURNOVER_OFFICE,
                usage::TURNOVER_FRONTLINE,
                usage::TURNOVER_CONTRACTOR,
            ]
            .map(|rate| GeometricGap::new(per_day(p[rate])).up_to(days)),
            resets: ResetTable::new(p),
            parameters: p.clone(),
            counted: if organisation.count_guests {
                slots.len()
            } else {
                slots.first_guest as usize
            },
            slots,
            scenario,
        }
    }

    /// The same organisation without the rollout: the plan of the baseline. `p` differs from
    /// the plan's parameters at most in what the desk costs.
    pub fn today(&self, today: &WorkforceToday, p: &Parameters) -> Self {
        let workforce = self.scenario.workforce();
        let scenario = Scenario {
            workforce: Some(workforce.with_today(today)),
            ..(*self.scenario).clone()
        };
        let headcount = workforce.organisation.headcount;
        Self {
            desk: DeskPlan::new(&scenario, today, p),
            recovery: Recovery::new(p, &today.fallback, headcount),
            faq: self.covered * today.faq,
            parameters: p.clone(),
            scenario: Arc::new(scenario),
            ..self.clone()
        }
    }

    /// What the load without a rollout needs of the first line.
    pub fn need(&self) -> Need {
        self.desk.need()
    }

    /// Agents in the first and second line, those that the plan adds left out.
    pub fn agents(&self) -> (u16, u16) {
        self.desk.agents()
    }

    /// Whether a slot has a place in headcount: guests' may not, and theirs are last.
    #[inline]
    pub(in crate::simulation) fn counts(&self, slot: usize) -> bool {
        slot < self.counted
    }

    /// Slots with a place in headcount; they come first.
    #[inline]
    pub(in crate::simulation) fn counted(&self) -> usize {
        self.counted
    }

    /// Plan week (from 1) of a week since burn-in began; 0 and below is burn-in.
    pub(in crate::simulation) fn plan_week(week: u16) -> i32 {
        i32::from(week) - i32::from(BURN_IN_WEEKS) + 1
    }

    /// Last day that is simulated.
    pub(in crate::simulation) fn last_day(&self) -> u16 {
        7 * (BURN_IN_WEEKS + self.horizon) - 1
    }

    /// Days that a person stays.
    #[inline(always)]
    pub(in crate::simulation) fn turnover(&self, bits: u32, frontline: bool) -> GeometricGap {
        let [office, shifts, contractor] = self.turnover;
        let managed = if frontline { shifts } else { office };
        if bits & (bit::CONTRACTOR | bit::GUEST) != 0 {
            contractor
        } else {
            managed
        }
    }

    /// Whether the desk opens on a day: not where every site has a holiday.
    pub(in crate::simulation) fn desk_opens(&self, day: u16) -> bool {
        let (week, weekday) = (day / 7, day % 7);
        self.desk.open_days >> weekday & 1 == 1
            && self.calendar.all_closed(week) >> weekday & 1 == 0
    }
}

/// Threshold of attempt `k`, from its key.
pub(in crate::simulation) fn attempt_threshold(
    key: WorldKey,
    slot: u32,
    epoch: u16,
    k: u32,
) -> Hazard {
    hazard::threshold(key.uniform(Purpose::Attempt, slot, epoch, k, 0))
}

#[cfg(test)]
impl Plan {
    /// Of a scenario's text, with the defaults of all parameters but some.
    pub(in crate::simulation) fn of_text(text: &str, settings: &[(&str, f64)]) -> Self {
        let scenario = Arc::new(crate::scenario::written::scenario(text, &[]));
        let slots = Arc::new(Slots::new(&scenario.workforce().organisation));
        let set = |p: Parameters, (name, value): &(&str, f64)| p.with_named(name, *value);
        let parameters = settings.iter().fold(Parameters::defaults(&[]), set);
        Self::new(scenario, slots, &parameters)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulation::plan::calendar::BURN_IN_DAYS;

    #[test]
    fn the_desk_opens_where_some_site_works() {
        // 5 January 2026 is a Monday; both sites are closed on Tuesday, one on Wednesday.
        let text = "format = 1\nstart = 2026-01-05\n[organisation]\nheadcount = 10\n\
                    [[organisation.site]]\nname = \"a\"\nshare = 0.5\nholidays = [2026-01-06, 2026-01-07]\n\
                    [[organisation.site]]\nname = \"b\"\nshare = 0.5\nholidays = [2026-01-06]\n";
        let plan = Plan::of_text(text, &[]);
        let opens = |weekday| plan.desk_opens(BURN_IN_DAYS + weekday);
        let week: Vec<bool> = (0..7).map(opens).collect();
        assert_eq!(week, [true, false, true, true, true, false, false]);
        assert!(
            plan.desk_opens(7 * 1000),
            "days after the last are like others"
        );
    }
}
