//! What a session knows of time.

/// Tells the time.
pub trait Clock {
    /// Seconds since any moment that stays the same, never fewer than before.
    fn seconds(&self) -> f64;

    /// Seconds since 1970-01-01 in UTC.
    fn since_1970(&self) -> u64;
}
