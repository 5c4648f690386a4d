//! The organisation without the rollout: what all plans are judged against.

use super::fallback::Fallback;
use super::helpdesk::Helpdesk;
use super::run::AssumptionValue;
use super::{
    Assumption, CustomerRecovery, Customers, Devices, Organisation, Scenario, Shock, Workforce,
};
use crate::units::Date;

/// A week that is never reached.
const NEVER: u16 = u16::MAX;

/// What there is without the rollout: throughout in the baseline, and until week 1 in the
/// rollout. All plans that are compared share one, so that no lever can look good by making
/// the baseline worse.
#[derive(Clone, Debug, PartialEq)]
pub struct Today {
    /// The workforce's desk and fallback, if the plan is about a workforce.
    pub workforce: Option<WorkforceToday>,
    /// How customers recover, if the plan is about customers.
    pub recovery: Option<CustomerRecovery>,
    /// [`PRICES`] that are set; all others are as drawn.
    pub prices: Vec<Assumption>,
}

/// The desk and the fallback of a workforce without the rollout.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkforceToday {
    /// Staffing and hours; no agents are added.
    pub helpdesk: Helpdesk,
    /// Verification and self-service; the runbook's week is 0 if it is in force already,
    /// and beyond every horizon if it is never written.
    pub fallback: Fallback,
    /// Quality of the FAQ [0..1].
    pub faq: f64,
    /// Week of the FAQ, as the runbook's.
    pub faq_week: u16,
}

/// Assumptions that an owner can decide, and that the baseline has as they are today.
pub const PRICES: [&str; 2] = [AGENT_MINUTE, "customers.support_price"];

const AGENT_MINUTE: &str = "helpdesk.price";

/// What decides a workforce's world. Plans of equal worlds see the same people, devices,
/// sign-ins and bad days, and without a rollout the same of everything.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkforceWorld {
    start: Date,
    horizon: u16,
    /// All but [`PRICES`].
    assumptions: Vec<Assumption>,
    /// Organisation and devices; the platform, and whether its passkeys are synced.
    people: Option<(Organisation, Devices, String, bool)>,
    bad_days: Option<Vec<Shock>>,
    /// Who is told of a requirement is a trait of the people.
    told: Option<f64>,
    /// Keys can be lost where they are issued.
    issues_keys: bool,
}

impl Scenario {
    /// What happens to the workforce whatever its plan.
    pub fn world(&self) -> WorkforceWorld {
        let mut assumptions = self.assumptions.clone();
        assumptions.retain(|one| !PRICES.contains(&one.id.as_str()));
        WorkforceWorld {
            start: self.start,
            horizon: self.run.horizon,
            assumptions,
            people: self.workforce.as_ref().map(|plan| {
                (
                    plan.organisation.clone(),
                    plan.devices.clone(),
                    plan.platform.id.clone(),
                    plan.platform.provider_syncs,
                )
            }),
            bad_days: self.workforce.as_ref().map(|plan| plan.shocks.clone()),
            told: self
                .workforce
                .as_ref()
                .map(|plan| plan.communications.notice),
            issues_keys: self
                .workforce
                .as_ref()
                .is_some_and(|plan| plan.keys.is_some()),
        }
    }

    /// What there is without the rollout.
    pub fn today(&self) -> Today {
        let table = self.workforce.as_ref().map(|plan| &plan.today);
        let written = |id: &str| table.filter(|_| id == AGENT_MINUTE)?.price;
        let price = |id: &str| match written(id) {
            Some(price) => Some(Assumption {
                id: id.to_owned(),
                value: AssumptionValue::Fixed(price),
            }),
            None => self.assumptions.iter().find(|one| one.id == id).cloned(),
        };
        Today {
            workforce: self.workforce.as_ref().map(Workforce::today),
            recovery: self.customers.as_ref().map(|plan| plan.recovery.clone()),
            prices: PRICES.into_iter().filter_map(price).collect(),
        }
    }
}

impl Today {
    /// Customers without the rollout, where that differs from a plan in more than the tiers:
    /// in how accounts are recovered.
    pub fn customers(&self, plan: &Customers) -> Option<Customers> {
        let recovery = CustomerRecovery {
            stress: plan.recovery.stress,
            ..self.recovery.clone()?
        };
        (recovery != plan.recovery).then(|| Customers {
            recovery,
            tiers: Vec::new(),
            ..plan.clone()
        })
    }
}

impl Workforce {
    /// An organisation that begins with holders of passkeys writes an FAQ and a runbook for
    /// them in the plan's weeks with the rollout or without it; one that begins with none
    /// has no use for them.
    fn today(&self) -> WorkforceToday {
        let (table, plan) = (&self.today, &self.fallback);
        let has_holders = self
            .organisation
            .departments
            .iter()
            .any(|d| d.initial > 0.0);
        let week = |in_force: bool, plan: u16| match (in_force, has_holders) {
            (true, _) => 0,
            (false, true) => plan,
            (false, false) => NEVER,
        };
        WorkforceToday {
            helpdesk: Helpdesk {
                agents: table.agents.or(self.helpdesk.agents),
                second_line: table.second_line.or(self.helpdesk.second_line),
                extra: Vec::new(),
                ..self.helpdesk.clone()
            },
            fallback: Fallback {
                verification: table.verification.unwrap_or(plan.verification),
                self_service: table.self_service.unwrap_or(plan.self_service),
                runbook_quality: table.runbook.unwrap_or(plan.runbook_quality),
                runbook_week: week(table.runbook.is_some(), plan.runbook_week),
                ..plan.clone()
            },
            faq: table.faq.unwrap_or(self.communications.faq),
            faq_week: week(table.faq.is_some(), self.communications.faq_week),
        }
    }

    /// The same people and bad days with the desk and the fallback of today.
    pub fn with_today(&self, today: &WorkforceToday) -> Self {
        let mut plan = self.clone();
        plan.helpdesk = today.helpdesk.clone();
        plan.fallback = Fallback {
            stress: self.fallback.stress,
            ..today.fallback.clone()
        };
        plan.communications.faq = today.faq;
        plan.communications.faq_week = today.faq_week;
        plan
    }
}

#[cfg(test)]
mod tests {
    use super::super::fallback::Verification;
    use super::super::written::scenario;
    use super::*;

    #[test]
    fn today_is_the_plan_unless_it_is_written() {
        let plan = scenario(
            "[organisation]\nheadcount = 50\n[helpdesk]\nagents = 3\n",
            &[],
        );
        let today = plan.today().workforce.unwrap();
        assert_eq!(today.helpdesk.agents, Some(3));
        assert_eq!(today.fallback.verification, Verification::Standard);
        assert_eq!(
            (today.fallback.runbook_week, today.faq_week),
            (NEVER, NEVER)
        );
        let plan = scenario(
            "[organisation]\nheadcount = 50\n[helpdesk]\nagents = 3\nprice = 2.0\n\
             [[helpdesk.extra]]\nweeks = \"2-3\"\nagents = 1\n\
             [today]\nagents = 5\nverification = \"weak\"\nfaq = 0.4\nprice = 1.5\n",
            &[],
        );
        let all = plan.today();
        let today = all.workforce.unwrap();
        assert_eq!(today.helpdesk.agents, Some(5));
        assert!(today.helpdesk.extra.is_empty());
        assert_eq!(today.fallback.verification, Verification::Weak);
        assert_eq!((today.faq, today.faq_week), (0.4, 0));
        assert_eq!(all.prices.len(), 1);
        assert_eq!(all.prices[0].value, AssumptionValue::Fixed(1.5));
    }

    #[test]
    fn holders_from_before_have_their_help_with_or_without_the_rollout() {
        let text = "fallback.runbook_week = 7\n[organisation]\nheadcount = 50\ninitial = 0.9\n";
        let today = scenario(text, &[]).today().workforce.unwrap();
        assert_eq!((today.fallback.runbook_week, today.faq_week), (7, 1));
    }
}
