//! A desk as a plan staffs it: agents, hours, and the load that is not about
//! authentication.

use crate::helpdesk::queue::Plain;
use crate::helpdesk::roster;
use crate::model::recovery::Recovery;
use crate::parameter::Parameters;
use crate::parameter::table::{constant, helpdesk, usage};
use crate::random::draw;
use crate::random::{Purpose, WorldKey};
use crate::scenario::{Scenario, WorkforceToday};

/// A day's contacts that are not about authentication, the same in both arms.
#[derive(Clone, Debug, Default)]
pub struct Background {
    pub(in crate::simulation) contacts: Vec<Plain>,
    /// Agent time of all [s].
    pub(in crate::simulation) seconds: i64,
}

/// What the load without a rollout needs of the first line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Need {
    /// Agents that are busy on average, on shifts of eight hours.
    pub occupied: f64,
    /// Agents at the occupancy that a desk is staffed for.
    pub for_load: u16,
    /// The fewest agents whose shifts cover every open hour.
    pub covering: u16,
}

/// A desk's staffing and load, compiled.
#[derive(Clone, Debug)]
pub struct DeskPlan {
    pub(in crate::simulation) queue: bool,
    pub(in crate::simulation) open_seconds: u32,
    pub(in crate::simulation) open_days: u8,
    pub(in crate::simulation) first_line: u16,
    pub(in crate::simulation) second_line: u16,
    need: Need,
    extra: Vec<(u16, u16, u16)>,
    pub(in crate::simulation) extra_hour_cents: f64,
    background_per_day: f64,
    background_minutes: f64,
    daily_cv: f64,
    weekday: [f64; 7],
    pub(in crate::simulation) phone_share: f64,
    pub(in crate::simulation) patience: f64,
    pub(in crate::simulation) redial: f64,
    pub(in crate::simulation) repeat_lockout: f64,
    pub(in crate::simulation) resolve: f64,
}

/// Load of each weekday in working days: Monday's is a parameter, the other four share
/// the rest of five, a day of the weekend has 1.
pub(in crate::simulation) fn weekday_weights(p: &Parameters) -> [f64; 7] {
    let monday = p[helpdesk::MONDAY];
    let other = (5.0 - monday) / 4.0;
    [monday, other, other, other, other, 1.0, 1.0]
}

impl DeskPlan {
    /// Looks up the scenario's desk. Unless told otherwise its agents are today's, and those
    /// are staffed to the load that is expected without a rollout.
    pub fn new(scenario: &Scenario, today: &WorkforceToday, p: &Parameters) -> Self {
        let desk = &scenario.workforce().helpdesk;
        let heads = f64::from(scenario.workforce().organisation.headcount);
        let open_days = (0..7)
            .filter(|day| desk.open_days[*day])
            .fold(0u8, |byte, day| byte | 1 << day);
        let background_per_day = heads * p[helpdesk::BACKGROUND] * 12.0 / 260.0;
        let background_minutes = p[helpdesk::BACKGROUND_MINUTES];
        // Cases of closed days come on open ones; background is there on these alone.
        let crowded = 5.0 / f64::from(open_days.count_ones().clamp(1, 5));
        let load = background_per_day * background_minutes
            + crowded * baseline_minutes_per_day(scenario, today, p);
        let open_seconds = u32::from(desk.hours()) * 3600;
        let occupied = roster::occupied(load, open_seconds);
        let for_load = roster::staff(occupied, p[helpdesk::UTILISATION]);
        let covering = roster::covering(open_seconds);
        let staff = for_load.max(covering);
        // Agents are numbered in sixteen bits, those that the plan adds included.
        let added = u16::try_from(desk.most_extra()).unwrap_or(u16::MAX);
        let room = (u16::MAX - added).max(1);
        let second = ((f64::from(staff) * p[constant::L2_SHARE]).round() as u16).max(1);
        Self {
            queue: desk.queue,
            open_seconds,
            need: Need {
                occupied,
                for_load,
                covering,
            },
            open_days,
            first_line: (desk.agents.or(today.helpdesk.agents)).unwrap_or(staff.min(room)),
            second_line: (desk.second_line.or(today.helpdesk.second_line)).unwrap_or(second),
            extra: desk
                .extra
                .iter()
                .map(|e| (e.first_week, e.last_week, e.agents))
                .collect(),
            extra_hour_cents: desk.extra_hour_cost * 100.0,
            background_per_day,
            background_minutes,
            daily_cv: p[constant::DAILY_CV],
            weekday: weekday_weights(p),
            phone_share: p[constant::PHONE_SHARE],
            patience: p[helpdesk::PATIENCE] * 60.0,
            redial: p[constant::REDIAL],
            repeat_lockout: p[constant::REPEAT_LOCKOUT],
            resolve: p[helpdesk::RESOLVE],
        }
    }

    /// What the load without a rollout needs.
    pub(in crate::simulation) fn need(&self) -> Need {
        self.need
    }

    /// Agents in the first and second line, those that the plan adds left out.
    pub(in crate::simulation) fn agents(&self) -> (u16, u16) {
        (self.first_line, self.second_line)
    }

    /// Whether it is open when another is.
    pub(in crate::simulation) fn has_hours_of(&self, other: &Self) -> bool {
        (self.open_days, self.open_seconds) == (other.open_days, other.open_seconds)
    }

    /// Draws a day's background: one compound arrival for each twentieth, its contacts
    /// evenly over its time.
    pub fn background(&self, key: WorldKey, day: u16, cv: f64, into: &mut Background) {
        into.contacts.clear();
        into.seconds = 0;
        if self.open_days >> (day % 7) & 1 == 0 {
            return;
        }
        let (weekday, day) = (usize::from(day % 7), u32::from(day));
        let u = key.uniform(Purpose::BackgroundDay, 0, 0, day, 0);
        let mark = daily_mark(u, self.daily_cv);
        let mean_day = self.background_per_day * self.weekday[weekday] * mark;
        let part_seconds = f64::from(self.open_seconds) / roster::PARTS as f64;
        for part in 0..roster::PARTS {
            let occasion = day * roster::PARTS as u32 + part as u32;
            let (u_count, u_minutes) = key.pair(Purpose::Background, 0, 0, occasion, 0);
            let count = draw::poisson(u_count, mean_day * roster::profile(part));
            if count == 0 {
                continue;
            }
            let cv = cv / f64::from(count).sqrt();
            let each = draw::log_normal_mean_cv(u_minutes, 60.0 * self.background_minutes, cv)
                .round()
                .max(1.0) as u32;
            let (start, apart) = (part as f64, 1.0 / f64::from(count));
            into.contacts.extend((0..count).map(|nth| {
                let within = (start + (f64::from(nth) + 0.5) * apart) * part_seconds;
                (within as u32, each)
            }));
            into.seconds += i64::from(each) * i64::from(count);
        }
    }

    pub(in crate::simulation) fn extra(&self, plan_week: i32) -> u16 {
        self.extra
            .iter()
            .filter(|(from, to, _)| (i32::from(*from)..=i32::from(*to)).contains(&plan_week))
            .map(|e| e.2)
            .sum()
    }
}

/// A day's background relative to its mean: a gamma variable of mean 1.
fn daily_mark(u: f64, cv: f64) -> f64 {
    // Days that hardly differ are normal to a millionth, and alike where they do not
    // differ at all; the gamma's shape would be infinite.
    if cv < 1e-3 {
        return 1.0 + cv * draw::normal(u);
    }
    let shape = 1.0 / (cv * cv);
    draw::gamma(u, shape, 1.0 / shape)
}

/// Mean authentication minutes of a working day without a rollout, repeats
/// included: what the desk is staffed for, beside the background.
fn baseline_minutes_per_day(scenario: &Scenario, today: &WorkforceToday, p: &Parameters) -> f64 {
    let heads = f64::from(scenario.workforce().organisation.headcount);
    let verify = Recovery::new(
        p,
        &today.fallback,
        scenario.workforce().organisation.headcount,
    )
    .verify;
    let frontline: f64 = scenario
        .workforce()
        .organisation
        .departments
        .iter()
        .map(|d| d.share * d.frontline)
        .sum();
    let phones = (1.0 - frontline) * p[usage::PHONE_OFFICE] + frontline * p[usage::PHONE_FRONTLINE];
    let legacy =
        phones * (p[usage::PHONE_REPLACE] + p[usage::PHONE_LOSS]) * p[helpdesk::LEGACY_LOST];
    let minutes = p[helpdesk::RESETS] * p[helpdesk::RESET_MINUTES]
        + legacy * (verify + p[constant::LEGACY_MINUTES]);
    heads * minutes / 260.0 / p[helpdesk::RESOLVE]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_tend_to_one_as_days_become_alike() {
        for u in [1e-6, 0.1, 0.5, 0.9, 1.0 - 1e-6] {
            assert_eq!(daily_mark(u, 0.0), 1.0);
            assert!((daily_mark(u, 1e-200) - 1.0).abs() < 1e-15);
            let (below, above) = (daily_mark(u, 0.999_999e-3), daily_mark(u, 1e-3));
            assert!((below - above).abs() < 2e-5, "{u}: {below} {above}");
            assert!((daily_mark(u, 0.15) - draw::gamma(u, 1.0 / 0.0225, 0.0225)).abs() < 1e-12);
        }
    }
}
