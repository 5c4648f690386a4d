//! Enums that a file writes as words.

/// Enums that are written as words.
pub(crate) trait Words: Sized + Copy + PartialEq + 'static {
    /// The words.
    const WORDS: &'static [&'static str];
    /// Their meanings, in the same order.
    const VALUES: &'static [Self];

    /// What a word means.
    fn from_word(word: &str) -> Option<Self> {
        let at = Self::WORDS.iter().position(|known| *known == word)?;
        Self::VALUES.get(at).copied()
    }

    /// How it is written.
    fn word(self) -> &'static str {
        let at = Self::VALUES.iter().position(|known| *known == self);
        at.and_then(|at| Self::WORDS.get(at).copied())
            .unwrap_or_default()
    }
}
