//! A sign-in of an account, and where it is.

use super::chance::Chance;
use crate::random::Quad;

/// A sign-in, the same in both arms.
pub(super) struct SignIn {
    /// Its ordinal.
    pub n: u32,
    /// When [days].
    pub t: f64,
    /// Its plan week.
    pub week: usize,
    /// At a device that is not the account's.
    pub strange: bool,
    /// The password would be found forgotten.
    pub forgotten: bool,
    /// For a sensitive action.
    pub sensitive: bool,
    /// The uniform of its device; at a strange one, whether it is judged risky.
    pub device: f64,
    /// The uniform of a passkey's use and success.
    pub uses: f64,
    /// What is drawn for a code, once it was.
    pub drawn: Option<Quad>,
}

/// Where a sign-in is and what is there.
#[derive(Clone, Copy)]
pub(super) struct Site {
    /// Which own device; none at a strange one.
    pub device: Option<usize>,
    /// The device, if it is an own one on which a passkey can be made.
    pub ready: Option<usize>,
    /// A passkey works here.
    pub usable: bool,
}

impl SignIn {
    /// What is drawn for a code.
    pub fn code(&mut self, chance: &Chance) -> Quad {
        *self.drawn.get_or_insert_with(|| chance.code(self.n))
    }

    #[inline]
    pub fn is_plain(&self) -> bool {
        !self.strange && !self.forgotten && !self.sensitive
    }
}
