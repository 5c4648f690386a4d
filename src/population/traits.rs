//! Traits of whoever holds a slot: drawn once per (slot, epoch), identical in
//! both arms and in every plan.

use super::slots::{Slots, WorkStyle};
use crate::math;
use crate::parameter::Parameters;
use crate::parameter::table::{attitude, constant, usage};
use crate::random::{Purpose, WorldKey, draw};
use crate::scenario::Scenario;

/// Bits of [`Traits::bits`].
pub mod bit {
    /// Holds the privileged role.
    pub const PRIVILEGED: u32 = 1;
    /// Holds the production-engineering role.
    pub const PROD_ENG: u32 = 1 << 1;
    /// Has executive access to finance, and is a VIP at the desk.
    pub const EXECUTIVE: u32 = 1 << 2;
    /// Is told of a requirement at least 14 days before.
    pub const TOLD: u32 = 1 << 3;
    /// Works on a contract; no managed computer.
    pub const CONTRACTOR: u32 = 1 << 4;
    /// Is a guest.
    pub const GUEST: u32 = 1 << 5;
    /// Works on a shared workstation.
    pub const SHARED: u32 = 1 << 6;
    /// Has a computer of their own with a platform authenticator.
    pub const COMPUTER: u32 = 1 << 7;
    /// Has a phone that can hold a passkey (it also holds the legacy factor).
    pub const PHONE: u32 = 1 << 8;
    /// Lets the phone be used for work passkeys.
    pub const PHONE_ALLOWED: u32 = 1 << 9;
    /// Computer and phone belong to one credential provider.
    pub const ONE_PROVIDER: u32 = 1 << 10;
    /// Credentials are synced rather than device-bound.
    pub const SYNCED: u32 = 1 << 11;
    /// The provider is Apple's rather than another.
    pub const APPLE: u32 = 1 << 12;
    /// The computer runs macOS.
    pub const MAC: u32 = 1 << 13;
    /// Has a computer of their own, with or without authenticator.
    pub const OWN_COMPUTER: u32 = 1 << 14;
    /// Has a passkey at week 0.
    pub const INITIAL: u32 = 1 << 15;
    /// Where the OS and browser class begins: three bits.
    pub const CLASS: u32 = 16;
    /// Any role on high-risk paths.
    pub const ROLES: u32 = PRIVILEGED | PROD_ENG | EXECUTIVE;
}

/// One person.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Traits {
    /// See [`bit`].
    pub bits: u32,
    /// Factor on every hazard, e^(ε + b_tech·tech) [1].
    pub propensity: f64,
    /// Attention class, 0 to 7.
    pub attention: u8,
    /// Understood messages at which the person is aware [messages], Exp(1).
    pub aware_at: f64,
    /// Ceiling of the passkey habit [0..1].
    pub habit_ceiling: f64,
}

/// Pairs of lanes that decide a person's bits.
pub const TRAIT_DRAWS: [(Purpose, u32); 7] = [
    (Purpose::Role, 0),
    (Purpose::Role, 1),
    (Purpose::Role, 2),
    (Purpose::Holding, 0),
    (Purpose::Holding, 1),
    (Purpose::Holding, 2),
    (Purpose::Holding, 3),
];

/// Pairs of lanes that decide the rest.
pub const ATTITUDE_DRAWS: [(Purpose, u32); 2] = [(Purpose::Trait, 0), (Purpose::Trait, 1)];

/// OS and browser class of a person's computer, 0 to 5: Windows, macOS, ChromeOS,
/// each with two browsers.
#[inline]
pub fn class(bits: u32) -> u8 {
    (bits >> bit::CLASS & 7) as u8
}

/// What drawing traits needs of a scenario and its parameters, looked up once.
#[derive(Clone, Debug)]
pub struct TraitPlan {
    spread: f64,
    technical: Vec<f64>,
    ceiling_logit: f64,
    ceiling_spread: f64,
    privileged: Vec<f64>,
    prod_eng: Vec<f64>,
    initial: Vec<f64>,
    executives: f64,
    notice: f64,
    contractors: f64,
    shared_workstation: f64,
    computer_ok: f64,
    phone: [f64; 2],
    refused: [f64; 2],
    windows: f64,
    macos: f64,
    ios: f64,
    synced: f64,
    second_browser: f64,
}

impl TraitPlan {
    /// Looks up the scenario's dials and the parameters.
    pub fn new(scenario: &Scenario, p: &Parameters) -> Self {
        let organisation = &scenario.workforce().organisation;
        let by_department = |f: fn(&crate::scenario::Department) -> f64| {
            organisation.departments.iter().map(f).collect()
        };
        let technical: Vec<f64> = by_department(|d| d.technical);
        Self {
            spread: p[attitude::SPREAD],
            technical: technical
                .iter()
                .map(|t| math::exp(t * p[attitude::TECHNICAL]))
                .collect(),
            ceiling_logit: math::logit(p[usage::HABIT_CEILING]),
            ceiling_spread: p[constant::HABIT_SPREAD],
            privileged: by_department(|d| d.privileged),
            prod_eng: by_department(|d| d.prod_eng),
            initial: by_department(|d| d.initial),
            executives: organisation.executives,
            notice: scenario.workforce().communications.notice,
            contractors: organisation.contractors,
            shared_workstation: p[usage::SHARED_WORKSTATION],
            computer_ok: p[usage::COMPUTER_OK],
            phone: [p[usage::PHONE_OFFICE], p[usage::PHONE_FRONTLINE]],
            refused: [p[usage::REFUSED_OFFICE], p[usage::REFUSED_FRONTLINE]],
            windows: scenario.workforce().devices.windows,
            macos: scenario.workforce().devices.macos,
            ios: scenario.workforce().devices.ios,
            synced: if scenario.workforce().platform.provider_syncs {
                scenario.workforce().devices.synced
            } else {
                0.0
            },
            second_browser: p[constant::SECOND_BROWSER],
        }
    }

    /// Draws the person of (slot, epoch). Joiners (epoch 1 and on) never start
    /// with a passkey.
    pub fn draw(&self, key: WorldKey, slots: &Slots, slot: u32, epoch: u16) -> Traits {
        let bits = self.draw_bits(key, slots, slot, epoch);
        let [around, ceiling] = key.firsts(slot, epoch, &ATTITUDE_DRAWS);
        let normals = [around.0, ceiling.1].map(draw::normal);
        let technical = self.technical(slots, slot as usize);
        self.draw_around(bits, technical, normals, (around.1, ceiling.0))
    }

    /// Factor on propensity of a slot's department.
    pub(crate) fn technical(&self, slots: &Slots, slot: usize) -> f64 {
        self.technical[usize::from(slots.department[slot])]
    }

    /// [`TraitPlan::draw`] for a person whose bits are known and whose
    /// [`ATTITUDE_DRAWS`] are drawn: the first and the last as standard normal variables.
    /// No branch, for loops over many.
    #[inline(always)]
    pub(crate) fn draw_around(
        &self,
        bits: u32,
        technical: f64,
        [z_spread, z_ceiling]: [f64; 2],
        (u_attention, u_aware): (f64, f64),
    ) -> Traits {
        // E e^ε = 1: the mean of ε is −σ²/2.
        let epsilon = self.spread * (z_spread - 0.5 * self.spread);
        let ceiling = self.ceiling_logit + self.ceiling_spread * z_ceiling;
        Traits {
            bits,
            propensity: f64::from(math::exp32(epsilon as f32)) * technical,
            attention: draw::whole(u_attention * 8.0) as u8,
            aware_at: draw::exponential32(u_aware).into(),
            habit_ceiling: 1.0 / (1.0 + f64::from(math::exp32(-ceiling as f32))),
        }
    }

    /// The bits alone, as [`TraitPlan::draw`] would give them.
    pub fn draw_bits(&self, key: WorldKey, slots: &Slots, slot: u32, epoch: u16) -> u32 {
        let drawn = key.firsts(slot, epoch, &TRAIT_DRAWS);
        self.bits(self.place(slots, slot as usize), &drawn) | self.initial(key, slots, slot, epoch)
    }

    /// What of a slot decides the bits.
    pub(crate) fn place(&self, slots: &Slots, slot: usize) -> Place {
        let department = usize::from(slots.department[slot]);
        Place {
            privileged: self.privileged[department],
            prod_eng: self.prod_eng[department],
            guest: slot >= slots.first_guest as usize,
            frontline: slots.style[slot] == WorkStyle::Frontline as u8,
        }
    }

    /// The bit of who has a passkey at week 0.
    pub(crate) fn initial(&self, key: WorldKey, slots: &Slots, slot: u32, epoch: u16) -> u32 {
        let initial = self.initial[usize::from(slots.department[slot as usize])];
        // No uniform is below zero: the draw is spared where nobody starts with one.
        let starts_with_one = epoch == 0
            && initial > 0.0
            && key.uniform(Purpose::Holding, slot, epoch, 0, 8) < initial;
        u32::from(starts_with_one) * bit::INITIAL
    }

    /// All bits but that of [`TraitPlan::initial`], by [`TRAIT_DRAWS`]: no branch, for
    /// loops over many.
    #[inline(always)]
    pub(crate) fn bits(&self, place: Place, drawn: &[(f64, f64); TRAIT_DRAWS.len()]) -> u32 {
        let [
            (u_privileged, u_prod_eng),
            (u_executive, u_contractor),
            (u_told, _),
            (u_shared, u_ok),
            (u_phone, u_refused),
            (u_os, u_browser),
            (u_phone_os, u_synced),
        ] = *drawn;
        let Place {
            guest, frontline, ..
        } = place;
        let by_style = |[office, front]: [f64; 2]| if frontline { front } else { office };
        let contractor = !guest & (u_contractor < self.contractors);
        let shared = frontline & (u_shared < self.shared_workstation);
        let own = !shared & !guest & !contractor;
        let phone = u_phone < by_style(self.phone);
        let allowed = phone & (u_refused >= by_style(self.refused));
        let windows = u_os < self.windows;
        let mac = (self.windows <= u_os) & (u_os < self.windows + self.macos);
        let ios = u_phone_os < self.ios;
        let second_browser = u_browser < self.second_browser;
        // Apple spans Mac and iPhone; Google spans Chrome (the first browser
        // outside the Mac) and Android.
        let google = !mac & !(windows & second_browser);
        let one_provider = own & phone & ((ios & mac) | (!ios & google));
        let apple = (allowed & ios) | (!allowed & mac);
        let if_so = |holds: bool, bit: u32| if holds { bit } else { 0 };
        if_so(guest, bit::GUEST)
            | if_so(!guest & (u_privileged < place.privileged), bit::PRIVILEGED)
            | if_so(!guest & (u_prod_eng < place.prod_eng), bit::PROD_ENG)
            | if_so(!guest & (u_executive < self.executives), bit::EXECUTIVE)
            | if_so(contractor, bit::CONTRACTOR)
            | if_so(!guest & (u_told < self.notice), bit::TOLD)
            | if_so(shared, bit::SHARED)
            | if_so(own, bit::OWN_COMPUTER)
            | if_so(own & (u_ok < self.computer_ok), bit::COMPUTER)
            | if_so(phone, bit::PHONE)
            | if_so(allowed, bit::PHONE_ALLOWED)
            | if_so(mac, bit::MAC)
            | if_so(one_provider, bit::ONE_PROVIDER)
            | if_so(apple, bit::APPLE)
            | if_so(u_synced < self.synced, bit::SYNCED)
            // The class: Windows, macOS, ChromeOS, each with two browsers.
            | if_so(mac, 2 << bit::CLASS)
            | if_so(!windows & !mac, 4 << bit::CLASS)
            | if_so(second_browser, 1 << bit::CLASS)
    }
}

/// What of a slot decides a person's bits.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Place {
    /// Share of its department that holds the privileged role.
    pub privileged: f64,
    /// Share of its department that holds the production-engineering role.
    pub prod_eng: f64,
    /// Whether it is a guest's.
    pub guest: bool,
    /// Whether it is on shifts.
    pub frontline: bool,
}
