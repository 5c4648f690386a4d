//! What comes to the desk.

/// A contact without a case of its own.
pub const BACKGROUND: u32 = u32::MAX;

/// One contact on its way to the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contact {
    /// The caller's case, or [`BACKGROUND`].
    pub case: u32,
    /// When it arrives [open seconds].
    pub arrival: u64,
    /// Agent time it takes [s].
    pub seconds: u32,
    /// When the caller gives up [open seconds]; `u64::MAX` for one in writing.
    pub gives_up: u64,
    /// Whether it goes before others.
    pub priority: bool,
}

/// A contact without a case: when it arrives after opening [s], and the agent time it
/// takes [s].
pub type Plain = (u32, u32);
