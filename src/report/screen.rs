//! What a screen can show.

/// What a screen can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Screen {
    /// Colour and bold letters.
    pub colour: bool,
    /// Letters beyond ASCII.
    pub unicode: bool,
}
