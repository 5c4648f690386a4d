//! Customers: what an account is, drawn once for each (account, epoch) and the same
//! in both arms and in every plan.

use crate::math::{self, QuantileTable};
use crate::parameter::Parameters;
use crate::parameter::table::customers::{certain, uncertain};
use crate::random::{Purpose, Quad, WorldKey, draw};
use crate::scenario::{Customers, OperatingSystem};

/// Most devices of an account.
pub const MOST_DEVICES: usize = 3;

/// The devices of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Devices {
    /// How many, 1 to 3.
    pub count: u8,
    /// Operating systems, by number; the first one is the account's segment.
    pub systems: [u8; MOST_DEVICES],
    /// Which can hold a passkey, a bit a device.
    pub ready: u8,
}

impl Devices {
    /// The operating system of a device, by number.
    #[inline]
    pub fn system(&self, device: usize) -> usize {
        usize::from(self.systems[device])
    }

    /// Whether a device can hold a passkey.
    #[inline]
    pub fn is_ready(&self, device: usize) -> bool {
        self.ready >> device & 1 != 0
    }

    /// The devices, by number.
    #[inline]
    pub fn all(&self) -> std::ops::Range<usize> {
        0..usize::from(self.count)
    }
}

/// One account.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CustomerTraits {
    /// Mean time between sign-ins [days]; infinite for a dormant account.
    pub gap: f64,
    /// Whether its codes come by e-mail rather than by text message.
    pub email: bool,
    /// Its devices.
    pub devices: Devices,
    /// The uniform that decides when it is closed.
    pub closes: f64,
    /// Time from the last sign-in before week 1 to its start [mean gaps].
    pub before: f64,
    /// The factor e^ε on every hazard of the account [1]; its mean is 1.
    pub propensity: f64,
}

/// What drawing accounts needs of a scenario and its parameters.
#[derive(Clone, Debug)]
pub struct CustomerTraitPlan {
    dormant: f64,
    awake: f64,
    rates: QuantileTable,
    /// Sign-ins a day of a gamma variable of 1.
    scale: f64,
    sms: f64,
    fewer: [f64; 2],
    systems: [f64; 4],
    /// Uniform below which a device is ready, by operating system.
    ready: [f64; 4],
    propensities: QuantileTable,
    automatic: [f64; 4],
    initial: f64,
}

impl CustomerTraitPlan {
    /// Looks up the scenario and the parameters.
    pub fn new(customers: &Customers, p: &Parameters) -> Self {
        let shape = p[uncertain::SIGN_IN_SHAPE];
        let ready = [
            p[certain::READY_IOS],
            p[certain::READY_ANDROID],
            p[certain::READY_WINDOWS],
            p[certain::READY_MACOS],
        ];
        let mut systems = [0.0; 4];
        let mut below = 0.0;
        let ready = OperatingSystem::ALL.map(|system| {
            let share = customers.os[system as usize];
            let limit = below + share * ready[system as usize];
            below += share;
            systems[system as usize] = below;
            limit
        });
        let (two, three) = (p[certain::SECOND_DEVICE], p[certain::THIRD_DEVICE]);
        Self {
            dormant: customers.dormant,
            awake: 1.0 / (1.0 - customers.dormant),
            rates: QuantileTable::new(math::gamma_quantile, shape),
            scale: p[uncertain::SIGN_INS] / shape / 7.0,
            sms: customers.recovery.sms,
            fewer: [1.0 - two - three, 1.0 - three],
            systems,
            ready,
            propensities: QuantileTable::new(propensity, p[uncertain::SPREAD]),
            automatic: [
                p[uncertain::AUTO_IOS],
                p[uncertain::AUTO_ANDROID],
                p[uncertain::AUTO_WINDOWS],
                p[uncertain::AUTO_MACOS],
            ],
            initial: customers.initial,
        }
    }

    /// Draws the account of (account, epoch).
    #[inline]
    pub fn draw(&self, key: WorldKey, account: u32, epoch: u16) -> CustomerTraits {
        let quad = |at| key.quad(Purpose::CustomerTrait, account, epoch, 0, at);
        let (kind, more) = (quad(0), quad(1));
        self.traits(kind, more, draw::exponential(more.u(2)))
    }

    /// [`CustomerTraitPlan::draw`] of successive accounts of epoch 0.
    pub fn draw_many<const N: usize>(&self, key: WorldKey, first: u32) -> [CustomerTraits; N] {
        let accounts = std::array::from_fn(|lane| first.wrapping_add(lane as u32));
        let quads = |at| key.first_quads::<N>(Purpose::CustomerTrait, &accounts, at);
        let (kinds, more) = (quads(0), quads(1));
        let before = math::lns(&more.map(|quad| quad.u(2)));
        std::array::from_fn(|lane| self.traits(kinds[lane], more[lane], -before[lane]))
    }

    #[inline]
    fn traits(&self, kind: Quad, more: Quad, before: f64) -> CustomerTraits {
        let [u_rate, u_kind, u_first, closes] = [0, 1, 2, 3].map(|lane| kind.u(lane));
        // One uniform says whether the account is dormant and, if not, its rate.
        let gap = if u_rate < self.dormant {
            f64::INFINITY
        } else {
            let u = ((u_rate - self.dormant) * self.awake).clamp(f64::MIN_POSITIVE, LARGEST);
            1.0 / (self.scale * self.rates.quantile(u))
        };
        // The same for the channel and the number of devices.
        let email = u_kind >= self.sms;
        let (from, width) = if email {
            (self.sms, 1.0 - self.sms)
        } else {
            (0.0, self.sms)
        };
        let share = (u_kind - from) / width;
        let count = 1 + u8::from(share >= self.fewer[0]) + u8::from(share >= self.fewer[1]);
        // All three are drawn: what an account has is a branch that none can foresee.
        let drawn = [u_first, more.u(0), more.u(1)].map(|u| self.device(u));
        let ready = drawn[0].1 | drawn[1].1 << 1 | drawn[2].1 << 2;
        let devices = Devices {
            count,
            systems: drawn.map(|(system, _)| system),
            ready: ready & ((1 << count) - 1),
        };
        CustomerTraits {
            gap,
            email,
            devices,
            closes,
            before,
            propensity: self.propensities.quantile(more.u(3)),
        }
    }

    /// The operating system of a device that is nobody's own, by number.
    #[inline]
    pub fn system(&self, u: f64) -> usize {
        usize::from(u >= self.systems[0])
            + usize::from(u >= self.systems[1])
            + usize::from(u >= self.systems[2])
    }

    /// One uniform says what a device runs and whether it can hold a passkey.
    #[inline]
    fn device(&self, u: f64) -> (u8, u8) {
        let system = self.system(u);
        (system as u8, u8::from(u < self.ready[system]))
    }

    /// The ready devices on which a password sign-in would create a passkey, a bit a
    /// device.
    ///
    /// It is a trait of the device and not drawn anew at each sign-in: what decides is
    /// whether its password manager supports creation, and the shares that were
    /// measured are those of what creation added in the long run.
    pub fn automatic(&self, key: WorldKey, account: u32, epoch: u16, devices: &Devices) -> u8 {
        let quad = key.quad(Purpose::CustomerTrait, account, epoch, 0, 2);
        devices.all().fold(0, |bits, device| {
            let creates = quad.u(device as u32) < self.automatic[devices.system(device)];
            bits | (u8::from(creates && devices.is_ready(device)) << device)
        })
    }

    /// The device that holds a passkey before week 1, if any: the first that can.
    pub fn initial(&self, key: WorldKey, account: u32, traits: &CustomerTraits) -> Option<usize> {
        // No uniform is below zero: the draw is spared where nobody starts with one.
        let holds = self.initial > 0.0
            && traits.gap.is_finite()
            && key.quad(Purpose::CustomerTrait, account, 0, 0, 2).u(3) < self.initial;
        holds
            .then(|| traits.devices.all().find(|d| traits.devices.is_ready(*d)))
            .flatten()
    }
}

/// The quantile of e^ε.
fn propensity(u: f64, spread: f64) -> f64 {
    math::exp(spread * (draw::normal(u) - 0.5 * spread))
}

/// The largest number below 1.
const LARGEST: f64 = 1.0 - f64::EPSILON / 2.0;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::written;

    fn customers() -> Customers {
        let text = "[customers]\ndormant = 0.2\n\
                    [customers.os]\nios = 0.4\nandroid = 0.3\nwindows = 0.2\nmacos = 0.1\n\
                    [customers.recovery]\nsms = 0.7\n\
                    [[tier]]\nkind = \"sign-in-faster\"\nfirst_week = 1\n";
        written::scenario(text, &[]).customers.unwrap()
    }

    /// Shares of 40,000 accounts; sd at most .0025, five of which are a false alarm
    /// of 6e-7 each.
    #[test]
    fn shares_are_those_of_the_scenario_and_the_parameters() {
        let p = Parameters::defaults(&[]);
        let plan = CustomerTraitPlan::new(&customers(), &p);
        let key = WorldKey::new(1, 0);
        let n = 40_000;
        let all: Vec<_> = (0..n).map(|account| plan.draw(key, account, 0)).collect();
        let share = |f: &dyn Fn(&CustomerTraits) -> bool| {
            all.iter().filter(|traits| f(traits)).count() as f64 / f64::from(n)
        };
        let near = |found: f64, expected: f64| {
            assert!((found - expected).abs() < 0.0125, "{found} {expected}");
        };
        near(share(&|t| t.gap.is_infinite()), 0.2);
        near(share(&|t| t.email), 0.3);
        near(share(&|t| t.email && t.devices.count == 1), 0.3 * 0.35);
        near(share(&|t| t.devices.count == 3), 0.25);
        near(share(&|t| t.devices.system(0) == 2), 0.2);
        near(
            share(&|t| t.devices.system(0) == 2 && t.devices.is_ready(0)),
            0.2 * 0.82,
        );
        near(
            share(&|t| t.devices.system(0) == 3 && t.devices.is_ready(0)),
            0.1 * 0.93,
        );
        // Sign-ins a week of the awake: mean .5, sd .6.
        let rate = all.iter().map(|t| 7.0 / t.gap).sum::<f64>() / f64::from(n);
        assert!((rate - 0.8 * 0.5).abs() < 5.0 * 0.6 / f64::from(n).sqrt());
    }

    #[test]
    fn many_accounts_are_the_single_account_repeated() {
        let plan = CustomerTraitPlan::new(&customers(), &Parameters::defaults(&[]));
        let key = WorldKey::new(3, 1);
        for (account, traits) in (70..).zip(plan.draw_many::<16>(key, 70)) {
            assert_eq!(traits, plan.draw(key, account, 0));
        }
    }

    #[test]
    fn the_factor_has_mean_one() {
        let plan = CustomerTraitPlan::new(&customers(), &Parameters::defaults(&[]));
        let key = WorldKey::new(2, 0);
        let n = 40_000;
        let sum: f64 = (0..n)
            .map(|account| plan.draw(key, account, 0).propensity)
            .sum();
        // Its sd is √(e − 1) = 1.31; five standard errors.
        let error = 1.31 / f64::from(n).sqrt();
        assert!((sum / f64::from(n) - 1.0).abs() < 5.0 * error);
    }
}
