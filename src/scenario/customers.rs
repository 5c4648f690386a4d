//! `[customers]` and its tables.

use serde::Serialize;

use super::key::{Key, key};
use super::kind::Kind;
use super::platform::{self, Platform};
use super::run::{Assumption, Horizon};
use super::shares::check_shares;
use super::table::Table;
use super::tier::{self, Placement, Tier, TierKind};
use super::writer::Writer;
use crate::platform::profile;
use crate::platform::prompt_rule::Trigger;
use crate::units::{Date, Population};

/// The customers of a scenario: accounts, devices, recovery and the plan for them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Customers {
    /// Accounts at any time; one that is closed is followed by a new one.
    pub accounts: u32,
    /// Share of accounts closed in a year [1/yr].
    pub churn: f64,
    /// Share of accounts that never sign in [0..1].
    pub dormant: f64,
    /// Share of accounts with a passkey in week 1, not counting dormant ones [0..1].
    pub initial: f64,
    /// Shares of devices by operating system, in the order of [`OperatingSystem`]; sum 1.
    pub os: [f64; 4],
    /// The identity platform and the rule of tier 1's offers.
    pub platform: Platform,
    /// How an account without a usable credential is recovered.
    pub recovery: CustomerRecovery,
    /// Plan week from which accounts with a passkey have no password; none keeps it.
    pub remove_password: Option<u16>,
    /// What a sign-in that would have failed is worth to the owner [$]; none gives no value.
    pub value_per_sign_in: Option<f64>,
    /// The tiers, in the order of their first weeks.
    pub tiers: Vec<Tier>,
}

/// Operating system of a customer's device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[repr(u8)]
pub enum OperatingSystem {
    /// iPhone and iPad.
    Ios = 0,
    /// Android.
    Android = 1,
    /// Windows.
    Windows = 2,
    /// macOS.
    Macos = 3,
}

impl OperatingSystem {
    /// All, in the order of their numbers.
    pub const ALL: [Self; 4] = [Self::Ios, Self::Android, Self::Windows, Self::Macos];

    /// Name in scenarios and tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ios => "ios",
            Self::Android => "android",
            Self::Windows => "windows",
            Self::Macos => "macos",
        }
    }
}

/// Recovery by one-time code.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CustomerRecovery {
    /// Share of accounts whose codes come by text message; the others' by e-mail [0..1].
    pub sms: f64,
    /// Further checks on the recovery path: 0 is a code alone, 1 all that is known [0..1].
    pub hardening: f64,
    /// Pressure on the recovery path.
    pub stress: Option<Stress>,
}

/// Pressure on the recovery path.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Stress {
    /// First plan week.
    pub first_week: u16,
    /// How long [weeks].
    pub weeks: u16,
    /// Multiplies strangers' attempts to recover accounts.
    pub attack_rate: f64,
    /// Multiplies their success (1 is none); a probability is kept at most 1.
    pub channel_compromise: f64,
}

/// Words for the hardening of recovery.
const HARDENING: &[(&str, f64)] = &[("weak", 0.0), ("standard", 0.5), ("hardened", 1.0)];

#[rustfmt::skip]
pub(super) const KEYS: &[Key] = &[
    key("customers", "accounts", Kind::Integer(1, 1_000_000_000), "accounts", "100000", "2000000", "Accounts at any time; one that is closed is followed by a new one."),
    key("customers", "churn", Kind::Share, "1/yr", "\"10%\"", "0.25", "Share of accounts closed in a year."),
    key("customers", "dormant", Kind::Share, "", "0", "\"20%\"", "Share of accounts that never sign in."),
    key("customers", "initial", Kind::Share, "", "0", "\"3%\"", "Share of accounts with a passkey in week 1, dormant ones aside."),
    key("customers", "os", Kind::Table("customers.os"), "", "(see its keys)", "", "Shares of the accounts' devices by operating system; they add up to 1."),
    key("customers", "platform", Kind::Table("customers.platform"), "", "(see its keys)", "", "The customers' identity platform and the rule of tier 1's offers on it."),
    key("customers", "recovery", Kind::Table("customers.recovery"), "", "(see its keys)", "", "How an account whose password or passkey is gone is recovered."),
    key("customers", "remove_password", Kind::Integer(1, 9_999), "week", "(none)", "40", "Week from which accounts with a passkey have no password."),
    key("customers", "value_per_sign_in", Kind::Money, "$", "(none)", "\"$0.80\"", "What a sign-in that would have failed is worth to you; without it no such value is counted."),
    key("customers.os", "ios", Kind::Share, "", "0.29", "0.5", "Share of devices on iOS. Naming any system sets those not named to 0."),
    key("customers.os", "android", Kind::Share, "", "0.21", "0.3", "Share of devices on Android."),
    key("customers.os", "windows", Kind::Share, "", "0.41", "0.2", "Share of devices on Windows."),
    key("customers.os", "macos", Kind::Share, "", "0.09", "0", "Share of devices on macOS."),
    key("customers.recovery", "sms", Kind::Share, "", "0.5", "\"80%\"", "Share of accounts whose one-time codes come by text message; the others' come by e-mail."),
    key("customers.recovery", "hardening", Kind::Level(HARDENING, 0.0, 1.0), "", "\"standard\"", "\"hardened\"", "Further checks on the recovery path: a code alone is weak (0), all that is known is hardened (1), standard is 0.5."),
    key("customers.recovery", "stress", Kind::Table("customers.recovery.stress"), "", "(none)", "", "Pressure on the recovery path."),
    key("customers.recovery.stress", "first_week", Kind::Integer(1, 9_999), "week", "1", "20", "First week of the pressure."),
    key("customers.recovery.stress", "weeks", Kind::Integer(1, 9_999), "weeks", "(to the horizon)", "8", "How long it lasts."),
    key("customers.recovery.stress", "attack_rate", Kind::Number(0.0, 1e6), "", "1.0", "10", "Multiplies strangers' attempts to recover accounts."),
    key("customers.recovery.stress", "channel_compromise", Kind::Number(0.0, 1e6), "", "1.0", "2", "Multiplies their success; a probability stays at most 1."),
];

/// Reads the table and the tiers.
pub(super) fn resolve(
    root: &Table<'_>,
    (start, horizon): (Date, Horizon),
    assumptions: &[Assumption],
) -> Customers {
    let table = root.table("customers");
    let population = Population::Customers;
    let platform = platform::resolve(
        &table.table("platform"),
        population,
        horizon.weeks,
        assumptions,
    );
    let tiers = tier::resolve(root, start, horizon);
    note_silence(&table, &platform, tiers.as_deref().unwrap_or_default());
    let initial = table.number_or_default("initial");
    let remove_password = remove_password(&table, horizon, &tiers, initial, &platform);
    Customers {
        accounts: u32::try_from(table.integer_or_default("accounts")).unwrap_or(u32::MAX),
        churn: table.number_or_default("churn"),
        dormant: table.number_or_default("dormant"),
        initial,
        os: operating_systems(&table.table("os")),
        platform,
        recovery: recovery(&table.table("recovery"), horizon),
        remove_password,
        value_per_sign_in: table.number("value_per_sign_in"),
        tiers: tiers.unwrap_or_default(),
    }
}

/// Writes the tables, tiers apart.
pub(super) fn write(customers: &Customers, out: &mut Writer) {
    out.header("[customers]");
    out.plain("accounts", customers.accounts);
    out.number("churn", customers.churn);
    out.number("dormant", customers.dormant);
    out.number("initial", customers.initial);
    if let Some(week) = customers.remove_password {
        out.plain("remove_password", week);
    }
    if let Some(value) = customers.value_per_sign_in {
        out.number("value_per_sign_in", value);
    }
    out.header("[customers.os]");
    for (system, share) in OperatingSystem::ALL.iter().zip(customers.os) {
        out.number(system.name(), share);
    }
    platform::write(&customers.platform, "customers.platform", out);
    out.header("[customers.recovery]");
    out.number("sms", customers.recovery.sms);
    out.number("hardening", customers.recovery.hardening);
    if let Some(stress) = &customers.recovery.stress {
        out.header("[customers.recovery.stress]");
        out.plain("first_week", stress.first_week);
        out.plain("weeks", stress.weeks);
        out.number("attack_rate", stress.attack_rate);
        out.number("channel_compromise", stress.channel_compromise);
    }
    tier::write(&customers.tiers, out);
}

/// Notes that the platform's rule keeps tier 1 from offering anything.
fn note_silence(table: &Table<'_>, platform: &Platform, tiers: &[Tier]) {
    let rule = &platform.prompt;
    let why = if rule.suppressed_by_policy {
        "a policy suppresses every prompt"
    } else if rule.trigger == Trigger::AfterCrossDevice {
        "its prompts follow sign-ins from another device, not those by password"
    } else {
        return;
    };
    let offers =
        |tier: &Tier| tier.kind == TierKind::SignInFaster && tier.placement != Placement::Settings;
    if tiers.iter().any(offers) {
        let message = format!("tier 1 offers nothing on this platform: {why}");
        table.note("note::no-offers", "platform.prompt", message);
    }
}

/// Shares as typed, those not typed zero; without any, the defaults.
fn operating_systems(table: &Table<'_>) -> [f64; 4] {
    let names = OperatingSystem::ALL.map(OperatingSystem::name);
    let typed: Vec<&str> = names
        .into_iter()
        .filter(|name| table.raw(name).is_some())
        .collect();
    if typed.is_empty() {
        return names.map(|name| table.number_or_default(name));
    }
    let shares = names.map(|name| table.number(name).unwrap_or(0.0));
    if typed.iter().all(|name| table.number(name).is_some()) {
        let parts: Vec<_> = typed.iter().map(|name| (table.clone(), *name)).collect();
        check_shares("shares of customers' devices", &parts, shares.iter().sum());
    }
    shares
}

fn recovery(table: &Table<'_>, horizon: Horizon) -> CustomerRecovery {
    CustomerRecovery {
        sms: table.number_or_default("sms"),
        hardening: table.number_or_default("hardening"),
        stress: stress(&table.table("stress"), horizon),
    }
}

fn stress(table: &Table<'_>, horizon: Horizon) -> Option<Stress> {
    if !table.is_given() {
        return None;
    }
    let first_week = table.integer_or_default("first_week") as u16;
    let weeks = table.integer("weeks").map(|weeks| weeks as u16);
    let what = "the stress on recovery";
    if !horizon.admits(table, "first_week", first_week, what) {
        return None;
    }
    let rest = horizon.weeks - first_week + 1;
    // One that is cut short would not be what was asked for.
    let weeks = match weeks {
        Some(weeks) if weeks > rest => {
            let last = first_week.saturating_add(weeks - 1);
            horizon.admits(table, "weeks", last, "the end of the stress on recovery");
            rest
        }
        Some(weeks) => weeks,
        None => rest,
    };
    Some(Stress {
        first_week,
        weeks,
        attack_rate: table.number_or_default("attack_rate"),
        channel_compromise: table.number_or_default("channel_compromise"),
    })
}

/// The week of the removal. Before anybody can have a passkey it removes nothing.
fn remove_password(
    table: &Table<'_>,
    horizon: Horizon,
    tiers: &Option<Vec<Tier>>,
    initial: f64,
    platform: &Platform,
) -> Option<u16> {
    let week = table.integer("remove_password")? as u16;
    if !horizon.admits(table, "remove_password", week, "the removal of passwords") {
        return None;
    }
    // Tiers with mistakes of their own have been reported.
    if let Some(tiers) = tiers
        && initial == 0.0
        && tiers.iter().all(|tier| tier.first_week > week)
    {
        let first = tiers.iter().map(|tier| tier.first_week).min();
        let expected = match first {
            Some(first) => format!("a week from {first} on, when the first tier is in force"),
            None => "a [[tier]] that offers passkeys".to_owned(),
        };
        table.problem(
            "scenario::password-removal",
            "remove_password",
            format!("no account has a passkey in week {week}, when its password goes"),
            Some(expected),
            None,
        );
    }
    let stays = profile::find(&platform.id).and_then(|profile| profile.password_stays.as_ref());
    if let Some(stays) = stays {
        table.note("note::password-stays", "remove_password", stays.clone());
    }
    Some(week)
}
