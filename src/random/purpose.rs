//! What draws are for.

/// What a draw decides. One purpose never sees another's numbers.
///
/// The numbers are part of every result: they are never changed and never
/// reused, and a retired purpose keeps its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u16)]
pub enum Purpose {
    /// A person's lasting traits.
    Trait = 1,
    /// Roles and contract of a slot, whether it is told, its turn of the security key.
    Role = 2,
    /// Devices and authenticators held at the start.
    Holding = 3,
    // 4 was the working pattern.
    /// Short absences.
    Absence = 5,
    /// Long absences.
    LongAbsence = 6,
    /// Leaving the organisation, and the working pattern until then.
    Turnover = 7,
    /// A passkey appears without any programme.
    Drift = 8,
    /// Replacing a phone.
    PhoneReplace = 9,
    /// Losing a phone.
    PhoneLoss = 10,
    /// Replacing a computer.
    ComputerReplace = 11,
    /// Losing a computer.
    ComputerLoss = 12,
    /// A security key lost or blocked.
    KeyEvent = 13,
    /// A sign-in.
    SignIn = 14,
    /// Risky accesses, their tickets and exceptions.
    Risky = 15,
    /// A password reset.
    Reset = 16,
    /// An attempt to enrol.
    Attempt = 17,
    /// Enrolment that the platform forces.
    Forced = 18,
    /// Account recovery.
    Recovery = 19,
    /// Contact with the desk because of an outage, or a credential that a shock revokes.
    OutageContact = 20,
    /// Ticket: password reset.
    TicketReset = 31,
    /// Ticket: registration of an older method.
    TicketLegacyRegistration = 32,
    /// Ticket: locked account.
    TicketLockout = 33,
    /// Ticket: how-to question.
    TicketHowTo = 34,
    /// Ticket: failed passkey ceremony.
    TicketCeremony = 35,
    /// Ticket: account recovery.
    TicketRecovery = 36,
    /// Ticket: outage.
    TicketOutage = 37,
    /// Ticket: signing in across devices.
    TicketCrossDevice = 38,
    /// Ticket: blocked by enforcement.
    TicketBlock = 39,
    /// Ticket: security key.
    TicketKey = 40,
    /// Ticket: shared device.
    TicketSharedDevice = 41,
    /// Outages of a provider of passkeys.
    Outage = 51,
    /// Background load of the desk.
    Background = 52,
    /// Background load of one day.
    BackgroundDay = 53,
    /// A customer's lasting traits.
    CustomerTrait = 61,
    /// A customer's sign-in.
    CustomerSignIn = 62,
    /// A customer's attempt to enrol.
    CustomerAttempt = 63,
    /// A customer's account recovery.
    CustomerRecovery = 64,
    /// A customer's sensitive action.
    CustomerSensitive = 65,
    /// A customer's change of device.
    CustomerDevice = 66,
    /// Draws of uncertain parameters.
    ParameterDraw = 90,
    /// Resampling and permutations of the statistics.
    Bootstrap = 91,
}
