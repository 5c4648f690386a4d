//! Credentials and what device events do to them (S7).

use crate::population::bit;

/// A person's live credentials, as bits; each has one home.
pub type Credentials = u8;

/// Device-bound, on the computer.
pub const COMPUTER_BOUND: Credentials = 1;
/// Device-bound, on the phone.
pub const PHONE_BOUND: Credentials = 1 << 1;
/// Synced, made on the computer.
pub const COMPUTER_SYNCED: Credentials = 1 << 2;
/// Synced, made on the phone.
pub const PHONE_SYNCED: Credentials = 1 << 3;
/// On a security key.
pub const KEY: Credentials = 1 << 4;

/// Credentials that a provider synchronises.
pub const SYNCED: Credentials = COMPUTER_SYNCED | PHONE_SYNCED;
const ON_COMPUTER: Credentials = COMPUTER_BOUND | COMPUTER_SYNCED;
const ON_PHONE: Credentials = PHONE_BOUND | PHONE_SYNCED;

/// Where a credential is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// The person's own computer.
    Computer,
    /// The person's phone.
    Phone,
    /// A security key.
    Key,
}

/// The credential made at a home, given the person's traits.
pub fn made(home: Home, bits: u32) -> Credentials {
    match (home, bits & bit::SYNCED != 0) {
        (Home::Computer, false) => COMPUTER_BOUND,
        (Home::Computer, true) => COMPUTER_SYNCED,
        (Home::Phone, false) => PHONE_BOUND,
        (Home::Phone, true) => PHONE_SYNCED,
        (Home::Key, _) => KEY,
    }
}

/// Where a ceremony happens: on the preferred device if it can hold a passkey,
/// else on another. `None` when nothing can.
pub fn home(bits: u32, has_key: bool, prefer_computer: bool) -> Option<Home> {
    let computer = bits & bit::COMPUTER != 0;
    let phone = bits & bit::PHONE_ALLOWED != 0;
    match (computer, phone) {
        (true, true) if prefer_computer => Some(Home::Computer),
        (_, true) => Some(Home::Phone),
        (true, false) => Some(Home::Computer),
        (false, false) => has_key.then_some(Home::Key),
    }
}

/// Where a second credential goes, beside one at `first`.
pub fn second_home(bits: u32, has_key: bool, first: Home) -> Option<Home> {
    match first {
        Home::Computer if bits & bit::PHONE_ALLOWED != 0 => Some(Home::Phone),
        Home::Phone if bits & bit::COMPUTER != 0 => Some(Home::Computer),
        Home::Key => None,
        _ => has_key.then_some(Home::Key),
    }
}

/// What happened to a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeviceEvent {
    /// The old phone is exchanged for a new one.
    PhoneReplaced,
    /// The phone is gone.
    PhoneLost,
    /// The old computer is exchanged for a new one.
    ComputerReplaced,
    /// The computer is gone.
    ComputerLost,
}

/// Credentials after a device event. A device-bound one ends with its device. A
/// synced one ends at the replacement of its home, or at the loss of the last
/// device of its provider, unless `survives`; never at the loss of one of two.
pub fn after_device(
    live: Credentials,
    bits: u32,
    event: DeviceEvent,
    survives: bool,
) -> Credentials {
    let two_devices = bits & bit::ONE_PROVIDER != 0;
    let (bound, synced, lost) = match event {
        DeviceEvent::PhoneReplaced => (PHONE_BOUND, ON_PHONE & SYNCED, false),
        DeviceEvent::PhoneLost => (PHONE_BOUND, ON_PHONE & SYNCED, true),
        DeviceEvent::ComputerReplaced => (COMPUTER_BOUND, ON_COMPUTER & SYNCED, false),
        DeviceEvent::ComputerLost => (COMPUTER_BOUND, ON_COMPUTER & SYNCED, true),
    };
    let synced_ends = !(survives || lost && two_devices);
    live & !bound & if synced_ends { !synced } else { !0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bound_ends_with_its_device_and_synced_survives_one_of_two() {
        let live = PHONE_BOUND | COMPUTER_BOUND;
        assert_eq!(
            after_device(live, 0, DeviceEvent::PhoneReplaced, true),
            COMPUTER_BOUND
        );
        assert_eq!(
            after_device(
                PHONE_SYNCED,
                bit::ONE_PROVIDER,
                DeviceEvent::PhoneLost,
                false
            ),
            PHONE_SYNCED
        );
        assert_eq!(
            after_device(PHONE_SYNCED, 0, DeviceEvent::PhoneLost, false),
            0
        );
        assert_eq!(
            after_device(PHONE_SYNCED, 0, DeviceEvent::PhoneReplaced, true),
            PHONE_SYNCED
        );
        assert_eq!(
            after_device(
                PHONE_SYNCED,
                bit::ONE_PROVIDER,
                DeviceEvent::PhoneReplaced,
                false
            ),
            0
        );
    }

    #[test]
    fn a_ceremony_finds_a_device_that_can_hold_a_passkey() {
        assert_eq!(
            home(bit::COMPUTER | bit::PHONE_ALLOWED, false, true),
            Some(Home::Computer)
        );
        assert_eq!(
            home(bit::COMPUTER | bit::PHONE_ALLOWED, false, false),
            Some(Home::Phone)
        );
        assert_eq!(home(bit::COMPUTER, false, false), Some(Home::Computer));
        assert_eq!(home(0, true, true), Some(Home::Key));
        assert_eq!(home(0, false, true), None);
    }
}
