//! What both arms share: traits, sign-ins, changes of devices, tiers by week.

use passcast::math;
use passcast::model::customer::devices::PasskeyRule;
use passcast::model::customer::offer::Offers;
use passcast::model::customer::recovery::Codes;
use passcast::model::customer::requirement::Requirement;
use passcast::model::customer::trust::Trust;
use passcast::parameter::Parameters;
use passcast::population::{CustomerTraitPlan, CustomerTraits};
use passcast::random::{Purpose, WorldKey, block, draw};
use passcast::scenario::{Customers, Tier, TierKind};

/// Names of draws.
#[derive(Clone, Copy)]
pub struct Chance(pub WorldKey, pub u32, pub u16);

impl Chance {
    /// A word of a block, as a uniform.
    pub fn u(self, purpose: Purpose, occasion: u32, lane: u32) -> f64 {
        let (key, named) = self.0.words(purpose, self.2);
        let words = block([self.1, named, occasion, lane / 4], key);
        (f64::from(words[lane as usize % 4]) + 0.5) / 4_294_967_296.0
    }
}

pub struct SignIn {
    pub n: u32,
    pub t: f64,
    pub strange: bool,
    pub forgotten: bool,
    pub sensitive: bool,
}

/// An account of one epoch: what both arms share.
pub struct Account {
    pub chance: Chance,
    pub traits: CustomerTraits,
    pub start: f64,
    pub end: f64,
    pub last: f64,
    pub sign_ins: Vec<SignIn>,
    pub changes: Vec<(f64, usize, u32)>,
    pub propensity: f64,
    pub automatic: u8,
    pub initial: Option<usize>,
}

pub struct World<'a> {
    pub customers: &'a Customers,
    pub p: &'a Parameters,
    pub weeks: usize,
    pub traits: CustomerTraitPlan,
    pub rule: PasskeyRule,
    pub codes: Codes,
    pub offers: Offers,
    pub requirement: Requirement,
    pub trust: Trust,
}

pub fn week(t: f64) -> usize {
    (t * (1.0 / 7.0)) as usize + 1
}

impl World<'_> {
    pub fn at(&self, id: &str) -> f64 {
        self.p[passcast::parameter::position(id).unwrap()]
    }

    pub fn account(&self, chance: Chance, start: f64) -> Account {
        let traits = self.traits.draw(chance.0, chance.1, chance.2);
        let end = 7.0 * self.weeks as f64;
        let closing = -math::ln_1p(-self.customers.churn) / 365.0;
        let end = if closing > 0.0 {
            end.min(start + 1.0 / closing * draw::exponential(traits.closes))
        } else {
            end
        };
        let (sign_ins, last) = self.sign_ins(chance, &traits, start, end);
        let initial = if chance.2 == 0 {
            self.traits.initial(chance.0, chance.1, &traits)
        } else {
            None
        };
        Account {
            chance,
            start,
            end,
            last,
            sign_ins,
            changes: self.changes(chance, &traits, start, end),
            propensity: traits.propensity,
            automatic: self
                .traits
                .automatic(chance.0, chance.1, chance.2, &traits.devices),
            initial,
            traits,
        }
    }

    fn sign_ins(
        &self,
        chance: Chance,
        traits: &CustomerTraits,
        start: f64,
        end: f64,
    ) -> (Vec<SignIn>, f64) {
        use Purpose::CustomerSignIn as Named;
        if traits.gap.is_infinite() {
            return (Vec::new(), f64::NEG_INFINITY);
        }
        let gap = |u: f64| traits.gap * draw::exponential(u);
        let before = if chance.2 == 0 {
            -gap(chance.u(Purpose::CustomerTrait, 0, 6))
        } else {
            start
        };
        let strange = 1.0 - self.at("customers.known_device");
        let sensitive = self.at("customers.sensitive");
        // Below p it holds; either side is a uniform again.
        let split = |u: f64, p: f64| {
            if u < p {
                (true, u / p)
            } else {
                (false, (u - p) / (1.0 - p))
            }
        };
        let (mut all, mut last) = (Vec::new(), before);
        let mut t = start;
        for n in 0.. {
            t += gap(chance.u(Named, n, 0));
            if t >= end {
                break;
            }
            let (is_strange, u) = split(chance.u(Named, n, 1), strange);
            let (is_sensitive, u) = split(u, sensitive);
            let own = self.at("customers.forgot_base")
                - self.at("customers.forgot_gap")
                    * math::exp_m1(-1.0 / self.at("customers.forgot_days") * (t - last));
            all.push(SignIn {
                n,
                t,
                strange: is_strange,
                sensitive: is_sensitive,
                forgotten: u < own,
            });
            last = t;
        }
        (all, before)
    }

    fn changes(
        &self,
        chance: Chance,
        traits: &CustomerTraits,
        start: f64,
        end: f64,
    ) -> Vec<(f64, usize, u32)> {
        let count = f64::from(traits.devices.count);
        let rate = self.at("customers.device_change") / 365.0 * count;
        let (mut t, mut all) = (start, Vec::new());
        for n in 0.. {
            t += draw::exponential(chance.u(Purpose::CustomerDevice, n, 0)) / rate;
            if t >= end {
                break;
            }
            let which = (chance.u(Purpose::CustomerDevice, n, 1) * count) as usize;
            all.push((t, which, n));
        }
        all
    }

    pub fn tier(&self, kind: TierKind, week: usize) -> Option<&Tier> {
        self.customers.tiers.iter().find(|tier| {
            tier.kind == kind
                && usize::from(tier.first_week) <= week
                && tier.last_week.is_none_or(|last| week <= usize::from(last))
        })
    }

    pub fn any_tier(&self, week: usize) -> bool {
        use TierKind::{RecoveryAnchor, Required, SignInFaster};
        [SignInFaster, RecoveryAnchor, Required]
            .iter()
            .any(|kind| self.tier(*kind, week).is_some())
    }

    /// Days with a tier in force between two times.
    pub fn open(&self, from: f64, to: f64) -> f64 {
        (1..=self.weeks)
            .filter(|week| self.any_tier(*week))
            .map(|week| {
                let (first, last) = (7.0 * (week as f64 - 1.0), 7.0 * week as f64);
                (to.min(last) - from.max(first)).max(0.0)
            })
            .sum()
    }
}
