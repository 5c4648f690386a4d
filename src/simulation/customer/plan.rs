//! The compiled plan: what a scenario and parameters say, week by week.

use crate::math;
use crate::model::customer::YEAR;
use crate::model::customer::devices::PasskeyRule;
use crate::model::customer::exposure::{self, Weekly};
use crate::model::customer::forgetting::Forgetting;
use crate::model::customer::marks::Marks;
use crate::model::customer::offer::Offers;
use crate::model::customer::recovery::Codes;
use crate::model::customer::requirement::Requirement;
use crate::model::customer::trust::Trust;
use crate::model::prompt::Rule;
use crate::parameter::Parameters;
use crate::parameter::table::customers::{certain, uncertain};
use crate::population::CustomerTraitPlan;
use crate::scenario::{Customers, Tier, TierKind};
use std::sync::Arc;

/// Customers, their rollout and one value of every parameter.
#[derive(Clone, Debug)]
pub struct CustomerPlan {
    /// The scenario's customers.
    pub customers: Arc<Customers>,
    /// Plan weeks.
    pub horizon: u16,
    pub(super) end: f64,
    pub(super) rows: Vec<Row>,
    /// The row of an arm without a rollout.
    pub(super) quiet: Row,
    pub(super) traits: CustomerTraitPlan,
    pub(super) offers: Offers,
    pub(super) prompt: Rule<f64>,
    pub(super) codes: Codes,
    pub(super) forgetting: Forgetting,
    pub(super) requirement: Requirement,
    pub(super) passkeys: PasskeyRule,
    pub(super) trust: Trust,
    pub(super) use_share: f64,
    pub(super) t2_use: f64,
    /// A passkey works [probability]: at an own device, at a strange one.
    pub(super) success: [f64; 2],
    pub(super) marks: Marks,
    /// Hazard of a device's change [1/day].
    pub(super) change: f64,
    pub(super) survival: f64,
    /// Mean life of an account [days].
    pub(super) life: f64,
    /// Uniform above which an account open at the start is closed by the horizon.
    pub(super) closes: f64,
    /// First day of any tier, of offers after a sign-in, and whether any tier
    /// creates passkeys by itself.
    pub(super) first_tier: f64,
    pub(super) first_offer: f64,
    pub(super) automatic: bool,
    pub(super) exposure: Vec<Weekly>,
}

/// What is in force in a week.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Whether any tier is.
    pub tiers: bool,
    /// Masses of a first offer after a sign-in, by operating system.
    pub t1: Option<[f64; 4]>,
    /// Whether a password sign-in creates a passkey where the device can.
    pub automatic: bool,
    /// Masses of a first offer after a recovery.
    pub t2: Option<[f64; 4]>,
    /// Wording of the requirement, and the probability of giving up at reference trust.
    pub t3: Option<(f64, f64)>,
    /// Whether accounts with a passkey have no password.
    pub no_password: bool,
    /// Days with any tier before this week.
    pub open: f64,
}

impl CustomerPlan {
    /// Compiles customers over `horizon` weeks.
    pub fn new(customers: Arc<Customers>, horizon: u16, params: &Parameters) -> Self {
        let p = params;
        let offers = Offers::new(p);
        let requirement = Requirement::new(p);
        let forgetting = Forgetting::new(p);
        let rows = rows(&customers, horizon, &offers, &requirement);
        // The hazard whose yearly share of closures is the scenario's.
        let closing = -math::ln_1p(-customers.churn.min(1.0 - 1e-9)) / YEAR;
        let end = 7.0 * f64::from(horizon);
        let first_day = |f: fn(&Row) -> bool| {
            let week = rows.iter().position(f);
            week.map_or(f64::INFINITY, |week| 7.0 * (week as f64 - 1.0))
        };
        Self {
            end,
            quiet: Row::quiet(),
            traits: CustomerTraitPlan::new(&customers, p),
            prompt: Rule::new(&customers.platform.prompt, |week| {
                7.0 * (f64::from(week) - 1.0)
            }),
            codes: Codes::new(p, &customers.recovery),
            passkeys: PasskeyRule {
                synced: customers.platform.provider_syncs,
            },
            trust: Trust::new(p),
            use_share: p[uncertain::USES_PASSKEY],
            t2_use: p[certain::T2_USE],
            success: [p[certain::KNOWN_SUCCESS], p[uncertain::UNKNOWN_SUCCESS]],
            marks: Marks::new(p, &forgetting),
            change: p[certain::DEVICE_CHANGE] / YEAR,
            survival: p[uncertain::SYNC_SURVIVAL],
            life: 1.0 / closing,
            closes: math::exp(-closing * end),
            first_tier: first_day(|row| row.tiers),
            first_offer: first_day(|row| row.t1.is_some()),
            automatic: rows.iter().any(|row| row.automatic),
            exposure: (0..=horizon)
                .map(|week| exposure::weekly(p, &customers.recovery, week))
                .collect(),
            offers,
            forgetting,
            requirement,
            rows,
            horizon,
            customers,
        }
    }

    /// Days with any tier up to `t` [days].
    pub(super) fn open_days(&self, t: f64) -> f64 {
        let row = &self.rows[week(t)];
        let into = if row.tiers {
            t - 7.0 * (week(t) as f64 - 1.0)
        } else {
            0.0
        };
        row.open + into
    }

    /// When [`CustomerPlan::open_days`] reaches this; never by the horizon is infinite.
    pub(super) fn when_open(&self, days: f64) -> f64 {
        let last = usize::from(self.horizon) + 1;
        let next = (1..=last).find(|week| *week == last || self.rows[week + 1].open >= days);
        match next {
            Some(week) if week < last => {
                7.0 * (week as f64 - 1.0) + (days - self.rows[week].open).max(0.0)
            }
            _ => f64::INFINITY,
        }
    }
}

/// The plan week of a time [days].
#[inline]
pub(super) fn week(t: f64) -> usize {
    // By way of 32 bits, which the processor converts without detours.
    (t * (1.0 / 7.0)) as u32 as usize + 1
}

impl Row {
    fn quiet() -> Self {
        Self {
            tiers: false,
            t1: None,
            automatic: false,
            t2: None,
            t3: None,
            no_password: false,
            open: 0.0,
        }
    }

    fn carry(&mut self, tier: &Tier, offers: &Offers, requirement: &Requirement) {
        self.tiers = true;
        match tier.kind {
            TierKind::SignInFaster => {
                self.t1 = offers.first(tier);
                self.automatic = tier.auto_create;
            }
            TierKind::RecoveryAnchor => self.t2 = offers.first(tier),
            TierKind::Required => {
                let gives_up = requirement.gives_up(tier.framing, 0.0);
                self.t3 = Some((tier.framing, gives_up));
            }
        }
    }
}

/// Rows of weeks 0 to `horizon` + 1, the first and the last empty; where two tiers of
/// a kind are in force, the later one of the list counts.
fn rows(
    customers: &Customers,
    horizon: u16,
    offers: &Offers,
    requirement: &Requirement,
) -> Vec<Row> {
    let mut open = 0.0;
    let mut rows = vec![Row::quiet(); usize::from(horizon) + 2];
    for (week, row) in rows.iter_mut().enumerate() {
        row.open = open;
        if week == 0 || week > usize::from(horizon) {
            continue;
        }
        let is_in_force = |tier: &&Tier| {
            usize::from(tier.first_week) <= week
                && tier.last_week.is_none_or(|last| week <= usize::from(last))
        };
        for tier in customers.tiers.iter().filter(is_in_force) {
            row.carry(tier, offers, requirement);
        }
        row.no_password = customers
            .remove_password
            .is_some_and(|first| week >= usize::from(first));
        if row.tiers {
            open += 7.0;
        }
    }
    rows
}
