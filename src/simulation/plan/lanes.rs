//! Pairs of lanes that hold the days of a week at once, of [`Purpose::SignIn`] and, the
//! last one, of [`Purpose::Risky`] too: the table of section 8 of docs/model.md in code.
//!
//! [`Purpose::SignIn`]: crate::random::Purpose::SignIn
//! [`Purpose::Risky`]: crate::random::Purpose::Risky

/// The browser of a sign-in.
pub(in crate::simulation) const BROWSERS: u32 = 4;
/// The device at which a prompt would be.
pub(in crate::simulation) const DEVICES: u32 = 5;
/// What a holder's sign-in comes to.
pub(in crate::simulation) const USES: u32 = 6;
/// The days with a sign-in, or a risky access.
pub(in crate::simulation) const DAYS: u32 = 7;
