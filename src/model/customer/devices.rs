//! Devices and the passkeys on them.
//!
//! A passkey made on iOS or macOS is synchronised among the account's Apple
//! devices, one made on Android within Google's; one made on Windows stays on its
//! device. Where the platform's provider does not synchronise, all are bound to
//! the device. A passkey works at an own device that can hold one: if it was made
//! there or is synchronised to it. At a strange device it works across devices,
//! from a phone of the account's own that holds it.
//!
//! A replaced device takes bound passkeys with it. A synchronised one is there
//! still if another device of its family is left, and otherwise comes back on the
//! new device with the probability of surviving. The new device runs the same
//! operating system, so that an account's segment lasts.
//!
//! Source: DV011 for the pace; survival is an assumption.

use crate::population::Devices;
use crate::scenario::OperatingSystem;

/// Live passkeys of an account: one bit for Apple's, one for Google's, and one for
/// each device that holds a bound one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Passkeys(pub u8);

const APPLE: u8 = 1;
const GOOGLE: u8 = 2;
const BOUND: u8 = 4;

impl Passkeys {
    /// None.
    pub const NONE: Self = Self(0);

    /// Whether there is any.
    #[inline]
    pub fn any(self) -> bool {
        self.0 != 0
    }

    /// With one more.
    #[inline]
    #[must_use]
    pub fn with(self, bit: u8) -> Self {
        Self(self.0 | bit)
    }
}

/// Where passkeys are and where they work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PasskeyRule {
    /// Whether they synchronise within their family.
    pub synced: bool,
}

impl PasskeyRule {
    /// The bit of a passkey made on a device.
    #[inline]
    pub fn bit(self, devices: &Devices, device: usize) -> u8 {
        const ANDROID: usize = OperatingSystem::Android as usize;
        const WINDOWS: usize = OperatingSystem::Windows as usize;
        match devices.system(device) {
            _ if !self.synced => BOUND << device,
            ANDROID => GOOGLE,
            WINDOWS => BOUND << device,
            _ => APPLE,
        }
    }

    /// Whether a passkey works at an own device.
    #[inline]
    pub fn usable(self, devices: &Devices, passkeys: Passkeys, device: usize) -> bool {
        devices.is_ready(device) && passkeys.0 & self.bit(devices, device) != 0
    }

    /// Whether a passkey works at a strange device: a phone holds it.
    pub fn usable_away(self, devices: &Devices, passkeys: Passkeys) -> bool {
        devices.all().any(|device| {
            devices.system(device) <= OperatingSystem::Android as usize
                && self.usable(devices, passkeys, device)
        })
    }

    /// What is left after a device is replaced; `survives` says whether a
    /// synchronised passkey that was nowhere else comes back.
    pub fn after_change(
        self,
        devices: &Devices,
        passkeys: Passkeys,
        device: usize,
        survives: bool,
    ) -> Passkeys {
        let bit = self.bit(devices, device);
        let elsewhere = bit < BOUND
            && devices.all().any(|other| {
                other != device && devices.is_ready(other) && self.bit(devices, other) == bit
            });
        if elsewhere || (bit < BOUND && survives) {
            passkeys
        } else {
            Passkeys(passkeys.0 & !bit)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SYNCED: PasskeyRule = PasskeyRule { synced: true };

    /// An iPhone, a Windows computer and a Mac.
    const THREE: Devices = Devices {
        count: 3,
        systems: [0, 2, 3],
        ready: 7,
    };

    #[test]
    fn families_share_and_windows_does_not() {
        let phone = Passkeys::NONE.with(SYNCED.bit(&THREE, 0));
        let at = |rule: PasskeyRule, keys| [0, 1, 2].map(|d| rule.usable(&THREE, keys, d));
        assert_eq!(at(SYNCED, phone), [true, false, true]);
        assert!(SYNCED.usable_away(&THREE, phone));
        let windows = Passkeys::NONE.with(SYNCED.bit(&THREE, 1));
        assert_eq!(at(SYNCED, windows), [false, true, false]);
        assert!(!SYNCED.usable_away(&THREE, windows));
        let unready = Devices { ready: 5, ..THREE };
        assert!(!SYNCED.usable(&unready, windows, 1));
        let bound = PasskeyRule { synced: false };
        let phone = Passkeys::NONE.with(bound.bit(&THREE, 0));
        assert_eq!(at(bound, phone), [true, false, false]);
    }

    #[test]
    fn a_change_takes_what_is_nowhere_else() {
        let apple = Passkeys::NONE.with(SYNCED.bit(&THREE, 0));
        assert_eq!(SYNCED.after_change(&THREE, apple, 0, false), apple);
        assert_eq!(SYNCED.after_change(&THREE, apple, 1, false), apple);
        let one = Devices { count: 1, ..THREE };
        assert_eq!(SYNCED.after_change(&one, apple, 0, true), apple);
        assert_eq!(SYNCED.after_change(&one, apple, 0, false), Passkeys::NONE);
        let windows = Passkeys::NONE.with(SYNCED.bit(&THREE, 1));
        let left = SYNCED.after_change(&THREE, windows, 1, true);
        assert_eq!(left, Passkeys::NONE);
    }
}
