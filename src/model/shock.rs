//! Shocks (S13): what a bad day or a bad season changes, and when.

use super::credential::{self, Credentials};
use super::ticket::Category;
use crate::parameter::Parameters;
use crate::parameter::table::constant;
use crate::platform::profile;
use crate::scenario::{Shock, ShockKind, Workforce};
use std::ops::Range;

/// A plan's shocks, ready to apply.
#[derive(Clone, Debug)]
pub struct Shocks {
    /// Days of outages of all providers, in the plan's order.
    outages: Vec<Range<u16>>,
    /// Days on which phones are replaced at a multiple of their rate, in order.
    phone_refreshes: Vec<(Range<u16>, f64)>,
    /// Days after a change of names.
    name_changes: Vec<Range<u16>>,
    /// What handle times of cases about somebody's name are then multiplied by.
    name_change_minutes: f64,
    /// Plan weeks in which ceremonies lose a share of their success.
    defects: Vec<(Range<i32>, f64)>,
    revocations: Vec<Revocation>,
}

/// Credentials that end on a Monday.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Revocation {
    /// Its number among the plan's shocks.
    pub number: u32,
    /// The plan week.
    week: u16,
    /// Share of holders that it meets [0..1].
    pub share: f64,
    /// Credentials that it leaves alone.
    pub keeps: Credentials,
    /// Whether it meets an arm without the plan too.
    everywhere: bool,
}

impl Shocks {
    /// Of a plan. `first_day`: of a plan week.
    pub fn new(plan: &Workforce, p: &Parameters, first_day: impl Fn(u16) -> u16) -> Self {
        let of = |kind| plan.shocks.iter().filter(move |shock| shock.kind == kind);
        let days = |shock: &Shock, many: u16| {
            let first = first_day(shock.week);
            first..first.saturating_add(many)
        };
        let weeks = |shock: &Shock| days(shock, 7 * shock.weeks);
        let mut phone_refreshes: Vec<_> = of(ShockKind::PhoneRefresh)
            .map(|shock| (weeks(shock), shock.size))
            .collect();
        phone_refreshes.sort_by_key(|(days, _)| days.start);
        let defect = |shock: &Shock| {
            let week = i32::from(shock.week);
            (week..week + i32::from(shock.weeks), shock.size)
        };
        Self {
            outages: of(ShockKind::Outage)
                .map(|shock| days(shock, shock.days))
                .collect(),
            phone_refreshes,
            name_changes: of(ShockKind::NameChange).map(weeks).collect(),
            name_change_minutes: p[constant::NAME_CHANGE_MINUTES],
            defects: of(ShockKind::CeremonyDefect).map(defect).collect(),
            revocations: revocations(plan),
        }
    }

    /// Days of outages of all providers, by their number among outages.
    pub fn outages(&self) -> &[Range<u16>] {
        &self.outages
    }

    /// Days on which phones are replaced at a multiple of their rate, in order.
    pub fn phone_refreshes(&self) -> &[(Range<u16>, f64)] {
        &self.phone_refreshes
    }

    /// Factor of a case's handle time on a day.
    pub fn minutes_factor(&self, category: Category, day: u16) -> f64 {
        let about_a_name = matches!(
            category,
            Category::Recovery | Category::LegacyRegistration | Category::Key
        );
        if about_a_name && self.name_changes.iter().any(|days| days.contains(&day)) {
            self.name_change_minutes
        } else {
            1.0
        }
    }

    /// Share of their success that ceremonies lose in a plan week, the largest of all.
    pub fn defect(&self, week: i32) -> f64 {
        let now = self
            .defects
            .iter()
            .filter(|(weeks, _)| weeks.contains(&week));
        now.map(|(_, size)| *size).fold(0.0, f64::max)
    }

    /// What ends credentials on the Monday of a plan week, in an arm with the plan or
    /// without.
    pub fn revocations(&self, week: i32, rollout: bool) -> impl Iterator<Item = &Revocation> {
        let now = move |one: &&Revocation| i32::from(one.week) == week;
        self.revocations
            .iter()
            .filter(now)
            .filter(move |one| rollout || one.everywhere)
    }
}

/// Credentials end where the platform's profile says so; where nobody knows, they do.
fn revocations(plan: &Workforce) -> Vec<Revocation> {
    let profile = profile::find(&plan.platform.id);
    let of_list = profile.is_none_or(|p| p.aaguid_change_blocks_existing.value);
    let of_domain = profile.is_none_or(|p| p.rp_id_change_blocks.value);
    let of = |(number, shock): (u32, &Shock)| {
        let (share, keeps, everywhere) = match shock.kind {
            ShockKind::DomainChange if of_domain => (1.0, 0, true),
            ShockKind::AllowList if of_list => (shock.size, credential::KEY, false),
            _ => return None,
        };
        Some(Revocation {
            number,
            week: shock.week,
            share,
            keeps,
            everywhere,
        })
    };
    (0..).zip(&plan.shocks).filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::written::scenario;

    fn shocks(platform: &str, text: &str) -> Shocks {
        let text = format!(
            "format = 1\n[organisation]\nheadcount = 10\n[platform]\nid = \"{platform}\"\n{text}"
        );
        let p = Parameters::defaults(&[]);
        let plan = scenario(&text, &[]);
        Shocks::new(plan.workforce(), &p, |week| 28 + 7 * (week - 1))
    }

    fn shock(kind: &str, rest: &str) -> String {
        format!("[[shock]]\nkind = \"{kind}\"\n{rest}\n")
    }

    #[test]
    fn shocks_are_in_force_from_their_monday_for_as_long_as_they_last() {
        let text = [
            shock("outage", "week = 3\ndays = 2"),
            shock("name-change", "week = 2\nweeks = 1"),
            shock("phone-refresh", "week = 9\nsize = 2"),
            shock("phone-refresh", "week = 4\nweeks = 1\nsize = 5"),
            shock("ceremony-defect", "week = 5\nsize = 0.1"),
            shock("ceremony-defect", "week = 6\nsize = 0.4"),
        ];
        let all = shocks("entra", &text.concat());
        assert!(all.outages().iter().cloned().eq(std::iter::once(42..44)));
        assert_eq!(all.phone_refreshes(), [(49..56, 5.0), (84..140, 2.0)]);
        let slow = |category, day| all.minutes_factor(category, day);
        let recovery = |day| slow(Category::Recovery, day);
        assert_eq!([34, 35, 41, 42].map(recovery), [1.0, 1.5, 1.5, 1.0]);
        assert_eq!(slow(Category::Reset, 35), 1.0);
        let lost = [4, 5, 6, 7, 8].map(|week| all.defect(week));
        assert_eq!(lost, [0.0, 0.1, 0.4, 0.4, 0.0]);
        assert_eq!(
            (-4..100)
                .flat_map(|week| all.revocations(week, true))
                .count(),
            0
        );
    }

    #[test]
    fn a_domain_meets_both_arms_and_a_list_spares_keys() {
        let text = [
            shock("allow-list", "week = 3\nsize = 0.25"),
            shock("domain-change", "week = 3"),
        ];
        let all = shocks("entra", &text.concat());
        let seen = |week, rollout| {
            let each = all.revocations(week, rollout);
            each.map(|one| (one.number, one.share, one.keeps))
                .collect::<Vec<_>>()
        };
        assert_eq!(seen(3, true), [(0, 0.25, credential::KEY), (1, 1.0, 0)]);
        assert_eq!(seen(3, false), [(1, 1.0, 0)]);
        assert_eq!(seen(2, true), []);
    }
}
