//! Which way an output should go.

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// More is better.
    Largest,
    /// Less is better.
    Smallest,
}

impl Goal {
    /// The value with its sign turned so that more is better.
    pub fn merit(self, value: f64) -> f64 {
        match self {
            Self::Largest => value,
            Self::Smallest => -value,
        }
    }
}
